import { describe, expect, it } from 'vitest'
import { isTextKey, keyMatches, type KeyPress } from './key-press.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

describe('keys', () => {
  it('tells combinations apart', () => {
    expect(keyMatches('Ctrl+K', press('k', { ctrlKey: true }))).toBe(true)
    expect(keyMatches('Ctrl+K', press('k', { metaKey: true }))).toBe(true)
    expect(keyMatches('Ctrl+K', press('k'))).toBe(false)
    expect(keyMatches('Ctrl+K', press('K', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(keyMatches('Ctrl+Shift+L', press('L', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(keyMatches('Alt+1', press('¡', { altKey: true, code: 'Digit1' }))).toBe(true)
    expect(keyMatches('Alt+1', press('1', { code: 'Digit1' }))).toBe(false)
    expect(keyMatches('?', press('?', { shiftKey: true }))).toBe(true)
    expect(keyMatches('/', press('/'))).toBe(true)
    expect(keyMatches('Ctrl+Enter', press('Enter', { ctrlKey: true }))).toBe(true)
    expect(keyMatches('n', press('b', { code: 'KeyN' }))).toBe(false)
  })
  it('knows which keys are text', () => {
    expect(['/', '?', 'Enter', 'p'].every(isTextKey)).toBe(true)
    expect(['Ctrl+N', 'Alt+N', 'F2', 'Escape'].some(isTextKey)).toBe(false)
  })
})

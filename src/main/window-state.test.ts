import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fitToScreens, readWindowState } from './window-state.ts'

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-state-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const screen = { x: 0, y: 0, width: 1366, height: 768 }
const kept = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: true }

function read(text: string) {
  const file = join(folder, 'window.json')
  writeFileSync(file, text)
  return readWindowState(file)
}

test('reads what was kept', () => expect(read(JSON.stringify(kept))).toEqual(kept))

test.each([
  ['not json'], ['null'], ['[]'], ['{"bounds":{}}'], ['{"bounds":{"x":0,"y":0,"width":10,"height":10}}'], ['{"bounds":{"x":"0","y":0,"width":900,"height":700}}'],
  ['{"bounds":{"x":1e99,"y":0,"width":900,"height":700}}'],
])('starts afresh from %s', (text) => expect(read(text)).toBeUndefined())

test('starts afresh without a file', () => expect(readWindowState(join(folder, 'none.json'))).toBeUndefined())

test('brings a window back whose screen is gone', () => {
  expect(fitToScreens(kept, [screen])).toEqual(kept)
  expect(fitToScreens({ ...kept, bounds: { ...kept.bounds, x: 3000 } }, [screen])).toBeUndefined()
  expect(fitToScreens({ ...kept, bounds: { ...kept.bounds, x: 3000 } }, [screen, { ...screen, x: 2000, width: 1920 }])).toBeDefined()
  expect(fitToScreens({ ...kept, bounds: { ...kept.bounds, y: -500 } }, [screen])).toBeUndefined()
})

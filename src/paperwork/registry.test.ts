import { describe, expect, it } from 'vitest'
import { checkPaper, findingMessage, paperType } from './check.ts'
import { paperTypes } from './registry.ts'
import { paperLanguages } from './types.ts'
import { commonRuleWords } from './words/index.ts'
import en from './words/words.en.json' with { type: 'json' }
import id from './words/words.id.json' with { type: 'json' }
import zh from './words/words.zh-Hans.json' with { type: 'json' }

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()

describe('the registry of papers', () => {
  it.each(paperTypes.map((type) => [type.type, type] as const))('%s is whole: sample without findings, layout, file name, words', (name, type) => {
    expect(paperType(name)).toBe(type)
    expect(checkPaper(name, type.sample, '2026-11-12').filter((finding) => finding.severity === 'error')).toEqual([])
    expect(type.layout(type.sample, { languages: ['id', 'zh'], paper: 'F4' }).pages.length).toBeGreaterThan(0)
    expect(type.fileName(type.sample)).toMatch(new RegExp(`^${name}(-[A-Z0-9-]+)?\\.pdf$`))
    expect(type.fileName({})).toBe(`${name}.pdf`)
    for (const language of paperLanguages) expect(type.title[language]).not.toBe('')
  })

  it('says every rule in three languages with the same facts', () => {
    for (const type of paperTypes) {
      for (const rule of type.rules) {
        const [first, ...others] = paperLanguages.map((language) => commonRuleWords[language][rule.code] ?? type.ruleWords?.[language][rule.code])
        expect(first, rule.code).toBeTruthy()
        for (const other of others) expect(placeholders(other ?? ''), rule.code).toEqual(placeholders(first ?? ''))
        expect(rule.source, rule.code).not.toBe('')
      }
    }
  })

  it('gives one code one severity', () => {
    const severities = new Map<string, string>()
    for (const rule of paperTypes.flatMap((type) => type.rules)) {
      expect(severities.get(rule.code) ?? rule.severity, rule.code).toBe(rule.severity)
      severities.set(rule.code, rule.severity)
    }
  })

  it('has the same labels in every language', () => {
    expect(Object.keys(id.labels)).toEqual(Object.keys(en.labels))
    expect(Object.keys(zh.labels)).toEqual(Object.keys(en.labels))
    for (const words of [id, en, zh]) for (const [key, text] of Object.entries(words.labels)) expect(text, key).not.toBe('')
    expect(Object.keys(id.rules)).toEqual(Object.keys(en.rules))
    expect(Object.keys(zh.rules)).toEqual(Object.keys(en.rules))
  })

  it('writes figures and dates in a message as its reader does, and leaves numbers of papers alone', () => {
    const finding = { code: 'CI-012', severity: 'warning', paper: 'commercial-invoice', field: 'payment.lc.amount', params: { a: '855830', b: '1250.50' } } as const
    expect(findingMessage(finding, 'id')).toContain('Faktur 855.830 melebihi nilai L/C 1.250,50')
    expect(findingMessage(finding, 'en')).toContain('Invoice 855,830 exceeds the L/C amount 1,250.50')
    expect(findingMessage({ ...finding, code: 'CI-024', params: { a: '2026-12-01', b: '2026-11-04' } }, 'zh')).toContain('2026年12月1日')
    expect(findingMessage({ ...finding, code: 'GEN-017', params: { label: 'needNumber' } }, 'id')).toBe('Belum diisi: nomor dokumen.')
    expect(findingMessage({ ...finding, code: 'CI-021', params: { no: '20261104' } }, 'en')).toContain('20261104')
  })

  it('refuses nothing and finds nothing under a name that it does not know', () => {
    expect(paperType('no-such-paper')).toBeNull()
    expect(checkPaper('no-such-paper', {}, '2026-11-12')).toEqual([])
  })
})

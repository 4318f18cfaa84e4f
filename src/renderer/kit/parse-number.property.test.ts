import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatDecimal, type Language } from './format.ts'
import { parseNumber } from './parse-number.ts'

const language = fc.constantFrom<Language>('id', 'en', 'zh')
const decimal = fc.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 15n), fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 })).map(([negative, whole, fraction]) => {
  const value = fraction === '' ? String(whole) : `${whole}.${fraction}`
  return negative && /[1-9]/.test(value) ? `-${value}` : value
})

it('reads back in each language what it shows in that language', () => {
  fc.assert(fc.property(decimal, language, (value, lang) => {
    expect(parseNumber(formatDecimal(value, lang), lang)).toEqual({ ok: true, value })
  }))
})

it('never answers anything but canonical text', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,- Rp') }), language, (text, lang) => {
    const reading = parseNumber(text, lang)
    if (reading.ok) expect(reading.value).toMatch(/^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/)
  }))
})

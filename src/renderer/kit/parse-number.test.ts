import { describe, expect, it } from 'vitest'
import type { Language } from './format.ts'
import { parseNumber } from './parse-number.ts'

const read = (text: string, language: Language, places?: number): string => {
  const reading = parseNumber(text, language, places)
  return reading.ok ? reading.value : reading.code
}

describe('numbers as people type them', () => {
  it.each<[string, Language, string]>([
    ['1.250,50', 'id', '1250.50'], ['1.250', 'id', '1250'], ['1250,5', 'id', '1250.5'], ['1250.5', 'id', '1250.5'], ['1,250', 'id', '1.250'],
    ['1,250.50', 'id', '1250.50'], ['12.480.000', 'id', '12480000'], ['0.125', 'id', '0.125'], [',5', 'id', '0.5'], ['Rp 18.450.000', 'id', '18450000'],
    ['Rp18.450', 'id', '18450'], ['2,5 jt', 'id', '2500000'], ['500rb', 'id', '500000'], ['-12,5', 'id', '-12.5'], ['−3', 'id', '-3'], ['-0', 'id', '0'],
    ['1,250.50', 'en', '1250.50'], ['1,250', 'en', '1250'], ['1.250', 'en', '1.250'], ['1.250,50', 'en', '1250.50'], ['USD 45.50', 'en', '45.50'], ['1.5M', 'en', '1500000'],
    ['1,250.50', 'zh', '1250.50'], ['3万', 'zh', '30000'], ['１２．５', 'zh', '12.5'], ['¥1,250', 'zh', '1250'], ['007', 'en', '7'], ['12,', 'id', '12'],
  ])('reads %s in %s as %s', (text, language, value) => expect(read(text, language)).toBe(value))

  it.each(['12,34,5', '', 'abc', '1.2.3', '1,2,3.4', '--5', '12 apel', '1.25.000', '.', '1e3'])('refuses %s', (text) => {
    for (const language of ['id', 'en', 'zh'] as const) expect(read(text, language)).toBe('BAD_DECIMAL')
  })

  it('refuses more decimals than there are places, but not idle zeros', () => {
    expect(read('1,255', 'id', 2)).toBe('PRECISION_EXCEEDED')
    expect(read('1,2500', 'id', 2)).toBe('1.25')
    expect(read('855830,5', 'id', 0)).toBe('PRECISION_EXCEEDED')
  })
})

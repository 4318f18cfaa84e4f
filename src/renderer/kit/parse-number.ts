import { type Language, separatorsOf } from './format.ts'

export type NumberReading = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly code: 'BAD_DECIMAL' | 'PRECISION_EXCEEDED' }

const bad: NumberReading = { ok: false, code: 'BAD_DECIMAL' }

/** What may stand after a figure: `2,5 jt`, `500rb`, `3万`. The value is a power of ten. */
const multipliers: Record<Language, Readonly<Record<string, number>>> = {
  id: { rb: 3, ribu: 3, k: 3, jt: 6, juta: 6, m: 9, miliar: 9, '万': 4, '亿': 8 },
  en: { k: 3, m: 6, rb: 3, jt: 6, b: 9, '万': 4, '亿': 8 },
  zh: { '千': 3, '万': 4, '百万': 6, '亿': 8, k: 3, jt: 6 },
}

/**
 * Reads a number as people type it: `1.250,50` in Indonesian, `1,250.50` in English and Chinese, plain `1250.5` in all, a
 * currency sign before it, a word like `jt` after it, full-width digits.
 *
 * The two separators are told apart so: where both occur the last is the decimal one; one that repeats is the grouping one; a
 * single one followed by exactly three digits is what the language says it is, otherwise the decimal one. Groups must be of
 * three digits: `12,34,5` is refused, not guessed.
 * @param places the most decimals that may be written
 * @returns canonical text (`-1250.5`), never `-0`
 */
export function parseNumber(text: string, language: Language, places = 6): NumberReading {
  const plain = text.normalize('NFKC').trim().replace(/[\u2212\u2013]/g, '-').replace(/[\s_']/g, '')
  const shape = /^(-?)(?:rp\.?|[a-z]{3}|[$¥€£])?(-?)([0-9.,]*[0-9][0-9.,]*)(\p{L}*)$/iu.exec(plain)
  if (!shape) return bad
  const negative = (shape[1] === '-') !== (shape[2] === '-')
  if (shape[1] === '-' && shape[2] === '-') return bad
  const word = (shape[4] ?? '').toLowerCase()
  const power = word === '' ? 0 : multipliers[language][word]
  if (power === undefined) return bad
  const parts = splitFigure(shape[3] ?? '', language)
  if (!parts) return bad
  let [whole, fraction] = parts
  if (power > 0) {
    whole += fraction.slice(0, power).padEnd(power, '0')
    fraction = fraction.slice(power)
  }
  whole = whole.replace(/^0+(?=\d)/, '')
  const significant = power > 0 ? fraction.replace(/0+$/, '') : fraction
  if (significant.length > places) {
    // Idle zeros beyond the places are no precision.
    if (/[1-9]/.test(significant.slice(places))) return { ok: false, code: 'PRECISION_EXCEEDED' }
    fraction = significant.slice(0, places)
  } else fraction = significant
  const value = fraction === '' ? whole : `${whole}.${fraction}`
  return { ok: true, value: negative && /[1-9]/.test(value) ? `-${value}` : value }
}

function splitFigure(figure: string, language: Language): [whole: string, fraction: string] | null {
  const marks = [...figure].filter((character) => character === '.' || character === ',')
  if (marks.length === 0) return [figure, '']
  const last = marks.at(-1) as string
  const other = last === '.' ? ',' : '.'
  const lastAt = figure.lastIndexOf(last)
  const after = figure.slice(lastAt + 1)
  const before = figure.slice(0, lastAt)
  const isOnly = marks.filter((mark) => mark === last).length === 1
  const couldGroup = after.length === 3 && /^[1-9][0-9]{0,2}$/.test(before)
  const isDecimal = isOnly && (marks.includes(other) || !couldGroup || separatorsOf(language).decimal === last)
  if (!isDecimal) {
    const whole = ungroup(figure, last)
    return whole === null ? null : [whole, '']
  }
  const whole = before === '' ? '0' : ungroup(before, other)
  return whole === null || !/^[0-9]*$/.test(after) ? null : [whole, after]
}

function ungroup(text: string, group: string): string | null {
  const groups = text.split(group)
  const isGrouped = groups.every((part, index) => (index === 0 ? /^[0-9]{1,3}$/.test(part) : /^[0-9]{3}$/.test(part)))
  if (groups.length > 1) return isGrouped ? groups.join('') : null
  return /^[0-9]+$/.test(text) ? text : null
}

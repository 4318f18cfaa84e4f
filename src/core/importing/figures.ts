import { type Outcome, refuse } from '../errors/index.ts'

type Mark = '.' | ','

/** What a figure looks like without its currency, its blanks and the apostrophe that spreadsheets put before text. */
function bare(text: string): string {
  return text.replace(/^'/, '').replace(/^(rp\.?|idr|usd|us\$|\$|eur|€|cny|rmb|¥)\s*/i, '').replace(/[\s\u00a0]/g, '')
}

/** The decimal mark that a figure shows beyond doubt; null where it has none or may be read both ways. */
function shownMark(text: string): Mark | null {
  const body = bare(text)
  const marks = [...body].filter((sign) => sign === '.' || sign === ',')
  const last = marks.at(-1) as Mark | undefined
  if (last === undefined) return null
  if (new Set(marks).size === 2) return last
  const [whole = '', fraction = ''] = body.replace(/^-/, '').split(last)
  if (marks.length > 1) return last === '.' ? ',' : '.'
  return fraction.length !== 3 || whole === '' || /^0/.test(whole) || whole.length > 3 ? last : null
}

/** The decimal mark of a table: what nearly all figures that show one agree on. */
export function decimalMarkOf(figures: readonly string[]): Mark | null {
  const counts = { '.': 0, ',': 0 }
  for (const figure of figures) {
    const mark = shownMark(figure)
    if (mark !== null) counts[mark] += 1
  }
  if (counts['.'] > 0 && counts[','] * 10 <= counts['.']) return '.'
  return counts[','] > 0 && counts['.'] * 10 <= counts[','] ? ',' : null
}

/**
 * A figure as canonical decimal text. One that may be read both ways is read by the table's mark; without one it is refused.
 * @refuses BAD_DECIMAL, NUM_AMBIGUOUS with both readings
 */
export function canonicalFigure(text: string, tableMark: Mark | null): Outcome<string> {
  const body = bare(text)
  const bad: Outcome<string> = { ok: false, refusals: [refuse('BAD_DECIMAL', { text: text.slice(0, 40) })] }
  if (!/^-?[0-9.,]+$/.test(body) || !/[0-9]/.test(body)) return bad
  const mark = shownMark(body) ?? tableMark
  if (/[.,]/.test(body) && mark === null) {
    const [whole = '', fraction = ''] = body.split(/[.,]/)
    return { ok: false, refusals: [refuse('NUM_AMBIGUOUS', { text, a: `${whole}${fraction}`, b: `${whole}.${fraction}` })] }
  }
  const group = mark === ',' ? '.' : ','
  const [whole = '', fraction = '', more] = body.replace(/^-/, '').split(mark ?? '.')
  if (more !== undefined || fraction.includes(group)) return bad
  if (whole.includes(group) && !/^[0-9]{1,3}([.,][0-9]{3})+$/.test(whole)) return bad
  const digits = whole.replaceAll(group, '').replace(/^0+(?=[0-9])/, '') || '0'
  const places = fraction.replace(/0+$/, '')
  const value = places === '' ? digits : `${digits}.${places}`
  return { ok: true, value: body.startsWith('-') && /[1-9]/.test(value) ? `-${value}` : value }
}

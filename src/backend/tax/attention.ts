import type { AttentionRow, HomeSummary, ListPage, TaxDueRow } from '../../contract/index.ts'
import { addDays, daysBetween } from '../../core/calendar/index.ts'
import type { Book } from '../../store/book/index.ts'
import { dueRows, turnoverWatch } from './calendar.ts'
import { rateWeek } from './exchange.ts'
import { taxStanding } from './facts.ts'
import { openExports } from './proceeds.ts'

/** The inbox speaks of a due day this long before. */
const announcedDays = 14
/** What was due longer ago than this is a matter of another year, not of today's inbox. */
const rememberedDays = 120
/** Percent of the limit of turnover from which it is worth a word. */
const thresholdPercent = 80
/** Late exports that are named one by one: the list of proceeds shows the rest. */
const exportsMax = 20

const kinds: Readonly<Record<string, string>> = {
  'ppn/pay': 'taxPpnPay', 'ppn/report': 'taxPpnReport', 'efaktur/report': 'taxEfaktur', 'finalIncome/pay': 'taxFinalPay', 'withholding/pay': 'taxWithholdingPay', 'withholding/report': 'taxWithholdingReport',
  'instalment/pay': 'taxInstalmentPay', 'annualPerson/report': 'taxAnnual', 'annualCompany/report': 'taxAnnual',
}

/** What the tax office waits for: what is late or soon due, a missing exchange rate, turnover near the limit, late export proceeds. */
export function taxAttention(book: Book, today: string): readonly AttentionRow[] {
  return book.projections.sql.remembered(`taxAttention ${today}`, () => attentionOf(book, today))
}

function attentionOf(book: Book, today: string): AttentionRow[] {
  const standing = taxStanding(book)
  const rows = dueAttention(dueRows(book, standing, today, addDays(today, -rememberedDays), addDays(today, announcedDays)), today)
  const { missing, from } = rateWeek(book, today)
  if (missing.length > 0) rows.push({ id: `taxRateMissing ${from}`, severity: 'warning', kind: 'taxRateMissing', params: { currencies: missing.join(', '), date: from }, target: null, screen: 'tax.rates' })
  if (!standing.isVatRegistered) {
    const { percent, amount, year } = turnoverWatch(book, today)
    if (percent >= thresholdPercent) rows.push({ id: `taxThreshold ${year}`, severity: percent >= 100 ? 'error' : 'warning', kind: 'taxThreshold', params: { percent, amount, year }, target: null, screen: 'tax.calendar' })
  }
  // Proceeds have three months and a bit: older and younger invoices are on their own list.
  for (const row of openExports(book, addDays(today, -240), addDays(today, -90), today, exportsMax)) {
    if (row.status !== 'late') continue
    rows.push({
      id: `exportProceeds ${row.doc}`, severity: 'warning', kind: 'exportProceeds', params: { number: row.number ?? row.event, date: row.dueDate, days: daysBetween(row.dueDate, today) },
      target: { kind: 'document', id: row.doc, code: row.number ?? row.event },
    })
  }
  return rows.sort(worstFirst)
}

/** One row for each kind of duty: its oldest period, with how many later ones wait too. */
function dueAttention(due: readonly TaxDueRow[], today: string): AttentionRow[] {
  const byKind = new Map<string, TaxDueRow[]>()
  for (const row of due) {
    const kind = kinds[`${row.obligation}/${row.act}`]
    if (kind !== undefined && row.state !== 'done' && row.state !== 'none') byKind.set(kind, [...(byKind.get(kind) ?? []), row])
  }
  return [...byKind].flatMap(([kind, rows]): AttentionRow[] => {
    const [first, ...later] = rows
    if (!first || daysBetween(today, first.due) > announcedDays) return []
    return [{
      id: kind, severity: first.state === 'todo' ? 'info' : 'warning', kind,
      params: { period: first.period, date: first.due, ...(first.amount === null ? {} : { amount: first.amount }), ...(later.length === 0 ? {} : { more: later.length }) }, target: null, screen: 'tax.calendar',
    }]
  })
}

const ranks: Readonly<Record<AttentionRow['severity'], number>> = { error: 0, warning: 1, info: 2 }
const worstFirst = (a: AttentionRow, b: AttentionRow): number => ranks[a.severity] - ranks[b.severity]

interface AttentionRequest { readonly offset: number; readonly limit: number; readonly filter?: Readonly<Record<string, string>> | undefined }

/**
 * The inbox with the tax office's part in it.
 * @param all  the whole of the other part, worst first
 */
export function withTaxAttention(book: Book, today: string, request: AttentionRequest, all: readonly AttentionRow[]): ListPage<AttentionRow> {
  const { kind, severity } = request.filter ?? {}
  const own = taxAttention(book, today).filter((row) => (kind === undefined || row.kind === kind) && (severity === undefined || row.severity === severity))
  // Of two that are as bad, what the state waits for comes first.
  const rows = [...own, ...all].sort(worstFirst)
  return { rows: rows.slice(request.offset, request.offset + request.limit), total: rows.length, sums: [] }
}

const homeMax = 20
/** Rows of each part that stand in turn on the first page, so that neither hides the other. */
const homeOthers = 4
const homeTaxes = 3

/** The first page: what is wrong, then some of the book's own and some of the tax office's. */
export function homeWithTax(book: Book, today: string, home: HomeSummary): HomeSummary {
  const wrong = home.attention.filter(({ severity }) => severity === 'error')
  const others = home.attention.filter(({ severity }) => severity !== 'error')
  const taxes = taxAttention(book, today)
  return { ...home, attention: [...wrong, ...others.slice(0, homeOthers), ...taxes.slice(0, homeTaxes), ...others.slice(homeOthers), ...taxes.slice(homeTaxes)].slice(0, homeMax) }
}

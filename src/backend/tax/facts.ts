import { firstDayOf, lastDayOf } from '../../core/calendar/index.ts'
import { type CurrencyCode, type Minor, divideHalfUp, isCurrency, parseDecimal, safe, spread, toMinor } from '../../core/money/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { type Fraction, finalIncomeTaxOf, taxValueOn, taxableTurnover } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { taxRules } from './tables.ts'

type Fields = Readonly<Record<string, unknown>>

/** How the company is taxed: its own words, else what most are. */
export interface TaxStanding {
  readonly isVatRegistered: boolean
  readonly incomeTax: 'final' | 'ordinary'
  readonly taxpayer: 'company' | 'person'
  readonly fields: Fields
}

export function taxStanding(book: Book): TaxStanding {
  const fields = masterOf(book.projections.sql, 'company', null)?.fields ?? {}
  return { isVatRegistered: fields['vatRegistered'] !== false, incomeTax: fields['incomeTax'] === 'ordinary' ? 'ordinary' : 'final', taxpayer: fields['taxpayer'] === 'person' ? 'person' : 'company', fields }
}

export function turnoverOf(book: Book, from: string, to: string): Minor {
  return book.projections.sql.value<number>('SELECT coalesce(sum(base), 0) FROM turnover WHERE date >= ? AND date <= ?', from, to) ?? 0
}

/** The document that posted what may be posted once, and the tax that it came to; null where none stands. */
export function postedOnce(book: Book, key: string): { readonly doc: string; readonly eventId: string; readonly amount: Minor } | null {
  const row = book.projections.sql.row<{ doc: string; event_id: string; net: number }>(
    'SELECT p.doc, p.event_id, p.net FROM once_key k JOIN posted p ON p.n = k.n WHERE k.key = ? AND k.free = 0 AND p.reversed = 0 AND p.void = 0 ORDER BY p.ord DESC LIMIT 1', key,
  )
  return row ? { doc: row.doc, eventId: row.event_id, amount: row.net } : null
}

/**
 * What is left to pay of amounts that were posted to a liability in this order: payments settle the oldest first, so what the
 * account still owes belongs to the latest.
 */
export function unpaidOf(owed: Minor, amounts: readonly Minor[]): Minor[] {
  let left = Math.max(0, owed)
  const open: Minor[] = amounts.map(() => 0)
  for (let at = amounts.length - 1; at >= 0; at -= 1) {
    const part = Math.min(left, amounts[at] ?? 0)
    open[at] = part
    left -= part
  }
  return open
}

/** Credit less debit of an account at the end of a day. */
export function owedOn(book: Book, account: string, date: string): Minor {
  return -book.projections.view().baseBalance(account, date)
}

export function roleAccount(book: Book, role: 'vatPayable' | 'finalIncomeTaxPayable'): string {
  return book.projections.view().accountOfRole(role)
}

export interface FinalTaxMonth {
  readonly month: string
  readonly turnover: Minor
  /** Of the calendar year through this month; of the month alone where the year was not asked for. */
  readonly cumulative: Minor
  readonly taxable: Minor
  readonly rate: Fraction
  /** As posted, else as the rule has it. */
  readonly tax: Minor
  readonly posted: ReturnType<typeof postedOnce>
}

/** Final income tax of each month. @param isYearAsked  also what the year's turnover was through it */
export function finalTaxMonths(book: Book, months: readonly string[], standing: TaxStanding, isYearAsked = false): FinalTaxMonth[] {
  return months.map((month) => {
    const turnover = turnoverOf(book, firstDayOf(month), lastDayOf(month))
    const last = lastDayOf(month)
    const freeRule = standing.taxpayer === 'person' ? taxValueOn(taxRules(), 'pphFinal.freePerson', last) : null
    const free = freeRule === null ? 0 : Number((freeRule.numerator * 100n) / freeRule.denominator)
    // A year before it is only added up where it counts.
    const before = isYearAsked || free > 0 ? turnoverOf(book, `${month.slice(0, 4)}-01-01`, dayBefore(month)) : 0
    const taxable = free === 0 ? Math.max(0, turnover) : taxableTurnover(before, turnover, free)
    const rate = taxValueOn(taxRules(), 'pphFinal.rate', last) ?? { numerator: 5n, denominator: 10n }
    const posted = postedOnce(book, `finalIncome/${month}`)
    return { month, turnover, cumulative: before + turnover, taxable, rate, tax: posted?.amount ?? finalIncomeTaxOf(taxable, rate), posted }
  })
}

/** The day before the first of a month, for sums of what lies before it; a text that sorts so is enough. */
function dayBefore(month: string): string {
  return `${month}-00`
}

export interface Withheld {
  readonly doc: string
  readonly eventId: string
  readonly date: string
  readonly number: string | null
  readonly party: string
  readonly side: 'byUs' | 'fromUs'
  readonly account: string
  readonly certificate: string
  /** What was settled, without VAT, in rupiah. */
  readonly base: Minor
  readonly tax: Minor
}

/** Tax that we kept back from suppliers and that customers kept back from us, in a time. */
export function withheldTax(book: Book, from: string, to: string): Withheld[] {
  const { sql } = book.projections
  // Only accounts of no other use can hold it: a handful, so that a year of payments need not be opened.
  const accounts = sql.values<string>(
    "SELECT DISTINCT code FROM master WHERE type = 'account' AND role IS NULL AND json_extract(fields, '$.cash') IS NOT 1 AND json_extract(fields, '$.control') IS NOT 1 AND json_extract(fields, '$.type') IN ('asset', 'liability', 'tax')",
  )
  const docs = sql.rows<{ doc: string; date: string; event: string }>(
    `SELECT DISTINCT p.doc, p.date, p.event, p.ord FROM json_each(?) a CROSS JOIN ledger_line l ON l.account = a.value AND l.date >= ? AND l.date <= ? CROSS JOIN posted p ON p.n = l.n
     WHERE p.event IN ('payment.send', 'payment.receive') AND p.reversed = 0 AND p.void = 0 ORDER BY p.date, p.ord`, JSON.stringify(accounts), from, to,
  )
  const found: Withheld[] = []
  for (const { doc, date, event } of docs) {
    const document = book.document(doc) as unknown as PostedDocument | undefined
    const rows = document?.event['withheld']
    if (!document || !Array.isArray(rows)) continue
    const currency: CurrencyCode = document.posting.currency ?? 'IDR'
    const rate = parseDecimal(document.posting.rate ?? '1') ?? { digits: 1n, scale: 0 }
    const rupiah = (text: unknown): Minor => {
      const value = typeof text === 'string' ? parseDecimal(text) : null
      if (value === null) return 0
      const amount = toMinor(value, isCurrency(currency) ? currency : 'IDR')
      return currency === 'IDR' ? amount : safe(divideHalfUp(BigInt(amount) * rate.digits, 10n ** BigInt(rate.scale)))
    }
    const parts = (rows as readonly Fields[]).map((row) => ({ account: String(row['account'] ?? ''), certificate: String(row['certificate'] ?? ''), tax: rupiah(row['amount']), given: row['base'] === undefined ? null : rupiah(row['base']) }))
    // What was settled belongs to all rows that name no base of their own, in the proportion of their tax.
    const rest = parts.reduce((left, { given }) => left - (given ?? 0), settledBase(book, document, rupiah))
    const shares = spread(Math.max(0, rest), parts.map(({ given, tax }) => (given === null ? tax : 0)))
    for (const [place, { given, ...part }] of parts.entries()) {
      found.push({
        doc, eventId: document.eventId, date, number: document.number, party: document.posting.party ?? '', side: event === 'payment.send' ? 'byUs' : 'fromUs', ...part,
        base: given ?? shares[place] ?? 0,
      })
    }
  }
  return found
}

/** What a payment settled, less the VAT in it: each invoice's share of its net. */
function settledBase(book: Book, document: PostedDocument, rupiah: (text: unknown) => Minor): Minor {
  const rows = document.event['allocations']
  let base = 0
  for (const row of Array.isArray(rows) ? (rows as readonly Fields[]) : []) {
    const amount = rupiah(row['amount'])
    const invoice = book.projections.sql.row<{ net: number; vat: number }>('SELECT net, vat FROM posted WHERE event_id = ? ORDER BY ord LIMIT 1', String(row['invoice'] ?? ''))
    base += invoice && invoice.net > 0 ? Number(divideHalfUp(BigInt(amount) * BigInt(invoice.net), BigInt(invoice.net + invoice.vat))) : amount
  }
  return base
}


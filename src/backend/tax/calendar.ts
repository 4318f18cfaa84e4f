import type { TaxDueRow, TaxOverview } from '../../contract/index.ts'
import { addDays, addMonths, daysBetween, firstDayOf, lastDayOf, monthOf } from '../../core/calendar/index.ts'
import type { Refusal } from '../../core/errors/index.ts'
import { type Minor, minorText } from '../../core/money/index.ts'
import { type TaxAct, type TaxObligation, checkNitku, checkNpwp, dueDateOf, taxDigits, taxValueOn } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { rateWeek } from './exchange.ts'
import { type TaxStanding, finalTaxMonths, owedOn, postedOnce, roleAccount, taxStanding, turnoverOf, unpaidOf, withheldTax } from './facts.ts'
import { filingOf } from './notes.ts'
import { dueRules, holidayYears, taxRules } from './tables.ts'

/** Due within so many days: worth a word. */
const soonDays = 7
/** The longest time from a period to its day, in months: an annual return. */
const reachMonths = 5
const shownBeforeDays = 75
const shownAfterDays = 60

/** What one obligation of one period looks like. */
interface Matter {
  readonly obligation: TaxObligation
  readonly act: TaxAct
  readonly period: string
  readonly amount: Minor | null
  readonly isNone: boolean
  readonly isDone: boolean
  readonly next: TaxDueRow['next']
  readonly document: string | null
}

/** What is due between two days (a little back and ahead unless told), with the week's exchange rates and the limit of turnover. */
export function taxOverview(book: Book, today: string, from = addDays(today, -shownBeforeDays), to = addDays(today, shownAfterDays)): TaxOverview {
  const standing = taxStanding(book)
  return {
    today, rows: dueRows(book, standing, today, from, to), week: rateWeek(book, today), turnover: turnoverWatch(book, today), findings: companyFindings(standing),
    holidayYears: holidayYears().map(({ year }) => year),
  }
}

export function dueRows(book: Book, standing: TaxStanding, today: string, from: string, to: string): TaxDueRow[] {
  const first = book.projections.sql.value<string | null>('SELECT min(month) FROM posted_sum WHERE documents > 0')
  if (!first || from > to) return []
  // Years far apart would ask for every month between: a calendar shows three years at most.
  const last = monthOf(to < addDays(from, 1100) ? to : addDays(from, 1100))
  const months: string[] = []
  for (let month = addMonths(monthOf(from), -reachMonths); month <= last; month = addMonths(month, 1)) {
    // Only annual returns reach far back.
    if (month >= first && month <= monthOf(today) && (month.endsWith('-12') || month >= addMonths(monthOf(from), -2))) months.push(month)
  }
  return mattersOf(book, standing, months, today)
    .flatMap((matter) => rowOf(book, matter, today))
    .filter((row) => row.due >= from && row.due <= to)
    .sort((a, b) => (a.due !== b.due ? (a.due < b.due ? -1 : 1) : a.id < b.id ? -1 : 1))
}

function mattersOf(book: Book, standing: TaxStanding, months: readonly string[], today: string): Matter[] {
  const matters: Matter[] = []
  const report = (obligation: TaxObligation, period: string, isNone = false, amount: Minor | null = null): void => {
    matters.push({ obligation, act: 'report', period, amount, isNone, isDone: false, next: 'report', document: null })
  }
  if (standing.isVatRegistered) {
    const settled = months.map((month) => postedOnce(book, `vatSettle/${month}`))
    const unpaid = unpaidOf(owedOn(book, roleAccount(book, 'vatPayable'), today), settled.map((each) => each?.amount ?? 0))
    for (const [index, month] of months.entries()) {
      const posted = settled[index] ?? null
      const amount = posted ? posted.amount : vatOf(book, month)
      matters.push({
        obligation: 'ppn', act: 'pay', period: month, amount: Math.max(0, amount), isNone: amount <= 0, isDone: posted !== null && (unpaid[index] ?? 0) === 0, next: posted === null ? 'post' : 'pay', document: posted?.doc ?? null,
      })
      report('ppn', month)
      report('efaktur', month, !hasTaxInvoices(book, month))
    }
  }
  if (standing.incomeTax === 'final') {
    const finals = finalTaxMonths(book, months, standing)
    const unpaid = unpaidOf(owedOn(book, roleAccount(book, 'finalIncomeTaxPayable'), today), finals.map(({ posted }) => posted?.amount ?? 0))
    for (const [index, { month, tax, posted }] of finals.entries()) {
      matters.push({
        obligation: 'finalIncome', act: 'pay', period: month, amount: tax, isNone: tax === 0, isDone: posted !== null && (unpaid[index] ?? 0) === 0, next: posted === null ? 'post' : 'pay', document: posted?.doc ?? null,
      })
    }
  } else for (const month of months) matters.push({ obligation: 'instalment', act: 'pay', period: month, amount: null, isNone: false, isDone: false, next: 'pay', document: null })
  matters.push(...withholdingMatters(book, months, today))
  for (const month of months) if (month.endsWith('-12')) report(standing.taxpayer === 'person' ? 'annualPerson' : 'annualCompany', month)
  return matters
}

/** Tax that we kept back is paid by the 15th and reported by the 20th; each of its accounts is settled oldest first. */
function withholdingMatters(book: Book, months: readonly string[], today: string): Matter[] {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const kept = withheldTax(book, firstDayOf(first), lastDayOf(last)).filter(({ side }) => side === 'byUs')
  const open = new Map(months.map((month) => [month, 0]))
  for (const account of new Set(kept.map((row) => row.account))) {
    const amounts = months.map((month) => kept.filter((row) => row.account === account && monthOf(row.date) === month).reduce((sum, { tax }) => sum + tax, 0))
    for (const [index, left] of unpaidOf(owedOn(book, account, today), amounts).entries()) {
      const month = months[index] ?? ''
      open.set(month, (open.get(month) ?? 0) + left)
    }
  }
  return months.flatMap((month): Matter[] => {
    const amount = kept.filter((row) => monthOf(row.date) === month).reduce((sum, { tax }) => sum + tax, 0)
    const common = { obligation: 'withholding', period: month, amount, isNone: amount === 0, document: null } as const
    return [{ ...common, act: 'pay', isDone: amount > 0 && open.get(month) === 0, next: 'pay' }, { ...common, act: 'report', isDone: false, next: 'report' }]
  })
}

function rowOf(book: Book, matter: Matter, today: string): TaxDueRow[] {
  const { obligation, act, period, amount, document } = matter
  const due = dueDateOf(dueRules(), holidayYears(), obligation, act, period)
  if (due === null) return []
  const filed = filingOf(book, obligation, act, period)
  const isDone = matter.isDone || filed !== null
  const days = daysBetween(today, due.due)
  const state = isDone ? 'done' : matter.isNone ? 'none' : days < 0 ? 'late' : days <= soonDays ? 'soon' : 'todo'
  return [{
    id: `${obligation}/${period}/${act}`, obligation, act, period, due: due.due, nominal: due.nominal, isCertain: due.isCertain, state, next: isDone || matter.isNone ? null : matter.next,
    amount: amount === null ? null : minorText(amount), document, filed, source: due.source,
  }]
}

/** Output less input VAT that a month brought, from kept balances; settlements that were dated in it are left out. */
function vatOf(book: Book, month: string): Minor {
  const { sql, view } = { sql: book.projections.sql, view: book.projections.view() }
  const brought = (account: string): Minor => {
    const kept = sql.value<number>('SELECT coalesce(sum(credit - debit), 0) FROM balance WHERE account = ? AND month = ?', account, month) ?? 0
    const settled = sql.value<number>(
      "SELECT coalesce(sum(l.base), 0) FROM once_key k JOIN ledger_line l ON l.n = k.n WHERE k.key >= 'vatSettle/' AND k.key < 'vatSettle0' AND l.account = ? AND l.date >= ? AND l.date <= ?", account, firstDayOf(month), lastDayOf(month),
    ) ?? 0
    return kept + settled
  }
  return brought(view.accountOfRole('vatOutput')) + brought(view.accountOfRole('vatInput'))
}

function hasTaxInvoices(book: Book, month: string): boolean {
  return book.projections.sql.value<number>("SELECT 1 FROM vat_row WHERE date >= ? AND date <= ? AND side = 'output' AND code = 'ppn12' LIMIT 1", firstDayOf(month), lastDayOf(month)) !== undefined
}

export function turnoverWatch(book: Book, today: string): TaxOverview['turnover'] {
  const year = today.slice(0, 4)
  const amount = turnoverOf(book, `${year}-01-01`, today)
  const rule = taxValueOn(taxRules(), 'ppn.threshold', today)
  const limit = rule === null ? 0 : Number((rule.numerator * 100n) / rule.denominator)
  return { year, amount: minorText(amount), limit: minorText(limit), percent: limit === 0 || amount <= 0 ? 0 : Number((BigInt(amount) * 100n) / BigInt(limit)) }
}

/** Numbers of the company that the tax office would not take; none of them may be missing in a registered one. */
export function companyFindings({ fields, isVatRegistered }: TaxStanding): Refusal[] {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')
  const findings: Refusal[] = []
  const add = (refusal: Refusal | null): void => { if (refusal !== null) findings.push(refusal) }
  if (taxDigits(text('npwp')) !== '') add(checkNpwp(text('npwp'), 'npwp'))
  else if (isVatRegistered) add({ code: 'CORETAX_SELLER', params: {}, field: 'npwp' })
  if (taxDigits(text('nitku')) !== '') add(checkNitku(text('nitku'), text('npwp'), 'nitku'))
  return findings
}

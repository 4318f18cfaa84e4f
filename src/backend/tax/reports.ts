import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../core/calendar/index.ts'
import { type Minor, minorText } from '../../core/money/index.ts'
import { dueDateOf, taxDigits } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { finalTaxMonths, owedOn, roleAccount, taxStanding, unpaidOf, withheldTax } from './facts.ts'
import { filingOf } from './notes.ts'
import { exportRows } from './proceeds.ts'
import { dueRules, holidayYears } from './tables.ts'

export const taxReports = ['final-tax', 'withholding', 'export-proceeds'] as const
export type TaxReport = (typeof taxReports)[number]
export const isTaxReport = (name: string): name is TaxReport => (taxReports as readonly string[]).includes(name)

type ReportJson = Readonly<Record<string, unknown>>

/** A list of the tax office as JSON, in the manner of the events contract's reports. Dates are valid. */
export function taxReport(book: Book, name: TaxReport, from: string, to: string): ReportJson {
  switch (name) {
    case 'final-tax': return finalTax(book, from, to)
    case 'withholding': return withholding(book, from, to)
    case 'export-proceeds': return exportProceeds(book, from, to)
  }
}

/** Months of a span; no more than ten years of them. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = monthOf(from); month <= monthOf(to) && months.length < 120; month = addMonths(month, 1)) months.push(month)
  return months
}

/** @source domain notes, bookkeeping and tax, 5.1 `pph-final-monthly` and 6.3 */
function finalTax(book: Book, from: string, to: string): ReportJson {
  const months = from > to ? [] : monthsOf(from, to)
  const rows = finalTaxMonths(book, months, taxStanding(book), true).filter(({ turnover, posted }) => turnover !== 0 || posted !== null)
  const unpaid = unpaidOf(owedOn(book, roleAccount(book, 'finalIncomeTaxPayable'), to), rows.map(({ posted }) => posted?.amount ?? 0))
  const paid = rows.map(({ posted }, index) => (posted === null ? 0 : posted.amount - (unpaid[index] ?? 0)))
  return {
    report: 'final-tax', from, to, currency: 'IDR',
    rows: rows.map(({ month, turnover, cumulative, taxable, rate, tax, posted }, index) => {
      const filed = filingOf(book, 'finalIncome', 'pay', month)
      return {
        month, firstDay: firstDayOf(month), lastDay: lastDayOf(month), turnover: minorText(turnover), cumulative: minorText(cumulative), taxable: minorText(taxable),
        rate: minorText(Number((rate.numerator * 100n) / rate.denominator)).replace(/\.?0+$/, ''), tax: minorText(tax), event: posted?.eventId ?? null, documentId: posted?.doc ?? null,
        paid: minorText(paid[index] ?? 0), open: minorText(posted === null ? tax : (unpaid[index] ?? 0)), dueDate: dueDateOf(dueRules(), holidayYears(), 'finalIncome', 'pay', month)?.due ?? null,
        ntpn: filed?.reference ?? '', paidOn: filed?.date ?? null,
      }
    }),
    totals: {
      turnover: minorText(sum(rows.map((row) => row.turnover))), taxable: minorText(sum(rows.map((row) => row.taxable))), tax: minorText(sum(rows.map((row) => row.tax))), paid: minorText(sum(paid)),
      open: minorText(sum(rows.map(({ tax, posted }, index) => (posted === null ? tax : (unpaid[index] ?? 0))))),
    },
  }
}

const sum = (amounts: readonly Minor[]): Minor => amounts.reduce((total, amount) => total + amount, 0)

/** @source domain notes, bookkeeping and tax, 5.1 `withholding-list` */
function withholding(book: Book, from: string, to: string): ReportJson {
  const rows = withheldTax(book, from, to)
  const taxIdOf = (party: string): string => {
    const fields = masterOf(book.projections.sql, 'party', party)?.fields ?? {}
    return taxDigits(String(fields['taxId'] ?? fields['npwp'] ?? ''))
  }
  const total = (side: 'byUs' | 'fromUs'): string => minorText(sum(rows.filter((row) => row.side === side).map(({ tax }) => tax)))
  return {
    report: 'withholding', from, to, currency: 'IDR',
    rows: rows.map((row) => ({
      date: row.date, event: row.eventId, documentId: row.doc, number: row.number, side: row.side, party: row.party, taxId: taxIdOf(row.party), account: row.account, certificate: row.certificate, base: minorText(row.base),
      tax: minorText(row.tax),
    })),
    totals: { byUs: total('byUs'), fromUs: total('fromUs') },
  }
}

/** @source domain notes, bookkeeping and tax, 5.1 `export-proceeds` and 6.8 */
function exportProceeds(book: Book, from: string, to: string): ReportJson {
  const rows = from > to ? [] : exportRows(book, from, to, to)
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  const partyName = (code: string): string => { const name = masterOf(book.projections.sql, 'party', code)?.fields['name']; return typeof name === 'string' ? name : code }
  const money = (amount: Minor, row: { currency: (typeof rows)[number]['currency'] }): string => minorText(amount, row.currency)
  return {
    report: 'export-proceeds', from, to, currency: 'IDR',
    rows: rows.map((row) => ({
      event: row.event, documentId: row.doc, number: row.number, pebNo: row.note.pebNo, pebDate: row.note.pebDate, office: row.note.office, date: row.date, party: row.party, partyName: partyName(row.party), incoterm: row.incoterm, currency: row.currency,
      fob: money(row.fob, row), dueDate: row.dueDate, received: money(row.received, row), receivedDate: row.receivedDate, payments: row.payments, difference: money(row.difference, row), reason: row.note.reason, note: row.note.note,
      status: row.status,
    })),
    byCurrency: currencies.map((currency) => {
      const own = rows.filter((row) => row.currency === currency)
      return { currency, fob: minorText(sum(own.map(({ fob }) => fob)), currency), received: minorText(sum(own.map(({ received }) => received)), currency), difference: minorText(sum(own.map(({ difference }) => difference)), currency) }
    }),
  }
}

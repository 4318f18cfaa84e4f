import { addDays, addMonths, firstDayOf, lastDayOf, monthOf } from '../../calendar/index.ts'
import type { EventOf } from '../../events/index.ts'
import {
  type CurrencyCode, type Decimal, type Minor, baseCurrency, minorText, negate, sum, toBase, toMinor,
} from '../../money/index.ts'
import { finalIncomeTaxOf } from '../../tax/index.ts'
import type { EventView, LineFacts } from '../book-view.ts'
import { depreciationOf, monthOfLife } from '../depreciation.ts'
import type { LineEffect } from '../effects.ts'
import { openPerson } from './persons.ts'
import { type Outline, type Work, currencyOfAccount, decimal, emptyLine, inventoryRole, micro } from '../work.ts'

type LedgerRow = EventOf<'journal.post'>['lines'][number]

/** A line that a person typed as debit or credit. @returns its base amount, debit positive */
function typedLine(work: Work, row: LedgerRow, path: string): Minor {
  const account = work.account(row.account, `${path}account`)
  if (!account) return 0
  const currency = currencyOfAccount(account)
  const rate = work.rate(currency, row.rate, `${path}rate`)
  const side = row.debit === undefined ? 'credit' : 'debit'
  const typed = work.amount(row[side], currency, path + side)
  if (!rate || typed === null) return 0
  const amount = side === 'debit' ? typed : negate(typed)
  const base = toBase(amount, currency, rate)
  work.line(account.code, currency, amount, base)
  return base
}

export function postJournal(work: Work, event: EventOf<'journal.post'>): Outline {
  const bases = event.lines.map((row, index) => typedLine(work, row, `lines.${index}.`))
  const debit = sum(...bases.filter((base) => base > 0))
  const credit = negate(sum(...bases.filter((base) => base < 0)))
  if (work.refusals.length === 0 && debit !== credit) work.refuse('UNBALANCED', { debit: minorText(debit), credit: minorText(credit) }, 'lines')
  return { facts: { net: debit, base: debit } }
}

/** What the book starts with; what is not accounted for goes to the opening balance account. */
export function postOpening(work: Work, event: EventOf<'opening.post'>): Outline {
  work.once('opening')
  let rest = sum(...(event.accounts ?? []).map((row, index) => typedLine(work, row, `accounts.${index}.`)))
  const ids = new Set<string>([event.id])
  const openRow = (row: OpeningRow, party: string, list: 'receivables' | 'payables', index: number): void => {
    const path = `${list}.${index}.`
    if (ids.has(row.id) || work.view.event(row.id) || work.view.item(row.id)) work.refuse('DUPLICATE_ID', { id: row.id }, `${path}id`)
    ids.add(row.id)
    const known = work.party(party, path + (list === 'receivables' ? 'customer' : 'supplier'))
    const currency = row.currency ?? baseCurrency
    const rate = work.rate(currency, row.rate, `${path}rate`)
    if (!known || !rate) return
    const amount = toMinor(decimal(row.amount), currency)
    const base = toBase(amount, currency, rate)
    const date = row.date ?? event.date
    const side = list === 'receivables' ? 'receivable' : 'payable'
    work.open({ item: row.id, side, party, currency, amount, base, date, dueDate: row.dueDate ?? addDays(date, known.termsDays) })
    rest = sum(rest, side === 'receivable' ? base : -base)
  }
  for (const [index, row] of (event.receivables ?? []).entries()) openRow(row, row.customer, 'receivables', index)
  for (const [index, row] of (event.payables ?? []).entries()) openRow(row, row.supplier, 'payables', index)
  for (const [index, row] of (event.persons ?? []).entries()) rest = sum(rest, openPerson(work, row, `persons.${index}.`))
  const lines = (event.stock ?? []).map((row, index): LineFacts => {
    const path = `stock.${index}.`
    const product = work.goods(row.product, `${path}product`)
    const warehouse = work.warehouse(row.warehouse, undefined, path)
    if (!product || warehouse === null) return emptyLine()
    const quantity = micro(row.quantity)
    const base = toMinor(decimal(row.value), baseCurrency)
    work.base(work.role(inventoryRole(product)), base)
    rest = sum(rest, base)
    return { ...emptyLine(), product: product.code, warehouse, quantity, net: base, base, movement: work.move(product.code, warehouse, quantity, { kind: 'fixed', value: base }) }
  })
  work.base(work.role('openingBalance'), negate(rest))
  return { facts: { lines, base: negate(rest) } }
}

interface OpeningRow {
  readonly id: string
  readonly currency?: CurrencyCode
  readonly amount: string
  readonly rate?: string
  readonly date?: string
  readonly dueDate?: string
}

/** Foreign cash and open invoices at the month's rate; the opposite on the first day of the next month. */
export function revalue(work: Work, event: EventOf<'fx.revalue'>): Outline {
  const month = monthOf(event.date)
  const key = `fx/${month}`
  const earlier = event.replaces === undefined ? null : replaced(work, event.replaces, month)
  if (event.replaces === undefined) work.once(key)
  if (earlier) {
    for (const line of earlier.lines) work.line(line.account, line.currency, negate(line.amount), negate(line.base), line.date)
    work.effects.push({ effect: 'reverse', target: earlier.doc.docId }, { effect: 'once', key, free: true }, { effect: 'once', key })
  }
  const next = firstDayOf(addMonths(month, 1))
  const unrealised = work.role('fxUnrealised')
  for (const balance of work.view.monetaryBalances(event.date)) {
    // The earlier one's own lines are taken back by this event, so they are no part of what is revalued.
    const before = earlier?.lines.filter((line) => line.date <= event.date && line.account === balance.account && line.currency === balance.currency) ?? []
    const base = balance.base - sum(...before.map((line) => line.base))
    const given = event.rates?.[balance.currency]
    const rate: Decimal | null = balance.amount === 0 ? decimal('1') : work.rate(balance.currency, given, 'rates')
    if (!rate) continue
    const difference = (balance.amount === 0 ? 0 : toBase(balance.amount, balance.currency, rate)) - base
    for (const [date, sign] of [[event.date, 1], [next, -1]] as const) {
      work.line(balance.account, balance.currency, 0, difference * sign + 0, date)
      work.line(unrealised, baseCurrency, -difference * sign + 0, -difference * sign + 0, date)
    }
  }
  return {}
}

function replaced(work: Work, id: string, month: string): { doc: EventView; lines: (LineEffect & { date: string })[] } | null {
  const doc = work.reference(id, 'replaces', { types: ['fx.revalue'], party: null })
  if (!doc) return null
  if (monthOf(doc.date) !== month) return work.refuse('WRONG_REFERENCE_TYPE', { id, type: doc.type }, 'replaces')
  // Together with all that it replaced itself, so that what it took back of those is not brought to life again.
  const lines: (LineEffect & { date: string })[] = []
  for (let at: EventView | null = doc; at; at = typeof at.event['replaces'] === 'string' ? work.view.event(at.event['replaces']) : null) {
    const { date } = at
    lines.push(...at.effects.flatMap((effect) => (effect.effect === 'line' ? [{ ...effect, date: effect.date ?? date }] : [])))
  }
  return { doc, lines }
}

/** Straight line, each month the difference of two rounded sums, so that nothing is lost over the life. */
export function depreciate(work: Work, event: EventOf<'depreciation.post'>): Outline {
  const cost = toMinor(decimal(event.cost), baseCurrency)
  const residual = toMinor(decimal(event.residual ?? '0'), baseCurrency)
  if (residual > cost) work.refuse('FIELD_INVALID', { name: 'residual' }, 'residual')
  const month = monthOfLife(event, event.period)
  if (month < 1 || month > event.lifeMonths) work.refuse('OUTSIDE_ASSET_LIFE', { period: event.period }, 'period')
  work.once(`depreciation/${event.asset}/${event.period}`)
  const amount = depreciationOf({ cost, residual, lifeMonths: event.lifeMonths, startPeriod: event.startPeriod }, month)
  work.base(work.role('depreciationExpense'), amount)
  work.base(work.role('accumulatedDepreciation'), -amount + 0)
  return { facts: { net: amount, base: amount } }
}

/** A tax of a month can be worked out when the month is over. */
function afterPeriod(work: Work, period: string): void {
  if (work.date < lastDayOf(period)) work.refuse('DATE_BEFORE_REFERENCE', { id: period, date: lastDayOf(period) }, 'date')
}

export function postFinalIncomeTax(work: Work, event: EventOf<'tax.finalIncome'>): Outline {
  afterPeriod(work, event.period)
  work.once(`finalIncome/${event.period}`)
  const exempt = toMinor(decimal(event.exemptTurnover ?? '0'), baseCurrency)
  const tax = finalIncomeTaxOf(work.view.turnover(event.period) - exempt)
  work.base(work.role('finalIncomeTax'), tax)
  work.base(work.role('finalIncomeTaxPayable'), -tax + 0)
  return { facts: { net: tax, base: tax } }
}

export function settleVat(work: Work, event: EventOf<'tax.vatSettle'>): Outline {
  afterPeriod(work, event.period)
  work.once(`vatSettle/${event.period}`)
  const last = lastDayOf(event.period)
  const output = Math.max(0, negate(work.view.baseBalance(work.role('vatOutput'), last)))
  const input = Math.max(0, work.view.baseBalance(work.role('vatInput'), last))
  const settled = Math.min(output, input)
  work.base(work.role('vatOutput'), output)
  work.base(work.role('vatInput'), -settled + 0)
  work.base(work.role('vatPayable'), settled - output)
  return { facts: { net: output - settled, vat: output - settled, base: output - settled } }
}

export function closePeriod(work: Work, event: EventOf<'period.close'>): Outline {
  const locked = work.view.lockedThrough()
  if (locked !== null && event.period <= locked) work.refuse('PERIOD_CLOSED', { period: event.period }, 'period')
  work.effects.push({ effect: 'close', period: event.period, heads: work.view.chainHeads() })
  return {}
}

/** Unlocks a month and all later ones. */
export function reopenPeriod(work: Work, event: EventOf<'period.reopen'>): Outline {
  const locked = work.view.lockedThrough()
  if (locked === null || event.period > locked) work.refuse('FIELD_INVALID', { name: 'period' }, 'period')
  work.effects.push({ effect: 'reopen', period: event.period })
  return {}
}

/** Code of the account that keeps former years' results in every chart; an event may name another. */
const retainedEarnings = '3201'

/** Brings the year's result to retained earnings on the year's last day. */
export function closeYear(work: Work, event: EventOf<'year.close'>): Outline {
  const last = `${event.year}-12-31`
  if (event.date !== last) work.refuse('DATE_INVALID', { text: event.date }, 'date')
  work.once(`yearClose/${event.year}`)
  const account = work.baseAccount(event.account ?? retainedEarnings, 'account')
  if (account && account.type !== 'equity') work.refuse('FIELD_INVALID', { name: 'account' }, 'account')
  const balances = work.view.resultBalances(last)
  const result = sum(...balances.map((balance) => balance.base))
  for (const balance of balances) work.base(balance.account, negate(balance.base))
  if (account) work.base(account.code, result)
  return { facts: { net: negate(result), base: negate(result) } }
}

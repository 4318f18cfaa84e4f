import type { EventOf } from '../../events/index.ts'
import { type CurrencyCode, type Decimal, type Minor, baseCurrency, minorText, spread, sum, toBase } from '../../money/index.ts'
import { ppnInGross, ppnOfNet } from '../../tax/index.ts'
import type { AccountView, ItemView } from '../book-view.ts'
import { type Outline, type Work, currencyOfAccount, decimal } from '../work.ts'
import { checkVat } from './purchasing.ts'

const invoiceOpeners = { receivable: ['sales.invoice'], payable: ['purchase.invoice', 'landedCost.allocate'] } as const
export const advanceOpeners = { deposit: ['deposit.receive', 'payment.receive', 'sales.creditNote'], advance: ['payment.send'] } as const

/** The cash account of an event; a `currency` beside it must be the account's. */
export function cashOf(work: Work, event: { readonly account?: string; readonly currency?: CurrencyCode }): { account: AccountView; currency: CurrencyCode } | null {
  const account = work.cashAccount(event.account ?? '', 'account')
  if (!account) return null
  const currency = currencyOfAccount(account)
  if (event.currency !== undefined && event.currency !== currency) return work.refuse('CURRENCY_MISMATCH', { currency }, 'currency')
  return { account, currency }
}

/** Money of a customer before there is an invoice. With VAT the item is the net; an invoice credits the VAT later. */
export function receiveDeposit(work: Work, event: EventOf<'deposit.receive'>): Outline {
  work.party(event.customer, 'customer')
  if (event.order !== undefined) work.reference(event.order, 'order', { types: ['sales.order'], party: event.customer })
  const cash = cashOf(work, event)
  const rate = cash && work.rate(cash.currency, event.rate)
  if (!cash || !rate) return {}
  const { currency } = cash
  const amount = work.amount(event.amount, currency, 'amount') ?? 0
  const charge = work.amount(event.bankCharge, currency, 'bankCharge') ?? 0
  const paid = sum(amount, charge)
  const base = toBase(paid, currency, rate)
  const cashBase = toBase(amount, currency, rate)
  const tax = checkVat(work, event.tax, currency)
  const vat = tax === 'ppn12' ? ppnInGross(paid) : 0
  work.line(cash.account.code, currency, amount, cashBase)
  work.base(work.role('bankCharges'), base - cashBase)
  work.base(work.role('vatOutput'), -vat)
  work.open({
    item: event.id, side: 'deposit', party: event.customer, currency, amount: paid - vat, base: base - vat, date: event.date, dueDate: event.date,
  })
  if (tax === 'ppn12') work.effects.push({ effect: 'vat', side: 'output', code: tax, base: base - vat, vat })
  return { party: event.customer, currency, rate, facts: { net: paid - vat, vat, base: base - vat } }
}

interface Sides {
  readonly invoice: 'receivable' | 'payable'
  readonly advance: 'deposit' | 'advance'
  readonly party: string
}

interface Applied {
  readonly id: string
  readonly invoice: string
  readonly amount: string
  readonly path: string
  readonly advanceField: string
}

interface Allocation {
  readonly invoice: string
  readonly amount: string
}

/** Clears invoices by the money itself. @returns the sum */
function allocate(work: Work, rows: readonly Allocation[], sides: Sides, currency: CurrencyCode, rate: Decimal): Minor {
  let total = 0
  for (const [index, row] of rows.entries()) {
    const path = `allocations.${index}.`
    const amount = work.amount(row.amount, currency, `${path}amount`)
    const item = work.item(row.invoice, `${path}invoice`, { side: sides.invoice, openers: invoiceOpeners[sides.invoice], party: sides.party, currency })
    total = sum(total, amount ?? 0)
    if (!item || amount === null) continue
    work.clear(item, amount, rate, `${path}amount`)
  }
  return total
}

/** Clears invoices by deposits or advances that were there before: both items lose the amount. */
function apply(work: Work, rows: readonly Applied[], sides: Sides, currency: CurrencyCode | null, given: string | undefined): { currency: CurrencyCode; rate: Decimal } | null {
  let found: { currency: CurrencyCode; rate: Decimal } | null = null
  for (const row of rows) {
    const wanted = currency ?? found?.currency ?? null
    const advance = work.item(row.id, `${row.path}${row.advanceField}`, { side: sides.advance, openers: advanceOpeners[sides.advance], party: sides.party, currency: wanted })
    if (!advance) continue
    found ??= { currency: advance.currency, rate: work.rateIfAny(advance.currency, given) ?? rateOf(work, advance) }
    const amount = work.amount(row.amount, advance.currency, `${row.path}amount`)
    const invoice = work.item(row.invoice, `${row.path}invoice`, {
      side: sides.invoice, openers: invoiceOpeners[sides.invoice], party: sides.party, currency: advance.currency,
    })
    if (!invoice || amount === null) continue
    work.clear(advance, amount, found.rate, `${row.path}amount`)
    work.clear(invoice, amount, found.rate, `${row.path}amount`)
  }
  return found
}

/** The rate at which an item was opened: only for what other devices clear twice, where the book has no rate at all. */
function rateOf(work: Work, item: ItemView): Decimal {
  const opened = work.view.event(item.item)
  return decimal(opened?.rate ?? '1')
}

interface Withheld {
  readonly account: string
  readonly amount: string
}

/** Tax that the payer kept back and pays to the tax office: settles like money. `sign` 1 for a claim, -1 for a debt. */
function withhold(work: Work, rows: readonly Withheld[], currency: CurrencyCode): { total: Minor; post: (base: Minor, sign: 1 | -1) => void } {
  const amounts = rows.map((row, index) => work.amount(row.amount, currency, `withheld.${index}.amount`) ?? 0)
  const accounts = rows.map((row, index) => work.baseAccount(row.account, `withheld.${index}.account`))
  return {
    total: sum(...amounts),
    post(base, sign) {
      for (const [index, part] of spread(base, amounts).entries()) work.base(accounts[index]?.code ?? '', part * sign + 0)
    },
  }
}

function isMoneyless(amount: string | undefined, allocations: readonly unknown[] | undefined, withheld: readonly unknown[] | undefined, charge: string | undefined): boolean {
  const none = (text: string | undefined): boolean => text === undefined || decimal(text).digits === 0n
  return none(amount) && none(charge) && (allocations ?? []).length === 0 && (withheld ?? []).length === 0
}

/** Money from a customer: settles invoices, applies deposits, and keeps what is over as a deposit. */
export function receivePayment(work: Work, event: EventOf<'payment.receive'>): Outline {
  work.party(event.customer, 'customer')
  const sides: Sides = { invoice: 'receivable', advance: 'deposit', party: event.customer }
  const deposits = (event.deposits ?? []).map((row, index) => ({ ...row, id: row.deposit, path: `deposits.${index}.`, advanceField: 'deposit' }))
  if (isMoneyless(event.amount, event.allocations, event.withheld, event.bankCharge)) return applyOnly(work, event, deposits, sides)
  const cash = cashOf(work, event)
  const rate = cash && work.rate(cash.currency, event.rate)
  if (!cash || !rate) return {}
  const { currency } = cash
  const amount = work.amount(event.amount, currency, 'amount') ?? 0
  const charge = work.amount(event.bankCharge, currency, 'bankCharge') ?? 0
  const withheld = withhold(work, event.withheld ?? [], currency)
  const paid = sum(amount, charge, withheld.total)
  const paidBase = toBase(paid, currency, rate)
  const cashBase = toBase(amount, currency, rate)
  const chargedBase = toBase(sum(amount, charge), currency, rate)
  work.line(cash.account.code, currency, amount, cashBase)
  work.base(work.role('bankCharges'), chargedBase - cashBase)
  withheld.post(paidBase - chargedBase, 1)
  const total = allocate(work, event.allocations ?? [], sides, currency, rate)
  if (total > paid) work.refuse('ALLOCATION_EXCEEDS_PAYMENT', { paid: minorText(paid, currency), allocated: minorText(total, currency) }, 'allocations')
  const rest = Math.max(paid - total, 0)
  work.open({
    item: event.id, side: 'deposit', party: event.customer, currency, amount: rest, base: paidBase - toBase(total, currency, rate), date: event.date,
    dueDate: event.date,
  })
  apply(work, deposits, sides, currency, event.rate)
  settleDifference(work)
  return { party: event.customer, currency, rate, facts: { net: paid, base: paidBase } }
}

/** Money to a supplier, the mirror: the bank's charge comes on top, withheld tax becomes a debt to the tax office. */
export function sendPayment(work: Work, event: EventOf<'payment.send'>): Outline {
  work.party(event.supplier, 'supplier')
  const sides: Sides = { invoice: 'payable', advance: 'advance', party: event.supplier }
  const advances = (event.advances ?? []).map((row, index) => ({ ...row, id: row.advance, path: `advances.${index}.`, advanceField: 'advance' }))
  if (isMoneyless(event.amount, event.allocations, event.withheld, event.bankCharge)) return applyOnly(work, event, advances, sides)
  const cash = cashOf(work, event)
  const rate = cash && work.rate(cash.currency, event.rate)
  if (!cash || !rate) return {}
  const { currency } = cash
  const amount = work.amount(event.amount, currency, 'amount') ?? 0
  const charge = work.amount(event.bankCharge, currency, 'bankCharge') ?? 0
  const withheld = withhold(work, event.withheld ?? [], currency)
  const paid = sum(amount, withheld.total)
  const paidBase = toBase(paid, currency, rate)
  const amountBase = toBase(amount, currency, rate)
  const cashBase = toBase(sum(amount, charge), currency, rate)
  work.line(cash.account.code, currency, -sum(amount, charge) + 0, -cashBase + 0)
  work.base(work.role('bankCharges'), cashBase - amountBase)
  withheld.post(paidBase - amountBase, -1)
  const total = allocate(work, event.allocations ?? [], sides, currency, rate)
  if (total > paid) work.refuse('ALLOCATION_EXCEEDS_PAYMENT', { paid: minorText(paid, currency), allocated: minorText(total, currency) }, 'allocations')
  const rest = Math.max(paid - total, 0)
  work.open({
    item: event.id, side: 'advance', party: event.supplier, currency, amount: rest, base: paidBase - toBase(total, currency, rate), date: event.date,
    dueDate: event.date,
  })
  apply(work, advances, sides, currency, event.rate)
  settleDifference(work)
  return { party: event.supplier, currency, rate, facts: { net: paid, base: paidBase } }
}

/** Deposits or advances applied without money: the currency is theirs, and an account that is named counts for nothing. */
function applyOnly(
  work: Work, event: { readonly currency?: CurrencyCode; readonly rate?: string; readonly account?: string }, rows: readonly Applied[], sides: Sides,
): Outline {
  if (event.account !== undefined) work.cashAccount(event.account, 'account')
  const found = apply(work, rows, sides, event.currency ?? null, event.rate)
  settleDifference(work)
  return { party: sides.party, currency: found?.currency ?? baseCurrency, rate: found?.rate ?? null }
}

/** What the items were worth when they arose, less what they settle at: the realised exchange difference. Derived. */
export function settleDifference(work: Work): void {
  if (work.effects.some((effect) => effect.effect === 'clear')) work.residual({ account: work.role('fxRealised'), weight: 1 })
}

/** Expenses paid from a cash account, or a debt on an ordinary account paid off. */
export function postExpense(work: Work, event: EventOf<'expense.post'>): Outline {
  const cash = cashOf(work, { account: event.account })
  const rate = cash && work.rate(cash.currency, event.rate)
  const accounts = event.lines.map((row, index) => {
    const field = `lines.${index}.account`
    const account = work.baseAccount(row.account, field)
    return account?.cash ? work.refuse('FIELD_INVALID', { name: 'account' }, field) : account
  })
  if (!cash || !rate) return {}
  const { currency } = cash
  const tax = checkVat(work, event.tax, currency)
  const nets = event.lines.map((row, index) => work.amount(row.amount, currency, `lines.${index}.amount`) ?? 0)
  const net = sum(...nets)
  const base = toBase(net, currency, rate)
  const vat = tax === 'ppn12' ? ppnOfNet(net) : 0
  const lines = spread(base, nets).map((lineBase, index) => {
    const account = accounts[index]?.code ?? ''
    work.base(account, lineBase)
    return { product: null, account, warehouse: null, quantity: 0, net: nets[index] ?? 0, base: lineBase, movement: null }
  })
  work.base(work.role('vatInput'), vat)
  work.line(cash.account.code, currency, -sum(net, vat), -sum(base, vat))
  if (tax === 'ppn12') work.effects.push({ effect: 'vat', side: 'input', code: tax, base, vat })
  return { currency, rate, facts: { lines, net, vat, base } }
}

/** Money between own accounts. The difference to the book's rate shows at the next revaluation, not here. */
export function transferCash(work: Work, event: EventOf<'transfer.post'>): Outline {
  const from = work.cashAccount(event.from, 'from')
  const to = work.cashAccount(event.to, 'to')
  if (!from || !to) return {}
  const [given, taken] = [currencyOfAccount(from), currencyOfAccount(to)]
  const out = work.amount(event.fromAmount, given, 'fromAmount')
  const into = work.amount(event.toAmount, taken, 'toAmount')
  const charge = work.amount(event.bankCharge, given, 'bankCharge')
  if (out === null || into === null || charge === null) return {}
  if (given === taken && out !== into) work.refuse('UNBALANCED', { debit: minorText(into, taken), credit: minorText(out, given) }, 'toAmount')
  const needsRate = given !== baseCurrency && (taken !== baseCurrency || charge > 0)
  const rate = needsRate ? work.rate(given, event.rate) : work.rateIfAny(given, event.rate)
  if (needsRate && !rate) return {}
  const convert = (amount: Minor): Minor => (rate ? toBase(amount, given, rate) : 0)
  const base = taken === baseCurrency ? into : given === baseCurrency ? out : convert(out)
  const chargeBase = convert(charge)
  work.line(from.code, given, -sum(out, charge), -sum(base, chargeBase))
  work.line(to.code, taken, into, base)
  work.base(work.role('bankCharges'), chargeBase)
  return { currency: given, rate, facts: { net: out, base } }
}

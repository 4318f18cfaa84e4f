import type { EventType } from './event-types.ts'
import {
  type Field, type Fields, type ValueOf, boolean, code, codes, currency, date, freeText, integer, maybeRows, money, month, name, optional, percent,
  quantity, rate, rates, rows, taxCode, unitPrice, word, year,
} from './field.ts'

/** Fields that every event has. Anything that is not listed for its type is kept and ignored. */
const common = { id: code('own'), date: date() } as const satisfies Fields

const stockRow = { product: code('product'), quantity: quantity(), warehouse: optional(code('warehouse')) } as const satisfies Fields
const openItemRow = {
  id: code('own'), currency: optional(currency()), amount: money('document'), rate: optional(rate()), date: optional(date()), dueDate: optional(date()),
} as const satisfies Fields
/** `base`: what the tax was worked out on, where the payment does not tell it. */
const withheld = maybeRows({ account: code('account'), amount: money('book'), base: optional(money('book')), certificate: optional(name()) })

/**
 * The fields of each type. Which combinations are impossible stands in `event-rules.ts`.
 * @source events contract, section 5 and its additions
 */
export const eventFields = {
  'company.set': {
    ...common, name: name(), baseCurrency: optional(currency('IDR')), vatRegistered: optional(boolean()), costing: optional(word('movingAverage', 'fifo')),
  },
  'account.add': {
    ...common, code: code('own'), name: name(), type: word('asset', 'liability', 'equity', 'income', 'costOfSales', 'expense', 'other', 'tax'),
    currency: optional(currency()), cash: optional(boolean()),
  },
  'party.add': { ...common, code: code('own'), name: name(), termsDays: optional(integer(0)) },
  'product.add': {
    ...common, code: code('own'), name: name(), kind: optional(word('goods', 'service')), costing: optional(word('movingAverage', 'fifo')),
    inventory: optional(word('raw', 'finished', 'goods')), weightKg: optional(quantity('notNegative')),
    unit: optional(name()), units: maybeRows({ unit: name(), factor: quantity() }),
  },
  'warehouse.add': { ...common, code: code('own'), name: name() },
  'rate.set': { ...common, currency: currency(), rate: rate(), kind: optional(word('book', 'tax')) },
  'sales.order': {
    ...common, customer: code('party'), currency: optional(currency()),
    lines: rows({ product: code('product'), quantity: quantity(), unit: optional(name()), unitPrice: unitPrice() }),
  },
  'opening.post': {
    ...common,
    accounts: maybeRows({ account: code('account'), debit: optional(money('book')), credit: optional(money('book')), rate: optional(rate()) }),
    receivables: maybeRows({ ...openItemRow, customer: code('party') }),
    payables: maybeRows({ ...openItemRow, supplier: code('party') }),
    stock: maybeRows({ product: code('product'), warehouse: code('warehouse'), quantity: quantity(), value: money('base', 'notNegative') }),
    /** What stands in somebody's name: loans, advances, savings. */
    persons: maybeRows({ party: code('party'), account: code('account'), debit: optional(money('base')), credit: optional(money('base')) }),
  },
  'purchase.receive': {
    ...common, supplier: code('party'), currency: optional(currency()), rate: optional(rate()), warehouse: optional(code('warehouse')),
    lines: rows({ ...stockRow, unitPrice: unitPrice() }),
  },
  'purchase.invoice': {
    ...common, supplier: code('party'), currency: optional(currency()), rate: optional(rate()), dueDate: optional(date()), tax: optional(taxCode('none', 'ppn12')),
    warehouse: optional(code('warehouse')),
    lines: rows({
      receipt: optional(code('event')), line: optional(integer(null)), product: optional(code('product')), quantity: optional(quantity()),
      unitPrice: optional(unitPrice()), warehouse: optional(code('warehouse')), account: optional(code('account')), amount: optional(money('document')),
    }),
  },
  'purchase.return': {
    ...common, supplier: code('party'), receipt: optional(code('event')), invoice: optional(code('event')),
    lines: rows({ line: integer(null), quantity: quantity(), warehouse: optional(code('warehouse')) }),
  },
  'landedCost.allocate': {
    ...common, receipts: codes('event'), by: word('value', 'weight', 'quantity'), amount: money('book'), supplier: optional(code('party')),
    currency: optional(currency()), rate: optional(rate()), dueDate: optional(date()), account: optional(code('account')),
  },
  'sales.deliver': {
    ...common, customer: code('party'), order: optional(code('event')), warehouse: optional(code('warehouse')), lines: rows({ ...stockRow, unit: optional(name()) }),
  },
  'sales.invoice': {
    ...common, customer: code('party'), currency: optional(currency()), rate: optional(rate()), dueDate: optional(date()), warehouse: optional(code('warehouse')),
    order: optional(code('event')), tax: optional(taxCode('none', 'ppn12', 'export0')), deliver: optional(boolean()), delivery: optional(code('event')),
    discount: optional(money('document', 'notNegative')),
    /** Domestic deposits whose VAT this invoice credits. */
    taxedDeposits: optional(codes('event', true)),
    lines: rows({
      product: optional(code('product')), quantity: optional(quantity()), unit: optional(name()), unitPrice: optional(unitPrice()),
      discountPercent: optional(percent()), warehouse: optional(code('warehouse')), account: optional(code('account')), amount: optional(money('document')),
    }),
  },
  'sales.creditNote': {
    ...common, customer: code('party'), invoice: code('event'),
    lines: rows({
      line: integer(null), amount: optional(money('book')), quantity: optional(quantity()), restock: optional(boolean()), warehouse: optional(code('warehouse')),
    }),
  },
  'deposit.receive': {
    ...common, customer: code('party'), account: code('account'), currency: optional(currency()), amount: money('book'),
    bankCharge: optional(money('book', 'notNegative')), order: optional(code('event')), rate: optional(rate()), tax: optional(taxCode('none', 'ppn12')),
  },
  'payment.receive': {
    ...common, customer: code('party'), account: optional(code('account')), currency: optional(currency()), amount: optional(money('book', 'notNegative')),
    bankCharge: optional(money('book', 'notNegative')), rate: optional(rate()), withheld,
    allocations: maybeRows({ invoice: code('event'), amount: money('book') }),
    deposits: maybeRows({ deposit: code('event'), invoice: code('event'), amount: money('book') }),
  },
  'payment.send': {
    ...common, supplier: code('party'), account: optional(code('account')), currency: optional(currency()), amount: optional(money('book', 'notNegative')),
    bankCharge: optional(money('book', 'notNegative')), rate: optional(rate()), withheld,
    allocations: maybeRows({ invoice: code('event'), amount: money('book') }),
    advances: maybeRows({ advance: code('event'), invoice: code('event'), amount: money('book') }),
  },
  'expense.post': {
    ...common, account: code('account'), tax: optional(taxCode('none', 'ppn12')), rate: optional(rate()),
    lines: rows({ account: code('account'), amount: money('book') }),
  },
  'transfer.post': {
    ...common, from: code('account'), to: code('account'), fromAmount: money('book'), toAmount: money('book'),
    bankCharge: optional(money('book', 'notNegative')), rate: optional(rate()),
  },
  'stock.adjust': {
    ...common, account: optional(code('account')), warehouse: optional(code('warehouse')),
    lines: rows({ product: code('product'), quantity: quantity('notZero'), unitCost: optional(unitPrice()), warehouse: optional(code('warehouse')) }),
  },
  'stock.count': {
    ...common, warehouse: code('warehouse'), account: optional(code('account')), lines: rows({ product: code('product'), counted: quantity('notNegative') }),
  },
  'stock.transfer': {
    ...common, from: code('warehouse'), to: code('warehouse'), lines: rows({ product: code('product'), quantity: quantity() }),
  },
  'production.post': {
    ...common, warehouse: optional(code('warehouse')), consume: rows(stockRow), produce: rows({ ...stockRow, costShare: optional(quantity()) }),
    labour: optional(money('base', 'notNegative')), overhead: optional(money('base', 'notNegative')),
  },
  'fx.revalue': { ...common, rates: optional(rates()), replaces: optional(code('event')) },
  'depreciation.post': {
    ...common, asset: name(), cost: money('base'), residual: optional(money('base', 'notNegative')), lifeMonths: integer(1), startPeriod: month(), period: month(),
  },
  'tax.finalIncome': { ...common, period: month(), exemptTurnover: optional(money('base', 'notNegative')) },
  'tax.vatSettle': { ...common, period: month() },
  'journal.post': {
    ...common, lines: rows({ account: code('account'), debit: optional(money('book')), credit: optional(money('book')), rate: optional(rate()) }),
  },
  'period.close': { ...common, period: month() },
  'period.reopen': { ...common, period: month(), reason: freeText() },
  'year.close': { ...common, year: year(), account: optional(code('account')) },
  // ---- beyond the events contract, in its style: bookkeeping notes, 3.2, events 54, 56, 61 to 63, 77 and 79
  /** Dr customerDeposits at the deposit's value, Cr cash amount + charge, Dr bankCharges; rest fxRealised. More than is left: DEPOSIT_EXCEEDED. */
  'deposit.refund': {
    ...common, customer: code('party'), deposit: code('event'), account: code('account'), amount: money('book'), bankCharge: optional(money('book', 'notNegative')), rate: optional(rate()),
  },
  /** The mirror: `amount` reaches the account, `bankCharge` was taken on the way. */
  'advance.refund': {
    ...common, supplier: code('party'), advance: code('event'), account: code('account'), amount: money('book'), bankCharge: optional(money('book', 'notNegative')), rate: optional(rate()),
  },
  /** Dr account (IDR, not cash), Cr receivable at the invoice's value; `amount` in its currency. */
  'receivable.writeOff': { ...common, customer: code('party'), invoice: code('event'), account: code('account'), amount: money('book') },
  /** Dr account, Dr bankCharges, Cr liability (default: role loan, 2301) amount + charge in the party's name. `account` of these: any of rupiah that is no control account. */
  'loan.take': {
    ...common, party: code('party'), account: code('account'), amount: money('base'), bankCharge: optional(money('base', 'notNegative')), liability: optional(code('account')),
  },
  /** Dr liability principal, Dr interestExpense, Dr bankCharges, Cr account. More than stands in the name: OVER_ALLOCATED. */
  'loan.repay': {
    ...common, party: code('party'), account: code('account'), principal: money('base', 'notNegative'), interest: optional(money('base', 'notNegative')),
    bankCharge: optional(money('base', 'notNegative')), liability: optional(code('account')),
  },
  /** Dr receivable (default: role employeeReceivable, 1220) in the party's name, Cr account. */
  'loan.give': { ...common, party: code('party'), account: code('account'), amount: money('base'), receivable: optional(code('account')) },
  /** Dr expenses, Dr account principal + interest, Cr receivable principal + expenses, Cr interestAccount (default 7103). `account` where there is money. */
  'loan.collect': {
    ...common, party: code('party'), account: optional(code('account')), principal: optional(money('base', 'notNegative')), interest: optional(money('base', 'notNegative')),
    receivable: optional(code('account')), interestAccount: optional(code('account')), expenses: maybeRows({ account: code('account'), amount: money('base') }),
  },
  /** Dr account, Cr savings of the kind in the party's name; a chart without that account: UNKNOWN_ACCOUNT. */
  'savings.receive': { ...common, party: code('party'), kind: word('principal', 'mandatory', 'voluntary', 'term'), account: code('account'), amount: money('base') },
  /** The opposite; `surplus` is what `surplus.distribute` gave the member. */
  'savings.withdraw': { ...common, party: code('party'), kind: word('principal', 'mandatory', 'voluntary', 'term', 'surplus'), account: code('account'), amount: money('base') },
  /** Once per year: Dr account (equity, default 3201), Cr coopReserve, coopFunds, and surplusPayable in each member's name. */
  'surplus.distribute': {
    ...common, year: year(), account: optional(code('account')), reserve: optional(money('base', 'notNegative')), funds: optional(money('base', 'notNegative')),
    members: rows({ party: code('party'), amount: money('base') }),
  },
  reverse: { ...common, target: code('event') },
} as const satisfies Record<EventType, Readonly<Record<string, Field>>>

/** An event of one type as JSON, as it is after `readEvent`. */
export type EventOf<T extends EventType> = { readonly event: T } & ValueOf<(typeof eventFields)[T]>

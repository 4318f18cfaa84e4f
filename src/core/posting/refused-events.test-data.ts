// Events that the small book of `test-view` must refuse, each for one reason: the code, why, what is applied before, the event. Used for
// the rules alone and for the whole way through the contract.
export const day = '2026-03-10'
export const sale = (more: object = {}): Record<string, unknown> => ({
  event: 'sales.invoice', id: 'i1', date: day, customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '10', unitPrice: '2000' }], ...more,
})
const bill = (more: object = {}): Record<string, unknown> => ({
  event: 'purchase.invoice', id: 'b1', date: day, supplier: 'S1', lines: [{ receipt: 'g0', line: 1, quantity: '40', unitPrice: '1000' }], ...more,
})
const pay = (more: object = {}): Record<string, unknown> => ({ event: 'payment.receive', id: 'p1', date: day, customer: 'C1', account: '1111', amount: '100', ...more })
const send = (more: object = {}): Record<string, unknown> => ({ event: 'payment.send', id: 's1', date: day, supplier: 'S1', account: '1111', amount: '100', ...more })
const deposit = (more: object = {}): Record<string, unknown> => ({ event: 'deposit.receive', id: 'd1', date: day, customer: 'C1', account: '1111', amount: '500', ...more })
const credit = (line: object, more: object = {}): Record<string, unknown> => ({ event: 'sales.creditNote', id: 'c1', date: day, customer: 'C1', invoice: 'i1', lines: [line], ...more })
const goBack = (more: object = {}): Record<string, unknown> => ({ event: 'purchase.return', id: 'r1', date: day, supplier: 'S1', receipt: 'g0', lines: [{ line: 1, quantity: '5' }], ...more })
const landed = (more: object = {}): Record<string, unknown> => ({ event: 'landedCost.allocate', id: 'l1', date: day, receipts: ['g0'], by: 'value', amount: '100', supplier: 'S2', ...more })
export const deliver = (more: object = {}): Record<string, unknown> => ({ event: 'sales.deliver', id: 'v1', date: day, customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '10' }], ...more })
const order = { event: 'sales.order', id: 'o1', date: day, customer: 'C1', lines: [{ product: 'P', quantity: '12', unitPrice: '1' }] }
export const expense = (more: object = {}): Record<string, unknown> => ({ event: 'expense.post', id: 'x1', date: day, account: '1101', lines: [{ account: '6101', amount: '50' }], ...more })
const transfer = (more: object = {}): Record<string, unknown> => ({ event: 'transfer.post', id: 't1', date: day, from: '1111', to: '1101', fromAmount: '50', toAmount: '50', ...more })
const adjust = (line: object, more: object = {}): Record<string, unknown> => ({ event: 'stock.adjust', id: 'a1', date: day, warehouse: 'W', lines: [line], ...more })
const journal = (...lines: object[]): Record<string, unknown> => ({ event: 'journal.post', id: 'j1', date: day, lines })
export const depreciation = (more: object = {}): Record<string, unknown> => ({
  event: 'depreciation.post', id: 'dp1', date: '2026-03-31', asset: 'LOOM', cost: '1200', lifeMonths: 12, startPeriod: '2026-01', period: '2026-03', ...more,
})
const opening = (more: object = {}): Record<string, unknown> => ({ event: 'opening.post', id: 'op', date: '2026-03-01', ...more })
export const reverse = (target: string, date = day): Record<string, unknown> => ({ event: 'reverse', id: 'rv', date, target })
export const close = { event: 'period.close', id: 'pc', date: '2026-03-31', period: '2026-03' }
const bookDollar = { event: 'rate.set', id: 'mx', date: '2026-02-01', currency: 'EUR', rate: '18000' }

/** The ordinary form of what is broken below. */
export const ordinary: readonly object[] = [sale(), bill(), pay(), send(), deposit(), goBack(), landed(), deliver(), order, expense(), transfer(), depreciation(), opening(), close]

export const refused: readonly [code: string, why: string, before: readonly object[], event: object][] = [
  ['DUPLICATE_CODE', 'party code again', [], { event: 'party.add', id: 'n1', date: day, code: 'C1', name: 'x' }],
  ['DUPLICATE_CODE', 'account of the chart', [], { event: 'account.add', id: 'n1', date: day, code: '1101', name: 'x', type: 'asset' }],
  ['DUPLICATE_CODE', 'product counted twice', [], { event: 'stock.count', id: 'k', date: day, warehouse: 'W', lines: [{ product: 'P', counted: '1' }, { product: 'P', counted: '1' }] }],
  ['DUPLICATE_ID', 'opening row with a known id', [], opening({ receivables: [{ id: 'g0', customer: 'C1', amount: '5' }] })],
  ['CURRENCY_MISMATCH', 'foreign account that is not cash', [], { event: 'account.add', id: 'n1', date: day, code: '9', name: 'x', type: 'asset', currency: 'USD' }],
  ['CURRENCY_MISMATCH', 'rate of rupiah', [], { event: 'rate.set', id: 'n1', date: day, currency: 'IDR', rate: '1' }],
  ['CURRENCY_MISMATCH', 'currency field differs from the account', [], pay({ currency: 'USD' })],
  ['CURRENCY_MISMATCH', 'allocation of another currency', [sale()], pay({ account: '1112', allocations: [{ invoice: 'i1', amount: '1' }] })],
  ['CURRENCY_MISMATCH', 'foreign account in an expense line', [], expense({ lines: [{ account: '1112', amount: '5' }] })],
  ['RATE_MISSING', 'no rate of the yuan', [], sale({ currency: 'CNY' })],
  ['RATE_MISSING', 'transfer between foreign accounts', [], transfer({ from: '1113', to: '1114' })],
  ['RATE_MISSING', 'revaluation', [sale({ currency: 'EUR', rate: '18000' })], { event: 'fx.revalue', id: 'f', date: '2026-03-31' }],
  ['UNKNOWN_ACCOUNT', 'account', [], pay({ account: '999' })],
  ['UNKNOWN_PARTY', 'customer', [], sale({ customer: 'X' })],
  ['UNKNOWN_PRODUCT', 'product', [], sale({ lines: [{ product: 'X', quantity: '1', unitPrice: '1' }] })],
  ['UNKNOWN_WAREHOUSE', 'warehouse', [], sale({ warehouse: 'X' })],
  ['FIELD_MISSING', 'no warehouse anywhere', [], sale({ warehouse: undefined })],
  ['FIELD_INVALID', 'unit that the product has not', [], sale({ lines: [{ product: 'P', quantity: '1', unit: 'box', unitPrice: '1' }] })],
  ['FIELD_INVALID', 'discount above the sum', [], sale({ discount: '20000.01' })],
  ['PRECISION_EXCEEDED', 'decimals of the account', [], pay({ amount: '1.005' })],
  ['UNKNOWN_REFERENCE', 'receipt', [], bill({ lines: [{ receipt: 'zz', line: 1, quantity: '1', unitPrice: '1' }] })],
  ['UNKNOWN_REFERENCE', 'line of a receipt', [], bill({ lines: [{ receipt: 'g0', line: 2, quantity: '1', unitPrice: '1' }] })],
  ['UNKNOWN_REFERENCE', 'invoice', [], pay({ allocations: [{ invoice: 'zz', amount: '1' }] })],
  ['UNKNOWN_REFERENCE', 'reversal target', [], reverse('zz')],
  ['WRONG_REFERENCE_TYPE', 'order that is a receipt', [], deliver({ order: 'g0' })],
  ['WRONG_REFERENCE_TYPE', 'invoice that is a receipt', [], pay({ allocations: [{ invoice: 'g0', amount: '1' }] })],
  ['WRONG_REFERENCE_TYPE', 'landed cost on an invoice without goods', [bill()], landed({ receipts: ['b1'] })],
  ['REFERENCE_REVERSED', 'invoice', [sale(), reverse('i1')], pay({ allocations: [{ invoice: 'i1', amount: '1' }] })],
  ['REFERENCE_REVERSED', 'delivery', [deliver(), reverse('v1')], sale({ delivery: 'v1' })],
  ['PARTY_MISMATCH', 'invoice of another customer', [sale()], pay({ customer: 'C2', allocations: [{ invoice: 'i1', amount: '1' }] })],
  ['PARTY_MISMATCH', 'receipt of another supplier', [], bill({ supplier: 'S2' })],
  ['DATE_BEFORE_REFERENCE', 'invoice before its receipt', [], bill({ date: '2026-02-28' })],
  ['DATE_BEFORE_REFERENCE', 'payment before its invoice', [sale()], pay({ date: '2026-03-09', allocations: [{ invoice: 'i1', amount: '1' }] })],
  ['DATE_BEFORE_REFERENCE', 'reversal before its target', [sale()], reverse('i1', '2026-03-09')],
  ['DATE_BEFORE_REFERENCE', 'tax before the month is over', [], { event: 'tax.finalIncome', id: 'tx', date: '2026-03-30', period: '2026-03' }],
  ['DATE_BEFORE_REFERENCE', 'VAT before the month is over', [], { event: 'tax.vatSettle', id: 'tx', date: '2026-03-30', period: '2026-03' }],
  ['DATE_BEFORE_REFERENCE', 'opening item counts from its posting', [opening({ date: '2026-03-05', receivables: [{ id: 'old', customer: 'C1', amount: '9', date: '2026-01-01' }] })], pay({ date: '2026-03-04', allocations: [{ invoice: 'old', amount: '1' }] })],
  ['PERIOD_CLOSED', 'dated in a closed month', [close], expense()],
  ['PERIOD_CLOSED', 'closed again', [close], { ...close, id: 'pc2', date: '2026-04-01' }],
  ['UNBALANCED', 'journal', [], journal({ account: '6101', debit: '5' }, { account: '1101', credit: '4' })],
  ['UNBALANCED', 'transfer', [], transfer({ toAmount: '49' })],
  ['CONTROL_ACCOUNT', 'journal on receivables', [], journal({ account: '1201', debit: '5' }, { account: '1101', credit: '5' })],
  ['CONTROL_ACCOUNT', 'purchase line', [], bill({ lines: [{ account: '1301', amount: '5' }] })],
  ['CONTROL_ACCOUNT', 'opening', [], opening({ accounts: [{ account: '1303', debit: '5' }] })],
  ['ACCOUNT_NOT_CASH', 'payment', [], pay({ account: '6101' })],
  ['ACCOUNT_NOT_CASH', 'deposit', [], deposit({ account: '6101' })],
  ['STOCK_NEGATIVE', 'more than there is', [], sale({ lines: [{ product: 'P', quantity: '101', unitPrice: '1' }] })],
  ['STOCK_NEGATIVE', 'backdated issue that starves a later one', [sale({ lines: [{ product: 'P', quantity: '95', unitPrice: '1' }] })], deliver({ date: '2026-03-05' })],
  ['STOCK_NEGATIVE', 'other warehouse', [], deliver({ warehouse: 'W2' })],
  ['STOCK_NEGATIVE', 'reversal of a receipt that was sold', [sale()], reverse('g0')],
  ['COST_UNKNOWN', 'found goods that never were there', [], adjust({ product: 'Q', quantity: '1' })],
  ['NOT_STOCKED', 'service received', [], { event: 'purchase.receive', id: 'g1', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'SV', quantity: '1', unitPrice: '1' }] }],
  ['NOT_STOCKED', 'expense line returned', [bill({ lines: [{ account: '6104', amount: '5' }] })], goBack({ receipt: undefined, invoice: 'b1', lines: [{ line: 1, quantity: '1' }] })],
  ['NOT_DELIVERED', 'quantity that the delivery has not', [deliver()], sale({ delivery: 'v1', lines: [{ product: 'P', quantity: '9', unitPrice: '1' }] })],
  ['NOT_DELIVERED', 'delivery line invoiced already', [deliver(), sale({ delivery: 'v1' })], sale({ id: 'i2', delivery: 'v1' })],
  ['NOT_DELIVERED', 'goods back that never left', [sale({ deliver: false })], credit({ line: 1, quantity: '1' })],
  ['OVER_ALLOCATED', 'more than is open', [sale()], pay({ amount: '20001', allocations: [{ invoice: 'i1', amount: '20001' }] })],
  ['OVER_ALLOCATED', 'twice in one payment', [sale()], pay({ amount: '40000', allocations: [{ invoice: 'i1', amount: '15000' }, { invoice: 'i1', amount: '5000.01' }] })],
  ['OVER_ALLOCATED', 'return of a paid invoice', [bill(), send({ amount: '40000', allocations: [{ invoice: 'b1', amount: '40000' }] })], goBack({ receipt: undefined, invoice: 'b1' })],
  ['DEPOSIT_EXCEEDED', 'more than the deposit', [sale(), deposit()], pay({ account: undefined, amount: undefined, deposits: [{ deposit: 'd1', invoice: 'i1', amount: '501' }] })],
  ['DEPOSIT_EXCEEDED', 'payment that left nothing over', [sale(), pay({ allocations: [{ invoice: 'i1', amount: '100' }] })], pay({ id: 'p2', account: undefined, amount: undefined, deposits: [{ deposit: 'p1', invoice: 'i1', amount: '1' }] })],
  ['ALLOCATION_EXCEEDS_PAYMENT', 'received', [sale()], pay({ allocations: [{ invoice: 'i1', amount: '101' }] })],
  ['ALLOCATION_EXCEEDS_PAYMENT', 'sent: the charge does not settle', [bill()], send({ bankCharge: '5', allocations: [{ invoice: 'b1', amount: '105' }] })],
  ['OVER_INVOICED', 'more than received', [bill()], bill({ id: 'b2', lines: [{ receipt: 'g0', line: 1, quantity: '61', unitPrice: '1000' }] })],
  ['OVER_INVOICED', 'twice in one invoice', [], bill({ lines: [{ receipt: 'g0', line: 1, quantity: '60', unitPrice: '1' }, { receipt: 'g0', line: 1, quantity: '41', unitPrice: '1' }] })],
  ['OVER_INVOICED', 'what was returned', [goBack()], bill({ lines: [{ receipt: 'g0', line: 1, quantity: '96', unitPrice: '1000' }] })],
  ['OVER_RETURNED', 'more than not invoiced', [bill()], goBack({ lines: [{ line: 1, quantity: '61' }] })],
  ['OVER_RETURNED', 'more than invoiced', [bill()], goBack({ receipt: undefined, invoice: 'b1', lines: [{ line: 1, quantity: '41' }] })],
  ['OVER_DELIVERED', 'delivery', [order], deliver({ order: 'o1', lines: [{ product: 'P', quantity: '13' }] })],
  ['OVER_DELIVERED', 'invoice with its own delivery', [order, deliver({ order: 'o1' })], sale({ order: 'o1', lines: [{ product: 'P', quantity: '3', unitPrice: '1' }] })],
  ['OVER_CREDITED', 'quantity', [sale()], credit({ line: 1, quantity: '11' })],
  ['OVER_CREDITED', 'amount', [sale()], credit({ line: 1, amount: '20000.01' })],
  ['ALLOCATION_BASIS_ZERO', 'nothing weighs anything', [{ event: 'purchase.receive', id: 'gq', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'Q', quantity: '1', unitPrice: '1' }] }], landed({ receipts: ['gq'], by: 'weight' })],
  ['TAX_CURRENCY', 'VAT in dollars', [], sale({ currency: 'USD', tax: 'ppn12' })],
  ['TAX_CURRENCY', 'expense from a dollar account', [], expense({ account: '1112', tax: 'ppn12' })],
  ['TAX_NOT_REGISTERED', 'company without VAT', [{ event: 'company.set', id: 'co', date: day, name: 'x', vatRegistered: false }], sale({ tax: 'ppn12' })],
  ['ALREADY_POSTED', 'opening', [opening()], opening({ id: 'op2' })],
  ['ALREADY_POSTED', 'revaluation', [{ event: 'fx.revalue', id: 'f', date: '2026-03-31' }], { event: 'fx.revalue', id: 'f2', date: '2026-03-30' }],
  ['ALREADY_POSTED', 'depreciation', [depreciation()], depreciation({ id: 'dp2' })],
  ['ALREADY_POSTED', 'final income tax', [{ event: 'tax.finalIncome', id: 'tx', date: '2026-03-31', period: '2026-03' }], { event: 'tax.finalIncome', id: 'tx2', date: '2026-04-01', period: '2026-03' }],
  ['ALREADY_POSTED', 'year', [{ event: 'year.close', id: 'y', date: '2026-12-31', year: '2026' }], { event: 'year.close', id: 'y2', date: '2026-12-31', year: '2026' }],
  ['OUTSIDE_ASSET_LIFE', 'before', [], depreciation({ startPeriod: '2026-04' })],
  ['OUTSIDE_ASSET_LIFE', 'after', [], depreciation({ lifeMonths: 2 })],
  ['NOT_REVERSIBLE', 'order', [order], reverse('o1')],
  ['NOT_REVERSIBLE', 'reversal', [expense(), reverse('x1')], { ...reverse('rv'), id: 'rv2' }],
  ['NOT_REVERSIBLE', 'master data', [bookDollar], reverse('mx')],
  ['ALREADY_REVERSED', 'twice', [expense(), reverse('x1')], { ...reverse('x1'), id: 'rv2' }],
  ['HAS_DEPENDENTS', 'paid invoice', [sale(), pay({ allocations: [{ invoice: 'i1', amount: '1' }] })], reverse('i1')],
  ['HAS_DEPENDENTS', 'deposit that was applied', [sale(), deposit(), pay({ account: undefined, amount: undefined, deposits: [{ deposit: 'd1', invoice: 'i1', amount: '1' }] })], reverse('d1')],
  ['AMOUNT_TOO_LARGE', 'quantity times price', [], sale({ lines: [{ product: 'SV', quantity: '1000000', unitPrice: '100000000000' }] })],
]

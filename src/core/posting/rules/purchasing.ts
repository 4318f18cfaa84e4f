import { addDays } from '../../calendar/index.ts'
import type { EventOf } from '../../events/index.ts'
import {
  type CurrencyCode, type Decimal, type Micro, type Minor, baseCurrency, microText, priceTimes, share, spread, sum, toBase,
} from '../../money/index.ts'
import { ppnOfNet, vatBack } from '../../tax/index.ts'
import type { EventView, LineFacts } from '../book-view.ts'
import { type Outline, type Work, decimal, emptyLine, inventoryRole, micro } from '../work.ts'

/** Goods arrive before their invoice: Dr inventory, Cr goods received not invoiced. */
export function receiveGoods(work: Work, event: EventOf<'purchase.receive'>): Outline {
  const party = work.party(event.supplier, 'supplier')
  const currency = event.currency ?? baseCurrency
  const rate = work.rate(currency, event.rate)
  const lines: LineFacts[] = []
  for (const [index, row] of event.lines.entries()) {
    const path = `lines.${index}.`
    const product = work.goods(row.product, `${path}product`)
    const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
    if (!product || warehouse === null || !rate) continue
    const quantity = micro(row.quantity)
    const net = priceTimes(quantity, decimal(row.unitPrice), currency)
    const base = toBase(net, currency, rate)
    work.base(work.role(inventoryRole(product)), base)
    work.base(work.role('goodsReceivedNotInvoiced'), -base)
    const movement = work.move(product.code, warehouse, quantity, { kind: 'fixed', value: base })
    lines.push({ ...emptyLine(), product: product.code, warehouse, quantity, net, base, movement })
  }
  return { party: party?.code ?? null, currency, rate, facts: totals(lines, 0) }
}

/** What of a receipt line is neither invoiced nor returned. */
function receiptLeft(work: Work, receipt: EventView, number: number, line: LineFacts): { quantity: Micro; value: Minor } {
  const invoiced = work.progress('receiptInvoiced', receipt.docId, number)
  const returned = work.progress('receiptReturned', receipt.docId, number)
  return { quantity: line.quantity - invoiced.quantity - returned.quantity, value: line.base - invoiced.value - returned.value }
}

/** A supplier's invoice: for received goods, for goods that come with it, or for an expense. */
export function invoicePurchase(work: Work, event: EventOf<'purchase.invoice'>): Outline {
  const party = work.party(event.supplier, 'supplier')
  const currency = event.currency ?? baseCurrency
  const rate = work.rate(currency, event.rate)
  const tax = checkVat(work, event.tax, currency)
  const nets = event.lines.map((row, index) =>
    row.account === undefined ? priceTimes(micro(row.quantity ?? '0'), decimal(row.unitPrice ?? '0'), currency) : (work.amount(row.amount, currency, `lines.${index}.amount`) ?? 0),
  )
  const net = sum(...nets)
  const documentBase = rate ? toBase(net, currency, rate) : 0
  const bases = spread(documentBase, nets)
  const lines = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const money = { net: nets[index] ?? 0, base: bases[index] ?? 0 }
    if (row.receipt !== undefined) return invoiceReceived(work, event, row, path, money)
    if (row.product !== undefined) {
      const product = work.goods(row.product, `${path}product`)
      const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
      if (!product || warehouse === null) return emptyLine()
      const quantity = micro(row.quantity ?? '0')
      work.base(work.role(inventoryRole(product)), money.base)
      const movement = work.move(product.code, warehouse, quantity, { kind: 'fixed', value: money.base })
      return { ...emptyLine(), ...money, product: product.code, warehouse, quantity, movement }
    }
    const account = work.baseAccount(row.account ?? '', `${path}account`)
    if (!account) return emptyLine()
    work.base(account.code, money.base)
    return { ...emptyLine(), ...money, account: account.code }
  })
  const vat = tax === 'ppn12' ? ppnOfNet(net) : 0
  work.base(work.role('vatInput'), vat)
  work.open({
    item: event.id, side: 'payable', party: event.supplier, currency, amount: sum(net, vat), base: sum(documentBase, vat), date: event.date,
    dueDate: event.dueDate ?? addDays(event.date, party?.termsDays ?? 0),
  })
  work.effects.push({ effect: 'vat', side: 'input', code: tax, base: documentBase, vat })
  return { party: event.supplier, currency, rate, facts: { lines, net, vat, base: documentBase } }
}

function invoiceReceived(
  work: Work, event: EventOf<'purchase.invoice'>, row: EventOf<'purchase.invoice'>['lines'][number], path: string, money: { net: Minor; base: Minor },
): LineFacts {
  const receipt = work.reference(row.receipt ?? '', `${path}receipt`, { types: ['purchase.receive'], party: event.supplier })
  const number = row.line ?? 0
  const line = receipt && work.lineOf(receipt, number, `${path}line`)
  if (!receipt || !line) return emptyLine()
  const quantity = micro(row.quantity ?? '0')
  const left = receiptLeft(work, receipt, number, line)
  if (quantity > left.quantity) {
    work.refuse('OVER_INVOICED', { left: microText(left.quantity) }, `${path}quantity`)
    return emptyLine()
  }
  const value = share(quantity, left.quantity, left.value)
  work.base(work.role('goodsReceivedNotInvoiced'), value)
  work.base(work.role('inventoryVariance'), money.base - value)
  work.use('receiptInvoiced', receipt.docId, number, { quantity, value })
  return { ...emptyLine(), ...money, product: line.product, warehouse: line.warehouse, quantity, receipt: { doc: receipt.docId, line: number } }
}

/** Goods go back: before their invoice against the receipt, after it against what is owed. */
export function returnPurchase(work: Work, event: EventOf<'purchase.return'>): Outline {
  work.party(event.supplier, 'supplier')
  return event.receipt !== undefined ? returnReceived(work, event, event.receipt) : returnInvoiced(work, event, event.invoice ?? '')
}

function returnReceived(work: Work, event: EventOf<'purchase.return'>, id: string): Outline {
  const receipt = work.reference(id, 'receipt', { types: ['purchase.receive'], party: event.supplier })
  if (!receipt) return {}
  const lines: LineFacts[] = []
  for (const [index, row] of event.lines.entries()) {
    const path = `lines.${index}.`
    const line = work.lineOf(receipt, row.line, `${path}line`)
    if (!line?.product) continue
    const warehouse = work.warehouse(row.warehouse, line.warehouse ?? undefined, path)
    const quantity = micro(row.quantity)
    const left = receiptLeft(work, receipt, row.line, line)
    if (quantity > left.quantity) work.refuse('OVER_RETURNED', { left: microText(left.quantity) }, `${path}quantity`)
    if (quantity > left.quantity || warehouse === null) continue
    const value = share(quantity, left.quantity, left.value)
    work.base(work.role('goodsReceivedNotInvoiced'), value)
    work.base(work.role('inventoryVariance'), -value)
    const movement = work.move(line.product, warehouse, -quantity, { kind: 'issue', charge: work.role('inventoryVariance') })
    work.use('receiptReturned', receipt.docId, row.line, { quantity, value })
    lines.push({ ...emptyLine(), product: line.product, warehouse, quantity, net: value, base: value, movement })
  }
  return { party: event.supplier, facts: totals(lines, 0) }
}

function returnInvoiced(work: Work, event: EventOf<'purchase.return'>, id: string): Outline {
  const invoice = work.reference(id, 'invoice', { types: ['purchase.invoice'], party: event.supplier })
  if (!invoice) return {}
  const lines: LineFacts[] = []
  for (const [index, row] of event.lines.entries()) {
    const path = `lines.${index}.`
    const line = work.lineOf(invoice, row.line, `${path}line`)
    if (!line) continue
    if (line.product === null) {
      work.refuse('NOT_STOCKED', { product: line.account ?? '' }, `${path}line`)
      continue
    }
    const warehouse = work.warehouse(row.warehouse, line.warehouse ?? undefined, path)
    const quantity = micro(row.quantity)
    const returned = work.progress('purchaseReturned', invoice.docId, row.line)
    const left = line.quantity - returned.quantity
    if (quantity > left) work.refuse('OVER_RETURNED', { left: microText(left) }, `${path}quantity`)
    if (quantity > left || warehouse === null) continue
    const net = share(quantity, left, line.net - returned.value)
    const movement = work.move(line.product, warehouse, -quantity, { kind: 'issue', charge: work.role('inventoryVariance') })
    work.use('purchaseReturned', invoice.docId, row.line, { quantity, value: net })
    lines.push({ ...emptyLine(), product: line.product, warehouse, quantity, net, movement })
  }
  const currency = invoice.currency ?? baseCurrency
  const rate = decimal(invoice.rate ?? '1')
  const net = sum(...lines.map((line) => line.net))
  const vat = takeVatBack(work, invoice, net)
  const total = sum(net, vat)
  let base = 0
  if (total > 0) {
    const item = work.item(invoice.eventId, 'invoice', { side: 'payable', openers: ['purchase.invoice'], party: event.supplier, currency })
    if (!item) return {}
    work.clear(item, total, rate, 'invoice')
    base = share(total, item.open, item.openBase) - vat
  }
  work.base(work.role('vatInput'), -vat)
  work.residual({ account: work.role('inventoryVariance'), weight: 1 })
  work.effects.push({ effect: 'vat', side: 'input', code: taxOf(invoice), base: -base + 0, vat: -vat + 0 })
  return { party: event.supplier, currency, rate, facts: { lines, net, vat, base } }
}

/** VAT of a credit note or return of `net` of an invoice, by the rule VAT_BACK; takes it from what is left. */
export function takeVatBack(work: Work, invoice: EventView, net: Minor): Minor {
  const taken = work.progress('vatTakenBack', invoice.docId, 0)
  const vat = vatBack(net, { net: invoice.facts.net - taken.value, vat: invoice.facts.vat - taken.vat })
  work.use('vatTakenBack', invoice.docId, 0, { quantity: 0, value: net, vat })
  return vat
}

export function taxOf(invoice: EventView): 'none' | 'ppn12' | 'export0' {
  return (invoice.event['tax'] as 'none' | 'ppn12' | 'export0' | undefined) ?? 'none'
}

/** VAT of 12 % needs a document in rupiah and a company registered for VAT. */
export function checkVat<T extends string>(work: Work, tax: T | undefined, currency: CurrencyCode): T | 'none' {
  if (tax === 'ppn12' && currency !== baseCurrency) work.refuse('TAX_CURRENCY', {}, 'tax')
  if (tax === 'ppn12' && !work.view.company().vatRegistered) work.refuse('TAX_NOT_REGISTERED', {}, 'tax')
  return tax ?? 'none'
}

export function totals(lines: readonly LineFacts[], vat: Minor): { lines: readonly LineFacts[]; net: Minor; vat: Minor; base: Minor } {
  return { lines, vat, net: sum(...lines.map((line) => line.net)), base: sum(...lines.map((line) => line.base)) }
}

/** Freight, insurance or duty of goods received before, spread over their lines. */
export function allocateLandedCost(work: Work, event: EventOf<'landedCost.allocate'>): Outline {
  const charge = work.role('costOfGoodsSold')
  const targets: { doc: EventView; line: LineFacts }[] = []
  const seen = new Set<string>()
  for (const [index, id] of event.receipts.entries()) {
    const field = `receipts.${index}`
    if (seen.has(id)) work.refuse('FIELD_INVALID', { name: 'receipts' }, field)
    seen.add(id)
    const doc = work.reference(id, field, { types: ['purchase.receive', 'purchase.invoice'], party: null })
    const moved = doc?.facts.lines.filter((line) => line.movement !== null) ?? []
    if (doc && moved.length === 0) work.refuse('WRONG_REFERENCE_TYPE', { id, type: doc.type }, field)
    if (doc) targets.push(...moved.map((line) => ({ doc, line })))
  }
  const paid = event.supplier === undefined ? paidFromAccount(work, event) : owedToSupplier(work, event, event.supplier)
  if (targets.length === 0 || !paid) return {}
  const weights = targets.map(({ line }) => weightOf(work, event.by, line))
  if (weights.every((weight) => weight === 0n)) work.refuse('ALLOCATION_BASIS_ZERO', {}, 'by')
  const shares = spread(paid.base, weights)
  for (const [index, { doc, line }] of targets.entries()) {
    if (line.movement === null || line.product === null) continue
    work.effects.push({ effect: 'landed', of: { doc: doc.docId, index: line.movement }, product: line.product, value: shares[index] ?? 0, charge })
  }
  return { party: event.supplier ?? null, currency: paid.currency, rate: paid.rate, facts: { net: paid.amount, base: paid.base } }
}

interface Paid {
  readonly currency: CurrencyCode
  readonly rate: Decimal
  readonly amount: Minor
  readonly base: Minor
}

function owedToSupplier(work: Work, event: EventOf<'landedCost.allocate'>, supplier: string): Paid | null {
  const party = work.party(supplier, 'supplier')
  const currency = event.currency ?? baseCurrency
  const rate = work.rate(currency, event.rate)
  const amount = work.amount(event.amount, currency, 'amount')
  if (!rate || amount === null) return null
  const base = toBase(amount, currency, rate)
  const dueDate = event.dueDate ?? addDays(event.date, party?.termsDays ?? 0)
  work.open({ item: event.id, side: 'payable', party: supplier, currency, amount, base, date: event.date, dueDate })
  return { currency, rate, amount, base }
}

function paidFromAccount(work: Work, event: EventOf<'landedCost.allocate'>): Paid | null {
  const account = work.account(event.account ?? '', 'account')
  if (!account) return null
  const currency = account.currency === 'base' || account.currency === '*' ? baseCurrency : account.currency
  if (event.currency !== undefined && event.currency !== currency) return work.refuse('CURRENCY_MISMATCH', { currency }, 'currency')
  const rate = work.rate(currency, event.rate)
  const amount = work.amount(event.amount, currency, 'amount')
  if (!rate || amount === null) return null
  const base = toBase(amount, currency, rate)
  work.line(account.code, currency, -amount, -base)
  return { currency, rate, amount, base }
}

/** Weights of the original receipt; later returns do not change them. */
function weightOf(work: Work, by: 'value' | 'weight' | 'quantity', line: LineFacts): bigint {
  if (by === 'value') return BigInt(line.base)
  if (by === 'quantity') return BigInt(line.quantity)
  const product = line.product === null ? null : work.view.product(line.product)
  return BigInt(line.quantity) * BigInt(micro(product?.weightKg ?? '0'))
}

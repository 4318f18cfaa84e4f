import { addDays } from '../../calendar/index.ts'
import type { EventOf } from '../../events/index.ts'
import {
  type Decimal, type Micro, type Minor, AmountTooLargeError, baseCurrency, decimalOf, decimalText, microText, minorText, percentOf, priceTimes, share, spread,
  sum, toBase, toMicro,
} from '../../money/index.ts'
import { ppnOfNet } from '../../tax/index.ts'
import type { EventView, LineFacts, ProductView } from '../book-view.ts'
import type { MovementRef } from '../effects.ts'
import { type Outline, type Work, decimal, emptyLine, micro } from '../work.ts'
import { checkVat, takeVatBack, taxOf, totals } from './purchasing.ts'

/** An order posts nothing; it says what is still to be delivered, per product. */
export function orderSales(work: Work, event: EventOf<'sales.order'>): Outline {
  work.party(event.customer, 'customer')
  const currency = event.currency ?? baseCurrency
  const asked = new Map<string, Micro>()
  const lines = event.lines.map((row, index): LineFacts => {
    const product = work.product(row.product, `lines.${index}.product`)
    const quantity = product && inBaseUnit(work, product, row.quantity, row.unit, `lines.${index}.`)
    if (!product || quantity === null) return emptyLine()
    asked.set(product.code, sum(asked.get(product.code) ?? 0, quantity))
    return { ...emptyLine(), product: product.code, quantity, net: priceTimes(micro(row.quantity), decimal(row.unitPrice), currency) }
  })
  for (const [product, quantity] of asked) work.effects.push({ effect: 'order', product, quantity })
  return { party: event.customer, currency, facts: totals(lines, 0) }
}

/** A quantity typed in another unit of the product, in the unit that stock is kept in. */
function inBaseUnit(work: Work, product: ProductView, typed: string, unit: string | undefined, path: string): Micro | null {
  if (unit === undefined || unit === product.unit) return micro(typed)
  const other = product.units.find((candidate) => candidate.unit === unit)
  if (!other) return work.refuse('FIELD_INVALID', { name: 'unit' }, `${path}unit`)
  const [a, b] = [decimal(typed), decimal(other.factor)]
  const exact = decimal(decimalText({ digits: a.digits * b.digits, scale: a.scale + b.scale }))
  if (exact.scale > 6) return work.refuse('PRECISION_EXCEEDED', { text: typed, places: 6 }, `${path}quantity`)
  try {
    return toMicro(exact)
  } catch (error) {
    if (error instanceof AmountTooLargeError) return work.refuse('AMOUNT_TOO_LARGE', {}, `${path}quantity`)
    throw error
  }
}

/** Uses up an order by a delivery; a product that was not ordered has nothing left. */
function deliverOrder(work: Work, order: EventView, product: string, quantity: Micro, field: string): void {
  const asked = order.effects.reduce((total, effect) => (effect.effect === 'order' && effect.product === product ? total + effect.quantity : total), 0)
  const left = asked - work.progress('orderDelivered', order.docId, 0, product).quantity
  if (quantity > left) work.refuse('OVER_DELIVERED', { product, left: microText(Math.max(left, 0)) }, field)
  else work.use('orderDelivered', order.docId, 0, { product, quantity, value: 0 })
}

function orderOf(work: Work, id: string | undefined, customer: string): EventView | null {
  return id === undefined ? null : work.reference(id, 'order', { types: ['sales.order'], party: customer })
}

/** Goods leave before their invoice; their cost is derived. */
export function deliverGoods(work: Work, event: EventOf<'sales.deliver'>): Outline {
  work.party(event.customer, 'customer')
  const order = orderOf(work, event.order, event.customer)
  const lines = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const product = work.goods(row.product, `${path}product`)
    const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
    const quantity = product && inBaseUnit(work, product, row.quantity, row.unit, path)
    if (!product || warehouse === null || quantity === null) return emptyLine()
    const movement = work.move(product.code, warehouse, -quantity, { kind: 'issue', charge: work.role('costOfGoodsSold') })
    if (order) deliverOrder(work, order, product.code, quantity, `${path}quantity`)
    return { ...emptyLine(), product: product.code, warehouse, quantity, movement }
  })
  return { party: event.customer, facts: { lines } }
}

type InvoiceRow = EventOf<'sales.invoice'>['lines'][number]

/**
 * An invoice: opens a receivable, posts revenue and VAT, and issues its goods unless a delivery did or will.
 * Nets are those of the paper: gross rounded, discount rounded, then the discount of the whole invoice spread by SHARE.
 */
export function invoiceSales(work: Work, event: EventOf<'sales.invoice'>): Outline {
  const party = work.party(event.customer, 'customer')
  const currency = event.currency ?? baseCurrency
  const rate = work.rate(currency, event.rate)
  const tax = checkVat(work, event.tax, currency)
  const order = orderOf(work, event.order, event.customer)
  const delivery = event.delivery === undefined ? null : work.reference(event.delivery, 'delivery', { types: ['sales.deliver'], party: event.customer })
  const issues = event.delivery === undefined && (event.deliver ?? true)

  const full = event.lines.map((row, index) => {
    if (row.account !== undefined) return work.amount(row.amount, currency, `lines.${index}.amount`) ?? 0
    const gross = priceTimes(micro(row.quantity ?? '0'), decimal(row.unitPrice ?? '0'), currency)
    return gross - percentOf(gross, decimal(row.discountPercent ?? '0'))
  })
  const discount = work.amount(event.discount, currency, 'discount') ?? 0
  if (discount > sum(...full)) work.refuse('FIELD_INVALID', { name: 'discount' }, 'discount')
  const off = spread(discount, full)
  const nets = full.map((net, index) => net - (off[index] ?? 0))
  const net = sum(...nets)
  const base = rate ? toBase(net, currency, rate) : 0
  const bases = spread(base, nets)

  const revenueRole = work.role(tax === 'export0' ? 'salesExport' : 'salesDomestic')
  let turnover = 0
  const lines = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const money = { net: nets[index] ?? 0, base: bases[index] ?? 0 }
    const account = row.account === undefined ? work.view.account(revenueRole) : work.baseAccount(row.account, `${path}account`)
    if (account) {
      work.base(account.code, -money.base)
      if (account.type === 'income') turnover = sum(turnover, money.base)
    }
    if (row.product === undefined) return { ...emptyLine(), ...money, account: account?.code ?? null }
    const product = work.product(row.product, `${path}product`)
    const quantity = product && inBaseUnit(work, product, row.quantity ?? '0', row.unit, path)
    if (!product || quantity === null) return emptyLine()
    work.effects.push({ effect: 'sale', product: product.code, quantity, revenue: money.base })
    const line = { ...emptyLine(), ...money, product: product.code, quantity }
    if (product.kind === 'service') return line
    if (delivery) return { ...line, ...matchDelivery(work, delivery, product.code, quantity, path) }
    return issues ? { ...line, ...issueGoods(work, event, row, order, product.code, quantity, path) } : line
  })

  const vat = tax === 'ppn12' ? ppnOfNet(net) : 0
  const credited = creditDepositVat(work, event, vat)
  work.base(work.role('vatOutput'), credited - vat)
  const owed = vat - credited
  work.open({
    item: event.id, side: 'receivable', party: event.customer, currency, amount: sum(net, owed), base: sum(base, owed), date: event.date,
    dueDate: event.dueDate ?? addDays(event.date, party?.termsDays ?? 0),
  })
  work.effects.push({ effect: 'vat', side: 'output', code: tax, base, vat })
  if (turnover !== 0) work.effects.push({ effect: 'turnover', base: turnover })
  const taxRate = currency === baseCurrency ? null : work.view.rate(currency, event.date, 'tax')
  return { party: event.customer, currency, rate, taxRate, facts: { lines, net, vat, base } }
}

function issueGoods(
  work: Work, event: EventOf<'sales.invoice'>, row: InvoiceRow, order: EventView | null, product: string, quantity: Micro, path: string,
): Partial<LineFacts> {
  const warehouse = work.warehouse(row.warehouse, event.warehouse, path)
  if (order) deliverOrder(work, order, product, quantity, `${path}quantity`)
  if (warehouse === null) return {}
  return { warehouse, movement: work.move(product, warehouse, -quantity, { kind: 'issue', charge: work.role('costOfGoodsSold') }) }
}

/** The first line of the delivery with this product and quantity that no invoice has taken yet. */
function matchDelivery(work: Work, delivery: EventView, product: string, quantity: Micro, path: string): Partial<LineFacts> {
  const at = delivery.facts.lines.findIndex(
    (line, index) =>
      line.product === product && line.quantity === quantity && work.progress('deliveryInvoiced', delivery.docId, index + 1).quantity === 0,
  )
  const line = delivery.facts.lines[at]
  if (!line || line.movement === null) {
    work.refuse('NOT_DELIVERED', { product }, `${path}quantity`)
    return {}
  }
  work.use('deliveryInvoiced', delivery.docId, at + 1, { quantity, value: 0 })
  return { warehouse: line.warehouse, issue: { doc: delivery.docId, index: line.movement } }
}

/** VAT that domestic deposits have paid already is taken off the invoice's, up to it. */
function creditDepositVat(work: Work, event: EventOf<'sales.invoice'>, vat: Minor): Minor {
  let credited = 0
  for (const [index, id] of (event.taxedDeposits ?? []).entries()) {
    const field = `taxedDeposits.${index}`
    const deposit = work.reference(id, field, { types: ['deposit.receive'], party: event.customer })
    if (!deposit) continue
    if (deposit.facts.vat === 0 || vat === 0) {
      work.refuse('FIELD_INVALID', { name: 'taxedDeposits' }, field)
      continue
    }
    const used = work.progress('depositVatCredited', deposit.docId, 0)
    const left = deposit.facts.vat - used.vat
    const taken = Math.min(left, vat - credited)
    if (taken === 0) continue
    const net = share(taken, left, deposit.facts.net - used.value)
    work.use('depositVatCredited', deposit.docId, 0, { quantity: 0, value: net, vat: taken })
    work.effects.push({ effect: 'vat', side: 'output', code: 'ppn12', base: -net + 0, vat: -taken })
    credited += taken
  }
  return credited
}

/** Reduces an invoice by goods that come back or by an allowance; what exceeds the open amount becomes a deposit. */
export function creditSales(work: Work, event: EventOf<'sales.creditNote'>): Outline {
  work.party(event.customer, 'customer')
  const invoice = work.reference(event.invoice, 'invoice', { types: ['sales.invoice'], party: event.customer })
  if (!invoice) return {}
  const currency = invoice.currency ?? baseCurrency
  const rate: Decimal = invoice.rate === null ? decimalOf(1) : decimal(invoice.rate)
  const credited = event.lines.map((row, index): LineFacts => {
    const path = `lines.${index}.`
    const line = work.lineOf(invoice, row.line, `${path}line`)
    if (!line) return emptyLine()
    const used = work.progress('salesCredited', invoice.docId, row.line)
    const netLeft = line.net - used.value
    if (row.quantity === undefined) {
      const net = work.amount(row.amount, currency, `${path}amount`) ?? 0
      if (net > netLeft) {
        work.refuse('OVER_CREDITED', { left: minorText(netLeft, currency) }, `${path}amount`)
        return emptyLine()
      }
      work.use('salesCredited', invoice.docId, row.line, { quantity: 0, value: net })
      return { ...emptyLine(), product: line.product, account: line.account, net }
    }
    const quantity = micro(row.quantity)
    const left = line.quantity - used.quantity
    if (quantity > left) {
      work.refuse('OVER_CREDITED', { left: microText(left) }, `${path}quantity`)
      return emptyLine()
    }
    const net = share(quantity, left, netLeft)
    work.use('salesCredited', invoice.docId, row.line, { quantity, value: net })
    const back = { ...emptyLine(), product: line.product, account: line.account, quantity, net }
    return row.restock === false ? back : { ...back, ...restock(work, invoice, line, row, quantity, path) }
  })
  return settleCredit(work, event, invoice, credited, currency, rate)
}

type CreditRow = EventOf<'sales.creditNote'>['lines'][number]

function restock(work: Work, invoice: EventView, line: LineFacts, row: CreditRow, quantity: Micro, path: string): Partial<LineFacts> {
  const product = line.product === null ? null : work.view.product(line.product)
  if (!product || product.kind === 'service') {
    if (row.restock === true) work.refuse('NOT_STOCKED', { product: line.product ?? '' }, `${path}restock`)
    return {}
  }
  const of: MovementRef | undefined = line.movement === null ? line.issue : { doc: invoice.docId, index: line.movement }
  if (!of) {
    work.refuse('NOT_DELIVERED', { product: product.code }, `${path}restock`)
    return {}
  }
  const warehouse = work.warehouse(row.warehouse, line.warehouse ?? undefined, path)
  if (warehouse === null) return {}
  work.use('salesRestocked', invoice.docId, row.line, { quantity, value: 0 })
  return { warehouse, movement: work.move(product.code, warehouse, quantity, { kind: 'returned', of, charge: work.role('costOfGoodsSold') }) }
}

function settleCredit(
  work: Work, event: EventOf<'sales.creditNote'>, invoice: EventView, credited: readonly LineFacts[], currency: NonNullable<EventView['currency']>, rate: Decimal,
): Outline {
  const net = sum(...credited.map((line) => line.net))
  const vat = takeVatBack(work, invoice, net)
  const total = sum(net, vat)
  const item = work.view.item(invoice.eventId)
  const open = item?.side === 'receivable' ? item.open : 0
  const clearing = Math.min(total, Math.max(open, 0))
  if (item && clearing > 0) work.clear(item, clearing, rate, 'invoice')
  const excess = total - clearing
  const excessBase = toBase(excess, currency, rate)
  work.open({
    item: event.id, side: 'deposit', party: event.customer, currency, amount: excess, base: excessBase, date: event.date, dueDate: event.date,
  })
  work.base(work.role('vatOutput'), vat)
  const base = (item && clearing > 0 ? share(clearing, item.open, item.openBase) : 0) + excessBase - vat
  const bases = spread(base, credited.map((line) => line.net))
  const tax = taxOf(invoice)
  const revenueRole = work.role(tax === 'export0' ? 'salesExport' : 'salesDomestic')
  let turnover = 0
  const lines = credited.map((line, index) => {
    const lineBase = bases[index] ?? 0
    if (work.view.account(line.account ?? revenueRole)?.type === 'income') turnover = sum(turnover, lineBase)
    if (line.product !== null) work.effects.push({ effect: 'sale', product: line.product, quantity: -line.quantity + 0, revenue: -lineBase + 0 })
    return { ...line, base: lineBase }
  })
  work.residual(...lines.map((line) => ({ account: line.account ?? revenueRole, weight: line.net })))
  work.effects.push({ effect: 'vat', side: 'output', code: tax, base: -base + 0, vat: -vat + 0 })
  if (turnover !== 0) work.effects.push({ effect: 'turnover', base: -turnover })
  return { party: event.customer, currency, rate, facts: { lines, net, vat, base } }
}

import { type PlainDate, addDays, addMonths, dayNumber, daysBetween, firstDayOf, lastDayOf, monthOf } from '../../core/calendar/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { fixedText, parseDecimal, toBase } from '../../core/money/index.ts'
import { type DemoParty, type DemoProduct, demoParties, demoProducts } from './catalogue.ts'
import { Chance } from './chance.ts'

const months = 18
const invoicesInAll = 900
/** Restocked when less than this is there; a delivery brings this much. */
const stockLow = 24
const deliveryQuantity = 72
const openingQuantity = 60

type Currency = DemoParty['currency']
const cashAccounts: Readonly<Record<Currency, string>> = { IDR: '1111', USD: '1112', CNY: '1113', EUR: '1114', JPY: '1115' }
const startRates: Readonly<Record<Exclude<Currency, 'IDR'>, number>> = { USD: 15850, EUR: 17350, CNY: 2205, JPY: 106 }
const usdPer: Readonly<Record<Currency, number>> = { USD: 1, EUR: 1.09, CNY: 0.139, JPY: 0.0067, IDR: 1 / 16200 }
const places: Readonly<Record<Currency, number>> = { USD: 2, EUR: 2, CNY: 2, JPY: 0, IDR: 2 }

interface Planned { readonly date: PlainDate; readonly order: number; readonly event: BusinessEvent }

/**
 * Eighteen months of a rattan exporter up to `today`: 60 products and a raw material, 40 parties, 900 invoices, with purchases, payments, deposits,
 * bank charges, expenses, depreciation, month-end revaluation and closes. Ordered by date, as a person would have entered them.
 */
export function demoEvents(today: PlainDate): BusinessEvent[] {
  const start = firstDayOf(addMonths(monthOf(today), -(months - 1)))
  const events: BusinessEvent[] = masterData(start)
  const plan: Planned[] = []
  let order = 0
  const add = (type: BusinessEvent['event'], date: PlainDate, id: string, fields: Record<string, unknown>): void => {
    if (date > today) return
    plan.push({ date, order: (order += 1), event: { event: type, id, date, ...fields } })
  }
  const rates = planRates(add, start, today)
  planTrade(add, start, today, rates)
  planOverheads(add, start, today)
  planOccasions(add, today)
  settleOpening(add, start)
  plan.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.order - b.order))
  return [...events, opening(start), ...plan.map((planned) => planned.event)]
}

type Add = (type: BusinessEvent['event'], date: PlainDate, id: string, fields: Record<string, unknown>) => void

function masterData(date: PlainDate): BusinessEvent[] {
  return [
    { event: 'warehouse.add', id: 'wh-utama', date, code: 'UTAMA', name: 'Gudang utama Tegalwangi' },
    { event: 'warehouse.add', id: 'wh-pelabuhan', date, code: 'PRIOK', name: 'Gudang konsolidasi Tanjung Priok' },
    ...demoParties.map((party): BusinessEvent => {
      const { currency, supplier, ...fields } = party
      return { event: 'party.add', id: `party-${party.code}`, date, ...fields, defaultCurrency: currency, ...(supplier ? { supplier } : { customer: true }) }
    }),
    ...demoProducts.map((product): BusinessEvent => ({
      event: 'product.add', id: `product-${product.code}`, date, code: product.code, name: product.name, nameEn: product.nameEn, nameZh: product.nameZh, hsCode: product.hsCode, inventory: 'finished',
      weightKg: product.weightKg, unit: 'pcs', units: [{ unit: 'karton', factor: product.packaging['quantityPerPackage'] ?? '1' }, { unit: 'lusin', factor: '12' }], packaging: product.packaging,
      countryOrigin: 'ID', material: 'Rattan', brand: 'Samudra', salePrice: cents(product.priceUsdCents), saleCurrency: 'USD',
    })),
  ]
}

function opening(start: PlainDate): BusinessEvent {
  return {
    event: 'opening.post', id: 'opening', date: addDays(start, -1),
    accounts: [
      { account: '1101', debit: '6500000.00' }, { account: '1111', debit: '484000000.00' }, { account: '1112', debit: '18240.00', rate: '15850' }, { account: '1113', debit: '22000.00', rate: '2205' },
      { account: '1114', debit: '9400.00', rate: '17350' }, { account: '1501', debit: '240000000.00' }, { account: '1502', debit: '310000000.00' }, { account: '1509', credit: '96000000.00' },
      { account: '2301', credit: '250000000.00' }, { account: '3101', credit: '700000000.00' },
    ],
    receivables: [
      { id: 'INV-LAMA-17', customer: 'CASCADE', currency: 'USD', amount: '6480.00', rate: '15790', date: addDays(start, -30), dueDate: addDays(start, 15) },
      { id: 'INV-LAMA-21', customer: 'HOTELSAM', currency: 'IDR', amount: '18450000.00', date: addDays(start, -12), dueDate: addDays(start, 9) },
    ],
    payables: [{ id: 'TAG-LAMA-08', supplier: 'ROTANJAYA', currency: 'IDR', amount: '42300000.00', date: addDays(start, -10), dueDate: addDays(start, 4) }],
    stock: demoProducts.map((product) => ({ product: product.code, warehouse: 'UTAMA', quantity: String(openingQuantity), value: `${product.costIdr * openingQuantity}.00` })),
  }
}

/** What was open at the beginning is paid in the first month. */
function settleOpening(add: Add, start: PlainDate): void {
  add('payment.receive', addDays(start, 17), 'rc-opening-1', { customer: 'CASCADE', account: '1112', amount: '6455.00', bankCharge: '25.00', allocations: [{ invoice: 'INV-LAMA-17', amount: '6480.00' }] })
  add('payment.receive', addDays(start, 9), 'rc-opening-2', { customer: 'HOTELSAM', account: '1111', amount: '18450000.00', allocations: [{ invoice: 'INV-LAMA-21', amount: '18450000.00' }] })
  add('payment.send', addDays(start, 4), 'pv-opening-1', { supplier: 'ROTANJAYA', account: '1111', amount: '42300000.00', allocations: [{ invoice: 'TAG-LAMA-08', amount: '42300000.00' }] })
}

/** A rate per week and currency, a slow walk around a rising line. */
function planRates(add: Add, start: PlainDate, today: PlainDate): (currency: Currency, date: PlainDate) => string {
  const chance = new Chance(11)
  const table = new Map<string, string[]>()
  for (const [currency, first] of Object.entries(startRates)) {
    let rate = first
    const series: string[] = []
    for (let week = 0, date = start; date <= today; week += 1, date = addDays(start, week * 7)) {
      rate *= 1 + (chance.next() - 0.47) * 0.012
      const text = rate < 1000 ? rate.toFixed(2) : String(Math.round(rate))
      const canonical = text.includes('.') ? text.replace(/\.?0+$/, '') : text
      series.push(canonical)
      add('rate.set', date, `rate-${currency}-${date}`, { currency, rate: canonical })
    }
    table.set(currency, series)
  }
  return (currency, date) => {
    if (currency === 'IDR') return '1'
    const series = table.get(currency) ?? []
    return series[Math.min(series.length - 1, Math.floor((dayNumber(date) - dayNumber(start)) / 7))] ?? '1'
  }
}

function planTrade(add: Add, start: PlainDate, today: PlainDate, rateAt: (currency: Currency, date: PlainDate) => string): void {
  const chance = new Chance(20261124)
  const buyers = demoParties.filter((party) => !party.supplier)
  const makers = demoParties.filter((party) => party.supplier).slice(0, 5)
  const onHand = new Map(demoProducts.map((product) => [product.code, openingQuantity]))
  const days = dayNumber(today) - dayNumber(start)
  let receipt = 0
  for (let number = 1; number <= invoicesInAll; number += 1) {
    // Trade grows: later days get more of the invoices.
    const date = addDays(start, Math.floor(days * Math.pow(number / invoicesInAll, 0.86)))
    const customer = chance.pick(buyers)
    const count = chance.between(1, 5)
    const chosen = new Map<string, DemoProduct>()
    while (chosen.size < count) {
      const product = chance.pick(demoProducts)
      chosen.set(product.code, product)
    }
    const lines = [...chosen.values()].map((product) => {
      const quantity = quantityOf(chance, product, customer.currency === 'IDR')
      const left = (onHand.get(product.code) ?? 0) - quantity
      // Restocked before it would run out; what is little stays visible in the inbox for the goods that sold last.
      if (left < 0 || (left < stockLow && chance.happens(0.7))) {
        receipt += 1
        receive(add, chance, receipt, date, chance.pick(makers), product)
        onHand.set(product.code, left + deliveryQuantity)
      } else onHand.set(product.code, left)
      return { product, quantity, unitPrice: priceOf(product, customer.currency) }
    })
    sell(add, chance, number, { today, date, customer, lines }, rateAt)
  }
}

function receive(add: Add, chance: Chance, number: number, date: PlainDate, maker: DemoParty, product: DemoProduct): void {
  const id = `gr-${number}`
  const price = String(Math.round((product.costIdr * chance.between(96, 106)) / 100000) * 1000)
  add('purchase.receive', date, id, { supplier: maker.code, warehouse: 'UTAMA', lines: [{ product: product.code, quantity: String(deliveryQuantity), unitPrice: price }] })
  const invoiced = addDays(date, chance.between(1, 4))
  add('purchase.invoice', invoiced, `pi-${number}`, { supplier: maker.code, lines: [{ receipt: id, line: 1, quantity: String(deliveryQuantity), unitPrice: price }] })
  const paid = addDays(invoiced, maker.termsDays + chance.between(-2, 5))
  const amount = `${Number(price) * deliveryQuantity}.00`
  add('payment.send', paid, `pv-${number}`, { supplier: maker.code, account: '1111', amount, bankCharge: '2500.00', allocations: [{ invoice: `pi-${number}`, amount }] })
}

interface Sale {
  readonly today: PlainDate
  readonly date: PlainDate
  readonly customer: DemoParty
  readonly lines: readonly { readonly product: DemoProduct; readonly quantity: number; readonly unitPrice: string }[]
}

/** Nothing older than this is left unpaid: a shop that never collects would not be there any more. */
const unpaidDaysMax = 75

function sell(add: Add, chance: Chance, number: number, { today, date, customer, lines }: Sale, rateAt: (currency: Currency, date: PlainDate) => string): void {
  const id = `inv-${number}`
  const domestic = customer.currency === 'IDR'
  const discount = chance.happens(0.15) ? '2.5' : undefined
  const due = addDays(date, customer.termsDays)
  add('sales.invoice', date, id, {
    customer: customer.code, currency: customer.currency, tax: domestic ? 'ppn12' : 'export0', warehouse: 'UTAMA', dueDate: due,
    ...(domestic ? {} : { incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta', paymentTerm: `T/T ${customer.termsDays} days after invoice date`, shipment: transport(date, lines, customer) }),
    lines: lines.map((line) => ({ product: line.product.code, quantity: String(line.quantity), unitPrice: line.unitPrice, ...(discount === undefined ? {} : { discountPercent: discount }) })),
  })
  const exponent = places[customer.currency]
  const net = lines.reduce((total, line) => total + lineNet(line.quantity, line.unitPrice, discount, exponent), 0n)
  const vat = domestic ? ((net * 11n) / 100n / 100n) * 100n : 0n
  const total = net + vat
  // Most pay around the due date, some early, a few late; the last ones have not paid yet.
  const paid = addDays(due, chance.happens(0.12) ? chance.between(8, 40) : chance.between(-10, 4))
  const amount = (value: bigint): string => fixedText(value, exponent)
  const charge = domestic ? 0n : exponent === 0 ? 2500n : 1500n
  if (chance.happens(0.1)) {
    const part = (total * 3n) / 10n
    add('payment.receive', addDays(date, 3), `rc-${number}a`, { customer: customer.code, account: cashAccounts[customer.currency], amount: amount(part), allocations: [{ invoice: id, amount: amount(part) }] })
    add('payment.receive', paid > addDays(date, 3) ? paid : addDays(date, 4), `rc-${number}b`, { customer: customer.code, account: cashAccounts[customer.currency], amount: amount(total - part), allocations: [{ invoice: id, amount: amount(total - part) }] })
  } else if (!chance.happens(0.06) || daysBetween(due, today) > unpaidDaysMax) {
    add('payment.receive', paid < date ? date : paid, `rc-${number}`, {
      customer: customer.code, account: cashAccounts[customer.currency], amount: amount(total - charge), ...(charge > 0n ? { bankCharge: amount(charge) } : {}), allocations: [{ invoice: id, amount: amount(total) }],
    })
  }
  // Foreign money is sold to the bank from time to time: the makers are paid in rupiah.
  if (!domestic && number % 4 !== 0 && paid >= date) {
    const sold = (total * 88n) / 100n
    const rate = parseDecimal(rateAt(customer.currency, paid))
    if (rate) add('transfer.post', addDays(paid, 1), `tr-${number}`, { from: cashAccounts[customer.currency], to: '1111', fromAmount: amount(sold), toAmount: fixedText(BigInt(toBase(Number(sold), customer.currency, rate)), 2) })
  }
}

function transport(date: PlainDate, lines: readonly { product: DemoProduct; quantity: number }[], customer: DemoParty): Record<string, unknown> {
  const ports: Readonly<Record<string, string>> = { CN: 'CNSHA', DE: 'DEBRV', DK: 'DKAAR', NL: 'NLRTM', FR: 'FRFOS', ES: 'ESVLC', JP: 'JPTYO', US: 'USLAX', AU: 'AUFRE', SG: 'SGSIN' }
  return {
    mode: '1 sea LCL', portLoading: 'IDTPP', portDischarge: ports[customer.country] ?? 'SGSIN', finalDestination: ports[customer.country] ?? 'SGSIN', etd: addDays(date, 6), vessel: 'MV CONTOH SAMUDRA', voyage: `${date.slice(2, 4)}${date.slice(5, 7)}N`,
    marks: [customer.code, ports[customer.country] ?? '', 'MADE IN INDONESIA', 'C/NO. 1-UP'],
    packages: lines.map((line) => {
      const per = Number(line.product.packaging['quantityPerPackage'] ?? '1')
      return { count: line.quantity / per, ...line.product.packaging }
    }),
  }
}

function planOverheads(add: Add, start: PlainDate, today: PlainDate): void {
  const chance = new Chance(77)
  for (let index = 0; index < months; index += 1) {
    const month = addMonths(monthOf(start), index)
    const day = (number: number): PlainDate => `${month}-${String(number).padStart(2, '0')}`
    add('expense.post', day(3), `rent-${month}`, { account: '1111', lines: [{ account: '6102', amount: '12500000.00' }] })
    add('expense.post', day(12), `power-${month}`, { account: '1111', lines: [{ account: '6103', amount: `${chance.between(38, 62) * 100000}.00` }] })
    add('expense.post', day(25), `wages-${month}`, { account: '1111', lines: [{ account: '6101', amount: `${chance.between(68, 84) * 1000000}.00` }] })
    add('expense.post', day(27), `freight-${month}`, { account: '1111', lines: [{ account: '6104', amount: `${chance.between(9, 22) * 1000000}.00` }] })
    add('expense.post', day(28), `drawings-${month}`, { account: '1111', lines: [{ account: '3401', amount: `${chance.between(60, 110) * 1000000}.00` }] })
    const last = lastDayOf(month)
    if (last >= today) continue
    add('depreciation.post', last, `dep-${month}`, { asset: 'Mesin amplas dan kompresor', cost: '240000000.00', lifeMonths: 96, startPeriod: monthOf(start), period: month })
    add('depreciation.post', last, `dep-van-${month}`, { asset: 'Mobil boks', cost: '310000000.00', residual: '62000000.00', lifeMonths: 96, startPeriod: monthOf(start), period: month })
    add('fx.revalue', last, `fx-${month}`, {})
    add('tax.finalIncome', last, `pph-${month}`, { period: month })
    // The two latest months stay open for late papers.
    if (index < months - 3) add('period.close', last, `close-${month}`, { period: month })
  }
}

/**
 * What a shop does now and then, each once in the last weeks, so that every list has something to show: an order with its deposit and
 * a part delivery, freight on top of goods, goods that go back both ways, a move to the port, a count, breakage, and own production.
 */
function planOccasions(add: Add, today: PlainDate): void {
  const ago = (days: number): PlainDate => addDays(today, -days)
  const [buyer, maker, good] = ['QINGTENG', 'ROTANJAYA', 'RC-101']
  add('product.add', ago(26), 'product-RAW', { code: 'BB-ROTAN', name: 'Rotan poles kering', nameEn: 'Dried polished rattan', nameZh: '干燥抛光藤条', inventory: 'raw', unit: 'kg', hsCode: '14012000' })
  add('purchase.receive', ago(25), 'gr-raw', { supplier: maker, warehouse: 'UTAMA', lines: [{ product: 'BB-ROTAN', quantity: '220', unitPrice: '18500' }] })
  add('purchase.receive', ago(24), 'gr-large', { supplier: maker, warehouse: 'UTAMA', lines: [{ product: good, quantity: '60', unitPrice: '385000' }] })
  add('landedCost.allocate', ago(23), 'freight-large', { receipts: ['gr-large', 'gr-raw'], by: 'value', amount: '1850000.00', account: '1111', note: 'Truk Plered - Tegalwangi' })
  add('purchase.invoice', ago(22), 'pi-large', { supplier: maker, lines: [{ receipt: 'gr-large', line: 1, quantity: '60', unitPrice: '385000' }], dueDate: addDays(today, 8) })
  add('sales.order', ago(20), 'so-large', { customer: buyer, currency: 'USD', incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta', lines: [{ product: good, quantity: '40', unitPrice: '42.50' }, { product: 'RB-310', quantity: '24', unitPrice: '18.90' }] })
  add('deposit.receive', ago(18), 'deposit-large', { customer: buyer, account: '1112', amount: '635.00', bankCharge: '15.00', order: 'so-large' })
  add('stock.transfer', ago(15), 'move-port', { from: 'UTAMA', to: 'PRIOK', lines: [{ product: good, quantity: '12' }] })
  add('production.post', ago(14), 'made-baskets', { warehouse: 'UTAMA', consume: [{ product: 'BB-ROTAN', quantity: '72' }], produce: [{ product: 'RB-310', quantity: '48' }], labour: '1440000.00', overhead: '360000.00' })
  add('sales.invoice', ago(12), 'inv-occasion', { customer: buyer, currency: 'USD', tax: 'export0', warehouse: 'UTAMA', incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta', dueDate: addDays(today, 18), lines: [{ product: good, quantity: '6', unitPrice: '42.50' }] })
  add('purchase.return', ago(10), 'return-maker', { supplier: maker, invoice: 'pi-large', lines: [{ line: 1, quantity: '2' }], note: 'Anyaman lepas' })
  add('stock.count', ago(9), 'count-port', { warehouse: 'PRIOK', lines: [{ product: good, counted: '11' }] })
  add('sales.creditNote', ago(8), 'credit-occasion', { customer: buyer, invoice: 'inv-occasion', lines: [{ line: 1, quantity: '1' }], note: 'Kaki kursi retak' })
  add('stock.adjust', ago(7), 'broken-port', { warehouse: 'PRIOK', lines: [{ product: good, quantity: '-1' }], note: 'Pecah waktu dibongkar' })
  add('sales.deliver', ago(6), 'delivery-large', { customer: buyer, order: 'so-large', warehouse: 'UTAMA', lines: [{ product: good, quantity: '16' }] })
}

/** Abroad goes what fills cartons; at home people buy pieces. */
function quantityOf(chance: Chance, product: DemoProduct, domestic: boolean): number {
  const perCarton = Number(product.packaging['quantityPerPackage'] ?? '1')
  if (domestic) return chance.between(2, 12)
  return perCarton * chance.between(1, Math.max(1, Math.round(14 / perCarton)))
}

function priceOf(product: DemoProduct, currency: Currency): string {
  const dollars = product.priceUsdCents / 100
  if (currency === 'IDR') return `${Math.round((dollars * 14800) / 1000) * 1000}`
  if (currency === 'JPY') return String(Math.round(dollars / usdPer.JPY / 10) * 10)
  return cents(Math.round((dollars / usdPer[currency]) * 20) * 5)
}

function cents(value: number): string {
  return fixedText(BigInt(value), 2)
}

/** The same rules as the invoice's own: line gross, less discount, each half up. */
function lineNet(quantity: number, unitPrice: string, discountPercent: string | undefined, exponent: number): bigint {
  const price = parseDecimal(unitPrice)
  if (!price) throw new RangeError(`price ${unitPrice}`)
  const gross = (BigInt(quantity) * price.digits * 10n ** BigInt(exponent)) / 10n ** BigInt(price.scale)
  if (discountPercent === undefined) return gross
  const percent = parseDecimal(discountPercent)
  if (!percent) throw new RangeError(`discount ${discountPercent}`)
  const whole = 100n * 10n ** BigInt(percent.scale)
  return gross - (2n * gross * percent.digits + whole) / (2n * whole)
}

// An event of any type of the events contract, drawn at random so that most of them can be posted.
import type { Chance } from '../../src/backend/demo/chance.ts'
import type { BusinessEvent, DocumentType, EventType } from '../../src/core/events/index.ts'
import type { Book } from '../../src/store/book/index.ts'

export const days = ['2026-03-08', '2026-03-10', '2026-03-12'] as const
const month = '2026-03'

/** Master data with which the first device begins. */
export const opening: readonly BusinessEvent[] = [
  { event: 'party.add', id: 'm1', date: '2026-03-01', code: 'C1', name: 'Pembeli', termsDays: 30, customer: true },
  { event: 'party.add', id: 'm2', date: '2026-03-01', code: 'S1', name: 'Pemasok', termsDays: 14, supplier: true },
  { event: 'warehouse.add', id: 'm3', date: '2026-03-01', code: 'W', name: 'Toko' },
  { event: 'warehouse.add', id: 'm7', date: '2026-03-01', code: 'W2', name: 'Gudang' },
  { event: 'product.add', id: 'm4', date: '2026-03-01', code: 'P', name: 'Kursi', weightKg: '5.4' },
  { event: 'product.add', id: 'm5', date: '2026-03-01', code: 'Q', name: 'Meja', costing: 'fifo', weightKg: '14.5' },
  { event: 'product.add', id: 'm8', date: '2026-03-01', code: 'R', name: 'Rotan', inventory: 'raw', weightKg: '1' },
  { event: 'rate.set', id: 'm6', date: '2026-03-01', currency: 'USD', rate: '16000' },
  {
    event: 'purchase.receive', id: 'g0', date: '2026-03-01', supplier: 'S1', warehouse: 'W',
    lines: [{ product: 'P', quantity: '100', unitPrice: '1000' }, { product: 'Q', quantity: '40', unitPrice: '2500' }, { product: 'R', quantity: '60', unitPrice: '300' }],
  },
]

/** Documents of a type that a list would show: what is in quarantine nobody can open. */
export function idsOf(book: Book, type: string): string[] {
  const kept = new Set(book.projections.sql.values("SELECT doc FROM attention WHERE kind = 'quarantined'"))
  return book.revisions.allDocs({ startId: `${type}:`, endId: `${type};` }).flatMap(({ id }) => (kept.has(id) ? [] : [id]))
}

type Draw = Omit<BusinessEvent, 'event' | 'id' | 'date'>

/** What the drawing of one event may ask for. */
class Drawer {
  readonly #book: Book
  readonly chance: Chance
  readonly id: string

  constructor(book: Book, chance: Chance, id: string) {
    this.#book = book
    this.chance = chance
    this.id = id
  }

  /** The id of an event that became a document of one of the types. */
  earlier(...types: readonly DocumentType[]): string | null {
    const ids = idsOf(this.#book, this.chance.pick(types))
    return ids.length === 0 ? null : String(this.#book.document(this.chance.pick(ids))?.['eventId'] ?? '')
  }

  get code(): string {
    return this.id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  }

  get amount(): string {
    return `${this.chance.between(1, 400)}.${this.chance.between(10, 99)}`
  }

  get quantity(): string {
    return String(this.chance.between(1, 9))
  }

  get product(): string {
    return this.chance.pick(['P', 'Q', 'R'])
  }

  get line(): { product: string; quantity: string; unitPrice: string } {
    return { product: this.product, quantity: this.quantity, unitPrice: `${this.chance.between(10, 5000)}.5` }
  }
}

type Drawing = (drawer: Drawer) => Draw | null

const reversible = [
  'salesInvoice', 'purchaseInvoice', 'goodsReceipt', 'delivery', 'paymentReceived', 'paymentSent', 'expense', 'cashTransfer', 'stockAdjustment', 'stockTransfer', 'production',
  'customerDeposit', 'journalEntry', 'creditNote', 'purchaseReturn', 'landedCost', 'depreciation',
] as const

const drawings: Readonly<Partial<Record<EventType, Drawing>>> = {
  'company.set': ({ id }) => ({ name: `CV ${id}`, vatRegistered: true, costing: 'movingAverage' }),
  'account.add': (draw) => ({ code: `69${draw.chance.between(10, 99)}`, name: `Biaya ${draw.id}`, type: 'expense' }),
  'party.add': (draw) => ({ code: draw.chance.happens(0.2) ? 'BARU' : draw.code, name: `Pihak ${draw.id}`, termsDays: 7 }),
  'product.add': (draw) => ({ code: draw.chance.happens(0.2) ? 'BARU' : draw.code, name: `Barang ${draw.id}`, weightKg: '2.5' }),
  'warehouse.add': (draw) => ({ code: draw.code, name: `Gudang ${draw.id}` }),
  'rate.set': ({ chance }) => ({ currency: 'USD', rate: String(chance.between(15_800, 16_400)), kind: chance.pick(['book', 'tax']) }),
  'sales.order': (draw) => ({ customer: 'C1', currency: 'USD', lines: [draw.line] }),
  'opening.post': (draw) => ({ receivables: [{ id: `OPEN-${draw.id}`, customer: 'C1', amount: draw.amount, date: '2026-02-20', dueDate: '2026-03-20' }] }),
  'purchase.receive': (draw) => ({ supplier: 'S1', warehouse: draw.chance.pick(['W', 'W2']), lines: [draw.line, draw.line] }),
  'purchase.invoice': (draw) => {
    const receipt = draw.chance.happens(0.4) ? draw.earlier('goodsReceipt') : null
    if (receipt !== null) return { supplier: 'S1', lines: [{ receipt, line: 1, quantity: draw.quantity, unitPrice: '999.5' }] }
    return { supplier: 'S1', warehouse: 'W', ...(draw.chance.happens(0.3) ? { currency: 'USD' } : { tax: 'ppn12' }), lines: [draw.line] }
  },
  'purchase.return': (draw) => {
    const receipt = draw.earlier('goodsReceipt')
    return receipt === null ? null : { supplier: 'S1', receipt, lines: [{ line: 1, quantity: '1' }] }
  },
  'landedCost.allocate': (draw) => {
    const receipt = draw.earlier('goodsReceipt')
    return receipt === null ? null : { receipts: [receipt], by: draw.chance.pick(['value', 'weight', 'quantity']), amount: draw.amount, account: '1111' }
  },
  'sales.deliver': (draw) => ({ customer: 'C1', warehouse: 'W', lines: [{ product: draw.product, quantity: draw.quantity }] }),
  'sales.invoice': (draw) => ({
    customer: 'C1', warehouse: 'W', lines: [draw.line, ...(draw.chance.happens(0.3) ? [draw.line] : [])],
    ...(draw.chance.happens(0.3) ? { currency: 'USD', tax: 'export0' } : draw.chance.happens(0.5) ? { tax: 'ppn12', discount: '5.00' } : {}),
  }),
  'sales.creditNote': (draw) => {
    const invoice = draw.earlier('salesInvoice')
    if (invoice === null) return null
    return { customer: 'C1', invoice, lines: [draw.chance.happens(0.5) ? { line: 1, quantity: '1' } : { line: 1, amount: '2.50' }] }
  },
  'deposit.receive': (draw) => ({ customer: 'C1', account: draw.chance.pick(['1111', '1112']), amount: draw.amount }),
  'payment.receive': (draw) => {
    const invoice = draw.earlier('salesInvoice')
    const deposit = draw.chance.happens(0.2) ? draw.earlier('customerDeposit') : null
    if (invoice === null) return null
    if (deposit !== null) return { customer: 'C1', deposits: [{ deposit, invoice, amount: '1.50' }] }
    const { amount } = draw
    return { customer: 'C1', account: draw.chance.pick(['1111', '1111', '1112']), amount, allocations: [{ invoice, amount }] }
  },
  'payment.send': (draw) => {
    const invoice = draw.earlier('purchaseInvoice')
    const { amount } = draw
    return invoice === null ? null : { supplier: 'S1', account: '1111', amount, allocations: [{ invoice, amount }] }
  },
  'expense.post': (draw) => ({ account: '1101', lines: [{ account: '6109', amount: draw.amount }] }),
  'transfer.post': (draw) => ({ from: '1111', to: '1101', fromAmount: '250.00', toAmount: '250.00', bankCharge: draw.chance.pick(['0', '2.50']) }),
  'stock.adjust': (draw) => ({ warehouse: 'W', lines: [{ product: draw.product, quantity: draw.chance.happens(0.7) ? `-${draw.chance.between(1, 3)}` : '2' }] }),
  'stock.count': (draw) => ({ warehouse: 'W2', lines: [{ product: draw.product, counted: draw.quantity }] }),
  'stock.transfer': (draw) => ({ from: 'W', to: 'W2', lines: [{ product: draw.product, quantity: draw.quantity }] }),
  'production.post': (draw) => ({ warehouse: 'W', consume: [{ product: 'R', quantity: draw.quantity }], produce: [{ product: 'P', quantity: '2' }, { product: 'Q', quantity: '1', costShare: '2' }], labour: '33.33' }),
  'fx.revalue': ({ chance }) => ({ rates: { USD: String(chance.between(15_800, 16_400)) } }),
  'depreciation.post': (draw) => ({ asset: `Mesin ${draw.chance.between(1, 3)}`, cost: '36000.00', lifeMonths: 36, startPeriod: month, period: month }),
  'tax.finalIncome': () => ({ period: month }),
  'tax.vatSettle': () => ({ period: month }),
  'journal.post': (draw) => {
    const { amount } = draw
    return { lines: [{ account: '6109', debit: amount }, { account: '1101', credit: amount }] }
  },
  'period.close': ({ chance }) => ({ period: chance.pick(['2026-02', '2026-02', month]) }),
  'period.reopen': ({ chance }) => ({ period: chance.pick(['2026-02', month]), reason: 'salah catat' }),
  'year.close': () => ({ year: 2025 }),
  'deposit.refund': (draw) => {
    const deposit = draw.earlier('customerDeposit')
    return deposit === null ? null : { customer: 'C1', deposit, account: '1111', amount: draw.amount }
  },
  'advance.refund': (draw) => {
    const advance = draw.earlier('paymentSent')
    return advance === null ? null : { supplier: 'S1', advance, account: '1111', amount: draw.amount }
  },
  'receivable.writeOff': (draw) => {
    const invoice = draw.earlier('salesInvoice')
    return invoice === null ? null : { customer: 'C1', invoice, account: '6109', amount: draw.amount }
  },
  'loan.take': (draw) => ({ party: 'S1', account: '1111', amount: draw.amount, bankCharge: '1.25' }),
  'loan.repay': (draw) => ({ party: 'S1', account: '1111', principal: draw.amount, interest: '2.50' }),
  'loan.give': (draw) => ({ party: 'C1', account: '1101', amount: draw.amount }),
  'loan.collect': (draw) => ({ party: 'C1', account: '1101', principal: draw.amount, expenses: [{ account: '6104', amount: '3.33' }] }),
  'savings.receive': (draw) => ({ party: 'C1', kind: 'voluntary', account: '1101', amount: draw.amount }),
  'savings.withdraw': (draw) => ({ party: 'C1', kind: 'voluntary', account: '1101', amount: draw.amount }),
  'surplus.distribute': (draw) => ({ year: 2025, reserve: '10.01', members: [{ party: 'C1', amount: draw.amount }] }),
  reverse: (draw) => {
    const target = draw.earlier(...reversible)
    return target === null ? null : { target }
  },
}

const types = Object.keys(drawings) as EventType[]
/** What a shop does all day, beside what it does once a month. */
const usual: readonly EventType[] = ['sales.invoice', 'sales.invoice', 'purchase.receive', 'payment.receive', 'payment.send', 'purchase.invoice', 'reverse', 'stock.adjust']

/** @returns null where what it would refer to is not there yet */
export function drawEvent(book: Book, chance: Chance, id: string): BusinessEvent | null {
  const event = chance.happens(0.5) ? chance.pick(usual) : chance.pick(types)
  const date = event === 'fx.revalue' || event === 'tax.vatSettle' || event === 'tax.finalIncome' || event === 'depreciation.post' ? '2026-03-31' : chance.pick(days)
  const fields = drawings[event]?.(new Drawer(book, chance, id)) ?? null
  return fields === null ? null : { ...fields, event, id, date }
}

import type { CoretaxDocument, CoretaxSale, CoretaxSaleLine } from '../../core/tax/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'

type Fields = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const lines = (value: unknown): string => (Array.isArray(value) ? value.map(text).join('\n') : text(value))

/** Master data that many invoices name, read once each. */
function remembered(read: (code: string) => Fields): (code: string) => Fields {
  const known = new Map<string, Fields>()
  return (code) => {
    let fields = known.get(code)
    if (!fields) known.set(code, (fields = read(code)))
    return fields
  }
}

export interface SalesFound { readonly sales: readonly CoretaxSale[]; readonly exports: number }

/**
 * Sales of a time that need a tax invoice: those with PPN, those freed of it with a code of their own, taxed deposits.
 * Exports are counted, not given, unless they are asked for by id.
 */
export function coretaxSales(book: Book, from: string, to: string, documents?: readonly string[]): SalesFound {
  const { sql } = book.projections
  const where = documents === undefined
    ? { text: 'v.date >= ? AND p.own_date >= ? AND p.own_date <= ?', values: [from, from, to] }
    : { text: 'p.doc IN (SELECT value FROM json_each(?))', values: [JSON.stringify(documents)] }
  const rows = sql.rows<{ doc: string; code: string; event: string }>(
    `SELECT p.doc, v.code, p.event FROM vat_row v JOIN posted p ON p.n = v.n
     WHERE ${where.text} AND v.side = 'output' AND p.event IN ('sales.invoice', 'deposit.receive') AND p.reversed = 0 AND p.void = 0 ORDER BY p.own_date, p.number, p.ord`, ...where.values,
  )
  const master = (type: 'party' | 'product' | 'account') => remembered((code) => masterOf(sql, type, code)?.fields ?? {})
  const [party, product, account] = [master('party'), master('product'), master('account')]
  const sales: CoretaxSale[] = []
  let exports = 0
  for (const { doc, code, event } of rows) {
    if (code === 'export0' && documents === undefined) {
      exports += 1
      continue
    }
    const document = book.document(doc) as unknown as PostedDocument | undefined
    if (!document) continue
    const sale = saleOf(document, event === 'deposit.receive' ? 'deposit' : 'invoice', code, party, product, account)
    // Without PPN there is an invoice only where the sale says by which code it is free.
    if (code !== 'none' || sale.trxCode !== null || documents !== undefined) sales.push(sale)
  }
  return { sales, exports }
}

function saleOf(document: PostedDocument, kind: CoretaxSale['kind'], code: string, party: (code: string) => Fields, product: (code: string) => Fields, account: (code: string) => Fields): CoretaxSale {
  const { event, posting } = document
  const buyerCode = posting.party ?? ''
  const buyer = party(buyerCode)
  const given = (name: string): string => text(event[name]) || text(buyer[name])
  const rows = Array.isArray(event['lines']) ? (event['lines'] as readonly Fields[]) : []
  const collector = text(buyer['vatCollector'])
  const documentKind = text(buyer['taxIdKind'])
  return {
    id: document._id, kind, number: document.number ?? document.eventId, date: event.date, currency: posting.currency ?? 'IDR', tax: code === 'export0' || code === 'none' ? code : 'ppn12',
    trxCode: given('trxCode') || null, addInfo: given('addInfo'), customDoc: text(event['customDoc']), customDocMonthYear: text(event['customDocMonthYear']), facilityStamp: given('facilityStamp'),
    afterDeposit: Array.isArray(event['taxedDeposits']) && event['taxedDeposits'].length > 0,
    buyer: {
      code: buyerCode, name: text(buyer['name']), country: text(buyer['country']), address: lines(buyer['address']), email: text(buyer['email']), taxId: text(buyer['taxId']) || text(buyer['npwp']),
      document: documentKinds.includes(documentKind as CoretaxDocument) ? (documentKind as CoretaxDocument) : '', nitku: text(buyer['nitku']),
      collector: collector === 'government' || collector === 'other' ? collector : '',
    },
    lines: rows.map((row, index) => lineOf(row, posting.facts.lines[index]?.net ?? 0, product, account)),
  }
}

const documentKinds: readonly CoretaxDocument[] = ['TIN', 'National ID', 'Passport', 'Other ID']

function lineOf(row: Fields, net: number, product: (code: string) => Fields, account: (code: string) => Fields): CoretaxSaleLine {
  const description = text(row['description'])
  const code = text(row['product'])
  if (code === '') {
    const name = account(text(row['account']))['name']
    const named = typeof name === 'object' && name !== null ? text((name as Fields)['id']) : text(name)
    return { product: null, name: description || named || text(row['account']), kind: 'service', goodsCode: '', unit: 'UM.0033', price: text(row['amount']) || '0', quantity: '1', net }
  }
  const goods = product(code)
  return {
    product: code, name: description || text(goods['name']) || code, kind: goods['kind'] === 'service' ? 'service' : 'goods', goodsCode: text(goods['goodsCode']),
    // A code of its own is for the unit that the good is kept in.
    unit: text(row['unit']) !== '' && text(row['unit']) !== text(goods['unit']) ? text(row['unit']) : text(goods['taxUnit']) || text(goods['unit']) || 'pcs',
    price: text(row['unitPrice']) || '0', quantity: text(row['quantity']) || '0', net,
  }
}

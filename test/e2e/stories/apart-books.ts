// Two PCs of one company that worked apart, and the parcel that carries to the first what the second did: a buyer whose phone and terms both
// changed, a product whose price both changed, a draft that both went on with, a buyer that both made, a draft that both posted, and two
// documents that the first does not understand.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BusinessEvent } from '../../../src/core/events/index.ts'
import { openBook } from '../../../src/store/book/index.ts'
import { Pc } from '../../one-pc.ts'

export interface ApartBooks {
  /** The first PC's book, closed. */
  readonly book: string
  /** What the second PC did, as a parcel. */
  readonly parcel: string
  /** Where a stick would be. */
  readonly stick: string
}

/** @param folder  an empty folder; it becomes the first PC's program folder too */
export async function makeApartBooks(folder: string): Promise<ApartBooks> {
  const stick = join(folder, 'stick')
  mkdirSync(stick, { recursive: true })
  const a = new Pc(folder, 'Sari')
  const b = new Pc(folder, 'Wati')
  const parcel = join(stick, 'wati.mendunia-parcel')
  try {
    await a.call('book.create', { file: a.book, company: { name: 'CV Rotan Cirebon Jaya', baseCurrency: 'IDR', vatRegistered: true } })
    await a.post(
      { event: 'party.add', id: 'p-hotel', date: '2026-11-01', code: 'HOTEL', name: 'Hotel Samudra', country: 'ID', phone: '0231 100', address: ['Jl. Pantai 1', 'Cirebon'] },
      { event: 'product.add', id: 'q-kursi', date: '2026-11-01', code: 'KURSI', name: 'Kursi rotan', salePrice: '900000', saleCurrency: 'IDR' },
      { event: 'warehouse.add', id: 'w-1', date: '2026-11-01', code: 'GUDANG', name: 'Gudang' },
      { event: 'stock.adjust', id: 's-1', date: '2026-11-01', warehouse: 'GUDANG', account: '3101', lines: [{ product: 'KURSI', quantity: '100', unitCost: '400000' }] },
    )
    const cost: BusinessEvent = { event: 'expense.post', id: 'listrik', date: '2026-11-20', account: '1101', note: 'Listrik', lines: [{ account: '6109', amount: '450000' }] }
    const twice: BusinessEvent = { event: 'expense.post', id: 'air', date: '2026-11-21', account: '1101', note: 'Air', lines: [{ account: '6109', amount: '125000' }] }
    const draft = await a.call('draft.save', { event: cost })
    const double = await a.call('draft.save', { event: twice })
    await a.call('book.close', {})
    await b.call('book.clone', { file: b.book, remote: a.book })
    await a.call('book.open', { file: a.book })
    for (const [pc, fields, price] of [[a, { phone: '0231 200', address: ['Jl. Pantai 1', 'Cirebon 45111'] }, '950000'], [b, { phone: '0231 300', address: ['Jl. Pantai 12', 'Cirebon'] }, '925000']] as const) {
      const party = await pc.call('master.get', { type: 'party', code: 'HOTEL' })
      await pc.call('master.save', { id: party.id, rev: party.rev, fields })
      const product = await pc.call('master.get', { type: 'product', code: 'KURSI' })
      await pc.call('master.save', { id: product.id, rev: product.rev, fields: { salePrice: price } })
    }
    await a.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...cost, lines: [{ account: '6109', amount: '475000' }] } })
    await b.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...cost, lines: [{ account: '6109', amount: '450000' }, { account: '6102', amount: '25000' }] } })
    await a.post({ event: 'party.add', id: 'a-shj', date: '2026-11-10', code: 'SHJ', name: 'Shanghai Jia Ltd', country: 'CN', taxId: '91310000X', email: 'jia@example.com' })
    await b.post({ event: 'party.add', id: 'b-shj', date: '2026-11-11', code: 'SHANGHAI', name: 'SHANGHAI JIA, LTD.', country: 'CN', taxId: '9131-0000-X', phone: '+86 21 1' })
    await b.post({ event: 'sales.invoice', id: 'b-inv', date: '2026-11-12', customer: 'SHANGHAI', tax: 'ppn12', warehouse: 'GUDANG', lines: [{ product: 'KURSI', quantity: '3', unitPrice: '900000' }] })
    for (const pc of [a, b]) await pc.call('event.post', { event: twice, draft: { id: double.id, rev: double.rev } })
    await b.call('book.close', {})
    const raw = openBook(b.book)
    try {
      const head = { device: 'B', author: 'Wati', at: '2026-11-22T03:04:05.678Z-0000', clock: { B: 1 }, eventId: 'x', date: '2026-11-22' }
      raw.transaction(() => raw.revisions.write([
        { ...head, _id: 'party:01JD9999999999999999999991', type: 'party', schema: 2, dots: {}, fields: { code: 'BARU', loyalty: { tier: 3 } } },
        { ...head, _id: 'product:01JD9999999999999999999992', type: 'product', schema: 1, dots: 'rusak', fields: 7 },
      ]))
    } finally {
      raw.close()
    }
    await b.call('book.open', { file: b.book })
    await b.call('parcel.write', { file: parcel })
  } finally {
    await a.close()
    await b.close()
  }
  return { book: a.book, parcel, stick }
}

/** The program folder of the first PC. */
export const firstPcData = (folder: string): string => join(folder, 'data-Sari')

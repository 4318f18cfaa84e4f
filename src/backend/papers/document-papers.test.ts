import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { paperType } from '../../paperwork/index.ts'
import { Installation } from '../../store/installation/index.ts'
import { BookKeeper } from '../book-keeper.ts'
import { applyOrThrow } from '../posting/apply-event.ts'
import { documentPapers } from './document-papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-document-papers-'))
const keeper = new BookKeeper(new Installation(join(folder, 'data')), () => {})
const book = keeper.create(join(folder, 'book.mendunia'), { name: 'CV Contoh', address: 'Jl. Contoh 1\nCirebon', npwp: '0012345678426000' }, 'default', 'owner', '2026-11-24')
const post = (event: Record<string, unknown>): void => { applyOrThrow(book, event as never, { author: 'owner' }) }

post({ event: 'product.add', id: 'p', date: '2026-11-24', code: 'RC-1', name: 'Kursi rotan', nameEn: 'Rattan chair' })
post({ event: 'party.add', id: 'b', date: '2026-11-24', code: 'TOKO', name: 'PT Toko Contoh', role: 'customer', country: 'ID' })
post({ event: 'sales.order', id: 'o', date: '2026-11-24', customer: 'TOKO', lines: [{ product: 'RC-1', quantity: '2', unitPrice: '450000' }] })
post({ event: 'sales.invoice', id: 'i', date: '2026-11-24', customer: 'TOKO', deliver: false, lines: [{ product: 'RC-1', quantity: '2', unitPrice: '3000000' }] })
post({ event: 'payment.receive', id: 'r', date: '2026-11-24', customer: 'TOKO', account: '1101', amount: '6000000', allocations: [{ invoice: 'i', amount: '6000000' }] })

afterAll(() => {
  keeper.close()
  rmSync(folder, { recursive: true })
})

/** What the first paper of a document says. */
function says(id: string): string {
  const { data, types } = documentPapers(book, id)
  return paperType(types[0] ?? '')?.layout(data, { languages: ['id'], paper: 'A4' }).pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).join(' ') ?? ''
}

describe('the papers of a document', () => {
  it('are confirmation, proforma and quotation of an order, under its number', () => {
    expect(documentPapers(book, 'o').types).toEqual(['order-confirmation', 'proforma-invoice', 'quotation'])
    expect(says('o')).toMatch(/KONFIRMASI PESANAN.*900\.000/)
  })

  it('are a receipt of a payment: who, how much in words, for which invoice, with room for the duty stamp', () => {
    const number = documentPapers(book, 'i').data.papers?.['commercialInvoice']?.no ?? '?'
    const said = says('r')
    for (const text of ['KWITANSI', 'PT Toko Contoh', 'Enam juta rupiah', number, 'Meterai', 'IDR 6.000.000']) expect(said).toContain(text)
  })

  it('are none of what has no paper', () => {
    expect(() => documentPapers(book, 'p')).toThrow('DOCUMENT_NOT_FOUND')
    expect(() => documentPapers(book, 'no-such')).toThrow('DOCUMENT_NOT_FOUND')
  })
})

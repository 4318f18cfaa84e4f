// The book that the posting benchmark posts into: one company, 50 products, 20 buyers, enough stock for every invoice.
import type { BusinessEvent } from '../../src/core/events/index.ts'

export const sampleDate = '2026-03-16'
const products = 50
const buyers = 20

export const sampleCompany = { name: 'CV Contoh Samudra', address: ['Jl. Contoh 1'], city: 'Cirebon', country: 'ID' }

const code = (prefix: string, number: number): string => `${prefix}-${String(number).padStart(3, '0')}`

export function sampleMasters(): BusinessEvent[] {
  return [
    { event: 'warehouse.add', id: 'warehouse', date: '2026-03-01', code: 'MAIN', name: 'Gudang utama' },
    { event: 'rate.set', id: 'rate-usd', date: '2026-03-01', currency: 'USD', rate: '16250' },
    ...Array.from({ length: buyers }, (_, n): BusinessEvent => ({ event: 'party.add', id: `party-${n}`, date: '2026-03-01', code: code('BUYER', n), name: `Buyer ${n}`, country: 'CN', customer: true })),
    ...Array.from({ length: products }, (_, n): BusinessEvent => ({ event: 'product.add', id: `product-${n}`, date: '2026-03-01', code: code('RC', n), name: `Kursi rotan ${n}`, nameEn: `Rattan chair ${n}`, unit: 'pcs', hsCode: '94018300' })),
    {
      event: 'opening.post', id: 'opening', date: '2026-02-28',
      stock: Array.from({ length: products }, (_, n) => ({ product: code('RC', n), warehouse: 'MAIN', quantity: '1000000', value: '250000000000.00' })),
    },
  ]
}

/** The invoice that is measured: ten lines of ten products, export, US dollars, stock taken at once. */
export function tenLineInvoice(n: number): BusinessEvent {
  return {
    event: 'sales.invoice', id: `invoice-${n}`, date: sampleDate, customer: code('BUYER', n % buyers), currency: 'USD', tax: 'export0', warehouse: 'MAIN', incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta',
    lines: Array.from({ length: 10 }, (_, line) => ({ product: code('RC', (n * 7 + line * 3) % products), quantity: String(1 + ((n + line) % 9)), unitPrice: `${12 + line}.50` })),
  }
}

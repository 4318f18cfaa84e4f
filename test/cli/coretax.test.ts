// `export coretax`: exit 1 and a list while rows would be refused, the file once they are put right or left out.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk } from '../command-line.ts'

const desk = new Desk()
const book = desk.file('batik.mendunia')
const out = desk.file('F.xml')
const day = '2026-11-05'

beforeAll(async () => {
  await desk.done('init', '--book', book, '--company', desk.write('company.json', { name: 'Batik Laras Contoh', npwp: '0991234567890000' }))
  await desk.done('apply', '--book', book, desk.write('events.json', { events: [
    { event: 'party.add', id: 'p1', date: day, code: 'ROTAN', name: 'CV Rotan & Rupa Contoh', country: 'ID', address: 'Jl. Contoh No. 8, Cirebon 45111', taxId: '0987654321098000', email: 'pajak@rotanrupa.example.com' },
    { event: 'party.add', id: 'p2', date: day, code: 'TOKO', name: 'Toko Anugerah', country: 'ID', address: 'Jl. Merdeka 5', taxId: '987654321098000' },
    { event: 'product.add', id: 'g1', date: day, code: 'KAIN', name: 'Kain batik cap 2 m', unit: 'lembar' },
    { event: 'product.add', id: 'g2', date: day, code: 'SELENDANG', name: 'Selendang "parang" 50 x 180 cm', unit: 'pcs' },
    { event: 'sales.invoice', id: 's1', date: day, customer: 'ROTAN', tax: 'ppn12', deliver: false, lines: [{ product: 'KAIN', quantity: '20', unitPrice: '120000' }, { product: 'SELENDANG', quantity: '3', unitPrice: '87500' }] },
    { event: 'sales.invoice', id: 's2', date: '2026-11-06', customer: 'TOKO', tax: 'ppn12', deliver: false, lines: [{ product: 'KAIN', quantity: '1', unitPrice: '120000' }] },
  ] }))
}, 60_000)
afterAll(() => desk.clear())

const coretax = (...more: string[]) => desk.run('export', 'coretax', '--book', book, '--from', '2026-11-01', '--to', '2026-11-30', '--out', out, ...more)

it('names each refused row and writes nothing', async () => {
  const refused = await coretax('--lang', 'id')
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/^error INV\/2026\/11\/A-0002 NPWP_LENGTH \(BuyerTin\): NPWP harus 16 digit\. Maksud Anda 0987654321098000\?$/m)
  expect(existsSync(out)).toBe(false)
  const listed = (await coretax('--json')).json<{ refused: number; findings: Record<string, unknown>[] }>()
  expect(listed).toMatchObject({ written: 0, refused: 1, findings: [{ severity: 'error', number: 'INV/2026/11/A-0002', code: 'NPWP_LENGTH', field: 'BuyerTin', target: { kind: 'party', id: 'TOKO' } }] })
})

it('writes the others when the refused ones may be left out', async () => {
  const done = await coretax('--skip-bad', '--json')
  expect(done.code).toBe(0)
  expect(done.json()).toMatchObject({ out: [out], written: 1, refused: 1 })
  const xml = readFileSync(out, 'utf8')
  expect(xml.match(/<TaxInvoice>/g)).toHaveLength(1)
  // The same buyer and goods as in the worked example: the same bytes up to its second line, which has a discount there.
  const example = readFileSync(new URL('../fixtures/coretax-worked-example.xml', import.meta.url), 'utf8')
  const start = (text: string): string => text.slice(0, text.indexOf('<TotalDiscount>', text.indexOf('</GoodService>')))
  expect(start(xml.replace('INV/2026/11/A-0001', 'INV/2026/11/A-0042'))).toBe(start(example))
  expect(xml).toContain('<TotalDiscount>0</TotalDiscount>\n          <TaxBase>262500.00</TaxBase>')
})

it('has nothing to write where there is nothing', async () => {
  const none = await desk.run('export', 'coretax', '--book', book, '--from', '2026-01-01', '--to', '2026-01-31', '--out', desk.file('none.xml'))
  expect(none.code).toBe(1)
  expect(none.err).toContain('CORETAX_EMPTY')
})

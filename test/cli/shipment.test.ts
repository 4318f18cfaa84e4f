// A shipment on the command line: taken in, checked, its papers in a folder.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk } from '../command-line.ts'
import { damaged } from '../fixtures/shipments/damage.ts'

const fixture = join(import.meta.dirname, '../fixtures/shipments/shipment-rattan-lcl-shanghai.json')
const rattan = JSON.parse(readFileSync(fixture, 'utf8')) as { today: string }
const desk = new Desk()
const book = desk.file('buku.mendunia')

beforeAll(async () => {
  await desk.done('init', '--book', book, '--company', desk.write('company.json', { name: 'CV Anyam Rotan Samudra' }))
}, 60_000)
afterAll(() => desk.clear())

it('is taken in whole, raises nothing, and gives every paper that it needs', async () => {
  const taken = (await desk.done('import', 'shipment', fixture, '--book', book, '--json')).json<{ shipment: string; products: { created: boolean }[] }>()
  expect(taken.products.every(({ created }) => created)).toBe(true)
  expect((await desk.done('check', '--shipment', taken.shipment, '--book', book, '--today', rattan.today, '--json')).json()).toEqual([])
  const { written, refused } = (await desk.done('documents', '--shipment', taken.shipment, '--book', book, '--today', rattan.today, '--lang', 'en,zh', '--out', desk.file('papers'), '--json')).json<{ written: string[]; refused: object[] }>()
  expect(refused).toEqual([])
  expect(written).toEqual(expect.arrayContaining(['commercial-invoice-INV-2026-10-A-0042.pdf', 'packing-list-PL-2026-10-A-0042.pdf', 'form-e.pdf', 'peb-data.pdf', 'carton-label.pdf']))
  for (const name of written) expect(existsSync(desk.file(`papers/${name}`))).toBe(true)
}, 120_000)

it('is taken in with what is wrong in it, and says it in the reader’s language', async () => {
  const file = desk.write('damaged.json', damaged(rattan, { 'shipment.containerNo': 'CSQU3054384' }))
  const { shipment } = (await desk.done('import', 'shipment', file, '--book', book, '--json')).json<{ shipment: string }>()
  const checked = await desk.run('check', '--shipment', shipment, '--book', book, '--today', rattan.today, '--lang', 'zh', '--json')
  expect(checked.code).toBe(1)
  expect(checked.json()).toEqual([{ code: 'SI-001', severity: 'error', paper: 'shipping-instruction', field: 'shipment.containerNo', message: '集装箱号 CSQU3054384：校验位应为 3。' }])
  expect((await desk.run('document', 'shipping-instruction', '--shipment', shipment, '--book', book, '--today', rattan.today, '--out', desk.file('si.pdf'))).code).toBe(1)
  await desk.done('document', 'shipping-instruction', '--shipment', shipment, '--book', book, '--today', rattan.today, '--draft', '--out', desk.file('si.pdf'))
  expect((await desk.run('import', 'shipment', desk.write('list.json', []), '--book', book)).code).toBe(1)
}, 120_000)

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { afterEach, describe, expect, it } from 'vitest'
import { content, sample, type TestBackend, testBackend } from './test-backend.ts'

let backend: TestBackend
afterEach(() => backend.close())

const bad = (result: { bad: readonly { row: number; column: string | null; refusal: { code: string } }[] }): unknown[] => result.bad.map(({ row, column, refusal }) => [row, column, refusal.code])
const fields = async (type: 'product' | 'party', code: string): Promise<Readonly<Record<string, unknown>>> => (await backend.call('master.get', { type, code })).fields

describe('the samples', () => {
  it('sixty products, with everything that papers use', async () => {
    backend = await testBackend()
    const preview = await backend.call('import.preview', { source: sample('products.csv') })
    expect([preview.kind, preview.total, preview.headings.length]).toEqual(['products', 60, 19])
    expect(Object.keys(preview.columns)).toHaveLength(19)
    const trial = await backend.call('import.run', { source: sample('products.csv'), kind: 'products', dryRun: true })
    expect([trial.rows, trial.good, trial.applied, trial.bad]).toEqual([60, 60, 60, []])
    expect((await backend.call('list.page', { list: 'products', offset: 0, limit: 1 })).total).toBe(0)
    expect((await backend.call('import.run', { source: sample('products.csv'), kind: 'products' })).applied).toBe(60)
    expect(await fields('product', 'PRK-002')).toMatchObject({ weightKg: '0.02', hsCode: expect.stringMatching(/^7/) as unknown })
    expect(await fields('product', 'BTK-K01')).toMatchObject({
      name: 'Kain batik cap parang 2 m', nameEn: 'Hand-stamped batik cloth parang 2 m', nameZh: '手工印蜡染布 巴朗纹 2米', unit: 'lembar', hsCode: '520852', weightKg: '0.42', countryOrigin: 'ID', salePrice: '12.5', saleCurrency: 'USD',
      packaging: { quantityPerPackage: '1', netPerPackageKg: '0.42', grossPerPackageKg: '0.45', lengthCm: '30', widthCm: '25', heightCm: '2' }, barcode: '8990001000005', vatClass: 'normal',
    })
    expect((await fields('product', 'RTN-003'))['description']).toContain('\n')
    expect(JSON.stringify(await fields('product', 'RTN-007'))).toContain('\\"')
    const again = await backend.call('import.run', { source: sample('products.csv'), kind: 'products', date: '2027-01-01' })
    expect([again.applied, again.unchanged, again.bad]).toEqual([0, 60, []])
  })

  it('twenty-five parties of all scripts', async () => {
    backend = await testBackend()
    expect((await backend.call('import.preview', { source: sample('customers.csv') })).kind).toBe('parties')
    const result = await backend.call('import.run', { source: sample('customers.csv'), kind: 'parties' })
    expect([result.rows, result.applied, result.bad]).toEqual([25, 25, []])
    expect(await fields('party', 'C003')).toMatchObject({ name: 'Toko Oleh-Oleh "Manis"', address: ['Jl. Percobaan 21', 'lantai 2', expect.stringContaining('Yogyakarta') as unknown], taxId: '3471000000000003', phone: '+62274555303', termsDays: 0, country: 'ID' })
    expect(await fields('party', 'C001')).toMatchObject({ termsDays: 30, taxId: '0911111111011000', nitku: '0911111111011000000000' })
    expect(await fields('party', 'C011')).toMatchObject({ nameZh: '广州示例家居有限公司', country: 'CN', defaultCurrency: 'USD' })
    expect(await fields('party', 'C015')).toMatchObject({ nameLocal: 'サンプル商事株式会社', country: 'JP' })
    expect((await fields('party', 'C019'))['address']).toEqual(['Voorbeeldgracht 19-II', 'Amsterdam 1011 AA'])
    expect((await fields('party', 'C022'))['address']).toEqual(['ul. Przykładowa 22/4', 'Warszawa 00-001'])
    expect((await backend.call('book.verify', {})).problems).toEqual([])
  })
})

describe('bad rows', () => {
  const table = 'Kode;Nama barang;Satuan;Berat (kg);Kode HS\nA;Satu;pcs;0,5;940153\nB;;pcs;1,5;940153\nC;Tiga;pcs;berat;94-x\nA;Lagi;pcs;1;\nD;Empat;pcs;1,25;940153\n'
  it('are all told, with row, column and code, and hold everything back', async () => {
    backend = await testBackend()
    const expected = [[3, 'Nama barang', 'FIELD_MISSING'], [4, 'Berat (kg)', 'BAD_DECIMAL'], [4, 'Kode HS', 'FIELD_INVALID'], [5, 'Kode', 'IMPORT_REPEATED']]
    const trial = await backend.call('import.run', { source: content(table), kind: 'products', dryRun: true })
    expect([bad(trial), trial.good, trial.applied]).toEqual([expected, 2, 2])
    const held = await backend.call('import.run', { source: content(table), kind: 'products' })
    expect([bad(held), held.applied]).toEqual([expected, 0])
    expect((await backend.call('list.page', { list: 'products', offset: 0, limit: 1 })).total).toBe(0)
    const partly = await backend.call('import.run', { source: content(table), kind: 'products', skipBad: true })
    expect([bad(partly), partly.applied]).toEqual([expected, 2])
    expect(await backend.codes('master.get', { type: 'product', code: 'B' })).toEqual(['DOCUMENT_NOT_FOUND'])
  })
  it('name what the book refuses', async () => {
    backend = await testBackend()
    await backend.call('import.run', { source: content('code,name\nA,One\n'), kind: 'products' })
    expect(bad(await backend.call('import.run', { source: content('code,name\nA,Other\nB,Two\n'), kind: 'products' }))).toEqual([[2, 'code', 'DUPLICATE_CODE']])
    expect(bad(await backend.call('import.run', { source: content('foo,bar\n1,2\n'), kind: 'products' }))).toEqual([[1, null, 'IMPORT_COLUMN_MISSING'], [1, null, 'IMPORT_COLUMN_MISSING']])
    expect(await backend.codes('import.run', { source: content('code,name\n'), kind: 'products' })).toEqual(['IMPORT_EMPTY'])
    expect(await backend.codes('import.preview', { source: content('\u0000\u0001') })).toEqual(['FILE_INVALID'])
    expect(await backend.codes('import.preview', { source: { name: 'x.xlsx', base64: Buffer.from('PK\u0003\u0004 broken').toString('base64') } })).toEqual(['FILE_INVALID'])
  })
})

describe('opening balances', () => {
  const rows = 'Akun,Debet,Kredit,Pihak,No faktur,Tanggal,Jatuh tempo,Mata uang,Jumlah,Kurs,Kode barang,Gudang,Qty,Nilai\n1111,1000000,,,,,,,,,,,,\n1201,,,C1,F-1,05/10/2026,04/11/2026,USD,100,16000,,,,\n2101,,,S1,B-7,06/10/2026,,,250000,,,,,\n,,,,,,,,,,P1,W1,10,500000\n'
  it('become one posting, each open item and each product apart', async () => {
    backend = await testBackend()
    await backend.call('events.apply', { events: [
      { event: 'party.add', id: 'c', date: '2026-01-01', code: 'C1', name: 'Customer' }, { event: 'party.add', id: 's', date: '2026-01-01', code: 'S1', name: 'Supplier' },
      { event: 'product.add', id: 'p', date: '2026-01-01', code: 'P1', name: 'Goods' }, { event: 'warehouse.add', id: 'w', date: '2026-01-01', code: 'W1', name: 'Store' },
    ] })
    expect((await backend.call('import.preview', { source: content(rows) })).kind).toBe('opening')
    const wrong = await backend.call('import.run', { source: content(rows.replace('C1,F-1', 'C9,F-1')), kind: 'opening', date: '2026-10-31', dryRun: true })
    expect(bad(wrong)).toEqual([[3, null, 'UNKNOWN_PARTY']])
    const result = await backend.call('import.run', { source: content(rows), kind: 'opening', date: '2026-10-31' })
    expect([result.rows, result.applied, result.bad]).toEqual([4, 1, []])
    const items = (await backend.call('list.page', { list: 'openItems', offset: 0, limit: 10 })).rows as readonly { item: string; open: string; dueDate: string }[]
    expect(items.map((item) => [item.item, item.open, item.dueDate])).toEqual([['B-7', '250000.00', expect.anything()], ['F-1', '100.00', '2026-11-04']])
    expect((await backend.call('import.run', { source: content(rows), kind: 'opening', date: '2026-10-31' })).unchanged).toBe(1)
  })
})

it('reads a workbook, whose numbers are numbers', async () => {
  backend = await testBackend()
  const file = join(backend.folder, 'table.xlsx')
  const workbook = await writeExcelFile([[{ value: 'SKU' }, { value: '名称' }, { value: '净重' }], [{ value: 'A1', type: String }, { value: '一', type: String }, { value: 1.125, type: Number }]]).toBuffer()
  writeFileSync(file, workbook)
  expect((await backend.call('import.run', { source: { file }, kind: 'products' })).bad).toEqual([])
  expect(await fields('product', 'A1')).toMatchObject({ name: '一', weightKg: '1.125' })
})

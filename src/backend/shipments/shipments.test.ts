import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { damaged } from '../../../test/fixtures/shipments/damage.ts'
import { type TestBackend, testBackend } from '../importing/test-backend.ts'

const fixtures = join(import.meta.dirname, '../../../test/fixtures/shipments')
interface Worked { readonly today: string; readonly mutations: readonly { readonly change: string; readonly expect: readonly string[]; readonly set: Readonly<Record<string, unknown>> }[] }
const worked = (name: string): Worked => JSON.parse(readFileSync(join(fixtures, `shipment-${name}.json`), 'utf8')) as Worked
const [rattan, coffee] = [worked('rattan-lcl-shanghai'), worked('coffee-air-tokyo')]
const file = (content: unknown): { name: string; base64: string } => ({ name: 'shipment.json', base64: Buffer.from(JSON.stringify(content), 'utf8').toString('base64') })

let backend: TestBackend
beforeAll(async () => {
  backend = await testBackend()
})
afterAll(async () => {
  await backend.close()
})

async function codesOf(content: unknown, today: string): Promise<string[]> {
  const { shipment } = await backend.call('shipment.import', { source: file(content) })
  return (await backend.call('shipment.check', { id: shipment, today })).map(({ code }) => code)
}

describe('a shipment that is taken in', () => {
  it('raises nothing where it is whole, and is the same folder when it comes again', async () => {
    for (const shipment of [rattan, coffee]) expect(await codesOf(shipment, shipment.today)).toEqual([])
    const again = await backend.call('shipment.import', { source: file(rattan) })
    expect([again.status, again.parties.every(({ created }) => !created), again.products.every(({ created }) => !created)]).toEqual(['unchanged', true, true])
    expect((await backend.call('list.page', { list: 'shipments', offset: 0, limit: 10 })).total).toBe(2)
  })

  it.each([...rattan.mutations.map((one) => [one.change, rattan, one] as const), ...coffee.mutations.map((one) => [one.change, coffee, one] as const)])('raises what its damage is: %s', async (_, shipment, mutation) => {
    expect(await codesOf(damaged(shipment, mutation.set), shipment.today)).toEqual(expect.arrayContaining([...mutation.expect]))
  })

  it('keeps what it does not know as notes, takes anything that is an object, and refuses nothing else', async () => {
    const { shipment } = await backend.call('shipment.import', { source: file({ ...rattan, colourOfTruck: 'blue', lines: [...(rattan as unknown as { lines: unknown[] }).lines, null, { sku: 5, quantity: {} }] }) })
    expect((await backend.call('shipment.get', { id: shipment, today: rattan.today })).notes).toMatchObject({ colourOfTruck: 'blue' })
    expect(await codesOf({}, '2026-11-24')).toContain('CI-001')
    expect(await backend.codes('shipment.import', { source: { name: 'x.json', base64: Buffer.from('[1').toString('base64') } })).toEqual(['FILE_INVALID'])
  })
})

/** What real people type, and the answer (domain notes "export papers", section 6). */
const typed: readonly [number: number, what: string, shipment: Worked, changes: Readonly<Record<string, unknown>>, code: string, severity: 'error' | 'warning', isFixed: boolean][] = [
  [1, 'net over gross', rattan, { 'lines[0].packages.netPerPackageKg': '12.4', 'lines[0].packages.grossPerPackageKg': '9.6' }, 'PL-001', 'error', true],
  [2, 'no HS code', rattan, { 'lines[2].hs8': null }, 'GEN-013', 'error', true],
  [3, 'six digits for the declaration', rattan, { 'lines[0].hs8': '940153' }, 'PEB-007', 'error', true],
  [4, 'CIF by air', coffee, { incoterm: 'CIF' }, 'CI-006', 'error', true],
  [5, 'container check digit', rattan, { 'shipment.containerNo': 'CSQU3054384' }, 'SI-001', 'error', true],
  [6, 'rupiah to China', rattan, { currency: 'IDR' }, 'PI-003', 'warning', false],
  [7, 'total of cartons', rattan, { totals: { grossWeightKg: '1240.5' } }, 'PL-005', 'error', true],
  [8, 'invoice of next month', rattan, { 'papers.commercialInvoice.date': '2026-11-14' }, 'GEN-003', 'warning', true],
  [9, 'a port that is none', rattan, { 'shipment.portDischarge': 'Sanghai' }, 'PEB-010', 'error', true],
  [10, 'declaration before invoice', rattan, { 'shipment.pebDate': '2026-10-04' }, 'PEB-002', 'error', false],
  [11, 'old tax number', rattan, { 'company.npwp': '01.234.567.8-901.000' }, 'GEN-005', 'error', true],
  [12, 'shipped too late', coffee, { 'shipment.awbDate': '2026-12-12', 'payment.lc.latestShipment': '2026-12-10' }, 'LC-001', 'error', false],
  [13, 'insured too low', coffee, { 'insurance.insuredValue': '855830' }, 'IN-001', 'error', true],
  [14, '48 invoiced, 46 packed', rattan, { 'lines[0].packages.count': 23, 'lines[0].packages.quantityPerPackage': '2' }, 'PL-004', 'error', false],
  [15, 'carton numbers overlap', rattan, { 'lines[0].packages.from': 1, 'lines[0].packages.to': 12, 'lines[1].packages.from': 12, 'lines[1].packages.to': 19 }, 'PL-002', 'error', true],
  [16, 'a price with the marks of Indonesia', rattan, { 'lines[0].unitPrice': '1.250,50' }, 'GEN-019', 'warning', true],
  [17, 'freight under FOB', rattan, { incoterm: 'FOB' }, 'CI-027', 'warning', true],
  [18, 'yen with cents', coffee, { 'lines[3].lineAmount': '1250.50' }, 'CI-025', 'warning', true],
  [19, 'raw rattan', rattan, { 'lines[0].hs8': '1401.20.00' }, 'PEB-012', 'error', false],
  [20, '“souvenir”', rattan, { 'lines[0].descriptionEn': 'souvenir' }, 'PEB-018', 'warning', false],
  [24, 'grams for kilograms', rattan, { 'lines[0].packages.netPerPackageKg': '16800', 'lines[0].packages.grossPerPackageKg': '21200' }, 'PL-006', 'warning', true],
  [23, 'millimetres for centimetres', rattan, { 'lines[0].packages.lengthCm': '620', 'lines[0].packages.widthCm': '600', 'lines[0].packages.heightCm': '1100' }, 'PL-006', 'warning', true],
  [25, '34 kg by courier', rattan, { 'shipment.mode': '5 courier', 'shipment.exportDeclaration': 'CN' }, 'CN-001', 'error', true],
  [26, 'another word than the L/C', coffee, { goodsHeader: 'INDONESIAN GREEN COFFEE AND CASCARA' }, 'CI-014', 'warning', true],
  [27, 'letters in a credit code', rattan, { 'buyer.uscc': '9131O107MAIFABCD2T' }, 'BUY-001', 'error', true],
  [28, 'a sign in the amount', rattan, { 'lines[0].unitPrice': 'Rp 42.50' }, 'GEN-020', 'warning', true],
  [29, 'goods of two origins', rattan, { 'lines[3].countryOrigin': 'VN' }, 'CO-002', 'error', true],
  [30, 'deposit over the invoice', rattan, { 'payment.depositReceived': '9000.00' }, 'CI-018', 'warning', false],
]

describe('what people type', () => {
  it.each(typed)('%i %s gets its answer, and its fix settles it', async (_number, _what, shipment, changes, code, severity, isFixed) => {
    const { shipment: id } = await backend.call('shipment.import', { source: file({ ...damaged(shipment, changes), note: `case ${code} ${JSON.stringify(changes)}` }) })
    const found = (await backend.call('shipment.check', { id, today: shipment.today })).filter((finding) => finding.code === code)
    expect(found[0]).toMatchObject({ severity, code })
    for (const language of ['id', 'en', 'zh'] as const) expect(found[0]?.message[language]).not.toMatch(/[{}]/)
    expect(found.some(({ fix }) => fix !== null)).toBe(isFixed)
    if (!isFixed) return
    for (const { fix } of found) if (fix !== null) await backend.call('shipment.save', { id, changes: { ...fix.changes } })
    expect((await backend.call('shipment.check', { id, today: shipment.today })).filter((finding) => finding.code === code)).toEqual([])
  })

  it('21 a name with a tab and a no-break space is cleaned as it comes in', async () => {
    const { shipment } = await backend.call('shipment.import', { source: file(damaged(rattan, { 'buyer.name': 'Shanghai\tQingteng\u00a0Home Co., Ltd.' })) })
    expect((await backend.call('shipment.get', { id: shipment, today: rattan.today })).data.buyer?.name).toBe('Shanghai Qingteng Home Co., Ltd.')
  })

  it('22 the same order confirmed twice is told, with the number of the first', async () => {
    const first = await backend.call('shipment.import', { source: file({ ...damaged(rattan, { 'papers.orderConfirmation': { no: 'OC/2026/08/A-0001', date: '2026-08-02' }, 'order.buyerOrderNo': 'TWICE-1' }), note: 'first' }) })
    await backend.call('shipment.issue', { id: first.shipment, type: 'order-confirmation', today: rattan.today })
    const second = await codesOf({ ...damaged(rattan, { 'papers.orderConfirmation': { date: '2026-08-03' }, 'order.buyerOrderNo': 'TWICE-1' }), note: 'second' }, rattan.today)
    expect(second).toContain('OC-004')
  })
})

describe('a folder', () => {
  it('issues a paper as a frozen version, numbers the next one, and shows what changed', async () => {
    const { shipment: id } = await backend.call('shipment.import', { source: file({ ...rattan, note: 'to be issued' }) })
    const first = await backend.call('shipment.issue', { id, type: 'packing-list', today: rattan.today })
    expect(await backend.call('shipment.issue', { id, type: 'packing-list', today: rattan.today })).toEqual(first)
    await backend.call('shipment.save', { id, changes: { 'shipment.vessel': 'MV LAIN' } })
    const row = (await backend.call('shipment.get', { id, today: rattan.today })).checklist.find(({ type }) => type === 'packing-list')
    expect(row).toMatchObject({ state: 'changed', versions: [{ version: 1, number: 'PL/2026/10/A-0042' }] })
    const second = await backend.call('shipment.issue', { id, type: 'packing-list', today: rattan.today })
    expect(second.version).toBe(2)
    expect((await backend.call('shipment.issued', { id: second.id })).differences).toEqual([{ field: 'shipment.vessel', before: 'MV CONTOH SAMUDRA', after: 'MV LAIN' }])
    await backend.call('shipment.save', { id, changes: { 'lines[0].hs8': null } })
    expect(await backend.codes('shipment.issue', { id, type: 'peb-data', today: rattan.today })).toEqual(['PAPER_REFUSED'])
    expect((await backend.call('book.verify', {})).problems).toEqual([])
  })

  it('keeps what others sent, and its key facts fill the papers', async () => {
    const { shipment: id } = await backend.call('shipment.import', { source: file({ ...damaged(rattan, { 'shipment.hblNo': null, 'shipment.hblDate': null }), note: 'to receive' }) })
    const scan = { name: 'hbl.pdf', base64: Buffer.from('%PDF-1.4 scan').toString('base64') }
    const { id: paper } = await backend.call('shipment.receive', { id, type: 'house-bill-of-lading', number: 'HBL-1', date: '2026-10-13', source: scan })
    const view = await backend.call('shipment.get', { id, today: rattan.today })
    expect([view.data.shipment?.hblNo, view.received.map(({ type }) => type)]).toEqual(['HBL-1', ['house-bill-of-lading']])
    expect(Buffer.from((await backend.call('shipment.receivedFile', { id: paper })).base64, 'base64').toString()).toBe('%PDF-1.4 scan')
    await backend.call('shipment.forget', { id: paper })
    expect((await backend.call('shipment.get', { id, today: rattan.today })).received).toEqual([])
  })

  it('lays an order into packages by the products’ rules, and gives its papers in one file', async () => {
    const order = { event: 'sales.order', id: 'so-1', date: '2026-10-01', customer: 'SHANGHAI-QINGTEN', currency: 'USD', lines: [{ product: 'RC-101', quantity: '50', unitPrice: '42.50' }] }
    const posted = await backend.call('event.post', { event: order as never })
    const { id } = await backend.call('shipment.create', { documents: [posted.docId], today: '2026-10-05' })
    const view = await backend.call('shipment.get', { id, today: '2026-10-05' })
    expect(view.figures.rows).toMatchObject([{ count: 12, netKg: '201.600' }, { count: 1, netKg: '8.400', grossKg: '12.800' }])
    expect(view.data.lines?.[0]).toMatchObject({ descriptionEn: 'Rattan dining chair, natural finish, without cushion', hs8: '9401.53.00' })
    const { files, refused } = await backend.call('shipment.papers', { id, types: ['packing-list'], languages: ['en', 'zh'], form: 'zip', draft: true, today: '2026-10-05' })
    expect([files.map(({ mediaType }) => mediaType), refused]).toEqual([['application/zip'], []])
    const whole = await backend.call('shipment.papers', { id, types: ['packing-list', 'carton-label', 'delivery-order'], languages: ['en'], form: 'pdf', draft: true, today: '2026-10-05' })
    expect(whole.files).toHaveLength(1)
    expect(Buffer.from(whole.files[0]?.base64 ?? '', 'base64').toString('latin1')).toContain('/Outlines')
    const mail = await backend.call('shipment.papers', { id, types: ['packing-list'], languages: ['en'], form: 'eml', draft: true, today: '2026-10-05' })
    expect(Buffer.from(mail.files[0]?.base64 ?? '', 'base64').toString('utf8')).toMatch(/^To: purchase@qingteng\.example\.com\r\n[^]*filename="packing-list-[\w-]+\.pdf"|filename="packing-list\.pdf"/)
  })

  it('prints one paper of many shipments into a folder, and names those that its rules refuse', async () => {
    const good = await backend.call('shipment.import', { source: file({ ...rattan, note: 'batch' }) })
    const bad = await backend.call('shipment.import', { source: file({ ...damaged(rattan, { 'lines[0].packages.netPerPackageKg': '99' }), note: 'batch' }) })
    const folder = join(backend.folder, 'batch')
    const done = await backend.call('paper.batch', { documents: [good.shipment, bad.shipment], type: 'packing-list', folder, languages: ['en', 'zh'], today: rattan.today })
    expect(done).toMatchObject({ written: 1, refused: [{ id: bad.shipment, codes: expect.arrayContaining(['PL-001']) as string[] }] })
    expect(readFileSync(join(folder, 'packing-list-PL-2026-10-A-0042.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('codes', () => {
  it('are found in three languages, by code and by name, with the owner’s own first', async () => {
    const codes = async (list: 'ports' | 'hs' | 'countries' | 'units', text: string): Promise<string[]> => (await backend.call('reference.find', { list, text, limit: 5 })).map(({ code }) => code)
    expect((await codes('ports', 'shanghai'))[0]).toBe('CNSHA')
    expect((await codes('ports', '上海'))[0]).toBe('CNSHA')
    expect((await codes('hs', 'kursi rotan'))[0]).toBe('9401.53.00')
    expect((await codes('hs', 'rattan seats'))[0]).toBe('9401.53.00')
    expect((await codes('hs', '藤制坐具'))[0]).toBe('9401.53.00')
    expect((await codes('hs', '940153'))[0]).toBe('9401.53.00')
    expect((await codes('countries', 'tiongkok'))[0]).toBe('CN')
    expect((await codes('units', 'lusin'))[0]).toBe('DZN')
    expect((await backend.call('reference.find', { list: 'ports', text: '', limit: 3 })).map(({ code, own }) => [code, own])).toContainEqual(['IDTPP', true])
    expect((await backend.call('reference.lists', {})).every(({ source, sourceDate, licence }) => source !== '' && sourceDate !== '' && licence !== '')).toBe(true)
  })
})

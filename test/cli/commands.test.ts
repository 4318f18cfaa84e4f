// Each command as its user meets it: exit codes 0, 1 and 2, `--json`, and what is left behind.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Desk, ended, firstLine } from '../command-line.ts'

const desk = new Desk()
const book = desk.file('toko.mendunia')
const company = desk.write('company.json', {
  name: 'CV Anyam Rotan Samudra', baseCurrency: 'IDR', address: 'Jl. Fatahillah No. 21\nKabupaten Cirebon 45154\nINDONESIA', country: 'ID', nib: '9120000000117', npwp: '0012345678426000', nitku: '0012345678426000000000',
  phone: '+62 231 555 0142',
})
const day = '2026-11-02'
const start = [
  { event: 'party.add', id: 'p1', date: day, code: 'SHANGHAI', name: 'Shanghai Home Trading Co., Ltd.', address: 'No. 88 Pudong Avenue\nShanghai 200120\nCHINA', country: 'CN', termsDays: 30 },
  { event: 'party.add', id: 'p2', date: day, code: 'SUP', name: 'UD Rotan Jaya', termsDays: 14 },
  { event: 'warehouse.add', id: 'w1', date: day, code: 'GD', name: 'Gudang' },
  { event: 'product.add', id: 'g1', date: day, code: 'KURSI', name: 'Kursi rotan', nameEn: 'Rattan chair', nameZh: '藤椅', hsCode: '94038300', unit: 'PCE', inventory: 'finished', weightKg: '6' },
  { event: 'rate.set', id: 'r1', date: day, currency: 'USD', rate: '16000' },
  { event: 'purchase.receive', id: 'gr1', date: day, supplier: 'SUP', warehouse: 'GD', lines: [{ product: 'KURSI', quantity: '100', unitPrice: '250000' }] },
]
const invoice = {
  event: 'sales.invoice', id: 'si1', date: '2026-11-05', customer: 'SHANGHAI', currency: 'USD', tax: 'export0', warehouse: 'GD', incoterm: 'FOB', incotermPlace: 'Tanjung Priok, Jakarta', paymentTerm: 'TT 30 days',
  lines: [{ product: 'KURSI', quantity: '10', unitPrice: '45' }],
  shipment: { mode: 'sea-lcl', portLoading: 'Tanjung Priok, Jakarta', portDischarge: 'Shanghai', packages: [{ count: 5, typeCode: 'CT', quantityPerPackage: '2', netPerPackageKg: '12', grossPerPackageKg: '14', lengthCm: '60', widthCm: '60', heightCm: '90' }] },
}
const apply = (name: string, events: unknown, ...more: string[]) => desk.run('apply', desk.write(name, typeof events === 'string' ? events : { events }), '--book', book, ...more)
let number = ''

beforeAll(async () => {
  await desk.done('init', '--book', book, '--company', company)
  await apply('start.json', start)
  const posted = await apply('invoice.json', [invoice])
  number = String(posted.lines()[0]?.['number'])
}, 60_000)
afterAll(() => desk.clear())

describe('wrong usage', () => {
  it.each([
    [[], 'mendunia init'], [['tidak-ada'], "unknown command 'tidak-ada'"], [['init'], '--book is missing'], [['init', '--book', 'x', '--company', company, '--chart', 'besar'], "unknown chart 'besar'"], [['apply', '--book', 'x'], 'events file'],
    [['report', '--book', 'x'], 'name of the report'], [['report', 'trial-balance', '--book', 'x', '--warna', 'biru'], 'warna'], [['document', 'commercial-invoice', '--book', 'x'], '--shipment is missing'],
    [['serve', '--port', '99999'], '--port'], [['server', 'burn', '--book', 'x'], "unknown act 'burn'"], [['export', '--book', 'x'], 'kind of the export'],
  ])('%j ends with 2', async (args, said) => {
    const { code, err, out } = await desk.run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })

  it('--help shows every command, or one', async () => {
    const { out } = await desk.done('--help')
    for (const command of ['init', 'demo', 'clone', 'apply', 'report', 'document', 'documents', 'check', 'sync', 'export', 'verify', 'backup', 'restore', 'server setup', 'serve']) expect(out).toContain(`mendunia ${command} `)
    expect((await desk.done('verify', '--help')).out.trim()).toBe('mendunia verify --book F')
    expect((await desk.done('--version')).out).toMatch(/^\d+\.\d+\.\d+$/m)
  })
})

describe('refusals', () => {
  it.each([
    ['BOOK_NOT_FOUND', () => ['verify', '--book', desk.file('tidak-ada.mendunia')]],
    ['BOOK_NOT_A_BOOK', () => ['verify', '--book', desk.write('surat.mendunia', 'Kepada Yth. Bapak Andi, dengan hormat kami sampaikan daftar harga kursi rotan.')]],
    ['BOOK_EXISTS', () => ['init', '--book', book, '--company', company]],
    ['FILE_NOT_FOUND', () => ['init', '--book', desk.file('baru.mendunia'), '--company', desk.file('tidak-ada.json')]],
    ['FILE_INVALID', () => ['init', '--book', desk.file('baru.mendunia'), '--company', desk.write('rusak.json', '{"name":')]],
    ['FIELD_MISSING', () => ['init', '--book', desk.file('baru.mendunia'), '--company', desk.write('kosong.json', {})]],
    ['REPORT_UNKNOWN', () => ['report', 'cuaca', '--book', book]],
    ['FORMAT_UNKNOWN', () => ['report', 'trial-balance', '--book', book, '--format', 'doc', '--lang', 'id']],
    ['FIELD_MISSING', () => ['report', 'general-ledger', '--book', book]],
    ['DOCUMENT_NOT_FOUND', () => ['document', 'commercial-invoice', '--book', book, '--id', 'x', '--out', desk.file('x.pdf')]],
    ['PAPER_UNKNOWN', () => ['document', 'surat-cinta', '--book', book, '--id', 'si1', '--out', desk.file('x.pdf')]],
    ['FORMAT_UNKNOWN', () => ['export', 'burung', '--book', book, '--out', desk.file('x')]],
    ['SYNC_NOT_SET', () => ['sync', '--book', book]],
    ['SYNC_URL_INVALID', () => ['clone', '--book', desk.file('klon.mendunia'), '--remote', 'http://127.0.0.1/']],
  ] as [string, () => string[]][])('%s ends with 1, as text and as JSON', async (refusal, args) => {
    const given = args()
    const asText = await desk.run(...given)
    expect([asText.code, asText.out]).toEqual([1, ''])
    expect(asText.err).toMatch(new RegExp(`^${refusal}: .{10}`))
    if (given.includes('--format')) return
    const asJson = await desk.run(...given, '--json')
    expect(asJson.code).toBe(1)
    expect(asJson.json<{ refused: { code: string; message: string }[] }>().refused[0]).toMatchObject({ code: refusal, message: expect.stringMatching(/.{10}/) })
    expect(existsSync(desk.file('baru.mendunia'))).toBe(false)
    expect(existsSync(desk.file('klon.mendunia'))).toBe(false)
  }, 60_000)

  it('says a folder that is not there in words, not as a stack', async () => {
    const { code, err } = await desk.run('export', 'csv', '--book', book, '--out', desk.file('tidak/ada/a.csv'))
    expect([code, err.split(':')[0], err.includes('    at ')]).toEqual([1, 'FILE_NOT_FOUND', false])
  })
})

describe('apply', () => {
  const expense = (id: string, amount: string) => ({ event: 'expense.post', id, date: day, account: '1101', lines: [{ account: '6109', amount }] })

  it('stops at the first refused event; what came before stays, what comes after is not tried', async () => {
    const { code, ...result } = await apply('some.json', [expense('x1', '1000'), expense('x2', '1,000'), expense('x3', '1000')], '--lang', 'id')
    expect(code).toBe(1)
    const lines = result.lines<{ index: number; status: string; error?: { code: string; message: string } }>()
    expect(lines.map(({ index, status }) => [index, status])).toEqual([[0, 'posted'], [1, 'refused']])
    expect(lines[1]?.error?.code).toBe('BAD_DECIMAL')
    const again = (await apply('again.json', [expense('x1', '1000'), expense('x2', '1000')])).lines()
    expect(again.map(({ status }) => status)).toEqual(['unchanged', 'posted'])
    expect((await apply('other.json', [expense('x1', '2000')])).lines()[0]).toMatchObject({ index: 0, status: 'refused', error: { code: 'DUPLICATE_ID' } })
  }, 60_000)

  it('counts on over the groups in which events travel', async () => {
    const many = Array.from({ length: 130 }, (_, place) => expense(`m${place}`, '100'))
    const { code, ...result } = await apply('many.json', [...many, expense('m130', 'banyak')])
    expect(code).toBe(1)
    expect(result.lines().map(({ index }) => index)).toEqual(Array.from({ length: 131 }, (_, place) => place))
    expect(result.lines().at(-1)).toMatchObject({ index: 130, id: 'm130', status: 'refused' })
  }, 60_000)

  it.each([['a broken file', '{"events":['], ['a list without its name', '[]'], ['no list', '{"events":5}'], ['something else', '"halo"']])('refuses %s whole', async (_what, content) => {
    const { code, ...result } = await apply('broken.json', content)
    expect([code, result.lines()]).toEqual([1, [{ index: null, status: 'refused', error: { code: 'FILE_INVALID', message: expect.any(String) as string } }]])
  })

  it('refuses an entry that is no event at its place', async () => {
    expect((await apply('odd.json', [expense('o1', '5'), null])).lines().at(-1)).toMatchObject({ index: 1, status: 'refused' })
  })
})

describe('papers', () => {
  it('are the same by event, by number and by document, as pages or pictures', async () => {
    await desk.done('export', 'json', '--book', book, '--out', desk.file('documents.json'))
    const { documents } = JSON.parse(readFileSync(desk.file('documents.json'), 'utf8')) as { documents: { _id: string; eventId: string }[] }
    const docId = documents.find(({ eventId }) => eventId === 'si1')?._id ?? ''
    for (const id of ['si1', number, docId]) {
      const out = desk.file('invoice.pdf')
      const { json } = await desk.done('document', 'commercial-invoice', '--book', book, '--id', id, '--lang', 'en,zh', '--out', out, '--json')
      expect(json()).toMatchObject({ out, pages: 1 })
      expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
    }
    await desk.done('document', 'packing-list', '--book', book, '--shipment', 'si1', '--paper', 'F4', '--format', 'png', '--out', desk.file('packing.png'))
    expect(readFileSync(desk.file('packing.png')).subarray(1, 4).toString()).toBe('PNG')
  }, 60_000)

  it('are listed with what they need', async () => {
    const types = (await desk.done('document', '--list', '--json')).json<{ type: string; needs: object[] }[]>()
    expect(types.map(({ type }) => type)).toEqual(expect.arrayContaining(['commercial-invoice', 'packing-list']))
    expect(types.every(({ needs }) => needs.length > 0)).toBe(true)
    expect((await desk.done('document', '--list', '--lang', 'id')).out).toContain('commercial-invoice')
  })

  it('come out together, and what is refused is named', async () => {
    const all = await desk.done('documents', '--book', book, '--id', 'si1', '--out', desk.file('papers'), '--json')
    const { written, refused } = all.json<{ written: string[]; refused: object[] }>()
    expect(refused).toEqual([])
    expect(written.length).toBeGreaterThanOrEqual(2)
    for (const name of written) expect(existsSync(desk.file(`papers/${name}`))).toBe(true)

    // What other programs wrote into the free members of an event is left out where it has not the type of its field.
    await apply('bare.json', [{ ...invoice, id: 'si2', incoterm: 5, shipment: { portLoading: { name: 'Tanjung Priok' }, marks: 'SHT', packages: 'banyak' } }])
    const some = await desk.run('documents', '--book', book, '--id', 'si2', '--out', desk.file('papers'), '--json')
    expect(some.code).toBe(1)
    expect(some.json<{ refused: { type: string; codes: string[] }[] }>().refused.find(({ type }) => type === 'packing-list')?.codes).toContain('PL-015')
    const one = await desk.run('document', 'packing-list', '--book', book, '--id', 'si2', '--out', desk.file('no.pdf'), '--json')
    expect([one.code, one.json<{ refused: { code: string }[] }>().refused[0]?.code, existsSync(desk.file('no.pdf'))]).toEqual([1, 'PAPER_REFUSED', false])
  }, 60_000)

  it('are checked before they are printed', async () => {
    const good = await desk.done('check', '--book', book, '--id', 'si1', '--today', '2026-11-06', '--json')
    for (const finding of good.json<{ findings: object[] }>().findings) expect(Object.keys(finding).sort()).toEqual(['code', 'field', 'message', 'paper', 'severity'])
    const bad = await desk.run('check', '--book', book, '--shipment', 'si2', '--lang', 'zh')
    expect([bad.code, bad.out]).toEqual([1, expect.stringMatching(/error packing-list PL-015.*[\u4e00-\u9fff]/) as string])
  }, 60_000)
})

describe('the book as a file', () => {
  it.each(['default', 'trader', 'exporter', 'cooperative'])('is made with the chart %s, each account named in three languages', async (chart) => {
    const file = desk.file(`${chart}.mendunia`)
    expect((await desk.done('init', '--book', file, '--company', company, '--chart', chart, '--json')).json()).toMatchObject({ file, device: 'A', company: 'CV Anyam Rotan Samudra' })
    const { out } = await desk.done('export', 'json', '--book', file)
    const { documents } = JSON.parse(out) as { documents: { type: string; fields: { name: { id: string; en: string; zh: string } } }[] }
    const accounts = documents.filter(({ type }) => type === 'account')
    expect(accounts.length).toBeGreaterThanOrEqual(55)
    for (const { fields } of accounts) expect(Object.values(fields.name).every((name) => name.length > 0)).toBe(true)
    expect((await desk.done('verify', '--book', file, '--json')).json()).toMatchObject({ ok: true })
  }, 60_000)

  it('is backed up, and a restored one takes another code: no number is used twice', async () => {
    const copy = desk.file('cadangan.mendunia')
    expect((await desk.done('backup', '--book', book, '--out', copy, '--json')).json()).toMatchObject({ file: copy })
    expect((await desk.run('backup', '--book', book, '--out', copy)).code).toBe(1)
    const restored = desk.file('pulih.mendunia')
    const info = (await desk.done('restore', copy, '--book', restored, '--json')).json<{ device: string; newDeviceCode: string }>()
    expect(info.device).not.toBe('A')
    expect(info.newDeviceCode).toBe(info.device)
    const expense = { event: 'expense.post', id: 'after', date: day, account: '1101', lines: [{ account: '6109', amount: '1' }] }
    const file = desk.write('after.json', { events: [expense] })
    const [here, there] = [(await desk.done('apply', file, '--book', book)).lines()[0], (await desk.done('apply', file, '--book', restored)).lines()[0]]
    expect(here?.['number']).toMatch(/^EX\/2026\/11\/A-\d+$/)
    expect(there?.['number']).toBe(`EX/2026/11/${info.device}-0001`)
    expect((await desk.run('restore', desk.write('bukan.mendunia', 'x'.repeat(5000)), '--book', desk.file('tak.mendunia'))).code).toBe(1)
    expect(existsSync(desk.file('tak.mendunia'))).toBe(false)
  }, 60_000)

  it('that was copied by hand takes another code too, the one that stayed keeps its own', async () => {
    const copy = desk.file('salinan.mendunia')
    copyFileSync(book, copy)
    const codeOf = async (file: string) => (await desk.done('apply', desk.write('c.json', { events: [{ event: 'expense.post', id: `c-${file.length}`, date: day, account: '1101', lines: [{ account: '6109', amount: '1' }] }] }), '--book', file)).lines()[0]?.['number']
    expect(await codeOf(copy)).not.toMatch(/\/A-/)
    expect(await codeOf(book)).toMatch(/\/A-/)
  }, 60_000)

  it('is checked by verify, which ends with 1 when something is wrong', async () => {
    const file = desk.file('rusak.mendunia')
    copyFileSync(book, file)
    const { default: SQLite } = await import('better-sqlite3')
    const damaged = new SQLite(file)
    damaged.exec("UPDATE ledger_line SET base = base + 1 WHERE account = '1201'")
    damaged.close()
    const { code, json } = await desk.run('verify', '--book', file, '--json')
    expect([code, json()]).toEqual([1, expect.objectContaining({ ok: false })])
  }, 60_000)

  it('of the demo is made by one command, whole or not at all', async () => {
    const file = desk.file('demo.mendunia')
    const child = desk.start('demo', '--book', file)
    // In the middle of it: its file is being filled, and a person has had time to think better of it.
    await vi.waitUntil(() => existsSync(`${file}.making`), { timeout: 30_000, interval: 20 })
    child.kill('SIGINT')
    const stopped = await ended(child)
    expect([stopped.code, stopped.err.split(':')[0], existsSync(file)]).toEqual([1, 'CANCELLED', false])
    expect((await desk.done('demo', '--book', file, '--json')).json()).toMatchObject({ file, device: 'A', documents: expect.toSatisfy((count: number) => count > 2000) as number })
    expect((await desk.done('verify', '--book', file, '--json')).json()).toMatchObject({ ok: true })
    expect((await desk.run('demo', '--book', file)).err).toContain('BOOK_EXISTS')
  }, 60_000)
})

describe('serve', () => {
  it('owns its book at once; a command on it goes through the backend that serves it', async () => {
    const server = desk.start('serve', '--book', book, '--json')
    const over = ended(server)
    const { url } = JSON.parse(await firstLine(server)) as { url: string }
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/)

    // Who does not know of the one that serves finds the book locked: what succeeds beside it has gone through it.
    const stranger = await desk.run('verify', '--book', book, '--data', desk.file('other-data'))
    expect([stranger.code, stranger.err.split(':')[0]]).toEqual([1, 'BOOK_LOCKED'])
    const expense = { event: 'expense.post', id: 'beside', date: day, account: '1101', lines: [{ account: '6109', amount: '7' }] }
    expect((await apply('beside.json', [expense], '--as', 'Pak Budi')).lines()[0]).toMatchObject({ status: 'posted' })
    expect((await desk.done('verify', '--book', book, '--json')).json()).toMatchObject({ ok: true })
    expect((await desk.done('report', 'trial-balance', '--book', book)).out).toContain('Cash on hand')
    const refused = await desk.run('report', 'general-ledger', '--book', book)
    expect([refused.code, refused.err.split(':')[0]]).toEqual([1, 'FIELD_MISSING'])

    server.kill('SIGINT')
    expect((await over).code).toBe(0)
    expect(existsSync(`${book}-wal`)).toBe(false)
    const { out } = await desk.done('export', 'json', '--book', book)
    expect(out).toContain('"author":"Pak Budi"')
  }, 60_000)

  it('of a killed one leaves nothing that stands in the way', async () => {
    const server = desk.start('serve', '--book', book, '--json')
    await firstLine(server)
    const over = ended(server)
    server.kill('SIGKILL')
    await over
    expect((await desk.done('verify', '--book', book, '--json')).json()).toMatchObject({ ok: true })
  }, 60_000)

  it('ends with 1 on a book that cannot be opened, and with 2 on a port that is taken', async () => {
    writeFileSync(desk.file('bukan-buku.mendunia'), 'bukan')
    mkdirSync(desk.file('folder.mendunia'), { recursive: true })
    for (const name of ['tidak-ada.mendunia', 'bukan-buku.mendunia', 'folder.mendunia']) expect([name, (await desk.run('serve', '--book', desk.file(name))).code]).toEqual([name, 1])
    const first = desk.start('serve', '--json')
    const port = new URL((JSON.parse(await firstLine(first)) as { url: string }).url).port
    expect((await desk.run('serve', '--port', port)).code).toBe(2)
    first.kill('SIGINT')
    expect((await ended(first)).code).toBe(0)
  }, 60_000)
})

// Two PCs of one company without a line between them: parcels carried by hand, and what has to be settled when they meet: fields, drafts,
// parties and products that both made, drafts that both posted. Through the backend as the page and the command line use it.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/index.ts'
import type { BusinessEvent } from '../../src/core/events/index.ts'
import { Pc } from '../one-pc.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-apart-'))

let carried = 0
/** Takes a parcel of one PC to another. */
async function carry(from: Pc, to: Pc, complete = false): Promise<OutputOf<'parcel.read'>> {
  carried += 1
  const file = join(folder, `stick-${carried}.mendunia-parcel`)
  await from.call('parcel.write', { file, complete })
  return to.call('parcel.read', { file })
}

async function expectEqual(...pcs: readonly Pc[]): Promise<void> {
  const attention = await Promise.all(pcs.map((pc) => pc.attention()))
  for (const other of attention) expect(other).toEqual(attention[0])
  for (const [name, given] of [['trial-balance', { asOf: '2026-12-31' }], ['aged-receivables', { asOf: '2026-12-31' }], ['stock-valuation', { asOf: '2026-12-31' }]] as const) {
    const reports = await Promise.all(pcs.map((pc) => pc.call('report.run', { name, arguments: given })))
    for (const other of reports) expect(JSON.stringify(other)).toBe(JSON.stringify(reports[0]))
  }
  for (const pc of pcs) expect(await pc.call('book.verify', {})).toMatchObject({ ok: true, problems: [] })
}

const a = new Pc(folder, 'sari')
const b = new Pc(folder, 'wati')

beforeAll(async () => {
  await a.call('book.create', { file: a.book, company: { name: 'CV Rotan Cirebon Jaya', baseCurrency: 'IDR', vatRegistered: true } })
  await a.post(
    { event: 'party.add', id: 'p-hotel', date: '2026-11-01', code: 'HOTEL', name: 'Hotel Samudra', country: 'ID', phone: '0231 1' },
    { event: 'product.add', id: 'q-kursi', date: '2026-11-01', code: 'KURSI', name: 'Kursi rotan', salePrice: '900000', saleCurrency: 'IDR' },
    { event: 'warehouse.add', id: 'w-1', date: '2026-11-01', code: 'GUDANG', name: 'Gudang' },
    { event: 'stock.adjust', id: 's-1', date: '2026-11-01', warehouse: 'GUDANG', account: '3101', lines: [{ product: 'KURSI', quantity: '100', unitCost: '400000' }] },
  )
  await a.call('book.close', {})
  await b.call('book.clone', { file: b.book, remote: a.book })
  await a.call('book.open', { file: a.book })
}, 60_000)
afterAll(async () => {
  await a.close()
  await b.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('parcels', () => {
  it('carry the whole book first, then what the other lacks; twice and late they change nothing', async () => {
    expect(await carry(b, a)).toMatchObject({ device: 'B', gap: false })
    await a.post({ event: 'party.add', id: 'p-2', date: '2026-11-02', code: 'TOKO', name: 'Toko Bahari', country: 'ID' })
    const first = join(folder, 'first.mendunia-parcel')
    expect(await a.call('parcel.write', { file: first })).toMatchObject({ since: 0 })
    await a.post({ event: 'party.add', id: 'p-3', date: '2026-11-02', code: 'WARUNG', name: 'Warung Laut', country: 'ID' })
    const second = join(folder, 'second.mendunia-parcel')
    await a.call('parcel.write', { file: second })
    expect(await b.call('parcel.read', { file: second })).toMatchObject({ device: 'A', gap: false, refused: [] })
    expect(await b.call('parcel.read', { file: first })).toMatchObject({ fresh: 0, gap: false })
    expect(await b.call('parcel.read', { file: second })).toMatchObject({ fresh: 0 })
    await expectEqual(a, b)
    // B's answer tells A what B has: from then on a parcel has only what came since.
    await carry(b, a)
    await a.post({ event: 'party.add', id: 'p-4', date: '2026-11-03', code: 'PASAR', name: 'Pasar Ikan', country: 'ID' })
    expect((await a.call('parcel.state', {})).pending).toBeLessThan(4)
    const small = join(folder, 'small.mendunia-parcel')
    const written = await a.call('parcel.write', { file: small })
    expect([written.since > 0, written.documents < 4]).toEqual([true, true])
    expect(await b.call('parcel.read', { file: small })).toMatchObject({ gap: false })
    expect((await b.rows('parties')).map(({ code }) => code)).toContain('PASAR')
  }, 60_000)

  it('are refused where they are damaged, cut, of another book, newer, or no parcel, and take nothing with them', async () => {
    const whole = join(folder, 'whole.mendunia-parcel')
    await a.post({ event: 'party.add', id: 'p-5', date: '2026-11-03', code: 'KAPAL', name: 'Kapal Api', country: 'ID' })
    await a.call('parcel.write', { file: whole, complete: true })
    const bytes = readFileSync(whole)
    const broken = join(folder, 'broken.mendunia-parcel')
    const with_ = async (content: Uint8Array | string): Promise<string> => {
      writeFileSync(broken, content)
      return b.refusal('parcel.read', { file: broken })
    }
    const flipped = Buffer.from(bytes)
    flipped[flipped.length - 40] = (flipped[flipped.length - 40] ?? 0) ^ 1
    const text = bytes.toString('latin1')
    expect(await with_(flipped)).toBe('PARCEL_DAMAGED')
    expect(await with_(bytes.subarray(0, bytes.length - 10))).toBe('PARCEL_DAMAGED')
    expect(await with_(bytes.subarray(0, 30))).toBe('PARCEL_DAMAGED')
    expect(await with_('PK zip')).toBe('PARCEL_INVALID')
    expect(await with_('')).toBe('PARCEL_INVALID')
    expect(await with_(Buffer.from(text.replace('MENDUNIA PARCEL 1', 'MENDUNIA PARCEL 9'), 'latin1'))).toBe('PARCEL_NEWER')
    expect(await with_(Buffer.from(text.replace('"since":0', '"since":1'), 'latin1'))).toBe('PARCEL_FORGED')
    expect(await b.refusal('parcel.read', { file: join(folder, 'none') })).toBe('FILE_NOT_FOUND')
    expect((await b.rows('parties')).map(({ code }) => code)).not.toContain('KAPAL')
    const other = new Pc(folder, 'lain')
    await other.call('book.create', { file: other.book, company: { name: 'PT Lain' } })
    expect(await other.refusal('parcel.read', { file: whole })).toBe('PARCEL_WRONG_BOOK')
    await other.close()
    expect(await a.refusal('parcel.write', { file: a.book })).toBe('PARCEL_EXISTS')
    expect(await b.call('parcel.read', { file: whole })).toMatchObject({ refused: [] })
  }, 60_000)

  it('leave nothing half done where they are written', async () => {
    const stick = mkdtempSync(join(folder, 'stick-'))
    const { file } = await a.call('parcel.write', { file: stick })
    expect(readdirSync(stick)).toEqual([file.slice(stick.length + 1)])
    expect(file).toMatch(/CV-Rotan-Cirebon-Jaya-A-\d{4}-\d{2}-\d{2}-\d{4}\.mendunia-parcel$/)
    expect(await a.refusal('parcel.write', { file: join(stick, 'nowhere', 'x.mendunia-parcel') })).toBe('FILE_NOT_FOUND')
    expect(existsSync(`${file}.partial`)).toBe(false)
    copyFileSync(file, join(stick, 'copy.mendunia-parcel'))
    expect(await a.call('parcel.read', { file: join(stick, 'copy.mendunia-parcel') })).toMatchObject({ fresh: 0 })
  }, 60_000)
})

it('a PC without a line gets its book out of a parcel, posts under a code of its own, and is known when its parcel comes back', async () => {
  const whole = join(folder, 'new-pc.mendunia-parcel')
  await a.call('parcel.write', { file: whole, complete: true })
  const c = new Pc(folder, 'ayu')
  try {
    const changes = join(folder, 'changes.mendunia-parcel')
    expect((await a.call('parcel.write', { file: changes })).since).toBeGreaterThan(0)
    expect(await c.refusal('book.clone', { file: c.book, remote: changes })).toBe('PARCEL_PARTIAL')
    const info = await c.call('book.clone', { file: c.book, remote: whole })
    expect([info.company, info.device.length]).toEqual(['CV Rotan Cirebon Jaya', 3])
    await c.post({ event: 'expense.post', id: 'of-c', date: '2026-11-05', account: '1101', lines: [{ account: '6109', amount: '5' }] })
    expect(await carry(c, a)).toMatchObject({ device: info.device, refused: [] })
    expect((await a.call('document.get', { id: 'of-c' })).device).toBe(info.device)
    await carry(a, b)
    await carry(a, c)
    await carry(b, a)
    await expectEqual(a, b)
  } finally {
    await c.close()
  }
}, 60_000)

describe('what both changed while apart', () => {
  it('is chosen field by field, with what stood there before, and the choice is known to all', async () => {
    await carry(a, b)
    await carry(b, a)
    for (const [pc, phone, note, price] of [[a, '0231 2', 'A', '950000'], [b, '0231 3', 'A lebih', '925000']] as const) {
      const party = await pc.call('master.get', { type: 'party', code: 'HOTEL' })
      await pc.call('master.save', { id: party.id, rev: party.rev, fields: { phone, note } })
      const product = await pc.call('master.get', { type: 'product', code: 'KURSI' })
      await pc.call('master.save', { id: product.id, rev: product.rev, fields: { salePrice: price } })
    }
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    const { id } = await a.call('master.get', { type: 'party', code: 'HOTEL' })
    const rows = await a.attention('conflict')
    expect(rows.map(({ screen, params }) => [screen, params['name'], params['count']])).toEqual([['inbox.conflict', 'Hotel Samudra', 1], ['inbox.conflict', 'Kursi rotan', 1]])
    const conflict = await a.call('conflict.get', { id })
    // The note of one goes on where the other ends: nobody is asked about it.
    expect(conflict.fields).toEqual([{
      name: 'phone', kind: 'text', before: { value: '0231 1' },
      choices: [{ device: 'A', counter: 2, value: '0231 2', isShown: true }, { device: 'B', counter: 1, value: '0231 3', isShown: false }],
    }])
    expect((await a.call('master.get', { type: 'party', code: 'HOTEL' })).fields['note']).toBe('A lebih')
    expect(await b.refusal('conflict.resolve', { id, rev: conflict.rev, choices: [{ name: 'phone', device: 'Z', counter: 1 }] })).toBe('CHOICE_GONE')
    expect(await b.call('conflict.resolve', { id, rev: conflict.rev, choices: [{ name: 'phone', device: 'B', counter: 1 }] })).toEqual({ open: 0 })
    const price = await b.call('conflict.get', { id: (await b.call('master.get', { type: 'product', code: 'KURSI' })).id })
    expect(price.fields[0]).toMatchObject({ name: 'salePrice', kind: 'money', before: { value: '900000' } })
    expect(await b.refusal('conflict.resolve', { id: price.id, rev: price.rev, choices: [{ name: 'salePrice', text: 'banyak' }] })).toBe('BAD_DECIMAL')
    await b.call('conflict.resolve', { id: price.id, rev: price.rev, choices: [{ name: 'salePrice', text: '940000' }] })
    await carry(b, a)
    expect(await a.attention('conflict')).toEqual([])
    expect((await a.call('master.get', { type: 'party', code: 'HOTEL' })).fields['phone']).toBe('0231 3')
    expect((await a.call('conflict.decisions', { about: id }))[0]).toMatchObject({ author: 'wati', device: 'B', fields: [{ name: 'phone', chosen: '0231 3', others: [{ device: 'A', value: '0231 2' }] }] })
    await expectEqual(a, b)
  }, 60_000)

  it('in a draft is asked of the members that both wrote, and a draft that one threw away lives on', async () => {
    const event: BusinessEvent = { event: 'expense.post', id: 'draft-1', date: '2026-11-20', account: '1101', note: 'x', lines: [{ account: '6109', amount: '1000' }] }
    const draft = await a.call('draft.save', { event })
    await carry(a, b)
    await a.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...event, note: 'listrik', lines: [{ account: '6109', amount: '1111' }] } })
    await b.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...event, account: '1111', lines: [{ account: '6109', amount: '2222' }] } })
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    expect((await a.call('draft.get', { id: draft.id })).event).toMatchObject({ note: 'listrik', account: '1111' })
    const conflict = await a.call('conflict.get', { id: draft.id })
    expect(conflict.fields.map(({ name, kind, before }) => [name, kind, before])).toEqual([['event/lines', 'rows', { value: [{ account: '6109', amount: '1000' }] }]])
    const mine = conflict.fields[0]!.choices.find(({ device }) => device === 'A')!
    expect(await a.call('conflict.resolve', { id: draft.id, rev: conflict.rev, choices: [{ name: 'event/lines', device: 'A', counter: mine.counter }] })).toEqual({ open: 0 })
    expect(await a.attention('conflict')).toEqual([])

    await carry(a, b)
    const onB = await b.call('draft.get', { id: draft.id })
    await b.call('draft.discard', { id: draft.id, rev: onB.rev })
    const onA = await a.call('draft.get', { id: draft.id })
    await a.call('draft.save', { id: draft.id, rev: onA.rev, event: { ...onA.event, note: 'listrik November' } })
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    expect((await b.call('draft.get', { id: draft.id })).event['note']).toBe('listrik November')
    const thrown = await b.call('conflict.get', { id: draft.id })
    expect([thrown.isDiscarded, (await b.attention('discardedElsewhere')).length]).toEqual([true, 1])
    await b.call('conflict.resolve', { id: draft.id, rev: thrown.rev, choices: [], discard: 'keep' })
    await carry(b, a)
    expect(await a.attention('discardedElsewhere')).toEqual([])
    await expectEqual(a, b)
  }, 60_000)
})

const inNames = async (pc: Pc): Promise<string> => JSON.stringify(await pc.call('report.run', { name: 'personal-accounts', arguments: { from: '2026-11-01', to: '2026-11-30' } }))

describe('what both made while apart', () => {
  it('keeps in the name that stands what was lent to either', async () => {
    await a.post({ event: 'party.add', id: 'a-staff', date: '2026-11-02', code: 'BUDI', name: 'Budi Santoso' }, { event: 'loan.give', id: 'a-adv', date: '2026-11-03', party: 'BUDI', account: '1101', amount: '500000' })
    await b.post({ event: 'party.add', id: 'b-staff', date: '2026-11-02', code: 'SANTOSO', name: 'Pak Budi' }, { event: 'loan.give', id: 'b-adv', date: '2026-11-04', party: 'SANTOSO', account: '1101', amount: '700000' })
    await carry(a, b)
    await carry(b, a)
    const parties = await a.rows('parties')
    const idOf = (code: string): string => (parties.find((row) => row.code === code) as { id: string }).id
    await a.call('duplicate.join', { id: idOf('SANTOSO'), stays: idOf('BUDI') })
    await carry(a, b)
    for (const pc of [a, b]) {
      const text = await inNames(pc)
      expect(text).toContain('BUDI')
      expect(text).not.toContain('SANTOSO')
      expect(await pc.call('book.verify', {})).toMatchObject({ ok: true, problems: [] })
    }
    await b.call('duplicate.separate', { id: idOf('SANTOSO') })
    await carry(b, a)
    expect(await inNames(a)).toContain('SANTOSO')
    await expectEqual(a, b)
  }, 60_000)

  it('is joined: what was posted under one stands under the other, on both, and can be taken back', async () => {
    await a.post({ event: 'party.add', id: 'a-buyer', date: '2026-11-10', code: 'SHJ', name: 'Shanghai Jia Ltd', country: 'CN', taxId: '9131-0000-X' })
    await b.post({ event: 'party.add', id: 'b-buyer', date: '2026-11-10', code: 'SHANGHAI', name: 'SHANGHAI JIA, LTD.', country: 'CN', taxId: '91310000X' })
    await a.post({ event: 'sales.invoice', id: 'a-inv', date: '2026-11-11', customer: 'SHJ', tax: 'ppn12', warehouse: 'GUDANG', lines: [{ product: 'KURSI', quantity: '2', unitPrice: '900000' }] })
    await b.post({ event: 'sales.invoice', id: 'b-inv', date: '2026-11-12', customer: 'SHANGHAI', tax: 'ppn12', warehouse: 'GUDANG', lines: [{ product: 'KURSI', quantity: '3', unitPrice: '900000' }] })
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    const [row] = await a.attention('possibleDuplicate')
    expect(row).toMatchObject({ screen: 'inbox.alike', params: { name: 'SHANGHAI JIA, LTD.', other: 'Shanghai Jia Ltd' } })
    const pair = await a.call('duplicate.get', { id: row!.screenId! })
    expect([pair.by, pair.sides.map(({ code, documents }) => [code, documents]), pair.standing]).toEqual([['taxId', 'name'], [['SHJ', 1], ['SHANGHAI', 1]], null])
    const [first, second] = pair.sides
    await a.call('duplicate.join', { id: first.id, stays: second.id })
    // Meanwhile the other PC joins them the other way round.
    await b.call('duplicate.join', { id: second.id, stays: first.id })
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    expect(await a.attention('possibleDuplicate')).toEqual([])
    const parties = (await a.rows('parties')).map(({ code }) => code)
    expect([parties.includes('SHJ'), parties.includes('SHANGHAI')]).toEqual([true, false])
    expect((await b.rows('openItems')).map(({ party }) => party).sort()).toEqual(['SHJ', 'SHJ'])
    expect(await a.call('master.get', { type: 'party', code: 'SHANGHAI' })).toMatchObject({ id: first.id, code: 'SHJ' })
    expect((await a.call('search.find', { text: 'SHANGHAI' })).filter(({ kind }) => kind === 'party').map(({ code }) => code)).toEqual(['SHJ'])
    // A payment that names the joined one pays invoices of both.
    await a.post({ event: 'payment.receive', id: 'a-paid', date: '2026-11-15', customer: 'SHANGHAI', account: '1111', amount: '100', allocations: [{ invoice: 'a-inv', amount: '50' }, { invoice: 'b-inv', amount: '50' }] })
    expect((await a.call('events.apply', { events: [{ event: 'sales.invoice', id: 'b-inv', date: '2026-11-12', customer: 'SHANGHAI', tax: 'ppn12', warehouse: 'GUDANG', lines: [{ product: 'KURSI', quantity: '3', unitPrice: '900000' }] }] })).results[0]?.status).toBe('unchanged')
    await carry(a, b)
    await expectEqual(a, b)

    await b.call('duplicate.separate', { id: second.id })
    await carry(b, a)
    await carry(a, b)
    await expectEqual(a, b)
    expect((await a.rows('openItems')).map(({ party }) => party).sort()).toEqual(['SHANGHAI', 'SHJ'])
    await a.call('duplicate.keepApart', { id: first.id, other: second.id })
    await carry(a, b)
    expect(await b.attention('possibleDuplicate')).toEqual([])
  }, 60_000)

  it('under one code is joined too, goods only where they are counted alike, and their stock is one', async () => {
    await a.post({ event: 'product.add', id: 'a-meja', date: '2026-11-10', code: 'MEJA', name: 'Meja rotan' }, { event: 'stock.adjust', id: 'a-s', date: '2026-11-10', warehouse: 'GUDANG', account: '3101', lines: [{ product: 'MEJA', quantity: '4', unitCost: '100000' }] })
    await b.post(
      { event: 'product.add', id: 'b-meja', date: '2026-11-10', code: 'MEJA', name: 'Meja' }, { event: 'product.add', id: 'b-meja2', date: '2026-11-10', code: 'MEJA-ROTAN', name: 'Meja Rotan' }, { event: 'product.add', id: 'b-jasa', date: '2026-11-10', code: 'MEJA-SET', name: 'Meja rotan.', unit: 'set' },
      { event: 'stock.adjust', id: 'b-s', date: '2026-11-11', warehouse: 'GUDANG', account: '3101', lines: [{ product: 'MEJA-ROTAN', quantity: '6', unitCost: '200000' }] },
    )
    await carry(a, b)
    await carry(b, a)
    await expectEqual(a, b)
    const same = (await b.attention('duplicateCode'))[0]!
    const pair = await b.call('duplicate.get', { id: same.screenId! })
    await b.call('duplicate.join', { id: pair.sides[1].id, stays: pair.sides[0].id })
    expect(await b.attention('duplicateCode')).toEqual([])
    const alike = await b.attention('possibleDuplicate')
    const codes = await Promise.all(alike.map(async ({ screenId }) => (await b.call('duplicate.get', { id: screenId! })).sides[1].code))
    expect(codes.sort()).toEqual(['MEJA-ROTAN', 'MEJA-SET'])
    const set = await b.call('duplicate.get', { id: alike[codes.indexOf('MEJA-SET')]!.screenId! })
    expect(set.obstacles).toEqual(['unit'])
    const ids = Object.fromEntries((await b.rows('products')).map(({ code, id }) => [code, id])) as Record<string, string>
    expect(await b.refusal('duplicate.join', { id: ids['MEJA-SET']!, stays: ids['MEJA']! })).toBe('JOIN_DIFFERENT')
    expect(await b.refusal('duplicate.join', { id: ids['MEJA']!, stays: ids['MEJA']! })).toBe('JOIN_IMPOSSIBLE')
    await b.call('duplicate.join', { id: ids['MEJA-ROTAN']!, stays: ids['MEJA']! })
    await carry(b, a)
    await expectEqual(a, b)
    expect((await a.rows('products')).find(({ code }) => code === 'MEJA')).toMatchObject({ quantity: '10', value: '1600000.00', unitCost: '160000.00' })
    expect((await a.rows('products')).map(({ code }) => code)).not.toContain('MEJA-ROTAN')
  }, 60_000)
})

it('a draft that both posted stands twice, until one is reversed by its document', async () => {
  const event: BusinessEvent = { event: 'expense.post', id: 'twice', date: '2026-11-21', account: '1101', lines: [{ account: '6109', amount: '500' }] }
  const draft = await a.call('draft.save', { event })
  await carry(a, b)
  for (const pc of [a, b]) await pc.call('event.post', { event, draft: { id: draft.id, rev: draft.rev } })
  await carry(a, b)
  await carry(b, a)
  await expectEqual(a, b)
  expect((await a.attention('draftPostedTwice', 'duplicateEventId')).map(({ kind, screen }) => [kind, screen])).toEqual([['draftPostedTwice', 'inbox.posted']])
  const { documents } = await a.call('conflict.posted', { id: (await a.attention('draftPostedTwice'))[0]!.screenId! })
  expect(documents.map(({ device, status }) => [device, status])).toEqual([['A', 'posted'], ['B', 'posted']])
  await a.call('event.post', { event: { event: 'reverse', id: 'undo-twice', date: '2026-11-21', target: documents[1]!.id } })
  expect((await a.call('conflict.posted', { id: draft.id })).documents.map(({ status }) => status)).toEqual(['posted', 'reversed'])
  await carry(a, b)
  expect(await b.attention('draftPostedTwice', 'duplicateEventId')).toEqual([])
  await expectEqual(a, b)
}, 60_000)

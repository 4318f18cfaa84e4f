// Every refusal code of the events contract, provoked at the backend's door as the page and the command line knock at it: the code
// comes back, not one row of the book is another, and `verify` finds nothing.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { type BackendCore, type Dispatch, createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import type { ContractName, InputOf, OutputOf } from '../../src/contract/index.ts'
import { RefusalError, refusalCatalogue } from '../../src/core/errors/index.ts'
import { day, deliver, ordinary, refused, sale } from '../../src/core/posting/refused-events.test-data.ts'
import { aBookEvents } from '../../src/core/posting/test-view.ts'
import { Desk } from '../command-line.ts'

/** @source events contract, section 6 and the additions behind it; the last two are ours, of texts */
const eventCodes = [
  'FILE_INVALID', 'UNKNOWN_EVENT', 'FIELD_MISSING', 'FIELD_INVALID', 'LINES_EMPTY', 'BAD_DECIMAL', 'PRECISION_EXCEEDED', 'NOT_POSITIVE', 'DATE_INVALID', 'DUPLICATE_ID', 'DUPLICATE_CODE',
  'UNKNOWN_ACCOUNT', 'UNKNOWN_PARTY', 'UNKNOWN_PRODUCT', 'UNKNOWN_WAREHOUSE', 'UNKNOWN_REFERENCE', 'WRONG_REFERENCE_TYPE', 'REFERENCE_REVERSED', 'PARTY_MISMATCH', 'DATE_BEFORE_REFERENCE',
  'CURRENCY_UNKNOWN', 'CURRENCY_MISMATCH', 'RATE_MISSING', 'PERIOD_CLOSED', 'UNBALANCED', 'CONTROL_ACCOUNT', 'ACCOUNT_NOT_CASH', 'STOCK_NEGATIVE', 'COST_UNKNOWN', 'NOT_STOCKED', 'NOT_DELIVERED',
  'OVER_ALLOCATED', 'DEPOSIT_EXCEEDED', 'ALLOCATION_EXCEEDS_PAYMENT', 'OVER_INVOICED', 'OVER_RETURNED', 'OVER_DELIVERED', 'OVER_CREDITED', 'ALLOCATION_BASIS_ZERO',
  'TAX_CODE_UNKNOWN', 'TAX_CURRENCY', 'TAX_NOT_REGISTERED', 'ALREADY_POSTED', 'OUTSIDE_ASSET_LIFE', 'NOT_REVERSIBLE', 'ALREADY_REVERSED', 'HAS_DEPENDENTS',
  'AMOUNT_TOO_LARGE', 'TEXT_TOO_LONG', 'TEXT_CHARACTERS',
] as const

const line = { product: 'P', quantity: '10', unitPrice: '2000' }
/** What is refused before the book is asked. */
const malformed: typeof refused = [
  ['UNKNOWN_EVENT', 'a type that is none', [], { ...sale(), event: 'sale' }],
  ['FIELD_MISSING', 'no customer', [], sale({ customer: undefined })],
  ['FIELD_INVALID', 'a customer that is a number', [], sale({ customer: 5 })],
  ['LINES_EMPTY', 'no lines', [], sale({ lines: [] })],
  ['BAD_DECIMAL', 'a thousands mark', [], sale({ lines: [{ ...line, quantity: '1,000' }] })],
  ['PRECISION_EXCEEDED', 'seven decimals of a quantity', [], sale({ lines: [{ ...line, quantity: '1.0000000' }] })],
  ['NOT_POSITIVE', 'minus one', [], sale({ lines: [{ ...line, quantity: '-1' }] })],
  ['DATE_INVALID', 'a day that there is not', [], sale({ date: '2026-02-30' })],
  ['DATE_INVALID', 'due before it is made', [], sale({ dueDate: '2026-03-01' })],
  ['CURRENCY_UNKNOWN', 'a currency that is none', [], sale({ currency: 'XXX' })],
  ['TAX_CODE_UNKNOWN', 'a tax that is none', [], sale({ tax: 'ppn11' })],
  ['TEXT_TOO_LONG', 'a name of a thousand letters', [], { event: 'party.add', id: 'n1', date: day, code: 'N', name: 'x'.repeat(1000) }],
  ['TEXT_CHARACTERS', 'a name that turns the writing around', [], { event: 'party.add', id: 'n1', date: day, code: 'N', name: 'a\u202eb' }],
  ['DUPLICATE_ID', 'an id with other content', [sale()], sale({ dueDate: '2026-05-01' })],
  ['DUPLICATE_ID', 'an id of another type', [sale()], deliver({ id: 'i1' })],
  ['DUPLICATE_ID', 'the id of an opening row', [{ event: 'opening.post', id: 'op', date: '2026-03-01', receivables: [{ id: 'old', customer: 'C1', amount: '5' }] }], sale({ id: 'old' })],
]

let folder = ''
let backend: BackendCore
let dispatch: Dispatch
const book = (): string => join(folder, 'book.mendunia')

async function call<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const reply = await dispatch(name, input, ownerSession)
  if (!reply.ok) throw new RefusalError(...reply.refusals)
  return reply.value as OutputOf<Name>
}

const refusalsOf = (work: Promise<unknown>): Promise<string[]> => work.then(() => [], (error: unknown) => {
  if (error instanceof RefusalError) return error.refusals.map(({ code }) => code)
  throw error
})

/** Every row of every table. */
function digestOf(file: string): string {
  const database = new SQLite(file, { readonly: true })
  try {
    const hash = createHash('sha256')
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name").pluck().all() as string[]
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) {
      hash.update(name)
      for (const row of database.prepare(`SELECT * FROM "${name}"`).raw().iterate()) hash.update(JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
    }
    return hash.digest('hex')
  } finally {
    database.close()
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-refusals-'))
  const dataFolder = join(folder, 'data')
  backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
  dispatch = createDispatch(backend)
  await call('book.create', { file: book(), company: { name: 'CV Rotan', baseCurrency: 'IDR', vatRegistered: true } })
  const { results } = await call('events.apply', { events: [...aBookEvents] })
  expect(results.filter(({ status }) => status !== 'posted')).toEqual([])
  await call('book.close', {})
  copyFileSync(book(), `${book()}.as-it-was`)
})
afterAll(async () => {
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The book of the test data with these events, open. */
async function openedWith(before: readonly object[]): Promise<void> {
  await call('book.close', {})
  rmSync(`${book()}-wal`, { force: true })
  rmSync(`${book()}-shm`, { force: true })
  copyFileSync(`${book()}.as-it-was`, book())
  await call('book.open', { file: book() })
  const { results } = await call('events.apply', { events: [...before] })
  expect(results.filter(({ status }) => status !== 'posted')).toEqual([])
}

describe('a refused event', () => {
  it.each([...malformed, ...refused])('%s: %s', async (code, _why, before, given) => {
    await openedWith(before)
    const event = JSON.parse(JSON.stringify(given)) as { event: string; id: string }
    await call('book.close', {})
    const digest = digestOf(book())
    await call('book.open', { file: book() })

    // As `apply` does it, as the editor's post button does it, and as the side beside the editor asks while one types.
    const { results, applied, refused: stopped } = await call('events.apply', { events: [event] })
    expect([results.map((result) => [result.status, result.error?.code]), applied, stopped]).toEqual([[['refused', code]], 0, true])
    expect(await refusalsOf(call('event.post', { event: event as never }))).toContain(code)
    if (code !== 'DUPLICATE_ID' && code !== 'UNKNOWN_EVENT') expect((await call('event.preview', { event: event as never })).refusals.map((refusal) => refusal.code)).toContain(code)

    expect(await call('book.verify', {})).toMatchObject({ ok: true, problems: [] })
    await call('book.close', {})
    expect(digestOf(book())).toBe(digest)
    await call('book.open', { file: book() })
  })

  it('leaves its id free, and stops what stands behind it in the file', async () => {
    await openedWith([])
    const { results } = await call('events.apply', { events: [ordinary[0], sale({ id: 'i2', customer: 'X' }), sale({ id: 'i3' })] as object[] })
    expect(results.map(({ id, status }) => [id, status])).toEqual([['i1', 'posted'], ['i2', 'refused']])
    const again = await call('events.apply', { events: [sale(), sale({ id: 'i2' }), sale({ id: 'i3' })] })
    expect(again.results.map(({ status }) => status)).toEqual(['unchanged', 'posted', 'posted'])
  })

  it('is taken in its ordinary form', async () => {
    for (const event of ordinary) await openedWith([event])
  })
})

it('FILE_INVALID: a file of events that is none', async () => {
  const desk = new Desk()
  try {
    const file = desk.file('book.mendunia')
    await desk.done('init', '--book', file, '--company', desk.write('company.json', { name: 'CV Rotan', baseCurrency: 'IDR' }))
    const digest = digestOf(file)
    for (const text of ['{ "events": [', '{ "event": [] }', '[]']) {
      const outcome = await desk.run('apply', desk.write('events.json', text), '--book', file)
      expect([outcome.code, outcome.lines()]).toMatchObject([1, [{ index: null, status: 'refused', error: { code: 'FILE_INVALID' } }]])
    }
    expect((await desk.done('verify', '--book', file, '--json')).json()).toMatchObject({ ok: true, problems: [] })
    expect(digestOf(file)).toBe(digest)
  } finally {
    desk.clear()
  }
}, 60_000)

describe('the catalogue', () => {
  it('has no code that an event can cause and this table does not provoke', () => {
    const provoked = new Set<string>(['FILE_INVALID', ...[...malformed, ...refused].map(([code]) => code)])
    expect(eventCodes.filter((code) => !provoked.has(code))).toEqual([])
    expect([...provoked].filter((code) => !(eventCodes as readonly string[]).includes(code))).toEqual([])
  })

  it('begins with these codes', () => {
    expect(Object.keys(refusalCatalogue).slice(0, eventCodes.length)).toEqual(eventCodes)
  })
})

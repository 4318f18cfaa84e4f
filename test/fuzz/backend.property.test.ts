// Whatever passes the contract's schemas, the real backend answers with a value or a refusal that the catalogue names: never with an
// unexpected error, and a book that was shouted at still verifies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/secrets.ts'
import { type BackendCore, createDispatch, type Dispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { type ContractName, reportNames } from '../../src/contract/index.ts'
import { documentTypes } from '../../src/core/events/index.ts'
import golden from '../fixtures/golden-month.json' with { type: 'json' }

let folder = ''
let backend: BackendCore
let dispatch: Dispatch
const unexpected: string[] = []
const goldenEvents = (golden as unknown as { events: Record<string, unknown>[] }).events

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-fuzz-'))
  backend = createBackend({ dataFolder: join(folder, 'data'), secrets: createSecretStore(join(folder, 'data')) })
  dispatch = createDispatch(backend, (line, error) => unexpected.push(`${line}: ${error instanceof Error ? error.stack : String(error)}`))
  const [{ event: _event, id: _id, date: _date, ...company } = {} as Record<string, unknown>, ...events] = goldenEvents
  expect(await dispatch('book.create', { file: join(folder, 'book.mendunia'), company }, ownerSession)).toMatchObject({ ok: true })
  expect(await dispatch('events.apply', { events: events.slice(0, 40) }, ownerSession)).toMatchObject({ ok: true })
})
afterAll(async () => {
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Texts that have broken programs before. */
const nasty = fc.constantFrom(
  '', ' ', '0', '-1', '1e400', 'NaN', '12,34,5', '1.250,50', '9007199254740993', '99999999999999999999.99', "'; DROP TABLE documents; --", '"', '*', '%', '_', 'a" OR "b', 'NEAR(', '-', '^', '{}', '__proto__',
  'constructor', '\u0000', '\u202e', '\ud800', '出口', '藤', '2026-02-30', '2026-11-24', '0000-00-00', 'salesInvoice:x', '../../etc/passwd', 'a'.repeat(199),
)
const word = fc.oneof(nasty, fc.string({ maxLength: 100 }), fc.string({ unit: 'grapheme', maxLength: 50 }))
const date = fc.constantFrom('2026-11-24', '2026-01-01', '2026-02-30', '0000-00-00', '9999-99-99', '2024-02-29')
const value: fc.Arbitrary<unknown> = fc.oneof({ maxDepth: 3 }, word, date, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(word, { maxLength: 3 }), fc.dictionary(word, word, { maxKeys: 3 }))

/** A whole event with one or two of its fields spoilt, at any depth. */
const event = fc
  .tuple(fc.oneof(fc.constantFrom(...goldenEvents), fc.record({ event: fc.constantFrom(...Object.keys(documentTypes)), date, id: word })), fc.array(fc.tuple(fc.nat(40), value), { maxLength: 2 }), fc.nat())
  .map(([base, spoils, serial]) => {
    const copy = structuredClone(base) as Record<string, unknown>
    if ('id' in copy && serial % 2 === 0) copy['id'] = `fuzz-${serial}`
    for (const [place, bad] of spoils) spoil(copy, place, bad)
    return copy
  })

function spoil(target: unknown, place: number, bad: unknown): void {
  const slots: [Record<string, unknown>, string][] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      slots.push([node as Record<string, unknown>, key])
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(target)
  const slot = slots[place % Math.max(slots.length, 1)]
  if (slot !== undefined) slot[0][slot[1]] = bad
}

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined })
const lists = fc.constantFrom('sales', 'purchases', 'documents', 'products', 'parties', 'accounts', 'rates', 'attention', 'openItems')
const columns = fc.constantFrom('date', 'number', 'party', 'total', 'code', 'name', 'status', 'type', 'no such column', '__proto__', 'x; DROP TABLE y')
const filter = optional(fc.dictionary(fc.oneof(columns, fc.constantFrom('from', 'to', 'account', 'side')), word.map((text) => text.slice(0, 200)), { maxKeys: 3 }))
const sort = optional(fc.record({ column: columns, descending: fc.boolean() }))
const reportArguments = fc.record({ from: date, to: date, asOf: date, account: word, product: word, party: word }, { requiredKeys: [] })
const known = fc.oneof(word, fc.constantFrom('1100', '4100', 'company', 'main'))

const calls: { readonly [Name in ContractName]?: fc.Arbitrary<unknown> } = {
  'event.post': fc.record({ event }),
  'event.preview': fc.record({ event }),
  'events.apply': fc.record({ events: fc.array(event, { maxLength: 3 }) }),
  'draft.save': fc.record({ event, id: word, rev: word }, { requiredKeys: ['event'] }),
  'draft.get': fc.record({ id: word }),
  'draft.discard': fc.record({ id: word, rev: word }),
  'master.get': fc.record({ type: fc.constantFrom('company', 'account', 'party', 'product', 'warehouse', 'exchangeRate'), code: known }),
  'master.save': fc.record({ id: known, rev: word, fields: fc.dictionary(word, value, { maxKeys: 4 }) }),
  'document.get': fc.record({ id: word }),
  'list.page': fc.record({ list: lists, offset: fc.nat(2000), limit: fc.integer({ min: 1, max: 1000 }), sort, search: optional(word), filter }),
  'search.find': fc.record({ text: word, limit: fc.integer({ min: 1, max: 100 }) }),
  'home.summary': fc.record({ today: date }),
  'report.run': fc.record({ name: fc.constantFrom(...reportNames), arguments: reportArguments }),
  'report.export': fc.record({ name: fc.constantFrom(...reportNames), arguments: reportArguments, format: fc.constantFrom('csv', 'json', 'xlsx'), language: fc.constantFrom('id', 'en', 'zh') }),
  'list.export': fc.record({ list: lists, columns: fc.array(columns, { maxLength: 4 }), headings: fc.array(word, { maxLength: 4 }), search: optional(word), filter, sort, format: fc.constantFrom('csv', 'xlsx') }),
  'paper.offer': fc.record({ id: word }),
  'paper.boxes': fc.record({ type: fc.constantFrom('peb-data', 'form-e', 'no-such'), id: word, language: fc.constantFrom('id', 'zh') }),
  'paper.render': fc.record({ type: fc.oneof(word.map((text) => text.slice(0, 50)), fc.constantFrom('commercial-invoice', 'packing-list')), id: word, languages: fc.constant(['en']) }),
  'preferences.set': fc.record({ key: word.map((text) => text.slice(0, 100)), value }),
  'preferences.get': fc.constant({}),
  'settings.get': fc.constant({}),
  'sync.status': fc.constant({}),
  'job.cancel': fc.record({ job: word.map((text) => text.slice(0, 100)) }),
}

test.each(Object.entries(calls))('%s never fails unexpectedly', async (name, input) => {
  await fc.assert(
    fc.asyncProperty(input, async (given) => {
      unexpected.length = 0
      const reply = await dispatch(name, given, ownerSession)
      expect(unexpected).toEqual([])
      if (!reply.ok) expect(reply.refusals.length).toBeGreaterThan(0)
    }),
    { numRuns: 60, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
  )
})

test('the book still verifies', async () => {
  const reply = await dispatch('book.verify', {}, ownerSession)
  expect(unexpected).toEqual([])
  expect(reply).toMatchObject({ ok: true, value: { ok: true } })
})

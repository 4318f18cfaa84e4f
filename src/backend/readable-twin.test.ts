import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import golden from '../../test/fixtures/golden-month.json' with { type: 'json' }
import type { ContractName, InputOf, OutputOf } from '../contract/index.ts'
import { RefusalError } from '../core/errors/index.ts'
import { type Backend, createBackend } from './backend.ts'
import { createSecretStore } from './process/index.ts'
import { createDispatch, ownerSession } from './transport/index.ts'

const folders: string[] = []
const backends: Backend[] = []
afterEach(async () => {
  for (const backend of backends.splice(0)) await backend.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function program(folder = mkdtempSync(join(tmpdir(), 'mendunia-twin-'))) {
  if (!folders.includes(folder)) folders.push(folder)
  const dataFolder = join(folder, 'data')
  const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
  backends.push(backend)
  const dispatch = createDispatch(backend)
  const call = async <Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
    const reply = await dispatch(name, input, ownerSession)
    if (!reply.ok) throw new RefusalError(...reply.refusals)
    return reply.value as OutputOf<Name>
  }
  return { folder, backend, call, book: join(folder, 'usaha.mendunia') }
}

/** Dates, accounts and amounts of the entries, without blank lines: a twin lists its entries month by month. */
const entries = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('account ') && !line.startsWith('; '))

test('the twin holds what the export holds, is renewed when the book closes, and is left when it is kept no longer', async () => {
  const { folder, backend, call, book } = program()
  await call('book.create', { file: book, company: golden.events[0] as unknown as Record<string, unknown>, chart: 'default' })
  const month = golden.events.slice(1, 60)
  await call('events.apply', { events: month.slice(0, 40) })
  const twin = await call('book.keepTwin', { kind: 'journal', language: 'en' })
  expect(twin).toMatchObject({ kind: 'journal', file: join(folder, 'usaha.journal'), isCurrent: true, refusal: null })
  const exported = async (): Promise<string[]> => entries(Buffer.from((await call('book.export', { kind: 'journal', language: 'en' })).base64, 'base64').toString())
  const first = entries(readFileSync(twin!.file, 'utf8'))
  expect(first.length).toBeGreaterThan(20)
  expect(first).toEqual(await exported())

  await call('events.apply', { events: month.slice(40) })
  expect(await call('book.twin', {})).toMatchObject({ isCurrent: false })
  const later = await exported()
  expect(later.length).toBeGreaterThan(first.length)
  backends.splice(backends.indexOf(backend), 1)
  await backend.close()
  expect(entries(readFileSync(twin!.file, 'utf8'))).toEqual(later)

  const again = program(folder)
  await again.call('book.open', { file: book })
  expect(await again.call('book.twin', {})).toMatchObject({ isCurrent: true })
  expect(await again.call('book.keepTwin', { kind: null, language: 'en' })).toBeNull()
  expect(existsSync(twin!.file)).toBe(true)
})

test('a twin whose place is taken by a folder is refused and not kept', async () => {
  const { folder, call, book } = program()
  await call('book.create', { file: book, company: golden.events[0] as unknown as Record<string, unknown>, chart: 'default' })
  mkdirSync(join(folder, 'usaha.beancount', 'inside'), { recursive: true })
  await expect(call('book.keepTwin', { kind: 'beancount', language: 'id' })).rejects.toMatchObject({ refusals: [{ code: 'BOOK_EXISTS' }] })
  expect(await call('book.twin', {})).toBeNull()
  expect(existsSync(join(folder, 'usaha.beancount.partial'))).toBe(false)
})

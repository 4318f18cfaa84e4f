import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownerSession } from '../transport/index.ts'
import { fakeBackend } from '../transport/fake-backend.ts'
import { findRunningBackend, withOpenBookRecord } from './open-books.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-open-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const address = 'http://127.0.0.1:4000'

function aBackend(ok = true) {
  const core = fakeBackend((name, input) => (ok ? { ok: true, value: name === 'book.close' ? null : input } : { ok: false, refusals: [{ code: 'BOOK_LOCKED', params: { file: 'x' } }] }))
  return withOpenBookRecord(core, folder, () => address)
}

test('an open book is found under any name of its file until it is closed', async () => {
  const file = join(folder, 'toko.mendunia')
  writeFileSync(file, '')
  symlinkSync(file, join(folder, 'lain.mendunia'))
  const backend = aBackend()
  expect(findRunningBackend(folder, file)).toBeUndefined()
  await backend.call('book.open', { file }, ownerSession)
  expect(findRunningBackend(folder, file)).toBe(address)
  expect(findRunningBackend(folder, join(folder, 'lain.mendunia'))).toBe(address)
  await backend.call('book.close', {}, ownerSession)
  expect(findRunningBackend(folder, file)).toBeUndefined()
})

test('opening another book, or ending, forgets the one before', async () => {
  const backend = aBackend()
  await backend.call('book.create', { file: join(folder, 'a.mendunia') }, ownerSession)
  await backend.call('book.open', { file: join(folder, 'b.mendunia') }, ownerSession)
  expect(findRunningBackend(folder, join(folder, 'a.mendunia'))).toBeUndefined()
  expect(findRunningBackend(folder, join(folder, 'b.mendunia'))).toBe(address)
  await backend.close()
  expect(findRunningBackend(folder, join(folder, 'b.mendunia'))).toBeUndefined()
})

test('a refused opening records nothing', async () => {
  const file = join(folder, 'a.mendunia')
  await aBackend(false).call('book.open', { file }, ownerSession)
  expect(findRunningBackend(folder, file)).toBeUndefined()
})

test('the record of a killed process is not believed and goes', async () => {
  const file = join(folder, 'a.mendunia')
  await aBackend().call('book.open', { file }, ownerSession)
  const kept = join(folder, 'open-books', readdirSync(join(folder, 'open-books'))[0] ?? '')
  const deadPid = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(kept, JSON.stringify({ ...JSON.parse(readFileSync(kept, 'utf8')), pid: deadPid }))
  expect(findRunningBackend(folder, file)).toBeUndefined()
  expect(readdirSync(join(folder, 'open-books'))).toEqual([])
})

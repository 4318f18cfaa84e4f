import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { introduce } from '../../src/backend/device-keys.ts'
import { newDeviceSecret, signerOf, verifyDatabase } from '../../src/store/book/index.ts'
import { applyAll, makeShop, shopEvents, withShop } from '../crash/shop.ts'
import { damages } from './damages.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-damage-'))
const whole = join(folder, 'whole.mendunia')

beforeAll(() => {
  const shop = makeShop(join(folder, 'shop'))
  withShop(shop, (book) => {
    const signer = signerOf(newDeviceSecret())
    book.transaction(() => introduce(book, 'owner', signer, signer))
    book.signer = signer
    const refused = [...applyAll(book, shopEvents(220))].filter(([, status]) => status !== 'posted')
    if (refused.length > 0) throw new Error(JSON.stringify(refused))
    const sequence = book.revisions.updateSequence()
    book.revisions.localPut({ _id: '_local/mendunia-sync-1', epoch: null, bookId: null, pushedTo: sequence, lastSuccess: null, denied: [] })
    book.revisions.localPut({ _id: '_local/checkpoint', session_id: 's', last_seq: sequence, history: [{ session_id: 's', last_seq: sequence }], replicator: 'pouchdb', version: 1 })
    book.projections.fillSearch()
  })
  copyFileSync(shop.file, whole)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('verify finds nothing in a whole book, and looks at something in each check', () => {
  const database = new SQLite(whole, { readonly: true })
  const { checks, problems } = verifyDatabase(database)
  database.close()
  expect(problems).toEqual([])
  for (const { check, count } of checks) if (check !== 'foreignKeys') expect(count, check).toBeGreaterThan(0)
})

test.each(damages)('verify finds $name by its check of $check', ({ check, plant, spoil }) => {
  const file = join(folder, 'damaged.mendunia')
  copyFileSync(whole, file)
  const database = new SQLite(file)
  database.unsafeMode(true)
  database.pragma('foreign_keys = OFF')
  try {
    const given = plant(database)
    database.close()
    spoil?.(file, given)
  } finally {
    database.close()
  }
  // Opened anew: nothing of what was planted is only in a cache.
  const opened = new SQLite(file, { readonly: true })
  const { problems } = verifyDatabase(opened)
  opened.close()
  expect(problems.map((problem) => problem.check)).toContain(check)
})

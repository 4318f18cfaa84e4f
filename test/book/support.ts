// Books that a test may spoil, and how refusals are read from what is thrown.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { RefusalError } from '../../src/core/errors/index.ts'
import { translateStoreError } from '../../src/store/book/index.ts'
import { applyAll, makeShop, shopEvents, withShop } from '../crash/shop.ts'

/** A folder of this test file that goes with it. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `mendunia-${name}-`))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A closed book with the first `count` events of the shop. */
export function filledBook(folder: string, count: number): string {
  const shop = makeShop(join(folder, 'filled'))
  withShop(shop, (book) => {
    applyAll(book, shopEvents(count))
    book.projections.fillSearch()
  })
  const file = join(folder, 'filled.mendunia')
  copyFileSync(shop.file, file)
  return file
}

/** The codes of the refusals that `work` throws, as the backend tells them; what is no refusal is thrown on. */
export function refusalsOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    return codesOf(error)
  }
  return []
}

export async function refusalsOfPromise(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work()
  } catch (error) {
    return codesOf(error)
  }
  return []
}

function codesOf(error: unknown): string[] {
  const known = translateStoreError(error, 'the book')
  if (known instanceof RefusalError) return known.refusals.map(({ code }) => code)
  throw known
}

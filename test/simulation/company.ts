// The company with which every run begins: eight devices that have met, and their server. Made once for all runs of a process, since
// a run spends its time better on what goes wrong afterwards.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BookKeeper, announcedCodes, nextCode, writeDevice } from '../../src/backend/book-keeper.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { Chance } from '../../src/backend/demo/chance.ts'
import { newUlid } from '../../src/backend/posting/identity.ts'
import { type Book, createBook, openBook } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { createSynchroniser } from '../../src/sync/index.ts'
import { control } from './controlled.ts'
import { simulatedDisk } from './disk.ts'
import { type Acknowledged, openShop } from './honest-work.ts'
import { MemoryCouch } from './memory-couch.ts'

export const mostDevices = 8
export const firstDay = Date.UTC(2026, 2, 14)

interface Company {
  /** One closed book for each device. */
  readonly books: readonly Buffer[]
  readonly server: Buffer
  readonly told: readonly Acknowledged[]
}

let made: Promise<Company> | undefined

/** Not to be called while time and chance are a run's. */
export function company(): Promise<Company> {
  made ??= found()
  return made
}

/** Writes the book of the n-th device to `file`. */
export async function copyOfBook(place: number, file: string): Promise<void> {
  writeFileSync(file, (await company()).books[place]!)
}

async function found(): Promise<Company> {
  const release = control({ now: firstDay }, new Chance(1))
  const folder = simulatedDisk()
  const server = new MemoryCouch()
  try {
    const files = Array.from({ length: mostDevices }, (_, place) => join(folder, `${place}.mendunia`))
    const keeper = new BookKeeper(new Installation(join(folder, 'data')), () => undefined)
    keeper.create(files[0]!, demoCompany, 'default', 'siti', '2026-03-01')
    keeper.close()
    const told: Acknowledged[] = []
    for (const [place, file] of files.entries()) {
      const book = place === 0 ? openBook(file) : createBook(file, { book: newUlid(), device: { code: '?', id: newUlid() } })
      if (place === 0) told.push(...openShop(book))
      await exchange(book, server, place === 0 ? book.id : null)
      book.close()
    }
    for (const file of files) {
      const book = openBook(file)
      await exchange(book, server, book.id)
      book.close()
    }
    return { books: files.map((file) => readFileSync(file)), server: server.backup(), told }
  } finally {
    server.close()
    release()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param id  null for a copy that takes the company's identity and the next device code */
async function exchange(book: Book, server: MemoryCouch, id: string | null): Promise<void> {
  const line = ((url: string, init: RequestInit) => Promise.resolve(server.answer(url, init))) as typeof fetch
  const remote = { url: server.url, user: 'siti', password: 'rahasia' }
  const synchroniser = createSynchroniser({ revisions: book.revisions, bookId: id ?? '', deviceId: book.device.id, remote, fetch: line, createIfMissing: true })
  const { ok, refusal } = await synchroniser.once()
  const remoteId = synchroniser.remoteBookId()
  await synchroniser.stop()
  if (!ok || remoteId === null) throw new Error(`the company of the simulation could not be founded: ${refusal?.code ?? ''}`)
  if (id !== null) return
  book.transaction(() => {
    book.local.set('book', remoteId)
    book.local.setJson('device', { code: nextCode(new Set(announcedCodes(book))), id: book.device.id })
    writeDevice(book, 'siti', '2026-03-01')
  })
  await exchange(book, server, remoteId)
}

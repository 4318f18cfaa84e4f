// Posting a ten-line invoice through the whole path (dispatch with its schema, handler, core, revisions, projections, commit) against
// writing the very same rows with better-sqlite3's prepared statements in one transaction.
// Both sides: a copy of one file (so the same tables, indices, page size), WAL, synchronous=FULL, exclusive lock, foreign keys on,
// the same cache, temp_store and wal_autocheckpoint; the same invoices in the same order; each in one transaction of its own. They
// take turns, one invoice each, so that whatever else the machine does falls on both. The first `warmUp` are not counted.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createBackend } from '../../src/backend/backend.ts'
import { applyOrThrow } from '../../src/backend/posting/apply-event.ts'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { openFile } from '../../src/store/book/book-file.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { type RowChange, changesByTable, recordRowChanges } from './recorded-rows.ts'
import { sampleCompany, sampleDate, sampleMasters, tenLineInvoice } from './sample-book.ts'
import { quantile } from './figures.ts'

const idleBetweenMs = 2

export interface PostingFigures {
  readonly path: { readonly p50: number; readonly p99: number }
  readonly raw: { readonly p50: number; readonly p99: number }
  readonly rows: Readonly<Record<string, number>>
  readonly count: number
  readonly warmUp: number
}

export async function measurePosting(folder: string, count = 1000, warmUp = 300): Promise<PostingFigures> {
  const work = mkdtempSync(join(folder, 'posting-'))
  try {
    const base = join(work, 'base.mendunia')
    makeBase(base, work)
    const { opening, invoices: recorded } = await record(base, work, count + warmUp)
    const raw = openRaw(base, join(work, 'raw.mendunia'))
    raw.write(opening)
    const path = await openPath(base, join(work, 'path.mendunia'), work)
    const pathTimes: number[] = []
    const rawTimes: number[] = []
    for (let n = 0; n < count + warmUp; n += 1) {
      let started = performance.now()
      await path.post(n)
      pathTimes.push(performance.now() - started)
      // A person does not post a thousand invoices without a breath: what the backend leaves for idle time gets some.
      await new Promise((done) => setTimeout(done, idleBetweenMs))
      started = performance.now()
      raw.write(recorded[n] as readonly RowChange[])
      rawTimes.push(performance.now() - started)
      await new Promise((done) => setTimeout(done, idleBetweenMs))
    }
    await path.close()
    raw.close()
    const figures = (times: number[]): { p50: number; p99: number } => {
      const counted = times.slice(warmUp)
      return { p50: quantile(counted, 0.5), p99: quantile(counted, 0.99) }
    }
    return { path: figures(pathTimes), raw: figures(rawTimes), rows: changesByTable(recorded[warmUp] ?? []), count, warmUp }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function makeBase(file: string, folder: string): void {
  const keeper = new BookKeeper(new Installation(join(folder, 'base-data')), () => undefined)
  const book = keeper.create(file, sampleCompany, 'default', 'owner', sampleDate)
  for (const event of sampleMasters()) applyOrThrow(book, event, { author: 'owner' })
  keeper.close()
}

async function openPath(base: string, file: string, folder: string): Promise<{ post(n: number): Promise<void>; close(): Promise<void> }> {
  copyFileSync(base, file)
  const dataFolder = join(folder, `data-${file.length}`)
  const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
  const dispatch = createDispatch(backend)
  const call = async (name: string, input: unknown): Promise<void> => {
    const reply = await dispatch(name, input, ownerSession)
    if (!reply.ok) throw new Error(JSON.stringify(reply.refusals))
  }
  await call('book.open', { file })
  return { post: (n) => call('event.post', { event: tenLineInvoice(n) }), close: async () => backend.close() }
}

/** The row changes of opening the copy (it takes a device code) and of each invoice, noted while the path posts it into a book of its own. */
async function record(base: string, folder: string, count: number): Promise<{ opening: RowChange[]; invoices: RowChange[][] }> {
  const recorder = recordRowChanges()
  try {
    const path = await openPath(base, join(folder, 'recorded.mendunia'), folder)
    const opening = recorder.take()
    const invoices: RowChange[][] = []
    for (let n = 0; n < count; n += 1) {
      await path.post(n)
      invoices.push(recorder.take())
    }
    await path.close()
    return { opening, invoices }
  } finally {
    recorder.stop()
  }
}

function openRaw(base: string, file: string): { write(changes: readonly RowChange[]): void; close(): void } {
  copyFileSync(base, file)
  const database = openFile(file, false)
  const statements = new Map<string, ReturnType<typeof database.prepare<unknown[]>>>()
  const write = database.transaction((changes: readonly RowChange[]) => {
    for (const { sql, values } of changes) {
      let statement = statements.get(sql)
      if (!statement) statements.set(sql, (statement = database.prepare(sql)))
      statement.run(...values)
    }
  })
  return { write: (changes) => write.immediate(changes), close: () => database.close() }
}

// Whether the window stalls while documents arrive: a new copy of a book pulls everything, and meanwhile a question of the page is asked
// every few milliseconds. Measured is the processor time by which its answer came later than it was due: what other programs of the
// machine take does not count, the simulated server within this process does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { demoEvents } from '../../src/backend/demo/events.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { createBook } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { homeSummary, listPage } from '../../src/store/projections/index.ts'
import { createSynchroniser } from '../../src/sync/index.ts'
import { MemoryCouch } from '../simulation/memory-couch.ts'

const today = '2026-11-24'
const betweenMs = 20

export interface PullAnswers { readonly documents: number; readonly questions: number; readonly p50: number; readonly p99: number; readonly worst: number; readonly pullMs: number }

export async function measurePullAnswers(): Promise<PullAnswers> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-pull-answers-'))
  const couch = new MemoryCouch()
  const line = ((url: string, init: RequestInit) => new Promise((resolve) => setImmediate(resolve)).then(() => couch.answer(url, init))) as typeof fetch
  const remote = { url: couch.url, user: 'siti', password: 'rahasia' }
  try {
    const keeper = new BookKeeper(new Installation(join(folder, 'data')), () => undefined)
    const source = keeper.create(join(folder, 'source.mendunia'), demoCompany, 'default', 'owner', '2025-05-31')
    for (const group of applyEvents(source, demoEvents(today), { author: 'owner' })) void group
    const push = createSynchroniser({ revisions: source.revisions, bookId: source.id, deviceId: source.device.id, remote, fetch: line, createIfMissing: true })
    await push.once()
    await push.stop()
    const documents = source.revisions.info().docCount
    const id = source.id
    keeper.close()

    const copy = createBook(join(folder, 'copy.mendunia'), { book: id, device: { code: 'B', id: 'copy' } })
    const waits: number[] = []
    const used = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000
    let last = used()
    let timer: NodeJS.Timeout | null = null
    const ask = (): void => {
      if (waits.length % 2 === 0) homeSummary(copy.projections.sql, today)
      else listPage(copy.projections.sql, 'sales', { offset: 0, limit: 50 } as never)
      const now = used()
      waits.push(Math.max(0, now - last - betweenMs))
      last = now
      timer = setTimeout(ask, betweenMs)
    }
    timer = setTimeout(ask, betweenMs)
    const pull = createSynchroniser({ revisions: copy.revisions, bookId: id, deviceId: 'copy', remote, fetch: line })
    const started = performance.now()
    const { ok } = await pull.once()
    const pullMs = performance.now() - started
    clearTimeout(timer)
    await pull.stop()
    if (!ok) throw new Error('the pull did not end well')
    copy.close()
    const sorted = waits.toSorted((a, b) => a - b)
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    return { documents, questions: waits.length, p50: at(0.5), p99: at(0.99), worst: sorted.at(-1) ?? Number.NaN, pullMs }
  } finally {
    couch.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

// Writing at size, in a process of its own: posting into the large book and into one that has only the same master data, in turns;
// receipts dated before a thousand sales of their product; everything derived anew. Prints one line of JSON.
//   node size-side.ts LARGE-COPY EMPTY-COPY DATA-FOLDER TODAY
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { openBook } from '../../src/store/book/index.ts'
import { busyProducts } from './large-book.ts'
import { quantile } from './figures.ts'
import type { SizeFigures } from './size.ts'

const [, , large, empty, dataFolder, today] = process.argv as unknown as [string, string, string, string, string, string]
const count = 150
const warmUp = 50
const idleBetweenMs = 2
const receipts = 7
const laterIssues = 1000

async function opened(file: string, data: string) {
  const backend = createBackend({ dataFolder: data, secrets: createSecretStore(data) })
  const dispatch = createDispatch(backend)
  const call = async (name: string, input: unknown): Promise<void> => {
    const reply = await dispatch(name, input, ownerSession)
    if (!reply.ok) throw new Error(JSON.stringify(reply.refusals))
  }
  await call('book.open', { file })
  /** Wall and processor time of one posting through the whole path. */
  const post = async (event: object): Promise<{ ms: number; cpuMs: number }> => {
    const before = process.cpuUsage()
    const started = performance.now()
    await call('event.post', { event })
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(before)
    await new Promise((done) => setTimeout(done, idleBetweenMs))
    return { ms, cpuMs: (user + system) / 1000 }
  }
  return { post, close: () => backend.close() }
}

const code = (prefix: string, number: number): string => `${prefix}${String(number).padStart(4, '0')}`
const invoice = (n: number): object => ({
  event: 'sales.invoice', id: `size-${n}`, date: today, customer: code('C', (n * 12) % 1200), currency: 'USD', tax: 'export0', warehouse: 'MAIN',
  lines: Array.from({ length: 10 }, (_, line) => ({ product: code('P', 2 + ((n * 7 + line * 103) % 1400)), quantity: String(1 + ((n + line) % 9)), unitPrice: `${12 + line}.50` })),
})

// The day from which on a product has as many sales: asked before the backend takes the lock.
const reading = openBook(large)
const dates = Object.fromEntries(Object.entries(busyProducts).map(([method, product]) => [
  method, reading.projections.sql.value<string>("SELECT date FROM movement WHERE product = ? AND kind = 'issue' ORDER BY date DESC LIMIT 1 OFFSET ?", product, laterIssues + 20) ?? '',
]))
const affected = Object.fromEntries(Object.entries(busyProducts).map(([method, product]) => [
  method, reading.projections.sql.value<number>("SELECT count(*) FROM movement WHERE product = ? AND kind = 'issue' AND date > ?", product, dates[method]) ?? 0,
]))
const documents = reading.projections.sql.value<number>('SELECT count(*) FROM document') ?? 0
reading.close()

const full = await opened(large, `${dataFolder}-large`)
const bare = await opened(empty, `${dataFolder}-empty`)
const times = { large: [] as number[], empty: [] as number[], largeCpu: [] as number[], emptyCpu: [] as number[] }
for (let n = 0; n < count + warmUp; n += 1) {
  const both = { large: await full.post(invoice(n)), empty: await bare.post(invoice(n)) }
  if (n < warmUp) continue
  times.large.push(both.large.ms)
  times.empty.push(both.empty.ms)
  times.largeCpu.push(both.large.cpuMs)
  times.emptyCpu.push(both.empty.cpuMs)
}
await bare.close()
const backdated: Record<string, { ms: number; cpuMs: number; issues: number }> = {}
for (const [method, product] of Object.entries(busyProducts)) {
  const found: { ms: number; cpuMs: number }[] = []
  for (let n = 0; n < receipts; n += 1) {
    found.push(await full.post({ event: 'purchase.receive', id: `late-${method}-${n}`, date: dates[method], supplier: 'C0011', warehouse: 'MAIN', lines: [{ product, quantity: '400', unitPrice: String(90_000 + n * 1000) }] }))
  }
  backdated[method] = { ms: quantile(found.map(({ ms }) => ms), 0.5), cpuMs: quantile(found.map(({ cpuMs }) => cpuMs), 0.5), issues: affected[method] ?? 0 }
}
await full.close()
const postingPeakBytes = process.resourceUsage().maxRSS * 1024
const figures: SizeFigures = {
  posting: { large: quantile(times.large, 0.5), empty: quantile(times.empty, 0.5), largeCpu: quantile(times.largeCpu, 0.5), emptyCpu: quantile(times.emptyCpu, 0.5), count }, backdated, documents, peakBytes: postingPeakBytes,
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(0)

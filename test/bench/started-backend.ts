// A backend process as the program starts it: opens a book and answers what the first page asks. Started by `start.ts`, which takes
// the time from outside. Prints one line of JSON; with `search` it goes on to lists and keystrokes.
//   node started-backend.ts BOOK DATA-FOLDER TODAY [search]
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { quantile } from './figures.ts'

/** Text as a person types it: each beginning of it is one keystroke. */
const typed = ['kursi rotan', 'inv/2025/06/', '0042', 'P0150', 'co', 'cascade 12', '藤椅', '上海青藤', 'qingteng', 'C0003 inv', 'rc-5000', 'in 20'] as const

const [, , file, dataFolder, today, mode] = process.argv as [string, string, string, string, string, string | undefined]
const started = performance.now()
const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
const dispatch = createDispatch(backend)
const call = async (name: string, input: unknown): Promise<unknown> => {
  const reply = await dispatch(name, input, ownerSession)
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusals)}`)
  return reply.value
}
const timed = async (name: string, input: unknown): Promise<number> => {
  const from = performance.now()
  await call(name, input)
  return performance.now() - from
}

const parts = {
  open: await timed('book.open', { file }),
  state: await timed('app.state', {}),
  home: await timed('home.summary', { today }),
  list: await timed('list.page', { list: 'sales', offset: 0, limit: 100 }),
}
const backendMs = performance.now() - started
process.stdout.write(`${JSON.stringify({ backendMs, parts })}\n`)

if (mode === 'search') {
  for (const list of ['sales', 'documents', 'products', 'parties', 'openItems', 'attention']) {
    await call('list.page', { list, offset: 0, limit: 100 })
    await call('list.page', { list, offset: 500, limit: 100 })
  }
  const keystrokes: { text: string; ms: number }[] = []
  for (let round = 0; round < 6; round += 1) {
    for (const text of typed) {
      for (let length = 1; length <= text.length; length += 1) {
        const beginning = text.slice(0, length)
        const ms = await timed('search.find', { text: beginning })
        // The first round warms the page cache, as the first word that somebody looks for does.
        if (round > 0) keystrokes.push({ text: beginning, ms })
      }
    }
  }
  const times = keystrokes.map(({ ms }) => ms)
  // The median of each text: a single slow one is the machine's, a slow text is ours.
  const byText = [...new Set(keystrokes.map(({ text }) => text))].map((text) => ({ text, ms: quantile(keystrokes.filter((each) => each.text === text).map(({ ms }) => ms), 0.5) }))
  const slowest = byText.sort((a, b) => b.ms - a.ms)
  process.stdout.write(`${JSON.stringify({ p50: quantile(times, 0.5), p99: quantile(times, 0.99), slowest: slowest.slice(0, 8), count: times.length, residentBytes: process.memoryUsage.rss() })}\n`)
}
await backend.close()
process.exit(0)

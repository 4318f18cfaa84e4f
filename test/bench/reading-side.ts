// A backend process with the large book open: every statement and the first page of every list, as the page asks for them.
// Prints one line of JSON.
//   node reading-side.ts BOOK DATA-FOLDER TODAY
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { contract, reportNames } from '../../src/contract/index.ts'
import type { ReadingFigures, ReadingTime } from './reading.ts'
import { quantile } from './figures.ts'

const [, , file, dataFolder, today] = process.argv as unknown as [string, string, string, string, string]
const rounds = 3
const year = today.slice(0, 4)
const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
const dispatch = createDispatch(backend)
const call = async <Value>(name: string, input: unknown): Promise<Value> => {
  const reply = await dispatch(name, input, ownerSession)
  if (!reply.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(reply.refusals)}`)
  return reply.value as Value
}
let draft: { id?: string; rev?: string } = {}
/** Something is written before each question, so that none is answered from what the last one remembered. */
const write = async (): Promise<void> => {
  const { id, rev } = await call<{ id: string; rev: string }>('draft.save', { ...draft, event: { event: 'sales.invoice', id: 'bench', date: today, customer: 'C0000' } })
  draft = { id, rev }
}
const median = async (name: string, input: unknown): Promise<ReadingTime> => {
  const times: number[] = []
  const cpu: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    await write()
    const before = process.cpuUsage()
    const started = performance.now()
    await call(name, input)
    // The first one reads pages from the disk and compiles.
    if (round === 0) continue
    times.push(performance.now() - started)
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / 1000)
  }
  if (process.env['BENCH_SAY']) process.stderr.write(`${name} ${JSON.stringify(input)} ${times.map((time) => time.toFixed(0)).join(' ')} cpu ${cpu.map((time) => time.toFixed(0)).join(' ')}\n`)
  return { what: '', ms: quantile(times, 0.5), cpuMs: quantile(cpu, 0.5) }
}

/** Reports that read kept balances, kept items or kept stock; the others add up the documents of their period. */
const restOnBalances: ReadonlySet<string> = new Set([
  'trial-balance', 'balance-sheet', 'income-statement', 'cash-flow', 'cash-flow-indirect', 'equity-changes', 'year-overview', 'stock-valuation', 'stock-by-warehouse', 'aged-receivables', 'aged-payables',
  'receivables-by-currency', 'payables-by-currency', 'personal-accounts',
])
const asOf = new Set(['trial-balance', 'balance-sheet', 'stock-valuation', 'aged-receivables', 'aged-payables', 'stock-by-warehouse', 'receivables-by-currency', 'payables-by-currency'])
const about: Readonly<Record<string, object>> = { 'general-ledger': { account: '1112' }, 'stock-card': { product: 'P0002' }, 'party-statement': { party: 'C0000' }, 'income-by': { by: 'product' } }

await call('book.open', { file })
const statements: ReadingTime[] = []
const sums: ReadingTime[] = []
for (const name of reportNames) {
  // What adds up documents is asked for a month, as it is read on a screen.
  const dates = asOf.has(name) ? [{ asOf: today }, { asOf: `${year}-10-31` }] : [restOnBalances.has(name) ? { from: `${year}-01-01`, to: today } : { from: `${year}-10-01`, to: `${year}-10-31` }]
  for (const date of dates) {
    const found = { ...(await median('report.table', { name, arguments: { ...about[name], ...date }, language: 'en' })), what: `${name} ${Object.values(date).join('..')}` }
    ;(restOnBalances.has(name) ? statements : sums).push(found)
  }
}
for (const name of ['home.summary', 'closing.summary'] as const) statements.push({ ...(await median(name, name === 'home.summary' ? { today } : {})), what: name })

const lists: ReadingTime[] = []
const filters: readonly { readonly list: string; readonly more: object; readonly what: string }[] = [
  ...contract['list.page'].input.entries.list.options.map((list) => ({ list, more: {}, what: '' })),
  { list: 'documents', more: { filter: { account: '1111' } }, what: 'of an account with most of all documents' },
  { list: 'documents', more: { filter: { account: '6210' } }, what: 'of an account' },
  { list: 'documents', more: { filter: { product: 'P0000' } }, what: 'of a product' },
  { list: 'documents', more: { filter: { party: 'C0000' } }, what: 'of a party' },
  { list: 'documents', more: { filter: { from: `${year}-03-01`, to: `${year}-03-31` } }, what: 'of a month' },
  { list: 'documents', more: { search: 'in' }, what: 'with "in" in it' },
  { list: 'documents', more: { search: 'Cascade' }, what: 'with a name in it' },
  { list: 'documents', more: { sort: { column: 'total', descending: true } }, what: 'by amount' },
  { list: 'sales', more: { filter: { status: 'overdue' } }, what: 'overdue' },
  { list: 'sales', more: { sort: { column: 'partyName', descending: false } }, what: 'by buyer' },
  { list: 'products', more: { search: 'rotan' }, what: 'with a word in it' },
]
for (const { list, more, what } of filters) lists.push({ ...(await median('list.page', { list, offset: 0, limit: 100, ...more })), what: `${list} ${what}`.trim() })
await call('draft.discard', draft as { id: string; rev: string })
await backend.close()
const figures: ReadingFigures = { statements, sums, lists, peakBytes: process.resourceUsage().maxRSS * 1024 }
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(0)

// The trial balance as a whole process: ours on the book, `ledger` and `hledger` on the plain-text journal of the same entries that we export.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CachedBook } from './large-book.ts'
import { quantile } from './figures.ts'

const program = join(import.meta.dirname, '../../src/cli/mendunia.ts')

export interface ProcessTime { readonly ms: number; /** Milliseconds of processor time of the process. */ readonly cpuMs: number }

export interface PeerFigures {
  readonly ours: ProcessTime
  /** Null where the program is not installed. */
  readonly ledger: ProcessTime | null
  readonly hledger: ProcessTime | null
  readonly journalBytes: number
}

/** Medians; the sides take turns. hledger takes half a minute: it runs twice. */
export function measurePeers(book: CachedBook, today: string, rounds = 3): PeerFigures {
  const journal = `${book.file}.journal`
  const options = ['--disable-warning=ExperimentalWarning', program]
  if (!existsSync(journal)) {
    execFileSync(process.execPath, [...options, 'export', 'journal', '--book', book.file, '--out', `${journal}.partial`])
    renameSync(`${journal}.partial`, journal)
  }
  const times = { ours: [] as ProcessTime[], ledger: [] as ProcessTime[], hledger: [] as ProcessTime[] }
  const ours = (): ProcessTime => timed(process.execPath, [...options, 'report', 'trial-balance', '--book', book.file, '--as-of', today]) as ProcessTime
  ours()
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(ours())
    for (const peer of ['ledger', 'hledger'] as const) {
      if (peer === 'hledger' && round > 1) continue
      const found = timed(peer, ['-f', journal, 'balance', '--flat'])
      if (found) times[peer].push(found)
    }
  }
  const median = (found: readonly ProcessTime[]): ProcessTime | null => (found.length === 0 ? null : { ms: quantile(found.map(({ ms }) => ms), 0.5), cpuMs: quantile(found.map(({ cpuMs }) => cpuMs), 0.5) })
  return { ours: median(times.ours) as ProcessTime, ledger: median(times.ledger), hledger: median(times.hledger), journalBytes: statSync(journal).size }
}

/** Null where there is no such program. The shell tells the processor time of what it ran. */
function timed(command: string, args: readonly string[]): ProcessTime | null {
  const started = performance.now()
  const { error, status, stdout, stderr } = spawnSync('sh', ['-c', '"$0" "$@" > /dev/null || exit; times', command, ...args], { encoding: 'utf8' })
  const ms = performance.now() - started
  if (status === 127) return null
  if (error || status !== 0) throw new Error(`${command}: ${stderr || String(error)}`)
  const [user = Number.NaN, system = Number.NaN] = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1000)
  return { ms, cpuMs: user + system }
}

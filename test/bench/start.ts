// From the start of the backend process to the answer of what the first page shows (book, home, first list page), with a book of
// 100,000 documents and with an empty one, each in a process of its own, in turns. Then, in one such process: memory and keystrokes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { CachedBook } from './large-book.ts'
import { quantile } from './figures.ts'

export interface StartFigures { readonly wholeMs: number; readonly backendMs: number; readonly parts: Readonly<Record<string, number>> }
export interface SearchFigures {
  readonly p50: number; readonly p99: number; readonly count: number; readonly residentBytes: number
  readonly slowest: readonly { readonly text: string; readonly ms: number }[]
}

interface Printed { readonly backendMs: number; readonly parts: Record<string, number> }

async function startOnce(book: CachedBook, today: string): Promise<StartFigures> {
  const started = performance.now()
  const lines = await run([book.file, book.dataFolder, today], 1)
  const wholeMs = lines.at
  return { wholeMs: wholeMs - started, ...(JSON.parse(lines.text[0] as string) as Printed) }
}

/** Medians of `rounds` starts of each. */
export async function measureStart(large: CachedBook, empty: CachedBook, today: string, rounds = 7): Promise<{ large: StartFigures; empty: StartFigures; rounds: number }> {
  const times: { large: StartFigures[]; empty: StartFigures[] } = { large: [], empty: [] }
  for (let round = 0; round <= rounds; round += 1) {
    const both = { large: await startOnce(large, today), empty: await startOnce(empty, today) }
    // The first of each fills the system's file cache and the code cache.
    if (round === 0) continue
    times.large.push(both.large)
    times.empty.push(both.empty)
  }
  const median = (figures: readonly StartFigures[]): StartFigures => ({
    wholeMs: quantile(figures.map((each) => each.wholeMs), 0.5), backendMs: quantile(figures.map((each) => each.backendMs), 0.5),
    parts: Object.fromEntries(Object.keys(figures[0]?.parts ?? {}).map((part) => [part, quantile(figures.map((each) => each.parts[part] ?? 0), 0.5)])),
  })
  return { large: median(times.large), empty: median(times.empty), rounds }
}

export async function measureSearch(large: CachedBook, today: string): Promise<SearchFigures> {
  const lines = await run([large.file, large.dataFolder, today, 'search'], 2)
  return JSON.parse(lines.text[1] as string) as SearchFigures
}

/** @returns the lines printed and when the first of them came */
function run(args: readonly string[], count: number): Promise<{ text: string[]; at: number }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'started-backend.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    let at = 0
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      if (at === 0 && output.includes('\n')) at = performance.now()
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      const text = output.split('\n').filter((line) => line !== '')
      if (code !== 0 || text.length < count) fail(new Error(`the backend ended with ${String(code)} after ${text.length} lines`))
      else done({ text, at })
    })
  })
}

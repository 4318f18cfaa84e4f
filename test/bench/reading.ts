import { execFile } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CachedBook } from './large-book.ts'

export interface ReadingTime { readonly what: string; readonly ms: number; /** Milliseconds of processor time: what is left of a figure when others use the machine too. */ readonly cpuMs: number }

export interface ReadingFigures {
  /** What rests on kept balances, items and stock. */
  readonly statements: readonly ReadingTime[]
  /** What adds up the documents of its period. */
  readonly sums: readonly ReadingTime[]
  /** First pages of 100 rows. */
  readonly lists: readonly ReadingTime[]
  readonly peakBytes: number
}

/** On a copy: what is written between the questions stays out of the cached book. */
export async function measureReading(book: CachedBook, folder: string, today: string): Promise<ReadingFigures> {
  const copy = join(folder, 'reading.mendunia')
  copyFileSync(book.file, copy)
  try {
    return JSON.parse(await runSide('reading-side.ts', [copy, join(folder, 'reading-data'), today])) as ReadingFigures
  } finally {
    rmSync(copy, { force: true })
  }
}

/** Runs a side of the bench in a process of its own. @returns its last line */
export function runSide(script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, script), ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${script}: ${stderr || error.message}`))
      else resolve(stdout.trim().split('\n').at(-1) ?? '')
    })
  })
}

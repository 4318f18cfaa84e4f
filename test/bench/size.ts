import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type CachedBook, mastersBook } from './large-book.ts'
import { runSide } from './reading.ts'

export interface SizeFigures {
  /** Medians in milliseconds, wall and processor. */
  readonly posting: { readonly large: number; readonly empty: number; readonly largeCpu: number; readonly emptyCpu: number; readonly count: number }
  /** By way of costing. */
  readonly backdated: Readonly<Record<string, { readonly ms: number; readonly cpuMs: number; readonly issues: number }>>
  readonly documents: number
  readonly peakBytes: number
}

export interface RebuildFigures { readonly documents: number; readonly ms: number; readonly cpuMs: number; readonly peakBytes: number }

/** On copies: the cached book stays as it is. */
export async function measureSize(book: CachedBook, folder: string, today: string): Promise<{ readonly size: SizeFigures; readonly rebuild: RebuildFigures }> {
  const large = join(folder, 'size-large.mendunia')
  const { file: empty } = mastersBook(join(folder, 'size-empty'))
  copyFileSync(book.file, large)
  try {
    const rebuild = JSON.parse(await runSide('rebuild-side.ts', [large])) as RebuildFigures
    const size = JSON.parse(await runSide('size-side.ts', [large, empty, join(folder, 'size-data'), today])) as SizeFigures
    return { size, rebuild }
  } finally {
    rmSync(large, { force: true })
  }
}

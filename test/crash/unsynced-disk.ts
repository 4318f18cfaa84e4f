// A disk that forgets: what was written to a file and not synced may be lost at a power cut, sector by sector, and so may be the
// making and the removal of a file until its folder is synced.
import type { Chance } from '../../src/backend/demo/chance.ts'

export type Change =
  | { readonly kind: 'open'; readonly path: string; readonly created: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'syncFolder' }

type Pending = Extract<Change, { kind: 'write' | 'truncate' }>

/** What a disk writes whole or not at all. */
const sectorBytes = 512

interface File {
  /** What is on the disk for certain. */
  safe: Buffer
  pending: Pending[]
  /** Whether the folder's entry is on the disk for certain. */
  named: boolean
  removed: boolean
}

export class UnsyncedDisk {
  readonly #files = new Map<string, File>()

  constructor(files: ReadonlyMap<string, Buffer>) {
    for (const [path, content] of files) this.#files.set(path, { safe: Buffer.from(content), pending: [], named: true, removed: false })
  }

  apply(change: Change): void {
    if (change.kind === 'syncFolder') {
      for (const [path, file] of this.#files) {
        file.named = true
        if (file.removed) this.#files.delete(path)
      }
      return
    }
    const file = this.#files.get(change.path)
    switch (change.kind) {
      case 'open':
        if (file === undefined || file.removed) {
          if (change.created) this.#files.set(change.path, { safe: Buffer.alloc(0), pending: [], named: false, removed: false })
        }
        return
      case 'unlink':
        if (file) file.removed = true
        return
      case 'sync':
        if (!file) return
        if (file.pending.length > 0) file.safe = this.#settled(file, () => true)
        file.pending = []
        return
      case 'write':
      case 'truncate':
        if (!file) throw new Error(`${change.path} is changed and was not opened`)
        file.pending.push(change)
    }
  }

  /**
   * What a power cut at this moment leaves.
   * @param chance  without it everything that was not synced is lost; with it each sector, truncation, name and removal by the toss of a coin
   */
  afterPowerCut(chance?: Chance): Map<string, Buffer> {
    const keeps = (): boolean => chance?.happens(0.5) ?? false
    const left = new Map<string, Buffer>()
    for (const [path, file] of this.#files) {
      if (!file.named && !keeps()) continue
      if (file.removed && keeps()) continue
      left.set(path, this.#settled(file, keeps))
    }
    return left
  }

  #settled(file: File, keeps: () => boolean): Buffer {
    const room = file.pending.reduce((size, change) => Math.max(size, change.kind === 'write' ? change.at + change.data.length : change.size), file.safe.length)
    const image = Buffer.alloc(room)
    file.safe.copy(image)
    let size = file.safe.length
    for (const change of file.pending) {
      if (change.kind === 'truncate') {
        if (!keeps()) continue
        if (change.size < size) image.fill(0, change.size, size)
        size = change.size
        continue
      }
      for (let start = 0; start < change.data.length; ) {
        const place = change.at + start
        const end = Math.min(change.data.length, start + sectorBytes - (place % sectorBytes))
        if (keeps()) {
          change.data.copy(image, place, start, end)
          size = Math.max(size, place + end - start)
        }
        start = end
      }
    }
    return image.subarray(0, size)
  }
}

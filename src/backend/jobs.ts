import { RefusalError, refuse } from '../core/errors/index.ts'
import type { BackendEvent } from '../contract/index.ts'

export interface Job {
  readonly id: string
  progress(done: number, total: number, label: string): void
  /** Lets the event loop turn, so that other calls are answered and a cancel is heard. @throws RefusalError CANCELLED */
  breathe(): Promise<void>
}

/** Progress is told at most this often. */
const progressEveryMs = 100

/** Long work: told as it goes, and stopped when somebody asks. */
export class Jobs {
  readonly #cancelled = new Set<string>()
  /** How many of one name run: the command line's and the page's may at the same time. */
  readonly #running = new Map<string, number>()
  readonly #emit: (event: BackendEvent) => void

  constructor(emit: (event: BackendEvent) => void) {
    this.#emit = emit
  }

  cancel(id: string): void {
    if (this.#running.has(id)) this.#cancelled.add(id)
  }

  cancelAll(): void {
    for (const id of this.#running.keys()) this.cancel(id)
  }

  async run<T>(id: string, work: (job: Job) => Promise<T>): Promise<T> {
    this.#running.set(id, (this.#running.get(id) ?? 0) + 1)
    let told = 0
    try {
      return await work({
        id,
        progress: (done, total, label) => {
          const now = performance.now()
          if (done < total && now - told < progressEveryMs) return
          told = now
          this.#emit({ event: 'progress', job: id, done, total, label })
        },
        breathe: async () => {
          await new Promise((resolve) => setImmediate(resolve))
          if (this.#cancelled.has(id)) throw new RefusalError(refuse('CANCELLED'))
        },
      })
    } finally {
      const others = (this.#running.get(id) ?? 1) - 1
      if (others > 0) this.#running.set(id, others)
      else {
        this.#running.delete(id)
        this.#cancelled.delete(id)
      }
    }
  }
}

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
  readonly #running = new Set<string>()
  readonly #emit: (event: BackendEvent) => void

  constructor(emit: (event: BackendEvent) => void) {
    this.#emit = emit
  }

  cancel(id: string): void {
    if (this.#running.has(id)) this.#cancelled.add(id)
  }

  async run<T>(id: string, work: (job: Job) => Promise<T>): Promise<T> {
    this.#running.add(id)
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
      this.#running.delete(id)
      this.#cancelled.delete(id)
    }
  }
}

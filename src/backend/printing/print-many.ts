import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ShipmentData } from '../../core/shipment/index.ts'
import type { LayoutOptions } from '../../paperwork/index.ts'
import type { PrintAnswer, PrintJob } from './print-worker.ts'

export interface ManyPapers { readonly type: string, readonly data: ShipmentData, readonly options: LayoutOptions }

/** How many papers a thread has before it: it need not wait for the next, and few wait in memory. */
const ahead = 2
/** A thread's heap: the fonts' tables and the papers under way. A larger one would only be emptied later. */
const heap = { maxOldGenerationSizeMb: 72, maxYoungGenerationSizeMb: 8 }

/**
 * Prints many papers on all cores. The papers are taken as they are needed and given away as they are done, in no order, so that
 * a thousand invoices never stand in memory together.
 * @param done  what becomes of a finished paper; awaited, so that a slow disk slows the printing and not the memory
 * @param signal  stops after the papers that are under way
 * @refuses Error of the first paper that could not be printed
 */
export async function printMany(papers: Iterable<ManyPapers>, done: (index: number, bytes: Uint8Array) => Promise<void> | void, signal?: AbortSignal): Promise<number> {
  const source = papers[Symbol.iterator]()
  let next = 0
  let finished = 0
  const take = (): PrintJob | null => {
    if (signal?.aborted === true) return null
    const each = source.next()
    if (each.done === true) return null
    next += 1
    return { index: next - 1, ...each.value }
  }
  const serve = async (): Promise<void> => {
    const first = take()
    if (first === null) return
    const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './print-worker.ts' : './print-worker.mjs', import.meta.url), { resourceLimits: heap })
    try {
      await new Promise<void>((resolve, reject) => {
        let waiting = 0
        const send = (job: PrintJob | null): void => {
          if (job === null) {
            if (waiting === 0) resolve()
            return
          }
          waiting += 1
          worker.postMessage(job)
        }
        worker.on('error', reject)
        worker.on('message', (answer: PrintAnswer) => {
          if ('error' in answer) {
            reject(Object.assign(new Error(answer.error.message), { name: answer.error.name }))
            return
          }
          Promise.resolve(done(answer.index, answer.bytes)).then(() => {
            waiting -= 1
            finished += 1
            send(take())
          }, reject)
        })
        send(first)
        for (let more = 1; more < ahead; more += 1) send(take())
      })
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, serve))
  return finished
}

import { parentPort } from 'node:worker_threads'
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type LayoutOptions, paperType } from '../../paperwork/index.ts'
import { printPaper } from './print-paper.ts'

/** One paper to print; the answer bears its index. */
export interface PrintJob { readonly index: number, readonly type: string, readonly data: ShipmentData, readonly options: LayoutOptions }
export type PrintAnswer = { readonly index: number, readonly bytes: Uint8Array } | { readonly index: number, readonly error: { readonly name: string, readonly message: string } }

// A thread that lays out and prints what it is sent, one paper after another (see print-many.ts).
parentPort?.on('message', (job: PrintJob) => {
  print(job).then((answer) => parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []), () => undefined)
})

async function print({ index, type, data, options }: PrintJob): Promise<PrintAnswer> {
  try {
    const paper = paperType(type)
    if (!paper) throw new RangeError(`unknown paper: ${type}`)
    // A copy of its own, which can be handed over without copying it again.
    return { index, bytes: (await printPaper(paper.layout(data, options))).slice() }
  } catch (error) {
    return { index, error: { name: error instanceof Error ? error.name : 'Error', message: error instanceof Error ? error.message : String(error) } }
  }
}

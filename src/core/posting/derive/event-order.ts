import type { Envelope } from '../../document/index.ts'

/**
 * Event order across devices as text that sorts: clock value, device, document id. The clock is written without its
 * punctuation (which is the same in every value) to keep the indices that carry it short; `!` sorts before all characters of
 * device codes, so that a shorter code comes first.
 */
export function eventOrder(document: Pick<Envelope, 'at' | 'device' | '_id'>): string {
  const at = document.at
  const clock = at.length === 29
    ? at.slice(0, 4) + at.slice(5, 7) + at.slice(8, 10) + at.slice(11, 13) + at.slice(14, 16) + at.slice(17, 19) + at.slice(20, 23) + at.slice(25)
    : at
  return `${clock}!${document.device}!${document._id}`
}

/** Compares by UTF-16 code units, as SQLite's BINARY does for the ASCII that keys consist of. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/*
 * Scans are content-addressed chunks of at most 1 MB. They go last and one by one: a line that breaks loses one chunk, and nothing that
 * the books need waits for a picture.
 */
import type { Revisions } from '../store/revisions/index.ts'
import type { RecordKeeper } from './record.ts'
import type { Named } from './transfer.ts'

type Asked = Record<string, string[]>

export function isScan(id: string): boolean {
  return id.startsWith('scan:')
}

/**
 * Takes the scans out of what is asked about, and notes them for later.
 * @param direction  `pull`: they are there and perhaps not here; `push`: the other way round
 * @returns what is asked about now
 */
export function setAsideScans(keeper: RecordKeeper, revisions: Revisions, direction: 'push' | 'pull', asked: Asked): Asked {
  const scans = Object.entries(asked).filter(([id]) => isScan(id))
  if (scans.length === 0) return asked
  const missing = direction === 'pull' ? new Set(Object.keys(revisions.revsDiff(Object.fromEntries(scans)))) : null
  const list = direction === 'pull' ? keeper.record.scansToFetch : keeper.record.scansToSend
  const known = new Set(list.map(([id]) => id))
  const fresh = scans.filter(([id]) => !known.has(id) && missing?.has(id) !== false)
  if (fresh.length > 0) {
    list.push(...fresh)
    keeper.save()
  }
  return Object.fromEntries(Object.entries(asked).filter(([id]) => !isScan(id)))
}

/** The queue of one direction, the first first. */
export function scansDue(keeper: RecordKeeper, direction: 'push' | 'pull'): Named[] {
  return [...(direction === 'pull' ? keeper.record.scansToFetch : keeper.record.scansToSend)]
}

export function scanDone(keeper: RecordKeeper, direction: 'push' | 'pull', id: string): void {
  const list = direction === 'pull' ? keeper.record.scansToFetch : keeper.record.scansToSend
  const place = list.findIndex(([each]) => each === id)
  if (place >= 0) list.splice(place, 1)
}

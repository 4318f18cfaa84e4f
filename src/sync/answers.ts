import { syncError } from './sync-error.ts'

/*
 * Whether an answer has the shape that the protocol gives it. What has not is refused whole and asked for again: taken as it is, a
 * list with something else in it would let the replicator count documents as exchanged that nobody sent.
 */

type Json = Readonly<Record<string, unknown>>

const revision = /^\d+-[^\s"]{1,256}$/

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isSequence = (value: unknown): boolean => typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
const isRevision = (value: unknown): boolean => typeof value === 'string' && revision.test(value)

function isChange(row: unknown): boolean {
  return isObject(row) && isSequence(row['seq']) && typeof row['id'] === 'string' && row['id'] !== '' && Array.isArray(row['changes']) && row['changes'].length > 0
    && row['changes'].every((change) => isObject(change) && isRevision(change['rev']))
}

function isChanges(body: unknown): boolean {
  return isObject(body) && isSequence(body['last_seq']) && Array.isArray(body['results']) && body['results'].every(isChange)
}

/** Of the revisions that were asked about, those that are missing, and nothing else. */
function isDifference(body: unknown, asked: unknown): boolean {
  if (!isObject(body) || !isObject(asked)) return false
  return Object.entries(body).every(([id, entry]) => {
    if (!Object.hasOwn(asked, id) || !isObject(entry)) return false
    const missing = entry['missing']
    const known = asked[id]
    return Array.isArray(missing) && missing.length > 0 && Array.isArray(known) && missing.every((rev) => known.includes(rev))
  })
}

/**
 * Whether a feed that is followed begins anew under us: the database was made anew or restored, and the next connection has to look
 * at what it is. Sequences are opaque, but all servers begin them with a number that grows.
 */
export function goesBack(since: string | null, body: unknown): boolean {
  const number = (sequence: unknown): number => Number.parseInt(String(sequence), 10)
  return since !== null && isObject(body) && number(body['last_seq']) < number(since)
}

/** @throws SYNC_SERVER_ERROR for an answer of status 2xx to one of the protocol's requests that has another shape */
export function checkAnswer(path: string, status: number, body: unknown, asked: unknown): void {
  const isSound = path.endsWith('/_changes') ? isChanges(body) : path.endsWith('/_revs_diff') ? isDifference(body, asked) : true
  if (!isSound) throw syncError('SYNC_SERVER_ERROR', { status }, { status })
}

export interface BulkGetEntry {
  ok?: { _id: string; _rev: string; [field: string]: unknown }
  missing?: string
  error?: { rev?: string; error?: string; reason?: string }
}

export interface BulkGetResult {
  id: string
  docs: BulkGetEntry[]
}

/**
 * The documents that were asked for: each of them, and no other.
 * @param asked  revisions by id
 * @throws SYNC_SERVER_ERROR
 */
export function readBulkGet(status: number, body: Json, asked: ReadonlyMap<string, readonly string[]>): BulkGetResult[] {
  const refuse = (): Error => syncError('SYNC_SERVER_ERROR', { status }, { status })
  const results = body['results']
  if (status !== 200 || !Array.isArray(results)) throw refuse()
  const answered = new Map<string, BulkGetEntry[]>()
  for (const result of results) {
    const id: unknown = isObject(result) ? result['id'] : undefined
    if (!isObject(result) || typeof id !== 'string' || !asked.has(id) || !Array.isArray(result['docs']) || !result['docs'].every((entry) => isEntry(id, entry))) throw refuse()
    answered.set(id, [...(answered.get(id) ?? []), ...(result['docs'] as BulkGetEntry[])])
  }
  // Of two versions side by side one may have ended in the other meanwhile: then it is in the history of what came.
  for (const [id, revs] of asked) if (revs.some((rev) => !(answered.get(id) ?? []).some((entry) => answers(entry, rev)))) throw refuse()
  return results as BulkGetResult[]
}

function answers(entry: BulkGetEntry, rev: string): boolean {
  // Whoever says that it cannot give one is heard: the document is listed.
  if (!entry.ok) return true
  const history = entry.ok['_revisions']
  return entry.ok._rev === rev || !isObject(history) || !Array.isArray(history['ids']) || history['ids'].includes(rev.slice(rev.indexOf('-') + 1)) || Number(entry.ok._rev.split('-')[0]) > Number(rev.split('-')[0])
}

function isEntry(id: string, entry: unknown): boolean {
  if (!isObject(entry)) return false
  if ('ok' in entry) return isObject(entry['ok']) && entry['ok']['_id'] === id && isRevision(entry['ok']['_rev'])
  return 'missing' in entry || isObject(entry['error'])
}

import { randomUUID } from 'node:crypto'
import type { Address } from './address.ts'
import { type GuardedFetch, type LineRecord, guardFetch } from './guarded-fetch.ts'
import { faceOf, remoteFace, type Unreadable } from './pouch.ts'
import { refusalOf, syncError } from './sync-error.ts'
import type { BookRemote, SynchroniserOptions, SyncTiming } from './types.ts'

/** The document by which a remote says whose it is. Local to it, so it never replicates. */
export const markerId = '_local/mendunia-book'

interface Marker {
  _id: string
  _rev?: string
  /** The company; empty until a device that knows it comes. */
  book: string
  /** Made with the database: another one means that the database was replaced. */
  epoch: string
  madeBy: string
}

/** What a remote was known by when this book met it last. */
export interface Known {
  readonly epoch: string | null
  readonly server: string | null
  readonly instance: string | null
}

/** A connection that was checked: it answers, it is the right company's, it is the one that we met before. */
export interface Link {
  peer: PouchDB.Database
  epoch: string
  bookId: string
  /** CouchDB's `uuid` of the server and `instance_start_time` of the database; null where it gives none that lasts. */
  server: string | null
  instance: string | null
  /** How many documents it says it has. */
  documents: number
  close(): Promise<void>
}

interface MarkerStore {
  read(): Promise<Marker | undefined>
  /** @returns false if somebody else was faster */
  write(marker: Marker): Promise<boolean>
}

/** Reads or makes the marker. @throws SYNC_WRONG_BOOK, SYNC_REPLACED */
async function checkMarker(store: MarkerStore, options: SynchroniserOptions, knownEpoch: string | null): Promise<Marker> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const found = await store.read()
    if (found?.book && options.bookId && found.book !== options.bookId) throw syncError('SYNC_WRONG_BOOK')
    if (knownEpoch !== null && found?.epoch !== knownEpoch && !options.acceptReplaced) throw syncError('SYNC_REPLACED')
    if (found && (found.book || !options.bookId)) return found
    const marker: Marker = found
      ? { ...found, book: options.bookId! }
      : { _id: markerId, book: options.bookId ?? '', epoch: randomUUID(), madeBy: options.deviceId }
    if (await store.write(marker)) return marker
  }
  throw syncError('SYNC_SERVER_ERROR', { status: 409 }, { status: 409 })
}

/** What the server says of itself. A database that was made anew has another instance, a server that was set up anew another uuid. */
async function marksOf(guard: GuardedFetch, info: Readonly<Record<string, unknown>>): Promise<{ server: string | null; instance: string | null }> {
  const { status, body } = await guard.json('GET', '/../')
  if (status >= 300) return { server: null, instance: null }
  // Before 3.3 the time was always 0, and PouchDB Server's is that of its own start.
  const [major = 0, minor = 0] = String(body['version'] ?? '').split('.').map(Number)
  const isKept = body['express-pouchdb'] === undefined && (major > 3 || (major === 3 && minor >= 3))
  const instance = info['instance_start_time']
  return { server: typeof body['uuid'] === 'string' ? body['uuid'] : null, instance: isKept && typeof instance === 'string' && instance !== '0' ? instance : null }
}

function isAnother(known: string | null, found: string | null): boolean {
  return known !== null && found !== null && known !== found
}

/** @throws SyncError */
export async function linkToServer(
  address: Address, options: SynchroniserOptions, timing: SyncTiming, known: Known, stop: AbortSignal, line: LineRecord, onUnreadable: (doc: Unreadable) => void,
): Promise<Link> {
  const guard = guardFetch(address, timing, options.fetch ?? globalThis.fetch, stop, line)
  let info: Readonly<Record<string, unknown>> = {}
  try {
    const found = await guard.json('GET', '/')
    if (found.status < 300) info = found.body
  } catch (error) {
    if (refusalOf(error).code !== 'SYNC_NOT_FOUND') throw error
    // Gone, and we knew it: a person says whether it is to be made again.
    if (known.epoch !== null && !options.acceptReplaced) throw syncError('SYNC_REPLACED', {}, { status: 404 })
    if (!options.createIfMissing && !options.acceptReplaced) throw error
    // 412: another device was faster.
    const { status } = await guard.json('PUT', '/')
    if (status >= 300 && status !== 412) throw syncError('SYNC_FORBIDDEN', {}, { status })
    info = (await guard.json('GET', '/')).body
  }
  const { server, instance } = await marksOf(guard, info)
  if ((isAnother(known.server, server) || isAnother(known.instance, instance)) && !options.acceptReplaced) throw syncError('SYNC_REPLACED')
  const marker = await checkMarker(
    {
      async read() {
        const { status, body } = await guard.json('GET', `/${markerId}`)
        return status === 200 ? readMarker(body) : undefined
      },
      async write(doc) {
        const { status } = await guard.json('PUT', `/${markerId}`, doc)
        return status < 300
      },
    },
    options,
    known.epoch,
  )
  const peer = remoteFace(address.database, `mendunia:${marker.epoch}`, guard, line.pace, onUnreadable)
  return {
    peer,
    epoch: marker.epoch,
    bookId: marker.book,
    server,
    instance,
    documents: Number(info['doc_count']) || 0,
    async close() {
      guard.abort()
      await peer.close()
    },
  }
}

/** @throws SYNC_SERVER_ERROR for a marker that no device of ours wrote */
function readMarker(body: Readonly<Record<string, unknown>>): Marker {
  const { book, epoch } = body
  if (typeof book !== 'string' || typeof epoch !== 'string' || epoch === '') throw syncError('SYNC_SERVER_ERROR', { status: 200 }, { status: 200 })
  return body as unknown as Marker
}

/**
 * A connection to look through only: whatever it is, and nothing is written there.
 * @returns null if there is no database
 * @throws SyncError
 */
export async function lookAtServer(address: Address, options: SynchroniserOptions, timing: SyncTiming, stop: AbortSignal, line: LineRecord): Promise<Pick<Link, 'peer' | 'close'> | null> {
  const guard = guardFetch(address, timing, options.fetch ?? globalThis.fetch, stop, line)
  try {
    await guard.json('GET', '/')
    const { status, body } = await guard.json('GET', `/${markerId}`)
    const marker = status === 200 ? readMarker(body) : null
    if (marker?.book && options.bookId && marker.book !== options.bookId) throw syncError('SYNC_WRONG_BOOK')
  } catch (error) {
    if (refusalOf(error).code === 'SYNC_NOT_FOUND') return null
    throw error
  }
  const peer = remoteFace(address.database, `mendunia-look:${randomUUID()}`, guard, line.pace, () => undefined)
  return {
    peer,
    async close() {
      guard.abort()
      await peer.close()
    },
  }
}

/** @throws SyncError */
export async function linkToBook(remote: BookRemote, options: SynchroniserOptions, knownEpoch: string | null): Promise<Link> {
  const { revisions } = remote
  if (revisions === options.revisions) throw syncError('SYNC_WRONG_BOOK')
  if (remote.bookId && options.bookId && remote.bookId !== options.bookId) throw syncError('SYNC_WRONG_BOOK')
  const marker = await checkMarker(
    {
      read: () => Promise.resolve(revisions.localGet(markerId) as unknown as Marker | undefined),
      write(doc) {
        revisions.localPut({ ...doc })
        return Promise.resolve(true)
      },
    },
    remote.bookId && !options.bookId ? { ...options, bookId: remote.bookId } : options,
    knownEpoch,
  )
  const peer = faceOf(revisions)
  return { peer, epoch: marker.epoch, bookId: marker.book, server: null, instance: null, documents: revisions.info().docCount, close: () => peer.close() }
}

import { randomUUID } from 'node:crypto'
import type { Address } from './address.ts'
import { guardFetch } from './guarded-fetch.ts'
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

/** A connection that was checked: it answers, it is the right company's, it is the one that we met before. */
export interface Link {
  peer: PouchDB.Database
  epoch: string
  bookId: string
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

/** @throws SyncError */
export async function linkToServer(
  address: Address, options: SynchroniserOptions, timing: SyncTiming, knownEpoch: string | null, stop: AbortSignal, onUnreadable: (doc: Unreadable) => void,
): Promise<Link> {
  const guard = guardFetch(address, timing, options.fetch ?? globalThis.fetch, stop)
  try {
    await guard.json('GET', '/')
  } catch (error) {
    if (refusalOf(error).code !== 'SYNC_NOT_FOUND' || !options.createIfMissing) throw error
    // 412: another device was faster.
    const { status } = await guard.json('PUT', '/')
    if (status >= 300 && status !== 412) throw syncError('SYNC_FORBIDDEN', {}, { status })
  }
  const marker = await checkMarker(
    {
      async read() {
        const { status, body } = await guard.json('GET', `/${markerId}`)
        return status === 200 ? (body as unknown as Marker) : undefined
      },
      async write(doc) {
        const { status } = await guard.json('PUT', `/${markerId}`, doc)
        return status < 300
      },
    },
    options,
    knownEpoch,
  )
  const peer = remoteFace(address.database, `mendunia:${marker.epoch}`, guard, onUnreadable)
  return {
    peer,
    epoch: marker.epoch,
    bookId: marker.book,
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
  return { peer, epoch: marker.epoch, bookId: marker.book, close: () => peer.close() }
}


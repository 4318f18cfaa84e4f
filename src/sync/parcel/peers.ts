import type { Book } from '../../store/book/index.ts'

/** What is known of another copy of the book through parcels alone. */
export interface ParcelPeer {
  /** Identity of the copy. */
  readonly source: string
  readonly device: string
  /** All of its changes up to this one are here. */
  readonly has: number
  /** All of our changes up to this one are there. */
  readonly ours: number
  /** ISO instants: when its last parcel was written, and when it was read here. */
  readonly writtenAt: string
  readonly readAt: string
}

const key = 'parcel/peers'

export function parcelPeers(book: Book): readonly ParcelPeer[] {
  return book.local.getJson<readonly ParcelPeer[]>(key) ?? []
}

export function peerOf(book: Book, source: string): ParcelPeer | undefined {
  return parcelPeers(book).find((peer) => peer.source === source)
}

/** Within a transaction. */
export function rememberPeer(book: Book, peer: ParcelPeer): void {
  book.local.setJson(key, [...parcelPeers(book).filter(({ source }) => source !== peer.source), peer])
}

/** Within a transaction: the other copy itself said what it has of ours. */
export function noteOurs(book: Book, source: string, device: string, ours: number): void {
  const before = peerOf(book, source)
  rememberPeer(book, before ? { ...before, device, ours } : { source, device, has: 0, ours, writtenAt: book.now(), readAt: book.now() })
}

/**
 * From which change on the other copies may lack something: of one device, or of all that are known. 0, so that everything is
 * sent, where nothing is known.
 */
export function lackingSince(book: Book, device?: string): number {
  const peers = parcelPeers(book).filter((peer) => device === undefined || peer.device === device)
  return peers.length === 0 ? 0 : Math.min(...peers.map(({ ours }) => ours))
}

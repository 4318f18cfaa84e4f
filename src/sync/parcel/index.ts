// Parcels: what another copy of the book lacks, in one file that is carried by hand. Imports core, store/book.
// Invariant: a file under a parcel's name is whole and signed; reading one twice, or in another order, gives the same book.
export { parcelExtension } from './parcel-header.ts'
export { type ParcelPeer, lackingSince, noteOurs, parcelPeers, peerOf } from './peers.ts'
export { type ReadParcel, isParcel, parcelHeader, readParcel } from './read-parcel.ts'
export { type ParcelProgress, type WrittenParcel, changesToSend, parcelName, writeParcel } from './write-parcel.ts'

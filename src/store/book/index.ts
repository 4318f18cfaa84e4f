// A company's book: one file, one owner, one transaction for revisions, projections and local state. Imports core and its store neighbours.
// Invariant: what `transaction` returned is on the disk whole; what it threw left no trace.
export { backup, restore } from './backup.ts'
export { Book, type BookOptions, createBook, type DeviceIdentity, openBook } from './book.ts'
export { type PlaceFacts, placeOf, placeRefusal } from './book-place.ts'
export { readHeader, translateStoreError } from './book-file.ts'
export { chainHash } from '../projections/index.ts'
export { markOf, readTrust } from './door.ts'
export { knownMigrations, latestVersion } from './migrations.ts'
export { putInPlace } from './put-in-place.ts'
export { type DeviceSecret, type Signer, derivedSecret, isSignedBy, newDeviceSecret, signerOf } from './signing.ts'
export { type VerifyReport, verifyDatabase } from './verify.ts'

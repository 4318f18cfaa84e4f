// Another PC on the same network: found or named, paired by a code, and an exchange of parcels over an encrypted line. Imports core, store/book, parcels.
// Invariant: nothing of a book is said before the other side has proven that it has the code, or what was agreed on at pairing.
export { type Channel, type SharedSecret, openChannel, secretId } from './channel.ts'
export { type NearbyPc, announce, findNearby, ownAddresses } from './discovery.ts'
export { type LanExchange, exchangeOver } from './lan-exchange.ts'
export { newPairingCode, readPairingCode } from './pairing-code.ts'

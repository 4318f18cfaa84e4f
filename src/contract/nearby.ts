import * as v from 'valibot'
import { command, everyone, owners, query, writers } from './define.ts'
import type { ParcelRead } from './parcels.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** What happened with another PC on the network. */
export interface NearbyExchange {
  readonly device: string
  readonly name: string
  readonly sent: number
  readonly received: ParcelRead
  /** ISO instant. */
  readonly at: string
}

export interface NearbyState {
  /** This PC waits for another: what is read or typed there. */
  readonly waiting: { readonly code: string; readonly addresses: readonly string[]; readonly port: number; /** ISO instant. */ readonly until: string; readonly triesLeft: number } | null
  /** PCs that were paired before: they need no code. */
  readonly paired: readonly { readonly device: string; readonly name: string; readonly address: string | null }[]
  readonly last: NearbyExchange | null
}

export const nearbyEntries = {
  'nearby.state': query<NearbyState>()({ input: v.strictObject({}), role: everyone }),
  /** Lets another PC come, for some minutes and a few tries of the code. */
  'nearby.wait': command<NearbyState>()({ input: v.strictObject({ on: v.boolean(), host: v.optional(text(100)), port: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(65535))) }), role: owners, errors: ['LAN_PORT_TAKEN'] }),
  'nearby.find': command<readonly { readonly name: string; readonly address: string; readonly port: number }[]>()({ input: v.strictObject({}), role: writers }),
  /** Goes to another PC that waits, and exchanges with it. `code` the first time, later none. */
  'nearby.exchange': command<NearbyExchange>()({
    input: v.strictObject({ address: text(200), code: v.optional(text(40)) }), role: writers,
    errors: ['LAN_CODE_WRONG', 'LAN_CODE_FORM', 'LAN_NOT_MENDUNIA', 'LAN_LOST', 'LAN_FORGED', 'LAN_NOT_FOUND', 'LAN_NOT_PAIRED', 'SYNC_WRONG_BOOK', 'PARCEL_UNTRUSTED', 'CANCELLED'],
  }),
} as const

import { clockPattern } from '../../core/calendar/index.ts'
import { type MutableDocument, isVersioned, schemaVersion } from '../../core/document/index.ts'
import { documentTypes } from '../../core/events/index.ts'
import { type PostedDocument, isSoundPosting } from '../../core/posting/index.ts'
import { bankTypes, isSoundBankDocument } from './bank-rows.ts'
import { isOversized } from './document-size.ts'
import type { DocumentBody } from './reader.ts'
import { isSoundShipmentDocument, shipmentTypes } from './shipment-rows.ts'

export const masterTypes = ['company', 'account', 'party', 'product', 'warehouse', 'exchangeRate'] as const
export type MasterType = (typeof masterTypes)[number]

export type Recognised =
  | { readonly kind: 'posted'; readonly body: PostedDocument }
  | { readonly kind: 'master'; readonly body: MutableDocument }
  | { readonly kind: 'draft'; readonly body: MutableDocument }
  | { readonly kind: 'bank'; readonly body: MutableDocument }
  /** A folder of a shipment, or a paper issued or received in it. */
  | { readonly kind: 'shipment'; readonly body: MutableDocument }
  /** What a person decided where devices differed: of which nothing but the inbox depends. */
  | { readonly kind: 'decision'; readonly body: MutableDocument }
  /** Kept and replicated on, but not allowed to touch the books. */
  | { readonly kind: 'quarantined'; readonly reason: QuarantineReason }
  /** Documents that are not projected: devices and who trusts them, prints of reports, notes for the tax office, and a server's design documents. */
  | { readonly kind: 'other' }

/** Written by a newer program, of a kind that this one does not know, not of the form that its kind has, larger than any device writes, or a posting whose content is not what its hash was made of. */
export type QuarantineReason = 'newer' | 'unknown' | 'malformed' | 'forged' | 'oversized'

const postedTypes: ReadonlySet<string> = new Set(Object.values(documentTypes).filter((type) => !(masterTypes as readonly string[]).includes(type)))

/** As `recognise`, where a document comes in: what is larger than any device writes, and a posting that does not fit its hash, enter no book. */
export function admit(body: DocumentBody, fits: (posted: PostedDocument) => boolean): Recognised {
  if (isOversized(body)) return { kind: 'quarantined', reason: 'oversized' }
  const recognised = recognise(body)
  return recognised.kind === 'posted' && !fits(recognised.body) ? { kind: 'quarantined', reason: 'forged' } : recognised
}

/** What a winning document is to the projections: the shape is checked here once, and trusted afterwards. */
export function recognise(body: DocumentBody): Recognised {
  const id = body['_id']
  const type = body['type']
  if (typeof id === 'string' && id.startsWith('_design/')) return { kind: 'other' }
  const isMaster = (masterTypes as readonly unknown[]).includes(type)
  const isPosted = postedTypes.has(String(type))
  if (typeof body['schema'] === 'number' && body['schema'] > schemaVersion) return { kind: 'quarantined', reason: 'newer' }
  const isBank = (bankTypes as readonly unknown[]).includes(type)
  const isShipment = (shipmentTypes as readonly unknown[]).includes(type)
  if (!isMaster && !isPosted && !isBank && !isShipment && type !== 'draft' && type !== 'decision' && type !== 'device' && type !== 'reportPrint' && type !== 'taxNote' && type !== 'trust') return { kind: 'quarantined', reason: 'unknown' }
  if (typeof id !== 'string' || !id.startsWith(`${String(type)}:`) || !isEnvelope(body)) return { kind: 'quarantined', reason: 'malformed' }
  if (type === 'device' || type === 'reportPrint' || type === 'taxNote' || type === 'trust') return { kind: 'other' }
  if (isPosted) return isSoundPosting(body) ? { kind: 'posted', body: body as unknown as PostedDocument } : { kind: 'quarantined', reason: 'malformed' }
  const fields = body['fields']
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) return { kind: 'quarantined', reason: 'malformed' }
  if (!isVersioned(body) || (isMaster && typeof body['date'] !== 'string')) return { kind: 'quarantined', reason: 'malformed' }
  if (type === 'decision') return { kind: 'decision', body: body as unknown as MutableDocument }
  if (isBank) return isSoundBankDocument(String(type), fields as Readonly<Record<string, unknown>>) ? { kind: 'bank', body: body as unknown as MutableDocument } : { kind: 'quarantined', reason: 'malformed' }
  if (isShipment) return isSoundShipmentDocument(String(type), fields as Readonly<Record<string, unknown>>) ? { kind: 'shipment', body: body as unknown as MutableDocument } : { kind: 'quarantined', reason: 'malformed' }
  return { kind: isMaster ? 'master' : 'draft', body: body as unknown as MutableDocument }
}

function isEnvelope(body: DocumentBody): boolean {
  const { schema, device, at, eventId } = body
  return Number.isSafeInteger(schema) && (schema as number) >= 1 && typeof device === 'string' && typeof at === 'string' && clockPattern.test(at) && typeof eventId === 'string'
}

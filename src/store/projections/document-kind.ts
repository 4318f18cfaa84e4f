import { clockPattern, isPlainDate } from '../../core/calendar/index.ts'
import { type MutableDocument, schemaVersion } from '../../core/document/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { DocumentBody } from './reader.ts'

export const masterTypes = ['company', 'account', 'party', 'product', 'warehouse', 'exchangeRate'] as const
export type MasterType = (typeof masterTypes)[number]

export type Recognised =
  | { readonly kind: 'posted'; readonly body: PostedDocument }
  | { readonly kind: 'master'; readonly body: MutableDocument }
  | { readonly kind: 'draft'; readonly body: MutableDocument }
  /** Kept and replicated on, but not allowed to touch the books. */
  | { readonly kind: 'quarantined'; readonly reason: 'newer' | 'malformed' }
  /** Documents that projections do not know (devices, scans, settings). */
  | { readonly kind: 'other' }

/** What a winning document is to the projections: the shape is checked here once, and trusted afterwards. */
export function recognise(body: DocumentBody): Recognised {
  const type = body['type']
  if (typeof type !== 'string') return { kind: 'other' }
  const isMaster = (masterTypes as readonly string[]).includes(type)
  const posted = body['posting'] !== undefined
  if (!isMaster && !posted && type !== 'draft') return { kind: 'other' }
  if (typeof body['schema'] === 'number' && body['schema'] > schemaVersion) return { kind: 'quarantined', reason: 'newer' }
  if (typeof body['_id'] !== 'string' || typeof body['device'] !== 'string' || typeof body['at'] !== 'string' || !clockPattern.test(body['at']) || typeof body['eventId'] !== 'string') {
    return { kind: 'quarantined', reason: 'malformed' }
  }
  if (posted) {
    const posting = body['posting'] as Partial<PostedDocument['posting']> | null
    const chain = body['chain'] as Partial<PostedDocument['chain']> | null | undefined
    const event = body['event'] as { event?: unknown } | null | undefined
    const sound = posting !== null && typeof posting === 'object' && Array.isArray(posting.effects) && isPlainDate(posting.date) && Array.isArray(posting.references)
      && posting.facts !== null && typeof posting.facts === 'object' && typeof event?.event === 'string' && Number.isSafeInteger(chain?.position)
    return sound ? { kind: 'posted', body: body as unknown as PostedDocument } : { kind: 'quarantined', reason: 'malformed' }
  }
  if (body['fields'] === null || typeof body['fields'] !== 'object') return { kind: 'quarantined', reason: 'malformed' }
  return { kind: isMaster ? 'master' : 'draft', body: body as unknown as MutableDocument }
}

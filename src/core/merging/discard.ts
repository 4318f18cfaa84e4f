import type { MutableDocument } from '../document/index.ts'

/** The field that a discarded draft carries: who else went on writing it sees that somebody threw it away. */
export const discardedField = 'discarded'

/**
 * Whether a deleted version is a draft that a person threw away, and did so without having seen all of what lives on: then the
 * living one stands, and a person decides.
 */
export function isUnseenDiscard(leaf: object, living: Pick<MutableDocument, 'clock' | 'type'>): boolean {
  const { type, fields, dots } = leaf as Partial<MutableDocument>
  if (type !== 'draft' || living.type !== 'draft' || typeof fields !== 'object' || fields === null || typeof dots !== 'object' || dots === null) return false
  const dot = Object.hasOwn(dots, discardedField) ? dots[discardedField] : undefined
  if (!Object.hasOwn(fields, discardedField) || !Array.isArray(dot)) return false
  const [device, counter] = dot as [string, number]
  return !Object.hasOwn(living.clock, device) || (living.clock[device] ?? 0) < counter
}

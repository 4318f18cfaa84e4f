import type { Refusal } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type Applied, type ApplyOptions, applyEvent } from './apply-event.ts'

export type EventResult =
  | ({ readonly index: number } & Applied)
  | { readonly index: number; readonly status: 'refused'; readonly event: unknown; readonly id: unknown; readonly refusals: readonly Refusal[] }

/** A commit costs a wait for the disk: as many events share one as fit into this time, and none is reported before it. */
const commitEveryMs = 25
const commitEveryEvents = 200

/**
 * Applies events in order until the first refused one. Yields results in groups, each after its commit: what was yielded is
 * saved. A killed process leaves a whole number of events, never half of one.
 */
export function* applyEvents(book: Book, events: readonly unknown[], options: ApplyOptions): Generator<readonly EventResult[]> {
  let next = 0
  while (next < events.length) {
    const group: EventResult[] = []
    book.transaction(() => {
      const started = performance.now()
      while (next < events.length && group.length < commitEveryEvents && performance.now() - started < commitEveryMs) {
        const index = next
        const input = events[index]
        const outcome = applyEvent(book, input, options)
        next += 1
        if (outcome.ok) group.push({ index, ...outcome.value })
        else {
          const named = (typeof input === 'object' && input !== null ? input : {}) as { event?: unknown; id?: unknown }
          group.push({ index, status: 'refused', event: named.event, id: named.id, refusals: outcome.refusals })
          next = events.length
        }
      }
    })
    yield group
  }
}

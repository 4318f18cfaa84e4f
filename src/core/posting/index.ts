// Turning business events into effects, and effects into ledger lines, costs and open items. Imports core only.
// Invariant: effects are fixed at posting; everything else is derived from the effects of all documents in event order.
export * from './book-view.ts'
export * from './effects.ts'
export * from './posted-document.ts'
export * from './check-master.ts'
export * from './depreciation.ts'
export * from './post-event.ts'
export * from './sound-posting.ts'
export type { PostingContext } from './work.ts'

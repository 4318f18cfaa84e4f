// The envelope of every document, its life cycle and its hash chain. Imports core/calendar.
// Invariant: nothing here knows what a document is about.
export * from './canonical-json.ts'
export * from './envelope.ts'
export * from './merge.ts'
export * from './trust.ts'
export * from './ulid.ts'

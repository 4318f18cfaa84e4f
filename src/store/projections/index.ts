// Tables derived from the winning documents, their reports and lists. Imports core.
// Invariant: what is stored is a pure function of the set of winners; `compare` finds any row that is not.
export type { AttentionKind } from './attention.ts'
export type { Change } from './batch.ts'
export { type Difference, comparedTables } from './compare.ts'
export { type Recognised, recognise } from './document-kind.ts'
export type { Preview } from './preview.ts'
export { type Projections, createProjections, projectionSchema } from './projections.ts'
export { type DocumentBody, type WinnerReader, revisionReader } from './reader.ts'
export * from './queries/index.ts'
export * from './reports/index.ts'
export type { SearchFinding } from './search.ts'
export { Sql } from './sql.ts'
export { eventDigest, lockedThroughNow } from './view.ts'

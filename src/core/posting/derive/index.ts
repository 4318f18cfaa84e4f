// What depends on others' postings: stock cost, what clearing takes, ledger lines, closed periods. Imports core only.
// Invariant: pure functions of the effects of all documents in event order; the order of arrival plays no part.
export * from './costing.ts'
export * from './default-roles.ts'
export * from './effective-date.ts'
export * from './event-order.ts'
export * from './items.ts'
export * from './ledger-lines.ts'

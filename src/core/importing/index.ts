// Tables of products, parties and opening balances: which column holds what, and the events that the rows become. Imports core only.
// Invariant: pure; every bad row is told with its row and field, and a figure that can be read two ways is never guessed.
export * from './countries.ts'
export * from './fields.ts'
export * from './figures.ts'
export * from './plan.ts'

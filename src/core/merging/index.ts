// By which rule the concurrent values of each kind of field become one. Imports core/document, core/money.
// Invariant: a rule is a pure function of the set of values; money is never merged, a person chooses.
export * from './field-kind.ts'
export * from './settle.ts'
export * from './discard.ts'

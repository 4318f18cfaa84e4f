// The catalogue of refusals and the error of broken invariants. Imports nothing.
// Invariant: one fact, one code; no sentence is written here, the texts are in the locale files.
export * from './invariant.ts'
export * from './refusal.ts'

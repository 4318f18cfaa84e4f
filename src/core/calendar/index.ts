// Business dates and clock values. Imports nothing.
// Invariant: pure functions of their arguments; nobody here asks what time it is.
export * from './hybrid-clock.ts'
export * from './plain-date.ts'

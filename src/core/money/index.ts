// Money, quantities and exact decimals. Imports only core/errors.
// Invariant: no float ever holds a fraction of money; every rounding is one of the named rules.
export * from './currencies.ts'
export * from './decimal.ts'
export * from './money.ts'

// The events contract: types, fields and their checks. Imports core/money, core/calendar and core/errors.
// Invariant: an event that passed `readEvent` has every field that its type requires, each well formed.
export * from './event-types.ts'

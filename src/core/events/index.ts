// The events contract: types, fields and their checks. Imports core/money, core/calendar and core/errors.
// Invariant: an event that passed `readEvent` has every field that its type requires, each well formed.
export * from './event-types.ts'
export * from './check-field.ts'
export * from './event-fields.ts'
export type * from './field.ts'
export { nameMax, freeTextMax } from './field.ts'
export * from './read-event.ts'

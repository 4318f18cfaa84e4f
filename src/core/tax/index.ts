// One file per tax: how much it is, by which regulation, from when; numbers, due dates and the tax office's own formats. Imports core/money, core/calendar, core/errors.
// Invariant: tax amounts of postings are whole rupiah, cut down once per document; rates that change come in as dated rules.
export * from './coretax/index.ts'
export * from './due-dates.ts'
export * from './identity.ts'
export * from './ppn.ts'
export * from './pph-final.ts'
export * from './rate-table.ts'
export * from './rules.ts'

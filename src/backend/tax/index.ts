// The tax office's side of a book: due dates, exchange rates of the week, tax invoices for Coretax, and its lists. Imports core, contract, store.
// Invariant: reads the book and the dated tables of `resources/tax`; every rule of tax itself is in core/tax.
export * from './attention.ts'
export * from './calendar.ts'
export * from './coretax-file.ts'
export * from './exchange.ts'
export * from './notes.ts'
export * from './proceeds.ts'
export * from './reports.ts'
export * from './tables.ts'

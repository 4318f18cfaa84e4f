// Output tax invoices as the XML that Coretax imports: which rows can go in, why others cannot, and the file. Imports core/money, core/tax.
// Invariant: a file that is written fits the element tree; a row that Coretax would refuse is named before, never dropped in silence.
export * from './check.ts'
export * from './sale.ts'
export * from './tree.ts'
export * from './write.ts'

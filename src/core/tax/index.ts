// One file per tax: how much it is, by which regulation, from when. Imports core/money.
// Invariant: tax amounts are whole rupiah, cut down once per document.
export * from './ppn.ts'
export * from './pph-final.ts'

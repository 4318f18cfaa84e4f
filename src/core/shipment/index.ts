// A shipment as the papers see it: parties, lines, packages, freight, insurance, FOB and CIF. Imports only core/money.
// Invariant: pure; figures follow from the data by the rules of the domain notes, and nothing here throws on bad data.
export * from './customs-value.ts'
export * from './identifiers.ts'
export * from './incoterms.ts'
export * from './invoice-figures.ts'
export * from './measures.ts'
export * from './packages.ts'
export * from './parties.ts'
export type * from './shipment-data.ts'
export * from './situation.ts'
export * from './well-typed.ts'

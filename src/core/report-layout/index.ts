// How each report reads as a ledger page: columns, rows, sub-totals, totals and what a row opens. Imports core/money only.
// One layout serves screen, paper, CSV, workbook and terminal, so that no two of them can differ.
// Invariant: a layout adds up and arranges what the report says; it never decides a figure.
export * from './report-json.ts'
export * from './tax-report-json.ts'
export * from './report-table.ts'
export * from './layout.ts'
export * from './row-key.ts'
export * from './explanation.ts'
export { addTexts, isZero, negateText, percentText, quotientText } from './figures.ts'
export { comparableReports, comparedPart } from './comparison.ts'

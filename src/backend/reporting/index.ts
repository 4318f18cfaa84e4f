// Reports as files and as text: CSV, workbook, paper, terminal. Imports core, locales and paperwork.
// Invariant: figures come from the report and are only arranged and spelt here; a text from a book never becomes a formula.
export * from './report-table.ts'
export * from './csv.ts'
export * from './workbook.ts'
export * from './terminal-text.ts'
export * from './report-paper.ts'
export * from './export-report.ts'
export { type ReportLanguage, reportText } from './words.ts'

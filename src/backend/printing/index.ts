// Page descriptions to PDF bytes and PNG pages. The only place with pdfkit. Imports paperwork.
// Invariant: the same description gives the same bytes; nothing is read or fetched but the shipped fonts.
export { pageCount } from './page-count.ts'
export { pageImages, pageTexts } from './page-images.ts'
export { GlyphMissingError, printPaper, printPapers } from './print-paper.ts'
export { type ManyPapers, printMany } from './print-many.ts'

// Papers on the screen: pdf.js pages, the choice of paper, language and sheet. Imports kit, client, contract.
// Invariant: what is shown, saved and printed is the same file that the backend made.
export * from './paper-preview.tsx'
export * from './pdf-view.tsx'

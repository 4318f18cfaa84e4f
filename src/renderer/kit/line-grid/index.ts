// The grid in which a document's lines are typed: movement, paste, scanner, picking. Imports only its own files, the kit's figures and core/errors.
// Invariant: what was typed is never lost: text that cannot be read stays in the line and is refused by name.
export * from './columns.ts'
export * from './line-grid.tsx'
export { isTable, readCells, readPastedLines, type PastedLine } from './paste.ts'

// Files from elsewhere: statements of banks and their matching, tables of master data. Imports core, contract, store, posting.
// Invariant: a file is taken in whole or not at all, and taking it in twice changes nothing.
export { importBankFile } from './bank-import.ts'
export { ownDocument } from './bank-documents.ts'
export { confirmLine, ignoreLine, proposalsOf, undoLine } from './bank-matching.ts'
export { importTable, previewTable } from './import-table.ts'
export { bankSetup, reconciliation } from './reconcile.ts'
export { readSeparated, separatorOf } from './separated.ts'
export { decodeText } from './decode.ts'
export { readSource } from './source.ts'

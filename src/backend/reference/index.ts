// Lists of codes that papers and customs use, offline. Imports contract, core and the book.
// Invariant: a search changes nothing; what a list does not have is said, never guessed.
export { findEntries, nearestEntry } from './find.ts'
export { type List, ReferenceLists } from './lists.ts'
export { ownChoices } from './own-choices.ts'

// What this installation remembers outside the books: which copies it opened, their last postings, recent books, preferences.
// Imports node only. Invariant: losing this folder loses no business data; a book then takes a new device code.
export * from './installation.ts'
export * from './write-whole.ts'

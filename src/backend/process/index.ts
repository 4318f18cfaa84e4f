// How the backend lives as a process: data folder, secrets, the record of open books, the loopback server. Imports transport and the backend.
// Invariant: nothing here knows the trade; `main.ts` is the entry under the desktop shell and is never imported.
export * from './data-folder.ts'
export * from './open-books.ts'
export * from './secrets.ts'
export * from './serve.ts'

// Calls, live queries, preferences and the shell's acts, over the contract. Imports contract and core/errors.
// Invariant: the page holds no copy of the book; every answer is read again when the backend says that it changed.
export * from './client.ts'
export * from './connection.ts'
export * from './hooks.ts'
export * from './array-list.ts'
export * from './shell.ts'
export * from './new-event.ts'
export * from './use-master.ts'

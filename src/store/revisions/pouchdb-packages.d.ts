// The parts of PouchDB's untyped packages that this folder and the adapter use.

declare module 'pouchdb-merge' {
  import type { DeletableTree, RevisionLeaf, RevisionPath, RevisionTree } from './types.ts'
  export function merge(tree: RevisionTree, path: RevisionPath, depth: number): {
    tree: RevisionTree
    stemmedRevs: string[] | undefined
    conflicts: 'new_leaf' | 'new_branch' | 'internal_node'
  }
  export function winningRev(metadata: DeletableTree): string
  export function isDeleted(metadata: DeletableTree, rev?: string): boolean
  export function isLocalId(id: unknown): boolean
  export function revExists(tree: RevisionTree, rev: string): boolean
  export function collectLeaves(tree: RevisionTree): RevisionLeaf[]
  export function collectConflicts(metadata: DeletableTree): string[]
  export function compactTree(metadata: DeletableTree): string[]
  export function findPathToLeaf(tree: RevisionTree, rev: string): string[]
  export function removeLeafFromTree(tree: RevisionTree, rev: string): RevisionTree
  export function latest(rev: string, metadata: DeletableTree): string
  export function rootToLeaf(tree: RevisionTree): { pos: number; ids: { id: string; opts: { status: string; deleted?: boolean } }[] }[]
  export function traverseRevTree(
    tree: RevisionTree,
    visit: (isLeaf: boolean, pos: number, id: string, context: unknown, options: { status: string; deleted?: boolean }) => unknown,
  ): void
}

declare module 'pouchdb-utils' {
  export function rev(doc: object, deterministicRevs: boolean): string
  export function uuid(): string
  export function clone<T>(value: T): T
  export function invalidIdError(id: unknown): void
  export function nextTick(callback: () => void): void
  export function filterChange(options: object): (change: object) => boolean | object
  export class changesHandler {
    addListener(channel: string, id: string, db: object, options: object): void
    removeListener(channel: string, id: string): void
    removeAllListeners(channel?: string): void
    notify(channel: string): void
  }
}

declare module 'pouchdb-errors' {
  export interface PouchError extends Error {
    status: number
    error: true
    reason?: string
    id?: string
    docId?: string
  }
  export function createError(error: PouchError, reason?: string): PouchError
  export const MISSING_DOC: PouchError
  export const REV_CONFLICT: PouchError
  export const INVALID_REV: PouchError
  export const DOC_VALIDATION: PouchError
  export const BAD_ARG: PouchError
  export const MISSING_STUB: PouchError
  export const NOT_OPEN: PouchError
  export const FORBIDDEN: PouchError
}

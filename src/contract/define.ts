import * as v from 'valibot'
import type { Refusal, RefusalCode } from '../core/errors/index.ts'

/** Who may do what. Until a book has users there is one implicit owner. */
export const roles = ['owner', 'bookkeeper', 'seller', 'storekeeper', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What the page has to read again after a change. */
export const topics = [
  'book', 'ledger', 'stock', 'sales', 'purchases', 'payments', 'parties', 'products', 'accounts', 'rates', 'drafts', 'attention', 'settings',
  'sync', 'preferences', 'bank', 'tax', 'reports', 'shipments',
] as const
export type Topic = (typeof topics)[number]

type InputSchema = v.GenericSchema<unknown, unknown>

export interface Entry<Kind extends 'command' | 'query', Input extends InputSchema, Output> {
  readonly kind: Kind
  readonly input: Input
  /** Roles that may call it; `anyone` also works while no book is open. */
  readonly role: readonly Role[] | 'anyone'
  /** Refusals beside those that every call can give (INPUT_INVALID, ROLE_FORBIDDEN, BOOK_NOT_OPEN, INTERNAL). */
  readonly errors: readonly RefusalCode[] | 'events'
  /** Carries the output type; nothing at run time: the backend is ours and its handlers are checked by the compiler. */
  readonly output?: Output
}

interface Declaration<Input extends InputSchema> {
  readonly input: Input
  readonly role: readonly Role[] | 'anyone'
  readonly errors?: readonly RefusalCode[] | 'events'
}

/** Declares something that changes the book (or the program's own state). */
export function command<Output>() {
  return <Input extends InputSchema>(declaration: Declaration<Input>): Entry<'command', Input, Output> => ({
    kind: 'command', input: declaration.input, role: declaration.role, errors: declaration.errors ?? [],
  })
}

/** Declares something that only reads. */
export function query<Output>() {
  return <Input extends InputSchema>(declaration: Declaration<Input>): Entry<'query', Input, Output> => ({
    kind: 'query', input: declaration.input, role: declaration.role, errors: declaration.errors ?? [],
  })
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] }

export const everyone: readonly Role[] = roles
export const writers: readonly Role[] = ['owner', 'bookkeeper', 'seller', 'storekeeper']
export const owners: readonly Role[] = ['owner']
export const keepers: readonly Role[] = ['owner', 'bookkeeper']

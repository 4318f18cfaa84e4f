import { randomBytes } from 'node:crypto'
import { ulid } from '../../core/document/index.ts'

/** A fresh ULID: the only place of the backend where chance enters an id. */
export function newUlid(): string {
  return ulid(Date.now(), randomBytes(10))
}

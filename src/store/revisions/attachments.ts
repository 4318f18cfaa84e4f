import { createHash } from 'node:crypto'
import { BAD_ARG, createError, MISSING_STUB } from 'pouchdb-errors'
import type { Statements } from './statements.ts'
import type { AttachmentStub, DocumentInput } from './types.ts'

/** The name that CouchDB gives to content: `md5-` and the MD5 of the bytes in base64. */
export function digestOf(data: Uint8Array): string {
  return `md5-${createHash('md5').update(data).digest('base64')}`
}

/** Bytes of an attachment as it was given: bytes or base64. Throws BAD_ARG for what is not base64. */
export function attachmentBytes(data: unknown): Uint8Array {
  if (typeof data === 'string') {
    const bytes = Buffer.from(data, 'base64')
    // Node skips what it cannot decode, so only a round trip shows bad base64.
    if (bytes.toString('base64') !== data) throw createError(BAD_ARG, 'Attachment is not a valid base64 string')
    return bytes
  }
  if (data instanceof Uint8Array) return data
  throw createError(BAD_ARG, 'Attachment data must be bytes or a base64 string')
}

/** Refuses (412, before anything is written) documents that show attachments which this store does not hold. */
export function assertStubsKnown(statements: Statements, docs: readonly DocumentInput[]): void {
  for (const doc of docs) {
    if (!doc._attachments || doc._deleted) continue
    for (const attachment of Object.values(doc._attachments as Record<string, Partial<AttachmentStub>>)) {
      if (attachment.stub && statements.attachmentLength.get(attachment.digest ?? '') === undefined) {
        throw createError(MISSING_STUB, `unknown stub attachment with digest ${attachment.digest}`)
      }
    }
  }
}

/**
 * Stores the attachments of a body that is about to be written.
 * @returns the body with stubs in place of bytes, and the digests that it uses
 */
export function storeAttachments(statements: Statements, data: Record<string, unknown>, generation: number): { data: Record<string, unknown>; digests: string[] } {
  const attachments = data._attachments as Record<string, Partial<AttachmentStub>> | undefined
  if (!attachments) return { data, digests: [] }
  const stubs: Record<string, unknown> = {}
  const digests = new Set<string>()
  for (const [name, attachment] of Object.entries(attachments)) {
    if (attachment.stub) {
      stubs[name] = attachment
      digests.add(attachment.digest!)
      continue
    }
    const { data: given, ...rest } = attachment
    const bytes = attachmentBytes(given)
    const digest = digestOf(bytes)
    statements.insertAttachment.run(digest, bytes)
    stubs[name] = { ...rest, digest, length: bytes.length, revpos: generation }
    digests.add(digest)
  }
  return { data: { ...data, _attachments: stubs }, digests: [...digests] }
}

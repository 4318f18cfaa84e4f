import type { AttachmentStub, StoredDocument } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** The bytes of an attachment as PouchDB wants them: base64, or a buffer that knows its type. Absent bytes are empty ones. */
export function getAttachment(store: Store, attachment: AttachmentStub, binary: boolean): string | Buffer {
  const data = store.revisions.attachment(attachment.digest) ?? Buffer.alloc(0)
  return binary ? Object.assign(data, { type: attachment.content_type }) : data.toString('base64')
}

/** Puts the bytes into a document in place of the stubs. */
export function fillAttachments(store: Store, doc: StoredDocument, binary: boolean): void {
  for (const attachment of Object.values(doc._attachments ?? {})) {
    attachment.data = getAttachment(store, attachment, binary)
    delete attachment.stub
    delete (attachment as Partial<AttachmentStub>).length
  }
}

export function markStubs(doc: StoredDocument): void {
  for (const attachment of Object.values(doc._attachments ?? {})) attachment.stub = true
}

import { BAD_ARG, createError } from 'pouchdb-errors'
import type { DocumentInput } from '../revisions/index.ts'

type Attachments = Record<string, { data?: unknown }>

const isStream = (data: unknown): data is AsyncIterable<unknown> | Blob =>
  typeof data === 'object' && data !== null && !(data instanceof Uint8Array) && (data instanceof Blob || Symbol.asyncIterator in data)

const hasStream = (doc: DocumentInput): boolean =>
  Object.values((doc._attachments ?? {}) as Attachments).some(({ data }) => isStream(data))

/** Whether an attachment of these documents is given as a stream, or another source of bytes that takes time to read. */
export function areStreamed(docs: readonly DocumentInput[]): boolean {
  return docs.some(hasStream)
}

async function bytesOf(source: AsyncIterable<unknown> | Blob): Promise<Uint8Array> {
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer())
  const chunks: Uint8Array[] = []
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw createError(BAD_ARG, 'A stream of an attachment must give bytes')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The documents with the bytes of streamed attachments (Node's readable streams, web streams, other async iterables, Blobs) in
 * place. They are read to their end before the transaction begins, so that one that breaks off leaves nothing behind.
 * @throws what the stream throws; BAD_ARG for a stream of something else than bytes
 */
export function readStreams(docs: readonly DocumentInput[]): Promise<DocumentInput[]> {
  return Promise.all(docs.map(async (doc) => {
    if (!hasStream(doc)) return doc
    const attachments: Attachments = {}
    for (const [name, attachment] of Object.entries(doc._attachments as Attachments)) {
      attachments[name] = isStream(attachment.data) ? { ...attachment, data: await bytesOf(attachment.data) } : attachment
    }
    return { ...doc, _attachments: attachments } as DocumentInput
  }))
}

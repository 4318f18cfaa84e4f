import { parseAddress } from './address.ts'
import { ServerClient } from './server-client.ts'
import { refusalOf, syncError } from './sync-error.ts'
import type { Refusal } from '../core/errors/index.ts'
import type { ServerRemote } from './types.ts'

/** Counts up with each change of the text below, so that an older program does not put its own back. */
export const designVersion = 2

/**
 * The server's share of "a posted document never changes": ES5, because CouchDB's SpiderMonkey may be of 2011. It sees a
 * revision and the one it follows, not who relayed it: any device may carry any device's documents.
 */
const validateDocUpdate = `function (newDoc, oldDoc, userCtx, secObj) {
  function forbid(code, text) {
    throw ({ forbidden: code + ': ' + text });
  }
  function isText(value) {
    return typeof value === 'string' && value.length > 0;
  }
  if (newDoc._id.indexOf('_design/') === 0) {
    return;
  }
  if (oldDoc && !oldDoc._deleted && oldDoc.chain) {
    forbid('POSTED_IMMUTABLE', 'a posted document is never changed or deleted, it is reversed');
  }
  if (oldDoc && !oldDoc._deleted && oldDoc.type === 'trust') {
    forbid('TRUST_IMMUTABLE', 'who trusts whom is never changed or deleted, another statement follows');
  }
  if (newDoc._deleted) {
    return;
  }
  if (!isText(newDoc.type)) {
    forbid('ENVELOPE_TYPE', 'type is missing');
  }
  if (newDoc._id.indexOf(newDoc.type + ':') !== 0 || newDoc._id.length <= newDoc.type.length + 1) {
    forbid('ENVELOPE_ID', 'the id does not begin with the type');
  }
  if (typeof newDoc.schema !== 'number' || newDoc.schema < 1 || Math.floor(newDoc.schema) !== newDoc.schema) {
    forbid('ENVELOPE_SCHEMA', 'schema is missing');
  }
  if (!isText(newDoc.device)) {
    forbid('ENVELOPE_DEVICE', 'device is missing');
  }
  if (!isText(newDoc.author)) {
    forbid('ENVELOPE_AUTHOR', 'author is missing');
  }
  if (!isText(newDoc.at)) {
    forbid('ENVELOPE_AT', 'at is missing');
  }
  if (newDoc.chain !== undefined && (newDoc.chain === null || typeof newDoc.chain !== 'object')) {
    forbid('ENVELOPE_CHAIN', 'the chain is malformed');
  }
  if (newDoc.chain && newDoc.chain.signature !== undefined && !isText(newDoc.chain.signature)) {
    forbid('ENVELOPE_SIGNATURE', 'the signature is malformed');
  }
  if (newDoc.type === 'trust' && !isText(newDoc.signature)) {
    forbid('ENVELOPE_SIGNATURE', 'a statement without its signature');
  }
}`

/** The design document of a company's database on a server. */
export const designDocument = {
  _id: '_design/mendunia',
  language: 'javascript',
  version: designVersion,
  validate_doc_update: validateDocUpdate,
} as const

export type DesignOutcome = 'installed' | 'updated' | 'unchanged' | 'newerThere'
export type InstallResult = { ok: true; outcome: DesignOutcome } | { ok: false; refusal: Refusal }

/** Puts the design document into a database; needs an administrator of it. One of a newer version is left alone. @throws SyncError */
export async function putDesignDocument(client: ServerClient, database: string): Promise<DesignOutcome> {
  const path = `/${encodeURIComponent(database)}/${designDocument._id}`
  const found = await client.request('GET', path)
  if (found.status === 401) throw syncError('SYNC_UNAUTHORIZED', {}, { status: 401 })
  if (found.status === 404 && /no_db_file|Database does not exist/.test(String(found.body['reason']))) throw syncError('SYNC_NOT_FOUND', {}, { status: 404 })
  const current = found.status === 200 ? (found.body as Partial<typeof designDocument> & { _rev: string }) : undefined
  if (current && Number(current.version ?? 0) > designVersion) return 'newerThere'
  if (current?.validate_doc_update === validateDocUpdate && current.version === designVersion) return 'unchanged'
  await client.must('PUT', path, current ? { ...designDocument, _rev: current._rev } : designDocument)
  return current ? 'updated' : 'installed'
}

/** As `putDesignDocument`, by the address of a database. */
export async function installDesignDocument(remote: ServerRemote, fetchFunction: typeof globalThis.fetch = globalThis.fetch): Promise<InstallResult> {
  try {
    const { database, name, user, password } = parseAddress(remote)
    const root = database.slice(0, database.lastIndexOf('/'))
    return { ok: true, outcome: await putDesignDocument(new ServerClient({ root, user, password }, {}, fetchFunction), name) }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}

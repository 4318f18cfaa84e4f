import { parseAddress } from './address.ts'
import { guardFetch } from './guarded-fetch.ts'
import { refusalOf } from './sync-error.ts'
import { type Refusal, refuse } from '../core/errors/index.ts'
import type { ServerRemote } from './types.ts'

/** Counts up with each change of the text below, so that an older program does not put its own back. */
const designVersion = 1

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
}`

/** The design document of a company's database on a server. */
export const designDocument = {
  _id: '_design/mendunia',
  language: 'javascript',
  version: designVersion,
  validate_doc_update: validateDocUpdate,
} as const

export type InstallResult = { ok: true; outcome: 'installed' | 'updated' | 'unchanged' | 'newerThere' } | { ok: false; refusal: Refusal }

/** Puts the design document on a server; needs an administrator of the database. One of a newer version is left alone. */
export async function installDesignDocument(remote: ServerRemote, fetchFunction: typeof globalThis.fetch = globalThis.fetch): Promise<InstallResult> {
  try {
    const guard = guardFetch(parseAddress(remote), { retryMin: 0, retryMax: 0, refusedRetryMin: 0, poll: 0, answer: 60_000, saving: 0 }, fetchFunction)
    const path = `/${designDocument._id}`
    const found = await guard.json('GET', path)
    const current = found.status === 200 ? (found.body as Partial<typeof designDocument> & { _rev: string }) : undefined
    if (current && Number(current.version ?? 0) > designVersion) return { ok: true, outcome: 'newerThere' }
    if (current?.validate_doc_update === validateDocUpdate && current.version === designVersion) return { ok: true, outcome: 'unchanged' }
    const { status } = await guard.json('PUT', path, current ? { ...designDocument, _rev: current._rev } : designDocument)
    if (status >= 300) return { ok: false, refusal: refuse('SYNC_SERVER_ERROR', { status }) }
    return { ok: true, outcome: current ? 'updated' : 'installed' }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}

import { nextTick } from 'pouchdb-utils'
import type { AttachmentStub, DocumentInput, WriteResult } from '../revisions/index.ts'
import { allDocs } from './all-docs.ts'
import { getAttachment } from './attachments.ts'
import { bulkDocs, queueBulkDocs, writeWaiting } from './bulk-docs.ts'
import { changes } from './changes.ts'
import { destroy } from './destroy.ts'
import { getRevisionTree } from './get-revision-tree.ts'
import { get } from './get.ts'
import { getLocal, putLocal, removeLocal } from './local-documents.ts'
import { areStreamed, readStreams } from './streamed-attachments.ts'
import { leaveStore, openStore, type Store } from './open.ts'
import type { AdapterApi, AdapterOptions, Callback } from './types.ts'

export const adapterName = 'better-sqlite3'

/** Answers a callback with what a synchronous function returns or throws; what the callback itself throws is not caught here. */
function answer<T>(callback: Callback<T>, work: () => T): void {
  let result: T
  try {
    result = work()
  } catch (error) {
    callback(error)
    return
  }
  callback(null, result)
}

function install(api: AdapterApi, store: Store): void {
  const { revisions } = store
  Object.assign(api, {
    _remote: false,
    type: () => adapterName,
    _type: () => adapterName,
    _id: (callback: Callback) => callback(null, revisions.uuid),
    _info: (callback: Callback) => answer(callback, () => {
      const { docCount, updateSequence } = revisions.info()
      return { doc_count: docCount, update_seq: updateSequence, backend_adapter: adapterName }
    }),
    _get: (id: string, options: object, callback: Callback) => answer(callback, () => get(store, id, options)),
    _getRevisionTree: (id: string, callback: Callback) => answer(callback, () => getRevisionTree(store, id)),
    _getAttachment: (_id: string, _name: string, attachment: AttachmentStub, options: { binary?: boolean }, callback: Callback) =>
      answer(callback, () => getAttachment(store, attachment, options.binary === true)),
    _bulkDocs: (request: { docs: DocumentInput[] }, options: object, callback: Callback) => {
      const write = (docs: DocumentInput[]): void => {
        if (store.file === null) answer(callback, () => bulkDocs(api, store, docs, options))
        else queueBulkDocs(api, store, docs, options, callback as Callback<WriteResult[]>)
      }
      // What a callback throws belongs to the caller, not to the promise.
      if (areStreamed(request.docs)) void readStreams(request.docs).then((docs) => nextTick(() => write(docs)), (error: unknown) => nextTick(() => callback(error)))
      else write(request.docs)
    },
    _allDocs: (options: object, callback: Callback) => answer(callback, () => allDocs(store, options)),
    _changes: (options: Parameters<typeof changes>[2]) => changes(api, store, options),
    _getLocal: (id: string, callback: Callback) => answer(callback, () => getLocal(store, id)),
    // These two are called with and without options.
    _putLocal: (doc: DocumentInput, ...rest: unknown[]) => answer(rest.at(-1) as Callback, () => putLocal(store, doc)),
    _removeLocal: (doc: DocumentInput, ...rest: unknown[]) => answer(rest.at(-1) as Callback, () => removeLocal(store, doc)),
    _doCompaction: (id: string, revs: string[], ...rest: unknown[]) => answer(rest.at(-1) as Callback, () => {
      if (revs.length > 0) revisions.compactRevisions(id, revs)
    }),
    _purge: (id: string, path: string[], callback: Callback) => answer(callback, () => revisions.purge(id, path)),
    _close: (callback: Callback) => answer(callback, () => {
      writeWaiting(store)
      leaveStore(store)
    }),
    _destroy: (_options: object, callback: Callback) => answer(callback, () => {
      writeWaiting(store)
      destroy(store)
    }),
  })
}

/** The adapter as PouchDB calls it, with `this` being the database that is opened. */
export function BetterSqliteAdapter(this: AdapterApi, options: AdapterOptions, callback: Callback): void {
  let store: Store
  try {
    store = openStore(options)
  } catch (error) {
    nextTick(() => callback(error))
    return
  }
  install(this, store)
  nextTick(() => callback(null, this))
}

BetterSqliteAdapter.valid = (): boolean => true
// The name is the file's name, nothing is put before it.
BetterSqliteAdapter.use_prefix = false

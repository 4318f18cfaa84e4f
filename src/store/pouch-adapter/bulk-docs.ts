import type { DocumentInput, WriteResult } from '../revisions/index.ts'
import type { Store, Write } from './open.ts'
import type { AdapterApi, Callback } from './types.ts'

interface BulkOptions {
  new_edits?: boolean
  was_delete?: boolean
}

/** Writes now, and returns when it is on the disk. */
export function bulkDocs(api: AdapterApi, store: Store, docs: DocumentInput[], options: BulkOptions): WriteResult[] {
  return store.revisions.write(docs, {
    newEdits: options.new_edits !== false,
    deterministicRevs: api.__opts.deterministic_revs !== false,
    wasDelete: 'was_delete' in options,
    autoCompaction: api.auto_compaction === true,
  })
}

/**
 * Writes at the end of this turn of the event loop, together with all other writes of the turn: many small writes that are under
 * way at once share one wait for the disk. Each still succeeds or fails by itself.
 */
export function queueBulkDocs(api: AdapterApi, store: Store, docs: DocumentInput[], options: BulkOptions, done: Callback<WriteResult[]>): void {
  store.waiting.push({ run: () => bulkDocs(api, store, docs, options), done })
  if (store.waiting.length === 1) setImmediate(writeWaiting, store)
}

/** Writes what waits, and answers after the commit. */
export function writeWaiting(store: Store): void {
  const writes = store.waiting.splice(0)
  if (writes.length === 0) return
  const answers: (() => void)[] = []
  const attempt = ({ run, done }: Write): void => {
    try {
      const results = run()
      answers.push(() => done(null, results))
    } catch (error) {
      answers.push(() => done(error))
    }
  }
  const [only] = writes
  if (writes.length === 1) {
    attempt(only!)
  } else {
    try {
      // Each write is a savepoint: what one of them does wrong is undone alone.
      store.revisions.transaction(() => writes.forEach(attempt))
    } catch (error) {
      answers.length = 0
      for (const { done } of writes) answers.push(() => done(error))
    }
  }
  const [first, ...others] = answers
  // What a caller throws is its own affair, and must not keep the answer from another.
  for (const answer of others) setImmediate(answer)
  first!()
}

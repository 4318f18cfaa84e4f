// Bugs that the simulation must find, as patches on the books of a run: the product itself has no switch for them.
import type { Book } from '../../src/store/book/index.ts'
import type { Projections } from '../../src/store/projections/index.ts'
import type { DocumentInput, Revisions, StoredDocument, WriteResult } from '../../src/store/revisions/index.ts'

/** Called with each book as it is opened. */
export type Plant = (book: Book) => void

/** Pulled documents are reported as stored while they are still in memory, and are written soon after the checkpoint that counts them. */
export const checkpointBeforeCommit: Plant = ({ revisions }) => {
  const write = revisions.write.bind(revisions)
  const localPut = revisions.localPut.bind(revisions)
  let behind: (readonly DocumentInput[])[] = []
  let counted = false
  const catchUp = (): void => {
    const batches = behind
    behind = []
    counted = false
    for (const docs of batches) write(docs, { newEdits: false, autoCompaction: true })
  }
  patch<Revisions, 'write'>(revisions, 'write', (docs, options) => {
    if (options?.newEdits !== false) return write(docs, options)
    if (counted) catchUp()
    behind.push(docs)
    return docs.map((doc): WriteResult => ({ ok: true, id: String(doc['_id']), rev: String(doc['_rev']) }))
  })
  patch<Revisions, 'localPut'>(revisions, 'localPut', (doc) => {
    if (counted) catchUp()
    counted = behind.length > 0
    return localPut(doc)
  })
}

/** Tables are derived from replicated documents after their commit, in a transaction of their own. */
export const projectionOutsideTransaction: Plant = ({ projections, revisions }) => {
  const project = projections.project.bind(projections)
  const write = revisions.write.bind(revisions)
  let replicated = false
  let due: Parameters<Projections['project']>[0][] = []
  patch<Revisions, 'write'>(revisions, 'write', (docs, options) => {
    replicated = options?.newEdits === false
    try {
      return write(docs, options)
    } finally {
      replicated = false
    }
  })
  patch<Projections, 'project'>(projections, 'project', (changes) => {
    if (replicated) due.push(changes)
    else project(changes)
  })
  revisions.onCommitted(() => {
    const batches = due
    due = []
    for (const changes of batches) revisions.transaction(() => project(changes))
  })
}

/** Of concurrent versions the one stays that came first. */
export const mergeByArrival: Plant = ({ revisions, database }) => {
  const leaves = revisions.leaves.bind(revisions)
  const arrival = database.prepare<[string], string>('SELECT r.rev FROM revision r JOIN document d ON d.doc = r.doc WHERE d.id = ? ORDER BY r.rowid').pluck()
  patch<Revisions, 'leaves'>(revisions, 'leaves', (id) => {
    const order = arrival.all(id)
    const sorted: StoredDocument[] = leaves(id).filter((leaf) => !leaf._deleted).sort((a, b) => order.indexOf(a._rev) - order.indexOf(b._rev))
    const [first] = sorted
    // The contents of the first under the name of each.
    return first ? sorted.map((leaf) => ({ ...first, _rev: leaf._rev })) : leaves(id)
  })
}

function patch<T, K extends keyof T>(target: T, name: K, value: T[K]): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

import { createError, MISSING_DOC, REV_CONFLICT } from 'pouchdb-errors'
import type { Statements } from './statements.ts'
import type { DocumentInput, StoredDocument, WriteSuccess } from './types.ts'

/** `_local/…` documents: checkpoints and the like. They have no tree and never replicate. */
export function getLocal(statements: Statements, id: string): StoredDocument | undefined {
  const row = statements.local.get(id)
  return row && { ...(JSON.parse(row.body) as object), _id: id, _rev: row.rev }
}

/** @throws REV_CONFLICT (409) unless `_rev` is the stored one */
export function putLocal(statements: Statements, doc: DocumentInput): WriteSuccess {
  const { _id, _rev, _revisions: _, ...body } = doc
  const id = _id as string
  const oldRev = _rev as string | undefined
  if (statements.local.get(id)?.rev !== oldRev) throw createError(REV_CONFLICT)
  const rev = oldRev ? `0-${Number.parseInt(oldRev.split('-')[1]!, 10) + 1}` : '0-1'
  statements.putLocal.run(id, rev, JSON.stringify(body))
  return { ok: true, id, rev }
}

/** @throws MISSING_DOC (404), REV_CONFLICT (409) */
export function removeLocal(statements: Statements, doc: DocumentInput): WriteSuccess {
  const id = doc._id as string
  const row = statements.local.get(id)
  if (!row) throw createError(MISSING_DOC)
  if (row.rev !== doc._rev) throw createError(REV_CONFLICT)
  statements.removeLocal.run(id)
  return { ok: true, id, rev: '0-0' }
}

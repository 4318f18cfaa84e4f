import SQLite, { type Database } from 'better-sqlite3'
import type { PostedDocument } from '../../core/posting/index.ts'
import { createProjections } from '../projections/index.ts'
import { openRevisions, type StoredDocument } from '../revisions/index.ts'
import { chainHash } from './chain.ts'
import { migrate } from './migrations.ts'

export interface VerifyReport {
  readonly checks: { readonly check: string; readonly count: number }[]
  readonly problems: { readonly check: string; readonly detail: string }[]
}

/** No more than this many problems of one check are listed: a book that is broken everywhere needs no list of everything. */
const problemsPerCheck = 20

/**
 * Every invariant of a book that can be checked from the file alone: the pages, the schema, the revision trees, the hash chains
 * and number series of each device, balanced entries, and every projection against its rebuild.
 */
export function verifyDatabase(db: Database): VerifyReport {
  const report: VerifyReport = { checks: [], problems: [] }
  const check = (name: string, run: (found: (detail: string) => void) => number): void => {
    let problems = 0
    const count = run((detail) => {
      problems += 1
      if (problems <= problemsPerCheck) report.problems.push({ check: name, detail })
    })
    report.checks.push({ check: name, count })
  }
  check('pages', (found) => {
    const rows = db.pragma('integrity_check') as { integrity_check: string }[]
    for (const row of rows) if (row.integrity_check !== 'ok') found(row.integrity_check)
    return rows.length
  })
  check('foreignKeys', (found) => {
    const rows = db.pragma('foreign_key_check') as { table: string; rowid: number }[]
    for (const row of rows) found(`${row.table} ${row.rowid}`)
    return rows.length
  })
  check('schema', (found) => compareSchema(db, found))
  check('revisions', (found) => checkRevisions(db, found))
  check('chains', (found) => checkChains(db, found))
  check('entries', (found) => checkEntries(db, found))
  check('projections', (found) => {
    const { rows, differences } = createProjections(db).compare()
    for (const difference of differences) found(`${difference.table}: ${difference.key}`)
    return rows
  })
  check('checkpoints', (found) => checkCheckpoints(db, found))
  return report
}

/** A dropped index or an altered table is not a damaged page: the schema itself is compared with a fresh one. */
function compareSchema(db: Database, found: (detail: string) => void): number {
  const fresh = new SQLite(':memory:')
  try {
    migrate(fresh)
    const read = (source: Database): Map<string, string> =>
      new Map(
        (source.prepare("SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").all() as { name: string; sql: string }[])
          .map((row) => [row.name, row.sql.replace(/\s+/g, ' ')]),
      )
    const expected = read(fresh)
    const actual = read(db)
    for (const [name, sql] of expected) {
      if (!actual.has(name)) found(`${name} is missing`)
      else if (actual.get(name) !== sql) found(`${name} differs`)
    }
    for (const name of actual.keys()) if (!expected.has(name)) found(`${name} is not part of a book`)
    return expected.size
  } finally {
    fresh.close()
  }
}

function checkRevisions(db: Database, found: (detail: string) => void): number {
  const rows = db.prepare(
    `SELECT d.id, d.winner, d.deleted, d.seq, r.body AS body FROM document d LEFT JOIN revision r ON r.doc = d.doc AND r.rev = d.winner`,
  ).all() as { id: string; winner: string; deleted: number; body: string | null }[]
  for (const row of rows) {
    if (row.body === null) {
      if (!row.deleted) found(`${row.id}: the body of ${row.winner} is missing`)
      continue
    }
    try {
      JSON.parse(row.body)
    } catch {
      found(`${row.id}: the body of ${row.winner} is not JSON`)
    }
  }
  const store = openRevisions(db)
  for (const { id, winner } of rows) {
    const conflicts = store.conflicts(id)
    if (conflicts.includes(winner)) found(`${id}: ${winner} is both winner and conflict`)
    const leaves = store.leaves(id)
    if (!leaves.some((leaf) => leaf._rev === winner)) found(`${id}: ${winner} is not a leaf of its tree`)
  }
  return rows.length
}

/** Walks each device's chain: positions without gap, each hash right and repeated by the next, clock values rising. */
function checkChains(db: Database, found: (detail: string) => void): number {
  const chains = new Map<string, PostedDocument[]>()
  let count = 0
  for (const document of openRevisions(db).iterateWinners()) {
    if (!isPosted(document)) continue
    count += 1
    const chain = chains.get(document.device)
    if (chain) chain.push(document)
    else chains.set(document.device, [document])
  }
  const local = readLocal(db)
  for (const [device, documents] of chains) {
    documents.sort((a, b) => a.chain.position - b.chain.position)
    let previous: PostedDocument | null = null
    for (const document of documents) {
      if (chainHash(document) !== document.chain.hash) found(`${document._id}: its content does not fit its hash`)
      const expected: number = (previous?.chain.position ?? 0) + 1
      if (document.chain.position === expected) {
        if (document.chain.previous !== (previous?.chain.hash ?? null)) found(`${document._id}: it does not follow ${previous?._id ?? 'the beginning'}`)
        if (previous && document.at <= previous.at) found(`${document._id}: it is dated before its predecessor`)
      } else if (device === local.device) {
        // Our own postings are all here; of another device's, some may not have arrived yet: that is waiting, not damage.
        found(`${device}: posting ${expected} is missing`)
      }
      previous = document
    }
    if (device === local.device && local.chain && (previous === null || previous.chain.position !== local.chain.position || previous.chain.hash !== local.chain.hash)) {
      found(`${device}: the chain ends at ${previous?.chain.position ?? 0}, not at ${local.chain.position}`)
    }
  }
  if (local.chain && !chains.has(local.device)) found(`${local.device}: the chain is missing`)
  return count
}

function readLocal(db: Database): { device: string; chain: { position: number; hash: string } | null } {
  const read = (key: string): unknown => {
    const row = db.prepare('SELECT value FROM book_local WHERE key = ?').get(key) as { value: string } | undefined
    return row ? JSON.parse(row.value) : null
  }
  const device = (read('device') as { code: string } | null)?.code ?? ''
  return { device, chain: read(`chain/${device}`) as { position: number; hash: string } | null }
}

function isPosted(document: StoredDocument): document is StoredDocument & PostedDocument {
  return typeof document['chain'] === 'object' && document['chain'] !== null && typeof document['posting'] === 'object'
}

/** Each entry balances in every currency and in base: asked of the stored ledger, on a path of its own. */
function checkEntries(db: Database, found: (detail: string) => void): number {
  const unbalanced = db.prepare(
    'SELECT p.doc, l.date, l.currency, SUM(l.amount) AS amount FROM ledger_line l LEFT JOIN posted p ON p.n = l.n GROUP BY l.n, l.date, l.currency HAVING SUM(l.amount) <> 0',
  ).all() as { doc: string | null; date: string; currency: string; amount: number }[]
  for (const row of unbalanced) found(`${row.doc} ${row.date}: ${row.currency} is off by ${row.amount}`)
  const unbalancedBase = db.prepare('SELECT p.doc, l.date, SUM(l.base) AS base FROM ledger_line l LEFT JOIN posted p ON p.n = l.n GROUP BY l.n, l.date HAVING SUM(l.base) <> 0').all() as { doc: string | null; date: string; base: number }[]
  for (const row of unbalancedBase) found(`${row.doc} ${row.date}: the entry is off by ${row.base}`)
  return (db.prepare('SELECT count(*) AS n FROM (SELECT DISTINCT n, date FROM ledger_line)').get() as { n: number }).n
}

/** A checkpoint that is ahead of the book would make the replicator pass over documents. */
function checkCheckpoints(db: Database, found: (detail: string) => void): number {
  const sequence = openRevisions(db).updateSequence()
  const rows = db.prepare("SELECT id, body FROM local_document WHERE id LIKE '_local/%'").all() as { id: string; body: string }[]
  for (const row of rows) {
    try {
      const body = JSON.parse(row.body) as { last_seq?: unknown; direction?: string }
      if (body.direction === 'push' && typeof body.last_seq === 'number' && body.last_seq > sequence) found(`${row.id}: ${body.last_seq} is beyond ${sequence}`)
    } catch {
      found(`${row.id}: not JSON`)
    }
  }
  return rows.length
}

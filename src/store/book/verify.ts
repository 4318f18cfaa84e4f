import SQLite, { type Database } from 'better-sqlite3'
import { collectConflicts, collectLeaves, isDeleted, winningRev } from 'pouchdb-merge'
import { schemaVersion } from '../../core/document/index.ts'
import { type PostedDocument, isSoundPosting } from '../../core/posting/index.ts'
import { admit, chainHash, createProjections, recognise } from '../projections/index.ts'
import { openRevisions, type RevisionTree, type StoredDocument } from '../revisions/index.ts'
import { judgePostings, markOf, readTrust } from './door.ts'
import { migrate } from './migrations.ts'
import { checkTieOuts } from './tie-outs/index.ts'

export interface VerifyReport {
  readonly checks: { readonly check: string; readonly count: number }[]
  readonly problems: { readonly check: string; readonly detail: string }[]
}

const fitsHash = (document: PostedDocument): boolean => chainHash(document) === document.chain.hash

/** No more than this many problems of one check are listed: a book that is broken everywhere needs no list of everything. */
const problemsPerCheck = 20

/**
 * Every invariant of a book that can be checked from the file alone: the pages, the schema, the revision trees, the hash chains
 * and number series of each device, balanced entries, every projection against its rebuild, and the figures that two ways of counting must agree on.
 */
export function verifyDatabase(db: Database): VerifyReport {
  const report: VerifyReport = { checks: [], problems: [] }
  const check = (name: string, run: (found: (detail: string) => void) => number): void => {
    let problems = 0
    const found = (detail: string): void => {
      problems += 1
      if (problems <= problemsPerCheck) report.problems.push({ check: name, detail })
    }
    let count = 0
    try {
      count = run(found)
    } catch (error) {
      // A book may be so damaged that a check cannot go on: that is what it found.
      if (!(error instanceof Error)) throw error
      found(`the check could not go on: ${error.message}`)
    }
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
  check('signatures', (found) => checkSignatures(db, found))
  check('numbers', (found) => checkNumbers(db, found))
  check('entries', (found) => checkEntries(db, found))
  check('projections', (found) => {
    const { rows, differences } = createProjections(db).compare()
    for (const difference of differences) found(`${difference.table}: ${difference.key}`)
    return rows
  })
  check('tieOuts', (found) => checkTieOuts(db, found, (id) => openRevisions(db).get(id)))
  check('search', (found) => {
    const { rows, differences } = createProjections(db).compareSearch()
    for (const document of differences) found(`${document}: it is not in the search index as it is`)
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

/** Every tree says who its winner is, and every leaf that it shows has a body. */
function checkRevisions(db: Database, found: (detail: string) => void): number {
  const rows = db.prepare('SELECT doc, id, winner, deleted, conflicts, tree FROM document').all() as { doc: number; id: string; winner: string; deleted: number; conflicts: number; tree: string }[]
  const bodyOf = db.prepare<[number, string], { deleted: number; body: string }>('SELECT deleted, body FROM revision WHERE doc = ? AND rev = ?')
  for (const row of rows) {
    let tree: RevisionTree
    try {
      tree = JSON.parse(row.tree) as RevisionTree
      const winner = winningRev({ rev_tree: tree })
      if (winner !== row.winner) found(`${row.id}: ${row.winner} is stored as winner, ${winner} is it`)
      const deleted = isDeleted({ rev_tree: tree }, winner)
      if (deleted !== (row.deleted === 1)) found(`${row.id}: it is ${deleted ? '' : 'not '}deleted`)
      const conflicts = collectConflicts({ rev_tree: tree, deleted }).length
      if (conflicts !== row.conflicts) found(`${row.id}: ${row.conflicts} conflicts are stored, there are ${conflicts}`)
    } catch (error) {
      found(`${row.id}: its tree cannot be read: ${String(error)}`)
      continue
    }
    for (const leaf of collectLeaves(tree)) {
      const stored = bodyOf.get(row.doc, leaf.rev)
      if (!stored) {
        found(`${row.id}: the body of ${leaf.rev} is missing`)
        continue
      }
      if ((stored.deleted === 1) !== (leaf.opts.deleted === true)) found(`${row.id}: ${leaf.rev} is stored as ${stored.deleted === 1 ? '' : 'not '}deleted`)
      try {
        const body: unknown = JSON.parse(stored.body)
        if (typeof body !== 'object' || body === null || Array.isArray(body)) found(`${row.id}: the body of ${leaf.rev} is no document`)
      } catch {
        found(`${row.id}: the body of ${leaf.rev} is not JSON`)
      }
    }
  }
  return rows.length
}

/** Walks each device's chain: positions without gap, each hash right and repeated by the next, clock values rising. */
function checkChains(db: Database, found: (detail: string) => void): number {
  const local = readLocal(db)
  const chains = new Map<string, PostedDocument[]>()
  let count = 0
  for (const document of openRevisions(db).iterateWinners()) {
    if (!isPosted(document) || isStranger(document, local.device)) continue
    count += 1
    const chain = chains.get(document.device)
    if (chain) chain.push(document)
    else chains.set(document.device, [document])
  }
  for (const [device, documents] of chains) {
    documents.sort((a, b) => a.chain.position - b.chain.position)
    let previous: PostedDocument | null = null
    /** Hashes of all postings at the place before: more than one where two PCs went by one device code, which is flagged for a person. */
    let before: (string | null)[] = [null]
    let here: string[] = []
    for (const document of documents) {
      if (device === local.device && document.schema <= schemaVersion && !isSoundPosting(document as unknown as Record<string, unknown>)) found(`${document._id}: it has not the form of a posting`)
      if (!fitsHash(document)) found(`${document._id}: its content does not fit its hash`)
      const expected: number = (previous?.chain.position ?? 0) + 1
      if (previous?.chain.position === document.chain.position) {
        if (device === local.device) found(`${document._id}: it has the place of ${previous._id}`)
        here.push(document.chain.hash)
        continue
      }
      if (previous) before = here
      here = [document.chain.hash]
      if (document.chain.position === expected) {
        if (!before.includes(document.chain.previous)) found(`${document._id}: it does not follow ${previous?._id ?? 'the beginning'}`)
        if (previous && before.length === 1 && document.at <= previous.at) found(`${document._id}: it is dated before its predecessor`)
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

/** What is in the books was signed by a device of the company, and what was kept out was not: the verdicts of the door, passed once more. */
function checkSignatures(db: Database, found: (detail: string) => void): number {
  const local = (key: string): string | null => (db.prepare('SELECT value FROM book_local WHERE key = ?').pluck().get(key) as string | undefined) ?? null
  const root = local('trust/root')
  const trust = readTrust(db, local('book') ?? '', root)
  const refused = new Map((db.prepare('SELECT doc, reason FROM refused_posting').all() as { doc: string; reason: string }[]).map(({ doc, reason }) => [doc, reason]))
  if (!trust.isEnforced) {
    if (root !== null) found('the statement of the first device is missing')
    for (const doc of refused.keys()) found(`${doc}: it is kept out of a book that trusts nobody`)
    return 0
  }
  const ids: string[] = []
  const marks: Parameters<typeof judgePostings>[1][number][] = []
  for (const document of openRevisions(db).iterateWinners()) {
    if (!isPosted(document) || recognise(document).kind !== 'posted') continue
    ids.push(document._id)
    marks.push({ ...markOf(document), previous: document.chain.previous })
  }
  // That contents fit their hashes is another check's finding.
  const { faults } = judgePostings(trust, marks, { isOwn: () => false, fits: () => true })
  ids.forEach((id, place) => {
    const fault = faults[place] ?? null
    const kept = refused.get(id) ?? null
    if (fault !== null && kept === null) found(`${id}: it is in the books, and should not be: ${fault}`)
    if (fault === null && kept !== null) found(`${id}: it is kept out for no reason (${kept})`)
  })
  return ids.length
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

/** What another device sent and we do not understand is listed for a person; it touches no figure, so that its chain proves none. */
function isStranger(document: StoredDocument, ownDevice: string): boolean {
  return document['device'] !== ownDevice && admit(document, fitsHash).kind === 'quarantined'
}

const numberPattern = /^([A-Z]+)\/(\d{4})\/(\d{2})\/([0-9A-Z]+)-(\d{4,})$/

/**
 * Numbers are of the device and month that they name, none is there twice, and our own series have no gap and end where the next
 * number is taken from. Of another device's series some may not have arrived yet.
 */
function checkNumbers(db: Database, found: (detail: string) => void): number {
  const { device: own } = readLocal(db)
  const series = new Map<string, Map<number, string>>()
  let count = 0
  for (const document of openRevisions(db).iterateWinners()) {
    if (!isPosted(document) || isStranger(document, own) || document.number === null || document.number === undefined) continue
    count += 1
    const [, prefix, year, month, device, place] = numberPattern.exec(document.number) ?? []
    const { date } = document.event
    if (prefix === undefined || device !== document.device || `${String(year)}-${String(month)}` !== String(date).slice(0, 7)) {
      found(`${document._id}: ${document.number} is not a number of ${document.device} of ${String(date)}`)
      continue
    }
    const key = `series/${prefix}/${String(year)}/${device}`
    let taken = series.get(key)
    if (!taken) series.set(key, (taken = new Map()))
    const other = taken.get(Number(place))
    // Of another device's it is flagged for a person, and nobody here can mend it.
    if (other !== undefined && document.device === own) found(`${document.number}: ${other} and ${document._id} both bear it`)
    taken.set(Number(place), document._id)
  }
  const { device } = readLocal(db)
  const kept = new Map((db.prepare("SELECT key, value FROM book_local WHERE key LIKE 'series/%'").all() as { key: string; value: string }[]).map((row) => [row.key, Number(row.value)]))
  for (const key of new Set([...series.keys(), ...kept.keys()])) {
    if (key.slice(key.lastIndexOf('/') + 1) !== device) continue
    const taken = series.get(key) ?? new Map<number, string>()
    const last = kept.get(key) ?? 0
    for (let place = 1; place <= last; place += 1) if (!taken.has(place)) found(`${key}: number ${place} is missing`)
    for (const place of taken.keys()) if (place > last) found(`${key}: number ${place} is beyond the last one taken, ${last}`)
  }
  return count
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
  const rows = db.prepare("SELECT id, body FROM local_document WHERE id LIKE '\\_local/%' ESCAPE '\\'").all() as { id: string; body: string }[]
  for (const row of rows) {
    let body: { pushedTo?: unknown; last_seq?: unknown; session_id?: unknown; history?: unknown }
    try {
      body = JSON.parse(row.body) as typeof body
    } catch {
      found(`${row.id}: not JSON`)
      continue
    }
    if (typeof body.pushedTo === 'number' && body.pushedTo > sequence) found(`${row.id}: ${body.pushedTo} is beyond ${sequence}`)
    // The replicator's own: whose sequence it counts is not said in it, but the newest of its history says the same.
    if (body.last_seq === undefined || !Array.isArray(body.history)) continue
    const newest = body.history[0] as { last_seq?: unknown; session_id?: unknown } | undefined
    if (newest?.last_seq !== body.last_seq || newest.session_id !== body.session_id) found(`${row.id}: ${String(body.last_seq)} is not what its history ends with, ${String(newest?.last_seq)}`)
  }
  return rows.length
}

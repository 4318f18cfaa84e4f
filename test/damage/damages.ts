// What somebody or something may do to a book's file behind the program's back, and which check of `verify` must notice it.
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { PostedDocument } from '../../src/core/posting/index.ts'
import { chainHash } from '../../src/store/book/index.ts'
import { createProjections } from '../../src/store/projections/index.ts'

export type CheckName = 'pages' | 'foreignKeys' | 'schema' | 'revisions' | 'chains' | 'signatures' | 'numbers' | 'entries' | 'projections' | 'tieOuts' | 'search' | 'checkpoints'

export interface Damage {
  readonly name: string
  readonly check: CheckName
  plant(db: Database): unknown
  /** What is done to the file when it is closed, with what `plant` gave. */
  readonly spoil?: (file: string, given: unknown) => void
}

type Body = Record<string, unknown> & { _id: string }
type Posting = PostedDocument & Body

function changeOne(db: Database, sql: string): void {
  const { changes } = db.prepare(sql).run()
  if (changes !== 1) throw new Error(`${changes} rows changed, not one: ${sql}`)
}

/** The postings of this device as they are stored, in the order of their chain. */
function chainOf(db: Database): { doc: number; posted: Posting }[] {
  const rows = db.prepare("SELECT d.doc, d.id, r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE json_type(r.body, '$.chain') = 'object'").all() as { doc: number; id: string; body: string }[]
  return rows.map(({ doc, id, body }) => ({ doc, posted: { ...(JSON.parse(body) as Posting), _id: id } })).sort((a, b) => a.posted.chain.position - b.posted.chain.position)
}

function store(db: Database, doc: number, body: Body): void {
  const { _id, ...data } = body
  db.prepare('UPDATE revision SET body = ? WHERE doc = ?').run(JSON.stringify(data), doc)
}

function rehashed(posted: Posting): Posting {
  return { ...posted, chain: { ...posted.chain, hash: chainHash(posted) } }
}

/** Which posting of the chain is changed: `-1` is the last one. */
function changePosting(db: Database, place: number, change: (posted: Posting) => Posting): void {
  const chosen = chainOf(db).at(place)
  if (!chosen) throw new Error(`no posting ${place}`)
  store(db, chosen.doc, change(chosen.posted))
}

/** A forger who knows the program: changes a posting and makes every later link, the kept end and all derived tables fit. */
function forge(db: Database, chosen: (posted: Posting) => boolean, change: (posted: Posting) => Posting): void {
  let previous: string | null = null
  let done = false
  let end: { position: number; hash: string } | null = null
  let device = ''
  for (const { doc, posted } of chainOf(db)) {
    const isChosen: boolean = !done && chosen(posted)
    const changed = isChosen ? change(posted) : posted
    done ||= isChosen
    const linked = rehashed({ ...changed, chain: { ...changed.chain, previous } })
    store(db, doc, linked)
    previous = linked.chain.hash
    end = { position: linked.chain.position, hash: linked.chain.hash }
    device = linked.device
  }
  if (!done) throw new Error('nothing to forge')
  db.prepare('UPDATE book_local SET value = ? WHERE key = ?').run(JSON.stringify(end), `chain/${device}`)
  createProjections(db).rebuild()
}

const middle = 20
const redate = (posted: Posting): Posting => ({ ...posted, posting: { ...posted.posting, date: '2025-01-15' } })
const isInvoice = (posted: Posting): boolean => posted.type === 'salesInvoice'
const firstInvoice = "(SELECT d.doc FROM document d WHERE d.id LIKE 'salesInvoice:%' ORDER BY d.id LIMIT 1)"

const lastLeafOf = (db: Database, table: string): unknown => db.prepare("SELECT pgoffset FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1").pluck().get(table)

/** Zeroes the head of a page, as a lost write leaves it. */
function zeroHead(file: string, place: unknown): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(64), 0, 64, place as number)
  closeSync(descriptor)
}

export const damages: readonly Damage[] = [
  {
    name: 'the signature of the last posting', check: 'signatures',
    plant: (db) => {
      const { doc, posted } = chainOf(db).at(-1) as { doc: number; posted: Posting }
      store(db, doc, { ...posted, chain: { ...posted.chain, signature: 'A'.repeat(86) } })
    },
  },
  {
    name: 'a chain that somebody without the key made anew', check: 'signatures',
    plant: (db) => {
      const { doc, posted } = chainOf(db).at(-1) as { doc: number; posted: Posting }
      store(db, doc, rehashed({ ...posted, author: 'forger' }))
    },
  },
  {
    name: 'a posting that is kept out for no reason', check: 'signatures',
    plant: (db) => {
      const { posted } = chainOf(db)[0] as { posted: Posting }
      db.prepare("INSERT INTO refused_posting (doc, device, hash, reason) VALUES (?, ?, ?, 'expelled')").run(posted._id, posted.device, posted.chain.hash)
    },
  },
  { name: 'the statement of the first device', check: 'signatures', plant: (db) => changeOne(db, "UPDATE document SET id = 'x' || id WHERE id LIKE 'trust:%'") },
  { name: 'an amount of a ledger row', check: 'entries', plant: (db) => changeOne(db, 'UPDATE ledger_line SET base = base + 100, amount = amount + 100 WHERE n = (SELECT max(n) FROM ledger_line) AND account = (SELECT min(account) FROM ledger_line WHERE n = (SELECT max(n) FROM ledger_line))') },
  { name: 'two ledger rows that balance again', check: 'projections', plant: (db) => db.exec('UPDATE ledger_line SET base = 2 * base, amount = 2 * amount WHERE n = (SELECT max(n) FROM ledger_line)') },
  { name: 'a ledger row gone', check: 'projections', plant: (db) => db.exec("DELETE FROM ledger_line WHERE n = (SELECT max(n) FROM ledger_line)") },
  { name: 'the value of a movement', check: 'projections', plant: (db) => changeOne(db, 'UPDATE movement SET value = value + 1 WHERE n = (SELECT max(n) FROM movement) AND idx = (SELECT min(idx) FROM movement WHERE n = (SELECT max(n) FROM movement))') },
  { name: 'a kept balance', check: 'projections', plant: (db) => changeOne(db, "UPDATE balance SET debit = debit + 1 WHERE (account, currency, month) = (SELECT account, currency, month FROM balance LIMIT 1)") },
  { name: 'what is open of an item', check: 'projections', plant: (db) => changeOne(db, 'UPDATE item SET open = open + 1 WHERE (doc, item) = (SELECT doc, item FROM item LIMIT 1)') },
  { name: 'an entry of an item', check: 'projections', plant: (db) => db.exec('UPDATE item_entry SET base = base + 1 WHERE n = (SELECT max(n) FROM item_entry)') },
  { name: 'a stock quantity', check: 'projections', plant: (db) => changeOne(db, 'UPDATE stock SET quantity = quantity + 1000000 WHERE (product, warehouse) = (SELECT product, warehouse FROM stock LIMIT 1)') },
  { name: 'a derived row of master data', check: 'projections', plant: (db) => changeOne(db, "UPDATE master SET name = 'Other' WHERE doc = (SELECT min(doc) FROM master WHERE type = 'party')") },
  { name: 'the body of a posted document', check: 'chains', plant: (db) => changeOne(db, `UPDATE revision SET body = json_set(body, '$.event.lines[0].quantity', '1') WHERE doc = ${firstInvoice}`) },
  { name: 'the body of a party', check: 'projections', plant: (db) => changeOne(db, "UPDATE revision SET body = json_set(body, '$.fields.name', 'Other') WHERE doc = (SELECT doc FROM document WHERE id LIKE 'party:%' ORDER BY id LIMIT 1)") },
  { name: 'the author of a posting', check: 'chains', plant: (db) => changeOne(db, `UPDATE revision SET body = json_set(body, '$.author', 'nobody') WHERE doc = ${firstInvoice}`) },
  { name: 'the date of a posting', check: 'chains', plant: (db) => changePosting(db, middle, redate) },
  { name: 'a posting re-dated and hashed anew', check: 'chains', plant: (db) => changePosting(db, middle, (posted) => rehashed(redate(posted))) },
  { name: 'the last posting re-dated and hashed anew', check: 'chains', plant: (db) => changePosting(db, -1, (posted) => rehashed(redate(posted))) },
  { name: 'a link of the chain', check: 'chains', plant: (db) => changePosting(db, middle, (posted) => ({ ...posted, chain: { ...posted.chain, previous: '0'.repeat(64) } })) },
  { name: 'a removed posting', check: 'chains', plant: (db) => db.exec(`DELETE FROM revision WHERE doc = ${firstInvoice}; DELETE FROM document WHERE doc = ${firstInvoice}`) },
  {
    name: 'the last posting removed with everything derived', check: 'chains',
    plant: (db) => {
      const { doc } = chainOf(db).at(-1) as { doc: number }
      db.exec(`DELETE FROM revision WHERE doc = ${doc}; DELETE FROM document WHERE doc = ${doc}`)
      createProjections(db).rebuild()
    },
  },
  { name: 'a forged number, chain and tables made to fit', check: 'numbers', plant: (db) => forge(db, isInvoice, (posted) => ({ ...posted, number: (posted.number ?? '').replace(/\d{4}$/, '0900') })) },
  { name: 'a forged number of another device', check: 'numbers', plant: (db) => forge(db, isInvoice, (posted) => ({ ...posted, number: (posted.number ?? '').replace('/A-', '/B-') })) },
  {
    name: 'a forged entry that does not balance, chain made to fit', check: 'chains',
    plant: (db) => forge(db, (posted) => posted.type === 'expense', (posted) => ({
      ...posted, posting: { ...posted.posting, effects: posted.posting.effects.map((effect, place) => (place === 0 && effect.effect === 'line' ? { ...effect, base: effect.base + 100, amount: effect.amount + 100 } : effect)) },
    })),
  },
  {
    name: 'forged goods that came in at another value than was booked, chain and tables made to fit', check: 'tieOuts',
    plant: (db) => forge(db, (posted) => posted.posting.effects.some((effect) => effect.effect === 'move' && effect.cost.kind === 'fixed'), (posted) => ({
      ...posted, posting: { ...posted.posting, effects: posted.posting.effects.map((effect) => (effect.effect === 'move' && effect.cost.kind === 'fixed' ? { ...effect, cost: { ...effect.cost, value: effect.cost.value + 100 } } : effect)) },
    })),
  },
  {
    name: 'a forged sum of what was received, chain and tables made to fit', check: 'tieOuts',
    plant: (db) => forge(db, (posted) => posted.type === 'goodsReceipt', (posted) => ({ ...posted, posting: { ...posted.posting, facts: { ...posted.posting.facts, base: posted.posting.facts.base + 100 } } })),
  },
  { name: 'a series counter set back', check: 'numbers', plant: (db) => db.exec("UPDATE book_local SET value = CAST(value AS INTEGER) - 1 WHERE key LIKE 'series/INV/%'") },
  { name: 'a series counter set forward', check: 'numbers', plant: (db) => db.exec("UPDATE book_local SET value = CAST(value AS INTEGER) + 1 WHERE key LIKE 'series/INV/%'") },
  { name: 'the kept end of the chain', check: 'chains', plant: (db) => db.exec("UPDATE book_local SET value = json_set(value, '$.position', 3) WHERE key LIKE 'chain/%'") },
  { name: 'a dropped index', check: 'schema', plant: (db) => db.exec('DROP INDEX posted_date') },
  { name: 'a trigger that somebody added', check: 'schema', plant: (db) => db.exec('CREATE TRIGGER extra AFTER INSERT ON posted BEGIN SELECT 1; END') },
  {
    name: 'entries missing from an index', check: 'pages',
    plant: (db) => {
      const sql = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'posted_date'").pluck().get() as string
      db.exec('DROP INDEX posted_date; CREATE INDEX posted_date ON posted (date, ord) WHERE n > 5')
      db.pragma('writable_schema = ON')
      db.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'posted_date'").run(sql)
      db.pragma('writable_schema = OFF')
    },
  },
  { name: 'a zeroed page of the ledger', check: 'pages', plant: (db) => lastLeafOf(db, 'ledger_line'), spoil: zeroHead },
  { name: 'a zeroed page of the documents', check: 'pages', plant: (db) => lastLeafOf(db, 'revision'), spoil: zeroHead },
  { name: 'a winner that is none', check: 'revisions', plant: (db) => changeOne(db, `UPDATE document SET winner = '2-0123456789abcdef0123456789abcdef' WHERE doc = ${firstInvoice}`) },
  { name: 'a document marked as deleted', check: 'revisions', plant: (db) => changeOne(db, `UPDATE document SET deleted = 1 WHERE doc = ${firstInvoice}`) },
  { name: 'a conflict that is not counted', check: 'revisions', plant: (db) => changeOne(db, `UPDATE document SET conflicts = 1 WHERE doc = ${firstInvoice}`) },
  { name: 'a tree cut off', check: 'revisions', plant: (db) => changeOne(db, `UPDATE document SET tree = '[]' WHERE doc = ${firstInvoice}`) },
  { name: 'a body gone', check: 'revisions', plant: (db) => changeOne(db, `DELETE FROM revision WHERE doc = ${firstInvoice}`) },
  { name: 'a body that is not JSON', check: 'revisions', plant: (db) => changeOne(db, `UPDATE revision SET body = substr(body, 1, 100) WHERE doc = ${firstInvoice}`) },
  { name: 'a use of an attachment of no document', check: 'foreignKeys', plant: (db) => db.exec("INSERT INTO attachment (digest, data) VALUES ('md5-x', x'00'); INSERT INTO attachment_use (doc, rev, digest) VALUES (999999, '1-x', 'md5-x')") },
  { name: 'a synchronisation record beyond the sequence', check: 'checkpoints', plant: (db) => changeOne(db, "UPDATE local_document SET body = json_set(body, '$.pushedTo', 999999) WHERE id = '_local/mendunia-sync-1'") },
  { name: "the replicator's checkpoint", check: 'checkpoints', plant: (db) => changeOne(db, "UPDATE local_document SET body = json_set(body, '$.last_seq', 999999) WHERE id = '_local/checkpoint'") },
  { name: 'a row of the search index', check: 'search', plant: (db) => changeOne(db, "UPDATE search_row SET code = 'OTHER' WHERE id = (SELECT min(id) FROM search_row)") },
  { name: 'a row missing from the search index', check: 'search', plant: (db) => changeOne(db, 'DELETE FROM search_row WHERE id = (SELECT max(id) FROM search_row)') },
  { name: 'a text of the search index', check: 'search', plant: (db) => db.exec("UPDATE search_text SET body = 'other' WHERE rowid = (SELECT min(id) FROM search_row)") },
]

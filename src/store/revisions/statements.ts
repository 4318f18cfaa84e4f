import type { Database, Statement } from 'better-sqlite3'

export interface DocumentRow {
  doc: number
  id: string
  seq: number
  winner: string
  deleted: number
  tree: string
}

export interface BodyRow {
  deleted: number
  body: string
}

export interface ListRow extends DocumentRow {
  body: string | null
}

/** Every statement of the document model, prepared once per connection. */
export function prepareStatements(db: Database) {
  const prepare = <P extends unknown[], R = unknown>(sql: string): Statement<P, R> => db.prepare<P, R>(sql)
  const lists = new Map<string, Statement<unknown[], ListRow>>()
  return {
    documentById: prepare<[string], DocumentRow>('SELECT doc, id, seq, winner, deleted, tree FROM document WHERE id = ?'),
    insertDocument: prepare<[string, number, string, number, number, string]>(
      'INSERT INTO document (id, seq, winner, deleted, conflicts, tree) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    updateDocument: prepare<[number, string, number, number, string, number]>(
      'UPDATE document SET seq = ?, winner = ?, deleted = ?, conflicts = ?, tree = ? WHERE doc = ?',
    ),
    updateTree: prepare<[string, number]>('UPDATE document SET tree = ? WHERE doc = ?'),
    deleteDocument: prepare<[number]>('DELETE FROM document WHERE doc = ?'),
    // Both counts go through a narrow index: the rows hold whole revision trees.
    liveCount: prepare<[], number>('SELECT (SELECT count(*) FROM document) - (SELECT count(*) FROM document WHERE deleted = 1)').pluck() as Statement<[], number>,
    updateSequence: prepare<[], number>(
      `SELECT max(ifnull((SELECT max(seq) FROM document), 0),
                  ifnull((SELECT CAST(value AS INTEGER) FROM revision_meta WHERE key = 'purgedTo'), 0))`,
    ).pluck() as Statement<[], number>,
    changeCount: prepare<[number], number>('SELECT count(*) FROM document WHERE seq > ?').pluck() as Statement<[number], number>,
    conflicted: prepare<[], { id: string }>('SELECT id FROM document INDEXED BY document_conflicted WHERE conflicts > 0 ORDER BY id'),

    insertRevision: prepare<[number, string, number, string]>('INSERT INTO revision (doc, rev, deleted, body) VALUES (?, ?, ?, ?)'),
    revision: prepare<[number, string], BodyRow>('SELECT deleted, body FROM revision WHERE doc = ? AND rev = ?'),
    deleteRevision: prepare<[number, string]>('DELETE FROM revision WHERE doc = ? AND rev = ?'),

    insertAttachment: prepare<[string, Uint8Array]>('INSERT INTO attachment (digest, data) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING'),
    attachment: prepare<[string], Buffer>('SELECT data FROM attachment WHERE digest = ?').pluck() as Statement<[string], Buffer>,
    attachmentLength: prepare<[string], number>('SELECT length(data) FROM attachment WHERE digest = ?').pluck() as Statement<[string], number>,
    insertUse: prepare<[number, string, string]>(
      'INSERT INTO attachment_use (doc, rev, digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    usesOf: prepare<[number, string], string>('SELECT digest FROM attachment_use WHERE doc = ? AND rev = ?').pluck() as Statement<[number, string], string>,
    usesOfDocument: prepare<[number], string>('SELECT DISTINCT digest FROM attachment_use WHERE doc = ?').pluck() as Statement<[number], string>,
    deleteUses: prepare<[number, string]>('DELETE FROM attachment_use WHERE doc = ? AND rev = ?'),
    deleteUnusedAttachment: prepare<[string]>(
      'DELETE FROM attachment AS a WHERE a.digest = ? AND NOT EXISTS (SELECT 1 FROM attachment_use AS u WHERE u.digest = a.digest)',
    ),

    local: prepare<[string], { rev: string; body: string }>('SELECT rev, body FROM local_document WHERE id = ?'),
    putLocal: prepare<[string, string, string]>(
      'INSERT INTO local_document (id, rev, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, body = excluded.body',
    ),
    removeLocal: prepare<[string]>('DELETE FROM local_document WHERE id = ?'),
    meta: prepare<[string], string>('SELECT value FROM revision_meta WHERE key = ?').pluck() as Statement<[string], string>,
    setMeta: prepare<[string, string]>(
      'INSERT INTO revision_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),

    /**
     * A list of documents, in one of a few shapes.
     * @param where  conditions on `d`, with `?` for each value
     * @param order  `d.id`, `d.id DESC`, `d.seq` or `d.seq DESC`
     */
    list(withBodies: boolean, where: string, order: string): Statement<unknown[], ListRow> {
      const sql = withBodies
        ? `SELECT d.doc, d.id, d.seq, d.winner, d.deleted, d.tree, r.body FROM document d
             JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`
        : `SELECT d.doc, d.id, d.seq, d.winner, d.deleted, d.tree, NULL AS body FROM document d WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`
      let statement = lists.get(sql)
      if (!statement) {
        statement = db.prepare<unknown[], ListRow>(sql)
        lists.set(sql, statement)
      }
      return statement
    },
  }
}

export type Statements = ReturnType<typeof prepareStatements>

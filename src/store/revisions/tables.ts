/**
 * The tables of the document model.
 *
 * `document` holds one row per document with its revision tree, `revision` one body per stored revision.
 * `document.seq` is the sequence of the document's last change; the highest one is the update sequence,
 * so that a write needs no counter row. A purge may remove the highest one: `revision_meta.purgedTo` keeps it.
 * Attachments are stored once per content; `attachment_use` says which revisions show them.
 */
export const revisionTables = `
CREATE TABLE IF NOT EXISTS document (
  doc       INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE,
  seq       INTEGER NOT NULL UNIQUE CHECK (seq > 0),
  winner    TEXT    NOT NULL,
  deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
  tree      TEXT    NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS document_conflicted ON document (id) WHERE conflicts > 0;
CREATE INDEX IF NOT EXISTS document_deleted ON document (id) WHERE deleted = 1;

CREATE TABLE IF NOT EXISTS revision (
  doc     INTEGER NOT NULL REFERENCES document (doc) ON DELETE CASCADE,
  rev     TEXT    NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  body    TEXT    NOT NULL,
  PRIMARY KEY (doc, rev)
) STRICT;

CREATE TABLE IF NOT EXISTS attachment (
  digest TEXT NOT NULL PRIMARY KEY,
  data   BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS attachment_use (
  doc    INTEGER NOT NULL REFERENCES document (doc) ON DELETE CASCADE,
  rev    TEXT    NOT NULL,
  digest TEXT    NOT NULL REFERENCES attachment (digest),
  PRIMARY KEY (doc, rev, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS attachment_use_digest ON attachment_use (digest);

CREATE TABLE IF NOT EXISTS local_document (
  id   TEXT NOT NULL PRIMARY KEY,
  rev  TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS revision_meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

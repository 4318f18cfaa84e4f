-- The document model of CouchDB: the same tables as src/store/revisions/tables.ts, frozen here for the book.
CREATE TABLE document (
  doc       INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE,
  seq       INTEGER NOT NULL UNIQUE CHECK (seq > 0),
  winner    TEXT    NOT NULL,
  deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
  tree      TEXT    NOT NULL
) STRICT;

CREATE INDEX document_conflicted ON document (id) WHERE conflicts > 0;
CREATE INDEX document_deleted ON document (id) WHERE deleted = 1;

CREATE TABLE revision (
  doc     INTEGER NOT NULL REFERENCES document (doc) ON DELETE CASCADE,
  rev     TEXT    NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  body    TEXT    NOT NULL,
  PRIMARY KEY (doc, rev)
) STRICT;

CREATE TABLE attachment (
  digest TEXT NOT NULL PRIMARY KEY,
  data   BLOB NOT NULL
) STRICT;

CREATE TABLE attachment_use (
  doc    INTEGER NOT NULL REFERENCES document (doc) ON DELETE CASCADE,
  rev    TEXT    NOT NULL,
  digest TEXT    NOT NULL REFERENCES attachment (digest),
  PRIMARY KEY (doc, rev, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachment_use_digest ON attachment_use (digest);

CREATE TABLE local_document (
  id   TEXT NOT NULL PRIMARY KEY,
  rev  TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision_meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

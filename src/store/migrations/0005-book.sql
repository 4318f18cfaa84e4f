-- What belongs to this copy of the book and never leaves it: device code, clock, chain head, number series, sync settings.
CREATE TABLE book_local (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

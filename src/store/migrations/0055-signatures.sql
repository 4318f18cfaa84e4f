-- Postings that came in and were not signed by a device of the company: kept, passed on, and in no book. They are judged once, at the door;
-- a rebuild reads the verdict. Not a projection: it depends on the book's root of trust too.
CREATE TABLE refused_posting (
  doc TEXT NOT NULL PRIMARY KEY,
  device TEXT NOT NULL,
  hash TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('unsigned', 'wrongSignature', 'unknownDevice', 'notInvited', 'expelled'))
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_posting_device ON refused_posting (device);

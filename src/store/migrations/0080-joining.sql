-- Master data that is one thing under two documents: joined by a person, or alike and proposed for joining. Derived from the documents.

-- What the register `joinedInto` of a party or product names.
CREATE TABLE joined_link (
  doc TEXT NOT NULL PRIMARY KEY,
  into_doc TEXT NOT NULL
) STRICT;
CREATE INDEX joined_link_into ON joined_link (into_doc);

-- Where that leads: the document that stands for all of them. Its rows in `master` bear the type `joined:<type>`.
CREATE TABLE joined (
  doc TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  code TEXT NOT NULL,
  into_doc TEXT NOT NULL,
  into_code TEXT NOT NULL
) STRICT;
CREATE INDEX joined_code ON joined (type, code);

-- By what parties and products of several devices are alike: tax number, name and country, code without its signs.
CREATE TABLE likeness (
  type TEXT NOT NULL,
  key TEXT NOT NULL,
  doc TEXT NOT NULL,
  -- Code of the device that made it.
  device TEXT NOT NULL,
  PRIMARY KEY (type, key, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_doc ON likeness (doc);

-- Pairs of which a person said that they are two things.
CREATE TABLE kept_apart (
  doc TEXT NOT NULL PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL
) STRICT;
CREATE INDEX kept_apart_a ON kept_apart (a);
CREATE INDEX kept_apart_b ON kept_apart (b);

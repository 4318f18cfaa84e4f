-- Lines of bank statements and what is remembered for reading and matching them, derived from their documents.
-- Amounts are smallest units; money that came in is positive.

CREATE TABLE bank_line (
  doc TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  date TEXT NOT NULL,
  value_date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  -- Place in its statement: the order of the lines of one day.
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  counterparty TEXT,
  reference TEXT,
  -- 1: a person said that it needs no posting.
  ignored INTEGER NOT NULL CHECK (ignored IN (0, 1)),
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX bank_line_account ON bank_line (account, date, place, doc);

-- Events that a line is matched to. It counts as long as the event stands: a reversed one leaves the line open.
CREATE TABLE bank_match (
  doc TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (doc, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_match_event ON bank_match (event_id);

-- Statements that were taken in: their balances.
CREATE TABLE bank_statement (
  doc TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  opening INTEGER,
  closing INTEGER
) STRICT;
CREATE INDEX bank_statement_account ON bank_statement (account, to_date);

-- Profiles of accounts and rules that a person taught.
CREATE TABLE bank_setting (
  doc TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  account TEXT NOT NULL,
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX bank_setting_account ON bank_setting (type, account);

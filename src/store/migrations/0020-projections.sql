-- Tables derived from the winning documents: a pure function of their set, rebuilt and compared by `verify`.
-- Amounts are smallest units, quantities millionths, debit and inbound positive. `n` is the local number of a posted document
-- (order of arrival here, never part of a result); `ord` is its place in event order.

CREATE TABLE posted (
  n INTEGER NOT NULL PRIMARY KEY,
  doc TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  event TEXT NOT NULL,
  event_id TEXT NOT NULL,
  number TEXT,
  ord TEXT NOT NULL,
  at TEXT NOT NULL,
  device TEXT NOT NULL,
  author TEXT NOT NULL,
  position INTEGER NOT NULL,
  own_date TEXT NOT NULL,
  -- The day on which it counts: later than its own where it arrived late in a closed period.
  date TEXT NOT NULL,
  party TEXT,
  currency TEXT,
  rate TEXT,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  base INTEGER NOT NULL,
  -- What the paper says at the bottom, in its currency.
  total INTEGER NOT NULL,
  due_date TEXT,
  open INTEGER NOT NULL,
  -- 1: the second reversal of its target; it has no effect.
  void INTEGER NOT NULL CHECK (void IN (0, 1)),
  reversed INTEGER NOT NULL CHECK (reversed IN (0, 1)),
  target TEXT,
  draft TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX posted_event_id ON posted (event_id);
CREATE INDEX posted_event ON posted (event, date, ord);
CREATE INDEX posted_date ON posted (date, ord);
CREATE INDEX posted_party ON posted (party, date, ord) WHERE party IS NOT NULL;
CREATE INDEX posted_target ON posted (target) WHERE target IS NOT NULL;
CREATE INDEX posted_draft ON posted (draft) WHERE draft IS NOT NULL;
CREATE INDEX posted_moved ON posted (doc) WHERE date <> own_date;
CREATE INDEX posted_open ON posted (event, due_date) WHERE open <> 0;
CREATE INDEX posted_number ON posted (event, number);
CREATE INDEX posted_reversed ON posted (event, date, ord) WHERE reversed <> 0;
CREATE INDEX posted_void ON posted (event, date, ord) WHERE void <> 0;

-- Kept sums under the lists: how many documents of a type, month, currency ('' for none) and state there are, and what they come to.
CREATE TABLE posted_sum (
  event TEXT NOT NULL,
  month TEXT NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('void', 'reversed', 'plain', 'open', 'paid')),
  documents INTEGER NOT NULL CHECK (documents >= 0),
  total INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (event, month, currency, state)
) STRICT, WITHOUT ROWID;

-- Base of the sales invoices that stand, by month and buyer.
CREATE TABLE party_sale (
  month TEXT NOT NULL,
  party TEXT NOT NULL,
  documents INTEGER NOT NULL CHECK (documents >= 0),
  base INTEGER NOT NULL,
  PRIMARY KEY (month, party)
) STRICT, WITHOUT ROWID;

-- Whatever writes a posted document keeps both. Rows of no documents stay; they count nothing.
CREATE TRIGGER posted_sum_added AFTER INSERT ON posted BEGIN
  INSERT INTO posted_sum (event, month, currency, state, documents, total, open)
  VALUES (new.event, substr(new.date, 1, 7), coalesce(new.currency, ''), CASE WHEN new.void <> 0 THEN 'void' WHEN new.reversed <> 0 THEN 'reversed'
    WHEN new.due_date IS NULL OR new.event NOT IN ('sales.invoice', 'purchase.invoice') THEN 'plain' WHEN new.open <> 0 THEN 'open' ELSE 'paid' END, 1, new.total, new.open)
  ON CONFLICT (event, month, currency, state) DO UPDATE SET documents = documents + 1, total = total + excluded.total, open = open + excluded.open;
END;
CREATE TRIGGER posted_sum_removed AFTER DELETE ON posted BEGIN
  UPDATE posted_sum SET documents = documents - 1, total = total - old.total, open = open - old.open
  WHERE event = old.event AND month = substr(old.date, 1, 7) AND currency = coalesce(old.currency, '') AND state = CASE WHEN old.void <> 0 THEN 'void' WHEN old.reversed <> 0 THEN 'reversed'
    WHEN old.due_date IS NULL OR old.event NOT IN ('sales.invoice', 'purchase.invoice') THEN 'plain' WHEN old.open <> 0 THEN 'open' ELSE 'paid' END;
END;
CREATE TRIGGER posted_sum_changed AFTER UPDATE OF event, date, currency, void, reversed, due_date, open, total ON posted BEGIN
  UPDATE posted_sum SET documents = documents - 1, total = total - old.total, open = open - old.open
  WHERE event = old.event AND month = substr(old.date, 1, 7) AND currency = coalesce(old.currency, '') AND state = CASE WHEN old.void <> 0 THEN 'void' WHEN old.reversed <> 0 THEN 'reversed'
    WHEN old.due_date IS NULL OR old.event NOT IN ('sales.invoice', 'purchase.invoice') THEN 'plain' WHEN old.open <> 0 THEN 'open' ELSE 'paid' END;
  INSERT INTO posted_sum (event, month, currency, state, documents, total, open)
  VALUES (new.event, substr(new.date, 1, 7), coalesce(new.currency, ''), CASE WHEN new.void <> 0 THEN 'void' WHEN new.reversed <> 0 THEN 'reversed'
    WHEN new.due_date IS NULL OR new.event NOT IN ('sales.invoice', 'purchase.invoice') THEN 'plain' WHEN new.open <> 0 THEN 'open' ELSE 'paid' END, 1, new.total, new.open)
  ON CONFLICT (event, month, currency, state) DO UPDATE SET documents = documents + 1, total = total + excluded.total, open = open + excluded.open;
END;
CREATE TRIGGER party_sale_added AFTER INSERT ON posted WHEN new.event = 'sales.invoice' AND new.reversed = 0 BEGIN
  INSERT INTO party_sale (month, party, documents, base) VALUES (substr(new.date, 1, 7), coalesce(new.party, ''), 1, new.base)
  ON CONFLICT (month, party) DO UPDATE SET documents = documents + 1, base = base + excluded.base;
END;
CREATE TRIGGER party_sale_removed AFTER DELETE ON posted WHEN old.event = 'sales.invoice' AND old.reversed = 0 BEGIN
  UPDATE party_sale SET documents = documents - 1, base = base - old.base WHERE month = substr(old.date, 1, 7) AND party = coalesce(old.party, '');
END;
CREATE TRIGGER party_sale_changed_from AFTER UPDATE OF event, date, party, base, reversed ON posted WHEN old.event = 'sales.invoice' AND old.reversed = 0 BEGIN
  UPDATE party_sale SET documents = documents - 1, base = base - old.base WHERE month = substr(old.date, 1, 7) AND party = coalesce(old.party, '');
END;
CREATE TRIGGER party_sale_changed_to AFTER UPDATE OF event, date, party, base, reversed ON posted WHEN new.event = 'sales.invoice' AND new.reversed = 0 BEGIN
  INSERT INTO party_sale (month, party, documents, base) VALUES (substr(new.date, 1, 7), coalesce(new.party, ''), 1, new.base)
  ON CONFLICT (month, party) DO UPDATE SET documents = documents + 1, base = base + excluded.base;
END;

CREATE TABLE reference (
  n INTEGER NOT NULL,
  doc TEXT NOT NULL,
  PRIMARY KEY (n, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_doc ON reference (doc);

CREATE TABLE ledger_line (
  account TEXT NOT NULL,
  date TEXT NOT NULL,
  n INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL,
  base INTEGER NOT NULL,
  PRIMARY KEY (account, date, n, currency),
  CHECK (amount <> 0 OR base <> 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_document ON ledger_line (n);

-- Sums of ledger lines per month, so that a statement reads months and the rest of one.
CREATE TABLE balance (
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  month TEXT NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  lines INTEGER NOT NULL CHECK (lines > 0),
  PRIMARY KEY (account, currency, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement (
  product TEXT NOT NULL,
  date TEXT NOT NULL,
  ord TEXT NOT NULL,
  idx INTEGER NOT NULL,
  n INTEGER NOT NULL,
  warehouse TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('fixed', 'issue', 'consumed', 'produced', 'returned', 'transfer', 'landed')),
  quantity INTEGER NOT NULL,
  -- Value fixed at posting; of a production what is added to the consumed cost; of landed cost the line's share.
  given INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  of_doc TEXT,
  of_idx INTEGER,
  charge TEXT,
  -- Derived: signed value when the movement happened, and what receipts that covered a shortage changed later.
  value INTEGER NOT NULL,
  correction INTEGER NOT NULL,
  short INTEGER NOT NULL,
  run_quantity INTEGER NOT NULL,
  run_value INTEGER NOT NULL,
  warehouse_quantity INTEGER NOT NULL,
  -- A table with row ids on purpose: postings append, and only this narrow index is written all over the place.
  UNIQUE (product, date, ord, idx)
) STRICT;
CREATE INDEX movement_document ON movement (n, idx);
CREATE INDEX movement_of ON movement (of_doc, of_idx) WHERE of_doc IS NOT NULL;

-- Where the fold over a product's movements stands at their end.
CREATE TABLE costing (
  product TEXT NOT NULL PRIMARY KEY,
  method TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  -- FIFO layers and uncovered shortages: JSON [[document, effect, quantity, value], …], oldest first.
  layers TEXT NOT NULL,
  shortages TEXT NOT NULL,
  last_quantity INTEGER NOT NULL,
  last_value INTEGER NOT NULL,
  last_date TEXT NOT NULL,
  last_ord TEXT NOT NULL,
  last_idx INTEGER NOT NULL,
  -- 1: some movement was once beyond the stock, so that a late document starts the fold anew.
  short INTEGER NOT NULL,
  since_snapshot INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- FIFO queues at earlier points: only a shortcut for late documents, no part of a result.
CREATE TABLE costing_snapshot (
  product TEXT NOT NULL,
  date TEXT NOT NULL,
  ord TEXT NOT NULL,
  idx INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  layers TEXT NOT NULL,
  last_quantity INTEGER NOT NULL,
  last_value INTEGER NOT NULL,
  PRIMARY KEY (product, date, ord, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock (
  product TEXT NOT NULL,
  warehouse TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (product, warehouse)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  doc TEXT NOT NULL,
  item TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('receivable', 'payable', 'deposit', 'advance')),
  party TEXT NOT NULL,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  base INTEGER NOT NULL,
  date TEXT NOT NULL,
  due_date TEXT NOT NULL,
  posted_date TEXT NOT NULL,
  ord TEXT NOT NULL,
  -- 1: the excess of an over-clearing.
  derived INTEGER NOT NULL,
  open INTEGER NOT NULL,
  open_base INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  last_ord TEXT NOT NULL,
  PRIMARY KEY (doc, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_id ON item (item);
CREATE INDEX item_open ON item (side, due_date, item) WHERE open <> 0;
CREATE INDEX item_open_party ON item (party, side) WHERE open <> 0;

CREATE TABLE item_entry (
  doc TEXT NOT NULL,
  item TEXT NOT NULL,
  ord TEXT NOT NULL,
  idx INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'excess', 'clear', 'unclear', 'close', 'closeExcess')),
  asked INTEGER NOT NULL,
  rate TEXT NOT NULL,
  -- The clearing that an unclear gives back.
  ref_doc TEXT,
  ref_idx INTEGER,
  date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  base INTEGER NOT NULL,
  excess INTEGER NOT NULL,
  excess_base INTEGER NOT NULL,
  PRIMARY KEY (doc, item, ord, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_entry_document ON item_entry (n);

CREATE TABLE progress (
  doc TEXT NOT NULL,
  kind TEXT NOT NULL,
  line INTEGER NOT NULL,
  product TEXT NOT NULL,
  n INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  PRIMARY KEY (doc, kind, line, product, n, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_line (
  n INTEGER NOT NULL,
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (n, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE vat_row (
  n INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  date TEXT NOT NULL,
  side TEXT NOT NULL,
  code TEXT NOT NULL,
  base INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  PRIMARY KEY (n, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX vat_row_date ON vat_row (date);

CREATE TABLE turnover (
  n INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  date TEXT NOT NULL,
  base INTEGER NOT NULL,
  PRIMARY KEY (n, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX turnover_date ON turnover (date, base);

CREATE TABLE sale (
  n INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  date TEXT NOT NULL,
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  revenue INTEGER NOT NULL,
  PRIMARY KEY (n, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_date ON sale (date, product, quantity, revenue);

CREATE TABLE once_key (
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  free INTEGER NOT NULL,
  PRIMARY KEY (key, n, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_mark (
  doc TEXT NOT NULL,
  idx INTEGER NOT NULL,
  ord TEXT NOT NULL,
  effect TEXT NOT NULL,
  period TEXT NOT NULL,
  heads TEXT,
  PRIMARY KEY (doc, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE master (
  doc TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_alternative TEXT NOT NULL,
  event_id TEXT NOT NULL,
  date TEXT NOT NULL,
  ord TEXT NOT NULL,
  digest TEXT NOT NULL,
  -- Of an account that holds one.
  role TEXT,
  -- Of a party that has one.
  country TEXT,
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX master_role ON master (role) WHERE role IS NOT NULL;
CREATE INDEX master_code ON master (type, code, doc, country);
CREATE INDEX master_event_id ON master (event_id);

-- Changes with every change of master data, so that what is remembered of it in memory is dropped, also after a rollback.
CREATE TABLE master_token (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL
) STRICT;

CREATE TABLE exchange_rate (
  doc TEXT NOT NULL PRIMARY KEY,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  date TEXT NOT NULL,
  ord TEXT NOT NULL,
  rate TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_rate_valid ON exchange_rate (currency, kind, date, ord);

CREATE TABLE draft (
  doc TEXT NOT NULL PRIMARY KEY,
  event TEXT NOT NULL,
  event_id TEXT NOT NULL,
  date TEXT NOT NULL,
  party TEXT,
  currency TEXT,
  posted TEXT,
  at TEXT NOT NULL,
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX draft_event ON draft (event, date);

-- What a person should look at; rows that follow from other tables (overdue, low stock) are found there.
CREATE TABLE attention (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  doc TEXT NOT NULL,
  params TEXT NOT NULL,
  PRIMARY KEY (kind, key, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX attention_doc ON attention (doc);

-- Search is filled lazily: what is in search_pending is not yet in the index.
CREATE TABLE search_pending (
  doc TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE search_row (
  id INTEGER NOT NULL PRIMARY KEY,
  doc TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  weight INTEGER NOT NULL
) STRICT;
CREATE INDEX search_row_code ON search_row (code COLLATE NOCASE);
CREATE VIRTUAL TABLE search_text USING fts5 (body, tokenize = 'trigram', detail = 'full');
CREATE VIRTUAL TABLE search_word USING fts5 (body, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3', detail = 'full');

-- Ledger lines lie by document: posting appends, whatever the accounts. Statements and accounts read the index, which holds all that they ask for.
-- Derived anew when the book is opened.
DROP TABLE ledger_line;
CREATE TABLE ledger_line (
  n INTEGER NOT NULL,
  date TEXT NOT NULL,
  account TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL,
  base INTEGER NOT NULL,
  PRIMARY KEY (n, date, account, currency),
  CHECK (amount <> 0 OR base <> 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_account ON ledger_line (account, date, n, currency, amount, base);

-- Within a document by account: whether a document touches an account is asked more often than on which day.
DROP TABLE ledger_line;
CREATE TABLE ledger_line (
  n INTEGER NOT NULL,
  account TEXT NOT NULL,
  date TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL,
  base INTEGER NOT NULL,
  PRIMARY KEY (n, account, date, currency),
  CHECK (amount <> 0 OR base <> 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_account ON ledger_line (account, date, n, currency, amount, base);

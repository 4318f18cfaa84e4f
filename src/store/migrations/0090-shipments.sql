-- Folders of shipments, their issued papers and the papers received for them, derived from their documents.

CREATE TABLE shipment (
  doc TEXT NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  buyer TEXT NOT NULL,
  country TEXT NOT NULL,
  mode TEXT NOT NULL,
  incoterm TEXT NOT NULL,
  currency TEXT NOT NULL,
  etd TEXT,
  eta TEXT,
  -- Day of the transport document: the goods have left.
  shipped TEXT,
  peb_no TEXT,
  peb_date TEXT,
  -- Of its letter of credit.
  latest_shipment TEXT,
  expiry TEXT,
  present_by TEXT,
  presented TEXT,
  invoice TEXT,
  closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
  at TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX shipment_etd ON shipment (closed, etd, doc);

-- Papers of a folder: issued ones are frozen versions, received ones came from others.
CREATE TABLE shipment_paper (
  doc TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('issued', 'received')),
  type TEXT NOT NULL,
  number TEXT,
  date TEXT,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  file TEXT
) STRICT;
CREATE INDEX shipment_paper_folder ON shipment_paper (folder, kind, type, version);

-- Files that were brought in, and what became of each of their rows.

CREATE TABLE imports (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  file BLOB NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  rows_estimate INTEGER NOT NULL,
  settings TEXT NOT NULL,
  actor BLOB NOT NULL,
  -- open, running or done; that it failed, was cancelled or taken back stands in its job and its step.
  state TEXT NOT NULL,
  job BLOB,
  step BLOB,
  totals TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
);

-- outcome: 0 new, 1 update, 2 duplicate, 3 error, 4 skip, 5 unchanged. `cells` holds the row as it was, for errors.
CREATE TABLE import_rows (
  import INTEGER NOT NULL REFERENCES imports (key),
  row INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  record BLOB,
  code TEXT,
  field TEXT,
  reason TEXT,
  cells TEXT,
  PRIMARY KEY (import, row)
) WITHOUT ROWID;
CREATE INDEX import_rows_outcome ON import_rows (import, outcome, row) WHERE outcome > 0;

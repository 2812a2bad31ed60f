-- Simulations: what is asked of the records, and what the last run answered.
CREATE TABLE simulations (
  rowid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  scope INTEGER NOT NULL REFERENCES scopes (key),
  owner BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision BLOB NOT NULL,
  stamps TEXT,
  custom TEXT,
  name TEXT COLLATE folded,
  type TEXT COLLATE folded,
  parameters TEXT,
  seed INTEGER,
  status TEXT COLLATE folded,
  started_at INTEGER,
  finished_at INTEGER,
  error TEXT COLLATE folded,
  result TEXT
);
CREATE INDEX simulations_name ON simulations (name) WHERE deleted_at IS NULL;
CREATE INDEX simulations_type ON simulations (type) WHERE deleted_at IS NULL;
CREATE INDEX simulations_status ON simulations (status) WHERE deleted_at IS NULL;
CREATE INDEX simulations_finished_at ON simulations (finished_at) WHERE deleted_at IS NULL;
CREATE INDEX simulations_created_at ON simulations (created_at) WHERE deleted_at IS NULL;
CREATE INDEX simulations_updated_at ON simulations (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX simulations_deleted_at ON simulations (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE simulations_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

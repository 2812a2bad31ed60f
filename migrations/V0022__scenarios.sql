-- What-ifs: what is changed, and what the last run answered.
CREATE TABLE scenarios (
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
  parameters TEXT,
  seed INTEGER,
  notes TEXT COLLATE folded,
  status TEXT COLLATE folded,
  started_at INTEGER,
  finished_at INTEGER,
  error TEXT COLLATE folded,
  result TEXT
);
CREATE INDEX scenarios_name ON scenarios (name) WHERE deleted_at IS NULL;
CREATE INDEX scenarios_status ON scenarios (status) WHERE deleted_at IS NULL;
CREATE INDEX scenarios_finished_at ON scenarios (finished_at) WHERE deleted_at IS NULL;
CREATE INDEX scenarios_created_at ON scenarios (created_at) WHERE deleted_at IS NULL;
CREATE INDEX scenarios_updated_at ON scenarios (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX scenarios_deleted_at ON scenarios (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE scenarios_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

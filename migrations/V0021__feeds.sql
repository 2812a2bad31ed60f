-- Named time series that a simulation can take as input. The points lie in a side table: a device may push thousands a
-- day, and what they were is no part of the history of records.

CREATE TABLE feeds (
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
  category TEXT COLLATE folded,
  unit TEXT COLLATE folded,
  source TEXT COLLATE folded,
  url TEXT COLLATE folded,
  format TEXT COLLATE folded,
  items_pointer TEXT COLLATE folded,
  time_pointer TEXT COLLATE folded,
  value_pointer TEXT COLLATE folded,
  interval TEXT COLLATE folded,
  transform TEXT COLLATE folded,
  notes TEXT COLLATE folded,
  fetched_at INTEGER
);
CREATE INDEX feeds_name ON feeds (name) WHERE deleted_at IS NULL;
CREATE INDEX feeds_category ON feeds (category) WHERE deleted_at IS NULL;
CREATE INDEX feeds_source ON feeds (source) WHERE deleted_at IS NULL;
CREATE INDEX feeds_fetched_at ON feeds (fetched_at) WHERE deleted_at IS NULL;
CREATE INDEX feeds_created_at ON feeds (created_at) WHERE deleted_at IS NULL;
CREATE INDEX feeds_updated_at ON feeds (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX feeds_deleted_at ON feeds (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE feeds_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- `at` in milliseconds since the epoch: one value a moment.
CREATE TABLE feed_points (
  feed BLOB NOT NULL,
  at INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (feed, at)
) WITHOUT ROWID;

-- What the kernel keeps for every feature: the change log and its projections, jobs, files, subscribers.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Whom records belong to. 1 personal, 2 team; permissions, keys and sync follow the scope.
CREATE TABLE scopes (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
);
INSERT INTO scopes VALUES (1, 'personal', 'Personal'), (2, 'team', 'Team');

-- One row per operation that wrote something: what undo undoes. All but `state` and `changed` is covered by `hash`.
CREATE TABLE steps (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  device BLOB NOT NULL,
  actor BLOB NOT NULL,
  origin TEXT NOT NULL,
  operation TEXT NOT NULL,
  cause INTEGER,
  mode TEXT NOT NULL,
  undo_of INTEGER REFERENCES steps (key),
  undoable INTEGER NOT NULL,
  hash BLOB NOT NULL,
  state TEXT NOT NULL DEFAULT 'done',
  changed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX steps_undo ON steps (actor, mode, state, key);
CREATE INDEX steps_undo_of ON steps (undo_of) WHERE undo_of IS NOT NULL;

-- The log. `fields` maps a field to [from, to, stamp overwritten]; it is NULL, and `digest` set, only after a purge.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  step INTEGER NOT NULL REFERENCES steps (key),
  stamp BLOB NOT NULL,
  kind TEXT NOT NULL,
  record BLOB NOT NULL,
  action TEXT NOT NULL,
  fields TEXT,
  digest BLOB,
  hash BLOB NOT NULL
);
CREATE INDEX changes_record ON changes (record, seq);
CREATE INDEX changes_step ON changes (step, seq);

-- Which records appear in whose timeline, and when they happened.
CREATE TABLE timeline (
  subject BLOB NOT NULL,
  at INTEGER NOT NULL,
  record BLOB NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (subject, at, record)
) WITHOUT ROWID;

-- Durable readers of the log: the newest change each has dealt with.
CREATE TABLE subscribers (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT
) WITHOUT ROWID;

-- Long work. `checkpoint` is written in the same transaction as the work it stands for.
CREATE TABLE jobs (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  operation TEXT NOT NULL,
  input TEXT NOT NULL,
  actor BLOB NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  message TEXT,
  checkpoint TEXT,
  result TEXT,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  step INTEGER
);
CREATE INDEX jobs_open ON jobs (run_at) WHERE state = 'queued';

-- Files handed to a job (an import), inside the encrypted database so that nothing lies about in the clear.
CREATE TABLE files (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE file_chunks (
  file INTEGER NOT NULL REFERENCES files (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (file, number)
) WITHOUT ROWID;

-- Secondary indexes that a bulk load set aside; whatever is listed here is made again on open.
CREATE TABLE deferred_indexes (
  name TEXT PRIMARY KEY,
  sql TEXT NOT NULL
) WITHOUT ROWID;

-- The wearer's own mirror. All but the scripts is private to one person: kept on this machine, shown to nobody else,
-- erased at once when asked. Every table of records has the shared head, then the fields of its kind.

-- Devices the wearer has agreed to wear.
CREATE TABLE wearables (
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
  kind TEXT COLLATE folded,
  address TEXT COLLATE folded,
  device TEXT COLLATE folded,
  simulated INTEGER,
  reconnect INTEGER,
  consented_at INTEGER,
  last_seen_at INTEGER
);
CREATE INDEX wearables_name ON wearables (name) WHERE deleted_at IS NULL;
CREATE INDEX wearables_last_seen_at ON wearables (last_seen_at) WHERE deleted_at IS NULL;
CREATE INDEX wearables_created_at ON wearables (created_at) WHERE deleted_at IS NULL;
CREATE INDEX wearables_updated_at ON wearables (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX wearables_deleted_at ON wearables (deleted_at) WHERE deleted_at IS NOT NULL;

-- Calls as their wearer lived them; the activity itself says nothing of it.
CREATE TABLE calls (
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
  subject TEXT COLLATE folded,
  activity BLOB,
  started_at INTEGER,
  ended_at INTEGER,
  note TEXT COLLATE folded,
  states TEXT,
  course TEXT,
  peak_stress INTEGER,
  moments INTEGER,
  simulated INTEGER
);
CREATE INDEX calls_subject ON calls (subject) WHERE deleted_at IS NULL;
CREATE INDEX calls_started_at ON calls (started_at) WHERE deleted_at IS NULL;
CREATE INDEX calls_created_at ON calls (created_at) WHERE deleted_at IS NULL;
CREATE INDEX calls_updated_at ON calls (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX calls_deleted_at ON calls (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX calls_activity ON calls (activity);

-- Stretches of stress within calls.
CREATE TABLE stress_moments (
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
  reason TEXT COLLATE folded,
  call BLOB,
  activity BLOB,
  began_at INTEGER,
  ended_at INTEGER,
  peak INTEGER,
  reasons TEXT,
  simulated INTEGER
);
CREATE INDEX stress_moments_began_at ON stress_moments (began_at) WHERE deleted_at IS NULL;
CREATE INDEX stress_moments_created_at ON stress_moments (created_at) WHERE deleted_at IS NULL;
CREATE INDEX stress_moments_updated_at ON stress_moments (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX stress_moments_deleted_at ON stress_moments (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX stress_moments_call ON stress_moments (call);
CREATE INDEX stress_moments_activity ON stress_moments (activity);

-- What can be said when a call heats up. Not private: the team may share them.
CREATE TABLE scripts (
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
  title TEXT COLLATE folded,
  situation TEXT COLLATE folded,
  language TEXT COLLATE folded,
  body TEXT COLLATE folded,
  states TEXT,
  starter INTEGER,
  retired INTEGER
);
CREATE INDEX scripts_title ON scripts (title) WHERE deleted_at IS NULL;
CREATE INDEX scripts_situation ON scripts (situation) WHERE deleted_at IS NULL;
CREATE INDEX scripts_language ON scripts (language) WHERE deleted_at IS NULL;
CREATE INDEX scripts_created_at ON scripts (created_at) WHERE deleted_at IS NULL;
CREATE INDEX scripts_updated_at ON scripts (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX scripts_deleted_at ON scripts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE scripts_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- What the screen does when the readings say so.
CREATE TABLE sensing_rules (
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
  condition TEXT,
  action TEXT COLLATE folded,
  strength INTEGER,
  priority INTEGER,
  for_seconds INTEGER,
  at_least_seconds INTEGER,
  pause_seconds INTEGER,
  enabled INTEGER,
  activations INTEGER,
  active_at INTEGER,
  note TEXT COLLATE folded
);
CREATE INDEX sensing_rules_name ON sensing_rules (name) WHERE deleted_at IS NULL;
CREATE INDEX sensing_rules_priority ON sensing_rules (priority) WHERE deleted_at IS NULL;
CREATE INDEX sensing_rules_created_at ON sensing_rules (created_at) WHERE deleted_at IS NULL;
CREATE INDEX sensing_rules_updated_at ON sensing_rules (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX sensing_rules_deleted_at ON sensing_rules (deleted_at) WHERE deleted_at IS NOT NULL;

-- What was suggested, what led to it, and what came of it.
CREATE TABLE suggestions (
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
  what TEXT COLLATE folded,
  suggested_at INTEGER,
  reasons TEXT,
  rule BLOB,
  call BLOB,
  script BLOB,
  answer TEXT COLLATE folded,
  answered_at INTEGER,
  feedback TEXT COLLATE folded,
  note TEXT COLLATE folded,
  before TEXT,
  after TEXT,
  helped INTEGER,
  simulated INTEGER
);
CREATE INDEX suggestions_what ON suggestions (what) WHERE deleted_at IS NULL;
CREATE INDEX suggestions_suggested_at ON suggestions (suggested_at) WHERE deleted_at IS NULL;
CREATE INDEX suggestions_answer ON suggestions (answer) WHERE deleted_at IS NULL;
CREATE INDEX suggestions_created_at ON suggestions (created_at) WHERE deleted_at IS NULL;
CREATE INDEX suggestions_updated_at ON suggestions (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX suggestions_deleted_at ON suggestions (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX suggestions_rule ON suggestions (rule);
CREATE INDEX suggestions_call ON suggestions (call);
CREATE INDEX suggestions_script ON suggestions (script);

-- How the wearer says they felt.
CREATE TABLE state_labels (
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
  state TEXT COLLATE folded,
  felt_at INTEGER,
  strength INTEGER,
  note TEXT COLLATE folded,
  call BLOB,
  features TEXT,
  simulated INTEGER
);
CREATE INDEX state_labels_state ON state_labels (state) WHERE deleted_at IS NULL;
CREATE INDEX state_labels_felt_at ON state_labels (felt_at) WHERE deleted_at IS NULL;
CREATE INDEX state_labels_created_at ON state_labels (created_at) WHERE deleted_at IS NULL;
CREATE INDEX state_labels_updated_at ON state_labels (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX state_labels_deleted_at ON state_labels (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX state_labels_call ON state_labels (call);

-- Breaks taken.
CREATE TABLE breaks (
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
  what TEXT COLLATE folded,
  started_at INTEGER,
  ended_at INTEGER,
  suggestion BLOB,
  before TEXT,
  after TEXT,
  note TEXT COLLATE folded
);
CREATE INDEX breaks_started_at ON breaks (started_at) WHERE deleted_at IS NULL;
CREATE INDEX breaks_created_at ON breaks (created_at) WHERE deleted_at IS NULL;
CREATE INDEX breaks_updated_at ON breaks (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX breaks_deleted_at ON breaks (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX breaks_suggestion ON breaks (suggestion);

-- Baselines: what is ordinary for this wearer.
CREATE TABLE calibrations (
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
  device TEXT COLLATE folded,
  started_at INTEGER,
  finished_at INTEGER,
  outcome TEXT COLLATE folded,
  baselines TEXT,
  quality INTEGER,
  simulated INTEGER
);
CREATE INDEX calibrations_started_at ON calibrations (started_at) WHERE deleted_at IS NULL;
CREATE INDEX calibrations_created_at ON calibrations (created_at) WHERE deleted_at IS NULL;
CREATE INDEX calibrations_updated_at ON calibrations (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX calibrations_deleted_at ON calibrations (deleted_at) WHERE deleted_at IS NOT NULL;

-- Paced breathing, with the heart before and after.
CREATE TABLE exercises (
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
  what TEXT COLLATE folded,
  started_at INTEGER,
  ended_at INTEGER,
  inhale_ms INTEGER,
  exhale_ms INTEGER,
  seconds INTEGER,
  before TEXT,
  after TEXT,
  note TEXT COLLATE folded,
  simulated INTEGER
);
CREATE INDEX exercises_started_at ON exercises (started_at) WHERE deleted_at IS NULL;
CREATE INDEX exercises_created_at ON exercises (created_at) WHERE deleted_at IS NULL;
CREATE INDEX exercises_updated_at ON exercises (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX exercises_deleted_at ON exercises (deleted_at) WHERE deleted_at IS NOT NULL;

-- What follows holds no records: it is written beside the log, and erased without a trace.

-- What a wearer agreed to, and when; never more than one that is not withdrawn.
CREATE TABLE sensing_consents (
  key INTEGER PRIMARY KEY,
  actor BLOB NOT NULL,
  version INTEGER NOT NULL,
  terms TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER
);
-- Preferences, weights and retention of a wearer, as JSON.
CREATE TABLE sensing_profiles (
  actor BLOB PRIMARY KEY,
  profile TEXT NOT NULL
) WITHOUT ROWID;
-- Measurements over time. `source` says who measured; a sample of one source at one moment is kept once.
CREATE TABLE sensing_readings (
  actor BLOB NOT NULL,
  measure TEXT NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  until INTEGER NOT NULL,
  value REAL NOT NULL,
  import INTEGER,
  simulated INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (actor, measure, at, source)
) WITHOUT ROWID;
CREATE INDEX sensing_readings_import ON sensing_readings (import) WHERE import IS NOT NULL;
-- Files of readings taken in, and their rows that could not be used.
CREATE TABLE sensing_imports (
  key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  actor BLOB NOT NULL,
  at INTEGER NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0,
  taken INTEGER NOT NULL DEFAULT 0,
  passed INTEGER NOT NULL DEFAULT 0,
  bad INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER
);
CREATE TABLE sensing_import_rows (
  import INTEGER NOT NULL,
  row INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (import, row)
) WITHOUT ROWID;

-- The records a rep works with. Every table has the shared head, then the fields of its kind; text compares folded
-- (without regard to case and diacritics). Indexes for orders leave out what is in the trash.

-- People.
CREATE TABLE contacts (
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
  first_name TEXT COLLATE folded,
  last_name TEXT COLLATE folded,
  kind TEXT COLLATE folded,
  account BLOB,
  title TEXT COLLATE folded,
  department TEXT COLLATE folded,
  email TEXT COLLATE folded,
  phone TEXT COLLATE folded,
  mobile TEXT COLLATE folded,
  other_emails TEXT,
  other_phones TEXT,
  street TEXT COLLATE folded,
  city TEXT COLLATE folded,
  region TEXT COLLATE folded,
  postal_code TEXT COLLATE folded,
  country TEXT COLLATE folded,
  website TEXT COLLATE folded,
  linkedin TEXT COLLATE folded,
  birthday TEXT COLLATE folded,
  source TEXT COLLATE folded,
  tags TEXT,
  notes TEXT COLLATE folded,
  last_activity_at INTEGER
);
CREATE INDEX contacts_name ON contacts (name) WHERE deleted_at IS NULL;
CREATE INDEX contacts_kind ON contacts (kind) WHERE deleted_at IS NULL;
CREATE INDEX contacts_title ON contacts (title) WHERE deleted_at IS NULL;
CREATE INDEX contacts_email ON contacts (email) WHERE deleted_at IS NULL;
CREATE INDEX contacts_city ON contacts (city) WHERE deleted_at IS NULL;
CREATE INDEX contacts_country ON contacts (country) WHERE deleted_at IS NULL;
CREATE INDEX contacts_source ON contacts (source) WHERE deleted_at IS NULL;
CREATE INDEX contacts_last_activity_at ON contacts (last_activity_at) WHERE deleted_at IS NULL;
CREATE INDEX contacts_created_at ON contacts (created_at) WHERE deleted_at IS NULL;
CREATE INDEX contacts_updated_at ON contacts (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX contacts_deleted_at ON contacts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX contacts_account ON contacts (account);
CREATE VIRTUAL TABLE contacts_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Organisations.
CREATE TABLE accounts (
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
  domain TEXT COLLATE folded,
  type TEXT COLLATE folded,
  industry TEXT COLLATE folded,
  parent BLOB,
  website TEXT COLLATE folded,
  phone TEXT COLLATE folded,
  street TEXT COLLATE folded,
  city TEXT COLLATE folded,
  region TEXT COLLATE folded,
  postal_code TEXT COLLATE folded,
  country TEXT COLLATE folded,
  employees INTEGER,
  annual_revenue INTEGER,
  currency TEXT COLLATE folded,
  tags TEXT,
  notes TEXT COLLATE folded
);
CREATE INDEX accounts_name ON accounts (name) WHERE deleted_at IS NULL;
CREATE INDEX accounts_domain ON accounts (domain) WHERE deleted_at IS NULL;
CREATE INDEX accounts_type ON accounts (type) WHERE deleted_at IS NULL;
CREATE INDEX accounts_industry ON accounts (industry) WHERE deleted_at IS NULL;
CREATE INDEX accounts_city ON accounts (city) WHERE deleted_at IS NULL;
CREATE INDEX accounts_country ON accounts (country) WHERE deleted_at IS NULL;
CREATE INDEX accounts_employees ON accounts (employees) WHERE deleted_at IS NULL;
CREATE INDEX accounts_annual_revenue ON accounts (annual_revenue) WHERE deleted_at IS NULL;
CREATE INDEX accounts_created_at ON accounts (created_at) WHERE deleted_at IS NULL;
CREATE INDEX accounts_updated_at ON accounts (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX accounts_deleted_at ON accounts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX accounts_parent ON accounts (parent);
CREATE VIRTUAL TABLE accounts_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Ways in which deals are worked.
CREATE TABLE pipelines (
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
  is_default INTEGER,
  position INTEGER
);
CREATE INDEX pipelines_name ON pipelines (name) WHERE deleted_at IS NULL;
CREATE INDEX pipelines_position ON pipelines (position) WHERE deleted_at IS NULL;
CREATE INDEX pipelines_created_at ON pipelines (created_at) WHERE deleted_at IS NULL;
CREATE INDEX pipelines_updated_at ON pipelines (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX pipelines_deleted_at ON pipelines (deleted_at) WHERE deleted_at IS NOT NULL;

-- Their stages.
CREATE TABLE stages (
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
  code TEXT COLLATE folded,
  pipeline BLOB,
  position INTEGER,
  probability INTEGER,
  kind TEXT COLLATE folded,
  hue INTEGER,
  rotting_days INTEGER
);
CREATE INDEX stages_name ON stages (name) WHERE deleted_at IS NULL;
CREATE INDEX stages_position ON stages (position) WHERE deleted_at IS NULL;
CREATE INDEX stages_created_at ON stages (created_at) WHERE deleted_at IS NULL;
CREATE INDEX stages_updated_at ON stages (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX stages_deleted_at ON stages (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX stages_pipeline ON stages (pipeline);

-- Deals. Amounts are in ten-thousandths of the currency unit.
CREATE TABLE opportunities (
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
  account BLOB,
  contact BLOB,
  pipeline BLOB,
  stage BLOB,
  amount INTEGER,
  currency TEXT COLLATE folded,
  probability INTEGER,
  expected_close TEXT COLLATE folded,
  closed_at INTEGER,
  lost_reason TEXT COLLATE folded,
  source TEXT COLLATE folded,
  next_step TEXT COLLATE folded,
  tags TEXT,
  notes TEXT COLLATE folded,
  position INTEGER,
  stage_entered_at INTEGER
);
CREATE INDEX opportunities_name ON opportunities (name) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_amount ON opportunities (amount) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_probability ON opportunities (probability) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_expected_close ON opportunities (expected_close) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_closed_at ON opportunities (closed_at) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_source ON opportunities (source) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_position ON opportunities (position) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_created_at ON opportunities (created_at) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_updated_at ON opportunities (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_deleted_at ON opportunities (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX opportunities_account ON opportunities (account);
CREATE INDEX opportunities_contact ON opportunities (contact);
CREATE INDEX opportunities_pipeline ON opportunities (pipeline);
CREATE INDEX opportunities_stage ON opportunities (stage, position, amount) WHERE deleted_at IS NULL;
CREATE INDEX opportunities_stage_any ON opportunities (stage);
CREATE VIRTUAL TABLE opportunities_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- The stays of deals in stages.
CREATE TABLE stage_entries (
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
  opportunity BLOB,
  stage BLOB,
  entered_at INTEGER,
  left_at INTEGER
);
CREATE INDEX stage_entries_name ON stage_entries (name) WHERE deleted_at IS NULL;
CREATE INDEX stage_entries_entered_at ON stage_entries (entered_at) WHERE deleted_at IS NULL;
CREATE INDEX stage_entries_left_at ON stage_entries (left_at) WHERE deleted_at IS NULL;
CREATE INDEX stage_entries_created_at ON stage_entries (created_at) WHERE deleted_at IS NULL;
CREATE INDEX stage_entries_updated_at ON stage_entries (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX stage_entries_deleted_at ON stage_entries (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX stage_entries_opportunity ON stage_entries (opportunity);
CREATE INDEX stage_entries_stage ON stage_entries (stage);

-- Calls, e-mails, meetings, tasks, notes.
CREATE TABLE activities (
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
  type TEXT COLLATE folded,
  body TEXT COLLATE folded,
  contact BLOB,
  account BLOB,
  opportunity BLOB,
  due_at INTEGER,
  occurred_at INTEGER,
  done_at INTEGER,
  duration_minutes INTEGER,
  outcome TEXT COLLATE folded
);
CREATE INDEX activities_subject ON activities (subject) WHERE deleted_at IS NULL;
CREATE INDEX activities_type ON activities (type) WHERE deleted_at IS NULL;
CREATE INDEX activities_due_at ON activities (due_at) WHERE deleted_at IS NULL;
CREATE INDEX activities_occurred_at ON activities (occurred_at) WHERE deleted_at IS NULL;
CREATE INDEX activities_done_at ON activities (done_at) WHERE deleted_at IS NULL;
CREATE INDEX activities_created_at ON activities (created_at) WHERE deleted_at IS NULL;
CREATE INDEX activities_updated_at ON activities (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX activities_deleted_at ON activities (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX activities_account ON activities (account);
CREATE INDEX activities_opportunity ON activities (opportunity);
CREATE INDEX activities_contact ON activities (contact, occurred_at);
CREATE VIRTUAL TABLE activities_search USING fts5(
  title, body, digits,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- The people who work here.
CREATE TABLE users (
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
  email TEXT COLLATE folded,
  is_owner INTEGER
);
CREATE INDEX users_name ON users (name) WHERE deleted_at IS NULL;
CREATE INDEX users_created_at ON users (created_at) WHERE deleted_at IS NULL;
CREATE INDEX users_updated_at ON users (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX users_deleted_at ON users (deleted_at) WHERE deleted_at IS NOT NULL;

-- Saved views.
CREATE TABLE views (
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
  query TEXT,
  shape TEXT COLLATE folded,
  position INTEGER,
  hue INTEGER
);
CREATE INDEX views_name ON views (name) WHERE deleted_at IS NULL;
CREATE INDEX views_position ON views (position) WHERE deleted_at IS NULL;
CREATE INDEX views_created_at ON views (created_at) WHERE deleted_at IS NULL;
CREATE INDEX views_updated_at ON views (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX views_deleted_at ON views (deleted_at) WHERE deleted_at IS NOT NULL;

-- Settings, one row a key and person.
CREATE TABLE settings (
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
  key TEXT COLLATE folded,
  value TEXT
);
CREATE INDEX settings_key ON settings (key) WHERE deleted_at IS NULL;
CREATE INDEX settings_created_at ON settings (created_at) WHERE deleted_at IS NULL;
CREATE INDEX settings_updated_at ON settings (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX settings_deleted_at ON settings (deleted_at) WHERE deleted_at IS NOT NULL;

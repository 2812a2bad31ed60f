-- Scripts stand in an order that people choose; those of before in the order they were made in.
ALTER TABLE scripts ADD COLUMN position INTEGER;
UPDATE scripts SET position = (SELECT count(*) FROM scripts AS earlier WHERE earlier.rowid <= scripts.rowid);
CREATE INDEX scripts_position ON scripts (position) WHERE deleted_at IS NULL;

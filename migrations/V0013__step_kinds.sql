-- How many changes of each kind a step made, as JSON: what a step is called counts the records it was about, not what
-- followed from them. Empty for steps of before. Like `changed` it is not covered by the hash: undo adds to it.
ALTER TABLE steps ADD COLUMN kinds TEXT;

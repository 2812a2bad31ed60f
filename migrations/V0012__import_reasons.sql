-- What goes into the words of a reason, so that a screen can say it in its own language.
ALTER TABLE import_rows ADD COLUMN args TEXT;

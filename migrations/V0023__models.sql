-- How each model did when it was calibrated last on this database.
CREATE TABLE model_calibrations (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (model, version)
) WITHOUT ROWID;

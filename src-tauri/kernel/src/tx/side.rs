//! A feature's own bookkeeping: tables that hold no records (the ledger of an import). They are declared in the
//! app's configuration, are no part of the log, and cannot be reached by any other way of writing.

use rusqlite::Params;

use super::Tx;
use crate::error::{Error, Result};

impl Tx<'_> {
    /// Writes to the side table `table`. `sql` is one `INSERT INTO table …`, `UPDATE table …` or `DELETE FROM table …`.
    /// Answers how many rows it touched.
    pub fn side(&self, table: &str, sql: &str, parameters: impl Params) -> Result<usize> {
        let verbs = [
            "INSERT INTO",
            "INSERT OR REPLACE INTO",
            "UPDATE",
            "DELETE FROM",
        ];
        let plain = verbs.iter().any(|verb| {
            sql.strip_prefix(verb)
                .and_then(|rest| rest.trim_start().strip_prefix(table))
                .is_some_and(|rest| rest.starts_with([' ', '(', '\n']))
        });
        if !plain || !self.app().side_tables().contains(&table) {
            return Err(Error::Internal(format!(
                "{table} is not a side table, or not what this statement writes"
            )));
        }
        Ok(self.connection().prepare_cached(sql)?.execute(parameters)?)
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{App, Config};
    use crate::caller::Face;
    use crate::store::KeySource;
    use crate::tx::StepPlan;

    #[test]
    fn only_a_declared_table_can_be_written_past_the_log() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Config {
            key: KeySource::Raw([1; 32]),
            side_tables: vec!["deferred_indexes"],
            ..Config::at(folder.path().join("a.db"))
        })
        .unwrap();
        let me = app.owner(Face::Local);
        let write = |table: &'static str, sql: &'static str| {
            app.write(&me, StepPlan::of("tests.side"), |tx| {
                tx.side(table, sql, [])
            })
            .map_err(|error| error.code())
        };
        let own = "INSERT INTO deferred_indexes VALUES ('a', 'CREATE INDEX a ON meta (value)')";
        assert_eq!(write("deferred_indexes", own), Ok(1));
        for (table, sql) in [
            ("changes", "DELETE FROM changes"),
            ("deferred_indexes", "DELETE FROM changes"),
            ("deferred_indexes", "DELETE FROM deferred_indexes_of_others"),
            ("deferred_indexes", "DROP TABLE deferred_indexes"),
        ] {
            assert_eq!(write(table, sql), Err("internal"), "{sql}");
        }
    }
}

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

//! Setting secondary indexes aside while very many rows are loaded: sorting once is cheaper than inserting a
//! million times into the middle. Which ones were set aside stands in a table, so that a killed load loses none.

use rusqlite::{Connection, params};

use crate::app::App;
use crate::error::Result;

/// A bulk load in progress on some tables. [`BulkLoad::finish`] makes their indexes again.
pub struct BulkLoad<'a> {
    app: &'a App,
    finished: bool,
}

impl<'a> BulkLoad<'a> {
    /// Sets aside the secondary indexes of the kinds named by their `tables`.
    pub fn begin(app: &'a App, tables: &[&str]) -> Result<Self> {
        app.with_writer(|connection| {
            for table in tables {
                set_aside(connection, table)?;
            }
            Ok(())
        })?;
        Ok(Self {
            app,
            finished: false,
        })
    }

    /// Makes the indexes again and lets the planner look at the new figures.
    pub fn finish(mut self) -> Result<()> {
        self.finished = true;
        self.app.with_writer(restore)?;
        self.app.optimize()
    }
}

impl Drop for BulkLoad<'_> {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = self.app.with_writer(restore)
        {
            // They are listed in the database and come back at the next start.
            tracing::warn!(code = error.code(), "indexes could not be restored yet");
        }
    }
}

fn set_aside(connection: &Connection, table: &str) -> Result<()> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'",
    )?;
    let found = statement
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    for (name, sql) in found {
        connection.execute(
            "INSERT INTO deferred_indexes VALUES (?1, ?2)",
            params![name, sql],
        )?;
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

/// Makes every index again that was set aside.
pub(super) fn restore(connection: &Connection) -> Result<()> {
    let found = connection
        .prepare("SELECT name, sql FROM deferred_indexes")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    for (name, sql) in found {
        connection.execute_batch("SAVEPOINT restore_index")?;
        connection.execute_batch(&sql)?;
        connection.execute("DELETE FROM deferred_indexes WHERE name = ?1", [name])?;
        connection.execute_batch("RELEASE restore_index")?;
    }
    Ok(())
}

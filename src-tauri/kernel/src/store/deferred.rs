//! Setting indexes aside while very many rows are loaded: sorting once is cheaper than inserting a million times into
//! the middle, and the full-text index is written in few large pieces instead of many that are merged again and again.
//! What was set aside stands in the database, so that a killed load loses none.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::checkpoints::Checkpoints;
use super::unsearched;
use crate::app::App;
use crate::error::Result;
use crate::kind::Kind;

/// A kind that many records are loaded of.
#[derive(Debug, Clone)]
pub struct Load {
    kind: Arc<Kind>,
    spared: Vec<String>,
}

impl Load {
    /// Records of `kind`.
    pub fn of(kind: &Arc<Kind>) -> Self {
        Self {
            kind: kind.clone(),
            spared: Vec::new(),
        }
    }

    /// Columns that the load leaves empty or fills in rising order: appending to their indexes costs less than making
    /// them again.
    #[must_use]
    pub fn sparing(mut self, columns: impl IntoIterator<Item = String>) -> Self {
        self.spared.extend(columns);
        self
    }
}

/// A bulk load in progress. [`BulkLoad::finish`] makes the indexes again; until then what it brought in is not found by
/// searching.
pub struct BulkLoad<'a> {
    app: &'a App,
    tables: Vec<String>,
    finished: bool,
    _checkpoints: Checkpoints<'a>,
}

impl<'a> BulkLoad<'a> {
    /// Sets aside the secondary indexes and the full-text index of kinds.
    pub fn begin(app: &'a App, loads: &[Load]) -> Result<Self> {
        let checkpoints = Checkpoints::start(app)?;
        app.with_writer(|connection| {
            for load in loads {
                set_aside(connection, load)?;
                unsearched::set_aside(connection, &load.kind)?;
            }
            Ok(())
        })?;
        Ok(Self {
            app,
            tables: loads.iter().map(|load| load.kind.plural.clone()).collect(),
            finished: false,
            _checkpoints: checkpoints,
        })
    }

    /// Makes the indexes again and lets the planner look at the new figures.
    pub fn finish(mut self) -> Result<()> {
        self.finished = true;
        self.restore()?;
        self.app.with_writer(|connection| {
            connection.execute_batch("PRAGMA analysis_limit = 1000")?;
            for table in &self.tables {
                connection.execute_batch(&format!("ANALYZE {table}"))?;
            }
            Ok(())
        })
    }

    /// One transaction an index, so that others who write wait for one at a time.
    fn restore(&self) -> Result<()> {
        while self.app.with_writer(restore_one)? {}
        unsearched::catch_up(self.app)
    }
}

impl Drop for BulkLoad<'_> {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = self.restore()
        {
            // They are listed in the database and come back at the next start.
            tracing::warn!(code = error.code(), "indexes could not be restored yet");
        }
    }
}

fn set_aside(connection: &Connection, load: &Load) -> Result<()> {
    // Every write rises above all others, and nothing that is loaded lies in the trash.
    let appended = ["updated_at", "deleted_at"];
    let mut statement = connection.prepare(
        "SELECT name, sql, (SELECT i.name FROM pragma_index_info(m.name) i WHERE i.seqno = 0) FROM sqlite_master m
         WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'",
    )?;
    let found = statement
        .query_map([&load.kind.plural], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<Vec<(String, String, Option<String>)>>>()?;
    for (name, sql, first) in found {
        let spared = first.is_some_and(|column| {
            appended.contains(&column.as_str()) || load.spared.contains(&column)
        });
        if spared {
            continue;
        }
        connection.execute(
            "INSERT INTO deferred_indexes VALUES (?1, ?2)",
            params![name, sql],
        )?;
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

/// Makes the next index again that was set aside. `false`: there is none.
fn restore_one(connection: &Connection) -> Result<bool> {
    let next: Option<(String, String)> = connection
        .query_row(
            "SELECT name, sql FROM deferred_indexes LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((name, sql)) = next else {
        return Ok(false);
    };
    connection.execute_batch(&sql)?;
    connection.execute("DELETE FROM deferred_indexes WHERE name = ?1", [name])?;
    Ok(true)
}

/// Makes every index again that was set aside.
pub(super) fn restore(connection: &mut Connection) -> Result<()> {
    loop {
        let transaction = connection.transaction()?;
        let more = restore_one(&transaction)?;
        transaction.commit()?;
        if !more {
            return Ok(());
        }
    }
}

//! What was imported, and the rows that could not be used.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One file that was taken in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReadingImport {
    /// The import.
    pub id: Uuid,
    /// When.
    pub at: String,
    /// Name of the file.
    pub name: String,
    /// What it was: `apple_health`, `google_fit`, `fitbit`, `csv`; empty until it is known.
    pub format: String,
    /// Rows read.
    pub seen: i64,
    /// Samples taken.
    pub taken: i64,
    /// Rows that are no readings we keep.
    pub passed: i64,
    /// Rows that could not be used.
    pub bad: i64,
    /// Whether it was read to its end.
    pub done: bool,
}

const SELECT: &str = "SELECT id, at, name, format, seen, taken, passed, bad, done_at IS NOT NULL FROM sensing_imports";

fn import(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReadingImport> {
    Ok(ReadingImport {
        id: Uuid::from_bytes(row.get(0)?),
        at: instant_text(row.get(1)?),
        name: row.get(2)?,
        format: row.get(3)?,
        seen: row.get(4)?,
        taken: row.get(5)?,
        passed: row.get(6)?,
        bad: row.get(7)?,
        done: row.get(8)?,
    })
}

/// One import of the caller, by key.
pub(super) fn by_key(read: &Read<'_>, key: i64) -> Result<ReadingImport> {
    Ok(read
        .select(&format!("{SELECT} WHERE key = ?1"))?
        .query_row([key], import)?)
}

fn key_of(read: &Read<'_>, id: Uuid) -> Result<i64> {
    read.select("SELECT key FROM sensing_imports WHERE id = ?1 AND actor = ?2")?
        .query_row(
            params![id.as_bytes(), read.caller().actor.as_bytes()],
            |row| row.get(0),
        )
        .optional()?
        .ok_or_else(|| Error::not_found("import of readings", id))
}

/// The files that were taken in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingImports {
    /// The newest first.
    pub items: Vec<ReadingImport>,
}

/// Lists the files of readings that were taken in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListReadingImports {}

impl Operation for ListReadingImports {
    const NAME: &'static str = "readings.imports";
    const ROUTE: &'static str = "GET /readings/imports";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ReadingImports;
}

impl Query for ListReadingImports {
    fn run(self, read: &Read<'_>) -> Result<ReadingImports> {
        let mut statement = read.select(&format!(
            "{SELECT} WHERE actor = ?1 ORDER BY key DESC LIMIT 200"
        ))?;
        let items = statement
            .query_map([read.caller().actor.as_bytes()], import)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ReadingImports { items })
    }
}

/// A row that could not be used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BadReading {
    /// Its number, from 1, counted over all rows of the file.
    pub row: i64,
    /// Why: `bad_time`, `bad_value`, `out_of_range`, `bad_row`.
    pub code: String,
    /// Why, in a sentence.
    pub message: String,
}

/// Rows that could not be used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BadReadings {
    /// The rows, in their order; at most the first 10,000 are kept.
    pub items: Vec<BadReading>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// Lists the rows of an import that could not be used, with the reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowReadingErrors {
    /// The import.
    pub id: Uuid,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

/// Rows of one page.
const PAGE: i64 = 200;

impl Operation for ShowReadingErrors {
    const NAME: &'static str = "readings.import_errors";
    const ROUTE: &'static str = "GET /readings/imports/{id}/errors";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = BadReadings;
}

impl Query for ShowReadingErrors {
    fn run(self, read: &Read<'_>) -> Result<BadReadings> {
        let key = key_of(read, self.id)?;
        let after: i64 = self
            .cursor
            .map_or(Ok(0), |text| text.parse().map_err(|_| Error::Cursor))?;
        let mut statement = read.select(
            "SELECT row, code, message FROM sensing_import_rows WHERE import = ?1 AND row > ?2 ORDER BY row LIMIT ?3",
        )?;
        let mut items = statement
            .query_map(params![key, after, PAGE + 1], |row| {
                Ok(BadReading {
                    row: row.get(0)?,
                    code: row.get(1)?,
                    message: row.get(2)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let more = items.len() as i64 > PAGE;
        items.truncate(PAGE as usize);
        Ok(BadReadings {
            next: items.last().filter(|_| more).map(|one| one.row.to_string()),
            items,
        })
    }
}

/// What was removed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemovedReadings {
    /// How many samples.
    pub removed: u64,
}

/// Takes an import back: erases its samples and its ledger, for good.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveReadingImport {
    /// The import.
    pub id: Uuid,
}

impl Operation for RemoveReadingImport {
    const NAME: &'static str = "readings.remove_import";
    const ROUTE: &'static str = "DELETE /readings/imports/{id}";
    const NEEDS: Permission = Permission::Erase;
    const PRIVATE: bool = true;
    type Output = RemovedReadings;
}

impl Command for RemoveReadingImport {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<RemovedReadings> {
        let key = key_of(tx, self.id)?;
        let removed = tx.side(
            "sensing_readings",
            "DELETE FROM sensing_readings WHERE import = ?1",
            [key],
        )?;
        tx.side(
            "sensing_import_rows",
            "DELETE FROM sensing_import_rows WHERE import = ?1",
            [key],
        )?;
        tx.side(
            "sensing_imports",
            "DELETE FROM sensing_imports WHERE key = ?1",
            [key],
        )?;
        Ok(RemovedReadings {
            removed: removed as u64,
        })
    }
}

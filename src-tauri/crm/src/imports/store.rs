//! Imports and their ledger in the database. Both are side tables: bookkeeping, no records.

use mycrm_kernel::caller::Caller;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use mycrm_kernel::store::FileId;
use mycrm_kernel::tx::Tx;
use rusqlite::{OptionalExtension, Row as SqlRow, params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use super::plan;
use super::settings::{Settings, Totals};
use super::synonyms::SEVERAL;

/// The side tables of this feature.
pub const SIDE_TABLES: [&str; 2] = ["imports", "import_rows"];
/// The one whose files are kept.
pub const CLAIMS: &str = SIDE_TABLES[0];

/// An import as it is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Import {
    /// The import.
    pub id: Uuid,
    /// Name of the file.
    pub file_name: String,
    /// Its size.
    pub bytes: u64,
    /// About how many rows it has.
    pub rows_estimate: u64,
    /// How it is to be imported.
    #[serde(flatten)]
    pub settings: Settings,
    /// Everything that a column can go to.
    pub targets: Vec<String>,
    /// Those that take the values of several columns.
    pub several: Vec<String>,
    /// `open`, `running`, `done`, `cancelled`, `failed` or `reverted`.
    pub state: String,
    /// How the rows ended, or would end after a check.
    pub totals: Option<Totals>,
    /// The job that works or worked on it.
    pub job: Option<Uuid>,
    /// The step that wrote its records.
    pub step: Option<Uuid>,
    /// When the file was handed in.
    pub created_at: String,
    /// When it was imported.
    pub finished_at: Option<String>,
}

/// An import as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) key: i64,
    pub(super) id: Uuid,
    pub(super) file: FileId,
    pub(super) file_name: String,
    pub(super) bytes: u64,
    pub(super) rows_estimate: u64,
    pub(super) settings: Settings,
    pub(super) state: String,
    pub(super) totals: Option<Totals>,
    pub(super) job: Option<Uuid>,
    pub(super) step: Option<Uuid>,
    created_at: i64,
    finished_at: Option<i64>,
}

/// Whether it is over is said by its job, whether it was taken back by its step: nobody has to tell the import.
const SELECT: &str = "SELECT i.key, i.id, i.file, i.file_name, i.bytes, i.rows_estimate, i.settings,
    CASE WHEN (SELECT s.state FROM steps s WHERE s.id = i.step) = 'undone' THEN 'reverted'
         WHEN i.state <> 'running' THEN i.state
         ELSE coalesce((SELECT j.state FROM jobs j WHERE j.id = i.job AND j.state IN ('done', 'failed', 'cancelled')), 'running')
    END, i.totals, i.job, i.step, i.created_at, i.finished_at FROM imports i";

impl Stored {
    fn read(row: &SqlRow<'_>) -> Result<Self> {
        let id = |at: usize| -> Result<Option<Uuid>> {
            Ok(row.get::<_, Option<[u8; 16]>>(at)?.map(Uuid::from_bytes))
        };
        let totals: Option<String> = row.get(8)?;
        Ok(Self {
            key: row.get(0)?,
            id: id(1)?.unwrap_or_default(),
            file: FileId(id(2)?.unwrap_or_default()),
            file_name: row.get(3)?,
            bytes: row.get::<_, i64>(4)?.unsigned_abs(),
            rows_estimate: row.get::<_, i64>(5)?.unsigned_abs(),
            settings: serde_json::from_str(&row.get::<_, String>(6)?)?,
            state: row.get(7)?,
            totals: totals.as_deref().map(serde_json::from_str).transpose()?,
            job: id(9)?,
            step: id(10)?,
            created_at: row.get(11)?,
            finished_at: row.get(12)?,
        })
    }

    /// As it is shown.
    pub(super) fn shown(self, read: &Read<'_>) -> Result<Import> {
        Ok(Import {
            targets: plan::targets(read, &self.settings.kind)?,
            several: SEVERAL.iter().map(ToString::to_string).collect(),
            id: self.id,
            file_name: self.file_name,
            bytes: self.bytes,
            rows_estimate: self.rows_estimate,
            settings: self.settings,
            state: self.state,
            totals: self.totals,
            job: self.job,
            step: self.step,
            created_at: instant_text(self.created_at),
            finished_at: self.finished_at.map(instant_text),
        })
    }

    /// Refuses what cannot be done in the state the import is in.
    pub(super) fn expect(&self, states: &[&str], what: &str) -> Result<()> {
        if states.contains(&self.state.as_str()) {
            return Ok(());
        }
        Err(match self.state.as_str() {
            "running" => Error::refused(
                "import_running",
                format!(
                    "This import is running; it cannot be {what} now. Wait for it, or cancel its job."
                ),
            ),
            "done" => Error::refused(
                "import_done",
                format!("This import is done and cannot be {what}. Revert it first."),
            ),
            "cancelled" | "failed" => Error::refused(
                "import_stopped",
                format!(
                    "This import stopped half way and cannot be {what}. Go on by retrying its job, or revert it first."
                ),
            ),
            _ => Error::refused(
                "import_not_run",
                format!("This import cannot be {what}: nothing was imported."),
            ),
        })
    }
}

/// An import by id.
pub(super) fn find(read: &Read<'_>, id: Uuid) -> Result<Stored> {
    read.select(&format!("{SELECT} WHERE i.id = ?1"))?
        .query_row([id.as_bytes()], |row| Ok(Stored::read(row)))
        .optional()?
        .ok_or_else(|| Error::not_found("import", id))?
}

/// The newest imports.
pub(super) fn newest(read: &Read<'_>, limit: u32) -> Result<Vec<Stored>> {
    let mut statement = read.select(&format!("{SELECT} ORDER BY i.key DESC LIMIT ?1"))?;
    let mut rows = statement.query([limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Stored::read(row)?);
    }
    Ok(found)
}

/// A file that was handed in.
pub(super) struct NewImport<'a> {
    pub(super) id: Uuid,
    pub(super) file: FileId,
    pub(super) file_name: &'a str,
    pub(super) bytes: u64,
    pub(super) rows_estimate: u64,
    pub(super) settings: &'a Settings,
}

/// Writes a new import down.
pub(super) fn insert(tx: &Tx<'_>, caller: &Caller, new: &NewImport<'_>) -> Result<()> {
    tx.side(
        "imports",
        "INSERT INTO imports (id, file, file_name, bytes, rows_estimate, settings, actor, state, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8)",
        params![
            new.id.as_bytes(),
            new.file.0.as_bytes(),
            new.file_name,
            new.bytes as i64,
            new.rows_estimate as i64,
            json(new.settings)?,
            caller.actor.as_bytes(),
            tx.now()
        ],
    )?;
    Ok(())
}

/// Writes new settings down; what was counted under the old ones is forgotten.
pub(super) fn configure(tx: &Tx<'_>, key: i64, settings: &Settings) -> Result<()> {
    let sql = "UPDATE imports SET settings = ?2, totals = NULL WHERE key = ?1";
    tx.side("imports", sql, params![key, json(settings)?])?;
    Ok(())
}

/// Writes down that the file is another than it was: rows of it were erased.
pub(super) fn rewritten(tx: &Tx<'_>, key: i64, bytes: u64, settings: &Settings) -> Result<()> {
    let sql = "UPDATE imports SET settings = ?2, bytes = ?3 WHERE key = ?1";
    tx.side("imports", sql, params![key, json(settings)?, bytes as i64])?;
    Ok(())
}

/// Writes down that the import is running as `job`, from its beginning.
pub(super) fn begin(tx: &Tx<'_>, key: i64, job: Uuid) -> Result<()> {
    tx.side(
        "import_rows",
        "DELETE FROM import_rows WHERE import = ?1",
        [key],
    )?;
    let sql = "UPDATE imports SET state = 'running', job = ?2, step = NULL, totals = NULL, finished_at = NULL WHERE key = ?1";
    tx.side("imports", sql, params![key, job.as_bytes()])?;
    Ok(())
}

/// Writes down how far an import has come.
pub(super) fn count(tx: &Tx<'_>, key: i64, totals: &Totals) -> Result<()> {
    let step = tx.step_id()?;
    let sql = "UPDATE imports SET totals = ?2, step = coalesce(?3, step) WHERE key = ?1";
    tx.side(
        "imports",
        sql,
        params![key, json(totals)?, step.map(|id| *id.as_bytes())],
    )?;
    Ok(())
}

/// Writes down that an import is done.
pub(super) fn finish(tx: &Tx<'_>, key: i64, totals: &Totals) -> Result<()> {
    let sql = "UPDATE imports SET state = 'done', totals = ?2, finished_at = ?3 WHERE key = ?1";
    tx.side("imports", sql, params![key, json(totals)?, tx.now()])?;
    Ok(())
}

/// Forgets an import and its ledger.
pub(super) fn delete(tx: &Tx<'_>, key: i64) -> Result<()> {
    tx.side(
        "import_rows",
        "DELETE FROM import_rows WHERE import = ?1",
        [key],
    )?;
    tx.side("imports", "DELETE FROM imports WHERE key = ?1", [key])?;
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

/// What the ledger says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) row: u64,
    pub(super) outcome: super::settings::Outcome,
    pub(super) record: Option<Uuid>,
    pub(super) code: Option<&'static str>,
    pub(super) field: Option<String>,
    /// JSON.
    pub(super) args: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) cells: Option<String>,
}

/// Writes a row into the ledger.
pub(super) fn note(tx: &Tx<'_>, import: i64, entry: &Entry) -> Result<()> {
    tx.side(
        "import_rows",
        "INSERT INTO import_rows (import, row, outcome, record, code, field, reason, cells, args)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            import,
            entry.row as i64,
            entry.outcome.number(),
            entry.record.as_ref().map(Uuid::as_bytes),
            entry.code,
            entry.field,
            entry.reason,
            entry.cells,
            entry.args
        ],
    )?;
    Ok(())
}

/// A value of the ledger as JSON, for those who show it.
pub(super) fn cells(text: Option<String>) -> Json {
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or(Json::Null)
}

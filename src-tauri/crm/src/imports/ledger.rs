//! What became of the rows of an import, and taking all of it back.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::{Tx, Undone, undo};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::errors;
use super::page::{self, PAGE_MAX};
use super::plan::Plan;
use super::preview::{RowOutcome, named};
use super::settings::{Outcome, Settings, Totals};
use super::store::{self, Import};

/// Lists what became of each row of an import.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLedger {
    /// The import.
    pub id: Uuid,
    /// Only rows that ended like this.
    pub outcome: Option<Outcome>,
    /// Where the page begins, as the page before said.
    pub cursor: Option<String>,
    /// How many rows; 100 when left out, at most 500.
    pub limit: Option<u32>,
}

/// Some rows of the ledger.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LedgerPage {
    /// The rows.
    pub rows: Vec<RowOutcome>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// All rows counted.
    pub totals: Option<Totals>,
}

impl Operation for ListLedger {
    const NAME: &'static str = "imports.ledger";
    const ROUTE: &'static str = "GET /imports/{id}/ledger";
    const NEEDS: Permission = Permission::Read;
    type Output = LedgerPage;
}

impl Query for ListLedger {
    fn run(self, read: &Read<'_>) -> Result<LedgerPage> {
        let (stored, plan, limit) = page::asked(read, self.id, self.limit)?;
        let after: i64 = self
            .cursor
            .as_deref()
            .map_or(Ok(0), |text| text.parse().map_err(|_| Error::Cursor))?;
        let only = match self.outcome {
            None => "",
            Some(Outcome::New) => "AND outcome = ?4",
            // The index of what did not simply go well holds these only.
            Some(_) => "AND outcome = ?4 AND outcome > 0",
        };
        let mut statement = read.select(&format!(
            "SELECT row, outcome, record, code, field, reason, cells, args FROM import_rows
             WHERE import = ?1 AND row > ?2 AND ?4 IS ?4 {only} ORDER BY row LIMIT ?3"
        ))?;
        let number = self.outcome.map(Outcome::number);
        let mut found = statement.query(params![stored.key, after, limit as i64 + 1, number])?;
        let mut page = LedgerPage {
            rows: Vec::new(),
            next: None,
            totals: stored.totals,
        };
        while let Some(row) = found.next()? {
            if page.rows.len() == limit {
                page.next = page.rows.last().map(|last| last.row.to_string());
                break;
            }
            let record: Option<[u8; 16]> = row.get(2)?;
            let record = record.map(Uuid::from_bytes);
            let outcome = Outcome::from_number(row.get(1)?);
            page.rows.push(RowOutcome {
                row: row.get::<_, i64>(0)?.unsigned_abs(),
                outcome,
                code: row.get(3)?,
                field: row.get(4)?,
                reason: row.get(5)?,
                args: match store::cells(row.get(7)?) {
                    Json::Object(args) => args,
                    _ => Map::new(),
                },
                values: match outcome {
                    Outcome::Error => as_cells(&stored.settings, &store::cells(row.get(6)?)),
                    _ => record.map_or(Ok(Map::new()), |id| as_written(read, &plan, id))?,
                },
                matched: record.map(|id| named(read, &plan, id)).transpose()?,
            });
        }
        Ok(page)
    }
}

fn as_cells(settings: &Settings, cells: &Json) -> Map<String, Json> {
    let mut by_target = Map::new();
    for column in &settings.columns {
        if let (Some(target), Some(cell)) = (&column.target, cells.get(column.index)) {
            by_target
                .entry(target.clone())
                .or_insert_with(|| cell.clone());
        }
    }
    by_target
}

/// The record as it is now.
fn as_written(read: &Read<'_>, plan: &Plan, id: Uuid) -> Result<Map<String, Json>> {
    let kind = &plan.main().kind;
    let Some(row) = read.find_row(kind, id)? else {
        return Ok(Map::new());
    };
    let values = kind
        .fields
        .iter()
        .zip(&row.values)
        .filter(|(_, value)| !value.is_null());
    Ok(values
        .map(|(field, value)| (field.name.clone(), value.to_json(&field.of)))
        .collect())
}

/// The rows with errors as a CSV file with a column for the reason, to be mended and imported again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportErrors {
    /// The import.
    pub id: Uuid,
}

/// A file to be saved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorsFile {
    /// A name for it.
    pub file_name: String,
    /// What is in it.
    pub content: String,
    /// Whether all rows with errors are in it.
    pub whole: bool,
}

impl Operation for ExportErrors {
    const NAME: &'static str = "imports.errors_csv";
    const ROUTE: &'static str = "GET /imports/{id}/errors";
    const NEEDS: Permission = Permission::Read;
    type Output = ErrorsFile;
}

impl Query for ExportErrors {
    fn run(self, read: &Read<'_>) -> Result<ErrorsFile> {
        let stored = store::find(read, self.id)?;
        let (content, whole) = errors::csv(read, stored.key, &stored.settings)?;
        let stem = stored
            .file_name
            .rsplit_once('.')
            .map_or(stored.file_name.as_str(), |(stem, _)| stem);
        Ok(ErrorsFile {
            file_name: format!("{stem}-errors.csv"),
            content,
            whole,
        })
    }
}

/// Takes a whole import back: what it created goes away, what it changed goes back. Records that were edited since go
/// to the trash instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevertImport {
    /// The import.
    pub id: Uuid,
}

impl Operation for RevertImport {
    const NAME: &'static str = "imports.revert";
    const ROUTE: &'static str = "POST /imports/{id}/revert";
    const NEEDS: Permission = Permission::Write;
    type Output = Undone;
}

impl Command for RevertImport {
    fn run(self, tx: &mut Tx<'_>) -> Result<Undone> {
        let stored = store::find(tx, self.id)?;
        stored.expect(&["done", "cancelled", "failed"], "reverted")?;
        match stored.step {
            Some(step) => undo(tx, Some(step)),
            None => Err(Error::refused(
                "import_wrote_nothing",
                "This import wrote nothing: there is nothing to revert.",
            )),
        }
    }
}

/// Shows one import.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetImport {
    /// The import.
    pub id: Uuid,
}

impl Operation for GetImport {
    const NAME: &'static str = "imports.get";
    const ROUTE: &'static str = "GET /imports/{id}";
    const NEEDS: Permission = Permission::Read;
    type Output = Import;
}

impl Query for GetImport {
    fn run(self, read: &Read<'_>) -> Result<Import> {
        store::find(read, self.id)?.shown(read)
    }
}

/// Lists the newest imports.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListImports {
    /// How many; 50 when left out, at most 500.
    pub limit: Option<u32>,
}

/// Imports, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportList {
    /// The imports.
    pub items: Vec<Import>,
}

impl Operation for ListImports {
    const NAME: &'static str = "imports.list";
    const ROUTE: &'static str = "GET /imports";
    const NEEDS: Permission = Permission::Read;
    type Output = ImportList;
}

impl Query for ListImports {
    fn run(self, read: &Read<'_>) -> Result<ImportList> {
        let limit = self.limit.unwrap_or(50).clamp(1, PAGE_MAX);
        let items = store::newest(read, limit)?
            .into_iter()
            .map(|stored| stored.shown(read));
        Ok(ImportList {
            items: items.collect::<Result<_>>()?,
        })
    }
}

/// Forgets an import, its file and its ledger. The records that it brought in stay.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteImport {
    /// The import.
    pub id: Uuid,
}

impl Operation for DeleteImport {
    const NAME: &'static str = "imports.delete";
    const ROUTE: &'static str = "DELETE /imports/{id}";
    const NEEDS: Permission = Permission::Write;
    type Output = ImportDeleted;
}

/// That an import is gone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportDeleted {
    /// Always true.
    pub deleted: bool,
}

impl Command for DeleteImport {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<ImportDeleted> {
        let stored = store::find(tx, self.id)?;
        stored.expect(
            &["open", "done", "cancelled", "failed", "reverted"],
            "deleted",
        )?;
        tx.remove_file(stored.file)?;
        store::delete(tx, stored.key)?;
        Ok(ImportDeleted { deleted: true })
    }
}

//! `feeds.import_csv`: points out of a file.

use std::io::Read as _;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Action, Operation};
use mycrm_kernel::store::{FileId, FileReader, remove_file};
use mycrm_kernel::tx::StepPlan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::table::{self, BadRow, Wanted};
use super::{Feed, store};

/// Largest file, in bytes.
const MOST_BYTES: u64 = 32 << 20;

/// Reads points from a CSV: rows with a time and a value. The two columns are recognised, or named. A point at a moment
/// that the feed knows already takes its place; a bad row costs itself alone and is reported. Cannot be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportPoints {
    /// The feed.
    pub id: Id<Feed>,
    /// The text of the file; or `file`.
    pub content: Option<String>,
    /// A staged file; it is removed when it was read.
    pub file: Option<FileId>,
    /// Column of the times: its name, or its place from 1.
    pub time_column: Option<String>,
    /// Column of the values: its name, or its place from 1.
    pub value_column: Option<String>,
    /// Only look: nothing is written.
    pub dry_run: Option<bool>,
}

/// What became of the rows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportedFeedPoints")]
pub struct ImportedPoints {
    /// Rows that were read.
    pub rows: u64,
    /// Points that are new.
    pub added: u64,
    /// Points that took the place of others.
    pub replaced: u64,
    /// Column the times were taken from.
    pub time_column: String,
    /// Column the values were taken from.
    pub value_column: String,
    /// The first bad rows, at most 100.
    pub errors: Vec<BadRow>,
    /// How many bad rows there are.
    pub errors_total: u64,
}

impl Operation for ImportPoints {
    const NAME: &'static str = "feeds.import_csv";
    const ROUTE: &'static str = "POST /feeds/{id}/import";
    const NEEDS: Permission = Permission::Write;
    type Output = ImportedPoints;
}

impl Action for ImportPoints {
    fn run(self, app: &App, caller: &Caller) -> Result<ImportedPoints> {
        let feed = self.id.raw();
        app.read(caller, |read| store::find(read, feed))?;
        let text = match (self.content, self.file) {
            (Some(content), None) => content.into_bytes(),
            (None, Some(file)) => staged(app, file)?,
            _ => {
                return Err(Error::field(
                    "content",
                    "required",
                    "Give either the content of the file or the id of a staged one.",
                ));
            }
        };
        let wanted = Wanted {
            time: self.time_column.as_deref(),
            value: self.value_column.as_deref(),
        };
        let table = table::read(&text, wanted)?;
        let plan = StepPlan {
            undoable: false,
            ..StepPlan::of(Self::NAME)
        };
        let points = &table.gathered.points;
        let taken = if self.dry_run == Some(true) {
            app.preview(caller, Self::NAME, |tx| store::put(tx, feed, points))?
        } else {
            app.write(caller, plan, |tx| store::put(tx, feed, points))?
        };
        if let Some(file) = self.file.filter(|_| self.dry_run != Some(true)) {
            remove_file(app, file)?;
        }
        Ok(ImportedPoints {
            rows: table.rows,
            added: taken.added,
            replaced: taken.replaced,
            time_column: table.time_column,
            value_column: table.value_column,
            errors: table.gathered.bad,
            errors_total: table.gathered.bad_total,
        })
    }
}

fn staged(app: &App, file: FileId) -> Result<Vec<u8>> {
    let reader = FileReader::open(app, file)?;
    if reader.bytes > MOST_BYTES {
        return Err(Error::TooLarge(format!(
            "A file of points has at most {} MiB.",
            MOST_BYTES >> 20
        )));
    }
    let mut text = Vec::with_capacity(reader.bytes as usize);
    reader
        .take(MOST_BYTES)
        .read_to_end(&mut text)
        .map_err(|error| Error::Storage(format!("The staged file cannot be read: {error}.")))?;
    Ok(text)
}

//! Handing a file in and laying down how it is to be imported.

use std::io::Read as _;
use std::path::Path;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::operation::{Action, Command, Operation};
use mycrm_kernel::store::{FileId, FileReader, add_file, remove_file};
use mycrm_kernel::tx::{StepPlan, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::look::{Laid, look, match_on};
use super::plan::{Plan, known_kind};
use super::read::{CardTable, is_vcard};
use super::settings::{ImportMode, MatchOn, Settings};
use super::store::{self, Import, NewImport};
use super::values::DateOrder;
use super::{guess, plan, sources};

/// Takes a file in and finds out what it is: encoding, separator, header, the product that wrote it, and where each of
/// its columns goes. Nothing is imported yet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenImport {
    /// Path of a file on this computer (window and command line only).
    pub path: Option<String>,
    /// Id of a file that was handed in beforehand.
    pub file: Option<FileId>,
}

impl Operation for OpenImport {
    const NAME: &'static str = "imports.open";
    const ROUTE: &'static str = "POST /imports";
    const NEEDS: Permission = Permission::Write;
    type Output = Import;
}

/// A large file comes in by many transactions; the last one makes the import.
impl Action for OpenImport {
    fn run(self, app: &App, caller: &Caller) -> Result<Import> {
        let (file, staged_here) = match (self.path, self.file) {
            (Some(path), None) => {
                caller.authorize(Permission::LocalFiles)?;
                (stage(app, &path)?, true)
            }
            (None, Some(file)) => (file, false),
            _ => {
                return Err(Error::field(
                    "file",
                    "required",
                    "Give either “path” or “file”.",
                ));
            }
        };
        let opened = table_of(app, file).and_then(|table| {
            open(app, caller, table).inspect_err(|_| {
                // What was made here goes with the failure; what the caller handed in stays the caller's.
                if table != file {
                    let _ = remove_file(app, table);
                }
            })
        });
        if opened.is_err() && staged_here {
            remove_file(app, file)?;
        }
        opened
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "imports read the file that the user chose"
)]
fn stage(app: &App, path: &str) -> Result<FileId> {
    let path = Path::new(path);
    let mut file = std::fs::File::open(path).map_err(|error| {
        Error::field(
            "path",
            "file_unreadable",
            format!("{} cannot be read: {error}.", path.display()),
        )
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(add_file(app, &name, &mut file)?.0)
}

/// The file as a table: vCards are laid out as one, in a file of their own that takes the place of theirs.
fn table_of(app: &App, file: FileId) -> Result<FileId> {
    let mut start = Vec::new();
    FileReader::open(app, file)?
        .take(64)
        .read_to_end(&mut start)?;
    if !is_vcard(&start) {
        return Ok(file);
    }
    let cards = FileReader::open(app, file)?;
    let name = cards.name.clone();
    let (table, _) = add_file(app, &name, &mut CardTable::new(cards))?;
    remove_file(app, file)?;
    Ok(table)
}

fn open(app: &App, caller: &Caller, file: FileId) -> Result<Import> {
    let (name, bytes) = {
        let reader = FileReader::open(app, file)?;
        (reader.name.clone(), reader.bytes)
    };
    let found = app.read(caller, |read| look(read, file, &Laid::default()))?;
    let id = app.new_id();
    let new = NewImport {
        id,
        file,
        file_name: &name,
        bytes,
        rows_estimate: found.rows_estimate,
        settings: &found.settings,
    };
    let plan = StepPlan {
        undoable: false,
        ..StepPlan::of(OpenImport::NAME)
    };
    app.write(caller, plan, |tx| {
        store::insert(tx, caller, &new)?;
        store::find(tx, id)?.shown(tx)
    })
}

/// Where one column is to go.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct ColumnChoice {
    /// Its place in the file, from 0.
    pub index: usize,
    /// The field it goes to; none: it is left out.
    pub target: Option<String>,
    /// Which number of a date such as 03/04/2026 is the day.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
}

/// Lays down how a file is to be imported. What is left out stays as it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigureImport {
    /// The import.
    pub id: Uuid,
    /// How the file is encoded.
    pub encoding: Option<String>,
    /// What separates its cells: comma, semicolon, tab or vertical bar.
    pub delimiter: Option<String>,
    /// Rows before the header that are no part of the table.
    pub skip: Option<u64>,
    /// Whether the first row of the table names the columns.
    pub has_header: Option<bool>,
    /// The product that wrote the file.
    pub source: Option<String>,
    /// Kind of record that a row becomes.
    pub kind: Option<String>,
    /// Where columns go.
    pub columns: Option<Vec<ColumnChoice>>,
    /// What happens to rows that match and to those that do not.
    pub mode: Option<ImportMode>,
    /// By what a row is recognised.
    pub match_on: Option<MatchOn>,
    /// Whether the values of columns that go nowhere are kept in the notes.
    pub keep_unmapped: Option<bool>,
    /// Tags that every record of this import gets.
    pub tags: Option<Vec<String>>,
}

impl Operation for ConfigureImport {
    const NAME: &'static str = "imports.configure";
    const ROUTE: &'static str = "PATCH /imports/{id}";
    const NEEDS: Permission = Permission::Write;
    type Output = Import;
}

impl Command for ConfigureImport {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<Import> {
        let stored = store::find(tx, self.id)?;
        stored.expect(&["open", "reverted"], "changed")?;
        let mut settings = self.read_anew(tx, stored.file, stored.settings)?;
        self.propose_anew(tx, &mut settings)?;
        for choice in self.columns.iter().flatten() {
            let Some(column) = settings.columns.get_mut(choice.index) else {
                let message = format!("There is no column {}.", choice.index);
                return Err(Error::Validation(vec![FieldError::new(
                    "columns", "unknown", message,
                )]));
            };
            if column.target != choice.target {
                column.target.clone_from(&choice.target);
                column.confidence = 1.0;
            }
            column.date_order = choice.date_order.or(column.date_order);
        }
        settings.mode = self.mode.unwrap_or(settings.mode);
        settings.match_on = self.match_on.unwrap_or(settings.match_on);
        settings.keep_unmapped = self.keep_unmapped.unwrap_or(settings.keep_unmapped);
        settings.tags = self.tags.clone().unwrap_or(settings.tags);
        Plan::new(tx, &settings)?;
        store::configure(tx, stored.key, &settings)?;
        store::find(tx, self.id)?.shown(tx)
    }
}

impl ConfigureImport {
    /// Reads the file again where the user said how it is written.
    fn read_anew(&self, tx: &Tx<'_>, file: FileId, old: Settings) -> Result<Settings> {
        let rewritten = self.encoding.is_some()
            || self.delimiter.is_some()
            || self.skip.is_some()
            || self.has_header.is_some();
        if !rewritten {
            return Ok(old);
        }
        let wanted = Settings {
            delimiter: self.delimiter.clone().unwrap_or(old.delimiter.clone()),
            ..old.clone()
        };
        let laid = Laid {
            encoding: Some(self.encoding.clone().unwrap_or(old.encoding)),
            delimiter: Some(wanted.delimiter()?),
            has_header: Some(self.has_header.unwrap_or(old.has_header)),
            skip: Some(self.skip.unwrap_or(old.skip)),
            source: None,
            kind: Some(self.kind.clone().unwrap_or(old.kind)),
        };
        let found = look(tx, file, &laid)?.settings;
        Ok(Settings {
            mode: old.mode,
            keep_unmapped: old.keep_unmapped,
            tags: old.tags,
            ..found
        })
    }

    /// Proposes again where the columns go, for another kind or another product.
    fn propose_anew(&self, tx: &Tx<'_>, settings: &mut Settings) -> Result<()> {
        let kind = self.kind.clone().unwrap_or_else(|| settings.kind.clone());
        let source = self
            .source
            .clone()
            .unwrap_or_else(|| settings.source.clone());
        if self.source.is_some() && !sources::names().contains(&source.as_str()) {
            let message = format!(
                "“{source}” is not a known source; choose one of {}.",
                sources::names().join(", ")
            );
            let unknown = FieldError::new("source", "unknown_source", message);
            return Err(unknown.with("value", source).into());
        }
        if kind == settings.kind && source == settings.source {
            return Ok(());
        }
        let offered = plan::targets(tx, known_kind(&kind)?)?;
        guess::propose(
            &mut settings.columns,
            &kind,
            sources::find(&source, &kind),
            &offered,
        );
        settings.match_on = match_on(&kind, &settings.columns);
        (settings.kind, settings.source) = (kind, source);
        Ok(())
    }
}

//! Kinds of records as descriptors: one description out of which come columns, forms, lists, filters, import
//! mapping, API and labels. A Rust type is one way to make one ([`schema`]).

mod field;
mod registry;
mod schema;
mod tables;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

pub use field::{Choice, Field, FieldType, Searched};
pub use registry::Kinds;
pub(crate) use tables::check;

use crate::error::{Error, Result};
use crate::record::{Record, Rules, columns};

/// Name of the kind whose records are the users.
pub const USER_KIND: &str = "user";

/// How a record of this kind shows up in the timelines of the records it refers to.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// Reference fields: whose timelines it appears in.
    pub subjects: Vec<String>,
    /// The first of these instants that is set is when it happened; else the moment it was created.
    pub at: Vec<String>,
}

/// A kind of record.
#[derive(Clone, Serialize)]
pub struct Kind {
    /// Singular name: `contact`.
    pub name: String,
    /// Plural name: the table, the route and the noun of its operations: `contacts`.
    pub plural: String,
    /// The field that names a record of this kind.
    pub title: String,
    /// The field shown beside the title where two records might be confused.
    pub subtitle: Option<String>,
    /// The fields, in the order in which forms show them.
    pub fields: Vec<Field>,
    /// How it appears in other records' timelines.
    pub timeline: Option<Timeline>,
    /// Whether its changes can be undone by the user (settings cannot).
    pub undoable: bool,
    /// Whether it belongs to one person and is never shared.
    pub personal: bool,
    /// Whether nobody but its owner ever sees it. A private kind is personal; it needs [`Permission::Private`], cannot
    /// change hands, stands in no search, timeline, list of steps or feed of events of anyone without that permission,
    /// is no step of the user's undo, is referred to by no other kind, and no sync, export or import takes it along.
    ///
    /// [`Permission::Private`]: crate::caller::Permission::Private
    pub private: bool,
    /// Whether the search over everything finds it.
    pub searchable: bool,
    #[serde(skip)]
    pub(crate) rules: Arc<dyn Rules>,
    #[serde(skip)]
    index: HashMap<String, usize>,
    #[serde(skip)]
    statements: Statements,
}

/// SQL that every record of a kind needs, written once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statements {
    pub(crate) select: String,
    /// The columns of a row as [`crate::record::read_row`] takes them, of the table `r`.
    pub(crate) columns: String,
    /// By field, what stands before its value in JSON: `,"name":`.
    pub(crate) labels: Vec<String>,
    pub(crate) title: String,
    pub(crate) insert: String,
    pub(crate) index: String,
    pub(crate) unindex: String,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kind")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Kind {
    /// The descriptor of a Rust record type, out of its JSON Schema.
    pub fn of<R: Record>() -> Self {
        let traits = R::TRAITS;
        let mut kind = Self {
            name: R::KIND.into(),
            plural: R::PLURAL.into(),
            title: traits.title.into(),
            subtitle: traits.subtitle.map(Into::into),
            fields: schema::fields::<R>(),
            timeline: traits
                .timeline
                .filter(|_| !traits.private)
                .map(|(subjects, at)| Timeline {
                    subjects: subjects.iter().map(ToString::to_string).collect(),
                    at: at.iter().map(ToString::to_string).collect(),
                }),
            undoable: traits.undoable && !traits.private,
            personal: traits.personal || traits.private,
            private: traits.private,
            searchable: false,
            rules: R::rules(),
            index: HashMap::new(),
            statements: Statements::default(),
        };
        kind.index = kind
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| (field.name.clone(), at))
            .collect();
        kind.searchable = !kind.private
            && kind
                .fields
                .iter()
                .any(|field| field.searched != Searched::No);
        kind.statements = kind.write_statements();
        kind
    }

    fn write_statements(&self) -> Statements {
        let table = &self.plural;
        let search = self.search_table();
        let names: String = self
            .fields
            .iter()
            .map(|field| format!(", {}", field.name))
            .collect();
        let marks = ", ?".repeat(self.fields.len());
        let columns = columns(self, "r");
        let label = |field: &Field| format!(",\"{}\":", field.name);
        Statements {
            select: format!("SELECT {columns} FROM {table} r WHERE r.id = ?1"),
            columns,
            labels: self.fields.iter().map(label).collect(),
            title: format!("SELECT {} FROM {table} WHERE id = ?1", self.title),
            insert: format!(
                "INSERT INTO {table} (id, scope, owner, created_at, updated_at, revision{names})
                 VALUES (?, ?, ?, ?, ?, ?{marks})"
            ),
            index: format!(
                "INSERT INTO {search} (rowid, title, body, digits) VALUES (?1, ?2, ?3, ?4)"
            ),
            unindex: format!("DELETE FROM {search} WHERE rowid = ?1"),
        }
    }

    pub(crate) fn statements(&self) -> &Statements {
        &self.statements
    }

    /// Position of a field among the fields.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.index.get(field).copied()
    }

    /// A field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.position(name).map(|at| &self.fields[at])
    }

    /// A field by name, or an error that names it and offers the nearest.
    pub fn known_field(&self, name: &str) -> Result<&Field> {
        self.field(name).ok_or_else(|| {
            let nearest = self
                .fields
                .iter()
                .map(|f| f.name.as_str())
                .min_by_key(|known| distance(known, name));
            let hint = nearest
                .map(|near| format!(" Did you mean “{near}”?"))
                .unwrap_or_default();
            Error::field(
                name,
                "unknown",
                format!("{} have no field “{name}”.{hint}", capital(&self.plural)),
            )
        })
    }

    /// Name of the full-text table of this kind.
    pub(crate) fn search_table(&self) -> String {
        format!("{}_search", self.plural)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Levenshtein distance (1966): small enough words, plain two-row table.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replace = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(distance("email", "emial"), 2);
        assert_eq!(distance("", "abc"), 3);
    }
}

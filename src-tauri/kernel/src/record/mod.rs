//! A record: its shared head, its values, and the Rust type behind a built-in kind.

mod json;
mod revision;
mod row;
mod search_text;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use json::{write_id, write_sql_row, write_text};
pub use revision::expect_revision;
pub(crate) use row::{HEAD_COUNT, OWNER_COLUMN, columns, read_row};
pub use row::{Head, Row, Scope};
pub(crate) use search_text::{LOCAL_DIGITS, SearchText, search_text};

use crate::error::Result;
use crate::kind::Kind;
use crate::tx::{Draft, Tx};

/// What a kind is like beside its fields.
#[derive(Debug, Clone, Copy)]
pub struct Traits {
    /// Field that names a record.
    pub title: &'static str,
    /// Field shown beside the title.
    pub subtitle: Option<&'static str>,
    /// Reference fields in whose timelines it appears, and the instants that say when it happened.
    pub timeline: Option<(&'static [&'static str], &'static [&'static str])>,
    /// Whether the user can undo changes of it.
    pub undoable: bool,
    /// Whether it belongs to one person.
    pub personal: bool,
    /// Whether nobody but that person ever sees it; see [`Kind::private`].
    pub private: bool,
}

impl Traits {
    /// An ordinary, undoable, shared kind named by `title`.
    pub const fn titled(title: &'static str) -> Self {
        Self {
            title,
            subtitle: None,
            timeline: None,
            undoable: true,
            personal: false,
            private: false,
        }
    }
}

/// A record of any kind, as it goes over the wire: what all records have, and the fields of its kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnyRecord {
    /// Id.
    pub id: uuid::Uuid,
    /// Changes with every write.
    pub revision: String,
    /// Who looks after it.
    pub owner: Option<uuid::Uuid>,
    /// `personal` or `team`.
    pub scope: String,
    /// When it was created.
    pub created_at: String,
    /// When it was changed last.
    pub updated_at: String,
    /// When it went to the trash.
    pub deleted_at: Option<String>,
    /// Fields of the user's own making.
    pub custom: serde_json::Map<String, serde_json::Value>,
    /// The fields of its kind.
    #[serde(flatten)]
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A Rust type that describes a kind of record: its fields are the columns of the table [`Record::PLURAL`].
pub trait Record: Serialize + DeserializeOwned + JsonSchema + 'static {
    /// Singular name.
    const KIND: &'static str;
    /// Plural name: table, route, noun of its operations.
    const PLURAL: &'static str;
    /// The rest of the description.
    const TRAITS: Traits;
    /// Rules that every write of this kind obeys, whatever operation it comes from.
    fn rules() -> Arc<dyn Rules> {
        Arc::new(NoRules)
    }
}

/// What every write of a kind obeys: derived fields, checks across fields, defaults.
pub trait Rules: Send + Sync {
    /// Looks at a write before it happens; may set fields of the draft or refuse it.
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()>;

    /// Follows a write that has happened, in the same transaction and step. Undo takes back what it writes.
    fn after(
        &self,
        _tx: &mut Tx<'_>,
        _kind: &Arc<Kind>,
        _old: Option<&Row>,
        _new: &Row,
    ) -> Result<()> {
        Ok(())
    }

    /// Follows the erasure of records, in the same transaction: what else keeps their values lets go of them.
    fn purged(&self, _tx: &mut Tx<'_>, _kind: &Arc<Kind>, _gone: &[Row]) -> Result<()> {
        Ok(())
    }
}

/// A kind without rules of its own.
pub struct NoRules;

impl Rules for NoRules {
    fn before(&self, _: &mut Tx<'_>, _: &mut Draft<'_>) -> Result<()> {
        Ok(())
    }
}

/// A typed record with its head.
#[derive(Debug, Clone)]
pub struct Stored<R> {
    /// Id, owner, times, revision.
    pub head: Head,
    /// The fields.
    pub record: R,
}

/// Makes the typed record out of a row.
pub fn typed<R: Record>(kind: &Kind, row: &Row) -> Result<Stored<R>> {
    let fields = kind
        .fields
        .iter()
        .zip(&row.values)
        .map(|(field, value)| (field.name.clone(), value.to_json(&field.of)))
        .collect();
    Ok(Stored {
        head: row.head.clone(),
        record: serde_json::from_value(serde_json::Value::Object(fields))?,
    })
}

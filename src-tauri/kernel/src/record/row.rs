//! A row as the table holds it.

use rusqlite::Row as SqlRow;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::json::write_row;
use crate::clock::Stamp;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::value::Value;

/// Whom a record belongs to: what permissions, keys and sync will follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One person's own; never shared.
    Personal,
    /// The whole team's.
    Team,
}

impl Scope {
    /// The number in the table.
    pub fn number(self) -> i64 {
        match self {
            Self::Personal => 1,
            Self::Team => 2,
        }
    }
    /// Reads [`Scope::number`].
    pub fn from_number(number: i64) -> Result<Self> {
        match number {
            1 => Ok(Self::Personal),
            2 => Ok(Self::Team),
            other => Err(Error::Storage(format!(
                "A record lies in an unknown scope ({other})."
            ))),
        }
    }
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Team => "team",
        }
    }
}

/// What every record has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position in the table: the tie-break of every order.
    pub rowid: i64,
    /// UUIDv7.
    pub id: Uuid,
    /// Whom it belongs to.
    pub scope: Scope,
    /// The user who looks after it.
    pub owner: Option<Uuid>,
    /// Milliseconds since the epoch.
    pub created_at: i64,
    /// Milliseconds since the epoch.
    pub updated_at: i64,
    /// When it was put into the trash.
    pub deleted_at: Option<i64>,
    /// Stamp of its newest change.
    pub revision: Stamp,
    /// Per-field stamps as JSON (`*` is the stamp of all fields not named); empty while all equal the revision.
    pub stamps: Option<String>,
    /// Values of user-defined fields, as JSON.
    pub custom: Option<String>,
}

/// A record of any kind: head and values, aligned to the kind's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The shared part.
    pub head: Head,
    /// One value per field of the kind.
    pub values: Vec<Value>,
}

const HEAD_COLUMNS: &str =
    "rowid, id, scope, owner, created_at, updated_at, deleted_at, revision, stamps, custom";
/// Where the fields begin.
pub(crate) const HEAD_COUNT: usize = 10;
/// Where the owner stands.
pub(crate) const OWNER_COLUMN: usize = 3;

/// The column list that [`read_row`] reads, each prefixed by `alias`.
pub(crate) fn columns(kind: &Kind, alias: &str) -> String {
    let fields = kind.fields.iter().map(|field| field.name.as_str());
    HEAD_COLUMNS
        .split(", ")
        .chain(fields)
        .map(|name| format!("{alias}.{name}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Reads a row selected with [`columns`].
pub(crate) fn read_row(kind: &Kind, row: &SqlRow<'_>) -> Result<Row> {
    let head = Head {
        rowid: row.get(0)?,
        id: Uuid::from_bytes(row.get(1)?),
        scope: Scope::from_number(row.get(2)?)?,
        owner: row.get::<_, Option<[u8; 16]>>(3)?.map(Uuid::from_bytes),
        created_at: row.get(4)?,
        updated_at: row.get(5)?,
        deleted_at: row.get(6)?,
        revision: Stamp::from_bytes(row.get(7)?),
        stamps: row.get(8)?,
        custom: row.get(9)?,
    };
    let values = (0..kind.fields.len())
        .map(|at| Value::from_column(row.get_ref(HEAD_COUNT + at)?))
        .collect::<Result<Vec<_>>>()?;
    Ok(Row { head, values })
}

impl Row {
    /// The value of a field.
    pub fn get(&self, kind: &Kind, field: &str) -> &Value {
        static EMPTY: Value = Value::Null;
        kind.position(field).map_or(&EMPTY, |at| &self.values[at])
    }

    /// What names the record.
    pub fn title(&self, kind: &Kind) -> String {
        match self.get(kind, &kind.title) {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// The stamp that last wrote `field`.
    pub fn stamp_of(&self, field: &str) -> Stamp {
        let Some(stamps) = &self.head.stamps else {
            return self.head.revision;
        };
        let map: Map<String, Json> = serde_json::from_str(stamps).unwrap_or_default();
        map.get(field)
            .or_else(|| map.get("*"))
            .and_then(Json::as_str)
            .and_then(|text| Stamp::parse(text).ok())
            .unwrap_or(self.head.revision)
    }

    /// The record as it goes over the wire.
    pub fn to_json(&self, kind: &Kind) -> Json {
        let mut text = Vec::with_capacity(1024);
        write_row(&mut text, kind, self);
        serde_json::from_slice(&text).unwrap_or(Json::Null)
    }
}

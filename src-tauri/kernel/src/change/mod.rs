//! The change log: who changed what, when, from which value to which; append-only, chained by hash.
//! It is at once the audit trail, the field history, undo, the backbone of timelines and the outbox of sync.

mod chain;
mod log;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

pub(crate) use chain::{StepHead, digest, step_hash};
pub use chain::{Verification, verify};
pub(crate) use log::{FieldChange, Head, append, fields_text, head, keep_head, parse_fields};

use crate::caller::Origin;
use crate::error::{Error, Result};

/// What a change did to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The record came into being.
    Create,
    /// Fields were changed.
    Update,
    /// It was put into the trash.
    Trash,
    /// It was taken out of the trash.
    Restore,
    /// It was taken back as if it had never been (undo of a create).
    Remove,
    /// It was erased for good, its values in the log with it.
    Purge,
}

impl Action {
    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Trash => "trash",
            Self::Restore => "restore",
            Self::Remove => "remove",
            Self::Purge => "purge",
        }
    }

    /// Reads [`Action::name`].
    pub fn parse(name: &str) -> Result<Self> {
        [
            Self::Create,
            Self::Update,
            Self::Trash,
            Self::Restore,
            Self::Remove,
            Self::Purge,
        ]
        .into_iter()
        .find(|action| action.name() == name)
        .ok_or_else(|| Error::Storage(format!("The change log holds an unknown action “{name}”.")))
    }
}

/// One change as read back from the log.
#[derive(Debug, Clone)]
pub struct Change {
    /// Position in this device's log.
    pub seq: i64,
    /// The step it belongs to.
    pub step: i64,
    /// Kind of the record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What happened.
    pub action: Action,
    /// Where it came from.
    pub origin: Origin,
    /// Per field: from and to. Empty once the record was purged.
    pub fields: Vec<(String, Json, Json)>,
}

//! An edit that insists on the record it was made of.

use serde_json::{Map, Value as Json};

use super::Row;
use crate::clock::Stamp;
use crate::error::{Difference, Error, Result};
use crate::kind::Kind;

/// Refuses an edit of another revision than the one that is stored, naming every field that was written since, what
/// it holds now and what the caller wanted there (`wanted`, empty where they named none). `revision` is 32 hex digits.
pub fn expect_revision(
    kind: &Kind,
    row: &Row,
    revision: &str,
    wanted: &Map<String, Json>,
) -> Result<()> {
    let expected = Stamp::parse(revision)?;
    if row.head.revision == expected {
        return Ok(());
    }
    let stored = row.to_json(kind);
    let names = kind
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .chain(["owner", "deleted_at"]);
    let differences = names
        .filter(|name| row.stamp_of(name) > expected)
        .map(|name| Difference {
            field: name.to_owned(),
            theirs: stored[name].clone(),
            yours: wanted.get(name).cloned().unwrap_or(Json::Null),
        })
        .collect();
    Err(Error::Conflict {
        revision: row.head.revision.hex(),
        differences,
    })
}

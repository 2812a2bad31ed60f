//! What a write sets: fields by position, read from the caller's JSON.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::error::{Error, FieldError, Result};
use crate::kind::{FieldType, Kind};
use crate::value::Value;

/// Fields to set, by position, and the owner when it changes.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// Position of the field in its kind, and the new value.
    pub fields: Vec<(usize, Value)>,
    /// The new owner, if it is to change.
    pub owner: Option<Option<Uuid>>,
}

impl Patch {
    /// Sets one field by name.
    pub fn set(mut self, kind: &Kind, field: &str, value: Value) -> Self {
        if let Some(at) = kind.position(field) {
            self.fields.push((at, value));
        }
        self
    }
}

/// Reads a flat JSON object into fields of `kind`; every field that does not hold is reported.
/// `trusted`: read-only fields may be set (typed records from inside the program).
pub(crate) fn parse(kind: &Kind, object: &Map<String, Json>, trusted: bool) -> Result<Patch> {
    let mut patch = Patch::default();
    let mut wrong = Vec::new();
    for (name, json) in object {
        if name == "owner" {
            match Value::from_json(json, &FieldType::Reference(String::new())) {
                Ok(value) => patch.owner = Some(value.id()),
                Err(why) => wrong.push(FieldError::new(
                    "owner",
                    why.code,
                    format!("“owner” {why}."),
                )),
            }
            continue;
        }
        match parse_field(kind, name, json, trusted) {
            Ok(pair) => patch.fields.push(pair),
            Err(Error::Validation(errors)) => wrong.extend(errors),
            Err(other) => return Err(other),
        }
    }
    if wrong.is_empty() {
        Ok(patch)
    } else {
        Err(Error::Validation(wrong))
    }
}

fn parse_field(kind: &Kind, name: &str, json: &Json, trusted: bool) -> Result<(usize, Value)> {
    let field = kind.known_field(name)?;
    if field.read_only && !trusted {
        return Err(Error::field(
            name,
            "read_only",
            format!("“{name}” is kept by MyCRM and cannot be set."),
        ));
    }
    let value = Value::from_json(json, &field.of)
        .map_err(|why| Error::field(name, why.code, format!("“{name}” {why}.")))?;
    crate::check::value(field, &value)?;
    Ok((kind.position(name).unwrap_or_default(), value))
}

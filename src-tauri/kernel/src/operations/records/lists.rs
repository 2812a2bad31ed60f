//! Adding values to lists and taking values out of them, over many records at once: what else a list holds stays.

use serde_json::{Map, Value as Json};

use crate::error::{Error, Result};
use crate::folded::fold;
use crate::kind::{Field, FieldType, Kind};
use crate::record::Row;
use crate::tx::parse;
use crate::value::Value;

/// Whether a field holds several values.
pub(super) fn is_list(field: &Field) -> bool {
    matches!(field.of, FieldType::List | FieldType::MultiSelect)
}

/// What is done to one list field.
#[derive(Debug)]
struct ListEdit {
    at: usize,
    add: Vec<String>,
    remove: Vec<String>,
}

/// What is done to the list fields of each record.
#[derive(Debug)]
pub(super) struct ListEdits(Vec<ListEdit>);

impl ListEdits {
    /// Reads `add` and `remove`: field names, each with its values. A field that is `set` as well is refused, since
    /// the order of the two would matter; so is one that holds no list.
    pub(super) fn of(
        kind: &Kind,
        set: &Map<String, Json>,
        add: &Map<String, Json>,
        remove: &Map<String, Json>,
    ) -> Result<Self> {
        let mut edits: Vec<ListEdit> = Vec::new();
        for (values, adds) in [(add, true), (remove, false)] {
            for (name, _) in values {
                let field = kind.known_field(name)?;
                if !is_list(field) {
                    let message = format!("“{name}” holds one value; set it instead.");
                    return Err(Error::field(name, "not_a_list", message));
                }
                if set.contains_key(name) {
                    let message = format!("“{name}” is either set, or added to and taken from.");
                    return Err(Error::field(name, "set_twice", message));
                }
            }
            for (at, value) in parse(kind, values, false)?.fields {
                let values = items(&value);
                let known = edits.iter().position(|edit| edit.at == at);
                let known = known.unwrap_or_else(|| {
                    edits.push(ListEdit {
                        at,
                        add: Vec::new(),
                        remove: Vec::new(),
                    });
                    edits.len() - 1
                });
                let edit = &mut edits[known];
                if adds {
                    edit.add = values;
                } else {
                    edit.remove = values;
                }
            }
        }
        edits.retain(|edit| !(edit.add.is_empty() && edit.remove.is_empty()));
        Ok(Self(edits))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lists of `row` as they will be, by position of their field. Values are the same when they differ in case
    /// or diacritics only, as everywhere.
    pub(super) fn of_row(&self, kind: &Kind, row: &Row) -> Result<Vec<(usize, Value)>> {
        let mut fields = Vec::with_capacity(self.0.len());
        for edit in &self.0 {
            let mut list = items(&row.values[edit.at]);
            list.retain(|item| !has(&edit.remove, item));
            for item in &edit.add {
                if !has(&list, item) {
                    list.push(item.clone());
                }
            }
            let value = if list.is_empty() {
                Value::Null
            } else {
                Value::Text(Json::from(list).to_string())
            };
            crate::check::value(&kind.fields[edit.at], &value)?;
            fields.push((edit.at, value));
        }
        Ok(fields)
    }
}

fn has(list: &[String], wanted: &str) -> bool {
    let wanted = fold(wanted);
    list.iter().any(|item| fold(item) == wanted)
}

fn items(value: &Value) -> Vec<String> {
    value
        .text()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

//! What the log keeps of a create.

use serde_json::{Value as Json, json};

use crate::change::FieldChange;
use crate::clock::{instant_text, write_instant};
use crate::error::{Error, Result};
use crate::kind::{FieldType, Kind};
use crate::record::Row;
use crate::value::Value;

/// [`born`] as the log keeps it, written without the detour over JSON values: loads of many records spend their time here.
pub(super) fn born_text(kind: &Kind, row: &Row) -> Result<String> {
    let mut text = Vec::with_capacity(640);
    text.extend_from_slice(b"{\"created_at\":[null,");
    write_instant(&mut text, row.head.created_at);
    text.extend_from_slice(b",null],\"owner\":[null,");
    serde_json::to_writer(&mut text, &row.head.owner)?;
    text.extend_from_slice(b",null],\"scope\":[null,\"");
    text.extend_from_slice(row.head.scope.name().as_bytes());
    text.extend_from_slice(b"\",null]");
    for (field, value) in kind.fields.iter().zip(&row.values) {
        if value.is_null() {
            continue;
        }
        text.push(b',');
        serde_json::to_writer(&mut text, &field.name)?;
        text.extend_from_slice(b":[null,");
        match (value, &field.of) {
            (Value::Text(json), FieldType::List | FieldType::MultiSelect) => {
                text.extend_from_slice(json.as_bytes());
            }
            (Value::Text(plain), of) if *of != FieldType::Json => {
                serde_json::to_writer(&mut text, plain)?;
            }
            (other, of) => serde_json::to_writer(&mut text, &other.to_json(of))?,
        }
        text.extend_from_slice(b",null]");
    }
    text.push(b'}');
    String::from_utf8(text).map_err(|error| Error::Internal(error.to_string()))
}

/// The fields of a create: all that is not empty, and what the head was born with.
pub(super) fn born<'a>(kind: &'a Kind, row: &Row) -> Vec<FieldChange<'a>> {
    let head = [
        ("created_at", json!(instant_text(row.head.created_at))),
        ("owner", json!(row.head.owner)),
        ("scope", json!(row.head.scope.name())),
    ];
    let head = head.into_iter().map(|(name, to)| FieldChange {
        name,
        from: Json::Null,
        to,
        overwritten: None,
    });
    let fields = kind
        .fields
        .iter()
        .zip(&row.values)
        .filter(|(_, value)| !value.is_null())
        .map(|(field, value)| FieldChange {
            name: &field.name,
            from: Json::Null,
            to: value.to_json(&field.of),
            overwritten: None,
        });
    head.chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change;
    use crate::clock::Stamp;
    use crate::id::Id;
    use crate::record::{Head, Record, Scope, Traits};
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};
    use uuid::Uuid;

    /// One field of each way of being written down.
    #[derive(Default, Serialize, Deserialize, JsonSchema)]
    #[serde(default)]
    struct Thing {
        name: Option<String>,
        count: Option<i64>,
        sure: Option<bool>,
        #[schemars(extend("x-field" = json!({"type": "money"})))]
        price: Option<String>,
        tags: Vec<String>,
        extra: Json,
        maker: Option<Id<Thing>>,
        left_out: Option<String>,
    }

    impl Record for Thing {
        const KIND: &'static str = "thing";
        const PLURAL: &'static str = "things";
        const TRAITS: Traits = Traits::titled("name");
    }

    #[test]
    fn a_create_is_logged_as_any_change_is() {
        let kind = Kind::of::<Thing>();
        let text = |text: &str| Value::Text(text.to_owned());
        let set = |name: &str| match name {
            "name" => text("“A\\B” \"quoted\"\n\u{1}ä"),
            "count" => Value::Int(-3),
            "sure" => Value::Int(1),
            "price" => Value::Int(12_500),
            "tags" => text(r#"["a","b \" c"]"#),
            "extra" => text(r#"{"b":[1,2],"a":null}"#),
            "maker" => Value::Id(Uuid::from_u128(7)),
            _ => Value::Null,
        };
        for owner in [None, Some(Uuid::from_u128(9))] {
            let row = Row {
                head: Head {
                    rowid: 1,
                    id: Uuid::from_u128(1),
                    scope: Scope::Team,
                    owner,
                    created_at: 1_700_000_000_123,
                    updated_at: 1_700_000_000_123,
                    deleted_at: None,
                    revision: Stamp::default(),
                    stamps: None,
                    custom: None,
                },
                values: kind.fields.iter().map(|field| set(&field.name)).collect(),
            };
            let plain = change::fields_text(&born(&kind, &row)).unwrap();
            assert_eq!(born_text(&kind, &row).unwrap(), plain);
        }
    }
}

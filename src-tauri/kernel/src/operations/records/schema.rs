//! JSON Schemas of the ordinary operations, made from the kind's fields.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value as Json, json};

use super::bulk::{Bulk, Target};
use super::one::{CountQuery, Done, HistoryQuery, OneRecord};
use crate::kind::{Field, FieldType, Kind};
use crate::list::{Count, ListQuery};
use crate::operations::history::Related;
use crate::read::References;

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

pub(super) fn list_input(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<ListQuery>(generator)
}
pub(super) fn count_input(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<CountQuery>(generator)
}
pub(super) fn count(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<Count>(generator)
}
pub(super) fn id_input(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<OneRecord>(generator)
}
pub(super) fn history_input(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<HistoryQuery>(generator)
}
pub(super) fn history(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<Related>(generator)
}
pub(super) fn done(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<Done>(generator)
}
pub(super) fn bulk_input(_: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    of::<Bulk>(generator)
}

/// `Contact` for the kind `contact`.
fn type_name(kind: &Kind) -> String {
    kind.name
        .split('_')
        .map(|word| {
            word.chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .chain(word.chars().skip(1))
                .collect::<String>()
        })
        .collect()
}

/// Registers `schema` under `name` and refers to it.
fn named(
    generator: &mut SchemaGenerator,
    name: &str,
    make: impl FnOnce(&mut SchemaGenerator) -> Json,
) -> Schema {
    if !generator.definitions().contains_key(name) {
        let schema = make(generator);
        generator.definitions_mut().insert(name.to_owned(), schema);
    }
    Schema::new_ref(format!("#/$defs/{name}"))
}

fn field_schema(field: &Field) -> Json {
    let mut schema = match &field.of {
        FieldType::Integer => json!({ "type": ["integer", "null"] }),
        FieldType::Boolean => json!({ "type": ["boolean", "null"] }),
        FieldType::Money => json!({ "type": ["string", "null"], "format": "decimal" }),
        FieldType::Date => json!({ "type": ["string", "null"], "format": "date" }),
        FieldType::Instant => json!({ "type": ["string", "null"], "format": "date-time" }),
        FieldType::Reference(_) => json!({ "type": ["string", "null"], "format": "uuid" }),
        FieldType::List | FieldType::MultiSelect => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        FieldType::Json => json!({}),
        FieldType::Select => {
            let codes: Vec<Json> = field
                .options
                .iter()
                .map(|choice| json!(choice.value))
                .chain([Json::Null])
                .collect();
            json!({ "enum": codes })
        }
        _ => json!({ "type": ["string", "null"] }),
    };
    schema["description"] = json!(field.about);
    schema
}

fn fields(kind: &Kind, writable: bool) -> Map<String, Json> {
    kind.fields
        .iter()
        .filter(|field| !(writable && field.read_only))
        .map(|field| (field.name.clone(), field_schema(field)))
        .collect()
}

/// The record as it is answered.
pub(super) fn record(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    named(generator, &type_name(kind), |_| {
        let mut properties = Map::new();
        properties.insert("id".into(), json!({ "type": "string", "format": "uuid" }));
        properties.insert("revision".into(), json!({ "type": "string" }));
        properties.insert(
            "owner".into(),
            json!({ "type": ["string", "null"], "format": "uuid" }),
        );
        properties.insert("scope".into(), json!({ "enum": ["personal", "team"] }));
        for name in ["created_at", "updated_at"] {
            properties.insert(
                name.into(),
                json!({ "type": "string", "format": "date-time" }),
            );
        }
        properties.insert(
            "deleted_at".into(),
            json!({ "type": ["string", "null"], "format": "date-time" }),
        );
        properties.insert("custom".into(), json!({ "type": "object" }));
        properties.extend(fields(kind, false));
        let required: Vec<String> = properties.keys().cloned().collect();
        json!({ "type": "object", "properties": properties, "required": required })
    })
}

pub(super) fn page(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    let (record, refs, count) = (
        record(kind, generator),
        of::<References>(generator),
        of::<Option<Count>>(generator),
    );
    named(generator, &format!("{}Page", type_name(kind)), |_| {
        json!({
            "type": "object",
            "properties": {
                "items": { "type": "array", "items": record },
                "refs": refs,
                "next": { "type": ["string", "null"] },
                "count": count,
            },
            "required": ["items", "refs", "next", "count"],
        })
    })
}

pub(super) fn found(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    let (record, refs) = (record(kind, generator), of::<References>(generator));
    named(
        generator,
        &format!("{}Found", type_name(kind)),
        |_| json!({ "type": "object", "properties": { "record": record, "refs": refs }, "required": ["record", "refs"] }),
    )
}

fn writable(kind: &Kind) -> Map<String, Json> {
    let mut properties = fields(kind, true);
    properties.insert(
        "owner".into(),
        json!({ "type": ["string", "null"], "format": "uuid" }),
    );
    properties
}

pub(super) fn create_input(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    named(generator, &format!("Create{}", type_name(kind)), |_| {
        let required: Vec<&str> = kind
            .fields
            .iter()
            .filter(|f| f.required && !f.read_only)
            .map(|f| f.name.as_str())
            .collect();
        json!({
            "type": "object", "properties": writable(kind), "required": required, "additionalProperties": false
        })
    })
}

pub(super) fn update_input(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    named(generator, &format!("Update{}", type_name(kind)), |_| {
        let mut properties = Map::new();
        properties.insert("id".into(), json!({ "type": "string", "format": "uuid" }));
        properties.insert(
            "if_match".into(),
            json!({ "type": ["string", "null"], "description": "Only if this is still the record's revision." }),
        );
        properties.extend(writable(kind));
        json!({ "type": "object", "properties": properties, "required": ["id"], "additionalProperties": false })
    })
}

/// The fields whose values can be added and taken out one by one.
fn list_fields(kind: &Kind) -> Map<String, Json> {
    kind.fields
        .iter()
        .filter(|field| !field.read_only && super::lists::is_list(field))
        .map(|field| (field.name.clone(), field_schema(field)))
        .collect()
}

pub(super) fn bulk_update_input(kind: &Arc<Kind>, generator: &mut SchemaGenerator) -> Schema {
    let target = of::<Target>(generator);
    named(generator, &format!("BulkUpdate{}", type_name(kind)), |_| {
        let set: Json = json_schema!({
            "type": "object", "properties": writable(kind), "additionalProperties": false
        })
        .into();
        let mut input = json!({
            "type": "object",
            "properties": { "target": target, "set": set },
            "required": ["target"],
            "additionalProperties": false,
        });
        let lists = list_fields(kind);
        if !lists.is_empty() {
            for (name, about) in [
                (
                    "add",
                    "Values that these lists get, where they are not in them yet.",
                ),
                ("remove", "Values that these lists lose."),
            ] {
                input["properties"][name] = json!({
                    "type": "object", "properties": lists, "additionalProperties": false, "description": about
                });
            }
        }
        input
    })
}

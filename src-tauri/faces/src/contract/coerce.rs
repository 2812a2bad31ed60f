//! Text from a query string or a command line, read as the JSON that a schema asks for.

use mycrm_kernel::error::{Error, Result};
use serde_json::{Value as Json, json};

use super::Contract;

/// What a schema takes, as far as text can be made into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// Several texts, numbers or yes and no.
    List,
    /// Anything else: JSON.
    Json,
}

/// What `schema` takes. Where it takes several things, text goes before the others.
pub(crate) fn shape(contract: &Contract, schema: &Json) -> Shape {
    let mut found = Vec::new();
    types(contract, schema, 0, &mut found);
    for (name, shape) in [
        ("string", Shape::Text),
        ("integer", Shape::Integer),
        ("number", Shape::Number),
        ("boolean", Shape::Boolean),
        ("array", Shape::List),
    ] {
        if found.iter().any(|known| known == name) {
            return shape;
        }
    }
    Shape::Json
}

fn types(contract: &Contract, schema: &Json, depth: u8, found: &mut Vec<String>) {
    let schema = contract.resolve(schema);
    match &schema["type"] {
        Json::String(one) => found.push(one.clone()),
        Json::Array(many) => found.extend(many.iter().filter_map(Json::as_str).map(str::to_owned)),
        _ => {}
    }
    let codes = schema["enum"].as_array().into_iter().flatten();
    for code in codes.chain([&schema["const"]]) {
        match code {
            Json::String(_) => found.push("string".into()),
            Json::Null if schema.get("enum").is_some() => found.push("null".into()),
            _ => {}
        }
    }
    if depth < 4 {
        for key in ["anyOf", "oneOf", "allOf"] {
            for branch in schema[key].as_array().into_iter().flatten() {
                types(contract, branch, depth + 1, found);
            }
        }
    }
}

/// Whether the schema has a word for "empty".
fn takes_null(contract: &Contract, schema: &Json) -> bool {
    let mut found = Vec::new();
    types(contract, schema, 0, &mut found);
    found.iter().any(|name| name == "null")
}

/// Reads `texts`, all given for the field `name`.
pub(crate) fn coerce(
    contract: &Contract,
    schema: &Json,
    name: &str,
    texts: &[&str],
) -> Result<Json> {
    let refuse = |what: &str| {
        Err(Error::field(
            name,
            "invalid",
            format!("“{name}” takes {what}."),
        ))
    };
    if shape(contract, schema) == Shape::List {
        let items = &list_items(contract, schema)["items"];
        let parts = texts.iter().flat_map(|text| text.split(','));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        return parts
            .map(|part| coerce(contract, items, name, &[part]))
            .collect::<Result<Vec<_>>>()
            .map(Json::Array);
    }
    let &[text] = texts else {
        return refuse("one value; it was given several times");
    };
    if text.is_empty() && takes_null(contract, schema) {
        return Ok(Json::Null);
    }
    match shape(contract, schema) {
        Shape::Text => Ok(json!(text)),
        Shape::Integer => text
            .parse::<i64>()
            .map(Json::from)
            .or_else(|_| refuse("a whole number")),
        Shape::Number => match text.parse::<f64>().ok().filter(|n| n.is_finite()) {
            Some(number) => Ok(json!(number)),
            None => refuse("a number"),
        },
        Shape::Boolean => match text {
            "true" | "1" => Ok(json!(true)),
            "false" | "0" => Ok(json!(false)),
            _ => refuse("true or false"),
        },
        Shape::List | Shape::Json => match serde_json::from_str(text) {
            Ok(json) => Ok(json),
            Err(_) if text.starts_with(['{', '[', '"']) => refuse("JSON"),
            Err(_) => Ok(json!(text)),
        },
    }
}

/// The branch of a schema that is the list.
fn list_items<'a>(contract: &'a Contract, schema: &'a Json) -> &'a Json {
    let schema = contract.resolve(schema);
    if schema.get("items").is_some() {
        return schema;
    }
    ["anyOf", "oneOf"]
        .into_iter()
        .flat_map(|key| schema[key].as_array().into_iter().flatten())
        .map(|branch| contract.resolve(branch))
        .find(|branch| branch.get("items").is_some())
        .unwrap_or(&Json::Null)
}

//! TypeScript types of every operation, out of the same schemas as everything else: ids and money are strings, whole
//! numbers are numbers, as they are in JSON.

use std::fmt::Write as _;

use mycrm_kernel::operation::OperationKind;
use serde_json::Value as Json;

use crate::contract::{Contract, Described, SCHEMAS};

const HEAD: &str = "\
// Made by `mycrm typescript` out of the operations; `make generate` writes it again.
// A job answers its id at once; what it comes to stands in `JobResults`.

";

/// The whole file.
pub fn typescript(contract: &Contract) -> String {
    let mut text = HEAD.to_owned();
    for (name, schema) in &contract.schemas {
        comment(&mut text, "", schema["description"].as_str());
        let _ = writeln!(text, "export type {name} = {};\n", of(schema, 0));
    }
    let plain = |operation: &&Described| operation.kind != OperationKind::Stream;
    section(
        &mut text,
        "Every operation that is called: its input and its answer.",
        "Operations",
        contract.operations.iter().filter(plain),
        |operation| {
            let output = match operation.kind {
                OperationKind::Job => "{ job: string }".into(),
                _ => of(&operation.output, 1),
            };
            format!("{{ input: {}; output: {output} }}", of(&operation.input, 1))
        },
    );
    let of_kind = |kind: OperationKind| {
        contract
            .operations
            .iter()
            .filter(move |operation| operation.kind == kind)
    };
    section(
        &mut text,
        "What long work comes to.",
        "JobResults",
        of_kind(OperationKind::Job),
        |operation| of(&operation.output, 1),
    );
    section(
        &mut text,
        "Live feeds and their frames.",
        "Feeds",
        of_kind(OperationKind::Stream),
        |operation| {
            let (input, frame) = (of(&operation.input, 1), of(&operation.output, 1));
            format!("{{ input: {input}; frame: {frame} }}")
        },
    );
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn section<'a>(
    text: &mut String,
    about: &str,
    name: &str,
    operations: impl Iterator<Item = &'a Described>,
    of: impl Fn(&Described) -> String,
) {
    let _ = writeln!(text, "/** {about} */\nexport interface {name} {{");
    for operation in operations {
        comment(text, "  ", Some(&operation.about));
        let _ = writeln!(text, "  '{}': {};", operation.name, of(operation));
    }
    text.push_str("}\n\n");
}

fn comment(text: &mut String, indent: &str, about: Option<&str>) {
    let about = about.unwrap_or_default().replace("*/", "* /");
    let paragraph = about.split("\n\n").next().unwrap_or_default();
    if !paragraph.is_empty() {
        let _ = writeln!(text, "{indent}/** {} */", paragraph.replace('\n', " "));
    }
}

/// The type of a schema; `depth` is how far it is indented.
fn of(schema: &Json, depth: usize) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|to| to.strip_prefix(SCHEMAS))
    {
        return name.to_owned();
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema["enum"].as_array() {
        return union(values.iter().map(literal));
    }
    let branches = ["anyOf", "oneOf"]
        .into_iter()
        .find_map(|key| schema[key].as_array());
    let parts: Vec<String> = schema["allOf"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|part| of(part, depth))
        .chain(branches.map(|all| parenthesised(union(all.iter().map(|branch| of(branch, depth))))))
        .chain(by_type(schema, depth))
        .collect();
    match parts.len() {
        0 => "unknown".into(),
        1 => bare(parts.concat()),
        _ => parts.join(" & "),
    }
}

/// Without the parentheses around the whole of it.
fn bare(text: String) -> String {
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']));
    inner.map_or_else(|| text.clone(), str::to_owned)
}

fn parenthesised(text: String) -> String {
    if text.contains(" | ") {
        format!("({text})")
    } else {
        text
    }
}

fn by_type(schema: &Json, depth: usize) -> Option<String> {
    let named = |name: &str| match name {
        "string" => "string".into(),
        "integer" | "number" => "number".into(),
        "boolean" => "boolean".into(),
        "null" => "null".into(),
        "array" => array(schema, depth),
        _ => object(schema, depth),
    };
    match &schema["type"] {
        Json::String(name) => Some(named(name)),
        Json::Array(names) => Some(union(names.iter().filter_map(Json::as_str).map(named))),
        _ if schema.get("properties").is_some() => Some(object(schema, depth)),
        _ => None,
    }
}

fn array(schema: &Json, depth: usize) -> String {
    let item = of(&schema["items"], depth);
    if item.contains([' ', '|', '&']) && !item.starts_with('{') || item.contains(" | ") {
        format!("({item})[]")
    } else {
        format!("{item}[]")
    }
}

fn object(schema: &Json, depth: usize) -> String {
    let rest = match schema.get("additionalProperties") {
        Some(Json::Object(rest)) => Some(of(&Json::Object(rest.clone()), depth)),
        Some(Json::Bool(true)) => Some("unknown".into()),
        _ => None,
    };
    let Some(properties) = schema["properties"]
        .as_object()
        .filter(|all| !all.is_empty())
    else {
        return match rest {
            Some(rest) => format!("Record<string, {rest}>"),
            None if schema["additionalProperties"] == false => "Record<string, never>".into(),
            None => "Record<string, unknown>".into(),
        };
    };
    let required = schema["required"].as_array();
    let indent = "  ".repeat(depth + 1);
    let mut text = "{\n".to_owned();
    for (name, property) in properties {
        let needed = required.is_some_and(|names| names.iter().any(|known| known == name));
        comment(&mut text, &indent, property["description"].as_str());
        let mark = if needed { "" } else { "?" };
        let _ = writeln!(
            text,
            "{indent}{}{mark}: {};",
            key(name),
            of(property, depth + 1)
        );
    }
    if let Some(rest) = rest {
        let _ = writeln!(text, "{indent}[key: string]: {rest};");
    }
    let _ = write!(text, "{}}}", "  ".repeat(depth));
    text
}

fn key(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if name.chars().all(plain) && !name.starts_with(|letter: char| letter.is_ascii_digit()) {
        name.to_owned()
    } else {
        literal(&Json::from(name))
    }
}

fn literal(value: &Json) -> String {
    match value {
        Json::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        other => other.to_string(),
    }
}

fn union(parts: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for part in parts {
        if !all.contains(&part) {
            all.push(part);
        }
    }
    all.join(" | ")
}

//! The OpenAPI 3.1 document, made from the contract.

use mycrm_kernel::operation::OperationKind;
use serde_json::{Map, Value as Json, json};

use crate::contract::{Contract, Described, SCHEMAS};
use crate::http::BASE;

const ABOUT: &str = "Everything MyCRM can do, over HTTP on this computer. Each operation has its own method and path, and answers \
to its name as well: `POST /api/v1/operations/{name}` with its input as the body.

Every call needs the token that `mycrm serve` printed, as `Authorization: Bearer …`. Failures are problem details \
(RFC 9457) with a stable `code`, a sentence, and a `trace` that the log knows.

Lists take conditions in the query string: `title__icontains=head&account.country=DE&amount__gte=5000`. A condition is \
a field, or a path over references joined by dots; after `__` stands the comparison: `ne gt gte lt lte in contains \
icontains startswith isnull range`, equality where there is none. Dates may be relative: `today-30d`, `month_start`.";

/// The document.
pub fn document(contract: &Contract) -> Json {
    let mut paths: Map<String, Json> = Map::new();
    for operation in &contract.operations {
        let path = paths
            .entry(format!("{BASE}{}", operation.path))
            .or_insert_with(|| json!({}));
        path[operation.method.to_lowercase()] = described(contract, operation);
    }
    for (path, item) in by_hand() {
        paths.insert(path, item);
    }
    let mut nouns: Vec<&str> = contract.operations.iter().map(Described::noun).collect();
    nouns.dedup();
    let mut schemas = contract.schemas.clone();
    schemas.insert("Problem".into(), problem());
    let tags: Vec<Json> = nouns.iter().map(|noun| json!({ "name": noun })).collect();
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "MyCRM",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "The MyCRM that serves this document." }],
        "security": [{ "token": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {
                "Problem": {
                    "description": "What was wrong, and what can be done.",
                    "content": { "application/problem+json": { "schema": { "$ref": format!("{SCHEMAS}Problem") } } },
                },
            },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "The token that `mycrm serve` printed." },
            },
        },
    })
}

fn described(contract: &Contract, operation: &Described) -> Json {
    let (summary, _) = operation
        .about
        .split_once(['.', ':'])
        .unwrap_or((&operation.about, ""));
    let mut object = json!({
        "operationId": operation.name,
        "tags": [operation.noun()],
        "summary": summary,
        "description": operation.about,
        "x-kind": operation.kind,
        "x-permission": operation.needs,
        "responses": responses(contract, operation),
    });
    let parameters = parameters(contract, operation);
    if !parameters.is_empty() {
        object["parameters"] = Json::Array(parameters);
    }
    if operation.method != "GET" && has_body(contract, operation) {
        object["requestBody"] = json!({
            "required": contract.fields(operation).any(|(name, _)| in_body(operation, name) && contract.required(operation, name)),
            "content": { "application/json": { "schema": body(contract, operation) } },
        });
    }
    if operation.kind == OperationKind::Job {
        object["x-result"] = operation.output.clone();
    }
    object
}

fn in_body(operation: &Described, name: &str) -> bool {
    !operation.path_parameters().contains(&name)
}

fn has_body(contract: &Contract, operation: &Described) -> bool {
    contract
        .fields(operation)
        .any(|(name, _)| in_body(operation, name))
}

/// The input without what stands in the path already.
fn body(contract: &Contract, operation: &Described) -> Json {
    if operation.path_parameters().is_empty() {
        return operation.input.clone();
    }
    let mut schema = contract.resolve(&operation.input).clone();
    for name in operation.path_parameters() {
        if let Some(properties) = schema["properties"].as_object_mut() {
            properties.shift_remove(name);
        }
        if let Some(required) = schema["required"].as_array_mut() {
            required.retain(|known| known != name);
        }
    }
    schema
}

fn parameters(contract: &Contract, operation: &Described) -> Vec<Json> {
    let path = operation.path_parameters();
    let mut all: Vec<Json> = path
        .iter()
        .map(|name| {
            let schema = contract.field(operation, name);
            let schema = schema.cloned().unwrap_or_else(|| json!({ "type": "string" }));
            json!({ "name": name, "in": "path", "required": true, "description": about(&schema), "schema": schema })
        })
        .collect();
    if contract.field(operation, "if_match").is_some() {
        all.push(json!({
            "name": "If-Match", "in": "header", "schema": { "type": "string" },
            "description": "The revision that was read, in quotes: the call fails with 409 when the record has changed since.",
        }));
    }
    if operation.method != "GET" {
        return all;
    }
    for (name, schema) in contract
        .fields(operation)
        .filter(|(name, _)| !path.contains(name))
    {
        let mut parameter = json!({ "name": name, "in": "query", "description": about(schema) });
        if contract.required(operation, name) {
            parameter["required"] = json!(true);
        }
        match crate::contract::shape(contract, schema) {
            crate::contract::Shape::Json => {
                parameter["content"] = json!({ "application/json": { "schema": schema } });
            }
            crate::contract::Shape::List => {
                parameter["style"] = json!("form");
                parameter["explode"] = json!(false);
                parameter["schema"] = schema.clone();
            }
            _ => parameter["schema"] = schema.clone(),
        }
        all.push(parameter);
    }
    if contract.field(operation, "filter").is_some() {
        all.push(json!({
            "name": "conditions", "in": "query", "style": "form", "explode": true,
            "description": "Any other key is a condition: `field__comparison=value`. All must hold.",
            "schema": { "type": "object", "additionalProperties": { "type": "string" } },
        }));
    }
    all
}

fn about(schema: &Json) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

fn responses(contract: &Contract, operation: &Described) -> Json {
    let answer = |schema: &Json| json!({ "application/json": { "schema": schema } });
    let output = contract.resolve(&operation.output);
    let record = |schema: &Json| {
        contract.resolve(schema)["properties"]
            .get("revision")
            .is_some()
    };
    let versioned = record(output) || record(&output["properties"]["record"]);
    let mut headers = json!({});
    if versioned {
        headers["ETag"] = header("The record's revision: for If-None-Match and If-Match.");
    }
    if operation.method == "GET" && output["properties"].get("next").is_some() {
        headers["Link"] = header("The next page, as `<…>; rel=\"next\"`.");
    }
    let mut all = match (operation.kind, operation.creates) {
        (OperationKind::Stream, _) => json!({
            "200": {
                "description": "Server-sent events; each `data:` is one of these.",
                "content": { "text/event-stream": { "schema": operation.output } },
            },
        }),
        (OperationKind::Job, _) => json!({
            "202": {
                "description": "The work is queued. Its result is `result` of the job.",
                "headers": { "Location": header("The job.") },
                "content": answer(&json!({
                    "type": "object",
                    "properties": { "job": { "type": "string", "format": "uuid" } },
                    "required": ["job"],
                })),
            },
        }),
        (_, true) => {
            headers["Location"] = header("The new record.");
            json!({ "201": { "description": "Created.", "headers": headers, "content": answer(&operation.output) } })
        }
        _ => {
            json!({ "200": { "description": "Done.", "headers": headers, "content": answer(&operation.output) } })
        }
    };
    if versioned && operation.kind == OperationKind::Query {
        all["304"] =
            json!({ "description": "The record is still at the revision given in If-None-Match." });
    }
    for status in ["4XX", "5XX"] {
        all[status] = json!({ "$ref": "#/components/responses/Problem" });
    }
    all
}

fn header(about: &str) -> Json {
    json!({ "description": about, "schema": { "type": "string" } })
}

/// What is no operation: calling one by its name, and handing in a file.
fn by_hand() -> [(String, Json); 2] {
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let named = json!({ "post": {
        "operationId": "operations.call", "tags": ["operations"],
        "summary": "Calls any operation by its name",
        "description": "Calls any operation by its name. The body is its whole input, what otherwise stands in path or query included.",
        "parameters": [{ "name": "name", "in": "path", "required": true, "description": "Such as `contacts.list`.", "schema": { "type": "string" } }],
        "requestBody": { "content": { "application/json": { "schema": { "type": "object" } } } },
        "responses": {
            "200": { "description": "The operation's answer.", "content": { "application/json": { "schema": {} } } },
            "4XX": problem, "5XX": problem,
        },
    } });
    let file = json!({ "post": {
        "operationId": "files.add", "tags": ["files"],
        "summary": "Hands in a file",
        "description": "Hands in a file, to be imported by its id. It is kept in the encrypted database, at most 4 GiB.",
        "parameters": [{ "name": "name", "in": "query", "required": true, "description": "What the file is called.", "schema": { "type": "string", "maxLength": 255 } }],
        "requestBody": { "required": true, "content": { "application/octet-stream": {} } },
        "responses": {
            "200": {
                "description": "The file's id.",
                "content": { "application/json": { "schema": {
                    "type": "object",
                    "properties": {
                        "file": { "type": "string", "format": "uuid" },
                        "name": { "type": "string" },
                        "bytes": { "type": "integer" },
                    },
                    "required": ["file", "name", "bytes"],
                } } },
            },
            "4XX": problem, "5XX": problem,
        },
    } });
    [
        (format!("{BASE}/operations/{{name}}"), named),
        (format!("{BASE}/files"), file),
    ]
}

fn problem() -> Json {
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({
        "type": "object",
        "description": "What was wrong (RFC 9457).",
        "properties": {
            "type": text("Always about:blank; `code` tells problems apart."),
            "title": text("The code in words."),
            "status": { "type": "integer", "description": "The HTTP status." },
            "code": text("Stable: what a program tests for."),
            "detail": text("A sentence that a person can act on."),
            "trace": text("Under which the log has it."),
            "fields": {
                "type": "array",
                "description": "The fields that were refused, or, after a conflict, the fields that differ.",
                "items": {
                    "type": "object",
                    "properties": {
                        "field": text("Name of the field."),
                        "code": text("Stable: required, invalid, too_long, unknown, read_only, out_of_range."),
                        "message": text("A sentence that names the fix."),
                        "theirs": { "description": "What is stored now." },
                        "yours": { "description": "What you wanted to store." },
                    },
                    "required": ["field"],
                },
            },
            "revision": text("After a conflict: the revision that is stored now."),
            "what": text("What was not found."),
            "id": text("The id it was looked for by."),
        },
        "required": ["type", "title", "status", "code", "detail", "trace"],
    })
}

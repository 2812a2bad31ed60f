//! What the registry promises, and that all of it is documented, typed and reachable.

use std::path::Path;

use clap::Command;
use mycrm_faces::command_line::nouns;
use mycrm_faces::contract::{Contract, claimed_twice};
use mycrm_faces::{openapi, typescript};
use serde_json::Value as Json;

fn contract() -> Contract {
    Contract::of(&mycrm_product::config("").registry().unwrap())
}

fn none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[expect(clippy::disallowed_methods, reason = "a file of the repository")]
fn committed(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn no_two_types_share_a_name() {
    let registry = mycrm_product::config("").registry().unwrap();
    none("a name of two types", &claimed_twice(&registry));
}

#[test]
fn every_operation_and_every_field_of_its_input_says_what_it_is_for() {
    let contract = contract();
    let mut silent = Vec::new();
    for operation in &contract.operations {
        if operation.about.len() < 12 || !operation.about.ends_with('.') {
            silent.push(format!("{}: {:?}", operation.name, operation.about));
        }
        for (field, schema) in contract.fields(operation) {
            let known = ["id", "owner", "target", "set"].contains(&field);
            let about = schema["description"].as_str().unwrap_or_default();
            if !known && about.len() < 4 {
                silent.push(format!("{}: field {field}", operation.name));
            }
        }
    }
    none("without a word about it", &silent);
}

#[test]
fn every_operation_says_what_it_answers() {
    let contract = contract();
    let shapeless: Vec<String> = contract
        .operations
        .iter()
        .filter(|operation| {
            let schema = contract.resolve(&operation.output);
            schema
                .as_object()
                .is_none_or(|object| object.keys().all(|key| key == "description"))
        })
        .map(|operation| operation.name.clone())
        .collect();
    none("an answer of any shape", &shapeless);
}

#[test]
fn every_route_is_one_operation() {
    let contract = contract();
    let mut routes: Vec<String> = contract
        .operations
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .collect();
    routes.sort();
    let twice: Vec<String> = routes
        .windows(2)
        .filter(|p| p[0] == p[1])
        .map(|p| p[0].clone())
        .collect();
    none("a route of two operations", &twice);
    for operation in &contract.operations {
        for parameter in operation.path_parameters() {
            assert!(
                contract.field(operation, parameter).is_some(),
                "{} has no field {parameter}",
                operation.name
            );
        }
    }
}

#[test]
fn the_openapi_document_is_valid_and_complete() {
    let contract = contract();
    let document = openapi::document(&contract);
    let official: Json =
        serde_json::from_str(&committed("tests/fixtures/openapi-3.1.json")).unwrap();
    let judge = jsonschema::validator_for(&official).unwrap();
    let wrong: Vec<String> = judge
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    none("not OpenAPI 3.1", &wrong);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(
            jsonschema::meta::is_valid(schema),
            "the schema {name} is no JSON Schema"
        );
    }
    for operation in &contract.operations {
        let path = format!("/api/v1{}", operation.path);
        let described = &document["paths"][&path][operation.method.to_lowercase()];
        assert_eq!(described["operationId"], operation.name);
    }
}

#[test]
fn every_reference_of_the_openapi_document_leads_somewhere() {
    fn references(json: &Json, found: &mut Vec<String>) {
        match json {
            Json::Object(object) => {
                if let Some(Json::String(to)) = object.get("$ref") {
                    found.push(to.clone());
                }
                object.values().for_each(|value| references(value, found));
            }
            Json::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = openapi::document(&contract());
    let mut found = Vec::new();
    references(&document, &mut found);
    found.retain(|to| document.pointer(&to[1..]).is_none());
    none("leads nowhere", &found);
}

#[test]
fn every_operation_is_a_command_with_help() {
    let contract = contract();
    let mut root = Command::new("mycrm").subcommands(nouns(&contract));
    root.build();
    root.clone().debug_assert();
    for operation in &contract.operations {
        let command = root
            .find_subcommand(operation.noun())
            .and_then(|noun| noun.find_subcommand(operation.verb()))
            .unwrap_or_else(|| panic!("{} is no command", operation.name));
        assert!(command.get_about().is_some(), "{}", operation.name);
        for (field, _) in contract.fields(operation) {
            assert!(
                command.get_arguments().any(|arg| arg.get_id() == field),
                "{} takes no {field}",
                operation.name
            );
        }
    }
}

#[test]
fn the_screens_types_are_those_of_the_operations() {
    let made = typescript::typescript(&contract());
    assert!(
        committed("ui/src/api/generated.ts") == made,
        "ui/src/api/generated.ts is not up to date: run `make generate`"
    );
}

//! Gathers the schemas of all operations, inputs and answers by a generator each: what may be left out of an input
//! is always there in an answer, so one type has two contracts.

use mycrm_kernel::operation::Registry;
use schemars::generate::{Contract as Side, SchemaSettings};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value as Json};

use super::{Contract, Described, SCHEMAS, about};

/// Ending of the name of an input's schema where the answer's schema of the same name differs.
const INPUT: &str = "Input";

fn generator(side: Side) -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = side;
    settings.meta_schema = None;
    settings.into_generator()
}

pub(super) fn gather(registry: &Registry) -> Contract {
    let mut inputs = generator(Side::Deserialize);
    let mut outputs = generator(Side::Serialize);
    let mut operations: Vec<Described> = registry
        .iter()
        .map(|definition| Described {
            name: definition.name.clone(),
            kind: definition.kind,
            method: definition.method.clone(),
            path: definition.path.clone(),
            needs: definition.needs.name(),
            private: definition.private,
            about: String::new(),
            input: definition.input(&mut inputs).into(),
            output: definition.output(&mut outputs).into(),
            creates: matches!(definition.of_kind, Some((_, "create"))),
        })
        .collect();
    let inputs = definitions(inputs);
    let mut schemas = definitions(outputs);
    let differing: Vec<String> = inputs
        .iter()
        .filter(|(name, schema)| schemas.get(*name).is_some_and(|other| other != *schema))
        .map(|(name, _)| name.clone())
        .collect();
    for (name, mut schema) in inputs {
        rename(&mut schema, &differing);
        if differing.contains(&name) {
            schemas.insert(format!("{name}{INPUT}"), schema);
        } else {
            schemas.entry(name).or_insert(schema);
        }
    }
    for schema in schemas.values_mut() {
        relocate(schema);
    }
    for operation in &mut operations {
        rename(&mut operation.input, &differing);
        relocate(&mut operation.input);
        relocate(&mut operation.output);
    }
    schemas.sort_keys();
    let mut contract = Contract {
        operations,
        schemas,
    };
    for (at, definition) in registry.iter().enumerate() {
        contract.operations[at].about = about::of(definition, &contract, at);
    }
    contract
}

fn definitions(mut generator: SchemaGenerator) -> Map<String, Json> {
    generator.take_definitions(true)
}

/// Points references of an input at the input's own schema where there are two.
fn rename(schema: &mut Json, differing: &[String]) {
    each_reference(schema, &mut |to| {
        if let Some(name) = to.strip_prefix("#/$defs/")
            && differing.iter().any(|known| known == name)
        {
            to.push_str(INPUT);
        }
    });
}

fn relocate(schema: &mut Json) {
    each_reference(schema, &mut |to| {
        if let Some(name) = to.strip_prefix("#/$defs/") {
            *to = format!("{SCHEMAS}{name}");
        }
    });
}

fn each_reference(schema: &mut Json, change: &mut impl FnMut(&mut String)) {
    match schema {
        Json::Object(object) => {
            for (key, value) in object {
                match value {
                    Json::String(to) if key == "$ref" => change(to),
                    other => each_reference(other, change),
                }
            }
        }
        Json::Array(items) => items
            .iter_mut()
            .for_each(|item| each_reference(item, change)),
        _ => {}
    }
}

/// The names that two different types claim: schemars numbers the second one, and a schema made from a kind may
/// meet a Rust type of its name.
pub fn claimed_twice(registry: &Registry) -> Vec<String> {
    let mut seen: Map<String, Json> = Map::new();
    let mut found = Vec::new();
    for side in [Side::Deserialize, Side::Serialize] {
        seen.clear();
        for definition in registry.iter() {
            let mut alone = generator(side.clone());
            let _: Schema = match side {
                Side::Deserialize => definition.input(&mut alone),
                _ => definition.output(&mut alone),
            };
            for (name, schema) in definitions(alone) {
                let first = seen.entry(name.clone()).or_insert_with(|| schema.clone());
                let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
                if *first != schema || (numbered != name && seen.contains_key(numbered)) {
                    found.push(format!("{name} ({})", definition.name));
                }
            }
        }
    }
    found
}

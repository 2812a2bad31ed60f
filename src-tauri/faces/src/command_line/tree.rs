//! The commands, made from the contract.

use std::collections::BTreeMap;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value as Json;

use crate::contract::{Contract, Described, Shape, shape};

/// The argument that takes an input as it is, in JSON.
pub(super) const INPUT: &str = "input";
/// The field that holds a filter.
pub(super) const FILTER: &str = "filter";

/// A command for every noun, with a command for each of its verbs.
pub fn nouns(contract: &Contract) -> Vec<Command> {
    let mut by_noun: BTreeMap<&str, Vec<&Described>> = BTreeMap::new();
    for operation in &contract.operations {
        by_noun.entry(operation.noun()).or_default().push(operation);
    }
    by_noun
        .into_iter()
        .map(|(noun, operations)| command(contract, noun, &operations))
        .collect()
}

fn command(contract: &Contract, noun: &str, operations: &[&Described]) -> Command {
    let mut verbs: Vec<&str> = operations
        .iter()
        .map(|operation| operation.verb())
        .collect();
    verbs.sort_by_key(|verb| verb.starts_with("bulk_"));
    let mut command = Command::new(noun.to_owned())
        .about(match operations {
            [only] => only.about.clone(),
            _ => format!("{}: {}", capital(&noun.replace('_', " ")), verbs.join(", ")),
        })
        .arg_required_else_help(true);
    // Where there is one verb, it goes without saying.
    if let [only] = operations {
        command = command
            .arg_required_else_help(false)
            .args_conflicts_with_subcommands(true)
            .args(arguments(contract, only));
    } else {
        command = command.subcommand_required(true);
    }
    command.subcommands(operations.iter().map(|operation| {
        let last = operation.verb().starts_with("bulk_");
        Command::new(operation.verb().to_owned())
            .about(operation.about.clone())
            .after_help(format!(
                "Over HTTP: {} /api/v1{}",
                operation.method, operation.path
            ))
            .display_order(usize::from(last))
            .args(arguments(contract, operation))
    }))
}

/// The operation that a noun's matches name, with the matches of its arguments.
pub fn operation<'a>(
    contract: &'a Contract,
    noun: &str,
    matches: &'a ArgMatches,
) -> Option<(&'a Described, &'a ArgMatches)> {
    match matches.subcommand() {
        Some((verb, matches)) => {
            let described = contract.operation(&format!("{noun}.{verb}"))?;
            Some((described, matches))
        }
        None => {
            let mut verbs = contract
                .operations
                .iter()
                .filter(|operation| operation.noun() == noun);
            let only = verbs.next()?;
            verbs.next().is_none().then_some((only, matches))
        }
    }
}

fn arguments(contract: &Contract, operation: &Described) -> Vec<Arg> {
    let positional = positional(contract, operation);
    let mut all: Vec<Arg> = positional
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let about = contract.field(operation, name).map(description);
            Arg::new((*name).to_owned())
                .index(at + 1)
                .value_name(name.to_uppercase())
                .help(about.unwrap_or_default())
        })
        .collect();
    for (name, schema) in contract.fields(operation) {
        if !positional.contains(&name) {
            all.push(flag(contract, name, schema));
        }
    }
    all.push(Arg::new(INPUT).long(INPUT).value_name("JSON").help(
        "The whole input as a JSON object; - reads it from the standard input. Flags go over it",
    ));
    all
}

/// Fields that are given without their name: those of the path, and the one thing that a question cannot do without.
pub(super) fn positional<'a>(contract: &'a Contract, operation: &'a Described) -> Vec<&'a str> {
    let mut names = operation.path_parameters();
    if names.is_empty() && operation.method == "GET" {
        let mut required = contract
            .fields(operation)
            .map(|(name, _)| name)
            .filter(|name| contract.required(operation, name));
        if let (Some(only), None) = (required.next(), required.next()) {
            names.push(only);
        }
    }
    names
}

fn flag(contract: &Contract, name: &str, schema: &Json) -> Arg {
    let arg = Arg::new(name.to_owned())
        .long(name.replace('_', "-"))
        .help(description(schema))
        .allow_hyphen_values(true);
    let codes = codes(contract, schema);
    match shape(contract, schema) {
        _ if name == FILTER => arg
            .value_name("CONDITION")
            .action(ArgAction::Append)
            .help("Only records that meet this: title__icontains=head, account.country=DE&amount__gte=5000, or a filter tree in JSON. May be repeated; all must hold"),
        Shape::Boolean => arg
            .value_name("true|false")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true"),
        Shape::List => arg.value_name("A,B").action(ArgAction::Append),
        Shape::Integer => arg.value_name("N"),
        Shape::Number => arg.value_name("NUMBER"),
        Shape::Text if !codes.is_empty() => arg
            .value_name("CODE")
            .value_parser(PossibleValuesParser::new(codes)),
        Shape::Text => arg.value_name(text_name(schema)),
        Shape::Json => arg.value_name("JSON"),
    }
}

fn text_name(schema: &Json) -> &'static str {
    match schema["format"].as_str() {
        Some("uuid") => "ID",
        Some("date") => "YYYY-MM-DD",
        Some("date-time") => "INSTANT",
        Some("decimal") => "AMOUNT",
        _ => "TEXT",
    }
}

/// The codes of a select; an empty one where it may be empty.
fn codes(contract: &Contract, schema: &Json) -> Vec<String> {
    let schema = contract.resolve(schema);
    let own = schema["enum"].as_array().into_iter().flatten();
    let branches = ["anyOf", "oneOf"]
        .into_iter()
        .flat_map(|key| schema[key].as_array().into_iter().flatten());
    let mut found: Vec<String> = own
        .chain(schema.get("const"))
        .filter_map(|code| match code {
            Json::String(code) => Some(code.clone()),
            Json::Null => Some(String::new()),
            _ => None,
        })
        .collect();
    found.extend(branches.flat_map(|branch| codes(contract, branch)));
    found
}

fn description(schema: &Json) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    let text = text.split("\n\n").next().unwrap_or_default();
    text.trim_end_matches('.').replace('\n', " ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

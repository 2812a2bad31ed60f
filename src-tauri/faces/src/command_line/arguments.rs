//! The input of an operation out of the arguments that a person typed.

use std::io::Read;

use clap::ArgMatches;
use clap::parser::ValueSource;
use form_urlencoded::parse;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::filter::from_query;
use serde_json::{Map, Value as Json, json};

use super::tree::{FILTER, INPUT};
use crate::contract::{Contract, Described, coerce};

/// Reads the input: the JSON given whole, with every flag that was given over it.
pub fn input(
    contract: &Contract,
    operation: &Described,
    matches: &ArgMatches,
    stdin: &mut dyn Read,
) -> Result<Json> {
    let mut fields = match matches.get_one::<String>(INPUT) {
        None => Map::new(),
        Some(text) => whole(text, stdin)?,
    };
    for (name, schema) in contract.fields(operation) {
        if matches.value_source(name) != Some(ValueSource::CommandLine) {
            continue;
        }
        let texts: Vec<&str> = matches
            .get_many::<String>(name)
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let value = if name == FILTER {
            filter(&texts)?
        } else {
            coerce(contract, schema, name, &texts)?
        };
        fields.insert(name.to_owned(), value);
    }
    Ok(Json::Object(fields))
}

/// An input given whole, or read from the standard input for `-`.
pub fn whole(text: &str, stdin: &mut dyn Read) -> Result<Map<String, Json>> {
    let mut read = String::new();
    let text = if text == "-" {
        stdin.read_to_string(&mut read)?;
        &read
    } else {
        text
    };
    match crate::contract::parse(text.as_bytes())? {
        Json::Object(fields) => Ok(fields),
        _ => Err(Error::BadRequest("The input must be a JSON object.".into())),
    }
}

/// Conditions in the grammar of the query string, or trees in JSON; all must hold.
fn filter(texts: &[&str]) -> Result<Json> {
    let mut all = Vec::new();
    for text in texts {
        if text.trim_start().starts_with('{') {
            all.push(crate::contract::parse(text.as_bytes())?);
            continue;
        }
        // A plus is a plus here: only what stands in an address is encoded.
        let text = text.replace('%', "%25").replace('+', "%2B");
        let pairs: Vec<(String, String)> = parse(text.as_bytes()).into_owned().collect();
        let pairs = pairs.iter().map(|(key, value)| (&**key, &**value));
        if let Some(conditions) = from_query(pairs)? {
            all.push(serde_json::to_value(conditions)?);
        }
    }
    Ok(match all.len() {
        1 => all.remove(0),
        _ => json!({ "and": all }),
    })
}

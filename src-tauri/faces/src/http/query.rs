//! The input of an operation out of a query string.
//!
//! A key that is a field of the input is read as its schema asks. Where the input has a filter, every other key is
//! a condition in the filter's own grammar (`stage.code=proposal&amount__gte=50000`), and `filter` itself is JSON.

use form_urlencoded::{Serializer, parse};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::filter::from_query;
use serde_json::{Map, Value as Json, json};

use crate::contract::{Contract, Described, coerce};

/// The field of an input that holds a filter.
const FILTER: &str = "filter";

/// The fields that a query string gives.
pub(crate) fn fields(
    contract: &Contract,
    operation: &Described,
    query: &str,
) -> Result<Map<String, Json>> {
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let filters = contract.field(operation, FILTER).is_some();
    let mut fields = Map::new();
    let mut conditions = Vec::new();
    for (key, value) in &pairs {
        match contract.field(operation, key) {
            Some(_) if fields.contains_key(key) => {}
            Some(schema) => {
                let all: Vec<&str> = pairs
                    .iter()
                    .filter(|(other, _)| other == key)
                    .map(|(_, value)| value.as_str())
                    .collect();
                fields.insert(key.clone(), coerce(contract, schema, key, &all)?);
            }
            None if filters => conditions.push((key.as_str(), value.as_str())),
            None => {
                return Err(Error::field(
                    key,
                    "unknown",
                    format!("{} has no field “{key}”.", operation.name),
                ));
            }
        }
    }
    if let Some(conditions) = from_query(conditions)? {
        let conditions = serde_json::to_value(conditions)?;
        let joined = match fields.shift_remove(FILTER) {
            None => conditions,
            Some(given) => json!({ "and": [given, conditions] }),
        };
        fields.insert(FILTER.into(), joined);
    }
    Ok(fields)
}

/// The query string of the page after this one.
pub(crate) fn next_page(query: &str, cursor: &str) -> String {
    let kept = parse(query.as_bytes()).filter(|(key, _)| key != "cursor" && key != "offset");
    Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("cursor", cursor)
        .finish()
}

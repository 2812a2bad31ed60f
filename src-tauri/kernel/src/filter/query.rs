//! The filter grammar of the query string: `title__icontains=lead&account.country=DE&amount__range=10,20`.

use serde_json::{Value as Json, json};

use super::{Filter, Op};
use crate::error::{Error, Result};

/// Reads the pairs of a query string into a filter; every pair must hold.
///
/// A key is a path of names joined by `.`, then `__` and a comparison (`eq` when left out). `in` and `range` take
/// values joined by commas, `isnull` takes `true` or `false`; the word `null` stands for empty.
pub fn from_query<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Option<Filter>> {
    let mut all = Vec::new();
    for (key, value) in pairs {
        all.push(condition(key, value)?);
    }
    Ok(match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(Filter::And(all)),
    })
}

fn condition(key: &str, value: &str) -> Result<Filter> {
    let (path, op) = match key.rsplit_once("__") {
        None => (key, Op::Eq),
        Some((path, name)) => {
            let op = Op::parse(name).ok_or_else(|| {
                Error::BadRequest(format!("“{key}”: “{name}” is not a comparison."))
            })?;
            (path, op)
        }
    };
    let value = match op {
        Op::In => Json::Array(value.split(',').map(word).collect()),
        Op::Range => {
            let parts: Vec<Json> = value.split(',').map(word).collect();
            if parts.len() != 2 {
                return Err(Error::BadRequest(format!(
                    "“{key}” takes two values with a comma between them."
                )));
            }
            Json::Array(parts)
        }
        Op::IsNull => match value {
            "true" | "1" => json!(true),
            "false" | "0" => json!(false),
            _ => return Err(Error::BadRequest(format!("“{key}” takes true or false."))),
        },
        _ => word(value),
    };
    Ok(Filter::compare(path, op, value))
}

fn word(text: &str) -> Json {
    if text == "null" {
        Json::Null
    } else {
        json!(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_conditions() {
        let filter = from_query([
            ("stage.code", "proposal"),
            ("amount__gte", "50000"),
            ("kind__in", "a,b"),
        ]);
        let json = serde_json::to_value(filter.ok().flatten()).ok();
        assert_eq!(
            json,
            Some(json!({ "and": [
                { "field": "stage.code", "op": "eq", "value": "proposal" },
                { "field": "amount", "op": "gte", "value": "50000" },
                { "field": "kind", "op": "in", "value": ["a", "b"] },
            ]}))
        );
        assert!(from_query([("a__near", "1")]).is_err());
        assert!(from_query([("a__range", "1")]).is_err());
    }
}

//! Reading the input of an operation; what is wrong with it is named by the path to it.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::error::{Error, Result};

/// Reads the input of the operation `name`. No input is an object without fields.
pub fn read_input<T: DeserializeOwned>(name: &str, json: Json) -> Result<T> {
    let json = match json {
        Json::Null => Json::Object(Map::new()),
        Json::Object(_) => json,
        _ => {
            let message = format!("{name} takes an object of fields.");
            return Err(Error::BadRequest(message));
        }
    };
    serde_path_to_error::deserialize(json).map_err(|error| {
        let path = error.path().to_string();
        refused(name, &path, &error.into_inner().to_string())
    })
}

/// serde says in words what is wrong; the field it quotes is the one that is missing or unknown.
fn refused(name: &str, path: &str, message: &str) -> Error {
    let quoted = |start: &str| {
        let field = message.strip_prefix(start)?.split('`').next()?;
        let above = path.strip_suffix(field).unwrap_or(path);
        let above = above.trim_end_matches('.');
        Some(if above.is_empty() {
            field.to_owned()
        } else {
            format!("{above}.{field}")
        })
    };
    if let Some(field) = quoted("missing field `") {
        let message = format!("“{field}” is needed by {name}.");
        return Error::field(field, "required", message);
    }
    if let Some(field) = quoted("unknown field `") {
        let message = format!("{name} has no field “{field}”.");
        return Error::field(field, "unknown", message);
    }
    if path == "." {
        return Error::BadRequest(format!("{name}: {message}."));
    }
    Error::field(path, "invalid", format!("“{path}”: {message}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[allow(dead_code)]
        count: Option<u32>,
        #[allow(dead_code)]
        inner: Inner,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[allow(dead_code)]
        id: uuid::Uuid,
    }

    #[test]
    fn what_is_wrong_is_named_by_its_path() {
        for (input, field, code) in [
            (json!({}), "inner", "required"),
            (json!(null), "inner", "required"),
            (json!({ "inner": {} }), "inner.id", "required"),
            (json!({ "inner": { "id": 7 } }), "inner.id", "invalid"),
            (json!({ "inner": { "id": "x" } }), "inner.id", "invalid"),
            (json!({ "inner": { "ids": 1 } }), "inner.ids", "unknown"),
            (json!({ "colour": 1 }), "colour", "unknown"),
            (json!({ "count": -1 }), "count", "invalid"),
            (json!({ "count": "many" }), "count", "invalid"),
        ] {
            let error = read_input::<Outer>("things.do", input.clone()).unwrap_err();
            let problem = error.problem("t");
            assert_eq!(problem["fields"][0]["field"], field, "{input}: {problem}");
            assert_eq!(problem["fields"][0]["code"], code, "{input}: {problem}");
        }
        assert_eq!(
            read_input::<Outer>("things.do", json!([]))
                .unwrap_err()
                .code(),
            "bad_request"
        );
    }
}

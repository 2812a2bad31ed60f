//! One filter tree for lists, saved views, segments, automation and the API's query string.
//!
//! JSON: `{"and":[…]}`, `{"or":[…]}`, `{"not":{…}}`, `{"field":"account.country","op":"eq","value":"DE"}`,
//! `{"search":"acme"}`. It is resolved against a kind ([`resolve`]), then compiled to parameterised SQL ([`sql`]) or
//! evaluated in memory ([`evaluate`]); a property test holds the two together.

mod evaluate;
mod moment;
mod query;
mod resolve;
mod sql;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

pub(crate) use evaluate::compare;
pub use evaluate::{Lookup, matches};
pub use query::from_query;
pub use resolve::{Column, Resolved, SystemColumn, Test, column, resolve};
pub(crate) use sql::{Sql, condition};

/// Deepest nesting of a filter.
const DEPTH: usize = 20;
/// Most conditions in a filter.
const NODES: usize = 500;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Equal (text: without regard to case and diacritics; a list: holds it).
    Eq,
    /// Not equal, or empty.
    Ne,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
    /// Equal to one of several.
    In,
    /// Text: has it inside, exactly as written. A list: has the entry.
    Contains,
    /// Text, or an entry of a list: has it inside without regard to case and diacritics.
    IContains,
    /// Text: begins with it, without regard to case and diacritics.
    StartsWith,
    /// Whether it is empty.
    IsNull,
    /// Between two values, both included.
    Range,
}

const OPS: [(&str, Op); 12] = [
    ("eq", Op::Eq),
    ("ne", Op::Ne),
    ("gt", Op::Gt),
    ("gte", Op::Gte),
    ("lt", Op::Lt),
    ("lte", Op::Lte),
    ("in", Op::In),
    ("contains", Op::Contains),
    ("icontains", Op::IContains),
    ("startswith", Op::StartsWith),
    ("isnull", Op::IsNull),
    ("range", Op::Range),
];

impl Op {
    /// The word in JSON and behind `__` in a query string.
    pub fn name(self) -> &'static str {
        OPS.iter()
            .find(|(_, op)| *op == self)
            .map_or("eq", |(name, _)| name)
    }
    /// Reads [`Op::name`].
    pub fn parse(name: &str) -> Option<Self> {
        OPS.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, op)| *op)
    }
}

/// A filter as it is written, not yet held against a kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of these.
    And(Vec<Self>),
    /// One of these.
    Or(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// A field, or a path over references (`account.country`), compared with a value.
    Compare {
        /// Names, outermost first.
        path: Vec<String>,
        /// The comparison.
        op: Op,
        /// What it is compared with, as JSON.
        value: Json,
    },
    /// Words to be found in the record.
    Search(String),
}

impl Filter {
    /// A comparison of one field.
    pub fn compare(field: &str, op: Op, value: impl Into<Json>) -> Self {
        Self::Compare {
            path: field.split('.').map(str::to_owned).collect(),
            op,
            value: value.into(),
        }
    }

    /// Both filters, where they are there.
    pub fn both(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => Some(Self::And(vec![a, b])),
            (one, other) => one.or(other),
        }
    }

    fn from_json(json: &Json, depth: usize, nodes: &mut usize) -> Result<Self, String> {
        *nodes += 1;
        if depth > DEPTH {
            return Err(format!("the filter is nested deeper than {DEPTH} levels"));
        }
        if *nodes > NODES {
            return Err(format!("the filter has more than {NODES} conditions"));
        }
        let object = json
            .as_object()
            .ok_or("a filter is an object such as {\"field\":…,\"op\":…,\"value\":…}")?;
        let mut list = |key: &str| -> Result<Vec<Self>, String> {
            let items = object[key]
                .as_array()
                .ok_or(format!("“{key}” takes a list of filters"))?;
            items
                .iter()
                .map(|item| Self::from_json(item, depth + 1, nodes))
                .collect()
        };
        match () {
            () if object.contains_key("and") => Ok(Self::And(list("and")?)),
            () if object.contains_key("or") => Ok(Self::Or(list("or")?)),
            () if object.contains_key("not") => Ok(Self::Not(Box::new(Self::from_json(
                &object["not"],
                depth + 1,
                nodes,
            )?))),
            () if object.contains_key("search") => Ok(Self::Search(
                object["search"]
                    .as_str()
                    .ok_or("“search” takes text")?
                    .to_owned(),
            )),
            () => Self::compare_from(object),
        }
    }

    fn compare_from(object: &Map<String, Json>) -> Result<Self, String> {
        let unknown = object
            .keys()
            .find(|key| !["field", "op", "value"].contains(&key.as_str()));
        if let Some(key) = unknown {
            return Err(format!(
                "a filter has no part “{key}”; it is and, or, not, search, or field with op and value"
            ));
        }
        let field = object
            .get("field")
            .and_then(Json::as_str)
            .ok_or("a condition needs a “field”")?;
        let op = match object.get("op") {
            None => Op::Eq,
            Some(name) => name.as_str().and_then(Op::parse).ok_or_else(|| {
                let known: Vec<&str> = OPS.iter().map(|(name, _)| *name).collect();
                format!("{name} is not a comparison; known are {}", known.join(", "))
            })?,
        };
        Ok(Self::compare(
            field,
            op,
            object.get("value").cloned().unwrap_or(Json::Null),
        ))
    }

    fn to_json(&self) -> Json {
        match self {
            Self::And(all) => json!({ "and": all.iter().map(Self::to_json).collect::<Vec<_>>() }),
            Self::Or(any) => json!({ "or": any.iter().map(Self::to_json).collect::<Vec<_>>() }),
            Self::Not(inner) => json!({ "not": inner.to_json() }),
            Self::Compare { path, op, value } => {
                json!({ "field": path.join("."), "op": op.name(), "value": value })
            }
            Self::Search(text) => json!({ "search": text }),
        }
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        Self::from_json(&json, 0, &mut 0).map_err(D::Error::custom)
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl JsonSchema for Filter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Filter".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = generator.subschema_for::<Self>();
        let ops: Vec<&str> = OPS.iter().map(|(name, _)| *name).collect();
        json_schema!({
            "description": "A condition, or several joined. `value` may be relative for dates: today-30d, now-4h, month_start.",
            "anyOf": [
                { "type": "object", "properties": { "and": { "type": "array", "items": own } }, "required": ["and"], "additionalProperties": false },
                { "type": "object", "properties": { "or": { "type": "array", "items": own } }, "required": ["or"], "additionalProperties": false },
                { "type": "object", "properties": { "not": own }, "required": ["not"], "additionalProperties": false },
                { "type": "object", "properties": { "search": { "type": "string" } }, "required": ["search"], "additionalProperties": false },
                {
                    "type": "object",
                    "properties": { "field": { "type": "string" }, "op": { "enum": ops }, "value": {} },
                    "required": ["field"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: Json) -> Result<Filter, String> {
        serde_json::from_value(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_filter_survives_its_json() {
        let json = json!({"and": [
            {"or": [{"field": "account.country", "op": "in", "value": ["DE", null]}, {"search": "acme"}]},
            {"not": {"field": "amount", "op": "gte", "value": "50000"}},
        ]});
        let filter = read(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&filter).unwrap(), json);
    }

    #[test]
    fn what_is_no_filter_is_named() {
        for (json, named) in [
            (json!([]), "object"),
            (json!({"and": {}}), "“and” takes a list"),
            (json!({"search": 1}), "“search” takes text"),
            (json!({"field": "a", "opp": "eq"}), "“opp”"),
            (json!({"op": "eq"}), "“field”"),
            (json!({"field": "a", "op": "near"}), "near"),
        ] {
            let error = read(json.clone()).unwrap_err();
            assert!(error.contains(named), "{json}: {error}");
        }
    }

    #[test]
    fn a_filter_too_deep_or_too_long_is_refused() {
        let mut deep = json!({"field": "a"});
        for _ in 0..=DEPTH {
            deep = json!({ "not": deep });
        }
        assert!(read(deep).unwrap_err().contains("deeper"));
        let long: Vec<Json> = (0..NODES).map(|_| json!({"field": "a"})).collect();
        assert!(
            read(json!({ "or": long }))
                .unwrap_err()
                .contains("conditions")
        );
    }
}

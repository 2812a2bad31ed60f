//! Makes fields out of a record type's JSON Schema (schemars), so that the type is the only description.
//!
//! What a schema cannot say stands in an `x-field` extension on the field:
//! `type`, `currency`, `read_only`, `hidden`, `required`, `sort`, `search` (`title`, `body`, `digits`), `group`,
//! `hues`. A field with `sort` needs an index, or a long list ordered by it would keep its reader waiting.

use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

use super::field::{Choice, Field, FieldType, Searched};
use crate::record::Record;

/// Default length of a one-line text, in characters.
const TEXT_MAX: usize = 500;
/// Default length of a long text, in characters.
const LONG_TEXT_MAX: usize = 200_000;

pub(super) fn fields<R: Record>() -> Vec<Field> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    let schema = settings.into_generator().into_root_schema_for::<R>();
    let empty = serde_json::Map::new();
    let properties = schema
        .get("properties")
        .and_then(Json::as_object)
        .unwrap_or(&empty);
    properties
        .iter()
        .map(|(name, property)| field(name, property))
        .collect()
}

fn field(name: &str, property: &Json) -> Field {
    let extra = &property["x-field"];
    let options = options(property);
    let reference = find(property, "x-reference")
        .and_then(Json::as_str)
        .map(str::to_owned);
    let of = field_type(property, extra, reference.as_deref(), !options.is_empty());
    let max = match of {
        FieldType::LongText | FieldType::Json => Some(LONG_TEXT_MAX),
        ref other if other.is_text() => Some(TEXT_MAX),
        _ => None,
    };
    let flag = |key: &str| extra[key].as_bool().unwrap_or(false);
    let hidden = flag("hidden");
    Field {
        name: name.to_owned(),
        sortable: of.sorts() && flag("sort"),
        reference,
        currency: extra["currency"].as_str().map(str::to_owned),
        required: flag("required"),
        read_only: flag("read_only"),
        hidden,
        options: with_hues(options, &extra["hues"]),
        max: find(property, "maxLength")
            .and_then(Json::as_u64)
            .map(|n| n as usize)
            .or(max),
        minimum: find(property, "minimum").and_then(Json::as_i64),
        maximum: find(property, "maximum").and_then(Json::as_i64),
        group: extra["group"].as_str().map(str::to_owned),
        about: property["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        searched: match extra["search"].as_str() {
            Some("title") => Searched::Title,
            Some("body") => Searched::Body,
            Some("digits") => Searched::Digits,
            _ => Searched::No,
        },
        of,
    }
}

fn field_type(
    property: &Json,
    extra: &Json,
    reference: Option<&str>,
    has_options: bool,
) -> FieldType {
    if let Some(kind) = reference {
        return FieldType::Reference(kind.to_owned());
    }
    if let Some(named) = extra["type"].as_str().and_then(FieldType::parse) {
        return named;
    }
    let json_type = json_type(property);
    match (
        json_type.as_deref(),
        find(property, "format").and_then(Json::as_str),
    ) {
        (Some("array"), _) if has_options => FieldType::MultiSelect,
        (Some("array"), _) => FieldType::List,
        _ if has_options => FieldType::Select,
        (Some("string"), Some("date")) => FieldType::Date,
        (Some("string"), Some("date-time")) => FieldType::Instant,
        (Some("string"), _) => FieldType::Text,
        (Some("integer"), _) => FieldType::Integer,
        (Some("boolean"), _) => FieldType::Boolean,
        _ => FieldType::Json,
    }
}

/// The type that is not `null`, of the property or of the member of `anyOf` that is not `null`.
fn json_type(property: &Json) -> Option<String> {
    let own = match &property["type"] {
        Json::String(one) => Some(one.clone()),
        Json::Array(many) => many
            .iter()
            .filter_map(Json::as_str)
            .find(|t| *t != "null")
            .map(str::to_owned),
        _ => None,
    };
    own.filter(|t| t != "null")
        .or_else(|| branches(property).find_map(json_type))
}

fn branches(property: &Json) -> impl Iterator<Item = &Json> {
    ["anyOf", "oneOf", "items"]
        .into_iter()
        .flat_map(|key| match &property[key] {
            Json::Array(many) => many.iter().collect::<Vec<_>>(),
            Json::Null => Vec::new(),
            one => vec![one],
        })
}

/// Finds a keyword on the property itself or in the branches an `Option` makes.
fn find<'a>(property: &'a Json, key: &str) -> Option<&'a Json> {
    property
        .get(key)
        .or_else(|| branches(property).find_map(|branch| find(branch, key)))
}

fn options(property: &Json) -> Vec<String> {
    let mut found = Vec::new();
    if let Json::Array(codes) = &property["enum"] {
        found.extend(codes.iter().filter_map(Json::as_str).map(str::to_owned));
    }
    if let Some(code) = property["const"].as_str() {
        found.push(code.to_owned());
    }
    for branch in branches(property) {
        found.extend(options(branch));
    }
    found
}

fn with_hues(options: Vec<String>, hues: &Json) -> Vec<Choice> {
    options
        .into_iter()
        .map(|value| Choice {
            hue: hues[&value]
                .as_u64()
                .and_then(|hue| u16::try_from(hue).ok()),
            value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use rust_decimal::Decimal;
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;
    use crate::id::Id;
    use crate::kind::Kind;
    use crate::record::Traits;

    /// What a trial is.
    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    enum Grade {
        /// The best.
        First,
        /// The rest.
        SecondBest,
    }

    #[derive(Debug, Serialize, Deserialize, JsonSchema)]
    struct Trial {
        /// Its name.
        #[schemars(length(max = 30), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
        name: Option<String>,
        #[schemars(extend("x-field" = json!({"hues": {"second_best": 95}, "group": "rest"})))]
        grade: Option<Grade>,
        grades: Vec<Grade>,
        tags: Vec<String>,
        #[schemars(range(min = 1, max = 9))]
        count: Option<i64>,
        done: Option<bool>,
        day: Option<NaiveDate>,
        #[schemars(extend("x-field" = json!({"read_only": true, "hidden": true})))]
        at: Option<DateTime<Utc>>,
        #[schemars(extend("x-field" = json!({"type": "money", "currency": "unit"})))]
        price: Option<Decimal>,
        #[schemars(extend("x-field" = json!({"type": "currency"})))]
        unit: Option<String>,
        #[schemars(extend("x-field" = json!({"type": "long_text", "sort": true})))]
        notes: Option<String>,
        parent: Option<Id<Trial>>,
        anything: Json,
    }

    impl Record for Trial {
        const KIND: &'static str = "trial";
        const PLURAL: &'static str = "trials";
        const TRAITS: Traits = Traits::titled("name");
    }

    #[test]
    fn fields_come_out_of_the_type() {
        let kind = Kind::of::<Trial>();
        let types: Vec<(&str, &str)> = kind
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.of.name()))
            .collect();
        assert_eq!(
            types,
            [
                ("name", "text"),
                ("grade", "select"),
                ("grades", "multi_select"),
                ("tags", "list"),
                ("count", "integer"),
                ("done", "boolean"),
                ("day", "date"),
                ("at", "instant"),
                ("price", "money"),
                ("unit", "currency"),
                ("notes", "long_text"),
                ("parent", "reference"),
                ("anything", "json"),
            ]
        );
    }

    #[test]
    fn what_the_type_says_of_a_field_is_kept() {
        let kind = Kind::of::<Trial>();
        let field = |name: &str| kind.known_field(name).unwrap();
        let name = field("name");
        assert_eq!(
            (name.max, name.required, name.sortable),
            (Some(30), true, true)
        );
        assert_eq!(
            (name.searched, name.about.as_str()),
            (Searched::Title, "Its name.")
        );
        let codes: Vec<_> = field("grade")
            .options
            .iter()
            .map(|one| (one.value.as_str(), one.hue))
            .collect();
        assert_eq!(codes, [("first", None), ("second_best", Some(95))]);
        assert_eq!(field("grade").group.as_deref(), Some("rest"));
        assert_eq!(
            (field("count").minimum, field("count").maximum),
            (Some(1), Some(9))
        );
        assert_eq!((field("at").read_only, field("at").hidden), (true, true));
        assert_eq!(field("price").currency.as_deref(), Some("unit"));
        assert_eq!(field("parent").reference.as_deref(), Some("trial"));
        assert_eq!(
            (field("notes").max, field("notes").sortable),
            (Some(LONG_TEXT_MAX), false)
        );
        assert_eq!(field("unit").max, Some(TEXT_MAX));
        assert!(kind.searchable);
    }

    #[test]
    fn an_unknown_field_is_refused_with_the_nearest_name() {
        let error = Kind::of::<Trial>().known_field("nmae").unwrap_err();
        assert!(
            error.to_string().contains("Did you mean “name”?"),
            "{error}"
        );
    }

    #[test]
    fn a_kind_without_its_table_does_not_open() {
        let folder = tempfile::tempdir().unwrap();
        let config = crate::app::Config {
            key: crate::store::KeySource::Raw([1; 32]),
            kinds: vec![Kind::of::<Trial>()],
            ..crate::app::Config::at(folder.path().join("a.db"))
        };
        let error = crate::app::App::open(config).err().unwrap();
        assert!(error.to_string().contains("the table of trials"), "{error}");
    }
}

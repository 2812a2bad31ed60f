//! Points out of JSON, by JSON Pointers (RFC 6901).

use mycrm_crm::imports::DateOrder;
use mycrm_kernel::error::{Error, Result};
use serde_json::Value as Json;

use super::numbers::{counted, moment, number};
use super::table::{Gathered, MOST_ROWS};

/// Names under which points usually carry their time and their value.
const TIMES: [&str; 8] = [
    "at",
    "time",
    "timestamp",
    "date",
    "datetime",
    "t",
    "ts",
    "day",
];
const VALUES: [&str; 8] = [
    "value", "v", "price", "close", "count", "amount", "rate", "y",
];

/// Where the points stand.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Pointers<'a> {
    pub(super) items: Option<&'a str>,
    pub(super) time: Option<&'a str>,
    pub(super) value: Option<&'a str>,
}

/// Reads points: a list of objects or of `[time, value]` pairs, an object from times to values, one such object, or one
/// number, which is the value `now` (ms since the epoch).
pub(super) fn read(json: &Json, pointers: Pointers<'_>, now: i64) -> Result<Gathered> {
    let pointer = pointers.items.unwrap_or("");
    let items = json.pointer(pointer).ok_or_else(|| {
        Error::field(
            "items_pointer",
            "invalid",
            format!("The answer has nothing at “{pointer}”."),
        )
    })?;
    let mut gathered = Gathered::default();
    let mut take = |row: usize, at: Option<&Json>, value: Option<&Json>| {
        let time = at.map_or(Some(now), time_of);
        let said = [at.map(ToString::to_string), value.map(ToString::to_string)]
            .map(Option::unwrap_or_default);
        gathered.take(
            row as u64 + 1,
            time,
            value.and_then(value_of),
            [&said[0], &said[1]],
        );
    };
    match items {
        Json::Array(list) if list.len() > MOST_ROWS => return Err(too_many()),
        Json::Object(map) if map.len() > MOST_ROWS => return Err(too_many()),
        Json::Array(list) => {
            for (row, item) in list.iter().enumerate() {
                let (at, value) = parts(item, pointers);
                take(row, Some(at.unwrap_or(&Json::Null)), value);
            }
        }
        // An object from times to values, unless its fields are a point's.
        Json::Object(map) if pointers.value.is_none() && named(items, &VALUES).is_none() => {
            for (row, (at, value)) in map.iter().enumerate() {
                take(row, Some(&Json::String(at.clone())), Some(value));
            }
        }
        Json::Object(_) => {
            let (at, value) = parts(items, pointers);
            take(0, at, value);
        }
        Json::Number(_) | Json::String(_) => take(0, None, Some(items)),
        _ => {
            return Err(Error::field(
                "items_pointer",
                "invalid",
                format!("What stands at “{pointer}” is neither a list of points nor a number."),
            ));
        }
    }
    Ok(gathered)
}

fn too_many() -> Error {
    Error::TooLarge(format!(
        "The answer has more than {MOST_ROWS} points. Ask the server for fewer."
    ))
}

fn parts<'a>(item: &'a Json, pointers: Pointers<'_>) -> (Option<&'a Json>, Option<&'a Json>) {
    let part = |pointer: Option<&str>, place: usize, names: &[&str]| match (pointer, item) {
        (Some(pointer), _) => item.pointer(pointer),
        (None, Json::Array(pair)) => pair.get(place),
        (None, _) => named(item, names),
    };
    (
        part(pointers.time, 0, &TIMES),
        part(pointers.value, 1, &VALUES),
    )
}

fn named<'a>(item: &'a Json, names: &[&str]) -> Option<&'a Json> {
    names.iter().find_map(|name| item.get(name))
}

fn time_of(json: &Json) -> Option<i64> {
    match json {
        Json::Number(number) => number.as_f64().and_then(counted),
        Json::String(text) => moment(text, DateOrder::Either),
        _ => None,
    }
}

fn value_of(json: &Json) -> Option<f64> {
    match json {
        Json::Number(number) => number.as_f64().filter(|value| value.is_finite()),
        Json::String(text) => number(text, false),
        Json::Bool(flag) => Some(f64::from(u8::from(*flag))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DAY: i64 = 1_767_225_600_000;

    #[test]
    fn points_are_found_in_the_shapes_that_servers_use() {
        let by = |items, time, value| Pointers { items, time, value };
        let none = Pointers::default();
        for (json, pointers) in [
            (json!([{ "date": "2026-01-01", "close": 2.5 }]), none),
            (json!([["2026-01-01", 2.5]]), none),
            (json!([[DAY, "2.5"]]), none),
            (json!({ "2026-01-01": 2.5 }), none),
            (json!({ "at": "2026-01-01", "value": 2.5 }), none),
            (
                json!({ "data": { "rows": [{ "x": { "t": DAY / 1000 }, "y": 2.5 }] } }),
                by(Some("/data/rows"), Some("/x/t"), None),
            ),
            (
                json!({ "a/b": [{ "q": "2026-01-01", "z": 2.5 }] }),
                by(Some("/a~1b"), Some("/q"), Some("/z")),
            ),
        ] {
            let found = read(&json, pointers, 7).unwrap();
            assert_eq!(found.points, [(DAY, 2.5)], "{json}");
        }
        let now = read(
            &json!({ "main": { "temp": 21.5 } }),
            by(Some("/main/temp"), None, None),
            7,
        )
        .unwrap();
        assert_eq!(now.points, [(7, 21.5)]);
    }

    #[test]
    fn what_is_no_point_is_named_by_its_place() {
        let found = read(
            &json!([{ "at": "2026-01-01", "value": null }, { "value": 1 }, 5]),
            Pointers::default(),
            7,
        )
        .unwrap();
        let told: Vec<_> = found
            .bad
            .iter()
            .map(|bad| (bad.row, bad.field.as_str()))
            .collect();
        assert_eq!(told, [(1, "value"), (2, "at"), (3, "at")]);
        for (json, items) in [
            (json!({}), Some("/data")),
            (json!(null), None),
            (json!(true), None),
        ] {
            let pointers = Pointers {
                items,
                ..Pointers::default()
            };
            assert_eq!(
                read(&json, pointers, 7).unwrap_err().code(),
                "validation",
                "{json}"
            );
        }
    }
}

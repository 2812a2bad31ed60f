//! The order of a list, and the stretches of an index that follow a position in it.

use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::filter::{self, Column, column};
use crate::kind::Kind;
use crate::value::Value;

/// Most columns to order by.
const COLUMNS: usize = 4;

/// One column of an order.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) descending: bool,
}

/// A position in a list: the values of the ordering columns, and the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Position {
    pub(super) values: Vec<Value>,
    pub(super) rowid: i64,
}

/// A stretch of the list: a condition with its parameters. Within it the plain ORDER BY holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretch {
    pub(super) condition: String,
    pub(super) parameters: Vec<Value>,
}

/// Reads `["-created_at", "name"]`; empty means the order in which records came in, newest first.
pub(super) fn parse(kind: &Kind, ordering: &[String]) -> Result<Vec<Key>> {
    if ordering.len() > COLUMNS {
        return Err(Error::field(
            "ordering",
            "invalid",
            format!("At most {COLUMNS} fields can order a list."),
        ));
    }
    let mut keys: Vec<Key> = Vec::new();
    for text in ordering.iter().filter(|text| !text.is_empty()) {
        let (name, descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text.as_str(), false),
        };
        let (found, of) = column(kind, name)?;
        let sortable = match &found {
            Column::Field(at) => kind.fields[*at].sortable,
            Column::System(_) => of.sorts(),
        };
        if !sortable {
            return Err(Error::field(
                "ordering",
                "invalid",
                format!("A list cannot be ordered by “{name}”."),
            ));
        }
        if !keys.iter().any(|key| key.name == name) {
            keys.push(Key {
                name: name.to_owned(),
                descending,
            });
        }
    }
    Ok(keys)
}

/// ORDER BY of the list; the row number follows the direction of the last column, as an index read backwards does.
pub(super) fn order_by(keys: &[Key]) -> String {
    let direction = |descending: bool| if descending { " DESC" } else { "" };
    let mut text: String = keys
        .iter()
        .map(|key| format!("r.{}{}, ", key.name, direction(key.descending)))
        .collect();
    text.push_str("r.rowid");
    text.push_str(direction(rows_descend(keys)));
    text
}

fn rows_descend(keys: &[Key]) -> bool {
    keys.last().is_none_or(|key| key.descending)
}

/// Which of two positions comes first in the list, as the database has it.
pub(super) fn compare(keys: &[Key], a: &Position, b: &Position) -> Ordering {
    let turned = |order: Ordering, descending: bool| {
        if descending { order.reverse() } else { order }
    };
    for (at, key) in keys.iter().enumerate() {
        let (a, b) = (&a.values[at], &b.values[at]);
        let order = match (a.is_null(), b.is_null()) {
            // Empty values come last in the first column; in the others they are the smallest.
            (true, false) if at == 0 => Ordering::Greater,
            (false, true) if at == 0 => Ordering::Less,
            (true, false) => turned(Ordering::Less, key.descending),
            (false, true) => turned(Ordering::Greater, key.descending),
            _ => turned(
                filter::compare(a, b).unwrap_or(Ordering::Equal),
                key.descending,
            ),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    turned(a.rowid.cmp(&b.rowid), rows_descend(keys))
}

/// The stretches of the whole list, in order.
pub(super) fn from_start(keys: &[Key]) -> Vec<Stretch> {
    match keys.first() {
        None => vec![Stretch::default()],
        Some(key) => ["IS NOT NULL", "IS NULL"]
            .map(|is| Stretch {
                condition: format!(" AND r.{} {is}", key.name),
                parameters: Vec::new(),
            })
            .into(),
    }
}

/// The stretches after `position`, in order. Each pins some columns and leaves a range of the next, so that an
/// index on the first columns serves every one.
pub(super) fn after(keys: &[Key], position: &Position) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut pinned = pin(keys, &position.values, keys.len());
    let sign = if rows_descend(keys) { '<' } else { '>' };
    pinned.condition.push_str(&format!(" AND r.rowid {sign} ?"));
    pinned.parameters.push(Value::Int(position.rowid));
    stretches.push(pinned);
    for at in (0..keys.len()).rev() {
        for beyond in beyond(&keys[at], &position.values[at], at == 0) {
            let mut stretch = pin(keys, &position.values, at);
            stretch.condition.push_str(&beyond.condition);
            stretch.parameters.extend(beyond.parameters);
            stretches.push(stretch);
        }
    }
    stretches
}

/// Equality of the first `count` columns with the position's values.
fn pin(keys: &[Key], values: &[Value], count: usize) -> Stretch {
    let mut stretch = Stretch::default();
    for (key, value) in keys.iter().zip(values).take(count) {
        if value.is_null() {
            stretch
                .condition
                .push_str(&format!(" AND r.{} IS NULL", key.name));
        } else {
            stretch
                .condition
                .push_str(&format!(" AND r.{} = ?", key.name));
            stretch.parameters.push(value.clone());
        }
    }
    stretch
}

/// What comes after `value` in one column. Empty values come last in the first column; in the others they stand
/// where the database puts them: first when rising, last when falling.
fn beyond(key: &Key, value: &Value, first: bool) -> Vec<Stretch> {
    let plain = |is: &str| Stretch {
        condition: format!(" AND r.{} {is}", key.name),
        parameters: Vec::new(),
    };
    if value.is_null() {
        return if first || key.descending {
            Vec::new()
        } else {
            vec![plain("IS NOT NULL")]
        };
    }
    let sign = if key.descending { '<' } else { '>' };
    let mut all = vec![Stretch {
        condition: format!(" AND r.{} {sign} ?", key.name),
        parameters: vec![value.clone()],
    }];
    if first || key.descending {
        all.push(plain("IS NULL"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, descending: bool) -> Key {
        Key {
            name: name.into(),
            descending,
        }
    }

    fn conditions(stretches: Vec<Stretch>) -> Vec<(String, usize)> {
        stretches
            .into_iter()
            .map(|stretch| (stretch.condition, stretch.parameters.len()))
            .collect()
    }

    #[test]
    fn a_list_goes_on_behind_equal_rows_then_behind_each_column_from_the_last() {
        let keys = [key("city", false), key("name", true)];
        let position = Position {
            values: vec![Value::Text("Pécs".into()), Value::Text("Kovács".into())],
            rowid: 7,
        };
        assert_eq!(order_by(&keys), "r.city, r.name DESC, r.rowid DESC");
        assert_eq!(
            conditions(after(&keys, &position)),
            [
                (" AND r.city = ? AND r.name = ? AND r.rowid < ?".into(), 3),
                (" AND r.city = ? AND r.name < ?".into(), 2),
                (" AND r.city = ? AND r.name IS NULL".into(), 1),
                (" AND r.city > ?".into(), 1),
                (" AND r.city IS NULL".into(), 0),
            ]
        );
    }

    #[test]
    fn behind_an_empty_first_value_only_equal_rows_follow() {
        let position = Position {
            values: vec![Value::Null],
            rowid: 7,
        };
        assert_eq!(
            conditions(after(&[key("city", false)], &position)),
            [(" AND r.city IS NULL AND r.rowid > ?".into(), 1)]
        );
        assert_eq!(conditions(from_start(&[])), [(String::new(), 0)]);
        assert_eq!(order_by(&[]), "r.rowid DESC");
    }
}

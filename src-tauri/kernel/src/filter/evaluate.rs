//! Evaluates a resolved filter in memory, with the meaning that the SQL has.

use std::cmp::Ordering;

use uuid::Uuid;

use super::Op;
use super::resolve::{Column, Resolved, SystemColumn, Test};
use crate::folded::{compare_folded, fold};
use crate::kind::{FieldType, Kind};
use crate::record::Row;
use crate::search;
use crate::value::Value;

/// Finds the record that a reference leads to.
pub type Lookup<'a> = &'a dyn Fn(&Kind, Uuid) -> Option<Row>;

/// Whether `row` of `kind` meets the filter.
pub fn matches(filter: &Resolved, kind: &Kind, row: &Row, lookup: Lookup<'_>) -> bool {
    match filter {
        Resolved::And(all) => all.iter().all(|one| matches(one, kind, row, lookup)),
        Resolved::Or(any) => any.iter().any(|one| matches(one, kind, row, lookup)),
        Resolved::Not(inner) => !matches(inner, kind, row, lookup),
        Resolved::Test(test) => holds(test, &reached(test, row, lookup)),
        Resolved::Search(text) => search::finds(text, kind, &row.values),
    }
}

/// The value at the end of a test's path; empty when a reference on the way is.
fn reached(test: &Test, row: &Row, lookup: Lookup<'_>) -> Value {
    let mut at = row.clone();
    for (column, target) in &test.hops {
        let Value::Id(id) = value_of(column, &at) else {
            return Value::Null;
        };
        let Some(next) = lookup(target, id) else {
            return Value::Null;
        };
        at = next;
    }
    value_of(&test.column, &at)
}

fn value_of(column: &Column, row: &Row) -> Value {
    match column {
        Column::Field(at) => row.values[*at].clone(),
        Column::System(SystemColumn::Id) => Value::Id(row.head.id),
        Column::System(SystemColumn::Owner) => row.head.owner.map_or(Value::Null, Value::Id),
        Column::System(SystemColumn::CreatedAt) => Value::Int(row.head.created_at),
        Column::System(SystemColumn::UpdatedAt) => Value::Int(row.head.updated_at),
        Column::System(SystemColumn::DeletedAt) => {
            row.head.deleted_at.map_or(Value::Null, Value::Int)
        }
    }
}

fn holds(test: &Test, value: &Value) -> bool {
    if test.op == Op::IsNull {
        return value.is_null() == test.flag;
    }
    if matches!(test.of, FieldType::List | FieldType::MultiSelect) {
        return holds_list(test, value);
    }
    let first = test.operands.first().unwrap_or(&Value::Null);
    let ordered =
        |wanted: &[Ordering]| compare(value, first).is_some_and(|order| wanted.contains(&order));
    match test.op {
        Op::Eq => equal(value, first),
        Op::Ne => !equal(value, first),
        Op::Gt => ordered(&[Ordering::Greater]),
        Op::Gte => ordered(&[Ordering::Greater, Ordering::Equal]),
        Op::Lt => ordered(&[Ordering::Less]),
        Op::Lte => ordered(&[Ordering::Less, Ordering::Equal]),
        Op::In => test.operands.iter().any(|operand| equal(value, operand)),
        Op::Range => {
            compare(value, first).is_some_and(Ordering::is_ge)
                && compare(value, &test.operands[1]).is_some_and(Ordering::is_le)
        }
        Op::Contains | Op::IContains | Op::StartsWith => {
            let (Some(text), Some(piece)) = (value.text(), first.text()) else {
                return false;
            };
            match test.op {
                Op::Contains => text.contains(piece),
                Op::IContains => fold(text).contains(piece),
                _ => fold(text).starts_with(piece),
            }
        }
        Op::IsNull => false,
    }
}

fn holds_list(test: &Test, value: &Value) -> bool {
    let items: Vec<String> = value
        .text()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let has = |wanted: &Value| {
        items
            .iter()
            .any(|item| wanted.text().is_some_and(|text| fold(item) == text))
    };
    match test.op {
        Op::Ne => !has(&test.operands[0]),
        Op::In => test.operands.iter().any(has),
        Op::IContains => items.iter().any(|item| {
            test.operands[0]
                .text()
                .is_some_and(|piece| fold(item).contains(piece))
        }),
        _ => has(&test.operands[0]),
    }
}

fn equal(a: &Value, b: &Value) -> bool {
    (a.is_null() && b.is_null()) || compare(a, b) == Some(Ordering::Equal)
}

/// Order of two values of one type; none when either is empty.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(compare_folded(a, b)),
        (Value::Id(a), Value::Id(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        _ => None,
    }
}

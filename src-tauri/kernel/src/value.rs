//! One stored value, and its way between JSON, the table and text.

use std::fmt;

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::clock::{instant_text, parse_instant};
use crate::error::{Error, Result};
use crate::kind::FieldType;

/// Money is kept in ten-thousandths of the currency unit, one scale for every currency: comparing, sorting and
/// summing are then plain integer work, and 50,000 yen never compares as 500.
pub const MONEY_SCALE: u32 = 4;

/// Why a wire value is none of its type: a stable code, and the end of a sentence that begins with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit {
    /// Such as `not_a_date`.
    pub code: &'static str,
    /// Such as “must be a date such as 2026-11-20”.
    pub why: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.why)
    }
}

const fn misfit(code: &'static str, why: &'static str) -> Misfit {
    Misfit { code, why }
}

const NUL: Misfit = misfit("nul", "must not contain NUL characters");
const LIST: Misfit = misfit("not_a_list", "must be a list of texts");
const FLAG: Misfit = misfit("not_a_flag", "must be true or false");
const INTEGER: Misfit = misfit("not_a_number", "must be a whole number");
const AMOUNT: Misfit = misfit("not_an_amount", "must be an amount such as \"1234.50\"");
const PLACES: Misfit = misfit("too_many_places", "has more than four decimal places");
const LARGE: Misfit = misfit("amount_too_large", "is larger than MyCRM can keep");
const INSTANT: Misfit = misfit(
    "not_an_instant",
    "must be a date and time such as 2026-11-20T14:30:00Z",
);
const DATE: Misfit = misfit("not_a_date", "must be a date such as 2026-11-20");
const REFERENCE: Misfit = misfit("not_an_id", "must be the id of a record");
const TEXT: Misfit = misfit("not_text", "must be text");

/// A value as the table holds it. What the integer or text means is said by the field's [`FieldType`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Value {
    /// Empty.
    #[default]
    Null,
    /// Integers, booleans (0, 1), instants (ms since the epoch), money (ten-thousandths).
    Int(i64),
    /// Text, codes, dates (`YYYY-MM-DD`), lists and JSON (as JSON text).
    Text(String),
    /// A reference.
    Id(Uuid),
}

impl Value {
    /// Whether the value is empty.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
    /// The text inside, if it is text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }
    /// The integer inside, if it is one.
    pub fn int(&self) -> Option<i64> {
        if let Self::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }
    /// The reference inside, if it is one.
    pub fn id(&self) -> Option<Uuid> {
        if let Self::Id(id) = self {
            Some(*id)
        } else {
            None
        }
    }
    /// The value as a column.
    pub(crate) fn as_column(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
        }
    }
    /// Non-empty text, else empty.
    pub fn of_text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Null
        } else {
            Self::Text(text)
        }
    }

    /// Reads a column.
    pub fn from_column(column: ValueRef<'_>) -> Result<Self> {
        Ok(match column {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Text(bytes) => Self::Text(String::from_utf8_lossy(bytes).into_owned()),
            ValueRef::Blob(bytes) => {
                Self::Id(Uuid::from_slice(bytes).map_err(|_| {
                    Error::Storage("A reference in the database is damaged.".into())
                })?)
            }
            ValueRef::Real(number) => Self::Int(number as i64),
        })
    }

    /// The value as it goes over the wire.
    pub fn to_json(&self, of: &FieldType) -> Json {
        match (self, of) {
            (Self::Null, FieldType::List | FieldType::MultiSelect) => json!([]),
            (Self::Null, _) => Json::Null,
            (Self::Int(number), FieldType::Boolean) => json!(*number != 0),
            (Self::Int(number), FieldType::Instant) => json!(instant_text(*number)),
            (Self::Int(number), FieldType::Money) => json!(money_text(*number)),
            (Self::Int(number), _) => json!(number),
            (Self::Text(text), FieldType::List | FieldType::MultiSelect | FieldType::Json) => {
                serde_json::from_str(text).unwrap_or(Json::Null)
            }
            (Self::Text(text), _) => json!(text),
            (Self::Id(id), _) => json!(id),
        }
    }

    /// Reads a wire value of type `of`. The error is a short sentence without the field's name.
    pub fn from_json(json: &Json, of: &FieldType) -> Result<Self, Misfit> {
        Ok(match (json, of) {
            (Json::Null, _) => Self::Null,
            (Json::String(text), _) if text.contains('\0') => {
                let _ = text;
                return Err(NUL);
            }
            (Json::Array(items), FieldType::List | FieldType::MultiSelect) => {
                let mut clean = Vec::with_capacity(items.len());
                for item in items {
                    let text = item.as_str().ok_or(LIST)?.trim();
                    if text.contains('\0') {
                        return Err(NUL);
                    }
                    if !text.is_empty() && !clean.contains(&text) {
                        clean.push(text);
                    }
                }
                if clean.is_empty() {
                    Self::Null
                } else {
                    Self::Text(json!(clean).to_string())
                }
            }
            (_, FieldType::List | FieldType::MultiSelect) => return Err(LIST),
            (any, FieldType::Json) => Self::Text(any.to_string()),
            (Json::Bool(flag), FieldType::Boolean) => Self::Int(i64::from(*flag)),
            (_, FieldType::Boolean) => return Err(FLAG),
            (Json::Number(number), FieldType::Integer) => {
                Self::Int(number.as_i64().ok_or(INTEGER)?)
            }
            (Json::Number(number), FieldType::Money) => {
                Self::Int(money_from_text(&number.to_string())?)
            }
            (Json::String(text), of) if text.trim().is_empty() => {
                let _ = of;
                Self::Null
            }
            (Json::String(text), FieldType::Money) => Self::Int(money_from_text(text.trim())?),
            (_, FieldType::Money) => return Err(AMOUNT),
            (Json::String(text), FieldType::Integer) => {
                Self::Int(text.trim().parse().map_err(|_| INTEGER)?)
            }
            (_, FieldType::Integer) => return Err(INTEGER),
            (Json::String(text), FieldType::Instant) => {
                Self::Int(parse_instant(text.trim()).ok_or(INSTANT)?)
            }
            (_, FieldType::Instant) => {
                return Err(INSTANT);
            }
            (Json::String(text), FieldType::Date) => {
                let date = chrono::NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d");
                Self::Text(date.map_err(|_| DATE)?.format("%Y-%m-%d").to_string())
            }
            (_, FieldType::Date) => return Err(DATE),
            (Json::String(text), FieldType::Reference(_)) => {
                Self::Id(Uuid::parse_str(text.trim()).map_err(|_| REFERENCE)?)
            }
            (_, FieldType::Reference(_)) => return Err(REFERENCE),
            (Json::String(text), FieldType::LongText) => Self::Text(text.trim_end().to_owned()),
            (Json::String(text), _) => Self::Text(text.trim().to_owned()),
            _ => return Err(TEXT),
        })
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.as_column()))
    }
}

/// An amount in ten-thousandths as a decimal string with at least two places: `484000000` is `"48400.00"`.
pub fn money_text(scaled: i64) -> String {
    let mut amount = Decimal::new(scaled, MONEY_SCALE).normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// Writes [`money_text`] as a JSON string.
pub(crate) fn write_money(out: &mut Vec<u8>, scaled: i64) {
    let unit = 10_u64.pow(MONEY_SCALE);
    let (whole, mut part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let mut places = MONEY_SCALE as usize;
    while places > 2 && part % 10 == 0 {
        part /= 10;
        places -= 1;
    }
    let sign = if scaled < 0 { "-" } else { "" };
    out.extend_from_slice(format!("\"{sign}{whole}.{part:0places$}\"").as_bytes());
}

/// Reads a decimal string into ten-thousandths.
pub fn money_from_text(text: &str) -> Result<i64, Misfit> {
    let amount: Decimal = text.parse().map_err(|_| AMOUNT)?;
    if amount.normalize().scale() > MONEY_SCALE {
        return Err(PLACES);
    }
    amount
        .checked_mul(Decimal::from(10_i64.pow(MONEY_SCALE)))
        .and_then(|scaled| i64::try_from(scaled).ok())
        .ok_or(LARGE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_keeps_every_place() {
        for (text, scaled) in [("48400", 484_000_000), ("0.0001", 1), ("-12.5", -125_000)] {
            assert_eq!(money_from_text(text), Ok(scaled), "{text}");
        }
        for text in ["0.00001", "1.000.000", "99999999999999999", "twelve"] {
            assert!(money_from_text(text).is_err(), "{text}");
        }
        assert_eq!(money_text(484_000_000), "48400.00");
        assert_eq!(money_text(1), "0.0001");
        assert_eq!(money_text(-125_000), "-12.50");
    }

    proptest::proptest! {
        #[test]
        fn written_money_is_the_same_decimal(scaled: i64) {
            let mut out = Vec::new();
            write_money(&mut out, scaled);
            proptest::prop_assert_eq!(String::from_utf8(out).unwrap(), format!("\"{}\"", money_text(scaled)));
        }
    }

    #[test]
    fn empty_text_and_empty_lists_are_null() {
        assert_eq!(
            Value::from_json(&json!("  "), &FieldType::Text),
            Ok(Value::Null)
        );
        assert_eq!(
            Value::from_json(&json!([" ", ""]), &FieldType::List),
            Ok(Value::Null)
        );
        assert!(Value::from_json(&json!("a\0b"), &FieldType::Text).is_err());
        assert!(Value::from_json(&json!("2026-02-30"), &FieldType::Date).is_err());
    }

    fn any_of(of: &FieldType) -> BoxedStrategy<Value> {
        let day =
            (1900..2100_i32, 1..=366_u32).prop_filter_map("a day of that year", |(year, day)| {
                chrono::NaiveDate::from_yo_opt(year, day).map(|date| Value::Text(date.to_string()))
            });
        let some = match of {
            FieldType::Boolean => any::<bool>()
                .prop_map(|flag| Value::Int(i64::from(flag)))
                .boxed(),
            FieldType::Integer | FieldType::Money => any::<i64>().prop_map(Value::Int).boxed(),
            FieldType::Instant => (-2_000_000_000_000..4_000_000_000_000_i64)
                .prop_map(Value::Int)
                .boxed(),
            FieldType::Date => day.boxed(),
            FieldType::Reference(_) => any::<[u8; 16]>()
                .prop_map(|id| Value::Id(Uuid::from_bytes(id)))
                .boxed(),
            FieldType::List => prop::collection::btree_set("[^\\x00\\s]{1,5}", 1..4)
                .prop_map(|all| Value::Text(json!(all).to_string()))
                .boxed(),
            FieldType::Json => "[^\0]{0,9}"
                .prop_map(|text| Value::Text(json!({ "any": [text, 1] }).to_string()))
                .boxed(),
            _ => "[^\0]{0,9}"
                .prop_map(|text| Value::of_text(text.trim()))
                .boxed(),
        };
        prop_oneof![9 => some, 1 => Just(Value::Null)].boxed()
    }

    proptest! {
        /// What undo reads back from the log is what the table held.
        #[test]
        fn a_value_survives_its_way_over_the_wire((of, value) in prop::sample::select(vec![
            FieldType::Text, FieldType::LongText, FieldType::Integer, FieldType::Money, FieldType::Boolean,
            FieldType::Date, FieldType::Instant, FieldType::List, FieldType::Reference("contact".into()), FieldType::Json,
        ]).prop_flat_map(|of| { let values = any_of(&of); (Just(of), values) })) {
            prop_assert_eq!(Value::from_json(&value.to_json(&of), &of), Ok(value));
        }
    }
}

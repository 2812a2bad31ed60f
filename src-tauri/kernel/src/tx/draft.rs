//! A write that has not happened yet: what rules look at and may complete.

use uuid::Uuid;

use crate::error::{Error, FieldError, Result};
use crate::kind::Kind;
use crate::record::Row;
use crate::value::Value;

/// A record about to be written.
pub struct Draft<'a> {
    /// Its kind.
    pub kind: &'a Kind,
    /// Its id.
    pub id: Uuid,
    /// What is stored now; `None` when the record is new.
    pub old: Option<&'a Row>,
    pub(crate) values: Vec<Value>,
    pub(crate) given: Vec<bool>,
}

impl Draft<'_> {
    /// The value as it will be.
    pub fn get(&self, field: &str) -> &Value {
        static EMPTY: Value = Value::Null;
        self.kind
            .position(field)
            .map_or(&EMPTY, |at| &self.values[at])
    }

    /// Text of a field as it will be, empty when there is none.
    pub fn text(&self, field: &str) -> &str {
        self.get(field).text().unwrap_or_default()
    }

    /// Sets a field, derived ones included.
    pub fn set(&mut self, field: &str, value: Value) {
        if let Some(at) = self.kind.position(field) {
            self.values[at] = value;
        }
    }

    /// Whether the caller named this field.
    pub fn given(&self, field: &str) -> bool {
        self.kind.position(field).is_some_and(|at| self.given[at])
    }

    /// Whether the field will differ from what is stored.
    pub fn changes(&self, field: &str) -> bool {
        match (self.kind.position(field), self.old) {
            (Some(at), Some(old)) => self.values[at] != old.values[at],
            (Some(at), None) => !self.values[at].is_null(),
            _ => false,
        }
    }

    /// Refuses the write if a required field would be empty or a number lies outside its range.
    pub(crate) fn check(&self) -> Result<()> {
        let mut wrong = Vec::new();
        for (field, value) in self.kind.fields.iter().zip(&self.values) {
            if field.required && value.is_null() {
                wrong.push(FieldError::new(
                    &field.name,
                    "required",
                    format!("“{}” is needed.", field.name),
                ));
            }
            if let Some(number) = value.int() {
                let low = field.minimum.is_some_and(|least| number < least);
                let high = field.maximum.is_some_and(|most| number > most);
                if low || high {
                    let range = match (field.minimum, field.maximum) {
                        (Some(least), Some(most)) => format!("between {least} and {most}"),
                        (Some(least), None) => format!("{least} or more"),
                        (_, Some(most)) => format!("at most {most}"),
                        _ => String::new(),
                    };
                    let message = format!("“{}” must be {range}.", field.name);
                    let code = match (field.minimum, field.maximum) {
                        (Some(_), Some(_)) => "out_of_range",
                        (Some(_), None) => "below_least",
                        _ => "above_most",
                    };
                    wrong.push(
                        FieldError::new(&field.name, code, message)
                            .with("least", field.minimum)
                            .with("most", field.maximum),
                    );
                }
            }
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Error::Validation(wrong))
        }
    }
}

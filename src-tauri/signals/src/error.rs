//! What can be refused, each with the numbers a person needs to mend it.

use thiserror::Error;

/// Every refusal of this crate.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A packet shorter or longer than its format.
    #[error("{what}: {found} bytes arrived, the format has {expected}")]
    Length {
        /// Which packet or part of one.
        what: &'static str,
        /// Bytes the format has, or at least has.
        expected: usize,
        /// Bytes that arrived.
        found: usize,
    },
    /// A characteristic whose notifications this crate cannot read.
    #[error(
        "characteristic {characteristic:032x} carries nothing known here: do not subscribe to it"
    )]
    UnknownCharacteristic {
        /// Its 128-bit UUID as a number.
        characteristic: u128,
    },
    /// A value that its format does not allow.
    #[error("{what} is {value}, allowed is {allowed}")]
    Value {
        /// Which field.
        what: &'static str,
        /// What it holds.
        value: String,
        /// What it may hold.
        allowed: &'static str,
    },
    /// A control answer that is not the JSON it should be.
    #[error("the device's answer is not JSON ({why}): {text}")]
    Answer {
        /// What the JSON reader said.
        why: String,
        /// The text, cut after 80 characters.
        text: String,
    },
    /// Too few samples, beats or intervals for what was asked.
    #[error("{what} needs at least {needed}, there are {found}")]
    TooFew {
        /// Which measurement.
        what: &'static str,
        /// How many it needs.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// A NaN or infinity where a number is needed.
    #[error("{what} is not a finite number")]
    NotFinite {
        /// Which number.
        what: &'static str,
    },
}

/// The result of everything that can be refused.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// `Err` unless `bytes` has exactly `expected` bytes.
pub(crate) fn exactly(what: &'static str, bytes: &[u8], expected: usize) -> Result<()> {
    if bytes.len() == expected {
        Ok(())
    } else {
        Err(Error::Length {
            what,
            expected,
            found: bytes.len(),
        })
    }
}
/// `Err` unless `value` lies in `low..=high` (a NaN does not).
pub(crate) fn within(
    what: &'static str,
    value: f64,
    low: f64,
    high: f64,
    allowed: &'static str,
) -> Result<()> {
    if (low..=high).contains(&value) {
        Ok(())
    } else {
        Err(Error::Value {
            what,
            value: value.to_string(),
            allowed,
        })
    }
}
/// `Err` unless there are at least `needed`.
pub(crate) fn at_least(what: &'static str, found: usize, needed: usize) -> Result<()> {
    if found >= needed {
        Ok(())
    } else {
        Err(Error::TooFew {
            what,
            needed,
            found,
        })
    }
}

/// `Err` unless every number is finite.
pub(crate) fn all_finite(what: &'static str, values: &[f64]) -> Result<()> {
    if values.iter().all(|v| v.is_finite()) {
        Ok(())
    } else {
        Err(Error::NotFinite { what })
    }
}

//! What can be refused, and why.

use std::fmt;

/// Something in a scenario that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as `phases[1].levels.heart_rate`.
    pub field: String,
    /// What is wrong and what is allowed.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// Why there are no virtual wearables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A scenario that cannot be played: all that is wrong with it.
    #[error("The scenario cannot be played:\n  {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  "))]
    Scenario(Vec<Problem>),
    /// No scenario of this name, and no such file.
    #[error("There is no scenario {name}. There are: {known}; or give a file.")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A program that is needed is not there.
    #[error("{program} is needed for simulated wearables. Install it: {how}.")]
    Missing {
        /// Its name.
        program: &'static str,
        /// The packages that bring it.
        how: &'static str,
    },
    /// The private bus or the daemon on it failed.
    #[error("The private message bus failed: {0}.")]
    Bus(String),
}

#[cfg(target_os = "linux")]
impl From<zbus::Error> for Refused {
    fn from(error: zbus::Error) -> Self {
        Self::Bus(error.to_string())
    }
}

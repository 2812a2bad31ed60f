//! The switch, the consent, and what becomes of what was measured.
//!
//! Invariants: while the switch is off no radio is touched and no private record is written; what was agreed to is kept
//! with its moment; after [`EraseStored`] no table, file or log holds a value that was measured.

mod erase;
mod retention;
mod stored;
mod switch;

use mycrm_kernel::operation::{Entry, action, job, query};

pub use erase::{EraseStored, Erased};
pub(crate) use retention::due as retention_due;
pub use retention::{Tidied, TidyStored};
pub use stored::{ShowStored, StoredData, StoredPart};
pub use switch::{
    ConsentGiven, DisableSensing, EnableSensing, SensingStatus, ShowSensing, TERMS_VERSION,
};
pub(crate) use switch::{OnlyWhenOn, require_on};

/// What can be done about privacy.
pub const OPERATIONS: &[Entry] = &[
    query::<ShowSensing>(),
    action::<EnableSensing>(),
    action::<DisableSensing>(),
    query::<ShowStored>(),
    action::<EraseStored>(),
    job::<TidyStored>(),
];

/// The tables of this area that hold no records.
pub(crate) const SIDE_TABLES: &[&str] = &[
    "sensing_consents",
    "sensing_profiles",
    "sensing_readings",
    "sensing_imports",
    "sensing_import_rows",
];

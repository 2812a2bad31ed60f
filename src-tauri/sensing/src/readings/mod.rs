//! Readings over time: heart rate, variability, stress, focus, activity, sleep. Kept beside the log, since they are
//! many; taken in minute by minute from devices, by hand, and from the exports of Apple Health, Google Fit and Fitbit.

mod import;
mod list;
mod model;
mod store;

use mycrm_kernel::operation::{Entry, command, job, query};

pub use import::{
    ImportReadings, ImportReadingsFile, ListReadingImports, ReadingImport, RemoveReadingImport,
    ShowReadingErrors,
};
pub use list::{AddReading, Bucket, ListReadings, SummariseReadings};
pub use model::{ReadingMeasure, Sample};
pub(crate) use store::keep_minute;

/// What can be done with readings.
pub const OPERATIONS: &[Entry] = &[
    query::<ListReadings>(),
    query::<SummariseReadings>(),
    command::<AddReading>(),
    job::<ImportReadings>(),
    job::<ImportReadingsFile>(),
    query::<ListReadingImports>(),
    query::<ShowReadingErrors>(),
    command::<RemoveReadingImport>(),
];

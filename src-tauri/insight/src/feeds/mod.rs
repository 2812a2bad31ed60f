//! Named time series from outside the records: a sensor's readings, a price, mentions in the press. A simulation takes
//! one as input.
//!
//! A feed is an ordinary record; its points lie in a side table, one value a moment. They come by hand, from a CSV, from
//! a device that pushes them, or from a server when the user asks for it. Nothing is fetched on its own.

mod extract;
mod fetch;
mod http;
mod import;
mod model;
mod numbers;
mod points;
mod react;
mod series;
mod store;
mod table;
#[cfg(test)]
mod tests;

use mycrm_kernel::operation::{Entry, action, command, query};

pub use fetch::{FetchFeed, FetchedPoints};
pub use import::{ImportPoints, ImportedPoints};
pub use model::{Category, Feed, Format, Interval, Source, Transform};
pub use points::{AddPoints, AddedPoints, DeletePoints, ListPoints, PointList, PointSummary};
pub use react::FORGET_POINTS;
pub use series::{Series, series};
pub use store::SIDE_TABLES;
pub(crate) use store::source;
pub use table::BadRow;

/// What can be done with feeds beyond the ordinary.
pub const OPERATIONS: &[Entry] = &[
    action::<ImportPoints>(),
    action::<FetchFeed>(),
    query::<ListPoints>(),
    command::<AddPoints>(),
    command::<DeletePoints>(),
];

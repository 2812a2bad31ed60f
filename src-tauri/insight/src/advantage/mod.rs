//! What amplitude estimation gains, told honestly: calls of its operator against samples of Monte Carlo at equal error,
//! and the time both take on this machine. A simulated circuit gives no speed-up in time; the gain is in calls, and
//! would be one in time on a quantum computer whose calls cost about as much as a sample.

mod measure;
mod portfolio;
mod table;

pub use measure::MeasureAdvantage;
pub use table::{Advantage, AdvantageMethod, AdvantageRow};

use mycrm_kernel::operation::{Entry, job};

/// What can be done.
pub const OPERATIONS: &[Entry] = &[job::<MeasureAdvantage>()];

//! What became of deals: their stays in stages, as known at any moment of the past, and what is learned from them.
//!
//! Everything learned takes the moment it is seen from, and looks at nothing later: a forecast of a past quarter can be
//! made again as it would have been made then. Amounts are those noted today; what was noted earlier is not looked up.

mod curve;
mod lives;

pub(crate) use curve::belief;
pub use curve::{Curves, StageCurve};
pub use lives::{History, Life, StageKnown, Standing, Stay};

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;

use crate::calendar::day;
use crate::simulations::result::DataUsed;

/// The stays as a source of data.
///
/// # Errors
/// Those of reading.
pub(crate) fn source(read: &Read<'_>) -> Result<DataUsed> {
    let counted = read
        .select("SELECT count(*), min(entered_at), max(entered_at) FROM stage_entries WHERE deleted_at IS NULL")?
        .query_row([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?))
        })?;
    let date = |at: Option<i64>| at.map(|at| day(at).to_string());
    Ok(DataUsed {
        source: "stage_history".into(),
        label: None,
        count: counted.0.unsigned_abs(),
        from: date(counted.1),
        to: date(counted.2),
    })
}

//! What preview and ledger ask before they show rows of an import.

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;
use uuid::Uuid;

use super::plan::Plan;
use super::store::{self, Stored};

/// Most rows of a page.
pub(super) const PAGE_MAX: u32 = 500;
/// Rows of a page when nothing is said.
const PAGE: u32 = 100;

/// The import `id` with its plan, and how many rows to show.
pub(super) fn asked(
    read: &Read<'_>,
    id: Uuid,
    limit: Option<u32>,
) -> Result<(Stored, Plan, usize)> {
    let stored = store::find(read, id)?;
    let plan = Plan::new(read, &stored.settings)?;
    let limit = limit.unwrap_or(PAGE);
    if !(1..=PAGE_MAX).contains(&limit) {
        let message = format!("A page has between 1 and {PAGE_MAX} rows.");
        let outside = FieldError::new("limit", "out_of_range", message);
        return Err(outside.with("least", 1).with("most", PAGE_MAX).into());
    }
    Ok((stored, plan, limit as usize))
}

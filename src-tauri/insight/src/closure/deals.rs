//! The open deals that count.

use chrono::NaiveDate;
use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use rusqlite::params;
use uuid::Uuid;

use super::parameters::{ClosureParameters, Odds};
use crate::simulations::result::DataUsed;

/// An open deal.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDeal {
    /// The deal.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is worth, in ten-thousandths of its currency; none where nothing is noted.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<String>,
    /// How likely it is won: its own probability, else its stage's.
    pub probability: f64,
    /// When it is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// The stage it is in.
    pub stage: Uuid,
    /// When it came into its stage, in milliseconds since the epoch.
    pub entered: i64,
}

/// All open deals of a pipeline or person, or all there are, in the order of their ids.
pub fn open_deals(parameters: &ClosureParameters, read: &Read<'_>) -> Result<Vec<OpenDeal>> {
    let pipeline = parameters.pipeline.map(|id| *id.raw().as_bytes());
    let owner = parameters.owner.map(|id| *id.raw().as_bytes());
    let mut statement = read.select(
        "SELECT o.id, o.name, o.amount, o.currency, coalesce(o.probability, s.probability, 0), o.expected_close,
                o.stage, coalesce(o.stage_entered_at, o.created_at)
         FROM opportunities o JOIN stages s ON s.id = o.stage
         WHERE o.deleted_at IS NULL AND s.kind = 'open' AND (?1 IS NULL OR o.pipeline = ?1) AND (?2 IS NULL OR o.owner = ?2)
         ORDER BY o.id",
    )?;
    let deals = statement
        .query_map(params![pipeline, owner], |row| {
            let expected: Option<String> = row.get(5)?;
            Ok(OpenDeal {
                id: Uuid::from_bytes(row.get(0)?),
                name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                amount: row.get(2)?,
                currency: row.get(3)?,
                probability: (row.get::<_, i64>(4)? as f64 / 100.0).clamp(0.0, 1.0),
                expected_close: expected.and_then(|text| text.parse().ok()),
                stage: Uuid::from_bytes(row.get(6)?),
                entered: row.get(7)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(deals)
}

/// What a run would look at.
pub(super) fn sources(parameters: &ClosureParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
    let deals = open_deals(parameters, read)?;
    let days = || deals.iter().filter_map(|deal| deal.expected_close);
    let mut used = vec![DataUsed {
        source: "open_deals".into(),
        count: deals.len() as u64,
        from: days().min().map(|day| day.to_string()),
        to: days().max().map(|day| day.to_string()),
        ..DataUsed::default()
    }];
    if parameters.odds == Odds::Learned {
        used.push(crate::history::source(read)?);
    }
    Ok(used)
}

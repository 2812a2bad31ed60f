//! The kept calibrations, one a model and version.

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::{OptionalExtension, params};

use super::report::ModelCalibration;
use crate::simulations::ModelCard;

/// Tables that hold no records.
pub const SIDE_TABLES: [&str; 1] = ["model_calibrations"];

pub(super) fn keep(tx: &Tx<'_>, card: &ModelCard, calibration: &ModelCalibration) -> Result<()> {
    let report = serde_json::to_string(calibration)?;
    tx.side(
        SIDE_TABLES[0],
        "INSERT OR REPLACE INTO model_calibrations (model, version, report) VALUES (?1, ?2, ?3)",
        params![card.name, card.version, report],
    )
    .map(drop)
}

/// The calibration of a model's present version. One that an older program wrote in another shape counts as none.
pub(super) fn kept(read: &Read<'_>, card: &ModelCard) -> Result<Option<ModelCalibration>> {
    let report: Option<String> = read
        .select("SELECT report FROM model_calibrations WHERE model = ?1 AND version = ?2")?
        .query_row([card.name, card.version], |row| row.get(0))
        .optional()?;
    Ok(report.and_then(|text| serde_json::from_str(&text).ok()))
}

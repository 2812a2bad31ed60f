//! The past played again: which accounts were lost in a quarter.
//!
//! No record says that an account left. One counts as gone with which nothing happened in the whole quarter: no activity,
//! and none of its deals came into another stage.

use std::collections::HashSet;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use rusqlite::params;

use super::answer::draw;
use super::parameters::CascadeParameters;
use super::records;
use crate::models::{ModelCalibration, Quarters, Said, score};
use crate::simulations::Context;
use crate::simulations::result::Unit;

/// Cascades of a quarter.
const SAMPLES: u64 = 2_000;

pub(super) fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let parameters = CascadeParameters::default();
    let begins = context.read(begins)?;
    let quarters = Quarters::before(context.now(), begins);
    let (mut pairs, mut told) = (Vec::new(), Vec::new());
    for quarter in quarters.iter() {
        context.check_cancelled()?;
        let known = context.read(|read| {
            let accounts = records::read(&parameters, read, quarter.from - 1);
            Ok((accounts, heard_of(read, quarter.from, quarter.to)?))
        })?;
        let (accounts, heard) = match known {
            // Nobody could leave yet.
            (Err(Error::Validation(_)), _) => continue,
            (accounts, heard) => (accounts?, heard),
        };
        let seed = context.seed() ^ quarter.from.unsigned_abs();
        let drawn = draw(
            &accounts.graph,
            parameters.model,
            SAMPLES,
            seed,
            context.control(),
        )?;
        let gone: Vec<bool> = accounts
            .ids
            .iter()
            .map(|id| !heard.contains(id.as_bytes()))
            .collect();
        let chance = |left: &u32| f64::from(*left) / SAMPLES as f64;
        pairs.extend(drawn.left.iter().map(chance).zip(gone.iter().copied()));
        let actual = gone.iter().filter(|gone| **gone).count() as f64;
        told.push(quarter.told(Said::drawn(&drawn.counts, actual)));
    }
    Ok(quarters.calibration([score("account_left", &pairs)], told, (Unit::Count, "")))
}

fn begins(read: &Read<'_>) -> Result<Option<i64>> {
    let begins = read
        .select("SELECT min(occurred_at) FROM activities WHERE deleted_at IS NULL AND account IS NOT NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(begins)
}

/// The accounts with which anything happened from a moment on and before another.
fn heard_of(read: &Read<'_>, from: i64, to: i64) -> Result<HashSet<[u8; 16]>> {
    let heard = read
        .select(
            "SELECT account FROM activities
             WHERE deleted_at IS NULL AND account IS NOT NULL AND occurred_at >= ?1 AND occurred_at < ?2
             UNION
             SELECT o.account FROM stage_entries e JOIN opportunities o ON o.id = e.opportunity
             WHERE e.deleted_at IS NULL AND o.deleted_at IS NULL AND o.account IS NOT NULL
               AND e.entered_at >= ?1 AND e.entered_at < ?2",
        )?
        .query_map(params![from, to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(heard)
}

//! The past played again: who won the contests of a quarter.
//!
//! Contests of a quarter are counted as all others are, and taken in whole numbers. Reasons and notes are those noted
//! today; what was noted earlier is not looked up.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use mycrm_quantum::random::Stream;

use super::parameters::CompetitiveParameters;
use super::players::{Field, same};
use super::strength::{redrawn, strengths};
use crate::calendar::DAY;
use crate::models::{ModelCalibration, Quarters, Said, score};
use crate::simulations::Context;
use crate::simulations::result::Unit;

/// Strengths that the contests of a quarter are drawn from.
const DRAWS: u64 = 400;

/// Contests with one competitor in a quarter.
struct Met {
    player: usize,
    won: usize,
    lost: usize,
}

pub(super) fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let parameters = CompetitiveParameters::default();
    let begins = context.read(begins)?;
    let quarters = Quarters::before(context.now(), begins);
    let (mut pairs, mut told) = (Vec::new(), Vec::new());
    for quarter in quarters.iter() {
        context.check_cancelled()?;
        let within = CompetitiveParameters {
            history_days: ((quarter.to - quarter.from) / DAY) as u32,
            ..parameters.clone()
        };
        let (before, came) = context.read(|read| {
            let before = contests(&parameters, read, quarter.from - 1)?;
            Ok((before, contests(&within, read, quarter.to - 1)?))
        })?;
        let (Some(field), Some(came)) = (before, came) else {
            continue;
        };
        let met = met(&field, &came);
        if met.is_empty() {
            continue;
        }
        let strength = strengths(&field.wins, parameters.prior);
        for Met { player, won, lost } in &met {
            let chance = chance(&strength, *player);
            pairs.extend((0..won + lost).map(|at| (chance, at < *won)));
        }
        let seed = context.seed() ^ quarter.from.unsigned_abs();
        let drawn: Vec<f64> = (0..DRAWS)
            .map(|draw| {
                let mut random = Stream::new(seed, draw);
                let wins = redrawn(&field.wins, &mut random);
                let strength = strengths(&wins, parameters.prior);
                let all = met
                    .iter()
                    .flat_map(|met| (0..met.won + met.lost).map(|_| met.player));
                all.filter(|player| random.unit() < chance(&strength, *player))
                    .count() as f64
            })
            .collect();
        let won: usize = met.iter().map(|met| met.won).sum();
        told.push(quarter.told(Said::drawn(&drawn, won as f64)));
    }
    Ok(quarters.calibration([score("contest_won", &pairs)], told, (Unit::Count, "")))
}

/// Chance that we win against a player.
fn chance(strength: &[f64], player: usize) -> f64 {
    strength[0] / (strength[0] + strength[player])
}

fn begins(read: &Read<'_>) -> Result<Option<i64>> {
    let begins = read
        .select("SELECT min(closed_at) FROM opportunities WHERE deleted_at IS NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(begins)
}

/// The contests known at a moment; none where no competitor was known.
fn contests(
    parameters: &CompetitiveParameters,
    read: &Read<'_>,
    now: i64,
) -> Result<Option<Field>> {
    match Field::read(parameters, read, now) {
        Err(Error::Validation(_)) => Ok(None),
        field => field.map(Some),
    }
}

/// What came of contests with the competitors that were known before.
fn met(field: &Field, came: &Field) -> Vec<Met> {
    let known = field.players.iter().enumerate().skip(1);
    known
        .filter_map(|(player, known)| {
            let at = came
                .players
                .iter()
                .position(|other| same(&other.name, &known.name))?;
            let (won, lost) = (came.wins[[0, at]], came.wins[[at, 0]]);
            let (won, lost) = (won.round() as usize, lost.round() as usize);
            (won + lost > 0).then_some(Met { player, won, lost })
        })
        .collect()
}

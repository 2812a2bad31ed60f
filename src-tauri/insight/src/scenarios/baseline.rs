//! How things stand: the level of every variable, learned from the records.

use std::collections::HashMap;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use rusqlite::params;
use uuid::Uuid;

use super::parameters::ScenarioParameters;
use super::variables::{Handle, Variable};
use crate::ahead::Ahead;
use crate::calendar::DAY;
use crate::closure::UNIT;
use crate::history::Standing;

/// Weight of what a pipeline says of a stage, in deals.
const BELIEF: f64 = 10.0;
/// Share of customers lost in a year that is believed without counting, and its weight in customers.
const CHURN: (f64, f64) = (0.1, 10.0);
/// Days in which somebody who works deals shows.
const WORKING: i64 = 180 * DAY;
const YEAR: i64 = 365 * DAY;
/// Most stages whose win rates are varied one by one: those with most deals.
const STAGES: usize = 10;

/// An open stage.
#[derive(Debug, Clone)]
pub(super) struct StageLevel {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Position in the history's stages.
    place: usize,
    /// How likely a deal that reached it is won, and the ended deals this was learned from.
    pub(super) win_rate: f64,
    pub(super) ended: u64,
}

/// How things stand.
#[derive(Debug, Clone)]
pub(super) struct Baseline {
    pub(super) ahead: Ahead,
    pub(super) stages: Vec<StageLevel>,
    /// Of deals won that passed through stage t (by the history's place; the last row: any), the share that was in
    /// stage s (by place in `stages`) then or later.
    passing: Vec<Vec<f64>>,
    pub(super) headcount: u64,
    pub(super) customers: u64,
    /// Customers a year ago, and those of them who were not heard of since.
    pub(super) lost: (u64, u64),
    /// Share of what was ordered in a year that came from those who had ordered before.
    pub(super) repeat: f64,
}

impl Baseline {
    /// Learns it.
    ///
    /// # Errors
    /// Those of [`Ahead::read`]; validation of a stage that does not exist.
    pub(super) fn read(parameters: &ScenarioParameters, read: &Read<'_>, now: i64) -> Result<Self> {
        let money = (parameters.currency.as_deref(), &parameters.rates);
        let ahead = Ahead::read(
            read,
            money,
            (parameters.months, parameters.history_months),
            now,
        )?;
        let names = names(read)?;
        let stages = stages(&ahead, &names);
        let passing = passing(&ahead, &stages);
        let (customers, lost, repeat) = customers(read, now)?;
        let baseline = Self {
            ahead,
            stages,
            passing,
            headcount: headcount(read, now)?,
            customers,
            lost,
            repeat,
        };
        for (list, handles) in [
            (
                "changes",
                parameters
                    .changes
                    .iter()
                    .map(|c| c.handle())
                    .collect::<Vec<_>>(),
            ),
            (
                "constraints",
                parameters.constraints.iter().map(|c| c.handle()).collect(),
            ),
        ] {
            for (at, handle) in handles.iter().enumerate() {
                if baseline.level(*handle).is_none() {
                    return Err(Error::field(
                        format!("parameters.{list}[{at}].stage"),
                        "invalid",
                        "This is no open stage that deals have been in. Choose another.",
                    ));
                }
            }
        }
        Ok(baseline)
    }

    /// All that can be changed: what is common to all deals, then the win rate of each stage.
    pub(super) fn handles(&self) -> Vec<Handle> {
        let common = [
            Variable::WinRate,
            Variable::DealSize,
            Variable::NewDeals,
            Variable::CycleTime,
            Variable::Headcount,
            Variable::Churn,
        ];
        let of = |variable, stage| Handle { variable, stage };
        let stages = self
            .stages
            .iter()
            .map(|stage| of(Variable::WinRate, Some(stage.id)));
        common
            .into_iter()
            .map(|v| of(v, None))
            .chain(stages)
            .collect()
    }

    /// The level of a variable as things stand; none for a stage that is not known.
    pub(super) fn level(&self, handle: Handle) -> Option<f64> {
        let rates = &self.ahead.rates;
        Some(match (handle.variable, handle.stage) {
            (Variable::WinRate, Some(id)) => self.stages.iter().find(|s| s.id == id)?.win_rate,
            (Variable::WinRate, None) => {
                let (believed, weight) = (0.25, BELIEF);
                (rates.won as f64 + believed * weight) / ((rates.won + rates.lost) as f64 + weight)
            }
            (Variable::DealSize, _) => rates.mean_size() / UNIT,
            (Variable::CycleTime, _) => rates.median_days().max(1.0),
            (Variable::NewDeals, _) => rates.per_month(),
            (Variable::Headcount, _) => self.headcount as f64,
            (Variable::Churn, _) => {
                let (seen, gone) = self.lost;
                (gone as f64 + CHURN.0 * CHURN.1) / (seen as f64 + CHURN.1)
            }
        })
    }

    /// From how many observations a level was learned.
    pub(super) fn observed(&self, handle: Handle) -> u64 {
        let rates = &self.ahead.rates;
        match (handle.variable, handle.stage) {
            (Variable::WinRate, Some(id)) => self
                .stages
                .iter()
                .find(|s| s.id == id)
                .map_or(0, |s| s.ended),
            (Variable::WinRate, None) => rates.won + rates.lost,
            (Variable::DealSize, _) => rates.sizes.len() as u64,
            (Variable::CycleTime, _) => rates.won,
            (Variable::NewDeals, _) => rates.new,
            (Variable::Headcount, _) => self.headcount,
            (Variable::Churn, _) => self.lost.0,
        }
    }

    /// What is multiplied on the chance of a deal now in stage `from` (a place in the history; none: a new deal) when the
    /// win rates of stages are multiplied by `factors`: each counts as far as winners pass through its stage.
    pub(super) fn passed_on(&self, from: Option<usize>, factors: &[f64]) -> f64 {
        let last = self.passing.len() - 1;
        let shares = &self.passing[from.unwrap_or(last).min(last)];
        let each = shares.iter().zip(factors);
        each.map(|(share, factor)| 1.0 + share * (factor - 1.0))
            .product()
    }
}

fn names(read: &Read<'_>) -> Result<HashMap<Uuid, String>> {
    let names = read
        .select("SELECT id, coalesce(name, '') FROM stages")?
        .query_map([], |row| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// Open stages that deals have been in, those with most deals, with their win rates.
fn stages(ahead: &Ahead, names: &HashMap<Uuid, String>) -> Vec<StageLevel> {
    let history = &ahead.history;
    let mut counted = vec![(0_u64, 0_u64, 0_u64); history.stages.len()];
    for life in &history.lives {
        let end = life
            .stays
            .iter()
            .map(|stay| history.stages[stay.stage].standing);
        let end = end.clone().find(|standing| *standing != Standing::Open);
        let mut seen: Vec<usize> = life.stays.iter().map(|stay| stay.stage).collect();
        seen.sort_unstable();
        seen.dedup();
        for stage in seen {
            let (met, ended, won) = &mut counted[stage];
            *met += 1;
            *ended += u64::from(end.is_some());
            *won += u64::from(end == Some(Standing::Won));
        }
    }
    let mut places: Vec<usize> = (0..counted.len())
        .filter(|p| history.stages[*p].standing == Standing::Open && counted[*p].0 > 0)
        .collect();
    places.sort_by_key(|p| (std::cmp::Reverse(counted[*p].0), *p));
    places.truncate(STAGES);
    places
        .into_iter()
        .map(|place| {
            let (stage, (_, ended, won)) = (&history.stages[place], counted[place]);
            StageLevel {
                id: stage.id,
                name: names.get(&stage.id).cloned().unwrap_or_default(),
                place,
                win_rate: (won as f64 + BELIEF * stage.probability) / (ended as f64 + BELIEF),
                ended,
            }
        })
        .collect()
}

fn passing(ahead: &Ahead, stages: &[StageLevel]) -> Vec<Vec<f64>> {
    let history = &ahead.history;
    let any = history.stages.len();
    let mut met = vec![0.0_f64; any + 1];
    let mut later = vec![vec![0.0_f64; stages.len()]; any + 1];
    for life in &history.lives {
        let won = life
            .stays
            .iter()
            .any(|s| history.stages[s.stage].standing == Standing::Won);
        if !won {
            continue;
        }
        let mut from: Vec<(usize, usize)> = vec![(any, 0)];
        for (at, stay) in life.stays.iter().enumerate() {
            if !from.iter().any(|(stage, _)| *stage == stay.stage) {
                from.push((stay.stage, at));
            }
        }
        for (stage, at) in from {
            met[stage] += 1.0;
            for (to, level) in stages.iter().enumerate() {
                let passes = life.stays[at..]
                    .iter()
                    .any(|stay| stay.stage == level.place);
                later[stage][to] += f64::from(u8::from(passes));
            }
        }
    }
    for (from, shares) in later.iter_mut().enumerate() {
        for (to, share) in shares.iter_mut().enumerate() {
            // A deal in a stage passes through it, also where none was ever won from there.
            let own = stages[to].place == from;
            *share = if own {
                1.0
            } else {
                *share / met[from].max(1.0)
            };
        }
    }
    later
}

/// People who have an open deal, or had one lately.
fn headcount(read: &Read<'_>, now: i64) -> Result<u64> {
    let count: i64 = read
        .select(
            "SELECT count(DISTINCT o.owner) FROM opportunities o JOIN stages s ON s.id = o.stage
             WHERE o.deleted_at IS NULL AND (s.kind = 'open' OR o.closed_at >= ?1)",
        )?
        .query_row([now - WORKING], |row| row.get(0))?;
    Ok(count.unsigned_abs().max(1))
}

/// Customers; those of a year ago and how many of them were lost; the share of repeated orders.
fn customers(read: &Read<'_>, now: i64) -> Result<(u64, (u64, u64), f64)> {
    let won = "FROM opportunities o JOIN stages s ON s.id = o.stage
               WHERE o.deleted_at IS NULL AND s.kind = 'won' AND o.account IS NOT NULL AND o.closed_at >= ?1 AND o.closed_at < ?2";
    let customers: i64 = read
        .select(&format!("SELECT count(DISTINCT o.account) {won}"))?
        .query_row(params![now - YEAR, now], |row| row.get(0))?;
    let (seen, gone): (i64, Option<i64>) = read
        .select(&format!(
            "SELECT count(*), sum(
                NOT EXISTS (SELECT 1 FROM opportunities n JOIN stages t ON t.id = n.stage
                            WHERE n.account = c.account AND n.deleted_at IS NULL AND t.kind = 'won' AND n.closed_at >= ?2)
                AND NOT EXISTS (SELECT 1 FROM activities a
                                WHERE a.account = c.account AND a.deleted_at IS NULL AND a.occurred_at >= ?2))
             FROM (SELECT DISTINCT o.account AS account {won}) c"
        ))?
        .query_row(params![now - 2 * YEAR, now - YEAR], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let (all, again): (Option<f64>, Option<f64>) = read
        .select(&format!(
            "SELECT sum(o.amount), sum(o.amount * EXISTS (
                SELECT 1 FROM opportunities n JOIN stages t ON t.id = n.stage
                WHERE n.account = o.account AND n.deleted_at IS NULL AND t.kind = 'won' AND n.closed_at < o.closed_at))
             {won}"
        ))?
        .query_row(params![now - YEAR, now], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let share = again.unwrap_or(0.0) / all.filter(|all| *all > 0.0).unwrap_or(1.0);
    let lost = (seen.unsigned_abs(), gone.unwrap_or(0).unsigned_abs());
    Ok((customers.unsigned_abs(), lost, share.clamp(0.0, 1.0)))
}

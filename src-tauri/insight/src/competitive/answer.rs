//! The answer, put together.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::{beta_quantile, clopper_pearson};
use mycrm_quantum::random::Stream;
use serde_json::json;

use super::parameters::CompetitiveParameters;
use super::players::{Field, same};
use super::strength::{redrawn, shares, strengths};
use crate::chance::{Drawn, Sorted, blocks, exact};
use crate::simulations::Context;
use crate::simulations::result::{
    Driver, Estimate, Method, Note, Point, Series, SimulationResult, Subject, Unit,
};

/// Draws of one block.
const BLOCK: u64 = 64;
/// How many more contests in a hundred a driver wins.
const BETTER: f64 = 0.1;
/// Fewer contests than this are too few to learn much from.
const FEW: f64 = 20.0;

/// What one draw gave: strengths relative to ours, and the shares month by month.
type Draw = (Vec<f64>, Vec<Vec<f64>>);

pub(super) fn run(
    parameters: &CompetitiveParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    const PARTS: u64 = 2;
    context.progress(0, PARTS, "learning")?;
    let now = context.now();
    let field = context.read(|read| Field::read(parameters, read, now))?;
    let begin = begin(&field, parameters);
    context.progress(1, PARTS, "monte_carlo")?;
    let clock = Instant::now();
    let (seed, control) = (context.seed(), context.control());
    let drawn: Vec<Draw> = draw(&field, parameters, &begin, (seed, control))?;
    let seconds = clock.elapsed().as_secs_f64();
    let mut result = SimulationResult::default();
    numbers(&field, parameters, &drawn, seconds, &mut result);
    result.drivers = drivers(&field, parameters, &begin);
    notes(&field, parameters, &mut result.notes);
    context.progress(PARTS, PARTS, "done")?;
    Ok(result)
}

/// Draws strengths and follows the shares.
pub(super) fn draw(
    field: &Field,
    parameters: &CompetitiveParameters,
    begin: &[f64],
    (seed, control): (u64, mycrm_quantum::Control<'_>),
) -> Result<Vec<Draw>> {
    let parts = blocks(parameters.samples, BLOCK, control, |_, draws| {
        let one = |draw: u64| {
            let wins = redrawn(&field.wins, &mut Stream::new(seed, draw));
            let strength = strengths(&wins, parameters.prior);
            let course = shares(
                begin,
                &strength,
                parameters.contested,
                parameters.months as usize,
            );
            (strength.iter().map(|s| s / strength[0]).collect(), course)
        };
        Ok(draws.map(one).collect::<Vec<Draw>>())
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// Shares now: as given, else as contests were won.
pub(super) fn begin(field: &Field, parameters: &CompetitiveParameters) -> Vec<f64> {
    let given = |name: &str| {
        let mut all = parameters.shares.iter();
        all.find(|share| same(&share.player, name))
            .map_or(0.0, |share| share.share)
    };
    let shares: Vec<f64> = if parameters.shares.is_empty() {
        let won = field.wins.rows().into_iter();
        won.map(|row| row.sum() + parameters.prior / 2.0).collect()
    } else {
        field
            .players
            .iter()
            .map(|player| given(&player.name))
            .collect()
    };
    let total: f64 = shares.iter().sum();
    let even = 1.0 / shares.len() as f64;
    shares
        .iter()
        .map(|share| if total > 0.0 { share / total } else { even })
        .collect()
}

fn subject(field: &Field, player: usize) -> Option<Subject> {
    let player = &field.players[player];
    Some(Subject {
        kind: player.account.map(|_| "account".into()),
        id: player.account,
        label: player.name.clone(),
    })
}

fn numbers(
    field: &Field,
    parameters: &CompetitiveParameters,
    drawn: &[Draw],
    seconds: f64,
    result: &mut SimulationResult,
) {
    let told = |unit| Drawn {
        unit,
        currency: None,
        confidence: parameters.confidence,
        seconds,
    };
    let of = |estimate: Estimate, player| Estimate {
        subject: subject(field, player),
        ..estimate
    };
    let months = parameters.months as usize;
    let share_at =
        |player: usize, month: usize| Sorted::equal(drawn.iter().map(move |d| d.1[month][player]));
    let (now, then) = (share_at(0, 0), share_at(0, months));
    result.estimates.push(of(
        exact("share_now", Unit::Probability, now.quantile(0.5)),
        0,
    ));
    // What is not known of a share is the spread of the draws, not how well their mean is.
    let tail = (1.0 - parameters.confidence) / 2.0;
    let spread = |estimate: Estimate, sorted: &Sorted| Estimate {
        low: sorted.quantile(tail),
        high: sorted.quantile(1.0 - tail),
        ..estimate
    };
    for player in 0..field.players.len() {
        let sorted = share_at(player, months);
        let mean = told(Unit::Probability).mean("share_then", &sorted);
        result.estimates.push(of(spread(mean, &sorted), player));
    }
    let grows = drawn.iter().filter(|d| d.1[months][0] > d.1[0][0]).count() as u64;
    result.estimates.push(of(
        told(Unit::Probability).chance("share_grows", grows, drawn.len() as u64),
        0,
    ));
    let strength = strengths(&field.wins, parameters.prior);
    for player in 1..field.players.len() {
        let (won, lost) = (field.wins[[0, player]], field.wins[[player, 0]]);
        let (a, b) = (won + 0.5, lost + 0.5);
        result.estimates.push(of(
            Estimate {
                method: Method::Observed,
                low: beta_quantile(tail, a, b),
                high: beta_quantile(1.0 - tail, a, b),
                confidence: parameters.confidence,
                samples: Some((won + lost).round() as u64),
                ..exact("wins_against", Unit::Probability, a / (a + b))
            },
            player,
        ));
        let sorted = Sorted::equal(drawn.iter().map(|d| d.0[player]));
        let relative = Estimate {
            value: strength[player] / strength[0],
            ..told(Unit::Ratio).mean("strength", &sorted)
        };
        result.estimates.push(of(spread(relative, &sorted), player));
    }
    let found = field.found;
    if found.won + found.lost > 0 {
        let (won, ended) = (found.won as usize, (found.won + found.lost) as usize);
        let (low, high) = clopper_pearson(won, ended, 1.0 - parameters.confidence);
        result.estimates.push(Estimate {
            method: Method::Observed,
            low,
            high,
            confidence: parameters.confidence,
            samples: Some(ended as u64),
            ..exact("win_rate", Unit::Probability, won as f64 / ended as f64)
        });
    }
    let lines = [("share_now", now.quantile(0.5))];
    result
        .distributions
        .push(told(Unit::Probability).distribution("share_then", &then, &lines));
    for player in 0..field.players.len() {
        let points = (0..=months).map(|month| {
            let sorted = share_at(player, month);
            Point {
                step: month as u32,
                p10: sorted.quantile(0.1),
                p50: sorted.quantile(0.5),
                p90: sorted.quantile(0.9),
                mean: drawn.iter().map(|d| d.1[month][player]).sum::<f64>()
                    / drawn.len().max(1) as f64,
                ..Point::default()
            }
        });
        result.series.push(Series {
            quantity: "share".into(),
            subject: subject(field, player),
            method: Method::MonteCarlo,
            unit: Unit::Probability,
            points: points.collect(),
            ..Series::default()
        });
    }
}

/// What winning a tenth more, or fewer, of the contests with one competitor would do to our share.
fn drivers(field: &Field, parameters: &CompetitiveParameters, begin: &[f64]) -> Vec<Driver> {
    let share = |player: usize, more: f64| {
        let mut wins = field.wins.clone();
        let all = wins[[0, player]] + wins[[player, 0]];
        let won = (wins[[0, player]] + more * all).clamp(0.0, all);
        (wins[[0, player]], wins[[player, 0]]) = (won, all - won);
        let strength = strengths(&wins, parameters.prior);
        let months = parameters.months as usize;
        shares(begin, &strength, parameters.contested, months)[months][0]
    };
    let mut drivers: Vec<Driver> = (1..field.players.len())
        .filter(|player| field.wins[[0, *player]] + field.wins[[*player, 0]] > 0.0)
        .map(|player| Driver {
            code: "competitor".into(),
            subject: subject(field, player),
            quantity: "share_then".into(),
            low: share(player, -BETTER),
            high: share(player, BETTER),
            unit: Unit::Probability,
            currency: None,
        })
        .collect();
    drivers.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
    drivers
}

fn notes(field: &Field, parameters: &CompetitiveParameters, notes: &mut Vec<Note>) {
    let found = field.found;
    notes.push(Note::information(
        "competitive_data",
        [
            ("competitors", json!(found.competitors)),
            ("won", json!(found.won)),
            ("won_named", json!(found.won_named)),
            ("lost", json!(found.lost)),
            ("lost_named", json!(found.lost_named)),
            ("lost_unnamed", json!(found.lost_unnamed)),
            ("open_named", json!(found.open_named)),
            ("contests", json!(parameters.contests.len())),
        ],
    ));
    if found.spread > 0.0 {
        notes.push(Note::caution(
            "competitive_wins_spread",
            [("count", json!(found.spread.round()))],
        ));
    }
    if found.lost_named + found.lost_unnamed + found.won_named == 0 {
        notes.push(Note::caution("competitive_nothing_named", []));
    }
    let all = field.wins.sum();
    if all < FEW {
        notes.push(Note::caution(
            "competitive_few",
            [("contests", json!(all.round()))],
        ));
    }
    if parameters.shares.is_empty() {
        notes.push(Note::caution("competitive_shares_of_contests", []));
    }
    notes.push(Note::information(
        "competitive_contested",
        [("share", json!(parameters.contested))],
    ));
}

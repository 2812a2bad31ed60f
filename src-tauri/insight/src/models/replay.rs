//! The past played again: forecasts of past quarters from what was known at their starts.
//!
//! Amounts are in the currency of most deals; deals in others are left out, since no rate of the time is known.

use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::estimate::clopper_pearson;

use super::report::{
    CalibrationBin, CalibrationCoverage, CalibrationQuarter, CalibrationScore, ModelCalibration,
};
use crate::calendar::{DAY, day, midnight, month_after, month_before, quarter_start};
use crate::closure::{Outcome, Total, UNIT};
use crate::history::{Curves, History, Standing, belief};
use crate::money;
use crate::revenue::{Quarter, backtest};
use crate::simulations::Context;

/// Quarters looked back, at most.
const QUARTERS: u32 = 8;
/// History that a quarter needs before it.
const NEEDED: i64 = 180 * DAY;
/// Months that the revenue projection learns from.
const LEARNED_MONTHS: u32 = 12;
/// How often intervals from p10 to p90 should hold what comes.
const NOMINAL: f64 = 0.8;
/// Chance that the interval of an observed share misses it.
const ALPHA: f64 = 0.05;

/// How good stage probabilities and learned odds were, and how often the closure forecast's interval held.
///
/// # Errors
/// Those of reading; cancelling.
pub fn closure_calibration(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let (history, currency) = read(context)?;
    let mut stage = Vec::new();
    let mut learned = Vec::new();
    let mut quarters = Vec::new();
    for start in starts(&history, context.now()) {
        let next = month_after(start, 3);
        let (from, to) = (midnight(start), midnight(next));
        let curves = Curves::learn(&history, from, to - from);
        let (mut deals, mut actual) = (Vec::new(), 0);
        for life in &history.lives {
            let Some((stay, Standing::Open)) = history.at(life, from - 1) else {
                continue;
            };
            let own = history.stages[stay.stage].probability;
            let chance = curves.chance(stay.stage, from - stay.entered, belief(own, to - from));
            let won = history.won_within(life, from - 1, to - 1).is_some();
            learned.push((chance, won));
            if let Some((_, end @ (Standing::Won | Standing::Lost))) =
                history.at(life, context.now())
            {
                stage.push((own, end == Standing::Won));
            }
            let amount = life
                .amount
                .filter(|_| life.currency.as_deref() == Some(&*currency));
            if let Some(amount) = amount {
                deals.push(Outcome {
                    amount: amount.max(0),
                    probability: chance,
                });
                actual += if won { amount } else { 0 };
            }
        }
        let total = Total::of(&deals, context.control())?;
        let money = |share| total.quantile(share) as f64 / UNIT;
        let mean: f64 = deals.iter().map(|d| d.probability * d.amount as f64).sum();
        quarters.push(CalibrationQuarter {
            begins: start.to_string(),
            ends: next.pred_opt().unwrap_or(next).to_string(),
            p10: money(0.1),
            p50: money(0.5),
            p90: money(0.9),
            mean: mean / UNIT,
            actual: actual as f64 / UNIT,
            inside: (total.quantile(0.1)..=total.quantile(0.9)).contains(&actual),
        });
        context.check_cancelled()?;
    }
    Ok(ModelCalibration {
        scores: [
            score("stage_probability", &stage),
            score("learned_odds", &learned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        coverage: coverage(quarters, &currency),
        ..ModelCalibration::default()
    })
}

/// How often the projection's interval held.
///
/// # Errors
/// Those of reading; cancelling.
pub fn revenue_calibration(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let (history, currency) = read(context)?;
    let value = |place: usize| {
        let life = &history.lives[place];
        life.amount
            .filter(|_| life.currency.as_deref() == Some(&*currency))
    };
    let control: Control<'_> = context.control();
    let wanted = (QUARTERS, LEARNED_MONTHS);
    let quarters = backtest(
        &history,
        context.now(),
        wanted,
        &value,
        (context.seed(), control),
    )?;
    let told = |quarter: &Quarter| CalibrationQuarter {
        begins: quarter.begins.to_string(),
        ends: quarter.ends.to_string(),
        p10: quarter.p10 as f64 / UNIT,
        p50: quarter.p50 as f64 / UNIT,
        p90: quarter.p90 as f64 / UNIT,
        mean: quarter.mean / UNIT,
        actual: quarter.actual as f64 / UNIT,
        inside: (quarter.p10..=quarter.p90).contains(&quarter.actual),
    };
    Ok(ModelCalibration {
        coverage: coverage(quarters.iter().map(told).collect(), &currency),
        ..ModelCalibration::default()
    })
}

fn read(context: &Context<'_, '_>) -> Result<(History, String)> {
    let (history, fallback) =
        context.read(|read| Ok((History::read(read)?, default_currency(read)?)))?;
    let codes = history
        .lives
        .iter()
        .filter_map(|life| life.currency.as_deref());
    let currency = money::answer_in(None, &Default::default(), codes, &fallback)?;
    Ok((history, currency))
}

/// Starts of whole past quarters with enough history before them, oldest first.
fn starts(history: &History, now: i64) -> Vec<chrono::NaiveDate> {
    let Some(begins) = history.begins() else {
        return Vec::new();
    };
    let this = quarter_start(day(now));
    (1..=QUARTERS)
        .rev()
        .map(|back| month_before(this, 3 * back))
        .filter(|start| midnight(*start) - begins >= NEEDED)
        .collect()
}

fn coverage(quarters: Vec<CalibrationQuarter>, currency: &str) -> Option<CalibrationCoverage> {
    let inside = quarters.iter().filter(|quarter| quarter.inside).count();
    let (low, high) = clopper_pearson(inside, quarters.len().max(1), ALPHA);
    (!quarters.is_empty()).then(|| CalibrationCoverage {
        nominal: NOMINAL,
        inside: inside as u64,
        share: inside as f64 / quarters.len() as f64,
        low,
        high,
        currency: currency.into(),
        quarters,
    })
}

/// The score of (prediction, outcome) pairs; none without any.
fn score(code: &str, pairs: &[(f64, bool)]) -> Option<CalibrationScore> {
    const BINS: usize = 10;
    let n = pairs.len() as f64;
    let true_ = |won: bool| if won { 1.0 } else { 0.0 };
    let brier = pairs
        .iter()
        .map(|(p, won)| (p - true_(*won)).powi(2))
        .sum::<f64>()
        / n;
    let observed = pairs.iter().map(|(_, won)| true_(*won)).sum::<f64>() / n;
    let reference = observed * (1.0 - observed);
    let bins = (0..BINS).filter_map(|at| {
        let (from, to) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        let here = pairs
            .iter()
            .filter(|(p, _)| ((p * BINS as f64) as usize).min(BINS - 1) == at);
        let (mut count, mut won, mut sum) = (0, 0, 0.0);
        for (p, is_won) in here {
            count += 1;
            won += usize::from(*is_won);
            sum += p;
        }
        let (low, high) = clopper_pearson(won, count.max(1), ALPHA);
        (count > 0).then(|| CalibrationBin {
            from,
            to,
            count: count as u64,
            predicted: sum / count as f64,
            observed: won as f64 / count as f64,
            low,
            high,
        })
    });
    (!pairs.is_empty()).then(|| CalibrationScore {
        code: code.into(),
        count: pairs.len() as u64,
        brier,
        reference,
        skill: if reference > 0.0 {
            1.0 - brier / reference
        } else {
            0.0
        },
        observed,
        predicted: pairs.iter().map(|(p, _)| p).sum::<f64>() / n,
        bins: bins.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_tells_good_probabilities_from_bad_ones() {
        // 100 deals said at 30 %, 100 at 70 %; as many won as said.
        let fair = |p: f64| (0..100).map(move |n| (p, f64::from(n) < 100.0 * p));
        let pairs: Vec<(f64, bool)> = fair(0.3).chain(fair(0.7)).collect();
        let good = score("x", &pairs).unwrap();
        assert!((good.brier - 0.21).abs() < 1e-12 && (good.reference - 0.25).abs() < 1e-12);
        assert!((good.skill - 0.16).abs() < 1e-12);
        assert_eq!(good.bins.len(), 2);
        assert!(
            good.bins
                .iter()
                .all(|bin| (bin.predicted - bin.observed).abs() < 1e-9)
        );
        let turned: Vec<(f64, bool)> = pairs.iter().map(|(p, won)| (1.0 - p, *won)).collect();
        assert!(score("x", &turned).unwrap().skill < 0.0);
        assert_eq!(score("x", &[]), None);
    }
}

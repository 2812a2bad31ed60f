//! The past played again: forecasts of past quarters from what was known at their starts.
//!
//! Amounts are in the currency of most deals; deals in others are left out, since no rate of the time is known.

use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use mycrm_quantum::Control;

use super::past::{QUARTERS, Quarters, Said};
use super::report::{CalibrationQuarter, ModelCalibration};
use super::score::score;
use crate::closure::{Outcome, Total, UNIT};
use crate::history::{Curves, History, Standing, belief};
use crate::money;
use crate::revenue::backtest;
use crate::simulations::Context;
use crate::simulations::result::Unit;

/// Months that the revenue projection learns from.
const LEARNED_MONTHS: u32 = 12;

/// How good stage probabilities and learned odds were, and how often the closure forecast's interval held.
///
/// # Errors
/// Those of reading; cancelling.
pub fn closure_calibration(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let (history, currency) = read(context)?;
    let mut stage = Vec::new();
    let mut learned = Vec::new();
    let past = Quarters::before(context.now(), history.begins());
    let mut told = Vec::new();
    for quarter in past.iter() {
        let (from, to) = (quarter.from, quarter.to);
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
        told.push(quarter.told(Said {
            p10: money(0.1),
            p50: money(0.5),
            p90: money(0.9),
            mean: mean / UNIT,
            actual: actual as f64 / UNIT,
        }));
        context.check_cancelled()?;
    }
    let scores = [
        score("stage_probability", &stage),
        score("learned_odds", &learned),
    ];
    Ok(past.calibration(scores, told, (Unit::Money, &currency)))
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
    let told = quarters.iter().map(|quarter| CalibrationQuarter {
        begins: quarter.begins.to_string(),
        ends: quarter.ends.to_string(),
        p10: quarter.p10 as f64 / UNIT,
        p50: quarter.p50 as f64 / UNIT,
        p90: quarter.p90 as f64 / UNIT,
        mean: quarter.mean / UNIT,
        actual: quarter.actual as f64 / UNIT,
        inside: (quarter.p10..=quarter.p90).contains(&quarter.actual),
    });
    let past = Quarters::before(context.now(), history.begins());
    Ok(past.calibration([], told.collect(), (Unit::Money, &currency)))
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

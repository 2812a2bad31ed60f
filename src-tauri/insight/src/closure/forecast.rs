//! The forecast: which deals count, in which currency, and the three ways beside each other.

use std::time::Instant;

use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;

use super::amplitude::{DRAWN, drawing, load};
use super::chosen::{Chances, Counted, by_currency, main_currency};
use super::deals::{OpenDeal, open_deals};
use super::drivers::drivers;
use super::exact::Outcome;
use super::parameters::{ClosureParameters, Odds};
use super::shape::{UNIT, distribution};
use super::shared::Mixture;
use super::timeline::timeline;
use super::ways::{estimate_amplitude, exact_amounts, mean_by_amplitude, reached_exactly, sampled};
use crate::history::History;
use crate::simulations::Context;
use crate::simulations::result::{Note, SimulationResult, Subject};

pub(super) fn run(
    parameters: &ClosureParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    let (all, fallback, history) = context.read(|read| {
        let history = match parameters.odds {
            Odds::Own => None,
            Odds::Learned => Some(History::read(read)?),
        };
        Ok((
            open_deals(parameters, read)?,
            default_currency(read)?,
            history,
        ))
    })?;
    let odds = Chances {
        parameters,
        history: history.as_ref(),
        now: context.now(),
    };
    let chances = odds.by(&all, parameters.horizon(context.now()));
    let mut result = SimulationResult {
        notes: odds.notes(&all, &chances),
        ..SimulationResult::default()
    };
    let currency = main_currency(parameters, &all, &chances, &fallback)?;
    let mut groups = by_currency(parameters, &all, &chances, &currency);
    let main = groups.remove(&currency).unwrap_or_default();
    forecast(parameters, &main, &currency, context, &mut result)?;
    let over_time = timeline(&odds, &all, &main, &currency, context.control())?;
    result.series.push(over_time);
    for (currency, deals) in groups {
        aside(parameters, &deals, &currency, context, &mut result)?;
    }
    Ok(result)
}

fn outcomes(deals: &[Counted<'_>]) -> Vec<Outcome> {
    deals.iter().map(|counted| counted.outcome).collect()
}

/// A currency without a rate: its distribution, exactly.
fn aside(
    parameters: &ClosureParameters,
    deals: &[Counted<'_>],
    currency: &str,
    context: &mut Context<'_, '_>,
    result: &mut SimulationResult,
) -> Result<()> {
    let (clock, deals) = (Instant::now(), outcomes(deals));
    let mixture = Mixture::of(&deals, parameters.shared, context.control())?;
    let subject = Some(Subject {
        label: currency.into(),
        ..Subject::default()
    });
    let mut found = exact_amounts(
        &mixture.total,
        mixture.moments(),
        currency,
        clock.elapsed().as_secs_f64(),
    );
    found
        .iter_mut()
        .for_each(|estimate| estimate.subject = subject.clone());
    result.estimates.extend(found);
    let mut shown = distribution(&mixture.total, mixture.moments(), currency, None);
    shown.subject = subject;
    result.distributions.push(shown);
    result.notes.push(Note::caution(
        "currency_aside",
        [("currency", json!(currency)), ("count", json!(deals.len()))],
    ));
    Ok(())
}

/// The forecast in the currency of the answer, all three ways.
fn forecast(
    parameters: &ClosureParameters,
    deals: &[Counted<'_>],
    currency: &str,
    context: &mut Context<'_, '_>,
    result: &mut SimulationResult,
) -> Result<()> {
    const STEPS: u64 = 4;
    context.progress(0, STEPS, "exact")?;
    let (counted, deals) = (deals, outcomes(deals));
    let clock = Instant::now();
    let mixture = Mixture::of(&deals, parameters.shared, context.control())?;
    let (mean, deviation) = mixture.moments();
    let total = &mixture.total;
    let target = match parameters.target {
        Some(target) => scaled(target),
        None => {
            let target = ((mean / UNIT).round() * UNIT) as i64;
            result.notes.push(Note::information("target_is_mean", []));
            target
        }
    };
    let seconds = clock.elapsed().as_secs_f64();
    let amounts = exact_amounts(total, (mean, deviation), currency, seconds);
    result
        .estimates
        .push(reached_exactly(total, target, seconds));
    if total.shift > 0.0 {
        result.notes.push(Note::information(
            "rounded_to_grid",
            [
                ("step", json!(total.step as f64 / UNIT)),
                ("shift", json!(total.shift / UNIT)),
            ],
        ));
    }
    if parameters.shared > 0.0 {
        result.notes.push(Note::information(
            "shared_factor",
            [("share", json!(parameters.shared))],
        ));
    }
    context.progress(1, STEPS, "amplitude")?;
    // Deals that share a factor cannot be put into the circuit one by one: their sum is loaded.
    let alone: &[Outcome] = if parameters.shared > 0.0 { &[] } else { &deals };
    let loaded = load(alone, total, target)?;
    result.circuit = Some(estimate_amplitude(
        parameters,
        &loaded,
        context,
        &mut result.estimates,
    )?);
    if let Some(circuit) = &mut result.circuit {
        circuit.drawing = drawing(&loaded, total, target);
    }
    result
        .notes
        .push(Note::information(loaded.purpose, [("drawn", json!(DRAWN))]));
    context.progress(2, STEPS, "monte_carlo")?;
    let sampled = sampled(parameters, &deals, target, context)?;
    result.estimates.push(sampled.reached);
    let mut by_chance = sampled.amounts.into_iter();
    let amplitude = mean_by_amplitude(parameters, total, currency, context)?;
    for (at, exact) in amounts.into_iter().enumerate() {
        result.estimates.push(exact);
        if at == 0 {
            result.estimates.push(amplitude.clone());
        }
        result.estimates.extend(by_chance.next());
    }
    let named: Vec<(Outcome, &OpenDeal)> = counted.iter().map(|c| (c.outcome, c.deal)).collect();
    result.drivers = drivers(&named, &mixture, target);
    let shown = distribution(total, (mean, deviation), currency, Some(target));
    result.distributions.push(shown);
    context.progress(STEPS, STEPS, "done")
}

fn scaled(amount: Decimal) -> i64 {
    (amount * Decimal::from(UNIT as i64))
        .round()
        .to_i64()
        .unwrap_or(i64::MAX)
}

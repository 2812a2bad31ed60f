//! The forecast: which deals count, in which currency, and the three ways beside each other.

use std::collections::BTreeMap;
use std::time::Instant;

use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::estimate::{
    Interval, IterativeSettings, Simulated, clopper_pearson, iterative, maximum_likelihood,
    normal_quantile,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;

use super::amplitude::{DRAWN, Loaded, drawing, load, load_mean};
use super::deals::{OpenDeal, open_deals};
use super::drivers::drivers;
use super::exact::{Outcome, Total, moments};
use super::parameters::ClosureParameters;
use super::sampled::sample;
use super::shape::{UNIT, distribution};
use crate::simulations::Context;
use crate::simulations::context::refused;
use crate::simulations::result::{
    CircuitUsed, Estimate, Method, Note, SimulationResult, Subject, Unit,
};

/// Shots of a round of amplitude estimation.
const SHOTS: usize = 100;

pub(super) fn run(
    parameters: &ClosureParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    let (all, fallback) =
        context.read(|read| Ok((open_deals(parameters, read)?, default_currency(read)?)))?;
    let mut result = SimulationResult::default();
    let counted = counted(parameters, &all, context.now(), &mut result.notes);
    let currency = main_currency(parameters, &counted, &fallback)?;
    let mut groups = by_currency(parameters, counted, &currency);
    let main = groups.remove(&currency).unwrap_or_default();
    forecast(parameters, &main, &currency, context, &mut result)?;
    for (currency, deals) in groups {
        aside(&deals, &currency, context, &mut result)?;
    }
    Ok(result)
}

/// The deals that count, with what is to be said about those that do not.
fn counted<'d>(
    parameters: &ClosureParameters,
    all: &'d [OpenDeal],
    now: i64,
    notes: &mut Vec<Note>,
) -> Vec<&'d OpenDeal> {
    let (today, until) = (super::parameters::day(now), parameters.horizon(now));
    if all.is_empty() {
        notes.push(Note::caution("no_open_deals", []));
    }
    notes.push(Note::information(
        "until",
        [("date", json!(until.to_string()))],
    ));
    let counts = |deal: &&OpenDeal| match deal.expected_close {
        Some(day) if day < today => parameters.overdue,
        Some(day) => day <= until,
        None => parameters.undated,
    };
    let mut tell = |code: &str, count: usize| {
        if count > 0 {
            notes.push(Note::caution(code, [("count", json!(count))]));
        }
    };
    let overdue = |deal: &&OpenDeal| deal.expected_close.is_some_and(|day| day < today);
    let undated = |deal: &&OpenDeal| deal.expected_close.is_none();
    let code = |counts: bool, yes: &'static str, no: &'static str| if counts { yes } else { no };
    tell(
        code(parameters.overdue, "overdue_counted", "overdue_left_out"),
        all.iter().filter(overdue).count(),
    );
    tell(
        code(parameters.undated, "undated_counted", "undated_left_out"),
        all.iter().filter(undated).count(),
    );
    let counted: Vec<&OpenDeal> = all.iter().filter(counts).collect();
    tell(
        "without_amount",
        counted.iter().filter(|deal| deal.amount.is_none()).count(),
    );
    counted
}

/// The currency of the answer: the one asked for, else that of most deals.
fn main_currency(
    parameters: &ClosureParameters,
    deals: &[&OpenDeal],
    fallback: &str,
) -> Result<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for currency in deals.iter().filter_map(|deal| deal.currency.as_deref()) {
        *counts.entry(currency).or_default() += 1;
    }
    let Some(asked) = &parameters.currency else {
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        return Ok(most.map_or(fallback, |(code, _)| code).to_owned());
    };
    let reachable = counts
        .keys()
        .any(|code| code == asked || parameters.rates.contains_key(*code));
    if counts.is_empty() || reachable {
        return Ok(asked.clone());
    }
    let known: Vec<&str> = counts.keys().copied().collect();
    Err(Error::field(
        "parameters.currency",
        "invalid",
        format!(
            "No deal is in {asked}, and no rate says what {} is worth in it. Choose a currency of the deals, or give rates.",
            known.join(", ")
        ),
    ))
}

/// A deal that counts, in the currency of its group.
struct Counted<'d> {
    outcome: Outcome,
    deal: &'d OpenDeal,
}

/// Deals by the currency they are forecast in, converted where there is a rate.
fn by_currency<'d>(
    parameters: &ClosureParameters,
    deals: Vec<&'d OpenDeal>,
    currency: &str,
) -> BTreeMap<String, Vec<Counted<'d>>> {
    let mut groups: BTreeMap<String, Vec<Counted<'d>>> = BTreeMap::new();
    for deal in deals {
        let Some(amount) = deal.amount else { continue };
        let own = deal.currency.as_deref().unwrap_or(currency);
        let rate = if own == currency {
            None
        } else {
            parameters.rates.get(own)
        };
        let (group, amount) = match rate {
            // Whole units: a converted amount pretends no more than its rate knows.
            Some(rate) => (
                currency,
                ((amount as f64 * rate / UNIT).round() * UNIT) as i64,
            ),
            None => (own, amount),
        };
        let outcome = Outcome {
            amount: amount.max(0),
            probability: deal.probability,
        };
        groups
            .entry(group.to_owned())
            .or_default()
            .push(Counted { outcome, deal });
    }
    groups
}

fn outcomes(deals: &[Counted<'_>]) -> Vec<Outcome> {
    deals.iter().map(|counted| counted.outcome).collect()
}

/// A currency without a rate: its distribution, exactly.
fn aside(
    deals: &[Counted<'_>],
    currency: &str,
    context: &mut Context<'_, '_>,
    result: &mut SimulationResult,
) -> Result<()> {
    let (clock, deals) = (Instant::now(), outcomes(deals));
    let total = Total::of(&deals, context.control())?;
    let subject = Some(Subject {
        label: currency.into(),
        ..Subject::default()
    });
    let mut found = exact_amounts(
        &total,
        moments(&deals),
        currency,
        clock.elapsed().as_secs_f64(),
    );
    found
        .iter_mut()
        .for_each(|estimate| estimate.subject = subject.clone());
    result.estimates.extend(found);
    let mut shown = distribution(&total, moments(&deals), currency, None);
    shown.subject = subject;
    result.distributions.push(shown);
    result.notes.push(Note::caution(
        "currency_aside",
        [("currency", json!(currency)), ("count", json!(deals.len()))],
    ));
    Ok(())
}

/// Mean and percentiles of an exact distribution.
fn exact_amounts(
    total: &Total,
    (mean, _): (f64, f64),
    currency: &str,
    seconds: f64,
) -> Vec<Estimate> {
    let shift = total.shift / UNIT;
    let amount = |quantity: &str, value: f64, off: f64| Estimate {
        quantity: quantity.into(),
        method: Method::Exact,
        value,
        low: (value - off).max(0.0),
        high: value + off,
        confidence: 1.0,
        unit: Unit::Money,
        currency: Some(currency.into()),
        seconds,
        ..Estimate::default()
    };
    let quantile =
        |name: &str, share: f64| amount(name, total.quantile(share) as f64 / UNIT, shift);
    vec![
        amount("mean", mean / UNIT, 0.0),
        quantile("p10", 0.1),
        quantile("p50", 0.5),
        quantile("p90", 0.9),
    ]
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
    let total = Total::of(&deals, context.control())?;
    let (mean, deviation) = moments(&deals);
    let target = match parameters.target {
        Some(target) => scaled(target),
        None => {
            let target = ((mean / UNIT).round() * UNIT) as i64;
            result.notes.push(Note::information("target_is_mean", []));
            target
        }
    };
    let seconds = clock.elapsed().as_secs_f64();
    let amounts = exact_amounts(&total, (mean, deviation), currency, seconds);
    result
        .estimates
        .push(reached_exactly(&total, target, seconds));
    if total.shift > 0.0 {
        result.notes.push(Note::information(
            "rounded_to_grid",
            [
                ("step", json!(total.step as f64 / UNIT)),
                ("shift", json!(total.shift / UNIT)),
            ],
        ));
    }
    context.progress(1, STEPS, "amplitude")?;
    let loaded = load(&deals, &total, target)?;
    result.circuit = Some(estimate_amplitude(
        parameters,
        &loaded,
        context,
        &mut result.estimates,
    )?);
    if let Some(circuit) = &mut result.circuit {
        circuit.drawing = drawing(&loaded, &total, target);
    }
    result
        .notes
        .push(Note::information(loaded.purpose, [("drawn", json!(DRAWN))]));
    context.progress(2, STEPS, "monte_carlo")?;
    let sampled = sampled(parameters, &deals, target, context)?;
    result.estimates.push(sampled.reached);
    let mut by_chance = sampled.amounts.into_iter();
    let amplitude = mean_by_amplitude(parameters, &total, currency, context)?;
    for (at, exact) in amounts.into_iter().enumerate() {
        result.estimates.push(exact);
        if at == 0 {
            result.estimates.push(amplitude.clone());
        }
        result.estimates.extend(by_chance.next());
    }
    let named: Vec<(Outcome, &OpenDeal)> = counted.iter().map(|c| (c.outcome, c.deal)).collect();
    result.drivers = drivers(&named, &total, target);
    let shown = distribution(&total, (mean, deviation), currency, Some(target));
    result.distributions.push(shown);
    context.progress(STEPS, STEPS, "done")
}

fn scaled(amount: Decimal) -> i64 {
    (amount * Decimal::from(UNIT as i64))
        .round()
        .to_i64()
        .unwrap_or(i64::MAX)
}

fn probability(quantity: &str, method: Method, value: f64, (low, high): (f64, f64)) -> Estimate {
    Estimate {
        quantity: quantity.into(),
        method,
        value,
        low: low.clamp(0.0, 1.0),
        high: high.clamp(0.0, 1.0),
        unit: Unit::Probability,
        ..Estimate::default()
    }
}

fn reached_exactly(total: &Total, target: i64, seconds: f64) -> Estimate {
    let shift = total.shift.ceil() as i64;
    let low = total.at_least(target.saturating_add(shift)) - total.lost;
    let high = total.at_least(target.saturating_sub(shift)) + total.lost;
    Estimate {
        confidence: 1.0,
        seconds,
        ..probability(
            "target_probability",
            Method::Exact,
            total.at_least(target),
            (low, high),
        )
    }
}

/// Both kinds of amplitude estimation of P(flag = 1).
fn estimate_amplitude(
    parameters: &ClosureParameters,
    loaded: &Loaded,
    context: &Context<'_, '_>,
    estimates: &mut Vec<Estimate>,
) -> Result<CircuitUsed> {
    let alpha = 1.0 - parameters.confidence;
    let clock = Instant::now();
    let mut oracle = Simulated::new(loaded.circuit.clone(), loaded.flag)
        .map_err(refused)?
        .stopped_by(context.stop());
    let settings = IterativeSettings {
        epsilon: parameters.epsilon,
        alpha,
        shots: SHOTS,
        interval: Interval::ClopperPearson,
    };
    let found =
        iterative(&mut oracle, settings, &mut context.stream(STREAM_ITERATIVE)).map_err(refused)?;
    let first = clock.elapsed().as_secs_f64();
    estimates.push(Estimate {
        confidence: parameters.confidence,
        queries: Some(found.queries),
        samples: Some(found.shots),
        seconds: first,
        ..probability(
            "target_probability",
            Method::IterativeAmplitudeEstimation,
            found.estimate,
            found.interval,
        )
    });
    let rounds = likelihood_rounds(parameters.epsilon, alpha);
    let likely = maximum_likelihood(
        &mut oracle,
        rounds,
        SHOTS,
        alpha,
        &mut context.stream(STREAM_LIKELIHOOD),
    )
    .map_err(refused)?;
    let shots: usize = likely.rounds.iter().map(|round| round.1).sum();
    estimates.push(Estimate {
        confidence: parameters.confidence,
        queries: Some(likely.queries),
        samples: Some(shots as u64),
        seconds: clock.elapsed().as_secs_f64() - first,
        ..probability(
            "target_probability",
            Method::LikelihoodAmplitudeEstimation,
            likely.estimate,
            likely.interval,
        )
    });
    let powers = found
        .powers
        .iter()
        .copied()
        .chain(likely.rounds.iter().map(|round| round.0));
    Ok(CircuitUsed {
        purpose: loaded.purpose.into(),
        qubits: loaded.circuit.qubits() as u32,
        depth: loaded.circuit.depth() as u32,
        gates: loaded.circuit.gate_count() as u64,
        power: powers.max().unwrap_or(0) as u64,
        shots: found.shots + shots as u64,
        queries: found.queries + likely.queries,
        drawing: None,
    })
}

/// Streams of random numbers beside those of the Monte Carlo, which count up from 0.
const STREAM_ITERATIVE: u64 = 1 << 40;
const STREAM_LIKELIHOOD: u64 = STREAM_ITERATIVE + 1;
const STREAM_MEAN: u64 = STREAM_ITERATIVE + 2;

/// Rounds of doubling powers after which the interval of θ, and so that of a, is no wider than ±epsilon.
fn likelihood_rounds(epsilon: f64, alpha: f64) -> usize {
    let z = normal_quantile(1.0 - alpha / 2.0);
    let odd = |power: u32| f64::from(2 * power + 1).powi(2);
    let mut information = 4.0 * SHOTS as f64 * odd(0);
    let mut rounds = 0;
    while z / information.sqrt() > epsilon && rounds < 12 {
        information += 4.0 * SHOTS as f64 * odd(1 << rounds);
        rounds += 1;
    }
    rounds
}

/// The mean by amplitude estimation: its share of the most there can be.
fn mean_by_amplitude(
    parameters: &ClosureParameters,
    total: &Total,
    currency: &str,
    context: &Context<'_, '_>,
) -> Result<Estimate> {
    let clock = Instant::now();
    let (loaded, most) = load_mean(total)?;
    let mut oracle = Simulated::new(loaded.circuit, loaded.flag)
        .map_err(refused)?
        .stopped_by(context.stop());
    let settings = IterativeSettings {
        epsilon: parameters.epsilon,
        alpha: 1.0 - parameters.confidence,
        shots: SHOTS,
        interval: Interval::ClopperPearson,
    };
    let found =
        iterative(&mut oracle, settings, &mut context.stream(STREAM_MEAN)).map_err(refused)?;
    let money = |share: f64| share * most / UNIT;
    Ok(Estimate {
        quantity: "mean".into(),
        method: Method::IterativeAmplitudeEstimation,
        value: money(found.estimate),
        low: money(found.interval.0),
        high: money(found.interval.1),
        confidence: parameters.confidence,
        unit: Unit::Money,
        currency: Some(currency.into()),
        queries: Some(found.queries),
        samples: Some(found.shots),
        seconds: clock.elapsed().as_secs_f64(),
        ..Estimate::default()
    })
}

/// What the Monte Carlo found.
struct Sampled {
    reached: Estimate,
    /// Mean, p10, p50, p90.
    amounts: Vec<Estimate>,
}

fn sampled(
    parameters: &ClosureParameters,
    deals: &[Outcome],
    target: i64,
    context: &Context<'_, '_>,
) -> Result<Sampled> {
    let clock = Instant::now();
    let totals = sample(deals, parameters.samples, context.seed(), context.control())?;
    let (count, n) = (totals.len(), totals.len() as f64);
    let alpha = 1.0 - parameters.confidence;
    let z = normal_quantile(1.0 - alpha / 2.0);
    let good = count - totals.partition_point(|total| *total < target);
    let seconds = clock.elapsed().as_secs_f64();
    let known = Estimate {
        confidence: parameters.confidence,
        samples: Some(count as u64),
        seconds,
        ..Estimate::default()
    };
    let interval = clopper_pearson(good, count, alpha);
    let reached = Estimate {
        confidence: known.confidence,
        samples: known.samples,
        seconds,
        ..probability(
            "target_probability",
            Method::MonteCarlo,
            good as f64 / n,
            interval,
        )
    };
    let amount = |quantity: &str, value: f64, low: f64, high: f64| Estimate {
        quantity: quantity.into(),
        method: Method::MonteCarlo,
        value,
        low,
        high,
        unit: Unit::Money,
        ..known.clone()
    };
    let mean = totals.iter().map(|t| *t as f64).sum::<f64>() / n;
    let variance = totals
        .iter()
        .map(|t| (*t as f64 - mean).powi(2))
        .sum::<f64>()
        / (n - 1.0);
    let half = z * (variance / n).sqrt() / UNIT;
    let rank = |at: f64| totals[(at.max(0.0) as usize).min(count - 1)] as f64 / UNIT;
    // The interval of a percentile lies between order statistics (Conover 1999, section 3.2).
    let quantile = |name: &str, share: f64| {
        let off = z * (n * share * (1.0 - share)).sqrt();
        amount(
            name,
            rank(n * share),
            rank(n * share - off),
            rank((n * share + off).ceil()),
        )
    };
    let mut amounts = vec![amount(
        "mean",
        mean / UNIT,
        mean / UNIT - half,
        mean / UNIT + half,
    )];
    amounts.extend(
        [("p10", 0.1), ("p50", 0.5), ("p90", 0.9)].map(|(name, share)| quantile(name, share)),
    );
    Ok(Sampled { reached, amounts })
}

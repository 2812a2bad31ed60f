//! The numbers of the forecast, each way with its interval and its cost.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::{
    Interval, IterativeSettings, clopper_pearson, iterative, maximum_likelihood, normal_quantile,
};

use super::amplitude::{Loaded, load_mean};
use super::exact::{Outcome, Total};
use super::parameters::ClosureParameters;
use super::sampled::sample;
use super::shape::UNIT;
use crate::simulations::Context;
use crate::simulations::context::refused;
use crate::simulations::result::{CircuitUsed, Estimate, Method, Unit};

/// Shots of a round of amplitude estimation.
const SHOTS: usize = 100;
/// Streams of random numbers beside those of the Monte Carlo, which count up from 0.
const STREAM_ITERATIVE: u64 = 1 << 40;
const STREAM_LIKELIHOOD: u64 = STREAM_ITERATIVE + 1;
const STREAM_MEAN: u64 = STREAM_ITERATIVE + 2;

/// Mean and percentiles of an exact distribution.
pub(super) fn exact_amounts(
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

pub(super) fn reached_exactly(total: &Total, target: i64, seconds: f64) -> Estimate {
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
pub(super) fn estimate_amplitude(
    parameters: &ClosureParameters,
    loaded: &Loaded,
    context: &Context<'_, '_>,
    estimates: &mut Vec<Estimate>,
) -> Result<CircuitUsed> {
    let alpha = 1.0 - parameters.confidence;
    let clock = Instant::now();
    let mut oracle = context.oracle(&loaded.circuit, loaded.flag)?;
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

/// Rounds of doubling powers after which the interval of θ, and so that of a, is no wider than ±epsilon.
pub(crate) fn likelihood_rounds(epsilon: f64, alpha: f64) -> usize {
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
pub(super) fn mean_by_amplitude(
    parameters: &ClosureParameters,
    total: &Total,
    currency: &str,
    context: &Context<'_, '_>,
) -> Result<Estimate> {
    let clock = Instant::now();
    let (loaded, most) = load_mean(total)?;
    let mut oracle = context.oracle(&loaded.circuit, loaded.flag)?;
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
pub(super) struct Sampled {
    pub(super) reached: Estimate,
    /// Mean, p10, p50, p90.
    pub(super) amounts: Vec<Estimate>,
}

pub(super) fn sampled(
    parameters: &ClosureParameters,
    deals: &[Outcome],
    target: i64,
    context: &Context<'_, '_>,
) -> Result<Sampled> {
    let clock = Instant::now();
    let totals = sample(
        deals,
        parameters.shared,
        parameters.samples,
        (context.seed(), context.control()),
    )?;
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

//! `advantage.measure`.

use std::time::Instant;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation};
use mycrm_quantum::algo::Amplification;
use mycrm_quantum::estimate::{
    Interval, IterativeSettings, clopper_pearson, iterative, maximum_likelihood, normal_quantile,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::portfolio::{DEALS, Portfolio};
use super::table::{Advantage, AdvantageMethod, AdvantageRow, exponent};
use crate::closure::{likelihood_rounds, sample};
use crate::simulations::Context;
use crate::simulations::context::refused;
use crate::simulations::result::{Method, Note};

/// Errors measured when none are named.
const EPSILONS: [f64; 6] = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
/// Shots of a round.
const SHOTS: usize = 100;
/// Most samples of one Monte Carlo run: beyond, it is counted and not run.
const MOST_SAMPLES: f64 = 4_000_000.0;

/// Measures what amplitude estimation costs beside Monte Carlo at equal error: calls, samples, and time on this machine.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureAdvantage {
    /// The probability that is estimated, about; 0.2 when left out.
    #[schemars(range(min = 0.01, max = 0.99))]
    pub probability: Option<f64>,
    /// Half-widths of intervals, at most ten; from 0.05 down to 0.001 when left out.
    #[schemars(length(max = 10))]
    pub epsilons: Option<Vec<f64>>,
    /// Chance that an interval holds the value; 0.95 when left out.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: Option<f64>,
    /// How often each way is repeated; 10 when left out.
    #[schemars(range(min = 1, max = 200))]
    pub repeats: Option<u32>,
    /// The same seed gives the same counts; 1 when left out.
    pub seed: Option<u32>,
}

impl Operation for MeasureAdvantage {
    const NAME: &'static str = "advantage.measure";
    const ROUTE: &'static str = "POST /advantage";
    const NEEDS: Permission = Permission::Read;
    type Output = Advantage;
}

/// What is measured, checked.
struct Plan {
    epsilons: Vec<f64>,
    confidence: f64,
    repeats: u32,
}

impl MeasureAdvantage {
    fn plan(&self) -> Result<(Plan, f64)> {
        let range = |field: &str, value: f64, least: f64, most: f64| {
            if (least..=most).contains(&value) {
                return Ok(value);
            }
            let message = format!("“{field}” must lie between {least} and {most}.");
            Err(Error::field(field, "out_of_range", message))
        };
        let mut epsilons = self.epsilons.clone().unwrap_or_else(|| EPSILONS.to_vec());
        if epsilons.is_empty() || epsilons.len() > 10 {
            return Err(Error::field(
                "epsilons",
                "out_of_range",
                "“epsilons” has one to ten entries.",
            ));
        }
        for epsilon in &epsilons {
            range("epsilons", *epsilon, 0.000_5, 0.25)?;
        }
        epsilons.sort_by(|a, b| b.total_cmp(a));
        epsilons.dedup();
        let plan = Plan {
            epsilons,
            confidence: range("confidence", self.confidence.unwrap_or(0.95), 0.5, 0.999)?,
            repeats: range("repeats", f64::from(self.repeats.unwrap_or(10)), 1.0, 200.0)? as u32,
        };
        Ok((
            plan,
            range("probability", self.probability.unwrap_or(0.2), 0.01, 0.99)?,
        ))
    }
}

impl Job for MeasureAdvantage {
    fn run(self, work: &mut Work<'_>) -> Result<Advantage> {
        let (plan, chance) = self.plan()?;
        let mut context = Context::new(work, u64::from(self.seed.unwrap_or(1)));
        let portfolio = Portfolio::new(chance, context.control())?;
        let rows = plan.epsilons.len() as u64;
        let mut table = Vec::new();
        for (at, epsilon) in plan.epsilons.iter().enumerate() {
            context.progress(at as u64, rows, "epsilon")?;
            table.push(row(&plan, *epsilon, &portfolio, &context)?);
        }
        context.progress(rows, rows, "done")?;
        let circuit = &portfolio.loaded.circuit;
        let operator = Amplification::on_qubit(circuit.clone(), portfolio.loaded.flag)
            .and_then(|problem| problem.operator())
            .map_err(refused)?;
        let by = |at: usize| {
            let points = table
                .iter()
                .map(move |row: &AdvantageRow| (row.epsilon, row.methods[at].queries));
            exponent(points)
        };
        let fewer = table
            .iter()
            .filter(|row| row.samples_per_query > 1.0)
            .map(|row| row.epsilon);
        let mut result = Advantage {
            truth: portfolio.truth,
            confidence: plan.confidence,
            repeats: plan.repeats,
            deals: DEALS as u32,
            qubits: circuit.qubits() as u32,
            gates: operator.gate_count() as u64,
            query_exponent: by(0),
            sample_exponent: by(2),
            fewer_queries_from: fewer.max_by(f64::total_cmp),
            notes: Vec::new(),
            rows: table,
        };
        result.notes = notes(&result);
        Ok(result)
    }
}

fn notes(result: &Advantage) -> Vec<Note> {
    let mut notes = vec![
        Note::caution("no_speed_up", []),
        Note::information("query_is_two_preparations", []),
        Note::information("loaded_beforehand", []),
    ];
    let narrowest = result.rows.last();
    notes.extend(narrowest.map(|row| {
        let times = (row.samples_per_query * 10.0).round() / 10.0;
        Note::information(
            "fewer_queries",
            [("epsilon", json!(row.epsilon)), ("times", json!(times))],
        )
    }));
    notes
}

/// One repeat of one way.
struct Try {
    queries: f64,
    shots: f64,
    estimate: f64,
    interval: (f64, f64),
    seconds: f64,
}

fn row(
    plan: &Plan,
    epsilon: f64,
    portfolio: &Portfolio,
    context: &Context<'_, '_>,
) -> Result<AdvantageRow> {
    let alpha = 1.0 - plan.confidence;
    let (mut by_rounds, mut by_likelihood, mut by_chance) = (Vec::new(), Vec::new(), Vec::new());
    let rounds = likelihood_rounds(epsilon, alpha);
    for repeat in 0..plan.repeats {
        context.check_cancelled()?;
        let stream = u64::from(repeat) * 3 + (epsilon.to_bits() >> 12);
        by_rounds.push(iteratively(epsilon, alpha, portfolio, context, stream)?);
        by_likelihood.push(likely(rounds, alpha, portfolio, context, stream + 1)?);
        by_chance.push(by_samples(epsilon, alpha, portfolio, context, stream + 2)?);
    }
    let methods = vec![
        summary(
            Method::IterativeAmplitudeEstimation,
            &by_rounds,
            portfolio.truth,
        ),
        summary(
            Method::LikelihoodAmplitudeEstimation,
            &by_likelihood,
            portfolio.truth,
        ),
        summary(Method::MonteCarlo, &by_chance, portfolio.truth),
    ];
    // At the half-width that was reached, not the one asked for: nobody is credited for doing too much.
    let equal = samples_for(methods[0].half_width, alpha, portfolio.truth);
    Ok(AdvantageRow {
        epsilon,
        samples_per_query: equal / methods[0].queries.max(1.0),
        seconds_ratio: methods[0].seconds / methods[2].seconds.max(1e-9),
        methods,
    })
}

fn iteratively(
    epsilon: f64,
    alpha: f64,
    portfolio: &Portfolio,
    context: &Context<'_, '_>,
    stream: u64,
) -> Result<Try> {
    let clock = Instant::now();
    let mut oracle = context.oracle(&portfolio.loaded.circuit, portfolio.loaded.flag)?;
    let settings = IterativeSettings {
        epsilon,
        alpha,
        shots: SHOTS,
        interval: Interval::ClopperPearson,
    };
    let found = iterative(&mut oracle, settings, &mut context.stream(stream)).map_err(refused)?;
    Ok(Try {
        queries: found.queries as f64,
        shots: found.shots as f64,
        estimate: found.estimate,
        interval: found.interval,
        seconds: clock.elapsed().as_secs_f64(),
    })
}

fn likely(
    rounds: usize,
    alpha: f64,
    portfolio: &Portfolio,
    context: &Context<'_, '_>,
    stream: u64,
) -> Result<Try> {
    let clock = Instant::now();
    let mut oracle = context.oracle(&portfolio.loaded.circuit, portfolio.loaded.flag)?;
    let found = maximum_likelihood(
        &mut oracle,
        rounds,
        SHOTS,
        alpha,
        &mut context.stream(stream),
    )
    .map_err(refused)?;
    Ok(Try {
        queries: found.queries as f64,
        shots: found.rounds.iter().map(|round| round.1 as f64).sum(),
        estimate: found.estimate,
        interval: found.interval,
        seconds: clock.elapsed().as_secs_f64(),
    })
}

/// Samples after which an interval is ±epsilon wide.
fn samples_for(epsilon: f64, alpha: f64, p: f64) -> f64 {
    let z = normal_quantile(1.0 - alpha / 2.0);
    (z * z * p * (1.0 - p) / (epsilon * epsilon))
        .ceil()
        .max(1.0)
}

fn by_samples(
    epsilon: f64,
    alpha: f64,
    portfolio: &Portfolio,
    context: &Context<'_, '_>,
    stream: u64,
) -> Result<Try> {
    let samples = samples_for(epsilon, alpha, portfolio.truth).min(MOST_SAMPLES);
    let clock = Instant::now();
    let seed = context.stream(stream).bits();
    let totals = sample(
        &portfolio.deals,
        0.0,
        samples as u64,
        (seed, context.control()),
    )?;
    let good = totals.len() - totals.partition_point(|total| *total < portfolio.target);
    Ok(Try {
        queries: samples,
        shots: samples,
        estimate: good as f64 / samples,
        interval: clopper_pearson(good, totals.len(), alpha),
        seconds: clock.elapsed().as_secs_f64(),
    })
}

fn summary(method: Method, tries: &[Try], truth: f64) -> AdvantageMethod {
    let n = tries.len().max(1) as f64;
    let mean = |of: fn(&Try) -> f64| tries.iter().map(of).sum::<f64>() / n;
    let held = |one: &&Try| (one.interval.0 - 1e-12..=one.interval.1 + 1e-12).contains(&truth);
    AdvantageMethod {
        method,
        queries: mean(|one| one.queries),
        shots: mean(|one| one.shots),
        half_width: mean(|one| (one.interval.1 - one.interval.0) / 2.0),
        error: (tries
            .iter()
            .map(|one| (one.estimate - truth).powi(2))
            .sum::<f64>()
            / n)
            .sqrt(),
        coverage: tries.iter().filter(held).count() as f64 / n,
        seconds: mean(|one| one.seconds),
    }
}

//! The answer, put together.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::random::Stream;
use serde_json::json;

use super::chains::likeliest;
use super::exact::losses;
use super::graph::Graph;
use super::parameters::{CascadeModel, CascadeParameters};
use super::records::{self, Accounts};
use super::spread::{Cascade, Changed};
use crate::chance::{Drawn, Sorted, blocks, exact};
use crate::simulations::Context;
use crate::simulations::result::{
    Driver, Estimate, Level, Method, Note, Path, SimulationResult, Step, Subject, Unit,
};

/// Worlds of one block.
const BLOCK: u64 = 128;
/// Chances of a graph up to which it is gone through exactly.
const SMALL: usize = 16;
/// Accounts whose influence is measured, and how many ties and accounts all that may visit.
const CANDIDATES: usize = 40;
const WORK: u64 = 200_000_000;

pub(super) fn run(
    parameters: &CascadeParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    const PARTS: u64 = 3;
    context.progress(0, PARTS, "learning")?;
    let now = context.now();
    let accounts = context.read(|read| records::read(parameters, read, now))?;
    let mut result = SimulationResult::default();
    context.progress(1, PARTS, "monte_carlo")?;
    let clock = Instant::now();
    let found = sample(
        &accounts.graph,
        parameters.model,
        parameters.samples,
        context,
    )?;
    let drawn = Drawn {
        unit: Unit::Money,
        currency: accounts.currency.as_deref(),
        confidence: parameters.confidence,
        seconds: clock.elapsed().as_secs_f64(),
    };
    numbers(&accounts, parameters, &found, &drawn, &mut result);
    context.progress(2, PARTS, "influence")?;
    result.drivers = influence(&accounts, parameters, context)?;
    result.paths = chains(&accounts, parameters);
    tell(&accounts, parameters, &mut result.notes);
    context.progress(PARTS, PARTS, "done")?;
    Ok(result)
}

/// What many worlds gave.
#[derive(Debug, PartialEq)]
pub(super) struct Sampled {
    pub(super) losses: Vec<f64>,
    pub(super) counts: Vec<f64>,
    /// In how many worlds each account left.
    pub(super) left: Vec<u32>,
}

fn sample(
    graph: &Graph,
    model: CascadeModel,
    samples: u64,
    context: &Context<'_, '_>,
) -> Result<Sampled> {
    draw(graph, model, samples, context.seed(), context.control())
}

/// Draws `samples` worlds and follows the cascade in each.
pub(super) fn draw(
    graph: &Graph,
    model: CascadeModel,
    samples: u64,
    seed: u64,
    control: mycrm_quantum::Control<'_>,
) -> Result<Sampled> {
    let parts = blocks(samples, BLOCK, control, |_, worlds| {
        let mut cascade = Cascade::new(graph, model);
        let (mut outcomes, mut gone) = (Vec::with_capacity(BLOCK as usize), Vec::new());
        for world in worlds {
            let left = cascade.follow(&Stream::new(seed, world), Changed::Nothing);
            let loss: f64 = left.iter().map(|a| graph.values[*a as usize]).sum();
            outcomes.push((loss, left.len() as f64));
            gone.extend_from_slice(left);
        }
        Ok((outcomes, gone))
    })?;
    let mut sampled = Sampled {
        losses: Vec::with_capacity(samples as usize),
        counts: Vec::with_capacity(samples as usize),
        left: vec![0; graph.len()],
    };
    for (outcomes, gone) in parts {
        for (loss, count) in outcomes {
            sampled.losses.push(loss);
            sampled.counts.push(count);
        }
        gone.iter()
            .for_each(|account| sampled.left[*account as usize] += 1);
    }
    Ok(sampled)
}

fn numbers(
    accounts: &Accounts,
    parameters: &CascadeParameters,
    found: &Sampled,
    drawn: &Drawn<'_>,
    result: &mut SimulationResult,
) {
    let graph = &accounts.graph;
    let losses_drawn = Sorted::equal(found.losses.iter().copied());
    let money = |estimate: Estimate| Estimate {
        currency: drawn.currency.map(Into::into),
        ..estimate
    };
    let estimates = &mut result.estimates;
    let small = (parameters.model == CascadeModel::IndependentCascade)
        .then(|| losses(graph, SMALL))
        .flatten();
    if let Some(all) = &small {
        let mean = all.iter().map(|(loss, p)| loss * p).sum();
        estimates.push(money(exact("expected_loss", Unit::Money, mean)));
    }
    estimates.push(drawn.mean("expected_loss", &losses_drawn));
    let own = graph
        .values
        .iter()
        .zip(&graph.seeds)
        .map(|(value, p)| value * p)
        .sum();
    estimates.push(money(exact("own_loss", Unit::Money, own)));
    estimates.extend(drawn.risks(&losses_drawn));
    let counted = Drawn {
        unit: Unit::Count,
        currency: None,
        ..*drawn
    };
    let counts = Sorted::equal(found.counts.iter().copied());
    estimates.push(counted.mean("expected_accounts", &counts));
    let counted_now = |name: &str, count: usize| Estimate {
        method: Method::Observed,
        ..exact(name, Unit::Count, count as f64)
    };
    estimates.push(counted_now("accounts_at_risk", accounts.at_risk));
    let mut order: Vec<usize> = (0..graph.len()).filter(|a| found.left[*a] > 0).collect();
    let stake = |a: usize| f64::from(found.left[a]) * graph.values[a];
    order.sort_by(|a, b| {
        stake(*b)
            .total_cmp(&stake(*a))
            .then(found.left[*b].cmp(&found.left[*a]))
            .then(a.cmp(b))
    });
    for account in order.into_iter().take(parameters.top as usize) {
        estimates.push(Estimate {
            subject: Some(subject(accounts, account)),
            ..drawn.chance(
                "churn_probability",
                u64::from(found.left[account]),
                parameters.samples,
            )
        });
    }
    let risk = losses_drawn.risk(0.95);
    let mean = drawn.mean("mean", &losses_drawn).value;
    let lines = [("mean", mean), ("value_at_risk_95", risk.value_at_risk)];
    result
        .distributions
        .push(drawn.distribution("loss", &losses_drawn, &lines));
    result
        .distributions
        .push(counted.distribution("accounts_lost", &counts, &[]));
}

fn subject(accounts: &Accounts, account: usize) -> Subject {
    Subject {
        kind: Some("account".into()),
        id: Some(accounts.ids[account]),
        label: accounts.names[account].clone(),
    }
}

/// The accounts whose leaving or staying moves the expected loss most, each asked in the same worlds both ways.
fn influence(
    accounts: &Accounts,
    parameters: &CascadeParameters,
    context: &Context<'_, '_>,
) -> Result<Vec<Driver>> {
    let graph = &accounts.graph;
    // What it puts at stake in one step tells whom it is worth to look at.
    let stake = |account: usize| {
        let near = graph.around(account).iter();
        let along =
            near.map(|(other, tie)| graph.ties[*tie as usize].2 * graph.values[*other as usize]);
        graph.values[account] + along.sum::<f64>()
    };
    let mut order: Vec<usize> = (0..graph.len()).filter(|a| stake(*a) > 0.0).collect();
    order.sort_by(|a, b| stake(*b).total_cmp(&stake(*a)).then(a.cmp(b)));
    order.truncate(CANDIDATES);
    let size = (graph.len() + 2 * graph.ties.len()) as u64;
    let worlds = (WORK / (2 * CANDIDATES as u64 * size.max(1)))
        .clamp(100, 2_000)
        .min(parameters.samples);
    let both = blocks(order.len() as u64, 1, context.control(), |block, _| {
        let (account, mut cascade) = (order[block as usize], Cascade::new(graph, parameters.model));
        let mut mean = |changed| {
            let all = (0..worlds).map(|world| cascade.loss(&context.stream(world), changed));
            all.sum::<f64>() / worlds as f64
        };
        Ok((
            mean(Changed::Stays(account)),
            mean(Changed::Leaves(account)),
        ))
    })?;
    let mut drivers: Vec<Driver> = order
        .iter()
        .zip(both)
        .map(|(account, (stays, leaves))| Driver {
            code: "account".into(),
            subject: Some(subject(accounts, *account)),
            quantity: "expected_loss".into(),
            low: stays,
            high: leaves,
            unit: Unit::Money,
            currency: accounts.currency.clone(),
        })
        .collect();
    drivers.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
    drivers.truncate(parameters.top as usize);
    Ok(drivers)
}

/// The likeliest chains by which others are reached.
fn chains(accounts: &Accounts, parameters: &CascadeParameters) -> Vec<Path> {
    likeliest(&accounts.graph, parameters.top as usize)
        .into_iter()
        .map(|chain| {
            let step = |account: &usize| Step {
                code: "account".into(),
                label: Some(accounts.names[*account].clone()),
                record: Some(accounts.ids[*account]),
            };
            let last = chain
                .accounts
                .last()
                .map_or(0.0, |a| accounts.graph.values[*a]);
            Path {
                steps: chain.accounts.iter().map(step).collect(),
                probability: chain.probability,
                low: chain.probability,
                high: chain.probability,
                expected_value: Some(-chain.probability * last),
                currency: accounts.currency.clone(),
                ..Path::default()
            }
        })
        .collect()
}

fn tell(accounts: &Accounts, parameters: &CascadeParameters, notes: &mut Vec<Note>) {
    let graph = &accounts.graph;
    notes.push(Note::caution(
        "cascade_assumed",
        [("probability", json!(parameters.seed_probability))],
    ));
    let of = |name: &str| {
        accounts
            .ties
            .iter()
            .find(|tie| tie.0 == name)
            .map_or(0, |tie| tie.1)
    };
    notes.push(Note::information(
        "cascade_graph",
        [
            ("accounts", json!(graph.len())),
            ("ties", json!(graph.ties.len())),
            ("parent", json!(of("parent"))),
            ("contact", json!(of("contact"))),
            ("domain", json!(of("domain"))),
            ("neighbour", json!(of("neighbour"))),
        ],
    ));
    let (days, count) = (parameters.inactive_days, accounts.at_risk);
    let level = if count == 0 {
        Level::Caution
    } else {
        Level::Information
    };
    notes.push(Note {
        level,
        ..Note::information(
            "cascade_at_risk",
            [("count", json!(count)), ("days", json!(days))],
        )
    });
    if graph.ties.is_empty() {
        notes.push(Note::caution("cascade_no_ties", []));
    }
    if accounts.large_groups > 0 {
        notes.push(Note::information(
            "cascade_large_groups",
            [("count", json!(accounts.large_groups))],
        ));
    }
    if graph.values.iter().all(|value| *value <= 0.0) {
        notes.push(Note::caution(
            "cascade_no_values",
            [("days", json!(parameters.value_days))],
        ));
    }
    if let (Some(currency), true) = (&accounts.currency, accounts.aside > 0) {
        notes.push(Note::caution(
            "orders_aside",
            [
                ("currency", json!(currency)),
                ("count", json!(accounts.aside)),
            ],
        ));
    }
}

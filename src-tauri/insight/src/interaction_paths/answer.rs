//! The answer, put together.

use std::time::Instant;

use mycrm_kernel::error::{Error, Result};
use serde_json::json;

use super::history::{self, Counted, Worth};
use super::learn::{Learned, Posterior};
use super::parameters::PathsParameters;
use super::pipeline_of;
use super::solve::{Solved, solve};
use super::spread::{Spread, by_step};
use super::states::{Of, States};
use super::ways::{Way, likeliest};
use crate::simulations::Context;
use crate::simulations::result::{Amplitude, Driver, Note, Path, SimulationResult, Unit};

/// Fewer ways than this are too few to learn much from.
const FEW: u64 = 30;
/// How much more or less of a state a driver stands for.
const MORE: f64 = 0.1;
/// Drivers that are shown.
const DRIVERS: usize = 8;
/// What all parts of the answer are made from.
pub(super) struct Known<'p> {
    pub(super) parameters: &'p PathsParameters,
    pub(super) states: States,
    pub(super) counted: Counted,
    pub(super) worth: Option<Worth>,
    pub(super) learned: Learned,
    pub(super) solved: Solved,
    pub(super) posterior: Posterior,
    pub(super) ways: Vec<Way>,
}

pub(super) fn run(
    parameters: &PathsParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    const PARTS: u64 = 4;
    context.progress(0, PARTS, "learning")?;
    let known = learn(parameters, context)?;
    let mut result = SimulationResult::default();
    context.progress(1, PARTS, "exact")?;
    let asked: Vec<Vec<usize>> = known.ways.iter().map(|way| way.states.clone()).collect();
    let clock = Instant::now();
    let spread = Spread::of(
        &known.posterior,
        &known.states,
        parameters.steps as usize,
        &asked,
        (context.seed(), context.control()),
    )?;
    known.exact(&spread, clock.elapsed().as_secs_f64(), &mut result);
    context.progress(2, PARTS, "monte_carlo")?;
    known.sample(context, &mut result)?;
    context.progress(3, PARTS, "amplitude")?;
    let amplitudes = known.encode(context, &mut result)?;
    known.paths(&spread, amplitudes, &mut result);
    result.drivers = known.drivers()?;
    known.tell(&mut result);
    context.progress(PARTS, PARTS, "done")?;
    Ok(result)
}

fn learn<'p>(parameters: &'p PathsParameters, context: &Context<'_, '_>) -> Result<Known<'p>> {
    let now = context.now();
    let (states, counted, worth) = context.read(|read| {
        let pipeline = pipeline_of(parameters, read)?;
        let states = States::read(parameters, read, pipeline)?;
        let counted = history::count(read, parameters, &states, pipeline, now)?;
        let worth = history::worth(read, parameters, pipeline, now)?;
        Ok((states, counted, worth))
    })?;
    if counted.total == 0 {
        return Err(Error::field(
            "parameters.history_days",
            "invalid",
            "There is no history to learn from: no deal of this pipeline has gone anywhere in this time. Choose a longer one, or another pipeline.",
        ));
    }
    let posterior = Posterior::new(&counted, &states, parameters.prior);
    let learned = posterior.mean()?;
    let solved = solve(&learned, &states)?;
    let ways = likeliest(&learned, parameters.steps as usize, parameters.top as usize)?;
    Ok(Known {
        parameters,
        states,
        counted,
        worth,
        learned,
        solved,
        posterior,
        ways,
    })
}

impl Known<'_> {
    fn paths(
        &self,
        spread: &Spread,
        amplitudes: Vec<Option<Amplitude>>,
        result: &mut SimulationResult,
    ) {
        let won = self.states.end(Of::Won);
        for (at, (way, amplitude)) in self.ways.iter().zip(amplitudes).enumerate() {
            let (low, high) = spread.way(at, self.parameters.confidence);
            let mut visits = vec![0.0; self.states.len()];
            way.states
                .iter()
                .for_each(|s| visits[*s] += f64::from(u8::from(!self.states.is_end(*s))));
            let ends_won = way.states.last() == Some(&won);
            let value = self.worth.as_ref().map(|worth| {
                if ends_won {
                    way.probability * worth.mean
                } else {
                    0.0
                }
            });
            result.paths.push(Path {
                steps: way.states.iter().map(|s| self.states.step(*s)).collect(),
                probability: way.probability,
                low: low.min(way.probability),
                high: high.max(way.probability),
                expected_value: value,
                currency: self.worth.as_ref().map(|worth| worth.currency.clone()),
                days: Some(self.days_of(&visits)),
                amplitude,
            });
        }
    }

    /// What a tenth more or less of each state would do to the chance of an order.
    fn drivers(&self) -> Result<Vec<Driver>> {
        let mut drivers = Vec::new();
        for state in (0..self.states.len()).filter(|s| !self.states.is_end(*s)) {
            let with = |factor: f64| -> Result<f64> {
                let mut weights = self.posterior.weights.clone();
                for mut row in weights.rows_mut() {
                    row[state] *= factor;
                }
                let starts = self.posterior.starts.clone();
                let varied = Posterior { weights, starts }.mean()?;
                Ok(solve(&varied, &self.states)?.from_start[0])
            };
            let (less, more) = (with(1.0 - MORE)?, with(1.0 + MORE)?);
            drivers.push(Driver {
                code: "state_share".into(),
                subject: Some(self.subject(state)),
                quantity: "win_probability".into(),
                low: less.min(more),
                high: less.max(more),
                unit: Unit::Probability,
                ..Driver::default()
            });
        }
        drivers.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
        drivers.truncate(DRIVERS);
        Ok(drivers)
    }

    fn tell(&self, result: &mut SimulationResult) {
        let notes = &mut result.notes;
        let Counted {
            journeys,
            open,
            total,
            ..
        } = self.counted;
        notes.push(Note::information(
            "paths_learned",
            [
                ("journeys", json!(journeys)),
                ("steps", json!(total)),
                ("open", json!(open)),
            ],
        ));
        if journeys < FEW {
            notes.push(Note::caution("paths_few", [("journeys", json!(journeys))]));
        }
        notes.push(Note::information(
            "paths_prior",
            [("weight", json!(self.parameters.prior))],
        ));
        match &self.worth {
            None => notes.push(Note::caution("paths_no_orders", [])),
            Some(worth) if worth.aside > 0 => notes.push(Note::caution(
                "orders_aside",
                [
                    ("currency", json!(worth.currency)),
                    ("count", json!(worth.aside)),
                ],
            )),
            Some(_) => {}
        }
        let ended: f64 = by_step(&self.learned, &self.states, self.parameters.steps as usize)
            .last()
            .map_or(0.0, |chances| chances.iter().sum());
        if ended < 0.999 {
            notes.push(Note::information(
                "paths_longer",
                [
                    ("probability", json!(1.0 - ended)),
                    ("steps", json!(self.parameters.steps)),
                ],
            ));
        }
        if result.circuit.is_some() {
            notes.push(Note::information("paths_phase", []));
        }
    }
}

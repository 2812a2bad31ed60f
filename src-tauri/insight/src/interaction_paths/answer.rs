//! The answer, put together.

use std::time::Instant;

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::estimate::{Interval, IterativeSettings, clopper_pearson, iterative};
use serde_json::json;

use super::circuit::Encoded;
use super::history::{self, Counted, Worth};
use super::learn::{Learned, Posterior};
use super::parameters::PathsParameters;
use super::solve::{Solved, solve};
use super::spread::{Spread, by_step};
use super::states::{Of, States};
use super::ways::{Way, likeliest};
use super::{pipeline_of, sampled};
use crate::chance::{exact, named};
use crate::simulations::Context;
use crate::simulations::context::refused;
use crate::simulations::result::{
    Amplitude, Bin, CircuitUsed, Distribution, Driver, Estimate, Method, Note, Path, Percentile,
    Point, Series, SimulationResult, Subject, Unit,
};

/// Fewer ways than this are too few to learn much from.
const FEW: u64 = 30;
/// Largest product of gates and amplitudes for which amplitude estimation is run: about two seconds.
const ESTIMATED: u64 = 60_000_000;
/// Shots of a round of amplitude estimation.
const SHOTS: usize = 100;
/// Stream of random numbers of amplitude estimation.
const STREAM: u64 = 1 << 41;
/// How much more or less of a state a driver stands for.
const MORE: f64 = 0.1;
/// Drivers that are shown.
const DRIVERS: usize = 8;
/// Steps from state to state that are shown.
const TRANSITIONS: usize = 24;
/// Codes of the ends: won, lost, dormant.
const CODES: [&str; 3] = ["won", "lost", "dormant"];

/// What all parts of the answer are made from.
struct Known<'p> {
    parameters: &'p PathsParameters,
    states: States,
    counted: Counted,
    worth: Option<Worth>,
    learned: Learned,
    solved: Solved,
    posterior: Posterior,
    ways: Vec<Way>,
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
    /// The same number as learned from the records: with the interval that their shortness leaves.
    fn observed(&self, exact: &Estimate, (low, high): (f64, f64), seconds: f64) -> Estimate {
        Estimate {
            method: Method::Observed,
            low: low.min(exact.value),
            high: high.max(exact.value),
            confidence: self.parameters.confidence,
            samples: Some(self.counted.journeys),
            seconds,
            ..exact.clone()
        }
    }

    fn subject(&self, state: usize) -> Subject {
        let step = self.states.step(state);
        Subject {
            kind: step.record.map(|_| "stage".into()),
            id: step.record,
            label: step.label.unwrap_or(step.code),
        }
    }

    fn exact(&self, spread: &Spread, seconds: f64, result: &mut SimulationResult) {
        let confidence = self.parameters.confidence;
        let mut both = |found: Estimate, interval| {
            let observed = self.observed(&found, interval, seconds);
            result.estimates.extend([found, observed]);
        };
        let names = ["win_probability", "loss_probability", "dormant_probability"];
        for (end, name) in names.into_iter().enumerate() {
            let found = exact(name, Unit::Probability, self.solved.from_start[end]);
            both(found, spread.end(end, confidence));
        }
        if let Some(worth) = &self.worth {
            let found = Estimate {
                currency: Some(worth.currency.clone()),
                ..exact(
                    "expected_value",
                    Unit::Money,
                    self.solved.from_start[0] * worth.mean,
                )
            };
            let (low, high) = spread.end(0, confidence);
            both(found, (low * worth.mean, high * worth.mean));
        }
        for (state, of) in self.states.list.iter().enumerate() {
            if matches!(of, Of::Stage(_)) {
                let found = Estimate {
                    subject: Some(self.subject(state)),
                    ..exact(
                        "win_probability",
                        Unit::Probability,
                        self.solved.ends[[state, 0]],
                    )
                };
                both(found, spread.winning(state, confidence));
            }
        }
        result.estimates.extend(self.transitions());
        result
            .estimates
            .push(exact("path_steps", Unit::Count, self.solved.steps()));
        result.estimates.push(exact(
            "path_days",
            Unit::Days,
            self.days_of(&self.solved.visits),
        ));
        let ended = by_step(&self.learned, &self.states, self.parameters.steps as usize);
        result.distributions.push(self.lengths(&ended));
        for (end, code) in CODES.into_iter().enumerate() {
            let points = ended.iter().enumerate().map(|(step, chances)| {
                let (p10, p90) = spread.by_step(step, end);
                Point {
                    step: step as u32,
                    p10,
                    p50: chances[end],
                    p90,
                    mean: chances[end],
                    ..Point::default()
                }
            });
            result.series.push(Series {
                quantity: format!("{code}_by_step"),
                unit: Unit::Probability,
                points: points.collect(),
                ..Series::default()
            });
        }
    }

    /// The steps that are taken most, each with the interval of its posterior.
    fn transitions(&self) -> Vec<Estimate> {
        let matrix = self.learned.chain.matrix();
        let taken = |(from, to): &(usize, usize)| self.solved.visits[*from] * matrix[[*from, *to]];
        let mut all: Vec<(usize, usize)> = self
            .counted
            .steps
            .indexed_iter()
            .filter(|(_, count)| **count > 0.0)
            .map(|(pair, _)| pair)
            .collect();
        all.sort_by(|a, b| taken(b).total_cmp(&taken(a)).then(a.cmp(b)));
        all.truncate(TRANSITIONS);
        let name = |state: usize| self.subject(state).label;
        all.into_iter()
            .map(|(from, to)| {
                let confidence = self.parameters.confidence;
                let (low, high) = self.posterior.interval(from, to, confidence);
                Estimate {
                    subject: named(format!("{} → {}", name(from), name(to))),
                    method: Method::Observed,
                    low,
                    high,
                    confidence,
                    samples: Some(self.counted.steps.row(from).sum() as u64),
                    ..exact("transition", Unit::Probability, matrix[[from, to]])
                }
            })
            .collect()
    }

    /// Days that so many stays in each state take, on average.
    fn days_of(&self, visits: &[f64]) -> f64 {
        let all = self
            .counted
            .days
            .iter()
            .fold((0.0, 0.0), |sum, d| (sum.0 + d.0, sum.1 + d.1));
        let usual = all.0 / all.1.max(1.0);
        let each = visits.iter().zip(&self.counted.days);
        // Where nobody was seen to leave a state, what a stay usually takes.
        each.map(|(n, (days, left))| n * if *left > 0.0 { days / left } else { usual })
            .sum()
    }

    /// How many steps ways take.
    fn lengths(&self, ended: &[[f64; 3]]) -> Distribution {
        let total: Vec<f64> = ended.iter().map(|chances| chances.iter().sum()).collect();
        let bins: Vec<Bin> = (1..total.len())
            .map(|step| Bin {
                from: step as f64,
                to: step as f64 + 1.0,
                probability: total[step] - total[step - 1],
                cumulative: total[step],
            })
            .collect();
        let second: f64 = bins
            .iter()
            .map(|bin| bin.probability * bin.from * bin.from)
            .sum();
        let first: f64 = bins.iter().map(|bin| bin.probability * bin.from).sum();
        let percentile = |share: f64| {
            let found = bins.iter().find(|bin| bin.cumulative >= share)?;
            Some(Percentile {
                share,
                value: found.from,
            })
        };
        Distribution {
            quantity: "path_steps".into(),
            unit: Unit::Count,
            percentiles: [0.1, 0.5, 0.9].into_iter().filter_map(percentile).collect(),
            mean: self.solved.steps(),
            deviation: (second - first * first).max(0.0).sqrt(),
            bins,
            ..Distribution::default()
        }
    }

    /// Ending won within the steps that are followed, by Monte Carlo beside the matrix power.
    fn sample(&self, context: &mut Context<'_, '_>, result: &mut SimulationResult) -> Result<()> {
        let (steps, samples) = (self.parameters.steps as usize, self.parameters.samples);
        let (won, clock) = (self.states.end(Of::Won), Instant::now());
        let counts = sampled::walk(
            &self.learned,
            steps,
            samples,
            context.seed(),
            |done, piece| {
                context.progress(2 * samples + done, 4 * samples, "monte_carlo")?;
                piece(context.control())
            },
        )?;
        let good = sampled::entered(&counts, self.states.len(), won);
        let seconds = clock.elapsed().as_secs_f64();
        let subject = named(steps.to_string());
        let by_power = self.won_within(steps);
        result.estimates.push(Estimate {
            subject: subject.clone(),
            ..exact("won_within", Unit::Probability, by_power)
        });
        let confidence = self.parameters.confidence;
        let (low, high) = clopper_pearson(good as usize, samples as usize, 1.0 - confidence);
        result.estimates.push(Estimate {
            subject,
            method: Method::MonteCarlo,
            value: good as f64 / samples as f64,
            low,
            high,
            confidence,
            samples: Some(samples),
            seconds,
            ..exact("won_within", Unit::Probability, by_power)
        });
        Ok(())
    }

    fn won_within(&self, steps: usize) -> f64 {
        by_step(&self.learned, &self.states, steps)[steps][0]
    }

    /// The circuit, as far as it fits: amplitudes of the listed ways, and ending won by amplitude estimation.
    fn encode(
        &self,
        context: &mut Context<'_, '_>,
        result: &mut SimulationResult,
    ) -> Result<Vec<Option<Amplitude>>> {
        let won = self.states.end(Of::Won);
        let (qubits, steps) = (
            self.parameters.qubits as usize,
            self.parameters.steps as usize,
        );
        let Some(encoded) = Encoded::new(&self.learned, won, qubits, steps)? else {
            result.notes.push(Note::caution(
                "paths_circuit_too_large",
                [
                    ("states", json!(self.states.len())),
                    ("qubits", json!(qubits)),
                ],
            ));
            return Ok(vec![None; self.ways.len()]);
        };
        let state = encoded.run(context.control())?;
        let found: Vec<Option<Amplitude>> = self
            .ways
            .iter()
            .map(|way| {
                let (re, im) = encoded.amplitude(&state, &way.states)?;
                Some(Amplitude {
                    re,
                    im,
                    modulus: re.hypot(im),
                    phase: im.atan2(re),
                })
            })
            .collect();
        let off = found.iter().zip(&self.ways).filter_map(|(found, way)| {
            found.map(|a| (a.modulus * a.modulus - way.probability).abs())
        });
        let worst = off.fold(0.0, f64::max);
        drop(state);
        let circuit = &encoded.prepare;
        let mut used = CircuitUsed {
            purpose: "paths".into(),
            qubits: circuit.qubits() as u32,
            depth: circuit.depth() as u32,
            gates: circuit.gate_count() as u64,
            ..CircuitUsed::default()
        };
        result.notes.push(Note::information(
            "paths_circuit",
            [("steps", json!(encoded.steps)), ("deviation", json!(worst))],
        ));
        if used.gates << used.qubits <= ESTIMATED {
            self.estimate(&encoded, context, &mut used, result)?;
        } else {
            result
                .notes
                .push(Note::information("paths_circuit_not_estimated", []));
        }
        result.circuit = Some(used);
        Ok(found)
    }

    fn estimate(
        &self,
        encoded: &Encoded,
        context: &Context<'_, '_>,
        used: &mut CircuitUsed,
        result: &mut SimulationResult,
    ) -> Result<()> {
        let (confidence, clock) = (self.parameters.confidence, Instant::now());
        let mut oracle = context.oracle(&encoded.prepare, encoded.flag)?;
        let settings = IterativeSettings {
            epsilon: self.parameters.epsilon,
            alpha: 1.0 - confidence,
            shots: SHOTS,
            interval: Interval::ClopperPearson,
        };
        let found =
            iterative(&mut oracle, settings, &mut context.stream(STREAM)).map_err(refused)?;
        let base = Estimate {
            subject: named(encoded.steps.to_string()),
            ..exact(
                "won_within",
                Unit::Probability,
                self.won_within(encoded.steps),
            )
        };
        result.estimates.push(base.clone());
        result.estimates.push(Estimate {
            method: Method::IterativeAmplitudeEstimation,
            value: found.estimate,
            low: found.interval.0,
            high: found.interval.1,
            confidence,
            queries: Some(found.queries),
            samples: Some(found.shots),
            seconds: clock.elapsed().as_secs_f64(),
            ..base
        });
        used.power = found.powers.iter().copied().max().unwrap_or(0) as u64;
        (used.shots, used.queries) = (found.shots, found.queries);
        Ok(())
    }

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

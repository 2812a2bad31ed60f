//! What is calculated, learned and drawn of a chain: estimates, distribution, series.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::clopper_pearson;

use super::answer::Known;
use super::sampled;
use super::spread::{Spread, by_step};
use super::states::Of;
use crate::chance::{exact, named};
use crate::simulations::Context;
use crate::simulations::result::{
    Bin, Distribution, Estimate, Method, Percentile, Point, Series, SimulationResult, Subject, Unit,
};

/// Steps from state to state that are shown.
const TRANSITIONS: usize = 24;
/// Codes of the ends: won, lost, dormant.
const CODES: [&str; 3] = ["won", "lost", "dormant"];

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

    pub(super) fn subject(&self, state: usize) -> Subject {
        let step = self.states.step(state);
        Subject {
            kind: step.record.map(|_| "stage".into()),
            id: step.record,
            label: step.label.unwrap_or(step.code),
        }
    }

    pub(super) fn exact(&self, spread: &Spread, seconds: f64, result: &mut SimulationResult) {
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
    pub(super) fn days_of(&self, visits: &[f64]) -> f64 {
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
    pub(super) fn sample(
        &self,
        context: &mut Context<'_, '_>,
        result: &mut SimulationResult,
    ) -> Result<()> {
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

    pub(super) fn won_within(&self, steps: usize) -> f64 {
        by_step(&self.learned, &self.states, steps)[steps][0]
    }
}

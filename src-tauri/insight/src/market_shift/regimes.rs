//! Good and bad times of a series: a hidden Markov model with two states and normal values (Hamilton, "A new approach to
//! the economic analysis of nonstationary time series", 1989), fitted by Baum and Welch's expectation-maximisation in the
//! scaled form of Rabiner's tutorial (1989).

use mycrm_kernel::error::{Error, Result};

/// Fewest values that two states can be told apart in.
const FEWEST: usize = 12;
/// Rounds of expectation and maximisation.
const ROUNDS: usize = 200;

/// Two states, the good one first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Regimes {
    /// Mean of the values in each state.
    pub(super) means: [f64; 2],
    /// Standard deviation of the values in each state.
    pub(super) deviations: [f64; 2],
    /// Chance to go from good to bad, and from bad to good, in one step.
    pub(super) turns: [f64; 2],
    /// Chance at each step that the time is bad, by all that is known today.
    pub(super) bad: Vec<f64>,
    /// By how much two states explain the series better than one, each parameter paid for (Schwarz's criterion, 1978):
    /// above 0 two do.
    pub(super) evidence: f64,
}

fn density(x: f64, mean: f64, deviation: f64) -> f64 {
    let z = (x - mean) / deviation;
    (-0.5 * z * z).exp() / (deviation * std::f64::consts::TAU.sqrt())
}

impl Regimes {
    /// Fits a series; `low_is_bad` says which state is the bad one.
    ///
    /// # Errors
    /// Validation of `parameters.feed` for a series that is too short or does not vary.
    pub(super) fn fit(values: &[f64], low_is_bad: bool) -> Result<Self> {
        let refused = |message: String| Error::field("parameters.feed", "invalid", message);
        let n = values.len();
        if n < FEWEST {
            return Err(refused(format!(
                "This feed has {n} steps; at least {FEWEST} are needed to tell good times from bad."
            )));
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64;
        if variance <= 0.0 || !variance.is_finite() {
            return Err(refused(
                "This feed never changes; it cannot tell good times from bad.".into(),
            ));
        }
        let deviation = variance.sqrt();
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        // Begun at the quartiles: the good state above or below.
        let (low, high) = (sorted[n / 4], sorted[3 * n / 4]);
        let mut fit = Self {
            means: if low_is_bad { [high, low] } else { [low, high] },
            deviations: [deviation; 2],
            turns: [0.1; 2],
            bad: Vec::new(),
            evidence: 0.0,
        };
        let (mut start, mut likelihood) = ([0.5; 2], f64::NEG_INFINITY);
        for _ in 0..ROUNDS {
            let (reached, next) = fit.round(values, &mut start, deviation);
            let done = reached - likelihood < 1e-9 * reached.abs().max(1.0);
            likelihood = reached;
            if done {
                break;
            }
            fit = next;
        }
        let one: f64 = values
            .iter()
            .map(|x| density(*x, mean, deviation).max(f64::MIN_POSITIVE).ln())
            .sum();
        // Two means, two deviations, two turns and a start against one mean and one deviation.
        fit.evidence = 2.0 * (likelihood - one) - 5.0 * (n as f64).ln();
        fit.bad = fit.smoothed(values, start).iter().map(|p| p[1]).collect();
        let swapped = (fit.means[1] > fit.means[0]) == low_is_bad;
        if swapped {
            fit.means.swap(0, 1);
            fit.deviations.swap(0, 1);
            fit.turns.swap(0, 1);
            fit.bad.iter_mut().for_each(|p| *p = 1.0 - *p);
        }
        Ok(fit)
    }

    fn matrix(&self) -> [[f64; 2]; 2] {
        let [worse, better] = self.turns;
        [[1.0 - worse, worse], [better, 1.0 - better]]
    }

    fn emission(&self, x: f64) -> [f64; 2] {
        [0, 1].map(|s| density(x, self.means[s], self.deviations[s]).max(1e-300))
    }

    /// Chances by what was known at each step, and the scale of each.
    fn forward(&self, values: &[f64], start: [f64; 2]) -> (Vec<[f64; 2]>, Vec<f64>) {
        let matrix = self.matrix();
        let (mut all, mut scales) = (
            Vec::with_capacity(values.len()),
            Vec::with_capacity(values.len()),
        );
        let mut before = start;
        for (at, x) in values.iter().enumerate() {
            let prior = if at == 0 {
                start
            } else {
                [0, 1].map(|s| before[0] * matrix[0][s] + before[1] * matrix[1][s])
            };
            let emission = self.emission(*x);
            let joint = [prior[0] * emission[0], prior[1] * emission[1]];
            let scale = (joint[0] + joint[1]).max(1e-300);
            before = [joint[0] / scale, joint[1] / scale];
            all.push(before);
            scales.push(scale);
        }
        (all, scales)
    }

    /// The future's say on each step, scaled alike.
    fn backward(&self, values: &[f64], scales: &[f64]) -> Vec<[f64; 2]> {
        let matrix = self.matrix();
        let mut all = vec![[1.0; 2]; values.len()];
        for at in (0..values.len().saturating_sub(1)).rev() {
            let (emission, next) = (self.emission(values[at + 1]), all[at + 1]);
            all[at] = [0, 1].map(|s| {
                let sum: f64 = (0..2)
                    .map(|to| matrix[s][to] * emission[to] * next[to])
                    .sum();
                sum / scales[at + 1]
            });
        }
        all
    }

    fn smoothed(&self, values: &[f64], start: [f64; 2]) -> Vec<[f64; 2]> {
        let (forward, scales) = self.forward(values, start);
        let backward = self.backward(values, &scales);
        let both = forward.iter().zip(&backward);
        both.map(|(a, b)| {
            let joint = [a[0] * b[0], a[1] * b[1]];
            let sum = (joint[0] + joint[1]).max(1e-300);
            [joint[0] / sum, joint[1] / sum]
        })
        .collect()
    }

    /// One round: the log-likelihood of what was, and what is better.
    fn round(&self, values: &[f64], start: &mut [f64; 2], spread: f64) -> (f64, Self) {
        let (forward, scales) = self.forward(values, *start);
        let backward = self.backward(values, &scales);
        let likelihood = scales.iter().map(|scale| scale.ln()).sum();
        let matrix = self.matrix();
        let (mut moved, mut stayed_in) = ([[0.0; 2]; 2], [0.0; 2]);
        for at in 0..values.len() - 1 {
            let emission = self.emission(values[at + 1]);
            for (from, moved) in moved.iter_mut().enumerate() {
                for (to, count) in moved.iter_mut().enumerate() {
                    let p =
                        forward[at][from] * matrix[from][to] * emission[to] * backward[at + 1][to]
                            / scales[at + 1];
                    *count += p;
                    stayed_in[from] += p;
                }
            }
        }
        let here = self.smoothed(values, *start);
        let weight = [0, 1].map(|s| here.iter().map(|p| p[s]).sum::<f64>().max(1e-9));
        let means = [0, 1].map(|s| {
            let sum: f64 = here.iter().zip(values).map(|(p, x)| p[s] * x).sum();
            sum / weight[s]
        });
        // A state that holds one value alone would explain it infinitely well.
        let floor = 1e-2 * spread;
        let deviations = [0, 1].map(|s| {
            let sum: f64 = here
                .iter()
                .zip(values)
                .map(|(p, x)| p[s] * (x - means[s]).powi(2))
                .sum();
            (sum / weight[s]).sqrt().max(floor)
        });
        let turn = |from: usize| {
            let to = 1 - from;
            // One imagined turn in ten steps keeps a turn possible that was never seen.
            ((moved[from][to] + 0.1) / (stayed_in[from] + 1.0)).clamp(1e-6, 1.0 - 1e-6)
        };
        *start = here[0];
        let next = Self {
            means,
            deviations,
            turns: [turn(0), turn(1)],
            bad: Vec::new(),
            evidence: 0.0,
        };
        (likelihood, next)
    }
}

/// Chances to turn from good to bad and from bad to good within `steps` steps, which need not be whole.
pub(super) fn within([worse, better]: [f64; 2], steps: f64) -> [f64; 2] {
    let sum = worse + better;
    if sum <= 0.0 {
        return [0.0; 2];
    }
    // The second eigenvalue of the two-state chain; one that turns every step has no root, and forgets at once.
    let kept = (1.0 - sum).max(0.0).powf(steps);
    [worse / sum * (1.0 - kept), better / sum * (1.0 - kept)]
}

/// Chance that the time is bad at the end of each of `months`, from the chance now.
pub(super) fn ahead(now: f64, [worse, better]: [f64; 2], months: usize) -> Vec<f64> {
    let step = |bad: &f64| Some((1.0 - bad) * worse + bad * (1.0 - better));
    std::iter::successors(step(&now), step)
        .take(months)
        .collect()
}

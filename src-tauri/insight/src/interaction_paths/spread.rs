//! How far the answers can be off because the history is short: the same questions asked of chains drawn from the
//! posterior.

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;

use super::learn::{Learned, Posterior};
use super::solve::{ENDS, Solved, solve};
use super::states::States;
use super::ways;
use crate::chance::{Sorted, blocks};

/// Streams of random numbers beside those of the Monte Carlo.
const STREAM: u64 = 1 << 42;
/// Most and fewest chains that are drawn.
const DRAWS: (u64, u64) = (400, 50);
/// Roughly how many multiplications all chains together may take.
const WORK: u64 = 200_000_000;

/// What one chain of the posterior says.
struct Drawn {
    solved: Solved,
    /// Chance to have ended won, lost, dormant by each step.
    by_step: Vec<[f64; 3]>,
    /// Of the ways asked for.
    ways: Vec<f64>,
}

/// What the posterior says.
pub(super) struct Spread {
    drawn: Vec<Drawn>,
}

impl Spread {
    /// Draws as many chains as their size allows.
    pub(super) fn of(
        posterior: &Posterior,
        states: &States,
        steps: usize,
        asked: &[Vec<usize>],
        (seed, control): (u64, Control<'_>),
    ) -> Result<Self> {
        let one = (states.len() as u64).pow(2) * (states.len() + 3 * steps) as u64;
        let count = (WORK / one.max(1)).clamp(DRAWS.1, DRAWS.0);
        let drawn = blocks(count, 1, control, |block, _| {
            let learned = posterior.draw(&mut Stream::new(seed, STREAM + block))?;
            Ok(Drawn {
                solved: solve(&learned, states)?,
                by_step: by_step(&learned, states, steps),
                ways: asked
                    .iter()
                    .map(|way| ways::probability(&learned, way))
                    .collect(),
            })
        })?;
        Ok(Self { drawn })
    }

    fn interval(&self, confidence: f64, of: impl Fn(&Drawn) -> f64) -> (f64, f64) {
        let sorted = Sorted::equal(self.drawn.iter().map(of));
        let tail = (1.0 - confidence) / 2.0;
        (sorted.quantile(tail), sorted.quantile(1.0 - tail))
    }

    /// Of the chance of an end (its place in [`ENDS`]) from where ways begin.
    pub(super) fn end(&self, end: usize, confidence: f64) -> (f64, f64) {
        self.interval(confidence, |drawn| drawn.solved.from_start[end])
    }

    /// Of the chance to end won from a state.
    pub(super) fn winning(&self, state: usize, confidence: f64) -> (f64, f64) {
        self.interval(confidence, |drawn| drawn.solved.ends[[state, 0]])
    }

    /// Of the probability of one of the ways asked for.
    pub(super) fn way(&self, way: usize, confidence: f64) -> (f64, f64) {
        self.interval(confidence, |drawn| drawn.ways[way])
    }

    /// Tenth and ninetieth percentile of the chance to have ended so by a step.
    pub(super) fn by_step(&self, step: usize, end: usize) -> (f64, f64) {
        self.interval(0.8, |drawn| drawn.by_step[step][end])
    }
}

/// The chances to have ended won, lost, dormant by each step, from 0 on.
pub(super) fn by_step(learned: &Learned, states: &States, steps: usize) -> Vec<[f64; 3]> {
    let ends = ENDS.map(|of| states.end(of));
    let mut at = ndarray::Array1::from(learned.start.clone());
    let mut all = Vec::with_capacity(steps + 1);
    for step in 0..=steps {
        if step > 0 {
            at = at.dot(&learned.chain.matrix());
        }
        all.push(ends.map(|end| at[end]));
    }
    all
}

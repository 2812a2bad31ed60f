//! Iterative amplitude estimation (Grinko, Gacon, Zoufal and Woerner, "Iterative quantum amplitude
//! estimation", 2019, algorithms 1 and 2).

use super::Oracle;
use super::special::{chernoff, clopper_pearson};
use crate::error::{Error, Result};
use crate::random::Stream;
use std::f64::consts::PI;

/// Which confidence interval each round uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// Exact binomial intervals: fewer queries.
    ClopperPearson,
    /// Chernoff-Hoeffding bounds: simple, wider.
    Chernoff,
}

/// What precision is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IterativeSettings {
    /// Half-width of the final interval of a.
    pub epsilon: f64,
    /// Chance that the interval misses a.
    pub alpha: f64,
    /// Shots per round.
    pub shots: usize,
    /// Interval of each round.
    pub interval: Interval,
}

impl Default for IterativeSettings {
    fn default() -> Self {
        Self {
            epsilon: 0.001,
            alpha: 0.05,
            shots: 100,
            interval: Interval::ClopperPearson,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Iterative {
    /// The middle of the interval.
    pub estimate: f64,
    /// The interval of a.
    pub interval: (f64, f64),
    /// Calls of Q.
    pub queries: u64,
    /// Power of Q in each round.
    pub powers: Vec<usize>,
    /// Shots in all rounds together.
    pub shots: u64,
}

/// Estimates a to ±epsilon with confidence 1 − alpha.
///
/// Rounds of equal power are pooled, as in the paper. The newest power alone says where a lies: cutting its
/// interval by those of earlier powers would keep the confidence under the union bound too, but where two of them
/// barely meet, which is mostly where one misses, a sliver would be left that looks far more precise than it is.
///
/// # Errors
/// [`Error::Invalid`] for settings out of range; those of the oracle.
pub fn iterative(
    oracle: &mut impl Oracle,
    settings: IterativeSettings,
    random: &mut Stream,
) -> Result<Iterative> {
    let IterativeSettings {
        epsilon,
        alpha,
        shots,
        interval,
    } = settings;
    if !(epsilon > 0.0 && epsilon < 0.5 && alpha > 0.0 && alpha < 1.0 && shots > 0) {
        return Err(Error::Invalid(
            "epsilon lies in (0, 0.5), alpha in (0, 1), and shots above 0".into(),
        ));
    }
    let rounds = ((PI / 8.0 / epsilon).log2().ceil() as usize).max(1);
    let share = alpha / rounds as f64;
    // θ in units of π/2: a = sin²(π/2 · t).
    let (mut lo, mut hi) = (0.0f64, 1.0f64);
    let mut out = Iterative {
        estimate: 0.5,
        interval: (0.0, 1.0),
        queries: 0,
        powers: Vec::new(),
        shots: 0,
    };
    // What the power before said: it tells the quarter turn.
    let mut before = (lo, hi);
    let (mut power, mut good, mut total) = (0usize, 0usize, 0usize);
    let amplitude = |t: f64| (PI / 2.0 * t).sin().powi(2);
    while amplitude(hi) - amplitude(lo) > 2.0 * epsilon {
        let next = next_power(power, lo, hi);
        if next != power {
            (power, good, total) = (next, 0, 0);
            before = (lo, hi);
        }
        good += oracle.shots(power, shots, random)?;
        total += shots;
        out.queries += (power * shots) as u64;
        out.shots += shots as u64;
        out.powers.push(power);
        let (p_lo, p_hi) = match interval {
            Interval::ClopperPearson => clopper_pearson(good, total, share),
            Interval::Chernoff => chernoff(good, total, share),
        };
        // (2k + 1) θ lies in one quarter turn, so its sine squared can be inverted.
        let odd = (2 * power + 1) as f64;
        let quarter = (odd * 0.5 * (before.0 + before.1)).floor();
        let turn = |p: f64| p.sqrt().asin() / (PI / 2.0);
        let (a, b) = if quarter % 2.0 == 0.0 {
            (turn(p_lo), turn(p_hi))
        } else {
            (1.0 - turn(p_hi), 1.0 - turn(p_lo))
        };
        (lo, hi) = ((quarter + a) / odd, (quarter + b) / odd);
        if out.powers.len() > 100_000 {
            return Err(Error::Invalid(
                "the oracle's answers do not fit any amplitude".into(),
            ));
        }
    }
    out.interval = (amplitude(lo), amplitude(hi));
    out.estimate = 0.5 * (out.interval.0 + out.interval.1);
    Ok(out)
}

/// The largest power, at least doubling 2k + 1, for which the whole interval stays in one quarter
/// turn; the old one if there is none.
fn next_power(power: usize, lo: f64, hi: f64) -> usize {
    let old = 2 * power + 1;
    let mut odd = (1.0 / (hi - lo)).min(1e15) as usize;
    odd -= usize::from(odd.is_multiple_of(2));
    while odd >= 2 * old {
        let (a, b) = (odd as f64 * lo, odd as f64 * hi);
        if a.floor() == b.floor() || b == a.floor() + 1.0 {
            return (odd - 1) / 2;
        }
        odd -= 2;
    }
    power
}

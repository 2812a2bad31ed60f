//! Maximum-likelihood amplitude estimation (Suzuki et al., "Amplitude estimation without phase
//! estimation", 2019).

use super::Oracle;
use super::special::normal_quantile;
use crate::error::{Error, Result};
use crate::random::Stream;
use std::f64::consts::FRAC_PI_2;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Likelihood {
    /// The most likely a.
    pub estimate: f64,
    /// The least interval around all a that the likelihood-ratio test keeps. Powers beyond the first leave several
    /// peaks; the interval of Fisher information would know of one only.
    pub interval: (f64, f64),
    /// Calls of Q.
    pub queries: u64,
    /// (power, shots, good) of every round.
    pub rounds: Vec<(usize, usize, usize)>,
}

/// The exponential schedule of the paper: powers 0, 1, 2, 4, … 2^{rounds−1}, `shots` each; the
/// interval misses a with probability about `alpha`.
///
/// # Errors
/// [`Error::Invalid`] for no shots, more than 20 rounds, or alpha outside (0, 1); those of the
/// oracle.
pub fn maximum_likelihood(
    oracle: &mut impl Oracle,
    rounds: usize,
    shots: usize,
    alpha: f64,
    random: &mut Stream,
) -> Result<Likelihood> {
    if shots == 0 || rounds > 20 || !(alpha > 0.0 && alpha < 1.0) {
        return Err(Error::Invalid(
            "rounds are at most 20, shots above 0, alpha in (0, 1)".into(),
        ));
    }
    let powers = std::iter::once(0).chain((0..rounds).map(|r| 1usize << r));
    let mut seen = Vec::new();
    for power in powers {
        seen.push((power, shots, oracle.shots(power, shots, random)?));
    }
    let theta = peak(&seen);
    let (low, high) = plausible(&seen, theta, normal_quantile(1.0 - alpha / 2.0));
    let a = |t: f64| t.sin().powi(2);
    Ok(Likelihood {
        estimate: a(theta),
        interval: (a(low), a(high)),
        queries: seen.iter().map(|(k, n, _)| (k * n) as u64).sum(),
        rounds: seen,
    })
}

fn log_likelihood(theta: f64, seen: &[(usize, usize, usize)]) -> f64 {
    seen.iter()
        .map(|&(k, n, good)| {
            let p = ((2 * k + 1) as f64 * theta)
                .sin()
                .powi(2)
                .clamp(1e-300, 1.0);
            let q = ((2 * k + 1) as f64 * theta)
                .cos()
                .powi(2)
                .clamp(1e-300, 1.0);
            good as f64 * p.ln() + (n - good) as f64 * q.ln()
        })
        .sum()
}

/// Steps of a grid over [0, π/2] that is much finer than the fastest oscillation.
fn grid(seen: &[(usize, usize, usize)]) -> usize {
    40 * seen.iter().map(|(k, _, _)| 2 * k + 1).max().unwrap_or(1) + 200
}

/// The hull of the θ that are not rejected: twice the loss of log-likelihood against the best is at most z², the
/// quantile of χ² with one degree of freedom (Wilks 1938).
fn plausible(seen: &[(usize, usize, usize)], best: f64, z: f64) -> (f64, f64) {
    let least = log_likelihood(best, seen) - z * z / 2.0;
    let kept = |theta: f64| log_likelihood(theta, seen) >= least;
    let points = grid(seen);
    let at = |i: usize| i as f64 * FRAC_PI_2 / points as f64;
    let first = (0..=points).map(at).find(|t| *t >= best || kept(*t));
    let last = (0..=points).rev().map(at).find(|t| *t <= best || kept(*t));
    // Between a kept θ and a rejected neighbour on the grid lies the edge; the best is kept.
    let edge = |inside: f64, outside: f64| {
        let (mut inside, mut outside) = (inside, outside);
        while (outside - inside).abs() > 1e-13 {
            let middle = 0.5 * (inside + outside);
            if kept(middle) {
                inside = middle
            } else {
                outside = middle
            }
        }
        inside
    };
    let step = at(1);
    let low = first.unwrap_or(best).min(best);
    let high = last.unwrap_or(best).max(best);
    (
        if low <= 0.0 {
            0.0
        } else {
            edge(low, (low - step).max(0.0))
        },
        if high >= FRAC_PI_2 {
            FRAC_PI_2
        } else {
            edge(high, (high + step).min(FRAC_PI_2))
        },
    )
}

/// The θ in [0, π/2] of highest likelihood: the best of the grid, then golden section around it.
fn peak(seen: &[(usize, usize, usize)]) -> f64 {
    let points = grid(seen);
    let step = FRAC_PI_2 / points as f64;
    let best = (0..=points)
        .map(|i| (i, log_likelihood(i as f64 * step, seen)))
        .fold((0, f64::NEG_INFINITY), |a, b| if b.1 > a.1 { b } else { a })
        .0;
    let (mut lo, mut hi) = (
        (best as f64 - 1.0).max(0.0) * step,
        ((best + 1) as f64 * step).min(FRAC_PI_2),
    );
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    while hi - lo > 1e-13 {
        let (x, y) = (hi - golden * (hi - lo), lo + golden * (hi - lo));
        if log_likelihood(x, seen) > log_likelihood(y, seen) {
            hi = y
        } else {
            lo = x
        }
    }
    0.5 * (lo + hi)
}

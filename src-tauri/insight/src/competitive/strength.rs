//! How strong players are: Bradley and Terry's model of paired comparisons (1952), P(i beats j) = λᵢ / (λᵢ + λⱼ), at its
//! posterior mode by Hunter's minorisation ("MM algorithms for generalized Bradley-Terry models", 2004), with imagined
//! contests against a player of strength 1 as the prior.

use mycrm_quantum::random::Stream;
use ndarray::Array2;

use crate::chance::beta;

/// Rounds, and the change below which they end.
const ROUNDS: usize = 500;
const CLOSE: f64 = 1e-10;

/// Strengths out of contests, shape (winner, loser); `prior` imagined contests each, half of them won.
pub(super) fn strengths(wins: &Array2<f64>, prior: f64) -> Vec<f64> {
    let n = wins.nrows();
    let won: Vec<f64> = wins
        .rows()
        .into_iter()
        .map(|row| row.sum() + prior / 2.0)
        .collect();
    let mut strength = vec![1.0; n];
    for _ in 0..ROUNDS {
        let next: Vec<f64> = (0..n)
            .map(|i| {
                let met: f64 = (0..n)
                    .map(|j| (wins[[i, j]] + wins[[j, i]]) / (strength[i] + strength[j]))
                    .sum();
                won[i] / (met + prior / (strength[i] + 1.0))
            })
            .collect();
        let moved = next
            .iter()
            .zip(&strength)
            .map(|(a, b)| (a / b - 1.0).abs())
            .fold(0.0, f64::max);
        strength = next;
        if moved < CLOSE {
            break;
        }
    }
    strength
}

/// Contests as they could have come out as well: each pair's by the posterior of its own rate.
pub(super) fn redrawn(wins: &Array2<f64>, random: &mut Stream) -> Array2<f64> {
    let n = wins.nrows();
    let mut drawn = Array2::zeros((n, n));
    for i in 0..n {
        for j in i + 1..n {
            let (won, lost) = (wins[[i, j]], wins[[j, i]]);
            if won + lost > 0.0 {
                // Jeffreys's prior.
                let rate = beta(won + 0.5, lost + 0.5, random);
                drawn[[i, j]] = rate * (won + lost);
                drawn[[j, i]] = (1.0 - rate) * (won + lost);
            }
        }
    }
    drawn
}

/// Shares of the market month by month, from now on: what is contested goes to a player in proportion to how it fares
/// against a player met by share (the discrete replicator, Taylor and Jonker 1978; fitness is twice the mean chance to
/// win).
pub(super) fn shares(
    now: &[f64],
    strength: &[f64],
    contested: f64,
    months: usize,
) -> Vec<Vec<f64>> {
    let beats = |i: usize, j: usize| strength[i] / (strength[i] + strength[j]);
    let mut all = vec![now.to_vec()];
    for month in 0..months {
        let before = &all[month];
        let next: Vec<f64> = (0..before.len())
            .map(|i| {
                let chance: f64 = before
                    .iter()
                    .enumerate()
                    .map(|(j, share)| share * beats(i, j))
                    .sum();
                before[i] * (1.0 + contested * (2.0 * chance - 1.0))
            })
            .collect();
        // They sum to 1 but for rounding, which would grow from month to month.
        let sum: f64 = next.iter().sum();
        let next = next.iter().map(|share| share / sum).collect();
        all.push(next);
    }
    all
}

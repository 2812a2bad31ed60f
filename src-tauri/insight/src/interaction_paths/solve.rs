//! Exact answers about a chain: how ways end, how often each state is met.

use mycrm_kernel::error::{Error, Result};
use ndarray::Array2;

use super::learn::Learned;
use super::states::{Of, States};

/// How ways end, and how long they take.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Solved {
    /// From each state the chance to end won, lost, dormant; shape (states, 3).
    pub(super) ends: Array2<f64>,
    /// The same from where ways begin.
    pub(super) from_start: [f64; 3],
    /// How often each state is met on a way, on average; ends count 0.
    pub(super) visits: Vec<f64>,
}

impl Solved {
    /// Steps of a way, on average.
    pub(super) fn steps(&self) -> f64 {
        self.visits.iter().sum()
    }
}

/// The three ends, in the order of [`Solved::ends`].
pub(super) const ENDS: [Of; 3] = [Of::Won, Of::Lost, Of::Dormant];

/// Solves the chain by its fundamental matrix N = (1 - Q)⁻¹ over the states that are no ends (Kemeny and Snell, "Finite
/// Markov Chains", 1960): the ends are N R, the visits start · N.
pub(super) fn solve(learned: &Learned, states: &States) -> Result<Solved> {
    let matrix = learned.chain.matrix();
    let inner: Vec<usize> = (0..states.len()).filter(|s| !states.is_end(*s)).collect();
    let n = inner.len();
    let ends = ENDS.map(|of| states.end(of));
    // 1 - Q beside R, and beside it (1 - Q) transposed with the start: two systems of one size.
    let left = Array2::from_shape_fn((n, n), |(i, j)| {
        f64::from(u8::from(i == j)) - matrix[[inner[i], inner[j]]]
    });
    let right = Array2::from_shape_fn((n, 3), |(i, e)| matrix[[inner[i], ends[e]]]);
    let start = Array2::from_shape_fn((n, 1), |(i, _)| learned.start[inner[i]]);
    let transposed = left.t().to_owned();
    let (absorbed, met) = (linear(left, right)?, linear(transposed, start)?);
    let mut all = Array2::zeros((states.len(), 3));
    let mut visits = vec![0.0; states.len()];
    for (e, end) in ends.iter().enumerate() {
        all[[*end, e]] = 1.0;
    }
    for (i, s) in inner.iter().enumerate() {
        visits[*s] = met[[i, 0]];
        for e in 0..3 {
            all[[*s, e]] = absorbed[[i, e]];
        }
    }
    let from = |e: usize| {
        let each = learned.start.iter().enumerate();
        each.map(|(s, p)| p * all[[s, e]]).sum()
    };
    Ok(Solved {
        from_start: [from(0), from(1), from(2)],
        ends: all,
        visits,
    })
}

/// Solves A X = B by Gaussian elimination with partial pivoting.
fn linear(mut a: Array2<f64>, mut b: Array2<f64>) -> Result<Array2<f64>> {
    let (n, m) = b.dim();
    for k in 0..n {
        let pivot = (k..n)
            .max_by(|i, j| a[[*i, k]].abs().total_cmp(&a[[*j, k]].abs()))
            .unwrap_or(k);
        if a[[pivot, k]].abs() < 1e-13 {
            return Err(Error::Internal("some states never reach an end".into()));
        }
        for j in 0..n {
            a.swap([k, j], [pivot, j]);
        }
        for j in 0..m {
            b.swap([k, j], [pivot, j]);
        }
        for i in k + 1..n {
            let factor = a[[i, k]] / a[[k, k]];
            if factor != 0.0 {
                for j in k..n {
                    a[[i, j]] -= factor * a[[k, j]];
                }
                for j in 0..m {
                    b[[i, j]] -= factor * b[[k, j]];
                }
            }
        }
    }
    for k in (0..n).rev() {
        for j in 0..m {
            let known: f64 = (k + 1..n).map(|i| a[[k, i]] * b[[i, j]]).sum();
            b[[k, j]] = (b[[k, j]] - known) / a[[k, k]];
        }
    }
    Ok(b)
}

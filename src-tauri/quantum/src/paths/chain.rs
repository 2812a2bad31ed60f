//! Markov chains: checked, and solved exactly.

use crate::error::{Error, Result};
use ndarray::{Array1, Array2, ArrayView2};

/// A Markov chain. A state that only leads to itself is absorbing: paths end there.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    pub(super) matrix: Array2<f64>,
    pub(super) absorbing: Vec<bool>,
}

/// Most states of a chain.
const MOST: usize = 1 << 14;

impl Chain {
    /// From a transition matrix, shape (states, states), row = from; each row sums to 1 within 1e-9
    /// and is then made exact.
    ///
    /// # Errors
    /// [`Error::Shape`] unless square; [`Error::Probability`] for a negative entry or a row off 1;
    /// [`Error::Invalid`] for no or too many states.
    pub fn new(matrix: ArrayView2<'_, f64>) -> Result<Self> {
        let states = matrix.nrows();
        if matrix.ncols() != states {
            return Err(Error::Shape {
                what: "a row of the transition matrix",
                expected: states,
                found: matrix.ncols(),
            });
        }
        if states == 0 || states > MOST {
            return Err(Error::Invalid(format!("a chain has 1 to {MOST} states")));
        }
        let mut matrix = matrix.to_owned();
        for mut row in matrix.rows_mut() {
            for v in &row {
                crate::error::probability("a transition probability", *v)?;
            }
            let total = row.sum();
            if (total - 1.0).abs() > 1e-9 {
                return Err(Error::Probability {
                    what: "the sum of a row",
                    value: total,
                });
            }
            row /= total;
        }
        let absorbing = (0..states).map(|s| matrix[[s, s]] == 1.0).collect();
        Ok(Self { matrix, absorbing })
    }

    /// From counts of observed transitions, shape (states, states), with `prior` added to each
    /// possible transition (the mean of the Dirichlet posterior). Rows without any count or prior,
    /// and the states named in `absorbing`, become absorbing.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a negative or infinite count; [`Error::Shape`].
    pub fn from_counts(
        counts: ArrayView2<'_, f64>,
        prior: f64,
        absorbing: &[usize],
    ) -> Result<Self> {
        if counts
            .iter()
            .chain([&prior])
            .any(|c| !c.is_finite() || *c < 0.0)
        {
            return Err(Error::Invalid("counts are finite and not negative".into()));
        }
        let mut matrix = counts.mapv(|c| c + prior);
        for (s, mut row) in matrix.rows_mut().into_iter().enumerate() {
            let total = row.sum();
            if total > 0.0 && !absorbing.contains(&s) {
                row /= total;
            } else {
                row.fill(0.0);
                if s < row.len() {
                    row[s] = 1.0;
                }
            }
        }
        Self::new(matrix.view())
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.absorbing.len()
    }

    /// The transition matrix, shape (states, states).
    pub fn matrix(&self) -> ArrayView2<'_, f64> {
        self.matrix.view()
    }

    /// Whether paths end in a state.
    pub fn is_absorbing(&self, state: usize) -> bool {
        self.absorbing.get(state) == Some(&true)
    }

    /// The distribution over states after exactly `steps` steps from the distribution `start`,
    /// shape (states,).
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::Probability`].
    pub fn after(&self, start: &[f64], steps: usize) -> Result<Array1<f64>> {
        self.check_start(start)?;
        let mut v = Array1::from(start.to_vec());
        for _ in 0..steps {
            v = v.dot(&self.matrix);
        }
        Ok(v)
    }

    /// Where paths end in the long run, shape (states, states): entry (s, e) is the probability to
    /// end in e from s; 0 for e not absorbing. Gaussian elimination on 1 − P restricted to the
    /// transient states.
    ///
    /// # Errors
    /// [`Error::Invalid`] when some states can never reach an absorbing one.
    pub fn absorption(&self) -> Result<Array2<f64>> {
        let transient: Vec<usize> = (0..self.states()).filter(|s| !self.absorbing[*s]).collect();
        let (n, m) = (transient.len(), self.states());
        let mut a = Array2::zeros((n, n + m));
        for (i, &s) in transient.iter().enumerate() {
            for (j, &t) in transient.iter().enumerate() {
                a[[i, j]] = f64::from(u8::from(i == j)) - self.matrix[[s, t]];
            }
            for e in (0..m).filter(|e| self.absorbing[*e]) {
                a[[i, n + e]] = self.matrix[[s, e]];
            }
        }
        for k in 0..n {
            let pivot = (k..n).fold(k, |b, i| {
                if a[[i, k]].abs() > a[[b, k]].abs() {
                    i
                } else {
                    b
                }
            });
            if a[[pivot, k]].abs() < 1e-13 {
                return Err(Error::Invalid("some states never reach an end".into()));
            }
            for j in 0..n + m {
                a.swap([k, j], [pivot, j]);
            }
            let p = a[[k, k]];
            for j in k..n + m {
                a[[k, j]] /= p;
            }
            for i in (0..n).filter(|i| *i != k) {
                let f = a[[i, k]];
                if f != 0.0 {
                    for j in k..n + m {
                        a[[i, j]] -= f * a[[k, j]];
                    }
                }
            }
        }
        let mut out = Array2::zeros((m, m));
        for s in (0..m).filter(|s| self.absorbing[*s]) {
            out[[s, s]] = 1.0;
        }
        for (i, &s) in transient.iter().enumerate() {
            for e in 0..m {
                out[[s, e]] = a[[i, n + e]];
            }
        }
        Ok(out)
    }

    pub(super) fn check_start(&self, start: &[f64]) -> Result<()> {
        if start.len() != self.states() {
            return Err(Error::Shape {
                what: "the start distribution",
                expected: self.states(),
                found: start.len(),
            });
        }
        for p in start {
            crate::error::probability("a start probability", *p)?;
        }
        let total: f64 = start.iter().sum();
        if (total - 1.0).abs() > 1e-9 {
            return Err(Error::Probability {
                what: "the sum of the start distribution",
                value: total,
            });
        }
        Ok(())
    }
}

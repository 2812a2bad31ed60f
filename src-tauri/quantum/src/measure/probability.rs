//! Probabilities of basis states and of parts of them.

use super::{pack, spread, sum_blocks};
use crate::error::{Error, Result};
use crate::real::Real;
use crate::state::StateVector;
use ndarray::Array1;
use num_complex::{Complex, Complex64};
use rayon::prelude::*;

impl<T: Real> StateVector<T> {
    /// Σ |amplitude|², 1 up to rounding.
    pub fn norm_squared(&self) -> f64 {
        sum_blocks(self.slice(), |_, part| {
            part.iter().map(|z| z.norm_sqr().wide()).sum::<f64>()
        })
    }

    /// Probability of every basis state, shape (2^n,).
    pub fn probabilities(&self) -> Array1<f64> {
        Array1::from(
            self.slice()
                .par_iter()
                .map(|z| z.norm_sqr().wide())
                .collect::<Vec<f64>>(),
        )
    }

    /// Joint distribution of some qubits, the first of them least significant: shape (2^k,).
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn marginal(&self, qubits: &[usize]) -> Result<Array1<f64>> {
        let rest = self.complement(qubits)?;
        let state = self.slice();
        if qubits.len() <= 8 {
            // Few outcomes: one pass over memory with a small table per part.
            let tables = sum_blocks(state, |start, part| {
                let mut table = vec![0.0; 1 << qubits.len()];
                for (k, z) in part.iter().enumerate() {
                    table[pack(start + k, qubits)] += z.norm_sqr().wide();
                }
                Table(table)
            });
            return Ok(Array1::from(tables.0));
        }
        let one = |outcome: usize| -> f64 {
            let base = spread(outcome, qubits);
            (0..1usize << rest.len())
                .map(|e| state[base | spread(e, &rest)].norm_sqr().wide())
                .sum()
        };
        Ok(Array1::from(
            (0..1usize << qubits.len())
                .into_par_iter()
                .map(one)
                .collect::<Vec<f64>>(),
        ))
    }

    /// ⟨self|other⟩.
    ///
    /// # Errors
    /// [`Error::Shape`] when the sizes differ.
    pub fn inner_product(&self, other: &Self) -> Result<Complex64> {
        if self.qubits() != other.qubits() {
            return Err(Error::Shape {
                what: "the other state's qubits",
                expected: self.qubits(),
                found: other.qubits(),
            });
        }
        let right = other.slice();
        Ok(sum_blocks(self.slice(), |start, part| {
            part.iter()
                .zip(&right[start..])
                .map(|(a, b)| wide(a).conj() * wide(b))
                .sum::<Complex64>()
        }))
    }

    /// |⟨self|other⟩|², 1 for equal states and 0 for orthogonal ones.
    ///
    /// # Errors
    /// [`Error::Shape`] when the sizes differ.
    pub fn fidelity(&self, other: &Self) -> Result<f64> {
        Ok(self.inner_product(other)?.norm_sqr())
    }

    /// The qubits not named, ascending; checks the ones that are.
    pub(crate) fn complement(&self, qubits: &[usize]) -> Result<Vec<usize>> {
        let mut seen = 0u64;
        for &qubit in qubits {
            self.check_qubit(qubit)?;
            if seen >> qubit & 1 == 1 {
                return Err(Error::RepeatedQubit { qubit });
            }
            seen |= 1 << qubit;
        }
        Ok((0..self.qubits()).filter(|q| seen >> q & 1 == 0).collect())
    }
}

/// A complex number in double precision.
pub(crate) fn wide<T: Real>(z: &Complex<T>) -> Complex64 {
    Complex64::new(z.re.wide(), z.im.wide())
}

/// Tables that add up entry by entry.
struct Table(Vec<f64>);

impl std::iter::Sum for Table {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.reduce(|mut a, b| {
            a.0.iter_mut().zip(b.0).for_each(|(x, y)| *x += y);
            a
        })
        .unwrap_or(Self(Vec::new()))
    }
}

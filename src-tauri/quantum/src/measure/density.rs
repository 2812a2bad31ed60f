//! States of a part of the qubits, and what they say about entanglement.

use super::eigen::symmetric_eigenvalues;
use super::probability::wide;
use super::spread;
use crate::error::{Error, Result};
use crate::real::Real;
use crate::state::StateVector;
use ndarray::{Array2, ArrayView2};
use num_complex::Complex64;
use rayon::prelude::*;

/// Most qubits a density matrix is made for (4^10 entries are 16 MiB).
const MOST: usize = 10;

impl<T: Real> StateVector<T> {
    /// The density matrix of some qubits, all others traced out; the first named is least
    /// significant. Shape (2^k, 2^k), Hermitian with trace 1.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`], [`Error::TooManyQubits`] above 10.
    pub fn reduced_density(&self, qubits: &[usize]) -> Result<Array2<Complex64>> {
        let rest = self.complement(qubits)?;
        if qubits.len() > MOST {
            return Err(Error::TooManyQubits {
                qubits: qubits.len(),
                limit: MOST,
            });
        }
        let side = 1usize << qubits.len();
        let state = self.slice();
        let kept: Vec<usize> = (0..side).map(|a| spread(a, qubits)).collect();
        // A fixed number of parts of the environment, added in order.
        let parts = 64.min(1usize << rest.len());
        let each = (1usize << rest.len()) / parts;
        let sums: Vec<Vec<Complex64>> = (0..parts)
            .into_par_iter()
            .fold_chunks(
                parts.div_ceil(8),
                Vec::new,
                |mut acc: Vec<Complex64>, part| {
                    acc.resize(side * side, Complex64::new(0.0, 0.0));
                    for e in part * each..(part + 1) * each {
                        let base = spread(e, &rest);
                        let column: Vec<Complex64> =
                            kept.iter().map(|k| wide(&state[base | k])).collect();
                        for (a, x) in column.iter().enumerate() {
                            for (b, y) in column[..=a].iter().enumerate() {
                                acc[a * side + b] += x * y.conj();
                            }
                        }
                    }
                    acc
                },
            )
            .collect();
        let mut rho = Array2::zeros((side, side));
        for a in 0..side {
            for b in 0..=a {
                let z: Complex64 = sums.iter().map(|s| s[a * side + b]).sum();
                rho[[a, b]] = z;
                rho[[b, a]] = z.conj();
            }
        }
        Ok(rho)
    }

    /// Entanglement entropy in bits (−Tr ρ log₂ ρ) between some qubits and the rest. The smaller
    /// side is diagonalised.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`], [`Error::TooManyQubits`] when both
    /// sides exceed 10.
    pub fn entropy(&self, qubits: &[usize]) -> Result<f64> {
        let rest = self.complement(qubits)?;
        let rho = self.reduced_density(if rest.len() < qubits.len() {
            &rest
        } else {
            qubits
        })?;
        entropy_of(rho.view())
    }
}

/// Von Neumann entropy of a density matrix, in bits.
///
/// # Errors
/// [`Error::Shape`] unless it is square.
pub fn entropy_of(rho: ArrayView2<'_, Complex64>) -> Result<f64> {
    let side = rho.nrows();
    if rho.ncols() != side {
        return Err(Error::Shape {
            what: "a density matrix",
            expected: side,
            found: rho.ncols(),
        });
    }
    // The real symmetric matrix [[re, -im], [im, re]] has every eigenvalue twice.
    let mut real = vec![0.0; 4 * side * side];
    for ((a, b), z) in rho.indexed_iter() {
        real[a * 2 * side + b] = z.re;
        real[(a + side) * 2 * side + b + side] = z.re;
        real[a * 2 * side + b + side] = -z.im;
        real[(a + side) * 2 * side + b] = z.im;
    }
    let term = |p: f64| if p > 1e-15 { -p * p.log2() } else { 0.0 };
    Ok((symmetric_eigenvalues(&mut real, 2 * side)
        .into_iter()
        .map(term)
        .sum::<f64>()
        / 2.0)
        .max(0.0))
}

/// Tr ρ², 1 for a pure state.
pub fn purity_of(rho: ArrayView2<'_, Complex64>) -> f64 {
    rho.iter().map(|z| z.norm_sqr()).sum()
}

//! Reading a state: probabilities, shots, expectations, reduced states.

mod density;
mod eigen;
mod pauli;
mod probability;
mod sample;

pub use density::{entropy_of, purity_of};
pub use pauli::{Pauli, PauliSum, PauliTerm};
pub use sample::counts;

use num_complex::Complex;
use rayon::prelude::*;

/// Amplitudes per partial sum. Sums are taken in this fixed cut and then in order, so they do not
/// depend on the number of threads.
pub(crate) const SUM_GRAIN: usize = 1 << 14;

/// Sums `f(start, part)` over the parts of a slice, always in the same order.
pub(crate) fn sum_blocks<T: Sync, S: Send + std::iter::Sum<S>>(
    state: &[Complex<T>],
    f: impl Fn(usize, &[Complex<T>]) -> S + Sync,
) -> S {
    let parts: Vec<S> = state
        .par_chunks(SUM_GRAIN)
        .enumerate()
        .map(|(n, part)| f(n * SUM_GRAIN, part))
        .collect();
    parts.into_iter().sum()
}

/// Spreads the bits of `value` over `qubits`, the first lowest.
pub(crate) fn spread(value: usize, qubits: &[usize]) -> usize {
    qubits
        .iter()
        .enumerate()
        .fold(0, |acc, (i, &q)| acc | (value >> i & 1) << q)
}

/// Packs the bits of `index` at `qubits`, the first lowest.
pub(crate) fn pack(index: usize, qubits: &[usize]) -> usize {
    qubits
        .iter()
        .enumerate()
        .fold(0, |acc, (i, &q)| acc | (index >> q & 1) << i)
}

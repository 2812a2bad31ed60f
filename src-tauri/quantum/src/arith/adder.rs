//! Adding weights under qubits (Draper, "Addition on a quantum computer", 2000).

use crate::algo::fourier;
use crate::circuit::Circuit;
use crate::error::{Error, Result};
use std::f64::consts::TAU;

/// Qubits needed to hold the sum of all weights.
pub fn sum_width(weights: &[u64]) -> usize {
    let total = weights.iter().fold(0u128, |s, w| s + u128::from(*w));
    (128 - total.leading_zeros() as usize).max(1)
}

/// Adds `Σ weights[i] · inputs[i]` to the register `sum` (first qubit least significant), modulo
/// 2^len. In the Fourier basis an addition is a phase per qubit, so all weights share one transform
/// and its inverse.
///
/// # Errors
/// [`Error::Shape`] when there is not one weight per input; [`Error::QubitOutOfRange`],
/// [`Error::RepeatedQubit`].
pub fn weighted_sum(
    circuit: &mut Circuit,
    weights: &[u64],
    inputs: &[usize],
    sum: &[usize],
) -> Result<()> {
    if weights.len() != inputs.len() {
        return Err(Error::Shape {
            what: "the weights",
            expected: inputs.len(),
            found: weights.len(),
        });
    }
    let transform = fourier(sum.len(), false)?;
    circuit.compose_on(&transform, sum, &[])?;
    for (weight, input) in weights.iter().zip(inputs) {
        // Without swaps, qubit j of the transformed register turns by 2π w / 2^{j + 1}.
        for (j, q) in sum.iter().enumerate() {
            let size = 1u128 << (j + 1);
            let part = u128::from(*weight) % size;
            if part != 0 {
                circuit.cp(*input, *q, TAU * part as f64 / size as f64)?;
            }
        }
    }
    circuit.compose_on(&transform.inverse()?, sum, &[])?;
    Ok(())
}

//! The quantum Fourier transform and phase estimation (Nielsen and Chuang, sections 5.1 and 5.2).

use crate::circuit::Circuit;
use crate::error::{Error, Result};
use std::f64::consts::PI;

/// |x⟩ → 2^{-n/2} Σ_y e^{2πi xy / 2^n} |y⟩ on `qubits` qubits. Without `swaps` the result's bits
/// come in reversed order.
///
/// # Errors
/// [`Error::TooManyQubits`].
pub fn fourier(qubits: usize, swaps: bool) -> Result<Circuit> {
    let mut c = Circuit::new(qubits)?;
    for j in (0..qubits).rev() {
        c.h(j)?;
        for m in (0..j).rev() {
            c.cp(m, j, PI / (1u64 << (j - m)) as f64)?;
        }
    }
    if swaps {
        for q in 0..qubits / 2 {
            c.swap(q, qubits - 1 - q)?;
        }
    }
    Ok(c)
}

/// Phase estimation of `unitary` with `precision` more qubits, which come after its own and end
/// holding y ≈ 2^precision φ, where e^{2πiφ} is the eigenvalue. Qubits 0.. of the result must hold
/// the eigenvector (or a mixture of them).
///
/// # Errors
/// [`Error::Unsupported`] when `unitary` measures; [`Error::TooManyQubits`]; [`Error::Invalid`]
/// above 20 bits of precision.
pub fn phase_estimation(unitary: &Circuit, precision: usize) -> Result<Circuit> {
    if precision == 0 || precision > 20 {
        return Err(Error::Invalid(
            "phase estimation takes 1 to 20 bits of precision".into(),
        ));
    }
    let n = unitary.qubits();
    let mut c = Circuit::new(n + precision)?;
    for k in 0..precision {
        c.h(n + k)?;
    }
    for k in 0..precision {
        let controlled = unitary.controlled(n + precision, &[n + k])?;
        for _ in 0..1u64 << k {
            c.compose(&controlled)?;
        }
    }
    let register: Vec<usize> = (n..n + precision).collect();
    c.compose_on(&fourier(precision, true)?.inverse()?, &register, &[])?;
    Ok(c)
}

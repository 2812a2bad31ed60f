//! Comparing a register with a constant, without helper qubits.

use crate::circuit::Circuit;
use crate::error::Result;
use crate::gate::Gate;

/// Flips `flag` where the value of `register` (first qubit least significant) is at least `bound`.
///
/// x ≥ b means x > b − 1: some bit of x is 1 where b − 1 has 0 and all higher bits agree. These
/// cases exclude each other, so one X under controls for each 0 bit of b − 1 is enough.
///
/// # Errors
/// [`crate::Error::QubitOutOfRange`], [`crate::Error::RepeatedQubit`].
pub fn at_least(circuit: &mut Circuit, register: &[usize], bound: u64, flag: usize) -> Result<()> {
    if bound == 0 {
        circuit.x(flag)?;
        return Ok(());
    }
    let below = bound - 1;
    if register.len() < 64 && below >> register.len() != 0 {
        return Ok(());
    }
    for j in (0..register.len()).filter(|j| below >> j & 1 == 0) {
        let mut closed = vec![register[j]];
        let mut open = Vec::new();
        for (i, q) in register.iter().enumerate().skip(j + 1) {
            if below >> i & 1 == 1 {
                closed.push(*q)
            } else {
                open.push(*q)
            }
        }
        circuit.push_with(Gate::X, &[flag], &closed, &open)?;
    }
    Ok(())
}

/// Flips `flag` where the value of `register` is below `bound`.
///
/// # Errors
/// As [`at_least`].
pub fn less_than(circuit: &mut Circuit, register: &[usize], bound: u64, flag: usize) -> Result<()> {
    circuit.x(flag)?;
    at_least(circuit, register, bound, flag)
}

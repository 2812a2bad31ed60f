//! Any distribution by a binary tree of rotations (Grover and Rudolph 2002), the rotations of a
//! level as one multiplexer of 2^k RY and 2^k CNOT (Möttönen et al. 2005).

use crate::circuit::Circuit;
use crate::error::{Error, Result, probability};
use num_complex::Complex64;

/// `RY(angles[x])` on `target`, where x is the value of `controls`, the first least significant.
///
/// # Errors
/// [`Error::Shape`] unless there are 2^k angles for k controls; [`Error::QubitOutOfRange`],
/// [`Error::RepeatedQubit`].
pub fn multiplexed_ry(
    circuit: &mut Circuit,
    angles: &[f64],
    controls: &[usize],
    target: usize,
) -> Result<()> {
    if angles.len() != 1 << controls.len() {
        return Err(Error::Shape {
            what: "the list of angles",
            expected: 1 << controls.len(),
            found: angles.len(),
        });
    }
    if angles.iter().all(|a| *a == angles[0]) {
        if angles[0] != 0.0 {
            circuit.ry(target, angles[0])?;
        }
        return Ok(());
    }
    let Some((&last, rest)) = controls.split_last() else {
        return Ok(());
    };
    let (zero, one) = angles.split_at(angles.len() / 2);
    // X RY(t) X = RY(-t): the sum acts on both halves, the difference changes sign under the CNOTs.
    let mean: Vec<f64> = zero.iter().zip(one).map(|(a, b)| (a + b) / 2.0).collect();
    let half: Vec<f64> = zero.iter().zip(one).map(|(a, b)| (a - b) / 2.0).collect();
    multiplexed_ry(circuit, &mean, rest, target)?;
    circuit.cx(last, target)?;
    multiplexed_ry(circuit, &half, rest, target)?;
    circuit.cx(last, target)?;
    Ok(())
}

/// A circuit that takes |0…0⟩ to Σ_x √p(x) |x⟩.
///
/// # Errors
/// [`Error::Shape`] unless there are 2^n probabilities; [`Error::Probability`] when one is out of
/// range or their sum is off 1 by more than 1e-9.
pub fn distribution(p: &[f64]) -> Result<Circuit> {
    let n = checked(p)?;
    let mut c = Circuit::new(n)?;
    // From the most significant qubit down: split each block's weight between its halves.
    for level in (0..n).rev() {
        let block = 1usize << (level + 1);
        let angles: Vec<f64> = p
            .chunks(block)
            .map(|b| {
                let (zero, one) = b.split_at(block / 2);
                let (zero, one): (f64, f64) = (zero.iter().sum(), one.iter().sum());
                2.0 * one.sqrt().atan2(zero.sqrt())
            })
            .collect();
        let controls: Vec<usize> = (level + 1..n).collect();
        multiplexed_ry(&mut c, &angles, &controls, level)?;
    }
    Ok(c)
}

/// A circuit that takes |0…0⟩ to the given state: the tree for the moduli, a diagonal for the
/// phases.
///
/// # Errors
/// As [`distribution`], of the squared moduli.
pub fn state(amplitudes: &[Complex64]) -> Result<Circuit> {
    let p: Vec<f64> = amplitudes.iter().map(|z| z.norm_sqr()).collect();
    let mut c = distribution(&p)?;
    if amplitudes.iter().any(|z| z.im != 0.0 || z.re < 0.0) {
        let phases: Vec<Complex64> = amplitudes
            .iter()
            .map(|z| Complex64::from_polar(1.0, z.arg()))
            .collect();
        let all: Vec<usize> = (0..c.qubits()).collect();
        c.diagonal(&phases, &all)?;
    }
    Ok(c)
}

/// Turns `target` so that P(1) = f(x) where x is the value of `inputs`: then P(target = 1) is the
/// mean of f under the loaded distribution, exactly.
///
/// # Errors
/// [`Error::Shape`] unless f has 2^k values; [`Error::Probability`] when one is outside 0..=1;
/// [`Error::QubitOutOfRange`].
pub fn objective(circuit: &mut Circuit, f: &[f64], inputs: &[usize], target: usize) -> Result<()> {
    let angles: Result<Vec<f64>> = f
        .iter()
        .map(|v| Ok(2.0 * probability("an objective's value", *v)?.sqrt().asin()))
        .collect();
    multiplexed_ry(circuit, &angles?, inputs, target)
}

fn checked(p: &[f64]) -> Result<usize> {
    if !p.len().is_power_of_two() {
        return Err(Error::Shape {
            what: "the probabilities",
            expected: p.len().next_power_of_two(),
            found: p.len(),
        });
    }
    for v in p {
        probability("a probability", *v)?;
    }
    let total: f64 = p.iter().sum();
    if (total - 1.0).abs() > 1e-9 {
        return Err(Error::Probability {
            what: "the sum of the probabilities",
            value: total,
        });
    }
    Ok(p.len().trailing_zeros() as usize)
}

//! The circuits of the comparison, defined so that any language can build the same: angles by
//! SplitMix64, seed 42. `peers/circuits.py` says the same in Python.

use mycrm_quantum::{Circuit, Result};

/// The plain sequential SplitMix64 of the definition.
pub(crate) struct SplitMix(u64);

impl SplitMix {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn angle(&mut self) -> f64 {
        self.unit() * 2.0 * std::f64::consts::PI
    }
}

/// H on every qubit.
pub(crate) fn hadamards(n: usize) -> Result<Circuit> {
    let mut c = Circuit::new(n)?;
    for q in 0..n {
        c.h(q)?;
    }
    Ok(c)
}

/// Layers of RX RY RZ on every qubit and a ladder of CNOTs.
pub(crate) fn ansatz(n: usize, layers: usize) -> Result<Circuit> {
    let mut r = SplitMix::new(42);
    let mut c = Circuit::new(n)?;
    for _ in 0..layers {
        for q in 0..n {
            c.rx(q, r.angle())?.ry(q, r.angle())?.rz(q, r.angle())?;
        }
        for q in 0..n - 1 {
            c.cx(q, q + 1)?;
        }
    }
    Ok(c)
}

/// The Fourier transform of |1011⟩, with its swaps.
pub(crate) fn fourier(n: usize) -> Result<Circuit> {
    let mut c = Circuit::new(n)?;
    for q in [0, 1, 3] {
        c.x(q)?;
    }
    for j in (0..n).rev() {
        c.h(j)?;
        for m in (0..j).rev() {
            c.cp(m, j, std::f64::consts::PI / (1u64 << (j - m)) as f64)?;
        }
    }
    for q in 0..n / 2 {
        c.swap(q, n - 1 - q)?;
    }
    Ok(c)
}

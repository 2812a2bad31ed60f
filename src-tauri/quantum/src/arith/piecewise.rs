//! Piecewise-linear functions as rotations (Woerner and Egger, "Quantum risk analysis", 2019).

use super::comparator::at_least;
use crate::circuit::Circuit;
use crate::error::{Error, Result, finite};
use std::f64::consts::FRAC_PI_4;

/// f(x) on 0..2^n: from `starts[i]` on, `f(x) = values[i] + slopes[i] (x − starts[i])`.
///
/// Its mean becomes an amplitude through sin²(y + π/4) ≈ 1/2 + y for y = c (f̂ − 1/2) with f̂ = f
/// scaled to 0..1: the smaller c, the smaller the error (of order c²) and the more queries a
/// precision takes. [`crate::load::objective`] is exact at 2^n rotations.
#[derive(Debug, Clone, PartialEq)]
pub struct PiecewiseLinear {
    starts: Vec<u64>,
    values: Vec<f64>,
    slopes: Vec<f64>,
    range: (f64, f64),
    scale: f64,
}

impl PiecewiseLinear {
    /// Pieces `(start, value at start, slope)`, the first starting at 0; f's least and greatest
    /// value; and c in (0, 1].
    ///
    /// # Errors
    /// [`Error::Invalid`] for pieces not ascending from 0, an empty range, or c out of range;
    /// [`Error::NotFinite`].
    pub fn new(pieces: &[(u64, f64, f64)], range: (f64, f64), scale: f64) -> Result<Self> {
        for (_, value, slope) in pieces {
            finite("a value", *value)?;
            finite("a slope", *slope)?;
        }
        finite("a bound", range.0)?;
        finite("a bound", range.1)?;
        let ascending = pieces.windows(2).all(|w| w[0].0 < w[1].0);
        if pieces.first().is_none_or(|p| p.0 != 0) || !ascending {
            return Err(Error::Invalid("the pieces start at 0 and ascend".into()));
        }
        if range.0 >= range.1 || !(scale > 0.0 && scale <= 1.0) {
            return Err(Error::Invalid(
                "the range is not empty and the scale lies in (0, 1]".into(),
            ));
        }
        Ok(Self {
            starts: pieces.iter().map(|p| p.0).collect(),
            values: pieces.iter().map(|p| p.1).collect(),
            slopes: pieces.iter().map(|p| p.2).collect(),
            range,
            scale,
        })
    }

    /// f(x).
    pub fn at(&self, x: u64) -> f64 {
        let i = self.starts.partition_point(|s| *s <= x) - 1;
        self.values[i] + self.slopes[i] * (x - self.starts[i]) as f64
    }

    /// Turns `target` by the function of `register`; `flag` starts and ends as |0⟩.
    ///
    /// # Errors
    /// [`Error::QubitOutOfRange`], [`Error::RepeatedQubit`].
    pub fn rotate(
        &self,
        circuit: &mut Circuit,
        register: &[usize],
        flag: usize,
        target: usize,
    ) -> Result<()> {
        let unit = 2.0 * self.scale / (self.range.1 - self.range.0);
        // Angle of piece i: constant + slope x, as steps on top of the piece before.
        let constant = |i: usize| self.values[i] - self.slopes[i] * self.starts[i] as f64;
        let middle = 0.5 * (self.range.0 + self.range.1);
        circuit.ry(target, unit * (constant(0) - middle) + 2.0 * FRAC_PI_4)?;
        for (j, q) in register.iter().enumerate() {
            circuit.cry(*q, target, unit * self.slopes[0] * (j as f64).exp2())?;
        }
        for i in 1..self.starts.len() {
            at_least(circuit, register, self.starts[i], flag)?;
            circuit.cry(flag, target, unit * (constant(i) - constant(i - 1)))?;
            let steeper = unit * (self.slopes[i] - self.slopes[i - 1]);
            for (j, q) in register.iter().enumerate() {
                let gate = crate::gate::Gate::Ry((steeper * (j as f64).exp2()).into());
                circuit.push(gate, &[target], &[flag, *q])?;
            }
            at_least(circuit, register, self.starts[i], flag)?;
        }
        Ok(())
    }

    /// The mean of f that an amplitude P(target = 1) stands for.
    pub fn mean_of(&self, amplitude: f64) -> f64 {
        let centred = (amplitude - 0.5) / self.scale;
        (centred + 0.5) * (self.range.1 - self.range.0) + self.range.0
    }
}

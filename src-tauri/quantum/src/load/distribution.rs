//! Named distributions on a grid of 2^n points.

use super::tree;
use crate::circuit::Circuit;
use crate::error::{Error, Result, finite, probability};

/// A distribution on 2^n evenly spaced points.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The points, ascending; basis state x stands for `points[x]`.
    pub points: Vec<f64>,
    /// Their probabilities, summing to 1.
    pub probabilities: Vec<f64>,
}

impl Grid {
    /// The circuit that loads it.
    ///
    /// # Errors
    /// As [`tree::distribution`].
    pub fn circuit(&self) -> Result<Circuit> {
        tree::distribution(&self.probabilities)
    }

    /// Its mean.
    pub fn mean(&self) -> f64 {
        self.points
            .iter()
            .zip(&self.probabilities)
            .map(|(x, p)| x * p)
            .sum()
    }

    fn from_density(
        qubits: usize,
        low: f64,
        high: f64,
        log_density: impl Fn(f64) -> f64,
    ) -> Result<Self> {
        finite("a bound", low)?;
        finite("a bound", high)?;
        if low >= high || !(1..=20).contains(&qubits) {
            return Err(Error::Invalid(
                "a grid has its low bound below its high bound and 1 to 20 qubits".into(),
            ));
        }
        let last = ((1usize << qubits) - 1) as f64;
        let points: Vec<f64> = (0..1usize << qubits)
            .map(|i| low + (high - low) * i as f64 / last)
            .collect();
        let logs: Vec<f64> = points.iter().map(|x| log_density(*x)).collect();
        let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !top.is_finite() {
            return Err(Error::Invalid(
                "the distribution has no weight between the bounds".into(),
            ));
        }
        let weights: Vec<f64> = logs.iter().map(|l| (l - top).exp()).collect();
        let total: f64 = weights.iter().sum();
        Ok(Self {
            points,
            probabilities: weights.iter().map(|w| w / total).collect(),
        })
    }
}

/// The normal distribution cut to [low, high].
///
/// # Errors
/// [`Error::Invalid`] for bounds or qubits out of range or a deviation that is not positive.
pub fn normal(qubits: usize, mean: f64, deviation: f64, low: f64, high: f64) -> Result<Grid> {
    positive(deviation)?;
    finite("a mean", mean)?;
    Grid::from_density(qubits, low, high, |x| {
        -0.5 * ((x - mean) / deviation).powi(2)
    })
}

/// The log-normal distribution, ln x normal with `mu` and `sigma`, cut to [low, high]; points at or
/// below 0 have no weight.
///
/// # Errors
/// As [`normal`].
pub fn log_normal(qubits: usize, mu: f64, sigma: f64, low: f64, high: f64) -> Result<Grid> {
    positive(sigma)?;
    finite("a mean", mu)?;
    Grid::from_density(qubits, low, high, |x| {
        if x > 0.0 {
            -0.5 * ((x.ln() - mu) / sigma).powi(2) - x.ln()
        } else {
            f64::NEG_INFINITY
        }
    })
}

/// Independent qubits, qubit i being 1 with probability `p[i]`.
///
/// # Errors
/// [`Error::Probability`], [`Error::TooManyQubits`].
pub fn bernoulli(p: &[f64]) -> Result<Circuit> {
    let mut c = Circuit::new(p.len())?;
    for (q, v) in p.iter().enumerate() {
        c.ry(q, 2.0 * probability("a probability", *v)?.sqrt().asin())?;
    }
    Ok(c)
}

fn positive(deviation: f64) -> Result<()> {
    if deviation > 0.0 && deviation.is_finite() {
        Ok(())
    } else {
        Err(Error::Invalid("a deviation is above 0".into()))
    }
}

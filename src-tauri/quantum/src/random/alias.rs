//! Alias tables: one draw from a fixed distribution in constant time.

use super::Stream;
use crate::error::{Error, Result};

/// A discrete distribution ready to draw from (Walker 1977, in Vose's 1991 construction).
#[derive(Debug, Clone)]
pub struct Alias {
    keep: Vec<f64>,
    other: Vec<u32>,
}

impl Alias {
    /// From weights, which need not sum to 1.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is none or all are 0; [`Error::Probability`] when one is
    /// negative or not finite.
    pub fn new(weights: &[f64]) -> Result<Self> {
        let n = weights.len();
        if let Some(&value) = weights.iter().find(|w| !w.is_finite() || **w < 0.0) {
            return Err(Error::Probability {
                what: "a weight",
                value,
            });
        }
        let total: f64 = weights.iter().sum();
        if total <= 0.0 || !total.is_finite() || n > u32::MAX as usize {
            return Err(Error::Invalid(
                "a distribution needs a weight above 0".into(),
            ));
        }
        let mut keep: Vec<f64> = weights.iter().map(|w| w * n as f64 / total).collect();
        let mut other: Vec<u32> = (0..n as u32).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..n).partition(|&i| keep[i] < 1.0);
        while let (Some(&s), Some(&l)) = (small.last(), large.last()) {
            small.pop();
            other[s] = l as u32;
            keep[l] -= 1.0 - keep[s];
            if keep[l] < 1.0 {
                large.pop();
                small.push(l);
            }
        }
        // What is left differs from 1 by rounding only.
        small.into_iter().chain(large).for_each(|i| keep[i] = 1.0);
        Ok(Self { keep, other })
    }

    /// Draws an index.
    pub fn draw(&self, random: &mut Stream) -> usize {
        let place = random.unit() * self.keep.len() as f64;
        let i = (place as usize).min(self.keep.len() - 1);
        if place - (i as f64) < self.keep[i] {
            i
        } else {
            self.other[i] as usize
        }
    }

    /// Per column: the chance to keep it, and the index taken otherwise.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (f64, u32)> {
        self.keep.iter().copied().zip(self.other.iter().copied())
    }
}

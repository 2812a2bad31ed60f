//! Measures in the domain of time.

use crate::error::{Result, all_finite, at_least};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the intervals say without regard to frequency.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeDomain {
    /// Beats a minute: 60,000 over the mean interval.
    pub mean_rate: f64,
    /// Mean interval, ms.
    pub mean_rr: f64,
    /// Standard deviation of the intervals (n - 1), ms.
    pub sdnn: f64,
    /// Root mean square of successive differences, ms.
    pub rmssd: f64,
    /// Share of successive differences above 50 ms, percent.
    pub pnn50: f64,
    /// Width of the Poincaré plot across the line of identity, ms.
    pub sd1: f64,
    /// Length of the Poincaré plot along the line of identity, ms.
    pub sd2: f64,
}

/// Measures `rr` (milliseconds).
///
/// # Errors
/// [`crate::Error::TooFew`] below three intervals, [`crate::Error::NotFinite`].
pub fn time_domain(rr: &[f64]) -> Result<TimeDomain> {
    at_least("variability", rr.len(), 3)?;
    all_finite("RR interval", rr)?;
    let mean_rr = mean(rr);
    let differences: Vec<f64> = rr.windows(2).map(|w| w[1] - w[0]).collect();
    let sums: Vec<f64> = rr.windows(2).map(|w| w[1] + w[0]).collect();
    let count = differences.len() as f64;
    Ok(TimeDomain {
        mean_rate: 60_000.0 / mean_rr,
        mean_rr,
        sdnn: deviation(rr),
        rmssd: (differences.iter().map(|d| d * d).sum::<f64>() / count).sqrt(),
        pnn50: 100.0 * differences.iter().filter(|d| d.abs() > 50.0).count() as f64 / count,
        sd1: deviation(&differences) / std::f64::consts::SQRT_2,
        sd2: deviation(&sums) / std::f64::consts::SQRT_2,
    })
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Standard deviation with n - 1.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (squares / (values.len().max(2) - 1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let time = time_domain(&[800.0, 860.0, 800.0, 810.0]).unwrap();
        assert!((time.mean_rr - 817.5).abs() < 1e-9);
        assert!((time.rmssd - (7300.0_f64 / 3.0).sqrt()).abs() < 1e-9);
        assert!((time.pnn50 - 200.0 / 3.0).abs() < 1e-9);
        assert!((time.sdnn - 28.722_813).abs() < 1e-5);
        assert!(
            time_domain(&[800.0, 900.0]).is_err() && time_domain(&[1.0, f64::NAN, 1.0]).is_err()
        );
    }
}

//! How long to wait before the next attempt.

use std::time::Duration;

/// Doubles from `first` to `most`, each wait shortened or lengthened at random by up to a quarter, so that several
/// devices that were lost together do not all come back in the same moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    pub(crate) first: Duration,
    pub(crate) most: Duration,
}

impl Backoff {
    /// The wait before attempt `attempt` (0 is the first repetition); `chance` is uniform in 0..1.
    pub(crate) fn wait(&self, attempt: u32, chance: f64) -> Duration {
        let doubled = self
            .first
            .saturating_mul(1_u32.checked_shl(attempt.min(31)).unwrap_or(u32::MAX));
        let factor = 0.75 + chance.clamp(0.0, 1.0) * 0.5;
        doubled.min(self.most).mul_f64(factor)
    }
}

/// A number in 0..1 from the system's source of randomness; the middle where there is none.
pub(crate) fn chance() -> f64 {
    getrandom::u32().map_or(0.5, |bits| f64::from(bits) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_most_and_never_overflow() {
        let backoff = Backoff {
            first: Duration::from_millis(500),
            most: Duration::from_secs(30),
        };
        assert_eq!(backoff.wait(0, 0.5), Duration::from_millis(500));
        assert_eq!(backoff.wait(3, 0.5), Duration::from_secs(4));
        assert_eq!(backoff.wait(u32::MAX, 0.5), Duration::from_secs(30));
        assert!(backoff.wait(9, 1.0) <= Duration::from_millis(37_500));
        assert!(backoff.wait(9, 0.0) >= Duration::from_millis(22_500));
    }
}

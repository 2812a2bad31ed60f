//! The problem that is measured on: a set of made-up deals, the same on every machine, and a target that they reach
//! about as often as asked.

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;

use crate::closure::{Loaded, Outcome, Total, load};

/// Deals.
pub(super) const DEALS: usize = 200;

/// The deals, the target, and the circuit that asks for it.
pub(super) struct Portfolio {
    pub(super) deals: Vec<Outcome>,
    pub(super) target: i64,
    /// P(total ≥ target), calculated.
    pub(super) truth: f64,
    pub(super) loaded: Loaded,
}

impl Portfolio {
    /// The portfolio whose target is reached with a probability near `chance`.
    pub(super) fn new(chance: f64, control: Control<'_>) -> Result<Self> {
        // Of its own, so that the seed of the measurement changes the measurement only.
        let mut random = Stream::new(0, 0);
        let deals: Vec<Outcome> = (0..DEALS)
            .map(|_| {
                let euros = (9_000.0 * (0.8 * random.normal()).exp() / 100.0).round() * 100.0;
                let stage = [0.1, 0.25, 0.5, 0.75][random.below(4) as usize];
                Outcome {
                    amount: euros as i64 * 10_000,
                    probability: stage,
                }
            })
            .collect();
        let total = Total::of(&deals, control)?;
        let target = total.quantile(1.0 - chance);
        let loaded = load(&deals, &total, target)?;
        Ok(Self {
            truth: loaded.truth,
            deals,
            target,
            loaded,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_is_reached_about_as_often_as_asked() {
        for chance in [0.05, 0.2, 0.9] {
            let portfolio = Portfolio::new(chance, Control::default()).unwrap();
            assert!(
                (portfolio.truth - chance).abs() < 0.01,
                "{}",
                portfolio.truth
            );
        }
    }
}

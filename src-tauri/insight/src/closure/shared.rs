//! What deals share: a factor behind all of them, such as how the market does.
//!
//! The one-factor Gaussian copula (Vasicek, "Probability of loss on loan portfolio", 1987): a deal is won where
//! √ρ Z + √(1 − ρ) Eᵢ, all of them standard normal, falls below what its own chance makes of it. Given Z deals are
//! independent, so an answer is the mean over Z of what independent deals give, taken by the trapezoidal rule, which
//! converges faster than any power of its step (Trefethen and Weideman 2014).

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::estimate::{normal_cdf, normal_quantile};

use super::exact::{Outcome, Total, moments};

/// How far the factor is followed, in standard deviations, and in which steps.
const REACH: i32 = 64;
const STEP: f64 = 0.1;
/// Cells of the grid at each level of the factor.
const CELLS: i64 = 1 << 13;

/// Deals as they stand where the factor has a certain value.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// How likely the factor is about there.
    pub(super) weight: f64,
    /// The deals, in their order.
    pub(super) deals: Vec<Outcome>,
    /// What they bring in there.
    pub(super) total: Total,
}

/// What deals with a shared factor bring in.
#[derive(Debug, Clone)]
pub(super) struct Mixture {
    pub(super) levels: Vec<Level>,
    /// All levels together.
    pub(super) total: Total,
}

/// The chances of deals at any value of the factor: the higher it is, the better.
pub(super) struct Given<'a> {
    deals: &'a [Outcome],
    /// Below which value of its own variable each deal is won; none where there is no chance in it.
    below: Vec<Option<f64>>,
    shared: f64,
}

impl<'a> Given<'a> {
    pub(super) fn of(deals: &'a [Outcome], shared: f64) -> Self {
        let below = |deal: &Outcome| {
            (deal.probability > 0.0 && deal.probability < 1.0)
                .then(|| normal_quantile(deal.probability))
        };
        Self {
            deals,
            below: deals.iter().map(below).collect(),
            shared,
        }
    }

    /// The deals where the factor is `z`.
    pub(super) fn at(&self, z: f64) -> Vec<Outcome> {
        let (common, own) = (self.shared.sqrt() * z, (1.0 - self.shared).sqrt());
        let each = self.deals.iter().zip(&self.below);
        each.map(|(deal, below)| Outcome {
            probability: below.map_or(deal.probability, |below| normal_cdf((below + common) / own)),
            ..*deal
        })
        .collect()
    }
}

impl Mixture {
    /// The distribution of the sum; without anything shared that of independent deals.
    ///
    /// # Errors
    /// [`mycrm_kernel::error::Error::Cancelled`].
    pub(super) fn of(deals: &[Outcome], shared: f64, control: Control<'_>) -> Result<Self> {
        if shared > 0.0 {
            Self::within(deals, shared, CELLS, control)
        } else {
            Ok(Self::alone(deals, Total::of(deals, control)?))
        }
    }

    /// [`Mixture::of`] on a grid of at most `cells` cells.
    ///
    /// # Errors
    /// [`mycrm_kernel::error::Error::Cancelled`].
    pub(super) fn within(
        deals: &[Outcome],
        shared: f64,
        cells: i64,
        control: Control<'_>,
    ) -> Result<Self> {
        if shared <= 0.0 {
            return Ok(Self::alone(deals, Total::within(deals, cells, control)?));
        }
        let density = |z: f64| (-0.5 * z * z).exp();
        let places = || (-REACH..=REACH).map(|at| f64::from(at) * STEP);
        let whole: f64 = places().map(density).sum();
        let given = Given::of(deals, shared);
        let level = |z: f64| {
            let deals = given.at(z);
            Ok(Level {
                weight: density(z) / whole,
                total: Total::within(&deals, cells, control)?,
                deals,
            })
        };
        let levels: Vec<Level> = places().map(level).collect::<Result<_>>()?;
        let total = merged(&levels);
        Ok(Self { levels, total })
    }

    fn alone(deals: &[Outcome], total: Total) -> Self {
        let level = Level {
            weight: 1.0,
            deals: deals.to_vec(),
            total: total.clone(),
        };
        Self {
            levels: vec![level],
            total,
        }
    }

    /// Mean and standard deviation of the total, in ten-thousandths.
    pub(super) fn moments(&self) -> (f64, f64) {
        let (mut mean, mut square) = (0.0, 0.0);
        for level in &self.levels {
            let (here, deviation) = moments(&level.deals);
            mean += level.weight * here;
            square += level.weight * (deviation.powi(2) + here.powi(2));
        }
        (mean, (square - mean.powi(2)).max(0.0).sqrt())
    }
}

/// All levels on one grid. Its step depends on the amounts alone, so it is the same for all of them.
fn merged(levels: &[Level]) -> Total {
    let totals = || levels.iter().map(|level| &level.total);
    let first = totals().map(|total| total.first).min().unwrap_or(0);
    let end = totals().map(|total| total.first + total.mass.len()).max();
    let mut mass = vec![0.0; end.unwrap_or(first + 1) - first];
    for Level { weight, total, .. } in levels {
        for (cell, f) in total.mass.iter().enumerate() {
            mass[total.first + cell - first] += weight * f;
        }
    }
    Total {
        step: totals().map(|total| total.step).max().unwrap_or(1),
        first,
        mass,
        shift: totals().map(|total| total.shift).fold(0.0, f64::max),
        lost: levels
            .iter()
            .map(|level| level.weight * level.total.lost)
            .sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(count: i64, probability: f64) -> Vec<Outcome> {
        let deal = Outcome {
            amount: 10_000,
            probability,
        };
        vec![deal; count as usize]
    }

    fn mixture(deals: &[Outcome], shared: f64) -> Mixture {
        Mixture::of(deals, shared, Control::default()).unwrap()
    }

    #[test]
    fn two_even_deals_meet_as_often_as_sheppard_says() {
        // P(both) = 1/4 + asin ρ / 2π (Sheppard 1899).
        for shared in [0.05, 0.3, 0.6, 0.9] {
            let total = mixture(&equal(2, 0.5), shared).total;
            let both = 0.25 + f64::asin(shared) / std::f64::consts::TAU;
            assert!((total.at_least(20_000) - both).abs() < 1e-9, "{shared}");
            assert!((total.mass.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn many_equal_deals_are_won_in_vasicek_s_shares() {
        let (count, p, shared) = (2_000, 0.3, 0.2_f64);
        let total = mixture(&equal(count, p), shared).total;
        for share in [0.05, 0.1, 0.3, 0.5, 0.8] {
            let limit = ((1.0 - shared).sqrt() * normal_quantile(share) - normal_quantile(p))
                / shared.sqrt();
            let found = 1.0 - total.at_least((share * count as f64) as i64 * 10_000 + 5_000);
            assert!((found - normal_cdf(limit)).abs() < 0.01, "{share}: {found}");
        }
    }

    #[test]
    fn what_is_shared_widens_the_total_and_leaves_its_mean() {
        let deals: Vec<Outcome> = (1..=40)
            .map(|n| Outcome {
                amount: n * 10_000,
                probability: n as f64 / 50.0,
            })
            .collect();
        let (mean, alone) = moments(&deals);
        let mut before = mixture(&deals, 0.0).moments();
        assert!((before.0 - mean).abs() < 1e-6 && (before.1 / alone - 1.0).abs() < 1e-9);
        assert_eq!(
            mixture(&deals, 0.0).total,
            Total::of(&deals, Control::default()).unwrap()
        );
        for shared in [0.1, 0.3, 0.7] {
            let mixed = mixture(&deals, shared);
            let now = mixed.moments();
            assert!(
                (now.0 / mean - 1.0).abs() < 1e-9 && now.1 > 1.2 * before.1,
                "{now:?}"
            );
            // The distribution has the moments that the deals say.
            let amounts =
                || (0..mixed.total.mass.len()).map(|cell| mixed.total.amount(cell) as f64);
            let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
                amounts()
                    .zip(&mixed.total.mass)
                    .map(|(x, f)| of(x) * f)
                    .sum()
            };
            assert!((sum(&|x| x) / now.0 - 1.0).abs() < 1e-9);
            let deviation = sum(&|x| (x - now.0).powi(2)).sqrt();
            assert!((deviation / now.1 - 1.0).abs() < 1e-6);
            before = now;
        }
    }
}

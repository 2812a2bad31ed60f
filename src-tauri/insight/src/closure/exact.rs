//! The distribution of a sum of independent deals, by convolution on a fixed grid.
//!
//! Each deal brings its amount with its probability, else nothing: f'(x) = (1 − p) f(x) + p f(x − a). Sums of positive
//! numbers only, so that no digits are lost; what is left out at the ends is below 1e-13 altogether.

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::Control;
use std::sync::atomic::Ordering;

/// A deal as the forecast sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// What it brings when it is won, in ten-thousandths of the currency; 0 or more.
    pub amount: i64,
    /// How likely that is.
    pub probability: f64,
}

/// Most cells of a grid.
const CELLS: i64 = 1 << 20;
/// Most multiplications of one forecast: about a quarter of a second.
const WORK: i64 = 400_000_000;
/// Fewest cells that a grid is cut down to.
const FEWEST: i64 = 1 << 12;
/// Probability that may be left out at both ends together, over all deals.
const LOST: f64 = 1e-13;

/// The distribution of what a set of deals brings in.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Width of a cell in ten-thousandths.
    pub step: i64,
    /// Cell of the first probability: it stands for the amount `first · step`.
    pub first: usize,
    /// Probabilities of the cells from there on.
    pub mass: Vec<f64>,
    /// How far a total can be off because amounts were put on the grid, in ten-thousandths: never further with all but
    /// 1e-9 of probability; 0 where all amounts lie on it.
    pub shift: f64,
    /// Probability left out at the ends.
    pub lost: f64,
}

impl Total {
    /// The grid of at most `cells_most` cells for a set of deals, with nothing won yet.
    fn grid(deals: &[Outcome], cells_most: i64) -> Self {
        let amounts = || {
            deals
                .iter()
                .filter(|d| d.probability > 0.0 && d.amount > 0)
                .map(|d| d.amount)
        };
        let count = (amounts().count() as i64).max(1);
        let sum = amounts().fold(0_i64, i64::saturating_add);
        let most = (WORK / count).clamp(FEWEST, CELLS).min(cells_most);
        let common = amounts().fold(0, gcd).max(1);
        let step = if sum / common < most {
            common
        } else {
            sum / most + 1
        };
        let errors: Vec<f64> = amounts()
            .map(|a| (a - cells(a, step) as i64 * step).abs() as f64)
            .collect();
        // The worst that can add up, and Hoeffding's bound (1963) of a sum of independent errors at 1e-9.
        let worst: f64 = errors.iter().sum();
        let squares: f64 = errors.iter().map(|e| e * e).sum();
        let likely = (squares * (2e9_f64).ln() / 2.0).sqrt() + worst_mean(deals, step);
        Self {
            step,
            first: 0,
            mass: vec![1.0],
            shift: worst.min(likely),
            lost: 0.0,
        }
    }

    /// The distribution of the sum of all deals.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub fn of(deals: &[Outcome], control: Control<'_>) -> Result<Self> {
        Self::within(deals, CELLS, control)
    }

    /// [`Total::of`] on a grid of at most `cells` cells: quicker, and off by no more than it says.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub fn within(deals: &[Outcome], cells: i64, control: Control<'_>) -> Result<Self> {
        let mut total = Self::grid(deals, cells);
        // Small amounts first: the sum stays short for long.
        let mut order: Vec<&Outcome> = deals.iter().collect();
        order.sort_by_key(|deal| deal.amount);
        for deal in order {
            total.add(deal, deals.len());
            if control
                .stop
                .is_some_and(|stop| stop.load(Ordering::Relaxed))
            {
                return Err(Error::Cancelled);
            }
        }
        Ok(total)
    }

    /// Adds one deal of `of` that will be added.
    fn add(&mut self, deal: &Outcome, of: usize) {
        let (shift, p) = (cells(deal.amount, self.step), deal.probability);
        if shift == 0 || p <= 0.0 {
            return;
        }
        if p >= 1.0 {
            self.first += shift;
            return;
        }
        let (q, old) = (1.0 - p, &self.mass);
        let mut new = Vec::with_capacity(old.len() + shift);
        if shift >= old.len() {
            new.extend(old.iter().map(|f| q * f));
            new.resize(shift, 0.0);
            new.extend(old.iter().map(|f| p * f));
        } else {
            new.extend(old[..shift].iter().map(|f| q * f));
            new.extend(
                old[shift..]
                    .iter()
                    .zip(old)
                    .map(|(stay, come)| q * stay + p * come),
            );
            new.extend(old[old.len() - shift..].iter().map(|f| p * f));
        }
        self.mass = new;
        self.trim(LOST / 2.0 / of.max(1) as f64);
    }

    /// Cuts off what is not worth carrying along: up to `share` at each end.
    fn trim(&mut self, share: f64) {
        let cut = |mass: &mut dyn Iterator<Item = &f64>| {
            let (mut sum, mut count) = (0.0, 0);
            for f in mass {
                if sum + f > share {
                    break;
                }
                sum += f;
                count += 1;
            }
            (sum, count)
        };
        let (above, right) = cut(&mut self.mass.iter().rev());
        self.mass.truncate(self.mass.len() - right);
        let (below, left) = cut(&mut self.mass.iter());
        self.mass.drain(..left);
        self.first += left;
        self.lost += above + below;
    }

    /// The amount that a cell of [`Total::mass`] stands for, in ten-thousandths.
    pub fn amount(&self, cell: usize) -> i64 {
        (self.first + cell) as i64 * self.step
    }

    /// P(total ≥ amount).
    pub fn at_least(&self, amount: i64) -> f64 {
        self.mass[self.cell_of(amount)..]
            .iter()
            .sum::<f64>()
            .min(1.0)
    }

    /// First cell of [`Total::mass`] whose amount is at least `amount`; its length when there is none.
    pub fn cell_of(&self, amount: i64) -> usize {
        let cell = amount.max(0).div_euclid(self.step) + i64::from(amount.max(0) % self.step != 0);
        (cell.saturating_sub(self.first as i64).max(0) as usize).min(self.mass.len())
    }

    /// Smallest amount with P(total ≤ amount) at least `share`, in ten-thousandths.
    pub fn quantile(&self, share: f64) -> i64 {
        let mut sum = 0.0;
        for (cell, f) in self.mass.iter().enumerate() {
            sum += f;
            if sum >= share - 1e-12 {
                return self.amount(cell);
            }
        }
        self.amount(self.mass.len().saturating_sub(1))
    }
}

/// How far the mean can be off.
fn worst_mean(deals: &[Outcome], step: i64) -> f64 {
    let off = |d: &Outcome| d.probability * (d.amount - cells(d.amount, step) as i64 * step) as f64;
    deals.iter().map(off).sum::<f64>().abs()
}

fn cells(amount: i64, step: i64) -> usize {
    ((amount.max(0) + step / 2) / step) as usize
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Mean and standard deviation of the total, from the deals themselves, in ten-thousandths.
pub(super) fn moments(deals: &[Outcome]) -> (f64, f64) {
    let mean = deals.iter().map(|d| d.probability * d.amount as f64).sum();
    let variance: f64 = deals
        .iter()
        .map(|d| d.probability * (1.0 - d.probability) * (d.amount as f64).powi(2))
        .sum();
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mycrm_quantum::random::Stream;
    use proptest::prelude::*;

    /// The distribution by looking at every subset: amount and probability.
    fn enumerated(deals: &[Outcome]) -> Vec<(i64, f64)> {
        let mut all = std::collections::BTreeMap::new();
        for subset in 0..1usize << deals.len() {
            let (mut amount, mut p) = (0, 1.0);
            for (at, deal) in deals.iter().enumerate() {
                let won = subset >> at & 1 == 1;
                amount += if won { deal.amount } else { 0 };
                p *= if won {
                    deal.probability
                } else {
                    1.0 - deal.probability
                };
            }
            *all.entry(amount).or_insert(0.0) += p;
        }
        all.into_iter().collect()
    }

    fn total_variation(total: &Total, truth: &[(i64, f64)]) -> f64 {
        let mut left: std::collections::BTreeMap<i64, f64> = truth.iter().copied().collect();
        for (cell, f) in total.mass.iter().enumerate() {
            *left.entry(total.amount(cell)).or_insert(0.0) -= f;
        }
        left.values().map(|d| d.abs()).sum::<f64>() / 2.0
    }

    proptest! {
        #[test]
        fn small_sets_come_out_as_by_looking_at_every_subset(
            deals in prop::collection::vec((0i64..400, 0u32..=20), 0..11)
        ) {
            let deals: Vec<Outcome> = deals
                .into_iter()
                .map(|(amount, p)| Outcome { amount: amount * 2_500, probability: f64::from(p) / 20.0 })
                .collect();
            let total = Total::of(&deals, Control::default()).unwrap();
            prop_assert_eq!(total.shift, 0.0);
            prop_assert!(total_variation(&total, &enumerated(&deals)) < 1e-12);
        }
    }

    /// The same distribution by another road: the discrete Fourier transform of the characteristic function
    /// (Hong 2013 for equal amounts).
    fn by_characteristic_function(deals: &[(usize, f64)]) -> Vec<f64> {
        let size = deals.iter().map(|d| d.0).sum::<usize>() + 1;
        let turn = std::f64::consts::TAU / size as f64;
        let wave: Vec<(f64, f64)> = (0..size)
            .map(|k| {
                deals.iter().fold((1.0, 0.0), |(re, im), (a, p)| {
                    let angle = turn * ((k * a) % size) as f64;
                    let (x, y) = (1.0 - p + p * angle.cos(), p * angle.sin());
                    (re * x - im * y, re * y + im * x)
                })
            })
            .collect();
        (0..size)
            .map(|x| {
                let sum: f64 = wave
                    .iter()
                    .enumerate()
                    .map(|(k, (re, im))| {
                        let angle = turn * ((k * x) % size) as f64;
                        re * angle.cos() + im * angle.sin()
                    })
                    .sum();
                sum / size as f64
            })
            .collect()
    }

    #[test]
    fn two_hundred_deals_agree_with_an_independent_computation() {
        let mut random = Stream::new(5, 0);
        let deals: Vec<(usize, f64)> = (0..200)
            .map(|_| (1 + random.below(9) as usize, random.unit()))
            .collect();
        let truth: Vec<(i64, f64)> = by_characteristic_function(&deals)
            .into_iter()
            .enumerate()
            .map(|(at, p)| (at as i64 * 10_000, p))
            .collect();
        let deals: Vec<Outcome> = deals
            .iter()
            .map(|(a, p)| Outcome {
                amount: *a as i64 * 10_000,
                probability: *p,
            })
            .collect();
        let total = Total::of(&deals, Control::default()).unwrap();
        assert!(total_variation(&total, &truth) < 1e-9);
        assert!(total.lost <= LOST);
    }

    #[test]
    fn a_coarse_grid_says_how_far_it_is_off_and_keeps_to_it() {
        // Amounts without a common measure.
        let mut random = Stream::new(6, 0);
        let deals: Vec<Outcome> = (0..14)
            .map(|_| Outcome {
                amount: 1_000_000_007 + random.below(9_000_000_000) as i64,
                probability: random.unit(),
            })
            .collect();
        let total = Total::of(&deals, Control::default()).unwrap();
        assert!(total.step > 1 && total.shift > 0.0);
        let truth = enumerated(&deals);
        let exact = |amount: i64| {
            truth
                .iter()
                .filter(|(a, _)| *a >= amount)
                .map(|(_, p)| p)
                .sum::<f64>()
        };
        let reach = total.shift.ceil() as i64;
        for at in 1..50 {
            let amount = total.quantile(f64::from(at) / 50.0);
            let found = total.at_least(amount);
            assert!(exact(amount + reach) <= found + 1e-9 && found <= exact(amount - reach) + 1e-9);
        }
    }

    #[test]
    fn certain_and_impossible_deals_need_no_chance() {
        let deals = [
            Outcome {
                amount: 70_000,
                probability: 1.0,
            },
            Outcome {
                amount: 50_000,
                probability: 0.0,
            },
            Outcome {
                amount: 0,
                probability: 0.5,
            },
        ];
        let total = Total::of(&deals, Control::default()).unwrap();
        assert_eq!((total.quantile(0.0), total.quantile(1.0)), (70_000, 70_000));
        assert_eq!((total.at_least(70_000), total.at_least(70_001)), (1.0, 0.0));
        let none = Total::of(&[], Control::default()).unwrap();
        assert_eq!(
            (none.at_least(0), none.at_least(1), none.quantile(0.5)),
            (1.0, 0.0, 0)
        );
    }
}

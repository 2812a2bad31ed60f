//! Worlds in which the time turns good and bad, and the same worlds with the time always good or always bad.

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;

use crate::chance::{around_one, blocks, poisson_quantile};

const BLOCK: u64 = 128;
/// Streams of a world: the times, its open deals, its deals to come, their sizes.
const STREAMS: u64 = 4;
/// Most wins of a month that are drawn.
const MOST_WINS: u64 = 100_000;

/// What is ahead in one kind of time. Amounts in whole units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Times {
    /// Of each open deal, one after the other, the chance to be won in each month if it was not before.
    pub(super) hazards: Vec<f64>,
    /// Wins of deals to come that are expected in each month.
    pub(super) wins: Vec<f64>,
    /// What is multiplied on the size of a deal.
    pub(super) size: f64,
}

/// What worlds are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Market {
    pub(super) amounts: Vec<f64>,
    pub(super) sizes: Vec<f64>,
    /// Variance of what is not known of the wins to come, and from month to month.
    pub(super) doubt: f64,
    pub(super) variation: f64,
    pub(super) good: Times,
    pub(super) bad: Times,
    /// Chance that the first month is bad.
    pub(super) first: f64,
    /// Chances to turn from good to bad and from bad to good in a month.
    pub(super) turns: [f64; 2],
}

/// Worlds: always good, always bad, turning.
pub(super) const COURSES: usize = 3;

/// What came by the end of each month: course, month, world.
pub(super) type ByMonth = [Vec<Vec<f64>>; COURSES];

impl Market {
    fn months(&self) -> usize {
        self.good.wins.len()
    }

    /// Draws `samples` worlds, each with all three courses.
    ///
    /// # Errors
    /// [`mycrm_kernel::error::Error::Cancelled`].
    pub(super) fn draw(&self, samples: u64, seed: u64, control: Control<'_>) -> Result<ByMonth> {
        let parts = blocks(samples, BLOCK, control, |_, worlds| {
            Ok(worlds
                .map(|world| self.one(seed, world))
                .collect::<Vec<_>>())
        })?;
        let list = || vec![Vec::with_capacity(samples as usize); self.months()];
        let mut all: ByMonth = [list(), list(), list()];
        for world in parts.into_iter().flatten() {
            for (course, months) in world.into_iter().enumerate() {
                let mut so_far = 0.0;
                for (month, amount) in months.into_iter().enumerate() {
                    so_far += amount;
                    all[course][month].push(so_far);
                }
            }
        }
        Ok(all)
    }

    fn one(&self, seed: u64, world: u64) -> [Vec<f64>; COURSES] {
        let months = self.months();
        let stream = |which: u64| Stream::new(seed, world * STREAMS + which);
        let (mut times, mut deals, mut arrivals, sizes) =
            (stream(0), stream(1), stream(2), stream(3));
        let mut bad = times.unit() < self.first;
        let turning: Vec<bool> = (0..months)
            .map(|_| {
                let now = bad;
                let turn = self.turns[usize::from(bad)];
                bad ^= times.unit() < turn;
                now
            })
            .collect();
        let courses = [vec![false; months], vec![true; months], turning];
        let of = |bad: bool| if bad { &self.bad } else { &self.good };
        let mut sums = [vec![0.0; months], vec![0.0; months], vec![0.0; months]];
        for (deal, amount) in self.amounts.iter().enumerate() {
            let u = deals.unit();
            for (course, sum) in courses.iter().zip(&mut sums) {
                // Won in the first month by whose end the chance to be won has passed u.
                let mut open = 1.0;
                for (month, bad) in course.iter().enumerate() {
                    let times = of(*bad);
                    open *= 1.0 - times.hazards[deal * months + month];
                    if u < 1.0 - open {
                        sum[month] += amount * times.size;
                        break;
                    }
                }
            }
        }
        if !self.sizes.is_empty() {
            let doubt = around_one(self.doubt, &mut arrivals);
            let mut worth = Vec::new();
            for month in 0..months {
                let level = doubt * around_one(self.variation, &mut arrivals);
                let u = arrivals.unit();
                worth.clear();
                worth.push(0.0);
                for (course, sum) in courses.iter().zip(&mut sums) {
                    let times = of(course[month]);
                    let wins =
                        poisson_quantile(times.wins[month] * level, u).min(MOST_WINS) as usize;
                    while worth.len() <= wins {
                        let place = month as u64 * MOST_WINS + worth.len() as u64;
                        let pick = (sizes.unit_at(place) * self.sizes.len() as f64) as usize;
                        let size = self.sizes[pick.min(self.sizes.len() - 1)];
                        worth.push(worth[worth.len() - 1] + size);
                    }
                    sum[month] += worth[wins] * times.size;
                }
            }
        }
        sums
    }
}

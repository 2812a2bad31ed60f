//! All variants drawn together, in the same worlds: what happens by chance is the same for each, so that what differs
//! between two of them is what was changed (common random numbers, Kahn and Marshall 1953).

use mycrm_kernel::error::Result;
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;

use super::outlook::{Common, Variant};
use crate::chance::{around_one, binomial_quantile, blocks, poisson_quantile};

/// Worlds of one block.
const BLOCK: u64 = 64;
/// Streams of a world: its open deals, its deals to come, their sizes, its customers.
const STREAMS: u64 = 4;
/// Most wins of a month that are drawn.
const MOST_WINS: u64 = 100_000;

/// What each variant brought in each world.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// One list a variant, worlds in order.
    pub(super) outcomes: Vec<Vec<f64>>,
    /// Of the variants that are shown what came by the end of each month: variant, month, world.
    pub(super) by_month: Vec<Vec<Vec<f64>>>,
}

impl Variant {
    /// Of an open deal, the chance to be won by the end of each month that is kept.
    fn by_month(&self, deal: usize) -> &[f64] {
        &self.open[deal * self.width..(deal + 1) * self.width]
    }

    fn by_end(&self, deal: usize) -> f64 {
        self.by_month(deal).last().copied().unwrap_or(0.0)
    }
}

/// Draws `samples` worlds; of the first `shown` variants by month, too.
///
/// # Errors
/// [`mycrm_kernel::error::Error::Cancelled`].
pub(super) fn draw(
    common: &Common,
    variants: &[Variant],
    shown: usize,
    samples: u64,
    (seed, control): (u64, Control<'_>),
) -> Result<Drawn> {
    let months = variants.first().map_or(0, |variant| variant.wins.len());
    let table = Chances::of(common, variants);
    let parts = blocks(samples, BLOCK, control, |_, worlds| {
        let mut rows = Vec::with_capacity(BLOCK as usize);
        for world in worlds {
            rows.push(one(common, variants, &table, shown, (seed, world)));
        }
        Ok(rows)
    })?;
    let mut drawn = Drawn {
        outcomes: vec![Vec::with_capacity(samples as usize); variants.len()],
        by_month: vec![vec![Vec::with_capacity(samples as usize); months]; shown],
    };
    for world in parts.into_iter().flatten() {
        for (variant, sum) in world.sums.into_iter().enumerate() {
            drawn.outcomes[variant].push(sum);
        }
        for (variant, by) in world.by_month.into_iter().enumerate() {
            let mut so_far = 0.0;
            for (month, amount) in by.into_iter().enumerate() {
                so_far += amount;
                drawn.by_month[variant][month].push(so_far);
            }
        }
    }
    Ok(drawn)
}

/// Chances of open deals side by side, variants innermost: deal · variants + variant.
struct Chances {
    by_end: Vec<f64>,
    /// Amount times the variant's size.
    worth: Vec<f64>,
}

impl Chances {
    fn of(common: &Common, variants: &[Variant]) -> Self {
        let deals = || (0..common.amounts.len()).flat_map(|d| variants.iter().map(move |v| (d, v)));
        Self {
            by_end: deals().map(|(d, v)| v.by_end(d)).collect(),
            worth: deals().map(|(d, v)| common.amounts[d] * v.size).collect(),
        }
    }
}

struct World {
    sums: Vec<f64>,
    by_month: Vec<Vec<f64>>,
}

fn one(
    common: &Common,
    variants: &[Variant],
    chances: &Chances,
    shown: usize,
    (seed, world): (u64, u64),
) -> World {
    let months = variants.first().map_or(0, |variant| variant.wins.len());
    let mut sums: Vec<f64> = variants.iter().map(|variant| -variant.cost).collect();
    let mut by_month = vec![vec![0.0; months]; shown];
    for (by, variant) in by_month.iter_mut().zip(variants) {
        if let Some(first) = by.first_mut() {
            *first -= variant.cost;
        }
    }
    let stream = |which: u64| Stream::new(seed, world * STREAMS + which);
    let mut deals = stream(0);
    let width = variants.len().max(1);
    let rows = chances
        .by_end
        .chunks_exact(width)
        .zip(chances.worth.chunks_exact(width));
    for (deal, (chances, worth)) in rows.enumerate() {
        let u = deals.unit();
        for ((sum, p), amount) in sums.iter_mut().zip(chances).zip(worth) {
            *sum += if u < *p { *amount } else { 0.0 };
        }
        for ((by, variant), amount) in by_month.iter_mut().zip(variants).zip(worth) {
            if let Some(month) = variant.by_month(deal).iter().position(|p| u < *p) {
                by[month] += amount;
            }
        }
    }
    to_come(
        common,
        variants,
        [stream(1), stream(2), stream(3)],
        (&mut sums, &mut by_month),
    );
    World { sums, by_month }
}

/// Deals that are not there yet.
fn to_come(
    common: &Common,
    variants: &[Variant],
    [mut arrivals, sizes, mut customers]: [Stream; 3],
    (sums, by_month): (&mut [f64], &mut [Vec<f64>]),
) {
    if common.sizes.is_empty() {
        return;
    }
    let kept = kept(common, variants, &mut customers);
    let months = kept.first().map_or(0, Vec::len);
    let doubt = around_one(common.doubt * common.doubt, &mut arrivals);
    // Worth of the first n wins of a month, as far as any variant has needed it.
    let mut worth = Vec::new();
    for month in 0..months {
        let level = doubt * around_one(common.variation, &mut arrivals);
        let u = arrivals.unit();
        worth.clear();
        worth.push(0.0);
        for (at, variant) in variants.iter().enumerate() {
            let wins =
                poisson_quantile(variant.wins[month] * level * kept[at][month], u).min(MOST_WINS);
            while worth.len() <= wins as usize {
                let ahead = month as u64 * MOST_WINS + worth.len() as u64;
                let pick = (sizes.unit_at(ahead) * common.sizes.len() as f64) as usize;
                let before = worth[worth.len() - 1];
                worth.push(before + common.sizes[pick.min(common.sizes.len() - 1)]);
            }
            let amount = worth[wins as usize] * variant.size;
            sums[at] += amount;
            if let Some(by) = by_month.get_mut(at) {
                by[month] += amount;
            }
        }
    }
}

/// What is multiplied on the orders of each month because there are more or fewer customers than are to be expected as
/// things stand: it moves only the part that comes from those who ordered before.
fn kept(common: &Common, variants: &[Variant], random: &mut Stream) -> Vec<Vec<f64>> {
    let months = variants.first().map_or(0, |variant| variant.wins.len());
    let draws: Vec<f64> = (0..months).map(|_| random.unit()).collect();
    let mut known: Vec<(f64, Vec<f64>)> = Vec::new();
    variants
        .iter()
        .map(|variant| {
            if common.customers == 0 || common.repeat <= 0.0 {
                return vec![1.0; months];
            }
            if let Some((_, same)) = known.iter().find(|(churn, _)| *churn == variant.churn) {
                return same.clone();
            }
            let (mut left, mut expected) = (common.customers, common.customers as f64);
            let factors: Vec<f64> = draws
                .iter()
                .map(|u| {
                    left -= binomial_quantile(left, variant.churn, *u);
                    expected *= 1.0 - common.churn;
                    1.0 - common.repeat + common.repeat * left as f64 / expected.max(1e-9)
                })
                .collect();
            known.push((variant.churn, factors.clone()));
            factors
        })
        .collect()
}

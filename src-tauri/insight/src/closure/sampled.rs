//! The same by Monte Carlo: every sample decides every deal.

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::Control;
use mycrm_quantum::estimate::normal_quantile;
use mycrm_quantum::random::Stream;
use rayon::prelude::*;
use std::sync::atomic::Ordering;

use super::exact::Outcome;
use super::shared::Given;

/// Samples of one stream of random numbers: fixed, so that the number of threads changes nothing.
const CHUNK: u64 = 1024;

/// Levels of a shared factor, evenly likely, at most; and how many chances all of them together may hold.
const LEVELS: usize = 1024;
const CHANCES: usize = 1 << 24;

/// Draws `samples` totals in ten-thousandths, ascending. A probability is kept to 2^-32, far below the noise. Deals that
/// share a factor to the degree `shared` are decided at a level of it that is drawn first.
///
/// # Errors
/// [`Error::Cancelled`].
pub fn sample(
    deals: &[Outcome],
    shared: f64,
    samples: u64,
    (seed, control): (u64, Control<'_>),
) -> Result<Vec<i64>> {
    let certain: i64 = deals
        .iter()
        .filter(|d| d.probability >= 1.0)
        .map(|d| d.amount)
        .sum();
    let open: Vec<Outcome> = deals
        .iter()
        .filter(|d| d.probability > 0.0 && d.probability < 1.0 && d.amount > 0)
        .copied()
        .collect();
    let chances = Chances::of(&open, shared);
    let chunks: Result<Vec<Vec<i64>>> = (0..samples.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            if control
                .stop
                .is_some_and(|stop| stop.load(Ordering::Relaxed))
            {
                return Err(Error::Cancelled);
            }
            let count = CHUNK.min(samples - chunk * CHUNK);
            Ok(one_chunk(
                &chances,
                certain,
                count as usize,
                &mut Stream::new(seed, chunk),
            ))
        })
        .collect();
    let mut totals = chunks?.concat();
    totals.par_sort_unstable();
    Ok(totals)
}

/// What deals bring, and how likely at each level of what they share.
struct Chances {
    amounts: Vec<i64>,
    levels: Vec<Vec<u32>>,
}

impl Chances {
    fn of(deals: &[Outcome], shared: f64) -> Self {
        let kept = |deal: &Outcome| (deal.probability * 4_294_967_296.0) as u32;
        let levels = if shared > 0.0 {
            let count = (CHANCES / deals.len().max(1)).clamp(64, LEVELS);
            let given = Given::of(deals, shared);
            let level = |at: usize| normal_quantile((at as f64 + 0.5) / count as f64);
            (0..count)
                .map(|at| given.at(level(at)).iter().map(kept).collect())
                .collect()
        } else {
            vec![deals.iter().map(kept).collect()]
        };
        Self {
            amounts: deals.iter().map(|deal| deal.amount).collect(),
            levels,
        }
    }
}

fn one_chunk(chances: &Chances, certain: i64, count: usize, random: &mut Stream) -> Vec<i64> {
    // One random number decides two deals.
    let mut draws = vec![0_u64; chances.amounts.len().div_ceil(2)];
    (0..count)
        .map(|_| {
            let level = match chances.levels.len() {
                1 => 0,
                levels => random.below(levels as u64) as usize,
            };
            random.fill(&mut draws);
            let here = &chances.levels[level];
            let pairs = here.chunks(2).zip(chances.amounts.chunks(2)).zip(&draws);
            pairs.fold(certain, |sum, ((pair, amounts), draw)| {
                let (low, high) = (*draw as u32, (*draw >> 32) as u32);
                let won = |at: usize, r: u32| {
                    pair.get(at)
                        .map_or(0, |chance| if r < *chance { amounts[at] } else { 0 })
                };
                sum + won(0, low) + won(1, high)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::shared::Mixture;
    use super::*;

    fn deals() -> Vec<Outcome> {
        (1..=20)
            .map(|n| Outcome {
                amount: n * 10_000,
                probability: n as f64 / 21.0,
            })
            .collect()
    }

    #[test]
    fn samples_lie_where_the_exact_distribution_says() {
        for shared in [0.0, 0.05, 0.5] {
            lie_where_they_should(shared);
        }
    }

    fn lie_where_they_should(shared: f64) {
        let total = Mixture::of(&deals(), shared, Control::default())
            .unwrap()
            .total;
        let samples = sample(&deals(), shared, 40_000, (3, Control::default())).unwrap();
        // Kolmogorov's distance at one in a million.
        let bound = 2.7 / (samples.len() as f64).sqrt();
        for share in 1..20 {
            let amount = total.quantile(f64::from(share) / 20.0);
            let seen =
                samples.iter().filter(|s| **s >= amount).count() as f64 / samples.len() as f64;
            assert!((seen - total.at_least(amount)).abs() < bound);
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| sample(&deals(), 0.0, 5_000, (9, Control::default())).unwrap())
        };
        assert_eq!(on(1), on(2));
        assert_ne!(
            on(1),
            sample(&deals(), 0.0, 5_000, (10, Control::default())).unwrap()
        );
    }

    #[test]
    fn a_raised_flag_stops_it() {
        let stop = std::sync::atomic::AtomicBool::new(true);
        let control = Control {
            stop: Some(&stop),
            progress: None,
        };
        assert!(matches!(
            sample(&deals(), 0.0, 5_000, (9, control)),
            Err(Error::Cancelled)
        ));
    }
}

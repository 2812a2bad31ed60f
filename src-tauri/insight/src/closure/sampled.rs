//! The same by Monte Carlo: every sample decides every deal.

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;
use rayon::prelude::*;
use std::sync::atomic::Ordering;

use super::exact::Outcome;

/// Samples of one stream of random numbers: fixed, so that the number of threads changes nothing.
const CHUNK: u64 = 1024;

/// Draws `samples` totals in ten-thousandths, ascending. A probability is kept to 2^-32, far below the noise.
///
/// # Errors
/// [`Error::Cancelled`].
pub fn sample(
    deals: &[Outcome],
    samples: u64,
    seed: u64,
    control: Control<'_>,
) -> Result<Vec<i64>> {
    let certain: i64 = deals
        .iter()
        .filter(|d| d.probability >= 1.0)
        .map(|d| d.amount)
        .sum();
    let chances: Vec<(u32, i64)> = deals
        .iter()
        .filter(|d| d.probability > 0.0 && d.probability < 1.0 && d.amount > 0)
        .map(|d| ((d.probability * 4_294_967_296.0) as u32, d.amount))
        .collect();
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

fn one_chunk(chances: &[(u32, i64)], certain: i64, count: usize, random: &mut Stream) -> Vec<i64> {
    // One random number decides two deals.
    let mut draws = vec![0_u64; chances.len().div_ceil(2)];
    (0..count)
        .map(|_| {
            random.fill(&mut draws);
            let pairs = chances.chunks(2).zip(&draws);
            pairs.fold(certain, |sum, (pair, draw)| {
                let (low, high) = (*draw as u32, (*draw >> 32) as u32);
                let won = |at: usize, r: u32| {
                    pair.get(at)
                        .map_or(0, |(chance, amount)| if r < *chance { *amount } else { 0 })
                };
                sum + won(0, low) + won(1, high)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closure::Total;

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
        let total = Total::of(&deals(), Control::default()).unwrap();
        let samples = sample(&deals(), 40_000, 3, Control::default()).unwrap();
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
            pool.install(|| sample(&deals(), 5_000, 9, Control::default()).unwrap())
        };
        assert_eq!(on(1), on(2));
        assert_ne!(
            on(1),
            sample(&deals(), 5_000, 10, Control::default()).unwrap()
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
            sample(&deals(), 5_000, 9, control),
            Err(Error::Cancelled)
        ));
    }
}

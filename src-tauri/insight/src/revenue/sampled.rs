//! The months by Monte Carlo: open deals decided one by one, new wins counted, their sizes drawn from the past.

use mycrm_kernel::error::{Error, Result};
use mycrm_quantum::Control;
use mycrm_quantum::random::Stream;
use rayon::prelude::*;
use std::sync::atomic::Ordering;

use super::outlook::Outlook;

/// Samples of one stream of random numbers: fixed, so that the number of threads changes nothing.
const CHUNK: u64 = 256;

/// Samples of what each month brings, in ten-thousandths.
#[derive(Debug, Clone, PartialEq)]
pub struct Months {
    /// One list a month: the samples, all months in the same order of samples.
    pub months: Vec<Vec<i64>>,
}

impl Months {
    /// Draws.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub fn draw(outlook: &Outlook, samples: u64, seed: u64, control: Control<'_>) -> Result<Self> {
        let chunks: Result<Vec<Vec<i64>>> = (0..samples.div_ceil(CHUNK))
            .into_par_iter()
            .map(|chunk| {
                if control
                    .stop
                    .is_some_and(|stop| stop.load(Ordering::Relaxed))
                {
                    return Err(Error::Cancelled);
                }
                let mut random = Stream::new(seed, chunk);
                let count = CHUNK.min(samples - chunk * CHUNK);
                Ok((0..count).flat_map(|_| one(outlook, &mut random)).collect())
            })
            .collect();
        let flat = chunks?.concat();
        let width = outlook.wins.len();
        Ok(Self {
            months: (0..width)
                .map(|month| {
                    flat.iter()
                        .skip(month)
                        .step_by(width.max(1))
                        .copied()
                        .collect()
                })
                .collect(),
        })
    }

    /// The sums of the first months up to each.
    #[must_use]
    pub fn cumulative(&self) -> Self {
        let mut months = self.months.clone();
        for month in 1..months.len() {
            let (before, here) = months.split_at_mut(month);
            here[0]
                .iter_mut()
                .zip(&before[month - 1])
                .for_each(|(sum, b)| *sum += b);
        }
        Self { months }
    }
}

/// One sample: what each month brings.
fn one(outlook: &Outlook, random: &mut Stream) -> Vec<i64> {
    let mut months = vec![0_i64; outlook.wins.len()];
    for (amount, by) in &outlook.open {
        let u = random.unit();
        if let Some(month) = by.iter().position(|p| u < *p) {
            months[month] += amount;
        }
    }
    if outlook.sizes.is_empty() {
        return months;
    }
    // The rates are known to this precision only; one draw holds for all months.
    let common = gamma(outlook.doubt * outlook.doubt, random);
    for (month, wins) in months.iter_mut().zip(&outlook.wins) {
        let mean = wins * common * gamma(outlook.variation, random);
        for _ in 0..poisson(mean, random) {
            *month += outlook.sizes[random.below(outlook.sizes.len() as u64) as usize];
        }
    }
    months
}

/// A gamma variable of mean 1 and the given variance (Marsaglia and Tsang 2000).
fn gamma(variance: f64, random: &mut Stream) -> f64 {
    if variance <= 1e-12 {
        return 1.0;
    }
    let shape = 1.0 / variance;
    // Below 1 a shape is raised by one and the draw lowered by a power of a uniform number.
    let (raised, boost) = if shape < 1.0 {
        (shape + 1.0, (1.0 - random.unit()).powf(1.0 / shape))
    } else {
        (shape, 1.0)
    };
    let d = raised - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = random.normal();
        let v = (1.0 + c * x).powi(3);
        let u = 1.0 - random.unit();
        if v > 0.0 && u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v * boost / shape;
        }
    }
}

/// A Poisson count: by inversion for small means, by halving them where they are large.
fn poisson(mean: f64, random: &mut Stream) -> u64 {
    const LARGEST: f64 = 1e7;
    let (mut count, mut mean) = (0, mean.min(LARGEST));
    while mean > 30.0 {
        // The sum of two Poisson counts of half the mean; a normal count is close enough above a thousand.
        if mean > 1_000.0 {
            return count + (mean + mean.sqrt() * random.normal()).round().max(0.0) as u64;
        }
        count += inverted(30.0, random);
        mean -= 30.0;
    }
    count + inverted(mean, random)
}

fn inverted(mean: f64, random: &mut Stream) -> u64 {
    let (mut p, u, mut k) = ((-mean).exp(), random.unit(), 0);
    let mut sum = p;
    while u > sum && k < 400 {
        k += 1;
        p *= mean / k as f64;
        sum += p;
    }
    k
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(draws: impl Iterator<Item = f64>) -> (f64, f64) {
        let all: Vec<f64> = draws.collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        (
            mean,
            all.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / all.len() as f64,
        )
    }

    #[test]
    fn draws_have_the_moments_they_should() {
        let mut random = Stream::new(1, 0);
        for mean in [0.3, 7.0, 95.0, 4_000.0] {
            let (m, v) = moments((0..20_000).map(|_| poisson(mean, &mut random) as f64));
            assert!(
                (m / mean - 1.0).abs() < 0.04 && (v / mean - 1.0).abs() < 0.08,
                "{mean}: {m} {v}"
            );
        }
        for variance in [0.01, 0.5, 2.5] {
            let (m, v) = moments((0..40_000).map(|_| gamma(variance, &mut random)));
            assert!(
                (m - 1.0).abs() < 0.04 && (v / variance - 1.0).abs() < 0.15,
                "{variance}: {m} {v}"
            );
        }
    }

    fn outlook() -> Outlook {
        Outlook {
            open: vec![(500, vec![0.2, 0.5, 0.5]), (900, vec![0.0, 0.1, 0.9])],
            wins: vec![0.5, 1.5, 2.0],
            doubt: 0.2,
            variation: 0.1,
            sizes: vec![100, 200, 600],
        }
    }

    #[test]
    fn months_average_to_their_means() {
        let drawn = Months::draw(&outlook(), 60_000, 4, Control::default()).unwrap();
        for (samples, mean) in drawn.months.iter().zip(outlook().means()) {
            let (m, v) = moments(samples.iter().map(|s| *s as f64));
            assert!(
                (m - mean).abs() < 5.0 * (v / samples.len() as f64).sqrt(),
                "{m} for {mean}"
            );
        }
        let cumulative = drawn.cumulative();
        assert_eq!(
            cumulative.months[2][7],
            drawn.months.iter().map(|m| m[7]).sum::<i64>()
        );
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| Months::draw(&outlook(), 3_000, 9, Control::default()).unwrap())
        };
        assert_eq!(on(1), on(2));
    }
}

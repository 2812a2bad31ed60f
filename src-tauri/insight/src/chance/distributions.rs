//! Draws from, and quantiles of, the few distributions that simulations need.

use mycrm_quantum::estimate::normal_quantile;
use mycrm_quantum::random::Stream;

/// Above this mean a count is taken from the normal distribution with the same moments.
const LARGE: f64 = 200.0;

/// A gamma variable of this shape and scale 1 (Marsaglia and Tsang, "A simple method for generating gamma variables",
/// 2000; below shape 1 by their boost).
fn gamma(shape: f64, random: &mut Stream) -> f64 {
    if shape < 1.0 {
        let boost = (1.0 - random.unit()).powf(1.0 / shape);
        return gamma(shape + 1.0, random) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = random.normal();
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 {
            let u = 1.0 - random.unit();
            if u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}

/// A gamma variable of mean 1 and this variance: a factor that is not known any better.
pub(crate) fn around_one(variance: f64, random: &mut Stream) -> f64 {
    if variance <= 1e-12 {
        return 1.0;
    }
    let shape = 1.0 / variance;
    gamma(shape, random) / shape
}

/// A beta variable.
pub(crate) fn beta(a: f64, b: f64, random: &mut Stream) -> f64 {
    let (x, y) = (gamma(a, random), gamma(b, random));
    if x + y > 0.0 {
        x / (x + y)
    } else {
        a / (a + b)
    }
}

/// A point of the Dirichlet distribution; where a weight is 0 so is the share.
pub(crate) fn dirichlet(weights: &[f64], random: &mut Stream) -> Vec<f64> {
    let drawn: Vec<f64> = weights
        .iter()
        .map(|w| if *w > 0.0 { gamma(*w, random) } else { 0.0 })
        .collect();
    let (drawn, total) = match drawn.iter().sum::<f64>() {
        // Weights so small that all draws underflow: their mean.
        total if total > 0.0 => (drawn, total),
        _ => (weights.to_vec(), weights.iter().sum()),
    };
    drawn.iter().map(|x| x / total).collect()
}

/// The smallest count of a Poisson distribution up to which at least `u` of its weight lies.
pub(crate) fn poisson_quantile(mean: f64, u: f64) -> u64 {
    if mean <= 0.0 {
        return 0;
    }
    if mean > LARGE {
        return by_normal(mean, mean.sqrt(), u);
    }
    let (mut k, mut p) = (0_u64, (-mean).exp());
    let mut sum = p;
    while sum < u && k < 10_000 {
        k += 1;
        p *= mean / k as f64;
        sum += p;
    }
    k
}

/// The smallest count of `n` trials with chance `p` up to which at least `u` of the weight lies.
pub(crate) fn binomial_quantile(n: u64, p: f64, u: f64) -> u64 {
    if p <= 0.0 || n == 0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    let mean = n as f64 * p;
    if mean > LARGE {
        return by_normal(mean, (mean * (1.0 - p)).sqrt(), u).min(n);
    }
    let odds = p / (1.0 - p);
    let mut weight = (n as f64 * (-p).ln_1p()).exp();
    let (mut k, mut sum) = (0_u64, weight);
    while sum < u && k < n {
        weight *= odds * (n - k) as f64 / (k + 1) as f64;
        k += 1;
        sum += weight;
    }
    k
}

fn by_normal(mean: f64, deviation: f64, u: f64) -> u64 {
    let z = normal_quantile(u.clamp(1e-12, 1.0 - 1e-12));
    (mean + deviation * z).round().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_has_its_moments() {
        let mut random = Stream::new(1, 1);
        for shape in [0.3, 1.0, 4.5] {
            let n = 200_000;
            let drawn: Vec<f64> = (0..n).map(|_| gamma(shape, &mut random)).collect();
            let mean = drawn.iter().sum::<f64>() / f64::from(n);
            let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
            let sigma = (shape / f64::from(n)).sqrt();
            assert!((mean - shape).abs() < 5.0 * sigma, "{shape}: {mean}");
            assert!((variance / shape - 1.0).abs() < 0.06, "{shape}: {variance}");
        }
    }

    #[test]
    fn factors_and_shares_have_their_means() {
        let mut random = Stream::new(3, 0);
        let n = 100_000;
        let mean = |sum: f64| sum / f64::from(n);
        let shares = mean((0..n).map(|_| beta(2.0, 6.0, &mut random)).sum());
        assert!((shares - 0.25).abs() < 0.003, "{shares}");
        let factors = mean((0..n).map(|_| around_one(0.3, &mut random)).sum());
        assert!((factors - 1.0).abs() < 0.01, "{factors}");
        assert_eq!(around_one(0.0, &mut random), 1.0);
    }

    #[test]
    fn dirichlet_shares_have_the_posterior_means() {
        let mut random = Stream::new(2, 0);
        let weights = [3.5, 0.5, 0.0, 6.0];
        let n = 50_000;
        let mut sum = [0.0; 4];
        for _ in 0..n {
            let drawn = dirichlet(&weights, &mut random);
            assert!((drawn.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            sum.iter_mut().zip(drawn).for_each(|(s, d)| *s += d);
        }
        for (sum, weight) in sum.iter().zip(weights) {
            assert!((sum / f64::from(n) - weight / 10.0).abs() < 0.003);
        }
    }

    #[test]
    fn counts_are_found_at_their_quantiles() {
        // Poisson(2): 0.1353, 0.4060, 0.6767, 0.8571.
        for (u, k) in [(0.1, 0), (0.2, 1), (0.5, 2), (0.7, 3)] {
            assert_eq!(poisson_quantile(2.0, u), k, "{u}");
        }
        // Binomial(3, 1/2): 0.125, 0.5, 0.875.
        for (u, k) in [(0.1, 0), (0.3, 1), (0.6, 2), (0.9, 3), (1.0, 3)] {
            assert_eq!(binomial_quantile(3, 0.5, u), k, "{u}");
        }
        assert_eq!(
            (poisson_quantile(0.0, 0.9), binomial_quantile(5, 1.0, 0.1)),
            (0, 5)
        );
        assert!((poisson_quantile(1_000.0, 0.5) as f64 - 1_000.0).abs() < 1.0);
    }
}

//! Measures of shape: sample entropy, scaling, and Baevsky's index.

use super::time::{deviation, mean};
use crate::error::{Result, all_finite, at_least, within};

/// Sample entropy (Richman and Moorman 2000): minus the logarithm of the share of runs of `m` intervals alike that stay
/// alike for one more, alike meaning within `r` standard deviations. `None` where no run is alike. At most the last
/// 2,000 intervals are used: the work grows with their square.
///
/// # Errors
/// [`crate::Error::TooFew`] below `m` + 3 intervals, [`crate::Error::Value`] for an `m` outside 1 to 10,
/// [`crate::Error::NotFinite`].
pub fn sample_entropy(rr: &[f64], m: usize, r: f64) -> Result<Option<f64>> {
    within("length of runs", m as f64, 1.0, 10.0, "1 to 10")?;
    at_least("sample entropy", rr.len(), m + 3)?;
    all_finite("RR interval", rr)?;
    let rr = &rr[rr.len().saturating_sub(2000)..];
    let tolerance = r * deviation(rr);
    let (mut short, mut long) = (0_u64, 0_u64);
    for i in 0..rr.len() - m {
        for j in i + 1..rr.len() - m {
            if (0..m).all(|k| (rr[i + k] - rr[j + k]).abs() <= tolerance) {
                short += 1;
                long += u64::from((rr[i + m] - rr[j + m]).abs() <= tolerance);
            }
        }
    }
    Ok((long > 0).then(|| -(long as f64 / short as f64).ln()))
}

/// Short-term scaling exponent of detrended fluctuation analysis (Peng et al. 1995): the slope of fluctuation against
/// window, both as logarithms, for windows of 4 to 16 beats that overlap by half.
///
/// # Errors
/// [`crate::Error::TooFew`] below 20 intervals, [`crate::Error::NotFinite`].
pub fn dfa_alpha1(rr: &[f64]) -> Result<f64> {
    at_least("detrended fluctuation analysis", rr.len(), 20)?;
    all_finite("RR interval", rr)?;
    let mean = mean(rr);
    let mut sum = 0.0;
    let profile: Vec<f64> = rr
        .iter()
        .map(|v| {
            sum += v - mean;
            sum
        })
        .collect();
    let points: Vec<(f64, f64)> = (4..=16)
        .map(|window| {
            (
                (window as f64).ln(),
                fluctuation(&profile, window).max(1e-12).ln(),
            )
        })
        .collect();
    let n = points.len() as f64;
    let (x, y) = (
        points.iter().map(|p| p.0).sum::<f64>() / n,
        points.iter().map(|p| p.1).sum::<f64>() / n,
    );
    let (mut xx, mut xy) = (0.0, 0.0);
    for p in &points {
        xx += (p.0 - x) * (p.0 - x);
        xy += (p.0 - x) * (p.1 - y);
    }
    Ok(xy / xx)
}

/// Root mean square distance of the profile from a straight line in each window.
fn fluctuation(profile: &[f64], window: usize) -> f64 {
    let centre = (window as f64 - 1.0) / 2.0;
    let xx: f64 = (0..window).map(|i| (i as f64 - centre).powi(2)).sum();
    let (mut total, mut count) = (0.0, 0);
    for start in (0..=profile.len() - window).step_by(window / 2) {
        let part = &profile[start..start + window];
        let level = part.iter().sum::<f64>() / window as f64;
        let slope = part
            .iter()
            .enumerate()
            .map(|(i, v)| (i as f64 - centre) * v)
            .sum::<f64>()
            / xx;
        total += part
            .iter()
            .enumerate()
            .map(|(i, v)| (v - level - slope * (i as f64 - centre)).powi(2))
            .sum::<f64>()
            / window as f64;
        count += 1;
    }
    (total / f64::from(count)).sqrt()
}

/// Baevsky's stress index (Baevsky and Chernikova 2017): AMo / (2 Mo MxDMn), with the most frequent interval Mo and the
/// range MxDMn in seconds, and AMo the percentage of intervals in the most frequent class of 50 ms. `None` if all
/// intervals are the same.
///
/// # Errors
/// [`crate::Error::TooFew`] below 8 intervals, [`crate::Error::NotFinite`], [`crate::Error::Value`] for an interval
/// outside 0 to 100,000 ms.
pub fn baevsky(rr: &[f64]) -> Result<Option<f64>> {
    at_least("stress index", rr.len(), 8)?;
    all_finite("RR interval", rr)?;
    let least = rr.iter().copied().fold(f64::INFINITY, f64::min);
    let most = rr.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    within("RR interval", least, 0.0, 1e5, "0 to 100,000 ms")?;
    within("RR interval", most, 0.0, 1e5, "0 to 100,000 ms")?;
    let mut classes = vec![0_usize; (most / 50.0) as usize + 1];
    for v in rr {
        classes[(v / 50.0) as usize] += 1;
    }
    let (mode, count) = classes
        .iter()
        .enumerate()
        .max_by_key(|(_, n)| **n)
        .unwrap_or((0, &0));
    let mo = (mode as f64 + 0.5) * 0.05;
    let amo = 100.0 * *count as f64 / rr.len() as f64;
    let range = (most - least) / 1000.0;
    Ok((range > 0.0).then(|| amo / (2.0 * mo * range)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::Random;

    #[test]
    fn baevsky_by_hand() {
        // Six of eight in the class of 800 to 850 ms: AMo 75, Mo 0.825 s, range 0.2 s.
        let rr = [800.0, 810.0, 820.0, 830.0, 840.0, 849.0, 700.0, 900.0];
        assert!((baevsky(&rr).unwrap().unwrap() - 75.0 / (2.0 * 0.825 * 0.2)).abs() < 1e-9);
        assert_eq!(baevsky(&[800.0; 10]).unwrap(), None);
        assert!(baevsky(&[-1.0; 10]).is_err());
    }

    #[test]
    fn noise_and_its_sum_scale_as_theory_says() {
        let mut random = Random::new(4);
        let noise: Vec<f64> = (0..4000).map(|_| 800.0 + 30.0 * random.normal()).collect();
        let alpha = dfa_alpha1(&noise).unwrap();
        assert!((alpha - 0.5).abs() < 0.12, "{alpha}");
        let mut at = 0.0;
        let walk: Vec<f64> = noise
            .iter()
            .map(|v| {
                at += v - 800.0;
                at
            })
            .collect();
        let alpha = dfa_alpha1(&walk).unwrap();
        assert!((alpha - 1.5).abs() < 0.12, "{alpha}");
    }

    #[test]
    fn order_has_less_entropy_than_noise() {
        let mut random = Random::new(5);
        let wave: Vec<f64> = (0..300)
            .map(|i| 800.0 + 40.0 * (f64::from(i) * 0.4).sin())
            .collect();
        let noise: Vec<f64> = (0..300).map(|_| 800.0 + 40.0 * random.normal()).collect();
        let of = |rr: &[f64]| sample_entropy(rr, 2, 0.2).unwrap().unwrap();
        assert!(
            of(&wave) < 0.6 && of(&noise) > 1.5,
            "{} {}",
            of(&wave),
            of(&noise)
        );
    }
}

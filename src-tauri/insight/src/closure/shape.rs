//! The distribution as it is shown: some dozens of bins with round edges, percentiles, lines to draw.

use super::exact::Total;
use crate::simulations::result::{Bin, Distribution, Marker, Method, Percentile, Unit};

/// Ten-thousandths in a currency unit.
pub(crate) const UNIT: f64 = 10_000.0;
/// Bins, about.
const BINS: f64 = 48.0;
/// What is left to the first and last bin.
const TAIL: f64 = 1e-4;
/// Percentiles told.
const SHARES: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/// The bins of a distribution.
pub(super) fn distribution(
    total: &Total,
    (mean, deviation): (f64, f64),
    currency: &str,
    target: Option<i64>,
) -> Distribution {
    let percentile = |share| Percentile {
        share,
        value: total.quantile(share) as f64 / UNIT,
    };
    let marker = |code: &str, value: f64| Marker {
        code: code.into(),
        value,
    };
    let mut markers = vec![marker("mean", mean / UNIT)];
    markers.extend(target.map(|target| marker("target", target as f64 / UNIT)));
    Distribution {
        quantity: "closed_amount".into(),
        method: Method::Exact,
        unit: Unit::Money,
        currency: Some(currency.into()),
        bins: bins(total),
        mean: mean / UNIT,
        deviation: deviation / UNIT,
        percentiles: SHARES.map(percentile).into(),
        markers,
        ..Distribution::default()
    }
}

fn bins(total: &Total) -> Vec<Bin> {
    let (low, high) = (
        total.quantile(TAIL) as f64 / UNIT,
        total.quantile(1.0 - TAIL) as f64 / UNIT,
    );
    let width = round_up((high - low).max(total.step as f64 / UNIT) / BINS);
    let first = (low / width).floor();
    let count = ((high / width).floor() - first) as usize + 1;
    let mut mass = vec![0.0; count];
    for (cell, f) in total.mass.iter().enumerate() {
        let at = (total.amount(cell) as f64 / UNIT / width).floor() - first;
        mass[(at.max(0.0) as usize).min(count - 1)] += f;
    }
    let whole: f64 = mass.iter().sum();
    let mut cumulative = 0.0;
    mass.iter()
        .enumerate()
        .map(|(at, f)| {
            cumulative += f / whole;
            let from = (first + at as f64) * width;
            Bin {
                from,
                to: from + width,
                probability: f / whole,
                cumulative: cumulative.min(1.0),
            }
        })
        .collect()
}

/// The next 1, 2 or 5 times a power of ten.
pub(crate) fn round_up(width: f64) -> f64 {
    let ten = 10_f64.powf(width.max(1e-4).log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * ten)
        .into_iter()
        .find(|round| *round >= width * (1.0 - 1e-9))
        .unwrap_or(ten * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closure::{Outcome, exact::moments};
    use mycrm_quantum::Control;

    #[test]
    fn bins_are_few_round_and_whole() {
        let deals: Vec<Outcome> = (1..60)
            .map(|n| Outcome {
                amount: n * 37_000_000,
                probability: 0.3,
            })
            .collect();
        let total = Total::of(&deals, Control::default()).unwrap();
        let shown = distribution(&total, moments(&deals), "EUR", Some(1));
        assert!(
            (20..=60).contains(&shown.bins.len()),
            "{}",
            shown.bins.len()
        );
        assert!(
            shown
                .bins
                .windows(2)
                .all(|w| (w[0].to - w[1].from).abs() < 1e-6)
        );
        let last = shown.bins.last().unwrap();
        assert!((last.cumulative - 1.0).abs() < 1e-12);
        assert_eq!(round_up(1_234.0), 2_000.0);
        assert_eq!(round_up(5_000.0), 5_000.0);
    }

    #[test]
    fn nothing_to_win_is_one_bin() {
        let total = Total::of(&[], Control::default()).unwrap();
        let shown = distribution(&total, (0.0, 0.0), "EUR", None);
        assert_eq!(shown.bins.len(), 1);
        assert_eq!(shown.bins[0].probability, 1.0);
    }
}

//! What was drawn, as it is told: estimates with intervals, distributions.

use mycrm_quantum::estimate::clopper_pearson;

use super::risk::{Sorted, mean_of, quantile_interval};
use crate::simulations::result::{
    Bin, Distribution, Estimate, Marker, Method, Percentile, Point, Series, Subject, Unit,
};

/// Stretches of a distribution.
const BINS: usize = 48;
/// Percentiles told.
const SHARES: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
/// Levels at which risk is told, and the ends of their names.
const LEVELS: [(f64, &str); 2] = [(0.95, "95"), (0.99, "99")];

/// What all numbers of one Monte Carlo share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn<'a> {
    pub(crate) unit: Unit,
    pub(crate) currency: Option<&'a str>,
    pub(crate) confidence: f64,
    pub(crate) seconds: f64,
}

impl Drawn<'_> {
    fn estimate(
        &self,
        quantity: &str,
        value: f64,
        (low, high): (f64, f64),
        samples: usize,
    ) -> Estimate {
        Estimate {
            quantity: quantity.into(),
            method: Method::MonteCarlo,
            value,
            low: low.min(value),
            high: high.max(value),
            confidence: self.confidence,
            unit: self.unit,
            currency: self.currency.map(Into::into),
            samples: Some(samples as u64),
            seconds: self.seconds,
            ..Estimate::default()
        }
    }

    /// The mean.
    pub(crate) fn mean(&self, quantity: &str, outcomes: &Sorted) -> Estimate {
        let mean = mean_of(outcomes.iter(), outcomes.len(), self.confidence);
        self.estimate(quantity, mean.value, (mean.low, mean.high), outcomes.len())
    }

    /// A percentile; its interval lies between order statistics.
    pub(crate) fn percentile(&self, quantity: &str, outcomes: &Sorted, share: f64) -> Estimate {
        let ranks = quantile_interval(outcomes.len(), share, self.confidence);
        let value = outcomes.quantile(share);
        self.estimate(quantity, value, outcomes.at_ranks(ranks), outcomes.len())
    }

    /// Value at risk and its conditional mean at 95 and 99 %, outcomes being losses. The interval of the conditional mean
    /// follows from its being the mean of VaR + (loss - VaR)⁺ / (1 - level).
    pub(crate) fn risks(&self, losses: &Sorted) -> Vec<Estimate> {
        let at = |(level, name): (f64, &str)| {
            let risk = losses.risk(level);
            let tail = losses.iter().map(move |loss| {
                risk.value_at_risk + (loss - risk.value_at_risk).max(0.0) / (1.0 - level)
            });
            let mean = mean_of(tail, losses.len(), self.confidence);
            let half = mean.high - mean.value;
            let interval = (risk.conditional - half, risk.conditional + half);
            [
                self.percentile(&format!("value_at_risk_{name}"), losses, level),
                self.estimate(
                    &format!("conditional_value_at_risk_{name}"),
                    risk.conditional,
                    interval,
                    losses.len(),
                ),
            ]
        };
        LEVELS.into_iter().flat_map(at).collect()
    }

    /// A chance, by how often it came true.
    pub(crate) fn chance(&self, quantity: &str, good: u64, samples: u64) -> Estimate {
        let interval = clopper_pearson(good as usize, samples as usize, 1.0 - self.confidence);
        Estimate {
            unit: Unit::Probability,
            currency: None,
            ..self.estimate(
                quantity,
                good as f64 / samples as f64,
                interval,
                samples as usize,
            )
        }
    }

    /// The whole distribution, with lines at the values named.
    pub(crate) fn distribution(
        &self,
        quantity: &str,
        outcomes: &Sorted,
        markers: &[(&str, f64)],
    ) -> Distribution {
        let (weights, length) = outcomes.bins(BINS);
        let low = outcomes.range().0;
        let mut cumulative = 0.0;
        let bins = weights.iter().enumerate().map(|(at, weight)| {
            cumulative += weight;
            Bin {
                from: low + at as f64 * length,
                to: low + (at + 1) as f64 * length,
                probability: *weight,
                cumulative: f64::min(cumulative, 1.0),
            }
        });
        let bins = bins.collect();
        let mean = mean_of(outcomes.iter(), outcomes.len(), self.confidence);
        let percentile = |share| Percentile {
            share,
            value: outcomes.quantile(share),
        };
        let marker = |(code, value): &(&str, f64)| Marker {
            code: (*code).into(),
            value: *value,
        };
        Distribution {
            quantity: quantity.into(),
            method: Method::MonteCarlo,
            unit: self.unit,
            currency: self.currency.map(Into::into),
            bins,
            mean: mean.value,
            deviation: mean.deviation,
            percentiles: SHARES.map(percentile).into(),
            markers: markers.iter().map(marker).collect(),
            ..Distribution::default()
        }
    }

    /// How it goes on: of each moment its day and what came in every world.
    pub(crate) fn fan(&self, quantity: &str, moments: &[Vec<f64>], days: &[String]) -> Series {
        let points = moments
            .iter()
            .zip(days)
            .enumerate()
            .map(|(step, (worlds, day))| {
                let sorted = Sorted::equal(worlds.iter().copied());
                Point {
                    step: step as u32,
                    date: Some(day.clone()),
                    p10: sorted.quantile(0.1),
                    p50: sorted.quantile(0.5),
                    p90: sorted.quantile(0.9),
                    mean: worlds.iter().sum::<f64>() / worlds.len().max(1) as f64,
                    actual: None,
                }
            });
        Series {
            quantity: quantity.into(),
            subject: None,
            method: Method::MonteCarlo,
            unit: self.unit,
            currency: self.currency.map(Into::into),
            points: points.collect(),
        }
    }
}

/// A subject that is no record: a group, or one of several courses of things.
pub(crate) fn named(label: impl Into<String>) -> Option<Subject> {
    Some(Subject {
        label: label.into(),
        ..Subject::default()
    })
}

/// A calculated number.
pub(crate) fn exact(quantity: &str, unit: Unit, value: f64) -> Estimate {
    Estimate {
        quantity: quantity.into(),
        method: Method::Exact,
        value,
        low: value,
        high: value,
        confidence: 1.0,
        unit,
        ..Estimate::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_lies_in_its_interval_and_adds_up() {
        let losses = Sorted::equal((0..10_000).map(f64::from));
        let drawn = Drawn {
            unit: Unit::Money,
            currency: Some("EUR"),
            confidence: 0.95,
            seconds: 0.0,
        };
        let mut told = drawn.risks(&losses);
        told.push(drawn.mean("mean", &losses));
        for found in &told {
            assert!(
                found.low < found.value && found.value < found.high,
                "{found:?}"
            );
        }
        assert_eq!(told[0].value, 9_499.0);
        assert!((told[1].value - 9_749.5).abs() < 1e-6, "{}", told[1].value);
        assert!((told[4].value - 4_999.5).abs() < 1e-9);
        let shown = drawn.distribution("loss", &losses, &[("mean", 1.0)]);
        assert!((shown.bins.iter().map(|bin| bin.probability).sum::<f64>() - 1.0).abs() < 1e-9);
        for pair in shown.bins.windows(2) {
            assert!((pair[0].to - pair[1].from).abs() < 1e-9);
        }
        let chance = drawn.chance("p", 3, 10);
        assert!(chance.low < 0.3 && chance.high > 0.3);
    }
}

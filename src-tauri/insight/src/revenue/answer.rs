//! The parts of the answer: estimates, distribution, series, drivers.

use chrono::NaiveDate;
use mycrm_quantum::estimate::{clopper_pearson, normal_quantile};

use super::backtest::Quarter;
use super::learned::Rates;
use super::outlook::OpenValue;
use super::parameters::{Levers, RevenueParameters};
use super::sampled::Months;
use crate::calendar::{midnight, month_before};
use crate::closure::{UNIT, round_up};
use crate::simulations::result::{
    Bin, Distribution, Driver, Estimate, Marker, Method, Percentile, Point, Series, Unit,
};

/// Past months shown beside those to come.
const PAST: u32 = 12;
/// How far a lever is moved to see what hangs on it.
const NUDGE: f64 = 0.1;

/// Samples in ascending order.
pub(super) fn sorted(mut samples: Vec<i64>) -> Vec<i64> {
    samples.sort_unstable();
    samples
}

/// The value below which a share of ascending samples lies, in currency units.
fn share(sorted: &[i64], p: f64) -> f64 {
    let at = ((sorted.len() as f64 * p) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |value| *value as f64 / UNIT)
}

/// What all parts share.
pub(super) struct Answer<'a> {
    pub(super) currency: &'a str,
    pub(super) parameters: &'a RevenueParameters,
}

impl Answer<'_> {
    fn money(
        &self,
        quantity: &str,
        method: Method,
        value: f64,
        (low, high): (f64, f64),
    ) -> Estimate {
        Estimate {
            quantity: quantity.into(),
            method,
            value,
            low,
            high,
            confidence: if method == Method::Exact {
                1.0
            } else {
                self.parameters.confidence
            },
            unit: Unit::Money,
            currency: Some(self.currency.into()),
            ..Estimate::default()
        }
    }

    /// The sum of all months.
    pub(super) fn totals(&self, total: &[i64], mean: f64, seconds: f64) -> Vec<Estimate> {
        let n = total.len().max(1) as f64;
        let z = normal_quantile(0.5 + self.parameters.confidence / 2.0);
        let drawn = total.iter().map(|t| *t as f64).sum::<f64>() / n;
        let variance = total
            .iter()
            .map(|t| (*t as f64 - drawn).powi(2))
            .sum::<f64>()
            / (n - 1.0).max(1.0);
        let half = z * (variance / n).sqrt() / UNIT;
        let (exact, drawn) = (mean / UNIT, drawn / UNIT);
        let cost = |estimate: Estimate| Estimate {
            samples: Some(total.len() as u64),
            seconds,
            ..estimate
        };
        let quantile = |name: &str, p: f64| {
            let off = z * (p * (1.0 - p) / n).sqrt();
            let interval = (
                share(total, (p - off).max(0.0)),
                share(total, (p + off).min(1.0)),
            );
            cost(self.money(name, Method::MonteCarlo, share(total, p), interval))
        };
        vec![
            self.money("mean", Method::Exact, exact, (exact, exact)),
            cost(self.money(
                "mean",
                Method::MonteCarlo,
                drawn,
                (drawn - half, drawn + half),
            )),
            quantile("p10", 0.1),
            quantile("p50", 0.5),
            quantile("p90", 0.9),
        ]
    }

    /// What was learned, with what is not known of it.
    pub(super) fn rates(&self, rates: &Rates, open: &[OpenValue]) -> Vec<Estimate> {
        let alpha = 1.0 - self.parameters.confidence;
        let z = normal_quantile(1.0 - alpha / 2.0);
        let plain =
            |quantity: &str, unit: Unit, value: f64, (low, high): (f64, f64), samples: u64| {
                Estimate {
                    unit,
                    currency: None,
                    samples: Some(samples),
                    ..self.money(quantity, Method::Observed, value, (low, high))
                }
            };
        let ended = rates.won + rates.lost;
        let won = rates.won as f64 / ended.max(1) as f64;
        // A count's square root is nearly normal with deviation 1/2, whatever the mean.
        let root = (rates.new as f64 + 0.375).sqrt();
        let months = rates.months.max(1e-9);
        let count = |root: f64| (root.max(0.0).powi(2) - 0.375).max(0.0) / months;
        let n = rates.sizes.len().max(1) as f64;
        let size = rates.mean_size();
        let spread = rates
            .sizes
            .iter()
            .map(|s| (*s as f64 - size).powi(2))
            .sum::<f64>()
            / n;
        let half = z * (spread / n).sqrt() / UNIT;
        let open_value = open.iter().map(|deal| deal.amount as f64).sum::<f64>() / UNIT;
        let days = rates.median_days();
        vec![
            plain(
                "new_deals",
                Unit::PerMonth,
                rates.new as f64 / months,
                (count(root - z / 2.0), count(root + z / 2.0)),
                rates.new,
            ),
            plain(
                "win_rate",
                Unit::Probability,
                won,
                clopper_pearson(rates.won as usize, ended.max(1) as usize, alpha),
                ended,
            ),
            plain(
                "cycle_time",
                Unit::Days,
                days,
                ((days - 3.5).max(0.0), days + 3.5),
                rates.won,
            ),
            Estimate {
                samples: Some(rates.sizes.len() as u64),
                ..self.money(
                    "deal_size",
                    Method::Observed,
                    size / UNIT,
                    ((size / UNIT - half).max(0.0), size / UNIT + half),
                )
            },
            Estimate {
                samples: Some(open.len() as u64),
                confidence: 1.0,
                ..self.money(
                    "open_value",
                    Method::Observed,
                    open_value,
                    (open_value, open_value),
                )
            },
        ]
    }

    /// How many past quarters ended inside the interval from p10 to p90.
    pub(super) fn coverage(&self, quarters: &[Quarter]) -> Option<Estimate> {
        let inside = |q: &&Quarter| (q.p10..=q.p90).contains(&q.actual);
        let good = quarters.iter().filter(inside).count();
        let (low, high) = clopper_pearson(
            good,
            quarters.len().max(1),
            1.0 - self.parameters.confidence,
        );
        (!quarters.is_empty()).then(|| Estimate {
            unit: Unit::Probability,
            currency: None,
            samples: Some(quarters.len() as u64),
            ..self.money(
                "interval_coverage",
                Method::Observed,
                good as f64 / quarters.len() as f64,
                (low, high),
            )
        })
    }

    pub(super) fn distribution(&self, total: &[i64]) -> Distribution {
        let (low, high) = (share(total, 0.001), share(total, 0.999));
        let width = round_up(((high - low) / 40.0).max(1.0));
        let first = (low / width).floor();
        let mut counts = vec![0_u64; ((high / width).floor() - first) as usize + 1];
        let last = counts.len() - 1;
        for value in total {
            let at = (*value as f64 / UNIT / width).floor() - first;
            counts[(at.max(0.0) as usize).min(last)] += 1;
        }
        let n = total.len().max(1) as f64;
        let mut below = 0;
        let bins = counts.iter().enumerate().map(|(at, count)| {
            below += count;
            let from = (first + at as f64) * width;
            Bin {
                from,
                to: from + width,
                probability: *count as f64 / n,
                cumulative: below as f64 / n,
            }
        });
        let bins = bins.collect();
        let mean = total.iter().map(|t| *t as f64).sum::<f64>() / n / UNIT;
        let variance = total
            .iter()
            .map(|t| (*t as f64 / UNIT - mean).powi(2))
            .sum::<f64>()
            / n;
        Distribution {
            quantity: "revenue_total".into(),
            method: Method::MonteCarlo,
            unit: Unit::Money,
            currency: Some(self.currency.into()),
            bins,
            mean,
            deviation: variance.sqrt(),
            percentiles: [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
                .map(|p| Percentile {
                    share: p,
                    value: share(total, p),
                })
                .into(),
            markers: vec![Marker {
                code: "mean".into(),
                value: mean,
            }],
            ..Distribution::default()
        }
    }

    fn series(&self, quantity: &str, method: Method, points: Vec<Point>) -> Series {
        Series {
            quantity: quantity.into(),
            method,
            unit: Unit::Money,
            currency: Some(self.currency.into()),
            points,
            ..Series::default()
        }
    }

    pub(super) fn fan(
        &self,
        quantity: &str,
        ends: &[NaiveDate],
        drawn: &Months,
        means: &[f64],
    ) -> Series {
        let points = ends.iter().zip(&drawn.months).zip(means).enumerate();
        let points = points.map(|(at, ((end, samples), mean))| {
            let samples = sorted(samples.clone());
            Point {
                step: at as u32,
                date: end.pred_opt().map(|last| last.to_string()),
                p10: share(&samples, 0.1),
                p50: share(&samples, 0.5),
                p90: share(&samples, 0.9),
                mean: mean / UNIT,
                actual: None,
            }
        });
        self.series(quantity, Method::MonteCarlo, points.collect())
    }

    /// What came in the past months, the present one left out.
    pub(super) fn past(&self, today: NaiveDate, won: &dyn Fn(i64, i64) -> i64) -> Series {
        let points = (1..=PAST).rev().enumerate().map(|(at, back)| {
            let (from, to) = (month_before(today, back), month_before(today, back - 1));
            let value = won(midnight(from), midnight(to)) as f64 / UNIT;
            Point {
                step: at as u32,
                date: to.pred_opt().map(|last| last.to_string()),
                p10: value,
                p50: value,
                p90: value,
                mean: value,
                actual: Some(value),
            }
        });
        self.series("revenue_past", Method::Observed, points.collect())
    }

    pub(super) fn backtest(&self, quarters: &[Quarter]) -> Series {
        let points = quarters.iter().enumerate().map(|(at, quarter)| Point {
            step: at as u32,
            date: Some(quarter.ends.to_string()),
            p10: quarter.p10 as f64 / UNIT,
            p50: quarter.p50 as f64 / UNIT,
            p90: quarter.p90 as f64 / UNIT,
            mean: quarter.mean / UNIT,
            actual: Some(quarter.actual as f64 / UNIT),
        });
        self.series("backtest", Method::MonteCarlo, points.collect())
    }

    /// Each lever moved by a tenth both ways.
    pub(super) fn drivers(&self, mean: &dyn Fn(Levers) -> f64) -> Vec<Driver> {
        let base = self.parameters.levers;
        type Move = (&'static str, fn(Levers, f64) -> Levers);
        let moves: [Move; 4] = [
            ("arrivals", |l, by| Levers {
                arrivals: l.arrivals * by,
                ..l
            }),
            ("win_rate", |l, by| Levers {
                win_rate: l.win_rate * by,
                ..l
            }),
            ("deal_size", |l, by| Levers {
                deal_size: l.deal_size * by,
                ..l
            }),
            // Shorter is better.
            ("cycle_time", |l, by| Levers {
                cycle_time: l.cycle_time / by,
                ..l
            }),
        ];
        let mut found: Vec<Driver> = moves
            .into_iter()
            .map(|(code, moved)| Driver {
                code: code.into(),
                quantity: "mean".into(),
                low: mean(moved(base, 1.0 - NUDGE)) / UNIT,
                high: mean(moved(base, 1.0 + NUDGE)) / UNIT,
                unit: Unit::Money,
                currency: Some(self.currency.into()),
                ..Driver::default()
            })
            .collect();
        found.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
        found
    }
}

//! Outcomes of worlds as figures.

use mycrm_quantum::estimate::clopper_pearson;

use super::result::{Figure, Impact, Outcome};
use crate::chance::{Drawn, Sorted, mean_of, named};
use crate::simulations::result::{Distribution, Estimate, Series};

fn figure(estimate: &Estimate) -> Figure {
    Figure {
        value: estimate.value,
        low: estimate.low,
        high: estimate.high,
    }
}

/// The mean of differences.
pub(super) fn mean(values: &[f64], confidence: f64) -> Figure {
    let mean = mean_of(values.iter().copied(), values.len(), confidence);
    Figure {
        value: mean.value,
        low: mean.low,
        high: mean.high,
    }
}

/// Of outcomes, with losses against `reference`.
pub(super) fn outcome(values: &[f64], reference: f64, drawn: &Drawn<'_>) -> Outcome {
    let sorted = Sorted::equal(values.iter().copied());
    let mean = mean_of(values.iter().copied(), values.len(), drawn.confidence);
    let risks = drawn.risks(&losses(values, reference));
    let risk = |at: usize| risks.get(at).map(figure).unwrap_or_default();
    Outcome {
        mean: Figure {
            value: mean.value,
            low: mean.low,
            high: mean.high,
        },
        deviation: mean.deviation,
        p10: sorted.quantile(0.1),
        p50: sorted.quantile(0.5),
        p90: sorted.quantile(0.9),
        value_at_risk_95: risk(0),
        conditional_value_at_risk_95: risk(1),
        value_at_risk_99: risk(2),
        conditional_value_at_risk_99: risk(3),
    }
}

/// How far outcomes fall short of `reference`.
pub(super) fn losses(values: &[f64], reference: f64) -> Sorted {
    Sorted::equal(values.iter().map(|value| reference - value))
}

/// What changes, world by world.
pub(super) fn impact(baseline: &[f64], scenario: &[f64], confidence: f64) -> Impact {
    let differences: Vec<f64> = scenario.iter().zip(baseline).map(|(s, b)| s - b).collect();
    let base = baseline.iter().sum::<f64>() / baseline.len().max(1) as f64;
    let difference = mean(&differences, confidence);
    let better = differences.iter().filter(|d| **d > 0.0).count();
    let count = differences.len().max(1);
    let (low, high) = clopper_pearson(better, count, 1.0 - confidence);
    let sorted = Sorted::equal(differences.into_iter());
    Impact {
        mean: difference,
        relative: (base.abs() > 1e-9).then(|| difference.value / base.abs()),
        p10: sorted.quantile(0.1),
        p50: sorted.quantile(0.5),
        p90: sorted.quantile(0.9),
        better: Figure {
            value: better as f64 / count as f64,
            low,
            high,
        },
    }
}

/// How likely which outcomes are.
pub(super) fn distribution(values: &[f64], label: &str, drawn: &Drawn<'_>) -> Distribution {
    let sorted = Sorted::equal(values.iter().copied());
    let mean = mean_of(values.iter().copied(), values.len(), drawn.confidence).value;
    Distribution {
        subject: named(label),
        ..drawn.distribution("scenario_outcome", &sorted, &[("mean", mean)])
    }
}

/// What has come by the end of each month: `by_month` month by month, worlds in each.
pub(super) fn series(
    by_month: &[Vec<f64>],
    ends: &[String],
    label: &str,
    drawn: &Drawn<'_>,
) -> Series {
    Series {
        subject: named(label),
        ..drawn.fan("scenario_cumulative", by_month, ends)
    }
}

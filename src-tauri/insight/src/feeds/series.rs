//! A feed as a simulation reads it: evenly spaced, transformed.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use uuid::Uuid;

use super::model::{Interval, Transform};
use super::store::{self, Point};

/// Most steps of a series.
const MOST_STEPS: i64 = 100_000;

/// An evenly spaced series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name of the feed.
    pub name: String,
    /// Beginning of each step, in milliseconds since the epoch.
    pub at: Vec<i64>,
    /// The value of each step.
    pub values: Vec<f64>,
    /// The spacing.
    pub interval: Interval,
    /// What was done to the values.
    pub transform: Transform,
    /// Steps in which the feed says nothing, where the value before was kept.
    pub filled: usize,
}

/// The series of a feed up to `to` (ms since the epoch): the mean of each step of its interval, the value before where a
/// step has none, then its transform.
///
/// # Errors
/// `feed` refused when it has fewer than two steps, spans more than 100,000, or its transform does not fit its values.
pub fn series(read: &Read<'_>, feed: Uuid, to: i64) -> Result<Series> {
    let found = store::find(read, feed)?.record;
    let name = found.name.unwrap_or_default();
    let interval = found.interval.unwrap_or_default();
    let transform = found.transform.unwrap_or_default();
    let points = store::between(read, feed, i64::MIN, to)?;
    let (at, steps, filled) = even(&points, interval)?;
    let values = transformed(&steps, transform)?;
    Ok(Series {
        name,
        at: at[at.len() - values.len()..].to_vec(),
        values,
        interval,
        transform,
        filled,
    })
}

fn refused(message: impl Into<String>) -> Error {
    Error::field("feed", "invalid", message)
}

fn even(points: &[Point], interval: Interval) -> Result<(Vec<i64>, Vec<f64>, usize)> {
    let length = interval.millis();
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Err(refused("This feed has no points yet."));
    };
    let (low, high) = (first.0.div_euclid(length), last.0.div_euclid(length));
    let steps = high.saturating_sub(low).saturating_add(1);
    if steps < 2 {
        return Err(refused(
            "All points of this feed lie in one step of its interval; at least two steps are needed.",
        ));
    }
    if steps > MOST_STEPS {
        return Err(refused(format!(
            "This feed spans {steps} steps of its interval; choose a longer interval ({MOST_STEPS} at most)."
        )));
    }
    let mut sums = vec![(0.0, 0_u32); steps as usize];
    for (at, value) in points {
        let step = &mut sums[(at.div_euclid(length) - low) as usize];
        step.0 += value;
        step.1 += 1;
    }
    let (mut values, mut filled, mut held) = (Vec::with_capacity(sums.len()), 0, 0.0);
    for (sum, count) in sums {
        if count > 0 {
            held = sum / f64::from(count);
        } else {
            filled += 1;
        }
        values.push(held);
    }
    let at = (low..=high).map(|step| step * length).collect();
    Ok((at, values, filled))
}

fn transformed(values: &[f64], transform: Transform) -> Result<Vec<f64>> {
    let pairs = || values.windows(2).map(|pair| (pair[0], pair[1]));
    match transform {
        Transform::None => Ok(values.to_vec()),
        Transform::Difference => Ok(pairs().map(|(a, b)| b - a).collect()),
        Transform::LogReturn => {
            if values.iter().any(|value| *value <= 0.0) {
                return Err(refused(
                    "This feed has values of 0 or below, of which there is no logarithm; choose another transform.",
                ));
            }
            Ok(pairs().map(|(a, b)| (b / a).ln()).collect())
        }
        Transform::Standardised => {
            let count = values.len() as f64;
            let mean = values.iter().sum::<f64>() / count;
            let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / count;
            if variance <= 0.0 {
                return Err(refused(
                    "All values of this feed are the same; they cannot be standardised.",
                ));
            }
            let deviation = variance.sqrt();
            Ok(values.iter().map(|v| (v - mean) / deviation).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    #[test]
    fn points_become_means_of_even_steps_and_gaps_keep_the_value_before() {
        let points = [(0, 1.0), (DAY / 2, 3.0), (3 * DAY, 8.0)];
        let (at, values, filled) = even(&points, Interval::Day).unwrap();
        assert_eq!(at, [0, DAY, 2 * DAY, 3 * DAY]);
        assert_eq!(values, [2.0, 2.0, 2.0, 8.0]);
        assert_eq!(filled, 2);
        // Before the epoch steps go on downward.
        let (at, ..) = even(&[(-1, 1.0), (1, 1.0)], Interval::Day).unwrap();
        assert_eq!(at, [-DAY, 0]);
    }

    #[test]
    fn a_transform_that_does_not_fit_is_refused() {
        assert_eq!(
            transformed(&[1.0, 3.0], Transform::Difference).unwrap(),
            [2.0]
        );
        let log = transformed(&[1.0, 2.0], Transform::LogReturn).unwrap();
        assert!((log[0] - 2.0_f64.ln()).abs() < 1e-15);
        assert_eq!(
            transformed(&[1.0, 3.0], Transform::Standardised).unwrap(),
            [-1.0, 1.0]
        );
        assert!(transformed(&[1.0, 0.0], Transform::LogReturn).is_err());
        assert!(transformed(&[2.0, 2.0], Transform::Standardised).is_err());
        assert!(even(&[], Interval::Day).is_err());
        assert!(even(&[(0, 1.0)], Interval::Day).is_err());
        assert!(even(&[(0, 1.0), (i64::MAX, 1.0)], Interval::Hour).is_err());
    }
}

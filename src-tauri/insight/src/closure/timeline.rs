//! How the closed amount grows up to the horizon.

use chrono::{Days, NaiveDate};
use mycrm_kernel::error::Result;
use mycrm_quantum::Control;

use super::chosen::{Chances, Counted};
use super::deals::OpenDeal;
use super::exact::{Outcome, moments};
use super::shape::UNIT;
use super::shared::Mixture;
use crate::calendar::day;
use crate::simulations::result::{Method, Point, Series, Unit};

/// Days looked at, at most.
const POINTS: u64 = 13;
/// Cells of the grid of each of them: the plot shows no more.
const CELLS: i64 = 1 << 13;
/// The same where deals share a factor, at each level of it.
const SHARED_CELLS: i64 = 1 << 10;

/// What is closed by each of some days up to the horizon.
pub(super) fn timeline(
    odds: &Chances<'_>,
    all: &[OpenDeal],
    counted: &[Counted<'_>],
    currency: &str,
    control: Control<'_>,
) -> Result<Series> {
    let points = days(day(odds.now), odds.parameters.horizon(odds.now))
        .into_iter()
        .enumerate()
        .map(|(at, date)| {
            let chances = odds.by(all, date);
            let deals: Vec<Outcome> = counted
                .iter()
                .map(|counted| Outcome {
                    probability: chances[counted.at],
                    ..counted.outcome
                })
                .collect();
            let shared = odds.parameters.shared;
            let cells = if shared > 0.0 { SHARED_CELLS } else { CELLS };
            let total = Mixture::within(&deals, shared, cells, control)?.total;
            let amount = |share| total.quantile(share) as f64 / UNIT;
            Ok(Point {
                step: at as u32,
                date: Some(date.to_string()),
                p10: amount(0.1),
                p50: amount(0.5),
                p90: amount(0.9),
                mean: moments(&deals).0 / UNIT,
                actual: None,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Series {
        quantity: "closed_amount".into(),
        method: Method::Exact,
        unit: Unit::Money,
        currency: Some(currency.into()),
        points,
        ..Series::default()
    })
}

/// Evenly spaced days from `today` to `until`, both included.
fn days(today: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let span = (until - today).num_days().unsigned_abs();
    let steps = span.clamp(1, POINTS - 1);
    let mut days: Vec<NaiveDate> = (0..=steps)
        .map(|at| today + Days::new(span * at / steps))
        .collect();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_today_and_end_at_the_horizon() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |to: &str| days(date("2026-11-20"), date(to));
        assert_eq!(of("2026-11-20"), [date("2026-11-20")]);
        assert_eq!(of("2026-11-22").len(), 3);
        let long = of("2027-11-20");
        assert_eq!(
            (long.len(), long[0], long[12]),
            (13, date("2026-11-20"), date("2027-11-20"))
        );
        assert!(long.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

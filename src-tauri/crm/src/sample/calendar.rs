//! When things happen: working days and hours, and the seasons of selling.
//!
//! Deals begin evenly through the working week, a little more every month, with a dip in August and at the end of
//! December. They close in the same seasons and, on top, towards the end of a quarter: in its last ten days
//! [`QUARTER_END`] times as often.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

use super::draw::Draw;

/// Milliseconds of a day.
pub(super) const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// How far back deals and activities go, in days.
pub(super) const DAYS: i64 = 730;

/// How much likelier a deal closes in the last ten days of a quarter.
pub(super) const QUARTER_END: f64 = 2.2;
/// How much of the usual business is left in August.
pub(super) const AUGUST: f64 = 0.55;

/// The two years before `now`.
pub(super) struct Calendar {
    /// The moment at which everything is seen.
    pub(super) now: i64,
    /// Sum of the weights of the days up to and with each.
    begun: Vec<f64>,
    closing: Vec<f64>,
}

/// Days beyond now for which closing is weighed: deals still open close there.
const AHEAD: i64 = 400;

impl Calendar {
    pub(super) fn new(now: i64) -> Self {
        let first = date_of(now - DAYS * DAY);
        let mut sum = 0.0;
        let begun = (0..=DAYS)
            .map(|at| {
                let date = first + Days::new(at as u64);
                // A business that grows by a fifth a year.
                sum += season(date) * (1.0 + 0.2 * at as f64 / 365.0);
                sum
            })
            .collect();
        let closing = (0..=DAYS + AHEAD)
            .map(|at| {
                let date = first + Days::new(at as u64);
                let pull = if quarter_ends_within(date, 10) {
                    QUARTER_END
                } else {
                    1.0
                };
                season(date) * pull
            })
            .collect();
        Self {
            now,
            begun,
            closing,
        }
    }

    fn start(&self) -> i64 {
        self.now - DAYS * DAY
    }

    /// A day on which a deal begins, not before `since`; its first millisecond counted from now.
    pub(super) fn begin(&self, since: i64, draw: &mut Draw) -> i64 {
        let first = ((since - self.start()) / DAY).clamp(0, DAYS) as usize;
        let before = if first == 0 {
            0.0
        } else {
            self.begun[first - 1]
        };
        let end = self.begun.last().copied().unwrap_or_default();
        let target = before + draw.unit() * (end - before);
        let day = self.begun.partition_point(|sum| *sum <= target) as i64;
        (self.start() + day * DAY).clamp(since, self.now)
    }

    /// How likely deals close on the day of `at`, relative to an ordinary working day.
    pub(super) fn closing(&self, at: i64) -> f64 {
        let day = ((at - self.start()) / DAY).clamp(0, DAYS + AHEAD);
        self.closing[day as usize]
    }

    /// Moves `at` to office hours of the same or a near working day, `hours` ahead of UTC.
    pub(super) fn office(&self, at: i64, hours: i64, draw: &mut Draw) -> i64 {
        let day = at.div_euclid(DAY);
        let shift = match date_of(at).weekday() {
            Weekday::Sat => -1,
            Weekday::Sun => 1,
            _ => 0,
        };
        let quarter_hours = draw.below(36) as i64;
        (day + shift) * DAY + (8 - hours) * HOUR + quarter_hours * HOUR / 4
    }

    /// As [`Calendar::office`], of something that has happened: what would still be ahead today was on the working
    /// day before at the same hour.
    pub(super) fn gone(&self, at: i64, hours: i64, draw: &mut Draw) -> i64 {
        let mut at = self.office(at, hours, draw);
        if at > self.now {
            at -= DAY;
            while matches!(date_of(at).weekday(), Weekday::Sat | Weekday::Sun) {
                at -= DAY;
            }
        }
        at
    }
}

/// The calendar day (UTC) of an instant.
pub(super) fn date_of(millis: i64) -> NaiveDate {
    DateTime::<Utc>::from_timestamp_millis(millis)
        .unwrap_or_default()
        .date_naive()
}

/// How much business there is on a day, an ordinary working day being 1.
fn season(date: NaiveDate) -> f64 {
    let weekday: f64 = match date.weekday() {
        Weekday::Sat | Weekday::Sun => 0.02,
        _ => 1.0,
    };
    let part = match (date.month(), date.day()) {
        (8, _) => AUGUST,
        (12, 1..=20) => 1.25,
        (12, _) => 0.2,
        (1, 1..=7) => 0.4,
        (7, 15..) => 0.8,
        _ => 1.0,
    };
    weekday * part
}

/// Whether a quarter ends within `days` days from this one, this one counted.
pub(super) fn quarter_ends_within(date: NaiveDate, days: u64) -> bool {
    (0..days).any(|ahead| {
        let next = date + Days::new(ahead + 1);
        next.day() == 1 && matches!(next.month(), 1 | 4 | 7 | 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seasons() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        assert!(quarter_ends_within(day("2026-03-31"), 10));
        assert!(quarter_ends_within(day("2026-12-22"), 10));
        assert!(!quarter_ends_within(day("2026-03-21"), 10));
        assert!(season(day("2026-08-12")) < season(day("2026-06-10")));
        assert!(season(day("2026-12-25")) < season(day("2026-12-10")));
    }

    #[test]
    fn nobody_works_on_sundays() {
        let calendar = Calendar::new(1_795_000_000_000);
        let mut draw = Draw::new(1, super::super::draw::Purpose::Deal, 1);
        for day in 0..40 {
            let at = calendar.office(calendar.now - day * DAY, 0, &mut draw);
            assert!(!matches!(
                date_of(at).weekday(),
                Weekday::Sat | Weekday::Sun
            ));
        }
    }

    #[test]
    fn what_has_happened_is_over_and_spread_over_the_hours() {
        let calendar = Calendar::new(1_795_000_000_000);
        let mut draw = Draw::new(1, super::super::draw::Purpose::Deal, 1);
        let mut times = std::collections::BTreeSet::new();
        for _ in 0..200 {
            let at = calendar.gone(calendar.now, 0, &mut draw);
            assert!(at <= calendar.now);
            assert!(at > calendar.now - 5 * DAY);
            times.insert(at);
        }
        assert!(times.len() > 20, "{}", times.len());
    }
}

//! Days, months and quarters of the calendar, in UTC.

use chrono::{DateTime, Datelike, Months, NaiveDate};

/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;

/// The calendar day of an instant, in UTC.
pub(crate) fn day(millis: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(millis)
        .unwrap_or_default()
        .date_naive()
}

/// The first instant of a calendar day, in UTC, in milliseconds since the epoch.
pub(crate) fn midnight(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp_millis()
}

/// The end of the day that an instant lies in: what is learned is seen from there, so that it holds all that is known
/// and stays the same all day.
pub(crate) fn tonight(millis: i64) -> i64 {
    midnight(day(millis)) + DAY
}

/// Last day of the quarter that a day lies in.
pub(crate) fn quarter_end(day: NaiveDate) -> NaiveDate {
    let (year, month) = match day.month0() / 3 {
        3 => (day.year() + 1, 1),
        quarter => (day.year(), quarter * 3 + 4),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
        .and_then(|first| first.pred_opt())
        .unwrap_or(day)
}

/// First day of the quarter that a day lies in.
pub(crate) fn quarter_start(day: NaiveDate) -> NaiveDate {
    day.with_day(1)
        .and_then(|first| first.with_month0(day.month0() / 3 * 3))
        .unwrap_or(day)
}

/// First day of the month that begins `months` months after the one that a day lies in.
pub(crate) fn month_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(months)))
        .unwrap_or(day)
}

/// First day of the month that began `months` months before the one that a day lies in.
pub(crate) fn month_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.with_day(1)
        .and_then(|first| first.checked_sub_months(Months::new(months)))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_where_they_end() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (day, end) in [
            ("2026-01-01", "2026-03-31"),
            ("2026-06-30", "2026-06-30"),
            ("2026-11-20", "2026-12-31"),
            ("2024-02-29", "2024-03-31"),
        ] {
            assert_eq!(quarter_end(date(day)), date(end));
        }
        for (day, start) in [("2026-12-31", "2026-10-01"), ("2026-05-31", "2026-04-01")] {
            assert_eq!(quarter_start(date(day)), date(start));
        }
    }

    #[test]
    fn months_are_counted_over_the_year_and_from_their_last_day() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(month_after(date("2026-10-31"), 4), date("2027-02-01"));
        assert_eq!(month_before(date("2027-03-31"), 13), date("2026-02-01"));
        assert_eq!(day(midnight(date("2026-02-28"))), date("2026-02-28"));
    }
}

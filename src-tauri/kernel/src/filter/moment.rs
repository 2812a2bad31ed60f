//! Dates relative to now: `today`, `today-30d`, `now-4h`, `month_start+1m`.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Reads a relative moment; `None` when the text is none.
pub(super) fn parse(text: &str, now: i64) -> Option<DateTime<Utc>> {
    let now = DateTime::<Utc>::from_timestamp_millis(now)?;
    let split = text.find(['+', '-']).unwrap_or(text.len());
    let (word, shift) = text.split_at(split);
    let today = now.date_naive();
    let base = match word {
        "now" => now,
        "today" => start(today)?,
        "yesterday" => start(today.checked_sub_days(Days::new(1))?)?,
        "tomorrow" => start(today.checked_add_days(Days::new(1))?)?,
        "week_start" => start(
            today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?,
        )?,
        "month_start" => start(today.with_day(1)?)?,
        "quarter_start" => start(NaiveDate::from_ymd_opt(
            today.year(),
            today.month0() / 3 * 3 + 1,
            1,
        )?)?,
        "year_start" => start(NaiveDate::from_ymd_opt(today.year(), 1, 1)?)?,
        _ => return None,
    };
    if shift.is_empty() {
        Some(base)
    } else {
        moved(base, shift)
    }
}

fn start(day: NaiveDate) -> Option<DateTime<Utc>> {
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

fn moved(base: DateTime<Utc>, shift: &str) -> Option<DateTime<Utc>> {
    let back = shift.starts_with('-');
    let unit = shift.chars().last()?;
    let count: u32 = shift.get(1..shift.len() - unit.len_utf8())?.parse().ok()?;
    let months = |count: u32| {
        if back {
            base.checked_sub_months(Months::new(count))
        } else {
            base.checked_add_months(Months::new(count))
        }
    };
    let seconds = |each: i64| {
        let delta = TimeDelta::try_seconds(each.checked_mul(i64::from(count))?)?;
        if back {
            base.checked_sub_signed(delta)
        } else {
            base.checked_add_signed(delta)
        }
    };
    match unit {
        'h' => seconds(3_600),
        'd' => seconds(86_400),
        'w' => seconds(604_800),
        'm' => months(count),
        'y' => months(count.checked_mul(12)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_instant;

    #[test]
    fn words_and_shifts() {
        let now = parse_instant("2026-11-20T14:30:00Z").unwrap();
        for (text, expected) in [
            ("today", "2026-11-20T00:00:00Z"),
            ("today-30d", "2026-10-21T00:00:00Z"),
            ("now-4h", "2026-11-20T10:30:00Z"),
            ("week_start", "2026-11-16T00:00:00Z"),
            ("month_start+1m", "2026-12-01T00:00:00Z"),
            ("quarter_start", "2026-10-01T00:00:00Z"),
            ("year_start-1y", "2025-01-01T00:00:00Z"),
        ] {
            assert_eq!(
                parse(text, now).map(|t| t.timestamp_millis()),
                parse_instant(expected),
                "{text}"
            );
        }
        for text in [
            "later",
            "today-",
            "today-3",
            "today-x3d",
            "today-99999999999d",
            "now+5ü",
        ] {
            assert_eq!(parse(text, now), None, "{text}");
        }
    }
}

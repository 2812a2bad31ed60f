//! The wearer's days: from midnight to midnight where they are, also on those of 23 or 25 hours.

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use mycrm_kernel::error::{Error, Result};

/// Where the wearer is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Zone {
    /// A place of the IANA database.
    Named(Tz),
    /// That of this computer.
    System,
}

/// A day: when it begins and when the next one does (ms since the epoch).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) begins: i64,
    pub(crate) ends: i64,
}

impl Zone {
    /// A zone by its name (`Europe/Berlin`, `UTC`); this computer's when nothing is said.
    pub(crate) fn named(name: Option<&str>) -> Result<Self> {
        let Some(name) = name else {
            return Ok(Self::System);
        };
        name.parse().map(Self::Named).map_err(|_| {
            let message = "“time_zone” is a place of the IANA database, such as Europe/Berlin.";
            Error::field("time_zone", "invalid", message)
        })
    }

    /// The calendar's day of a moment.
    pub(crate) fn date(self, millis: i64) -> NaiveDate {
        let utc = DateTime::from_timestamp_millis(millis).unwrap_or_default();
        match self {
            Self::Named(zone) => utc.with_timezone(&zone).date_naive(),
            Self::System => utc.with_timezone(&Local).date_naive(),
        }
    }

    /// When a day begins.
    pub(crate) fn begin(self, date: NaiveDate) -> i64 {
        match self {
            Self::Named(zone) => begin(&zone, date),
            Self::System => begin(&Local, date),
        }
    }

    /// The days from that of one moment to that of another, at most so many.
    pub(crate) fn days(self, from: i64, to: i64, most: usize) -> Vec<Day> {
        let (mut date, last) = (self.date(from), self.date(to));
        let mut days = Vec::new();
        let mut begins = self.begin(date);
        while date <= last && days.len() < most {
            let Some(next) = date.checked_add_days(Days::new(1)) else {
                break;
            };
            let ends = self.begin(next);
            days.push(Day { begins, ends });
            (date, begins) = (next, ends);
        }
        days
    }
}

/// The first moment of a day; where clocks are put forward at midnight, that is later than midnight.
fn begin<Z: TimeZone>(zone: &Z, date: NaiveDate) -> i64 {
    let midnight = date.and_time(NaiveTime::MIN);
    (0..4)
        .find_map(|half_hours| {
            let wall = midnight + TimeDelta::minutes(30 * half_hours);
            zone.from_local_datetime(&wall).earliest()
        })
        .map_or_else(
            || midnight.and_utc().timestamp_millis(),
            |at| at.timestamp_millis(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text)
            .unwrap()
            .timestamp_millis()
    }

    #[test]
    fn days_begin_at_the_wearers_midnight_and_have_their_length() {
        let berlin = Zone::named(Some("Europe/Berlin")).unwrap();
        let days = berlin.days(at("2026-10-24T22:30:00Z"), at("2026-10-26T10:00:00Z"), 9);
        let spring = berlin.days(at("2026-03-29T10:00:00Z"), at("2026-03-29T11:00:00Z"), 9);
        let begins: Vec<_> = days.iter().map(|day| day.begins).collect();
        assert_eq!(
            begins,
            [at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z")]
        );
        let hours = |day: &Day| (day.ends - day.begins) / HOUR;
        assert_eq!(days.iter().map(hours).collect::<Vec<_>>(), [25, 24]);
        assert_eq!(spring.iter().map(hours).collect::<Vec<_>>(), [23]);
        assert_eq!(berlin.days(0, at("2036-01-01T00:00:00Z"), 3).len(), 3);
    }

    #[test]
    fn a_day_without_midnight_begins_with_its_first_moment() {
        // Clocks went from midnight to one in the morning.
        let santiago = Zone::named(Some("America/Santiago")).unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 9, 6).unwrap();
        assert_eq!(santiago.begin(date), at("2026-09-06T04:00:00Z"));
        assert_eq!(
            santiago.date(at("2026-09-06T03:59:59Z")),
            date.pred_opt().unwrap()
        );
        assert!(Zone::named(Some("Berlin, near the lake")).is_err());
    }
}

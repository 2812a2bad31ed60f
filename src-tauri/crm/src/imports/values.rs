//! Reading what people write into cells: dates in the ways of several countries, amounts, whole numbers, names.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

/// Which number of `03/04/2026` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// The first.
    DayFirst,
    /// The second.
    MonthFirst,
    /// Not decided: both are tried, the day first.
    Either,
}

/// Last day that a bare number can mean: 2099-12-31 as spreadsheets count.
const LAST_SERIAL: f64 = 73_050.0;
/// Two digits below this are years of this century.
const CENTURY: i32 = 70;

/// Reads a calendar day. A time behind it is left out.
pub(super) fn date(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let day = text.trim();
    let day = match day.find(['T', ' ']) {
        Some(at) if day[at..].contains(':') => match day[at..].find(':') {
            // `12 Mar 2024 10:22`: cut in front of the hour, not behind the day.
            Some(colon) => {
                let hour = day[..at + colon].rfind(['T', ' ', ',']).unwrap_or(at);
                day[..hour].trim_end_matches(',')
            }
            None => day,
        },
        _ => day,
    };
    if !(6..=30).contains(&day.len()) {
        return None;
    }
    if day.contains(|c: char| c.is_alphabetic()) {
        return spelled(day);
    }
    let separator = day.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '.' | '-' | '/') {
        return None;
    }
    let mut parts = day.split(separator);
    let (a, b, c) = (
        parts.next()?.trim(),
        parts.next()?.trim(),
        parts.next()?.trim(),
    );
    if parts.next().is_some() || a.len() > 4 || c.len() > 4 {
        return None;
    }
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let (first, second, year) = (a.parse().ok()?, b.parse().ok()?, year(c)?);
    let day_first = || NaiveDate::from_ymd_opt(year, second, first);
    let month_first = || NaiveDate::from_ymd_opt(year, first, second);
    match (separator, order) {
        ('.', _) | (_, DateOrder::DayFirst) => day_first(),
        (_, DateOrder::MonthFirst) => month_first(),
        (_, DateOrder::Either) => day_first().or_else(month_first),
    }
}

/// Reads a day as [`date`] does, or as the number under which a spreadsheet keeps it.
pub(super) fn date_or_serial(text: &str, order: DateOrder) -> Option<NaiveDate> {
    date(text, order).or_else(|| {
        let serial: f64 = text.trim().parse().ok()?;
        // Below 61 the count is off by one, because 1900 is taken for a leap year there.
        let counted = (61.0..=LAST_SERIAL).contains(&serial);
        let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        counted.then(|| start.checked_add_days(Days::new(serial as u64)))?
    })
}

/// A day and the time behind it, if there is one, in milliseconds since the epoch. Without a zone it is taken as UTC.
pub fn date_time(text: &str, order: DateOrder) -> Option<i64> {
    let day = date_or_serial(text, order)?;
    let time = text
        .split(['T', ' '])
        .find(|part| part.contains(':'))
        .and_then(|part| {
            let clock = part.trim_end_matches('Z');
            NaiveTime::parse_from_str(clock, "%H:%M:%S%.f")
                .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"))
                .ok()
        });
    let afternoon = text.trim_end().to_ascii_uppercase().ends_with("PM");
    let hours = match time {
        Some(time) if afternoon && time.hour() < 12 => TimeDelta::hours(12),
        _ => TimeDelta::zero(),
    };
    Some(
        (day.and_time(time.unwrap_or_default()) + hours)
            .and_utc()
            .timestamp_millis(),
    )
}

fn year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 if number < CENTURY => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// `12 Mar 2024`, `Mar 12, 2024`, `12. März 2024`, `12-Mar-24`.
fn spelled(text: &str) -> Option<NaiveDate> {
    let mut parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '/'))
        .filter(|part| !part.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    match (month(a), month(b)) {
        (None, Some(month)) => NaiveDate::from_ymd_opt(year(c)?, month, a.parse().ok()?),
        (Some(month), None) => NaiveDate::from_ymd_opt(year(c)?, month, b.parse().ok()?),
        _ => None,
    }
}

/// A month by the beginning of its English or German name.
fn month(name: &str) -> Option<u32> {
    if !name.chars().all(char::is_alphabetic) {
        return None;
    }
    let folded = mycrm_kernel::folded::fold(name);
    let start = folded.get(..3)?;
    let found = match start {
        "jan" => 1,
        "feb" => 2,
        "mar" | "mrz" => 3,
        "apr" => 4,
        "may" | "mai" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" => 9,
        "oct" | "okt" => 10,
        "nov" => 11,
        "dec" | "dez" => 12,
        _ => return None,
    };
    Some(found)
}

/// Which order the days of a column are written in, as far as its values tell: one with a number above 12 decides.
pub fn order_of<'a>(values: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let mut found = None;
    for value in values {
        let day = date(value, DateOrder::DayFirst);
        let month = date(value, DateOrder::MonthFirst);
        match (day, month) {
            (Some(_), None) => return Some(DateOrder::DayFirst),
            (None, Some(_)) => return Some(DateOrder::MonthFirst),
            (Some(a), Some(b)) if a.day() != b.day() => found = Some(DateOrder::Either),
            _ => {}
        }
    }
    found
}

/// An amount as a decimal string, and the currency written beside it. `comma`: what one lone separator before three
/// digits means is decided by where the file comes from.
pub(super) fn money(text: &str, comma: bool) -> Option<(String, Option<&'static str>)> {
    let currency = currency(text);
    let digits: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        .collect();
    let digits = digits.trim_end_matches([',', '.', '-']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 3 || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let last = digits.rfind(['.', ',']);
    let decimal = last.filter(|at| {
        let mark = &digits[*at..=*at];
        let other = if mark == "," { "." } else { "," };
        let once = digits.matches(mark).count() == 1;
        let three = digits.len() - at - 1 == 3;
        once && (digits.contains(other) || !three || (mark == ",") == comma)
    });
    let whole = |part: &str| part.replace([',', '.'], "");
    let text = match decimal {
        Some(at) => format!("{}.{}", whole(&digits[..at]), &digits[at + 1..]),
        None => whole(digits),
    };
    Some((text, currency))
}

fn currency(text: &str) -> Option<&'static str> {
    [
        ("€", "EUR"),
        ("EUR", "EUR"),
        ("US$", "USD"),
        ("$", "USD"),
        ("USD", "USD"),
        ("£", "GBP"),
        ("GBP", "GBP"),
        ("CHF", "CHF"),
        ("¥", "JPY"),
        ("JPY", "JPY"),
        ("Ft", "HUF"),
        ("HUF", "HUF"),
        ("zł", "PLN"),
        ("PLN", "PLN"),
        ("Kč", "CZK"),
        ("CZK", "CZK"),
        ("SEK", "SEK"),
        ("NOK", "NOK"),
        ("DKK", "DKK"),
    ]
    .into_iter()
    .find(|(mark, _)| text.contains(mark))
    .map(|(_, code)| code)
}

/// A whole number; separators of thousands and a `.0` at the end are let pass.
pub(super) fn integer(text: &str) -> Option<i64> {
    let plain = text.trim();
    let plain = plain
        .strip_suffix(".0")
        .or_else(|| plain.strip_suffix(".00"))
        .unwrap_or(plain);
    let mut groups = plain.split(['.', ',', ' ', '\'', '\u{a0}']);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 4 {
            return None;
        }
        digits.push_str(group);
    }
    digits.parse().ok()
}

/// Parts of a family name that stand before it.
const PARTICLES: [&str; 16] = [
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ter",
    "zu", "bin",
];

/// First and last name out of a full one: `Kovács, Eszter`, `Anna von der Heide`, `Cher`.
pub(super) fn split_name(full: &str) -> (&str, &str) {
    let full = full.trim();
    if let Some((last, first)) = full.split_once(',') {
        return (first.trim(), last.trim());
    }
    let Some(mut at) = full.rfind(' ') else {
        return ("", full);
    };
    while let Some(before) = full[..at].rfind(' ') {
        let word = &full[before + 1..at];
        if !PARTICLES.contains(&word.to_lowercase().as_str()) {
            break;
        }
        at = before;
    }
    (full[..at].trim_end(), full[at..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_day_in_every_way_of_writing_it() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 31);
        for text in [
            "2026-12-31",
            "2026/12/31",
            "31.12.2026",
            "31.12.26",
            "31/12/2026",
            "12/31/2026",
            "31 Dec 2026",
            "Dec 31, 2026",
            "31. Dezember 2026",
            "2026-12-31T10:00:00Z",
            "12/31/2026 10:00 AM",
            "31 Dec 2026, 10:22",
        ] {
            assert_eq!(date_or_serial(text, DateOrder::Either), day, "{text}");
        }
        assert_eq!(date_or_serial("46387", DateOrder::Either), day);
        assert_eq!(date_or_serial("46387.0", DateOrder::Either), day);
        for text in [
            "",
            "31.13.2026",
            "2026-02-30",
            "hello",
            "1",
            "1.5",
            "--03-15",
            "12 Foo 2024",
        ] {
            assert_eq!(date_or_serial(text, DateOrder::Either), None, "{text}");
        }
    }

    #[test]
    fn a_time_behind_the_day() {
        for (text, millis) in [
            ("1970-01-02 10:22", 123_720_000),
            ("1970-01-02T10:22:00", 123_720_000),
            ("1/2/1970 10:22 PM", 166_920_000),
            ("02.01.1970", 86_400_000),
        ] {
            assert_eq!(
                date_time(text, DateOrder::MonthFirst),
                Some(millis),
                "{text}"
            );
        }
    }

    #[test]
    fn one_number_above_twelve_decides_for_its_column() {
        let order = |values: &[&str]| order_of(values.iter().copied());
        assert_eq!(
            order(&["01/02/2026", "31/12/2026"]),
            Some(DateOrder::DayFirst)
        );
        assert_eq!(
            order(&["01/02/2026", "12/31/2026"]),
            Some(DateOrder::MonthFirst)
        );
        assert_eq!(order(&["01/02/2026"]), Some(DateOrder::Either));
        assert_eq!(order(&["2026-01-02"]), None);
        assert_eq!(date("31/12/2026", DateOrder::MonthFirst), None);
    }

    #[test]
    fn amounts() {
        let amount = |text: &str| money(text, false).map(|(text, _)| text);
        for (text, is) in [
            ("48400", "48400"),
            ("48,400.50", "48400.50"),
            ("48.400,50 €", "48400.50"),
            ("1.234.567", "1234567"),
            ("$1,234", "1234"),
            ("100.0", "100.0"),
            ("12,5", "12.5"),
            ("-3.20", "-3.20"),
        ] {
            assert_eq!(amount(text).as_deref(), Some(is), "{text}");
        }
        assert_eq!(
            money("1,234", true).map(|(text, _)| text).as_deref(),
            Some("1.234")
        );
        assert_eq!(money("5 EUR", true), Some(("5".into(), Some("EUR"))));
        assert_eq!(amount("twelve"), None);
    }

    #[test]
    fn numbers_and_names() {
        assert_eq!(integer("1,200"), Some(1200));
        assert_eq!(integer("250.0"), Some(250));
        assert_eq!(integer("11-50"), None);
        assert_eq!(split_name("Anna von der Heide"), ("Anna", "von der Heide"));
        assert_eq!(split_name("Kovács, Eszter"), ("Eszter", "Kovács"));
        assert_eq!(split_name("Cher"), ("", "Cher"));
        assert_eq!(split_name("Anna Maria Rossi"), ("Anna Maria", "Rossi"));
    }
}

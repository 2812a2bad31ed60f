//! Reading the times and numbers that people and machines write.

use mycrm_crm::imports::{DateOrder, date_time};
use mycrm_kernel::clock::parse_instant;

/// Seconds since the epoch lie between these: the years 2001 to 2286, where no other way of counting days reaches.
const SECONDS: std::ops::Range<f64> = 1e9..1e10;
/// The same moments in milliseconds.
const MILLIS: std::ops::Range<f64> = 1e12..1e13;

/// A moment: RFC 3339, seconds or milliseconds since the epoch, or a date as people write it (taken as UTC).
pub(super) fn moment(text: &str, order: DateOrder) -> Option<i64> {
    let text = text.trim();
    if let Some(at) = parse_instant(text) {
        return Some(at);
    }
    match text.parse::<f64>() {
        Ok(number) => counted(number).or_else(|| date_time(text, order)),
        Err(_) => date_time(text, order),
    }
}

/// A moment as a machine counts it.
pub(super) fn counted(number: f64) -> Option<i64> {
    if SECONDS.contains(&number) {
        Some((number * 1_000.0) as i64)
    } else if MILLIS.contains(&number) {
        Some(number as i64)
    } else {
        None
    }
}

/// A finite number; with `comma` the comma stands before the decimals and the point between thousands.
pub(super) fn number(text: &str, comma: bool) -> Option<f64> {
    let bare: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\''))
        .collect();
    let bare = bare.trim_end_matches('%');
    let plain = if comma {
        bare.replace('.', "").replace(',', ".")
    } else {
        bare.replace(',', "")
    };
    // Rust reads "inf" and "nan" as numbers; a cell that says so holds none.
    let digits = plain.bytes().any(|byte| byte.is_ascii_digit());
    plain
        .parse()
        .ok()
        .filter(|number: &f64| digits && number.is_finite())
}

/// Whether a column writes the comma before its decimals, as far as its values tell.
pub(super) fn uses_comma<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    for value in values {
        let (point, comma) = (value.rfind('.'), value.rfind(','));
        let decimals = comma.map(|at| {
            let behind = value[at + 1..].trim_end_matches(['%', ' ']);
            behind.len()
        });
        match (point, comma, decimals) {
            (Some(point), Some(comma), _) => return comma > point,
            (None, Some(_), Some(places)) if places != 3 => return true,
            (Some(at), None, _) if value.len() - at - 1 != 3 => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_however_they_are_written() {
        let expected = Some(1_767_225_600_000);
        for text in [
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00+01:00",
            "2026-01-01",
            "01.01.2026",
            "1767225600",
            "1767225600000",
            "46023",
        ] {
            assert_eq!(moment(text, DateOrder::Either), expected, "{text}");
        }
        for text in ["", "soon", "2026-13-01", "12", "1e40", "nan"] {
            assert_eq!(moment(text, DateOrder::Either), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_by_the_custom_of_their_column() {
        assert!(uses_comma(["1.234", "1.234,56"].into_iter()));
        assert!(uses_comma(["12,5"].into_iter()));
        assert!(!uses_comma(["1,234", "1,234.5"].into_iter()));
        assert!(!uses_comma(["1,234"].into_iter()));
        assert_eq!(number("1.234,5", true), Some(1234.5));
        assert_eq!(number("1,234.5", false), Some(1234.5));
        assert_eq!(number("1 234.5", false), Some(1234.5));
        assert_eq!(number("-2e-3", false), Some(-0.002));
        assert_eq!(number("12.5 %", false), Some(12.5));
        for text in ["inf", "NaN", "", "twelve", "1e999", "--1"] {
            assert_eq!(number(text, false), None, "{text}");
        }
    }
}

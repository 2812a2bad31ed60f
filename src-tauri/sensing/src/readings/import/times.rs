//! Times as the products write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Milliseconds since the epoch of a time with its offset (`2026-11-20 08:12:33 +0100`, RFC 3339) or without one, which
/// is then taken as UTC: `2026-11-20T08:12:33.000`, `11/20/26 08:12:33`, `2026-11-20`.
pub(super) fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp_millis());
    }
    for with_offset in [
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%d %H:%M:%S%.f %z",
        "%Y-%m-%dT%H:%M:%S%.f%z",
    ] {
        if let Ok(at) = DateTime::parse_from_str(text, with_offset) {
            return Some(at.timestamp_millis());
        }
    }
    for without in [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%m/%d/%y %H:%M:%S",
        "%m/%d/%Y %H:%M:%S",
    ] {
        if let Ok(at) = NaiveDateTime::parse_from_str(text, without) {
            return Some(at.and_utc().timestamp_millis());
        }
    }
    for day in ["%Y-%m-%d", "%m/%d/%y"] {
        if let Ok(at) = NaiveDate::parse_from_str(text, day) {
            return Some(at.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn the_times_of_every_product_are_read() {
        let at = Some(1_795_162_353_000);
        for text in [
            "2026-11-20 09:12:33 +0100",
            "2026-11-20T08:12:33Z",
            "2026-11-20T08:12:33.000",
            "11/20/26 08:12:33",
            " 2026-11-20 08:12:33 ",
        ] {
            assert_eq!(moment(text), at, "{text}");
        }
        assert_eq!(moment("2026-11-20"), Some(1_795_132_800_000));
        for text in ["", "yesterday", "2026-13-40", "20261120", &"9".repeat(100)] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}

//! Time: the injectable clock, and the hybrid logical clock that orders changes across devices.
//!
//! Stamps follow Kulkarni et al., "Logical Physical Clocks" (2014), with a wide counter so that a bulk
//! load inside one millisecond never borrows from the future.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::error::{Error, Result};

/// Where the time comes from. The only caller of the system's clock is [`SystemClock`].
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64;
}

/// The machine's clock.
pub struct SystemClock;

#[allow(
    clippy::disallowed_methods,
    reason = "this is the clock that everything else asks"
)]
impl Clock for SystemClock {
    fn now(&self) -> i64 {
        Utc::now().timestamp_millis()
    }
}

/// A clock that runs some times as fast as the machine's, from now on: for simulated days.
pub struct HurriedClock {
    begun: i64,
    since: Instant,
    pace: f64,
}

impl HurriedClock {
    /// A clock that shows the machine's time now and runs `pace` times as fast from here.
    pub fn new(pace: f64) -> Self {
        Self {
            begun: SystemClock.now(),
            since: Instant::now(),
            pace,
        }
    }
}

impl Clock for HurriedClock {
    fn now(&self) -> i64 {
        self.begun + (self.since.elapsed().as_secs_f64() * self.pace * 1000.0) as i64
    }
}

/// A clock that stands still until it is told to move: for tests.
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `millis`.
    pub fn new(millis: i64) -> Self {
        Self(AtomicI64::new(millis))
    }
    /// Moves the clock on (or back).
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// An instant as it goes over the wire: RFC 3339, UTC, milliseconds.
pub fn instant_text(millis: i64) -> String {
    DateTime::<Utc>::from_timestamp_millis(millis)
        .unwrap_or_default()
        .to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Writes [`instant_text`] as a JSON string. Pages of lists hold hundreds, so the digits are worked out here: days to
/// year, month and day as in Hinnant, "chrono-compatible low-level date algorithms".
pub(crate) fn write_instant(out: &mut Vec<u8>, millis: i64) {
    const FOUR_DIGIT_YEARS: std::ops::RangeInclusive<i64> =
        -62_135_596_800_000..=253_402_300_799_999;
    if !FOUR_DIGIT_YEARS.contains(&millis) {
        out.push(b'"');
        out.extend_from_slice(instant_text(millis).as_bytes());
        out.push(b'"');
        return;
    }
    let (days, rest) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let mut text = *b"\"0000-00-00T00:00:00.000Z\"";
    let mut put = |at: usize, width: usize, mut value: i64| {
        for place in (at..at + width).rev() {
            text[place] = b'0' + (value % 10) as u8;
            value /= 10;
        }
    };
    put(1, 4, year);
    put(6, 2, month);
    put(9, 2, day);
    put(12, 2, rest / 3_600_000);
    put(15, 2, rest / 60_000 % 60);
    put(18, 2, rest / 1_000 % 60);
    put(21, 3, rest % 1_000);
    out.extend_from_slice(&text);
}

/// Reads RFC 3339 with any offset into milliseconds since the epoch.
pub fn parse_instant(text: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|t| t.timestamp_millis())
}

/// A hybrid logical time: 6 bytes of milliseconds, 4 of counter, 6 of device, big-endian, so that comparing
/// bytes compares time, then counter, then device (the tie-break).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp([u8; 16]);

impl Stamp {
    /// Builds a stamp from its parts; `millis` keeps its low 48 bits.
    pub fn new(millis: i64, counter: u32, device: [u8; 6]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..10].copy_from_slice(&counter.to_be_bytes());
        bytes[10..].copy_from_slice(&device);
        Self(bytes)
    }
    /// The bytes, as stored.
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
    /// A stamp out of stored bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
    /// Milliseconds since the epoch.
    pub fn millis(&self) -> i64 {
        let mut wide = [0; 8];
        wide[2..].copy_from_slice(&self.0[..6]);
        i64::from_be_bytes(wide)
    }
    /// The counter inside the millisecond.
    pub fn counter(&self) -> u32 {
        u32::from_be_bytes([self.0[6], self.0[7], self.0[8], self.0[9]])
    }
    /// The device that made the stamp.
    pub fn device(&self) -> [u8; 6] {
        let mut device = [0; 6];
        device.copy_from_slice(&self.0[10..]);
        device
    }
    /// 32 hexadecimal digits: the revision on the wire.
    pub fn hex(&self) -> String {
        uuid::Uuid::from_bytes(self.0).simple().to_string()
    }
    /// Writes [`Stamp::hex`] into a text.
    pub(crate) fn write_hex(&self, out: &mut Vec<u8>) {
        let mut buffer = uuid::Uuid::encode_buffer();
        let text = uuid::Uuid::from_bytes(self.0)
            .simple()
            .encode_lower(&mut buffer);
        out.extend_from_slice(text.as_bytes());
    }
    /// Reads what [`Stamp::hex`] wrote.
    pub fn parse(text: &str) -> Result<Self> {
        uuid::Uuid::parse_str(text.trim_matches('"'))
            .map(|id| Self(*id.as_bytes()))
            .map_err(|_| Error::BadRequest(format!("“{text}” is not a revision.")))
    }
}

impl std::fmt::Debug for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

/// The hybrid logical clock of this device: never repeats a stamp and never runs behind one it has seen.
pub struct HybridClock {
    device: [u8; 6],
    last: Mutex<(i64, u32)>,
}

impl HybridClock {
    /// A clock for `device` that goes on after `last`.
    pub fn new(device: [u8; 6], last: Stamp) -> Self {
        Self {
            device,
            last: Mutex::new((last.millis(), last.counter())),
        }
    }

    /// The next stamp, at or after physical time `now`.
    pub fn tick(&self, now: i64) -> Stamp {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = match (now > last.0, last.1.checked_add(1)) {
            (true, _) => (now, 0),
            (false, Some(counter)) => (last.0, counter),
            (false, None) => (last.0 + 1, 0),
        };
        Stamp::new(last.0, last.1, self.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stamps_rise_even_when_the_clock_goes_back() {
        let clock = HybridClock::new([1; 6], Stamp::default());
        let stamps: Vec<_> = [10, 10, 9, 3, 12, 12]
            .into_iter()
            .map(|now| clock.tick(now))
            .collect();
        assert!(
            stamps.windows(2).all(|pair| pair[0] < pair[1]),
            "{stamps:?}"
        );
        assert_eq!(stamps[4].millis(), 12);
    }

    proptest::proptest! {
        #[test]
        fn written_instants_are_the_calendars(millis in -70_000_000_000_000_i64..300_000_000_000_000) {
            let mut out = Vec::new();
            write_instant(&mut out, millis);
            proptest::prop_assert_eq!(String::from_utf8(out).unwrap(), format!("\"{}\"", instant_text(millis)));
        }
    }

    #[test]
    fn a_stamp_survives_its_text() {
        let stamp = Stamp::new(1_700_000_000_123, 70_000, [9, 8, 7, 6, 5, 4]);
        assert_eq!(Stamp::parse(&stamp.hex()).ok(), Some(stamp));
        assert_eq!(
            (stamp.millis(), stamp.counter()),
            (1_700_000_000_123, 70_000)
        );
    }

    #[test]
    fn a_full_counter_borrows_the_next_millisecond() {
        let clock = HybridClock::new([1; 6], Stamp::new(10, u32::MAX, [1; 6]));
        let next = clock.tick(10);
        assert_eq!((next.millis(), next.counter()), (11, 0));
        assert!(
            clock.tick(10) > next,
            "and stays there until the time has caught up"
        );
    }

    #[test]
    fn a_hurried_clock_begins_now_and_gains() {
        let before = SystemClock.now();
        let clock = HurriedClock::new(100.0);
        let first = clock.now();
        assert!(first >= before);
        while SystemClock.now() - before < 30 {
            std::thread::yield_now();
        }
        // However long the machine was busy in between, the clock has gained on it.
        assert!(clock.now() - first > SystemClock.now() - before);
    }

    proptest! {
        #[test]
        fn stamps_rise_over_restarts_whatever_the_clock_does(nows in prop::collection::vec((0..50_i64, any::<bool>()), 1..60)) {
            let mut clock = HybridClock::new([1; 6], Stamp::default());
            let mut last = Stamp::default();
            for (now, restarts) in nows {
                if restarts {
                    clock = HybridClock::new([1; 6], last);
                }
                let stamp = clock.tick(now);
                prop_assert!(stamp > last && stamp.millis() >= now);
                last = stamp;
            }
        }

        #[test]
        fn bytes_order_as_time_then_counter_then_device(
            a in (0..1_i64 << 48, any::<u32>(), any::<[u8; 6]>()), b in (0..1_i64 << 48, any::<u32>(), any::<[u8; 6]>())
        ) {
            let (x, y) = (Stamp::new(a.0, a.1, a.2), Stamp::new(b.0, b.1, b.2));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!((x.millis(), x.counter(), x.device()), a);
        }
    }
}

//! Heart Rate Measurement, Body Sensor Location and Battery Level, as the Bluetooth SIG assigns them (Heart Rate
//! Service 1.0, GATT Specification Supplement 3.113).

use crate::error::{Error, Result, exactly};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// RR intervals come in this fraction of a second.
pub const RR_RATE: f64 = 1024.0;

/// One Heart Rate Measurement (0x2A37).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeartRate {
    /// Beats a minute as the device averages them; 0 from some devices that have lost the skin.
    pub rate: u16,
    /// Whether the sensor touches skin; `None` from a device that cannot tell.
    pub contact: Option<bool>,
    /// Energy expended since it was last reset, kJ; 65,535 means "or more".
    pub energy: Option<u16>,
    /// Intervals between beats in 1/1024 s, oldest first.
    pub rr: Vec<u16>,
}

const RATE_16_BIT: u8 = 1;
const CONTACT: u8 = 1 << 1;
const CONTACT_SUPPORTED: u8 = 1 << 2;
const ENERGY: u8 = 1 << 3;
const RR: u8 = 1 << 4;

impl HeartRate {
    /// Reads a notification. Bytes behind the last field are ignored unless they should be RR intervals, because
    /// later versions of the service may append fields.
    ///
    /// # Errors
    /// [`Error::Length`] if a field that the flags announce is not there or is cut in half.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let flags = *bytes.first().ok_or(Error::Length {
            what: "heart rate measurement",
            expected: 2,
            found: 0,
        })?;
        let field = |at: usize, what: &'static str| match bytes.get(at..at + 2) {
            Some([low, high]) => Ok(u16::from_le_bytes([*low, *high])),
            _ => Err(Error::Length {
                what,
                expected: at + 2,
                found: bytes.len(),
            }),
        };
        let (rate, mut at) = if flags & RATE_16_BIT != 0 {
            (field(1, "heart rate measurement: rate of 16 bits")?, 3)
        } else {
            let rate = bytes.get(1).ok_or(Error::Length {
                what: "heart rate measurement: rate of 8 bits",
                expected: 2,
                found: bytes.len(),
            })?;
            (u16::from(*rate), 2)
        };
        let mut read = Self {
            rate,
            contact: (flags & CONTACT_SUPPORTED != 0).then_some(flags & CONTACT != 0),
            ..Self::default()
        };
        if flags & ENERGY != 0 {
            read.energy = Some(field(at, "heart rate measurement: energy")?);
            at += 2;
        }
        if flags & RR != 0 {
            while at < bytes.len() {
                read.rr
                    .push(field(at, "heart rate measurement: RR interval")?);
                at += 2;
            }
        }
        Ok(read)
    }

    /// The RR intervals in milliseconds.
    pub fn rr_ms(&self) -> impl Iterator<Item = f64> + '_ {
        self.rr.iter().map(|rr| f64::from(*rr) * 1000.0 / RR_RATE)
    }

    /// The notification a strap would send: 8 bits of rate where they suffice.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut flags = match self.contact {
            None => 0,
            Some(false) => CONTACT_SUPPORTED,
            Some(true) => CONTACT_SUPPORTED | CONTACT,
        };
        let mut body = Vec::new();
        match u8::try_from(self.rate) {
            Ok(rate) => body.push(rate),
            Err(_) => {
                flags |= RATE_16_BIT;
                body.extend(self.rate.to_le_bytes());
            }
        }
        if let Some(energy) = self.energy {
            flags |= ENERGY;
            body.extend(energy.to_le_bytes());
        }
        if !self.rr.is_empty() {
            flags |= RR;
            body.extend(self.rr.iter().flat_map(|rr| rr.to_le_bytes()));
        }
        body.insert(0, flags);
        body
    }
}

/// Where a heart-rate sensor is worn (0x2A38).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BodyLocation {
    /// Somewhere else.
    Other,
    /// Chest.
    Chest,
    /// Wrist.
    Wrist,
    /// Finger.
    Finger,
    /// Hand.
    Hand,
    /// Ear lobe.
    EarLobe,
    /// Foot.
    Foot,
}

impl BodyLocation {
    /// Reads the characteristic's one byte.
    ///
    /// # Errors
    /// [`Error::Length`] unless it is one byte, [`Error::Value`] for a reserved number.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        exactly("body sensor location", bytes, 1)?;
        Ok(match bytes[0] {
            0 => Self::Other,
            1 => Self::Chest,
            2 => Self::Wrist,
            3 => Self::Finger,
            4 => Self::Hand,
            5 => Self::EarLobe,
            6 => Self::Foot,
            n => {
                return Err(Error::Value {
                    what: "body sensor location",
                    value: n.to_string(),
                    allowed: "0 to 6",
                });
            }
        })
    }

    /// The characteristic's one byte.
    pub fn to_bytes(self) -> Vec<u8> {
        vec![self as u8]
    }
}

/// Reads a Battery Level (0x2A19): percent.
///
/// # Errors
/// [`Error::Length`] unless it is one byte, [`Error::Value`] beyond 100.
pub fn battery_level(bytes: &[u8]) -> Result<u8> {
    exactly("battery level", bytes, 1)?;
    if bytes[0] > 100 {
        return Err(Error::Value {
            what: "battery level",
            value: bytes[0].to_string(),
            allowed: "0 to 100 %",
        });
    }
    Ok(bytes[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Bytes for a set of flags with each announced field filled by a recognisable value.
    fn of_flags(flags: u8) -> Vec<u8> {
        let mut bytes = vec![flags];
        bytes.extend(if flags & 1 != 0 {
            vec![0x2c, 0x01]
        } else {
            vec![72]
        });
        if flags & 8 != 0 {
            bytes.extend([0x39, 0x05]);
        }
        if flags & 16 != 0 {
            bytes.extend([0x00, 0x04, 0x40, 0x03]);
        }
        bytes
    }

    #[test]
    fn every_combination_of_flags() {
        for flags in 0..=255_u8 {
            let read = HeartRate::from_bytes(&of_flags(flags)).unwrap();
            assert_eq!(
                read.rate,
                if flags & 1 != 0 { 300 } else { 72 },
                "flags {flags:08b}"
            );
            let contact = match (flags >> 1) & 3 {
                0 | 1 => None,
                2 => Some(false),
                _ => Some(true),
            };
            assert_eq!(read.contact, contact, "flags {flags:08b}");
            assert_eq!(
                read.energy,
                (flags & 8 != 0).then_some(1337),
                "flags {flags:08b}"
            );
            let rr: &[u16] = if flags & 16 != 0 { &[1024, 832] } else { &[] };
            assert_eq!(read.rr, rr, "flags {flags:08b}");
        }
    }

    #[test]
    fn every_truncation_is_an_error_or_fewer_intervals() {
        for flags in 0..32_u8 {
            let whole = of_flags(flags);
            for cut in 0..whole.len() {
                let read = HeartRate::from_bytes(&whole[..cut]);
                let intervals = whole.len().saturating_sub(cut);
                // Only cuts between RR intervals leave a shorter valid packet.
                let valid = flags & 16 != 0 && (intervals == 2 || intervals == 4);
                assert_eq!(read.is_ok(), valid, "flags {flags:08b} cut at {cut}");
            }
        }
    }

    #[test]
    fn rr_in_milliseconds() {
        let read = HeartRate::from_bytes(&[0x10, 60, 0x00, 0x04, 0x00, 0x02]).unwrap();
        assert_eq!(read.rr_ms().collect::<Vec<_>>(), [1000.0, 500.0]);
    }

    #[test]
    fn location_and_battery() {
        assert_eq!(BodyLocation::from_bytes(&[5]), Ok(BodyLocation::EarLobe));
        assert!(BodyLocation::from_bytes(&[7]).is_err() && BodyLocation::from_bytes(&[]).is_err());
        assert_eq!(battery_level(&[99]), Ok(99));
        assert!(battery_level(&[101]).is_err() && battery_level(&[1, 2]).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = HeartRate::from_bytes(&bytes);
            let _ = BodyLocation::from_bytes(&bytes);
            let _ = battery_level(&bytes);
        }

        #[test]
        fn what_is_written_is_read(rate in any::<u16>(), contact in any::<Option<bool>>(), energy in any::<Option<u16>>(),
                                   rr in prop::collection::vec(any::<u16>(), 0..9)) {
            let heart = HeartRate { rate, contact, energy, rr };
            prop_assert_eq!(HeartRate::from_bytes(&heart.to_bytes()).unwrap(), heart);
        }
    }
}

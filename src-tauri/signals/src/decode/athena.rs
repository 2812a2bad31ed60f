//! The multiplexed packets of the Muse S Athena (characteristics 273e0013 and 273e0014).
//!
//! The maker publishes nothing. What several open projects agree on, and this module reads:
//!
//! - A notification holds packets one after another: length in bytes (itself included), a counter, seven bytes that
//!   carry the device's clock, then parts.
//! - The clock's first four bytes are little-endian ticks of 256 kHz; they wrap after 4.66 hours, often repeat, and
//!   sometimes run backwards, so the place of a sample comes from the counters and not from here.
//! - A part is a tag, a counter of its own (8 bits, per tag), three bytes of unknown meaning, and data whose length
//!   follows from the tag.
//! - EEG is 14 bits a sample, light 20 bits, both packed from the least significant bit; motion is 16-bit little-endian.
//!
//! Two notifications of a real headband that were published are read to the last byte (a test holds that).
//!
//! Not known, and so not pretended: the three bytes in each part's head; tag 0x53 (24 bytes, said to be the reference
//! electrodes); where the zero of the EEG lies exactly (the middle of the converter's range is taken, the high-pass
//! filter removes the difference); the length of tag 0x88, the battery of newer firmware (its first two bytes are read,
//! the rest of that packet is left unread); the unit of the light channels; the names of EEG channels five to eight.

use super::bits::{le16, pack_lsb, unpack_lsb};
use super::muse::{ACCELEROMETER_G, GYROSCOPE_DPS};
use crate::error::{Error, Result};

/// Microvolts of one step of the EEG converter: 1450 µV over 14 bits.
pub const EEG_MICROVOLTS: f64 = 1450.0 / 16383.0;
/// The converter's reading taken as 0 µV.
pub const EEG_ZERO: f64 = 8192.0;
/// One step of the light converter in the unit that the maker's software shows.
pub const OPTICS_UNIT: f64 = 1.0 / 32768.0;
/// Ticks of the device's clock in a second.
pub const CLOCK_RATE: f64 = 256_000.0;
/// Bytes before the first part of a packet.
const HEAD: usize = 9;
/// Bytes before the data of a part.
const PART_HEAD: usize = 5;

/// One packet of a notification.
#[derive(Debug, Clone, PartialEq)]
pub struct AthenaPacket {
    /// Counts packets, wraps at 256.
    pub counter: u8,
    /// Device clock in ticks of 256 kHz.
    pub ticks: u32,
    /// What was in it, in order.
    pub parts: Vec<AthenaPart>,
    /// Bytes at the end that could not be read, behind an unknown tag.
    pub unread: usize,
}

/// One part of a packet.
#[derive(Debug, Clone, PartialEq)]
pub struct AthenaPart {
    /// Counts parts of this tag, wraps at 256.
    pub index: u8,
    /// What is in it.
    pub content: AthenaContent,
}

/// The sensors an Athena multiplexes. Samples lie sample by sample, all channels of one before the next.
#[derive(Debug, Clone, PartialEq)]
pub enum AthenaContent {
    /// µV at 256 Hz: TP9, AF7, AF8, TP10, and with eight channels four more without agreed names.
    Eeg {
        /// 4 or 8.
        channels: usize,
        /// 4 samples of 4 channels, or 2 of 8.
        samples: Vec<f32>,
    },
    /// Reflected light at 64 Hz, in the unit the maker's software shows.
    Optics {
        /// 4, 8 or 16.
        channels: usize,
        /// 3 samples of 4 channels, 2 of 8, or 1 of 16.
        samples: Vec<f32>,
    },
    /// Three samples at 52 Hz.
    Motion {
        /// x, y, z in multiples of gravity.
        acceleration: [[f32; 3]; 3],
        /// x, y, z in degrees a second.
        turning: [[f32; 3]; 3],
    },
    /// State of charge in percent.
    Battery(f32),
    /// A part whose length is known and whose meaning is not.
    Unnamed(u8),
}

/// Length of a part's data by its tag; `None` for unknown tags and for 0x88, whose length is not known.
const fn data_bytes(tag: u8) -> Option<usize> {
    match tag {
        0x11 | 0x12 => Some(28),
        0x34 => Some(30),
        0x35 | 0x36 => Some(40),
        0x47 => Some(36),
        0x53 => Some(24),
        0x98 => Some(20),
        _ => None,
    }
}

/// Light channels and samples of each of tags 0x34, 0x35 and 0x36.
const fn optics_shape(tag: u8) -> (usize, usize) {
    match tag {
        0x34 => (4, 3),
        0x35 => (8, 2),
        _ => (16, 1),
    }
}

impl AthenaPacket {
    /// Reads the packets of one notification.
    ///
    /// # Errors
    /// [`Error::Length`] if a packet claims more bytes than are left, or fewer than its head has. Packets before it
    /// are lost with it: a notification that lies about its lengths is not to be trusted in parts.
    pub fn all_from_bytes(bytes: &[u8]) -> Result<Vec<Self>> {
        let mut out = Vec::new();
        let mut rest = bytes;
        while let Some(&declared) = rest.first() {
            let declared = usize::from(declared);
            let (Some(packet), true) = (rest.get(..declared), declared >= HEAD) else {
                return Err(Error::Length {
                    what: "multiplexed packet",
                    expected: declared.max(HEAD),
                    found: rest.len(),
                });
            };
            out.push(Self::from_slice(packet));
            rest = &rest[declared..];
        }
        Ok(out)
    }

    fn from_slice(packet: &[u8]) -> Self {
        let mut out = Self {
            counter: packet[1],
            ticks: u32::from(le16(packet, 2)) | (u32::from(le16(packet, 4)) << 16),
            parts: Vec::new(),
            unread: 0,
        };
        let mut rest = &packet[HEAD..];
        while rest.len() >= PART_HEAD {
            let (tag, index) = (rest[0], rest[1]);
            if tag == 0x88 && rest.len() >= PART_HEAD + 2 {
                // The last part that can be read: nobody knows how long it is.
                out.push_battery(index, &rest[PART_HEAD..]);
                rest = &rest[PART_HEAD + 2..];
                break;
            }
            let Some(data) = data_bytes(tag).and_then(|n| rest.get(PART_HEAD..PART_HEAD + n))
            else {
                break;
            };
            match content(tag, data) {
                Some(content) => out.parts.push(AthenaPart { index, content }),
                None => out.push_battery(index, data),
            }
            rest = &rest[PART_HEAD + data.len()..];
        }
        out.unread = rest.len();
        out
    }

    /// A charge beyond 100 % is what other bytes look like when read as a battery, and is left out.
    fn push_battery(&mut self, index: u8, data: &[u8]) {
        let percent = f32::from(le16(data, 0)) / 256.0;
        if percent <= 100.0 {
            self.parts.push(AthenaPart {
                index,
                content: AthenaContent::Battery(percent),
            });
        }
    }

    /// The packet as an Athena would send it. Parts that would make it longer than its length byte can say are
    /// left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![0, self.counter];
        out.extend(self.ticks.to_le_bytes());
        out.extend([0; 3]);
        for part in &self.parts {
            let (tag, data) = part.content.to_data();
            if out.len() + PART_HEAD + data.len() > 255 {
                break;
            }
            out.extend([tag, part.index, 0, 0, 0]);
            out.extend(data);
        }
        out[0] = out.len() as u8;
        out
    }
}

/// What a part of a known length says; `None` for a battery, which is checked before it is believed.
fn content(tag: u8, data: &[u8]) -> Option<AthenaContent> {
    Some(match tag {
        0x11 | 0x12 => AthenaContent::Eeg {
            channels: if tag == 0x11 { 4 } else { 8 },
            samples: unpack_lsb(data, 14, 16)
                .into_iter()
                .map(|x| ((f64::from(x) - EEG_ZERO) * EEG_MICROVOLTS) as f32)
                .collect(),
        },
        0x34..=0x36 => {
            let (channels, samples) = optics_shape(tag);
            AthenaContent::Optics {
                channels,
                samples: unpack_lsb(data, 20, channels * samples)
                    .into_iter()
                    .map(|x| (f64::from(x) * OPTICS_UNIT) as f32)
                    .collect(),
            }
        }
        0x47 => {
            let axis = |sample: usize, axis: usize, scale: f64| {
                (f64::from(le16(data, 12 * sample + 2 * axis).cast_signed()) * scale) as f32
            };
            AthenaContent::Motion {
                acceleration: [0, 1, 2].map(|s| [0, 1, 2].map(|a| axis(s, a, ACCELEROMETER_G))),
                // Turning comes with the opposite sign of the older headbands.
                turning: [0, 1, 2].map(|s| [3, 4, 5].map(|a| axis(s, a, -GYROSCOPE_DPS))),
            }
        }
        0x98 => return None,
        _ => AthenaContent::Unnamed(tag),
    })
}

impl AthenaContent {
    fn to_data(&self) -> (u8, Vec<u8>) {
        let mut data = Vec::with_capacity(40);
        let tag = match self {
            Self::Eeg { channels, samples } => {
                let step = |v: &f32| {
                    (f64::from(*v) / EEG_MICROVOLTS + EEG_ZERO)
                        .round()
                        .clamp(0.0, 16383.0) as u32
                };
                pack_lsb(&samples.iter().map(step).collect::<Vec<_>>(), 14, &mut data);
                if *channels == 4 { 0x11 } else { 0x12 }
            }
            Self::Optics { channels, samples } => {
                let step = |v: &f32| {
                    (f64::from(*v) / OPTICS_UNIT)
                        .round()
                        .clamp(0.0, 1_048_575.0) as u32
                };
                pack_lsb(&samples.iter().map(step).collect::<Vec<_>>(), 20, &mut data);
                match channels {
                    4 => 0x34,
                    8 => 0x35,
                    _ => 0x36,
                }
            }
            Self::Motion {
                acceleration,
                turning,
            } => {
                for (a, t) in acceleration.iter().zip(turning) {
                    let a = a.map(|v| (f64::from(v) / ACCELEROMETER_G).round() as i16);
                    let t = t.map(|v| (f64::from(v) / -GYROSCOPE_DPS).round() as i16);
                    data.extend(a.iter().chain(&t).flat_map(|v| v.to_le_bytes()));
                }
                0x47
            }
            Self::Battery(percent) => {
                data.extend(((percent * 256.0).round() as u16).to_le_bytes());
                0x98
            }
            Self::Unnamed(tag) => *tag,
        };
        data.resize(data_bytes(tag).unwrap_or(0), 0);
        (tag, data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packet(parts: Vec<AthenaContent>) -> AthenaPacket {
        let parts = parts
            .into_iter()
            .zip(250_u8..)
            .map(|(content, index)| AthenaPart { index, content })
            .collect();
        AthenaPacket {
            counter: 7,
            ticks: 0x0102_0304,
            parts,
            unread: 0,
        }
    }

    fn eeg(channels: usize) -> AthenaContent {
        let samples = (0..16)
            .map(|i| ((f64::from(i * 800 + 500) - EEG_ZERO) * EEG_MICROVOLTS) as f32)
            .collect();
        AthenaContent::Eeg { channels, samples }
    }

    #[test]
    fn what_is_written_is_read() {
        let optics = |channels: usize, n: u32| AthenaContent::Optics {
            channels,
            samples: (0..n)
                .map(|i| (f64::from(i * 4097) * OPTICS_UNIT) as f32)
                .collect(),
        };
        let motion = AthenaContent::Motion {
            acceleration: [[1.0, -0.5, 0.25], [0.0, 0.0, 1.0], [1.5, 0.1, -1.0]],
            turning: [[10.0, -20.0, 0.5], [0.0; 3], [100.0, 1.0, -1.0]],
        };
        let first = packet(vec![
            eeg(4),
            optics(4, 12),
            AthenaContent::Unnamed(0x53),
            AthenaContent::Battery(58.25),
        ]);
        let second = packet(vec![eeg(8), optics(8, 16), optics(16, 16), motion]);
        let mut bytes = first.to_bytes();
        bytes.extend(second.to_bytes());
        let read = AthenaPacket::all_from_bytes(&bytes).unwrap();
        assert_eq!(read[0], first);
        assert_eq!(read[1].parts[..3], second.parts[..3]);
        let AthenaContent::Motion {
            acceleration,
            turning,
        } = &read[1].parts[3].content
        else {
            panic!()
        };
        assert!((acceleration[2][0] - 1.5).abs() < 1e-4 && (turning[0][1] + 20.0).abs() < 0.01);
    }

    #[test]
    fn the_battery_of_newer_firmware_ends_what_can_be_read() {
        let mut bytes = packet(vec![eeg(4)]).to_bytes();
        bytes.extend([0x88, 3, 0, 0, 0, 0x40, 0x3a, 9, 9, 9]);
        bytes[0] = bytes.len() as u8;
        let read = AthenaPacket::all_from_bytes(&bytes).unwrap();
        assert_eq!(read[0].parts[1].content, AthenaContent::Battery(58.25));
        assert_eq!(read[0].unread, 3);
    }

    #[test]
    fn a_lying_length_is_refused_and_an_unknown_tag_left_unread() {
        assert!(AthenaPacket::all_from_bytes(&[40, 1, 2, 3]).is_err());
        assert!(AthenaPacket::all_from_bytes(&[0; 30]).is_err());
        let mut bytes = packet(vec![eeg(4)]).to_bytes();
        bytes.extend([0x77; 12]);
        bytes[0] = bytes.len() as u8;
        let read = AthenaPacket::all_from_bytes(&bytes).unwrap();
        assert_eq!((read[0].parts.len(), read[0].unread), (1, 12));
        assert_eq!(AthenaPacket::all_from_bytes(&[]), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(packets) = AthenaPacket::all_from_bytes(&bytes) {
                for packet in packets {
                    for part in packet.parts {
                        if let AthenaContent::Eeg { samples, .. } = part.content {
                            prop_assert!(samples.iter().all(|v| v.abs() < 726.0));
                        }
                    }
                }
            }
        }
    }
}

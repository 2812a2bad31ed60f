//! Packets of Muse (2016), Muse 2 and Muse S, one characteristic for each sensor, 20 bytes each.
//!
//! The maker publishes no description; the formats are those that several open projects found independently and
//! have used for years. Every packet begins with a 16-bit big-endian sequence number that counts per characteristic
//! and wraps.

use super::bits::{be16, pack_msb, unpack_msb};
use crate::error::{Error, Result, exactly};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// EEG samples in a second.
pub const EEG_RATE: f64 = 256.0;
/// EEG samples in a packet.
pub const EEG_SAMPLES: usize = 12;
/// Microvolts of one step of the 12-bit converter.
pub const EEG_MICROVOLTS: f64 = 0.488_281_25;
/// The converter's reading at 0 µV.
pub const EEG_ZERO: u32 = 2048;
/// Light samples in a second.
pub const PPG_RATE: f64 = 64.0;
/// Light samples in a packet.
pub const PPG_SAMPLES: usize = 6;
/// Acceleration and turning samples in a second.
pub const MOTION_RATE: f64 = 52.0;
/// Acceleration or turning samples in a packet.
pub const MOTION_SAMPLES: usize = 3;
/// Multiples of gravity of one step of the accelerometer.
pub const ACCELEROMETER_G: f64 = 0.000_061_035_2;
/// Degrees a second of one step of the gyroscope.
pub const GYROSCOPE_DPS: f64 = 0.007_476_8;
/// Bytes of every packet but the control characteristic's.
pub const PACKET_BYTES: usize = 20;

/// An electrode of the headband by its place in the extended 10-20 system.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Electrode {
    /// Behind the left ear.
    Tp9,
    /// Left forehead.
    Af7,
    /// Right forehead.
    Af8,
    /// Behind the right ear.
    Tp10,
    /// An additional electrode at the USB socket.
    Aux,
}

impl Electrode {
    /// All of them, in the order of their characteristics.
    pub const ALL: [Self; 5] = [Self::Tp9, Self::Af7, Self::Af8, Self::Tp10, Self::Aux];

    /// Position in [`Electrode::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name as printed in the 10-20 system.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tp9 => "TP9",
            Self::Af7 => "AF7",
            Self::Af8 => "AF8",
            Self::Tp10 => "TP10",
            Self::Aux => "AUX",
        }
    }
}

/// Twelve samples of one electrode.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EegPacket {
    /// Counts packets of this electrode, wraps at 65,536.
    pub sequence: u16,
    /// Microvolts, -1000 to 999.51, at 256 Hz.
    pub samples: [f32; EEG_SAMPLES],
}

impl EegPacket {
    /// Reads a notification of 20 bytes.
    ///
    /// # Errors
    /// [`Error::Length`] unless there are 20 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        exactly("EEG packet", bytes, PACKET_BYTES)?;
        let raw = unpack_msb::<EEG_SAMPLES>(&bytes[2..], 12);
        Ok(Self {
            sequence: be16(bytes, 0),
            samples: raw.map(|x| (EEG_MICROVOLTS * (f64::from(x) - f64::from(EEG_ZERO))) as f32),
        })
    }

    /// The notification a headband would send; microvolts beyond the converter's range stop at its ends, as they do
    /// there.
    pub fn to_bytes(&self) -> Vec<u8> {
        let raw = self.samples.map(|v| {
            (f64::from(v) / EEG_MICROVOLTS + f64::from(EEG_ZERO))
                .round()
                .clamp(0.0, 4095.0) as u32
        });
        let mut out = self.sequence.to_be_bytes().to_vec();
        pack_msb(&raw, 12, &mut out);
        out
    }
}

/// Six samples of one light sensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PpgPacket {
    /// Counts packets of this sensor, wraps at 65,536.
    pub sequence: u16,
    /// Light reflected, in the converter's steps (24 bit, no unit), at 64 Hz.
    pub samples: [u32; PPG_SAMPLES],
}

impl PpgPacket {
    /// Reads a notification of 20 bytes.
    ///
    /// # Errors
    /// [`Error::Length`] unless there are 20 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        exactly("light packet", bytes, PACKET_BYTES)?;
        Ok(Self {
            sequence: be16(bytes, 0),
            samples: unpack_msb::<PPG_SAMPLES>(&bytes[2..], 24),
        })
    }

    /// The notification a headband would send; samples are cut to 24 bits.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.sequence.to_be_bytes().to_vec();
        pack_msb(&self.samples, 24, &mut out);
        out
    }
}

/// Three samples of the accelerometer or the gyroscope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MotionPacket {
    /// Counts packets of this sensor, wraps at 65,536.
    pub sequence: u16,
    /// x, y, z of each sample at 52 Hz: multiples of gravity, or degrees a second.
    pub samples: [[f32; 3]; MOTION_SAMPLES],
}

impl MotionPacket {
    /// Reads a notification of 20 bytes; `scale` is [`ACCELEROMETER_G`] or [`GYROSCOPE_DPS`].
    ///
    /// # Errors
    /// [`Error::Length`] unless there are 20 bytes.
    pub fn from_bytes(bytes: &[u8], scale: f64) -> Result<Self> {
        exactly("motion packet", bytes, PACKET_BYTES)?;
        let mut samples = [[0.0; 3]; MOTION_SAMPLES];
        for (s, sample) in samples.iter_mut().enumerate() {
            for (a, axis) in sample.iter_mut().enumerate() {
                let raw = be16(bytes, 2 + 6 * s + 2 * a).cast_signed();
                *axis = (f64::from(raw) * scale) as f32;
            }
        }
        Ok(Self {
            sequence: be16(bytes, 0),
            samples,
        })
    }

    /// The notification a headband would send, stopped at the ends of 16 bits.
    pub fn to_bytes(&self, scale: f64) -> Vec<u8> {
        let mut out = self.sequence.to_be_bytes().to_vec();
        for axis in self.samples.iter().flatten() {
            out.extend(((f64::from(*axis) / scale).round() as i16).to_be_bytes());
        }
        out
    }
}

/// The headband's own condition, about every ten seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Telemetry {
    /// Counts packets of telemetry.
    pub sequence: u16,
    /// State of charge in percent, 0 to 100 (the field is in 1/512 %).
    pub battery: f32,
    /// Voltage of the fuel gauge in mV (the field is in 2.2 mV).
    pub fuel_gauge_mv: f32,
    /// A second voltage in mV; open projects agree on its place, none on its meaning.
    pub adc_mv: u16,
    /// Temperature inside the headband in °C.
    pub temperature: u16,
}

impl Telemetry {
    /// Reads a notification of at least 10 bytes (20 in practice, the rest is zero).
    ///
    /// # Errors
    /// [`Error::Length`] if there are fewer, [`Error::Value`] if the charge is beyond 100 %.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() < 10 {
            return Err(Error::Length {
                what: "telemetry packet",
                expected: 10,
                found: bytes.len(),
            });
        }
        let battery = f32::from(be16(bytes, 2)) / 512.0;
        if battery > 101.0 {
            return Err(Error::Value {
                what: "telemetry packet: battery",
                value: battery.to_string(),
                allowed: "0 to 100 %",
            });
        }
        Ok(Self {
            sequence: be16(bytes, 0),
            battery: battery.min(100.0),
            fuel_gauge_mv: f32::from(be16(bytes, 4)) * 2.2,
            adc_mv: be16(bytes, 6),
            temperature: be16(bytes, 8),
        })
    }

    /// The notification a headband would send.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(PACKET_BYTES);
        for field in [
            self.sequence,
            (self.battery * 512.0).round() as u16,
            (self.fuel_gauge_mv / 2.2).round() as u16,
            self.adc_mv,
            self.temperature,
        ] {
            out.extend(field.to_be_bytes());
        }
        out.resize(PACKET_BYTES, 0);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_eeg_packet_of_known_bytes() {
        let mut bytes = vec![0x01, 0x02];
        bytes.extend([0x80, 0x08, 0x01].repeat(6));
        let packet = EegPacket::from_bytes(&bytes).unwrap();
        assert_eq!(packet.sequence, 0x0102);
        // 0x800 is the zero, 0x801 one step above it.
        assert_eq!(packet.samples[0], 0.0);
        assert_eq!(packet.samples[1], 0.488_281_25);
        assert_eq!(packet.to_bytes(), bytes);
    }

    #[test]
    fn the_ends_of_the_converter() {
        let low = EegPacket::from_bytes(&[0; 20]).unwrap();
        let high = EegPacket::from_bytes(&[0xff; 20]).unwrap();
        assert_eq!((low.samples[3], high.samples[3]), (-1000.0, 999.511_7));
        let beyond = EegPacket {
            sequence: 0,
            samples: [5000.0; 12],
        };
        assert_eq!(
            EegPacket::from_bytes(&beyond.to_bytes()).unwrap().samples,
            high.samples
        );
    }

    #[test]
    fn light_and_motion_and_telemetry_of_known_bytes() {
        let mut bytes = vec![0, 7];
        bytes.extend([0x01, 0x00, 0x02].repeat(6));
        assert_eq!(
            PpgPacket::from_bytes(&bytes).unwrap().samples,
            [0x010002; 6]
        );

        let mut bytes = vec![0, 9];
        bytes.extend([0x40, 0x00, 0xc0, 0x00, 0x00, 0x01].repeat(3));
        let g = MotionPacket::from_bytes(&bytes, ACCELEROMETER_G).unwrap();
        assert!((g.samples[0][0] - 1.0).abs() < 1e-4 && (g.samples[2][1] + 1.0).abs() < 1e-4);

        let telemetry = Telemetry {
            sequence: 3,
            battery: 81.5,
            fuel_gauge_mv: 3850.0,
            adc_mv: 3400,
            temperature: 28,
        };
        assert_eq!(
            Telemetry::from_bytes(&telemetry.to_bytes()).unwrap(),
            telemetry
        );
        assert!(Telemetry::from_bytes(&[0xff; 20]).is_err());
    }

    /// Bytes that real headbands sent, published with muse-js (MIT licence).
    #[test]
    fn the_packets_of_a_real_headband() {
        let mut eeg = vec![0, 1];
        eeg.extend([
            87, 33, 192, 82, 73, 6, 106, 242, 49, 64, 88, 153, 128, 66, 254, 44, 119, 157,
        ]);
        let raw = [
            1394, 448, 1316, 2310, 1711, 561, 1029, 2201, 2052, 766, 711, 1949,
        ];
        let read = EegPacket::from_bytes(&eeg).unwrap();
        assert_eq!(
            read.samples,
            raw.map(|x: i32| 0.488_281_25 * (x - 2048) as f32)
        );

        let telemetry = [
            1, 74, 181, 184, 7, 64, 15, 127, 0, 27, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        let read = Telemetry::from_bytes(&telemetry).unwrap();
        assert_eq!(
            (read.sequence, read.battery, read.temperature),
            (330, 90.859_375, 27)
        );
        assert!((read.fuel_gauge_mv - 4083.2).abs() < 0.01);

        let motion = [
            82, 109, 17, 227, 13, 157, 60, 115, 18, 5, 13, 73, 60, 53, 17, 183, 13, 178, 60, 143,
        ];
        let read = MotionPacket::from_bytes(&motion, ACCELEROMETER_G).unwrap();
        assert_eq!(read.sequence, 21101);
        for sample in read.samples {
            let g = sample.iter().map(|v| v * v).sum::<f32>().sqrt();
            assert!((g - 1.0).abs() < 0.02, "{g}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_packet_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let sized = bytes.len() == PACKET_BYTES;
            prop_assert_eq!(EegPacket::from_bytes(&bytes).is_ok(), sized);
            prop_assert_eq!(PpgPacket::from_bytes(&bytes).is_ok(), sized);
            prop_assert_eq!(MotionPacket::from_bytes(&bytes, GYROSCOPE_DPS).is_ok(), sized);
            let _ = Telemetry::from_bytes(&bytes);
        }

        #[test]
        fn twenty_bytes_come_back_as_they_were(bytes in prop::collection::vec(any::<u8>(), 20)) {
            prop_assert_eq!(&EegPacket::from_bytes(&bytes).unwrap().to_bytes(), &bytes);
            prop_assert_eq!(&PpgPacket::from_bytes(&bytes).unwrap().to_bytes(), &bytes);
            let motion = MotionPacket::from_bytes(&bytes, GYROSCOPE_DPS).unwrap();
            prop_assert_eq!(&motion.to_bytes(GYROSCOPE_DPS), &bytes);
        }
    }
}

//! Bytes from the radio to numbers with units: the Muse family, heart-rate straps and watches.
//!
//! [`decode`] reads one notification by its characteristic; [`Track`] lays a sensor's packets on a line of numbered
//! samples and on the host's clock. Every format can also be written, which is how virtual devices are fed.

mod athena;
mod bits;
mod clock;
mod control;
mod heart;
mod muse;
mod sequence;
mod track;
pub mod uuids;

pub use athena::{
    AthenaContent, AthenaPacket, AthenaPart, CLOCK_RATE as ATHENA_CLOCK_RATE,
    EEG_MICROVOLTS as ATHENA_EEG_MICROVOLTS, EEG_ZERO as ATHENA_EEG_ZERO, OPTICS_UNIT,
};
pub use clock::{ClockFit, ClockMap};
pub use control::{Answer, Answers, Command, MAX_ANSWER, Preset, answer_to_bytes};
pub use heart::{BodyLocation, HeartRate, RR_RATE, battery_level};
pub use muse::{
    ACCELEROMETER_G, EEG_MICROVOLTS, EEG_RATE, EEG_SAMPLES, EEG_ZERO, EegPacket, Electrode,
    GYROSCOPE_DPS, MOTION_RATE, MOTION_SAMPLES, MotionPacket, PACKET_BYTES, PPG_RATE, PPG_SAMPLES,
    PpgPacket, Telemetry,
};
pub use sequence::{Arrival, Sequence};
pub use track::{Losses, Placement, Track};

use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A light sensor of a Muse 2 or S.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// First sensor: ambient light on a Muse 2.
    Ppg1,
    /// Second sensor: infrared on a Muse 2, green on a Muse S. The one that beats are read from.
    Ppg2,
    /// Third sensor: red on a Muse 2.
    Ppg3,
}

/// What one notification said.
#[derive(Debug, Clone, PartialEq)]
pub enum Packet {
    /// EEG of one electrode.
    Eeg(Electrode, EegPacket),
    /// One light sensor.
    Light(Light, PpgPacket),
    /// Acceleration in multiples of gravity.
    Acceleration(MotionPacket),
    /// Turning in degrees a second.
    Turning(MotionPacket),
    /// The headband's condition.
    Telemetry(Telemetry),
    /// Everything of an Athena.
    Athena(Vec<AthenaPacket>),
    /// Rate and intervals from a strap or watch.
    HeartRate(HeartRate),
    /// Where a heart-rate sensor is worn.
    BodyLocation(BodyLocation),
    /// State of charge in percent.
    Battery(u8),
}

/// Reads one notification, or the value of one read, by its characteristic's UUID (see [`uuids`]). The control
/// characteristic is not read here: its answers come in pieces, which [`Answers`] puts together.
///
/// # Errors
/// [`Error::UnknownCharacteristic`], or what the packet's own reader refuses.
pub fn decode(characteristic: u128, bytes: &[u8]) -> Result<Packet> {
    let eeg = |electrode| Ok(Packet::Eeg(electrode, EegPacket::from_bytes(bytes)?));
    let light = |light| Ok(Packet::Light(light, PpgPacket::from_bytes(bytes)?));
    match characteristic {
        uuids::MUSE_TP9 => eeg(Electrode::Tp9),
        uuids::MUSE_AF7 => eeg(Electrode::Af7),
        uuids::MUSE_AF8 => eeg(Electrode::Af8),
        uuids::MUSE_TP10 => eeg(Electrode::Tp10),
        uuids::MUSE_AUX => eeg(Electrode::Aux),
        uuids::MUSE_PPG1 => light(Light::Ppg1),
        uuids::MUSE_PPG2 => light(Light::Ppg2),
        uuids::MUSE_PPG3 => light(Light::Ppg3),
        uuids::MUSE_ACCELEROMETER => {
            MotionPacket::from_bytes(bytes, ACCELEROMETER_G).map(Packet::Acceleration)
        }
        uuids::MUSE_GYROSCOPE => {
            MotionPacket::from_bytes(bytes, GYROSCOPE_DPS).map(Packet::Turning)
        }
        uuids::MUSE_TELEMETRY => Telemetry::from_bytes(bytes).map(Packet::Telemetry),
        uuids::ATHENA_DATA | uuids::ATHENA_DATA2 => {
            AthenaPacket::all_from_bytes(bytes).map(Packet::Athena)
        }
        uuids::HEART_RATE_MEASUREMENT => HeartRate::from_bytes(bytes).map(Packet::HeartRate),
        uuids::BODY_SENSOR_LOCATION => BodyLocation::from_bytes(bytes).map(Packet::BodyLocation),
        uuids::BATTERY_LEVEL => battery_level(bytes).map(Packet::Battery),
        characteristic => Err(Error::UnknownCharacteristic { characteristic }),
    }
}

impl Packet {
    /// The characteristic and the bytes with which a device sends this.
    pub fn to_notification(&self) -> (u128, Vec<u8>) {
        match self {
            Self::Eeg(electrode, packet) => (
                [
                    uuids::MUSE_TP9,
                    uuids::MUSE_AF7,
                    uuids::MUSE_AF8,
                    uuids::MUSE_TP10,
                    uuids::MUSE_AUX,
                ][electrode.index()],
                packet.to_bytes(),
            ),
            Self::Light(light, packet) => (
                [uuids::MUSE_PPG1, uuids::MUSE_PPG2, uuids::MUSE_PPG3][*light as usize],
                packet.to_bytes(),
            ),
            Self::Acceleration(packet) => {
                (uuids::MUSE_ACCELEROMETER, packet.to_bytes(ACCELEROMETER_G))
            }
            Self::Turning(packet) => (uuids::MUSE_GYROSCOPE, packet.to_bytes(GYROSCOPE_DPS)),
            Self::Telemetry(telemetry) => (uuids::MUSE_TELEMETRY, telemetry.to_bytes()),
            Self::Athena(packets) => (
                uuids::ATHENA_DATA,
                packets.iter().flat_map(AthenaPacket::to_bytes).collect(),
            ),
            Self::HeartRate(heart) => (uuids::HEART_RATE_MEASUREMENT, heart.to_bytes()),
            Self::BodyLocation(location) => (uuids::BODY_SENSOR_LOCATION, location.to_bytes()),
            Self::Battery(percent) => (uuids::BATTERY_LEVEL, vec![*percent]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [u128; 15] = [
        uuids::MUSE_TP9,
        uuids::MUSE_AF7,
        uuids::MUSE_AF8,
        uuids::MUSE_TP10,
        uuids::MUSE_AUX,
        uuids::MUSE_PPG1,
        uuids::MUSE_PPG2,
        uuids::MUSE_PPG3,
        uuids::MUSE_ACCELEROMETER,
        uuids::MUSE_GYROSCOPE,
        uuids::MUSE_TELEMETRY,
        uuids::ATHENA_DATA,
        uuids::HEART_RATE_MEASUREMENT,
        uuids::BODY_SENSOR_LOCATION,
        uuids::BATTERY_LEVEL,
    ];

    #[test]
    fn a_characteristic_of_something_else_is_named() {
        let error = decode(uuids::assigned(0x2a00), &[1]).unwrap_err();
        assert!(error.to_string().contains("00002a00"), "{error}");
    }

    proptest! {
        #[test]
        fn any_bytes_on_any_characteristic(which in 0..ALL.len(), bytes in prop::collection::vec(any::<u8>(), 0..260)) {
            if let Ok(packet) = decode(ALL[which], &bytes) {
                let (characteristic, written) = packet.to_notification();
                prop_assert_eq!(characteristic, ALL[which]);
                // Unknown bytes of an Athena are not kept, everything else is.
                if characteristic != uuids::ATHENA_DATA {
                    prop_assert_eq!(decode(characteristic, &written).unwrap(), packet);
                }
            }
        }
    }
}

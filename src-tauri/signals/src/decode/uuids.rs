//! The 128-bit UUIDs of services and characteristics, as numbers: `Uuid::from_u128` makes them what a Bluetooth
//! library wants.

/// A 16-bit number of the Bluetooth SIG as a full UUID (Core Specification, volume 3, part B, 2.5.1).
pub const fn assigned(short: u16) -> u128 {
    ((short as u128) << 96) | 0x0000_0000_0000_1000_8000_0080_5f9b_34fb
}

/// A characteristic of the Muse family: `273eNNNN-4c4d-454d-96be-f03bac821358`.
pub const fn muse(number: u16) -> u128 {
    (0x273e_u128 << 112) | ((number as u128) << 96) | 0x4c4d_454d_96be_f03b_ac82_1358
}

/// Service of every Muse headband; it is in the advertisement.
pub const MUSE_SERVICE: u128 = assigned(0xfe8d);
/// Commands are written here and their JSON answers notified.
pub const MUSE_CONTROL: u128 = muse(0x0001);
/// EEG of the electrode behind the left ear.
pub const MUSE_TP9: u128 = muse(0x0003);
/// EEG of the left forehead.
pub const MUSE_AF7: u128 = muse(0x0004);
/// EEG of the right forehead.
pub const MUSE_AF8: u128 = muse(0x0005);
/// EEG of the electrode behind the right ear.
pub const MUSE_TP10: u128 = muse(0x0006);
/// EEG of an electrode plugged into the USB socket, if there is one.
pub const MUSE_AUX: u128 = muse(0x0007);
/// Turning rate.
pub const MUSE_GYROSCOPE: u128 = muse(0x0009);
/// Acceleration.
pub const MUSE_ACCELEROMETER: u128 = muse(0x000a);
/// Battery and temperature.
pub const MUSE_TELEMETRY: u128 = muse(0x000b);
/// First light sensor: ambient light on a Muse 2.
pub const MUSE_PPG1: u128 = muse(0x000f);
/// Second light sensor: infrared on a Muse 2, green on a Muse S.
pub const MUSE_PPG2: u128 = muse(0x0010);
/// Third light sensor: red on a Muse 2, mostly zero on a Muse S.
pub const MUSE_PPG3: u128 = muse(0x0011);
/// Everything of a Muse S Athena, multiplexed.
pub const ATHENA_DATA: u128 = muse(0x0013);
/// Second multiplexed characteristic of a Muse S Athena, same framing.
pub const ATHENA_DATA2: u128 = muse(0x0014);

/// Heart Rate service.
pub const HEART_RATE_SERVICE: u128 = assigned(0x180d);
/// Heart Rate Measurement.
pub const HEART_RATE_MEASUREMENT: u128 = assigned(0x2a37);
/// Body Sensor Location.
pub const BODY_SENSOR_LOCATION: u128 = assigned(0x2a38);
/// Battery service.
pub const BATTERY_SERVICE: u128 = assigned(0x180f);
/// Battery Level.
pub const BATTERY_LEVEL: u128 = assigned(0x2a19);

/// What to subscribe to on a Muse 2 or S, in the order of the traces on screen. A device lacks some of them
/// (a Muse of 2016 has no light sensors): subscribe to what it has.
pub const MUSE_STREAMS: [u128; 12] = [
    MUSE_CONTROL,
    MUSE_TP9,
    MUSE_AF7,
    MUSE_AF8,
    MUSE_TP10,
    MUSE_AUX,
    MUSE_ACCELEROMETER,
    MUSE_GYROSCOPE,
    MUSE_TELEMETRY,
    MUSE_PPG1,
    MUSE_PPG2,
    MUSE_PPG3,
];

/// What to subscribe to on a Muse S Athena.
pub const ATHENA_STREAMS: [u128; 3] = [MUSE_CONTROL, ATHENA_DATA, ATHENA_DATA2];

/// What to subscribe to on a heart-rate strap or watch.
pub const HEART_RATE_STREAMS: [u128; 2] = [HEART_RATE_MEASUREMENT, BATTERY_LEVEL];

#[cfg(test)]
mod tests {
    use super::*;

    /// The usual text of a UUID.
    fn text(u: u128) -> String {
        let h = format!("{u:032x}");
        format!(
            "{}-{}-{}-{}-{}",
            &h[..8],
            &h[8..12],
            &h[12..16],
            &h[16..20],
            &h[20..]
        )
    }

    #[test]
    fn uuids_read_as_published() {
        assert_eq!(text(MUSE_CONTROL), "273e0001-4c4d-454d-96be-f03bac821358");
        assert_eq!(text(MUSE_PPG3), "273e0011-4c4d-454d-96be-f03bac821358");
        assert_eq!(text(ATHENA_DATA), "273e0013-4c4d-454d-96be-f03bac821358");
        assert_eq!(
            text(HEART_RATE_MEASUREMENT),
            "00002a37-0000-1000-8000-00805f9b34fb"
        );
        assert_eq!(text(MUSE_SERVICE), "0000fe8d-0000-1000-8000-00805f9b34fb");
    }
}

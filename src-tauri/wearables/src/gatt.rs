//! The services and characteristics that are used, as the Bluetooth library wants them.

use mycrm_signals::decode::uuids;
use uuid::Uuid;

/// The service of Muse headbands.
pub const MUSE: Uuid = Uuid::from_u128(uuids::MUSE_SERVICE);
/// The heart rate service.
pub const HEART_RATE: Uuid = Uuid::from_u128(uuids::HEART_RATE_SERVICE);
/// Commands to a Muse, and its answers.
pub const MUSE_CONTROL: Uuid = Uuid::from_u128(uuids::MUSE_CONTROL);
/// Everything a Muse S Athena measures.
pub const ATHENA: Uuid = Uuid::from_u128(uuids::ATHENA_DATA);
/// Where a heart-rate sensor is worn, read once.
pub const BODY_LOCATION: Uuid = Uuid::from_u128(uuids::BODY_SENSOR_LOCATION);
/// Charge in percent, read and notified.
pub const BATTERY_LEVEL: Uuid = Uuid::from_u128(uuids::BATTERY_LEVEL);

/// Whether a notification of this characteristic carries measurements.
pub fn is_measured(characteristic: Uuid) -> bool {
    let number = characteristic.as_u128();
    number != uuids::MUSE_CONTROL
        && (uuids::MUSE_STREAMS.contains(&number)
            || uuids::ATHENA_STREAMS.contains(&number)
            || uuids::HEART_RATE_STREAMS.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_to_commands_are_no_measurements() {
        assert!(is_measured(ATHENA));
        assert!(is_measured(BATTERY_LEVEL));
        assert!(!is_measured(MUSE_CONTROL));
        assert!(!is_measured(MUSE));
    }
}

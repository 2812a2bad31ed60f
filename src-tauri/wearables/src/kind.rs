//! What a device probably is, from what it advertises.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::gatt;

/// The kinds of wearables that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// An EEG headband (Muse 2, Muse S).
    Headband,
    /// A heart-rate strap or armband.
    HeartStrap,
    /// A watch that sends its heart rate.
    Watch,
    /// None of these, or it does not say.
    Unknown,
}

/// Words in the names of watches that broadcast heart rate.
const WATCHES: [&str; 10] = [
    "watch",
    "garmin",
    "fenix",
    "forerunner",
    "venu",
    "instinct",
    "suunto",
    "amazfit",
    "vantage",
    "whoop",
];

impl DeviceKind {
    /// A guess from the advertised services, the name and the appearance (Assigned Numbers, 2.6: category in the upper
    /// ten bits; 3 is a watch, 13 a heart-rate sensor).
    pub fn guess(services: &[Uuid], name: Option<&str>, appearance: Option<u16>) -> Self {
        let name = name.unwrap_or_default().to_lowercase();
        let category = appearance.map(|appearance| appearance >> 6);
        if services.contains(&gatt::MUSE) || name.starts_with("muse") {
            Self::Headband
        } else if category == Some(3) || WATCHES.iter().any(|word| name.contains(word)) {
            Self::Watch
        } else if services.contains(&gatt::HEART_RATE) || category == Some(13) {
            Self::HeartStrap
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_names_and_appearance_each_tell() {
        let guess = DeviceKind::guess;
        assert_eq!(guess(&[gatt::MUSE], None, None), DeviceKind::Headband);
        assert_eq!(guess(&[], Some("Muse-8173"), None), DeviceKind::Headband);
        assert_eq!(
            guess(&[gatt::HEART_RATE], Some("Polar H10"), None),
            DeviceKind::HeartStrap
        );
        assert_eq!(
            guess(&[gatt::HEART_RATE], None, Some(0x00c1)),
            DeviceKind::Watch
        );
        assert_eq!(guess(&[], None, Some(0x0341)), DeviceKind::HeartStrap);
        assert_eq!(guess(&[], Some("Kettle"), None), DeviceKind::Unknown);
    }
}

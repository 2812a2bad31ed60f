//! The scenarios that come with the program.

use super::Scenario;
use crate::error::Refused;

/// Name and file of each.
const FILES: [(&str, &str); 12] = [
    (
        "rest",
        include_str!("../../../../../assets/wearables/scenarios/rest.json"),
    ),
    (
        "focus",
        include_str!("../../../../../assets/wearables/scenarios/focus.json"),
    ),
    (
        "stress",
        include_str!("../../../../../assets/wearables/scenarios/stress.json"),
    ),
    (
        "day",
        include_str!("../../../../../assets/wearables/scenarios/day.json"),
    ),
    (
        "call",
        include_str!("../../../../../assets/wearables/scenarios/call.json"),
    ),
    (
        "blink-storm",
        include_str!("../../../../../assets/wearables/scenarios/blink-storm.json"),
    ),
    (
        "walking",
        include_str!("../../../../../assets/wearables/scenarios/walking.json"),
    ),
    (
        "packet-loss",
        include_str!("../../../../../assets/wearables/scenarios/packet-loss.json"),
    ),
    (
        "drift",
        include_str!("../../../../../assets/wearables/scenarios/drift.json"),
    ),
    (
        "battery",
        include_str!("../../../../../assets/wearables/scenarios/battery.json"),
    ),
    (
        "disconnect",
        include_str!("../../../../../assets/wearables/scenarios/disconnect.json"),
    ),
    (
        "crowd",
        include_str!("../../../../../assets/wearables/scenarios/crowd.json"),
    ),
];

/// The names of the scenarios that come with the program.
pub fn known() -> Vec<&'static str> {
    FILES.iter().map(|(name, _)| *name).collect()
}

/// A scenario that comes with the program.
///
/// # Errors
/// [`Refused::Unknown`] with the names there are.
pub fn named(name: &str) -> Result<Scenario, Refused> {
    match FILES.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Scenario::read(text),
        None => Err(Refused::Unknown {
            name: name.to_owned(),
            known: known().join(", "),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_that_comes_along_can_be_played() {
        for name in known() {
            let scenario = named(name).unwrap_or_else(|refused| panic!("{name}: {refused}"));
            assert!(!scenario.devices.is_empty(), "{name}");
        }
        let refused = named("sleep").unwrap_err().to_string();
        assert!(refused.contains("rest, focus"), "{refused}");
    }
}

//! Whether a scenario can be played.

use mycrm_signals::synth::Scene;
use serde_json::Value;

use super::{FaultKind, Kind, Phase, PhaseFile, Scenario};
use crate::error::Problem;

/// A scene by its name.
type NamedScene = (&'static str, fn() -> Scene);

const SCENES: [NamedScene; 10] = [
    ("open_eyes", Scene::open_eyes),
    ("closed_eyes", Scene::closed_eyes),
    ("paced_breathing", Scene::paced_breathing),
    ("calm", Scene::calm),
    ("focused", Scene::focused),
    ("stressed", Scene::stressed),
    ("excited", Scene::excited),
    ("fatigued", Scene::fatigued),
    ("walking", Scene::walking),
    ("blink_storm", Scene::blink_storm),
];

/// A day: longer phases are mistakes.
const LONGEST_PHASE: f64 = 86_400.0;
/// The most devices in the air.
const MOST_DEVICES: u32 = 200;

/// A phase of the file as one that can be played.
pub(super) fn phase(number: usize, file: &PhaseFile, problems: &mut Vec<Problem>) -> Option<Phase> {
    let mut wrong = |field: &str, message: String| {
        problems.push(Problem {
            field: format!("phases[{number}].{field}"),
            message,
        });
    };
    if !(file.seconds > 0.0 && file.seconds <= LONGEST_PHASE) {
        wrong(
            "for",
            format!(
                "is {}, allowed is more than 0 to 86,400 seconds",
                file.seconds
            ),
        );
    }
    if !(0.0..=file.seconds.max(0.0)).contains(&file.over) {
        wrong(
            "over",
            format!("is {}, allowed is 0 to the length of the phase", file.over),
        );
    }
    let Some((_, scene)) = SCENES.iter().find(|(name, _)| *name == file.scene) else {
        let known: Vec<&str> = SCENES.iter().map(|(name, _)| *name).collect();
        wrong(
            "scene",
            format!("is {}, allowed are {}", file.scene, known.join(", ")),
        );
        return None;
    };
    match with_levels(scene(), file) {
        Ok(scene) => Some(Phase {
            seconds: file.seconds,
            over: file.over,
            scene,
            state: file.state.clone(),
        }),
        Err(message) => {
            wrong("levels", message);
            None
        }
    }
}

/// A scene with some levels replaced.
fn with_levels(scene: Scene, file: &PhaseFile) -> Result<Scene, String> {
    let mut value = serde_json::to_value(scene).map_err(|error| error.to_string())?;
    if let Value::Object(fields) = &mut value {
        for (name, level) in &file.levels {
            fields.insert(name.clone(), level.clone());
        }
    }
    let scene: Scene = serde_json::from_value(value).map_err(|error| error.to_string())?;
    scene.check().map_err(|error| error.to_string())?;
    Ok(scene)
}

/// What can only be judged with the rest in view.
pub(super) fn whole(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let mut wrong = |field: String, message: String| problems.push(Problem { field, message });
    if scenario.phases.is_empty() {
        wrong(
            "phases".into(),
            "there is none; at least one is needed".into(),
        );
    }
    let mut count = 0;
    for (number, device) in scenario.devices.iter().enumerate() {
        let mut wrong = |field: &str, message: String| {
            wrong(format!("devices[{number}].{field}"), message);
        };
        count += device.count.min(MOST_DEVICES + 1);
        if !(0.0..=100.0).contains(&device.battery) {
            wrong(
                "battery",
                format!("is {}, allowed is 0 to 100 %", device.battery),
            );
        }
        if !(-100..=-20).contains(&device.rssi) {
            wrong(
                "rssi",
                format!("is {}, allowed is -100 to -20 dBm", device.rssi),
            );
        }
        if device
            .name
            .as_ref()
            .is_some_and(|name| name.chars().count() > 20)
        {
            wrong("name", "is longer than 20 characters".into());
        }
        if device.count == 0 {
            wrong("count", "is 0, allowed is 1 or more".into());
        }
    }
    if count > MOST_DEVICES {
        wrong(
            "devices".into(),
            format!("there are {count}, at most {MOST_DEVICES}"),
        );
    }
    for (number, fault) in scenario.faults.iter().enumerate() {
        let mut wrong = |field: &str, message: String| {
            wrong(format!("faults[{number}].{field}"), message);
        };
        if !fault.fault.is_of_the_adapter() && fault.device >= scenario.devices.len() {
            wrong(
                "device",
                format!(
                    "is {}, there are {}, counted from 0",
                    fault.device,
                    scenario.devices.len()
                ),
            );
        }
        if !(fault.from >= 0.0 && fault.from.is_finite()) {
            wrong(
                "from",
                format!("is {}, allowed is 0 or more seconds", fault.from),
            );
        }
        if fault
            .lasting
            .is_some_and(|lasting| !(lasting > 0.0 && lasting.is_finite()))
        {
            wrong("for", "must be more than 0 seconds".into());
        }
        let (low, high, unit) = match fault.fault {
            FaultKind::PacketLoss | FaultKind::Doubled => (0.0, 1.0, "as a share of packets"),
            FaultKind::Drift => (-50_000.0, 50_000.0, "parts per million"),
            FaultKind::Battery => (0.0, 6_000.0, "percent a minute"),
            FaultKind::Garbage | FaultKind::Flood => (0.0, 50_000.0, "notifications a second"),
            _ => (0.0, 0.0, "since this fault has no amount"),
        };
        if !(low..=high).contains(&fault.amount) {
            wrong(
                "amount",
                format!("is {}, allowed is {low} to {high} {unit}", fault.amount),
            );
        }
        let other = scenario
            .devices
            .get(fault.device)
            .is_some_and(|device| device.kind == Kind::Other);
        if other && !fault.fault.is_of_the_adapter() && fault.fault != FaultKind::Deaf {
            wrong("device", "sends nothing that could go wrong".into());
        }
    }
}

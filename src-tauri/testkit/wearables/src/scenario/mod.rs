//! What happens: which devices there are, what the body that wears them does, and what goes wrong.

mod check;
mod library;

use mycrm_signals::synth::Scene;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Problem, Refused};

pub use library::{known, named};

/// A scenario, checked: what is in it can be played.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// A sentence about it.
    pub about: String,
    /// Determines everything that is random.
    pub seed: u64,
    /// Devices in the air.
    pub devices: Vec<Device>,
    /// What the body does, one after the other, and then from the beginning again.
    pub phases: Vec<Phase>,
    /// What goes wrong.
    pub faults: Vec<Fault>,
}

/// A device in the air.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// What it is.
    pub kind: Kind,
    /// What it calls itself, up to 20 characters; the mark of simulation is put behind it. None: nothing.
    #[serde(default)]
    pub name: Option<String>,
    /// State of charge in percent.
    #[serde(default = "default_battery")]
    pub battery: f64,
    /// Signal strength in dBm, -100 to -20.
    #[serde(default = "default_rssi")]
    pub rssi: i16,
    /// So many of them, all of one name.
    #[serde(default = "one")]
    pub count: u32,
}

/// What a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A Muse 2.
    Headband,
    /// A chest strap: rate, intervals, charge.
    Strap,
    /// A watch: rate and charge, no intervals.
    Watch,
    /// Something else that advertises none of the services.
    Other,
}

/// A stretch of time in which the body does one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// How long, in seconds.
    pub seconds: f64,
    /// How long the change from the phase before takes, in seconds.
    pub over: f64,
    /// What the body does.
    pub scene: Scene,
    /// The name of the state that this is, the truth against which an analysis is held.
    pub state: Option<String>,
}

/// Something that goes wrong with a device, or with the adapter.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What.
    pub fault: FaultKind,
    /// Which device, counted from 0 in the order of the list; the adapter's faults have none.
    #[serde(default)]
    pub device: usize,
    /// Since when, in seconds.
    #[serde(default)]
    pub from: f64,
    /// How long, in seconds; left out: to the end.
    #[serde(default, rename = "for")]
    pub lasting: Option<f64>,
    /// How much: the share of packets (0 to 1), parts per million, percent a minute, or notifications a second.
    #[serde(default)]
    pub amount: f64,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// A share of packets never arrives.
    PacketLoss,
    /// A share of packets arrives twice.
    Doubled,
    /// The device's clock runs faster by so many parts per million (slower when negative).
    Drift,
    /// The battery loses so many percent a minute; an empty device is gone.
    Battery,
    /// The connection breaks, and the device is out of reach meanwhile.
    Disconnect,
    /// Connected, but nothing comes, and commands are ignored.
    Silent,
    /// So many notifications a second of random bytes.
    Garbage,
    /// So many copies of its packets a second.
    Flood,
    /// It advertises, but does not answer when it is connected.
    Deaf,
    /// The adapter is switched off.
    AdapterOff,
    /// The adapter is pulled out.
    AdapterGone,
}

impl FaultKind {
    /// Whether it befalls the adapter and no device.
    pub fn is_of_the_adapter(self) -> bool {
        matches!(self, Self::AdapterOff | Self::AdapterGone)
    }
}

impl Fault {
    /// Whether it is in force `time` seconds after the beginning.
    pub fn holds(&self, time: f64) -> bool {
        time >= self.from
            && self
                .lasting
                .is_none_or(|lasting| time < self.from + lasting)
    }
}

fn default_battery() -> f64 {
    80.0
}

fn default_rssi() -> i16 {
    -58
}

fn one() -> u32 {
    1
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    #[serde(default)]
    seed: u64,
    devices: Vec<Device>,
    phases: Vec<PhaseFile>,
    #[serde(default)]
    faults: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseFile {
    #[serde(rename = "for")]
    seconds: f64,
    #[serde(default)]
    over: f64,
    scene: String,
    #[serde(default)]
    levels: Map<String, Value>,
    #[serde(default)]
    state: Option<String>,
}

/// Longest scenario file.
const LONGEST: usize = 1 << 20;

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`Refused::Scenario`] with everything that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let whole = |message: String| {
            Refused::Scenario(vec![Problem {
                field: "file".into(),
                message,
            }])
        };
        if text.len() > LONGEST {
            return Err(whole(format!(
                "has {} bytes, at most {LONGEST}",
                text.len()
            )));
        }
        let file: File = serde_json::from_str(text).map_err(|error| whole(error.to_string()))?;
        let mut problems = Vec::new();
        let phases = file
            .phases
            .iter()
            .enumerate()
            .filter_map(|(number, phase)| check::phase(number, phase, &mut problems))
            .collect();
        let scenario = Self {
            about: file.about,
            seed: file.seed,
            devices: file.devices,
            phases,
            faults: file.faults,
        };
        check::whole(&scenario, &mut problems);
        if problems.is_empty() {
            Ok(scenario)
        } else {
            Err(Refused::Scenario(problems))
        }
    }

    /// Seconds until it begins again.
    pub fn seconds(&self) -> f64 {
        self.phases.iter().map(|phase| phase.seconds).sum()
    }

    /// What the body truly does `time` seconds after the beginning.
    pub fn scene_at(&self, time: f64) -> Scene {
        let (number, since) = self.phase_at(time);
        let phase = &self.phases[number];
        let first_round = time < self.seconds();
        if since >= phase.over || (number == 0 && first_round) {
            return phase.scene;
        }
        let before = match number {
            0 => &self.phases[self.phases.len() - 1],
            _ => &self.phases[number - 1],
        };
        before.scene.blend(&phase.scene, since / phase.over)
    }

    /// The state that the body is truly in, where the scenario names one.
    pub fn state_at(&self, time: f64) -> Option<&str> {
        self.phases[self.phase_at(time).0].state.as_deref()
    }

    /// The phase at a time, and for how long it has lasted.
    fn phase_at(&self, time: f64) -> (usize, f64) {
        let mut since = time.max(0.0) % self.seconds();
        for (number, phase) in self.phases.iter().enumerate() {
            if since < phase.seconds {
                return (number, since);
            }
            since -= phase.seconds;
        }
        (self.phases.len() - 1, since)
    }

    /// The amount of a fault that is in force, the largest where there are several.
    pub(crate) fn amount(&self, device: usize, kind: FaultKind, time: f64) -> Option<f64> {
        self.faults
            .iter()
            .filter(|fault| fault.device == device && fault.fault == kind && fault.holds(time))
            .map(|fault| fault.amount)
            .reduce(f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Scenario {
        Scenario::read(text).unwrap()
    }

    fn problems(text: &str) -> Vec<String> {
        match Scenario::read(text) {
            Err(Refused::Scenario(problems)) => problems.iter().map(|p| p.to_string()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn phases_follow_each_other_and_begin_again() {
        let scenario = read(
            r#"{"about": "x", "devices": [{"kind": "strap"}], "phases": [
                {"for": 10, "scene": "calm", "state": "calm"},
                {"for": 10, "over": 4, "scene": "stressed", "levels": {"heart_rate": 100}}]}"#,
        );
        assert_eq!(scenario.scene_at(3.0), Scene::calm());
        assert_eq!(scenario.scene_at(12.0).heart_rate, 80.0);
        assert_eq!(scenario.scene_at(15.0).heart_rate, 100.0);
        assert_eq!(scenario.scene_at(25.0), Scene::calm());
        assert_eq!(scenario.state_at(1.0), Some("calm"));
        assert_eq!(scenario.state_at(19.0), None);
    }

    #[test]
    fn everything_impossible_is_named_with_its_place() {
        let found = problems(
            r#"{"about": "x", "devices": [{"kind": "strap", "battery": 140, "rssi": 30}], "phases": [
                {"for": -1, "scene": "calm"},
                {"for": 5, "scene": "asleep"},
                {"for": 5, "scene": "calm", "levels": {"heart_rate": 400}},
                {"for": 5, "scene": "calm", "levels": {"hart_rate": 60}}],
              "faults": [{"fault": "packet_loss", "device": 7, "amount": 3}]}"#,
        );
        let places: Vec<&str> = found
            .iter()
            .map(|problem| problem.split(':').next().unwrap())
            .collect();
        assert_eq!(
            places,
            [
                "phases[0].for",
                "phases[1].scene",
                "phases[2].levels",
                "phases[3].levels",
                "devices[0].battery",
                "devices[0].rssi",
                "faults[0].device",
                "faults[0].amount"
            ],
            "{found:#?}"
        );
        assert!(found[2].contains("heart_rate is 400"), "{}", found[2]);
    }

    #[test]
    fn what_is_no_scenario_is_said_plainly() {
        assert!(problems("{")[0].starts_with("file: EOF"));
        assert!(
            problems(r#"{"about": "x", "devices": [], "phases": []}"#)
                .iter()
                .any(|problem| problem.starts_with("phases: "))
        );
        assert!(
            problems(r#"{"about": "x", "devices": [], "phases": [], "speed": 1}"#)[0]
                .contains("unknown field `speed`")
        );
    }
}

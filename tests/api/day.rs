//! A wearer's day without a wearer, through the unmodified Bluetooth code: on, connected, calibrated, in a call that heats
//! up, helped, and erased so that nothing is left. Time runs some times as fast as life, for body and program alike.

use std::process::Command;
use std::time::{Duration, Instant};

use mycrm_faces::ipc;
use mycrm_kernel::app::{App, Config};
use mycrm_kernel::store::KeySource;
use mycrm_signals::synth::Scene;
use mycrm_virtual_wearables::{BUS, Daemon, MARK, PrivateBus, SPEED, Scenario};
use serde_json::{Value as Json, json};

use crate::traces::{found_in_files, found_in_tables};

/// How many times as fast as life.
const FAST: f64 = 10.0;
/// How long anything may take on a busy machine. Nothing waits this long where it comes about.
const PATIENCE: Duration = Duration::from_secs(120);
/// What is said in this day and nowhere else.
const SAID: &str = "zebrafinch";

const AIR: &str = r#"{"about": "A day.", "seed": 7, "phases": [{"for": 3600, "scene": "open_eyes"}], "devices": [
    {"kind": "headband", "name": "Muse-51F0", "battery": 84},
    {"kind": "strap", "name": "HRM-4A17", "battery": 91},
    {"kind": "watch", "name": "Watch-9C02"}]}"#;

/// Runs the test of this name in a process of its own: the Bluetooth code finds its bus in the environment.
fn on_a_bus_of_its_own(name: &str, body: impl FnOnce(&str)) {
    if std::env::var_os(MARK).is_some() {
        return body(&std::env::var(BUS).unwrap());
    }
    let bus = PrivateBus::start().expect("dbus-daemon is installed (make setup)");
    let ended = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(BUS, bus.address())
        .env(MARK, "day")
        .env(SPEED, FAST.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

/// An app whose time runs as fast as the bodies', and the air around it.
struct Life {
    app: App,
    air: Daemon,
    folder: tempfile::TempDir,
}

impl Life {
    fn begin(bus: &str) -> Self {
        let air = Daemon::start(bus, Scenario::read(AIR).unwrap(), FAST).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            key: KeySource::Raw([7; 32]),
            ..mycrm_product::config(folder.path().join("mycrm.db"))
        };
        let app = App::open(config).unwrap();
        Self { app, air, folder }
    }

    fn call(&self, name: &str, input: Json) -> Json {
        ipc::call(&self.app, name, input.clone())
            .unwrap_or_else(|problem| panic!("{name} {input}: {problem:#}"))
    }

    fn items(&self, list: &str) -> Vec<Json> {
        self.call(list, json!({}))["items"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Waits until an operation answers what is wanted, and gives the answer.
    fn until(&self, what: &str, name: &str, holds: impl Fn(&Json) -> bool) -> Json {
        let begun = Instant::now();
        loop {
            let answer = self.call(name, json!({}));
            if holds(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{what}: {answer:#}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Switches the mirror on, looks around, and puts everything on that is found.
    fn put_on(&self) {
        self.call("sensing.enable", json!({ "version": 1 }));
        let mut devices: Vec<String> = Vec::new();
        let begun = Instant::now();
        while devices.len() < 3 {
            assert!(begun.elapsed() < PATIENCE, "only {devices:?} were found");
            let found = self.call("devices.scan", json!({ "seconds": 1 }));
            let found = found["items"].as_array().unwrap().iter();
            devices = found
                .map(|one| one["device"].as_str().unwrap().to_owned())
                .collect();
        }
        for device in &devices {
            let worn = self.call("devices.connect", json!({ "device": device }));
            assert_eq!(worn["device"]["simulated"], true, "{worn}");
        }
    }
}

fn state(now: &Json) -> &Json {
    &now["observation"]["state"]
}

#[test]
fn a_whole_day_is_lived_and_leaves_nothing_behind() {
    on_a_bus_of_its_own(
        "day::a_whole_day_is_lived_and_leaves_nothing_behind",
        |bus| {
            let life = Life::begin(bus);
            life.put_on();

            // Where the sensors sit is what they say of themselves.
            let own = life.items("devices.status");
            let of = |kind: &str| own.iter().find(|one| one["kind"] == kind).unwrap();
            assert_eq!(of("heart_strap")["live"]["location"], "chest");
            assert_eq!(of("watch")["live"]["location"], "wrist");
            assert_eq!(of("headband")["live"]["location"], Json::Null);

            // One wearer, whatever they wear: the headband's name stands for all of it.
            let seen = life.until("the wearer is measured", "live.now", |now| {
                now["observation"]["features"]["heart_rate"].is_number()
                    && now["observation"]["features"]["quality"].as_f64() > Some(50.0)
            });
            assert_eq!(seen["observation"]["device"], of("headband")["device"]);
            assert_eq!(seen["simulated"], true);

            calibrate(&life);
            let call = a_heated_call(&life);
            life.until("a minute is kept", "privacy.stored", |stored| {
                let parts = stored["parts"].as_array().unwrap();
                parts
                    .iter()
                    .any(|part| part["what"] == "readings" && part["count"].as_i64() > Some(0))
            });

            let erased = life.call("privacy.erase", json!({}));
            assert!(erased["records"].as_i64() > Some(5), "{erased}");
            nothing_is_left(&life, &call);
        },
    );
}

/// Two minutes of open eyes, two of closed ones, one of slow breathing: the body does what the guide asks for.
fn calibrate(life: &Life) {
    life.call("calibration.start", json!({}));
    let ended = life.until("the calibration ends", "calibration.status", |status| {
        life.air.pose(match status["guide"]["phase"].as_str() {
            Some("eyes_closed") => Scene::closed_eyes(),
            Some("paced_breathing") => Scene::paced_breathing(),
            _ => Scene::open_eyes(),
        });
        status["guide"]["status"] != "running"
    });
    assert_eq!(ended["guide"]["status"], "done", "{ended}");
    let calibration = &life.until("it is kept", "calibrations.list", |list| {
        list["items"][0].is_object()
    })["items"][0];
    assert_eq!(calibration["outcome"], "done");
    assert_eq!(calibration["simulated"], true);
    let open = &calibration["baselines"]["eyes_open"]["heart_rate"]["mean"];
    assert!(
        (open.as_f64().unwrap() - Scene::open_eyes().heart_rate).abs() < 4.0,
        "{open}"
    );
}

/// A call that heats up: stress is noticed, a script offered, taken and praised, the call calmed and ended.
fn a_heated_call(life: &Life) -> Json {
    let contact = life.call("contacts.create", json!({ "last_name": "Lovelace" }));
    life.air.pose(Scene::focused());
    life.call(
        "calls.start",
        json!({ "contact": contact["id"], "subject": "Complaint" }),
    );
    life.air.pose(Scene::stressed());
    let stressed = life.until("stress is noticed", "calls.now", |now| {
        now["call"]["stressed"] == true
    });
    assert_eq!(stressed["call"]["simulated"], true);
    let offered = life.until("a script is offered", "suggestions.list", |list| {
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["what"] == "script")
    });
    let offered = offered["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["what"] == "script")
        .unwrap()
        .clone();
    assert_eq!(
        (&offered["call"], &offered["simulated"]),
        (&stressed["call"]["call"], &json!(true))
    );
    life.call(
        "suggestions.answer",
        json!({ "id": offered["id"], "answer": "taken" }),
    );
    let praise = json!({ "id": offered["id"], "feedback": "helpful", "note": SAID });
    assert_eq!(
        life.call("suggestions.feedback", praise)["feedback"],
        "helpful"
    );

    life.air.pose(Scene::calm());
    life.until("it is calm again", "calls.now", |now| {
        now["call"]["stressed"] == false
    });
    life.until("and known to be", "live.now", |now| *state(now) == "calm");
    let ended = life.call("calls.end", json!({ "note": SAID }));
    let stretch = &ended["stretches"][0];
    assert!(stretch["peak"].as_f64() > Some(50.0), "{ended}");
    assert_eq!(
        life.items("stress_moments.list").len(),
        ended["stretches"].as_array().unwrap().len()
    );
    ended
}

fn nothing_is_left(life: &Life, call: &Json) {
    let stored = life.call("privacy.stored", json!({}));
    assert_eq!(
        (&stored["count"], &stored["enabled"]),
        (&json!(0), &json!(false)),
        "{stored}"
    );
    let heart = "heart_rate";
    for needle in [SAID, "Muse-51F0", "HRM-4A17", "dev_02_4D_59", heart] {
        let tables = found_in_tables(&life.app, needle);
        assert_eq!(tables, Vec::<String>::new(), "{needle}");
        let files = found_in_files(life.folder.path(), needle);
        assert_eq!(files, Vec::<String>::new(), "{needle}");
    }
    for needle in [SAID, "Muse"] {
        let hits = life.call("search.all", json!({ "q": needle }));
        assert_eq!(hits["hits"], json!([]), "{needle}");
    }
    // The air is let go of, and what belongs to the business stays: the call took place.
    let until = Instant::now() + PATIENCE;
    while life.air.standing().iter().any(|device| device.connected) {
        assert!(Instant::now() < until, "a device is still held");
        std::thread::sleep(Duration::from_millis(20));
    }
    let activity = life.call("activities.get", json!({ "id": call["activity"] }));
    assert_eq!(activity["record"]["subject"], "Complaint");
    assert_eq!(life.call("changes.verify", json!({}))["ok"], true);
}

#[test]
fn what_is_live_goes_on_after_a_device_or_the_adapter_was_gone() {
    on_a_bus_of_its_own(
        "day::what_is_live_goes_on_after_a_device_or_the_adapter_was_gone",
        |bus| {
            let life = Life::begin(bus);
            life.put_on();
            let headband = life
                .items("devices.status")
                .iter()
                .find(|one| one["kind"] == "headband")
                .unwrap()["device"]
                .clone();
            let speaks = |device: &Json| device == &headband;
            life.until("the headband speaks", "live.now", |now| {
                speaks(&now["observation"]["device"])
            });
            let beats = || life.air.standing()[1].sent;

            // The strap stands in for the headband while it is gone, and steps back when it returns.
            for _ in 0..3 {
                let connections = life.air.standing()[0].connections;
                life.air.hang_up(0);
                life.until("it is connected again", "live.now", |now| {
                    life.air.standing()[0].connections > connections
                        && speaks(&now["observation"]["device"])
                });
            }
            let before = beats();
            life.air.plug(false);
            let gone = life.until(
                "it is said that the adapter vanished",
                "devices.adapter",
                |adapter| adapter["usable"] == false,
            );
            assert_eq!(gone["state"], "adapter_vanished", "{gone}");
            life.until("nothing is connected", "live.now", |now| {
                now["devices"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|one| one["link"] != "connected")
            });
            life.air.plug(true);
            life.until("everything is heard again", "live.now", |now| {
                let devices = now["devices"].as_array().unwrap();
                devices.len() == 3
                    && devices.iter().all(|one| one["link"] == "connected")
                    && now["observation"]["features"]["heart_rate"].is_number()
                    && speaks(&now["observation"]["device"])
            });
            assert!(beats() > before);
            life.call("sensing.disable", json!({}));
        },
    );
}

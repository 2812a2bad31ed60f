//! The measurements.

use std::collections::HashMap;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use mycrm_signals::decode::Packet;
use mycrm_signals::synth::{Headband, Scene, Strap};
use mycrm_virtual_wearables::{BUS, Daemon, PrivateBus, Scenario};
use mycrm_wearables::recording::{About, Intake, Recorder};
use mycrm_wearables::{Happening, Options, Scan, Session};

/// Which part this process plays.
const PART: &str = "MYCRM_BENCH_PART";
/// What is in the air.
const DEVICES: &str = "MYCRM_BENCH_DEVICES";
/// How long the devices are listened to.
const LISTENING: Duration = Duration::from_secs(20);

pub(crate) fn main() {
    match std::env::var(PART).as_deref() {
        Ok("devices") => devices(),
        Ok("session") => session(),
        _ => {
            for (name, devices) in [
                (
                    "8 headbands",
                    r#"{"kind": "headband", "name": "Muse", "count": 8}"#,
                ),
                (
                    "4 headbands, 2 straps, 2 watches",
                    r#"{"kind": "headband", "name": "Muse", "count": 4}, {"kind": "strap", "count": 2}, {"kind": "watch", "count": 2}"#,
                ),
            ] {
                println!("{}", air(name, devices));
            }
            hour();
        }
    }
}

/// Runs devices and session against each other; gives what the session said, with the name of the case.
fn air(name: &str, devices: &str) -> String {
    let bus = PrivateBus::start().expect("dbus-daemon is installed");
    let part = |part: &str| {
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command
            .env(PART, part)
            .env(DEVICES, devices)
            .env(BUS, bus.address());
        command
    };
    let mut air: Child = part("devices").spawn().expect("the devices start");
    let told = part("session").output().expect("the session ends");
    let _ = air.kill();
    let _ = air.wait();
    eprint!("{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8_lossy(&told.stdout)
        .trim()
        .replace("CASE", name)
}

fn devices() {
    let devices = std::env::var(DEVICES).expect("the devices are given");
    let scenario = Scenario::read(&format!(
        r#"{{"about": "bench", "devices": [{devices}], "phases": [{{"for": 600, "scene": "open_eyes"}}]}}"#
    ))
    .expect("the scenario can be played");
    let bus = std::env::var(BUS).expect("the bus is given");
    let _daemon = Daemon::start(&bus, scenario, 1.0).expect("the daemon starts");
    std::thread::sleep(Duration::from_secs(600));
}

/// Connects all eight, listens, counts what is missing.
fn session() {
    let session = Session::start(Options::new(|| 0)).expect("the session starts");
    let begun = Instant::now();
    while session.scan(Scan::default()).is_err() && begun.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(100));
    }
    while session.found().len() < 8 {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "not all devices were found"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    session.stop_scan();
    for found in session.found() {
        let outcome = session.connect(&found.id).expect("the session takes it");
        outcome.wait().expect("the device is connected");
    }
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let about = About {
        started: 0,
        simulated: true,
        source: "bench".into(),
    };
    let recorder = Recorder::create(folder.path(), &[1; 32], &about).expect("it is recorded");
    let mut intake = Intake::new(recorder, 0);
    let mut events = session.events();
    let mut sequences: HashMap<(String, u8), u16> = HashMap::new();
    let (mut packets, mut lost) = (0_u64, 0_u64);
    let (cpu, begun) = (cpu(), Instant::now());
    while begun.elapsed() < LISTENING {
        let Some(event) = events.next_blocking() else {
            break;
        };
        match event.what {
            Happening::Packet { arrived, packet } => {
                let device = event
                    .device
                    .map(|id| id.as_str().to_owned())
                    .unwrap_or_default();
                packets += 1;
                let prefix = format!("{} ", &device[device.len().saturating_sub(2)..]);
                intake
                    .packet(&prefix, arrived, &packet)
                    .expect("it is recorded");
                if let Some((sensor, sequence)) = numbered(&packet) {
                    let before = sequences.insert((device, sensor), sequence);
                    if let Some(before) = before {
                        lost += u64::from(sequence.wrapping_sub(before).saturating_sub(1));
                    }
                }
            }
            Happening::Missed(missed) => lost += missed,
            _ => {}
        }
    }
    let (used, passed) = (self::cpu() - cpu, begun.elapsed().as_secs_f64());
    let devices = session.devices();
    assert_eq!(
        devices
            .iter()
            .map(|one| one.dropped + one.garbage)
            .sum::<u64>(),
        0
    );
    figure(
        "wearables: CPU of the session, CASE",
        100.0 * used / passed,
        "% of a core",
        Some(5.0),
    );
    figure(
        "wearables: packets a second, CASE",
        packets as f64 / passed,
        "1/s",
        None,
    );
    figure(
        "wearables: lost packets, CASE",
        lost as f64,
        "packets",
        None,
    );
}

/// The sensor of a numbered packet, and its number.
fn numbered(packet: &Packet) -> Option<(u8, u16)> {
    match packet {
        Packet::Eeg(electrode, packet) => Some((electrode.index() as u8, packet.sequence)),
        Packet::Light(light, packet) => Some((8 + *light as u8, packet.sequence)),
        Packet::Acceleration(packet) => Some((16, packet.sequence)),
        Packet::Turning(packet) => Some((17, packet.sequence)),
        _ => None,
    }
}

/// Seconds that all threads of this process have computed.
fn cpu() -> f64 {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let of = |thread: std::io::Result<std::fs::DirEntry>| -> Option<f64> {
        use std::io::Read as _;
        let mut text = String::new();
        let mut file = std::fs::File::options()
            .read(true)
            .open(thread.ok()?.path().join("schedstat"))
            .ok()?;
        file.read_to_string(&mut text).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    threads.filter_map(of).sum::<f64>() / 1e9
}

/// The size of an hour of a headband with five channels and a strap.
fn hour() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let about = About {
        started: 0,
        simulated: true,
        source: "bench".into(),
    };
    let recorder = Recorder::create(folder.path(), &[1; 32], &about).expect("it is recorded");
    let mut intake = Intake::new(recorder, 0);
    let mut headband = Headband::new(1, Scene::open_eyes(), 90.0).with_aux();
    let mut strap = Strap::new(1, Scene::open_eyes());
    let mut beat = strap.next_packet();
    let mut spent = 0.0;
    loop {
        let timed = headband.next_packet();
        if timed.time > 3_600.0 {
            break;
        }
        let begun = Instant::now();
        while beat.time <= timed.time {
            intake
                .packet("", (beat.time * 1e6) as i64, &beat.packet)
                .expect("it is recorded");
            beat = strap.next_packet();
        }
        intake
            .packet("", (timed.time * 1e6) as i64, &timed.packet)
            .expect("it is recorded");
        spent += begun.elapsed().as_secs_f64();
    }
    let path = intake.finish().expect("it is recorded");
    let bytes = path.metadata().map_or(0, |metadata| metadata.len());
    figure(
        "wearables: an hour's recording, headband and strap",
        bytes as f64 / 1e6,
        "MB",
        Some(12.0),
    );
    figure("wearables: recording an hour", spent, "s", None);
}

fn figure(name: &str, value: f64, unit: &str, against: Option<f64>) {
    let round = |number: f64| (number * 1_000.0).round() / 1_000.0;
    let line = serde_json::json!({
        "name": name,
        "value": round(value),
        "unit": unit,
        "against": against,
        "ratio": against.map(|most| round(value / most)),
        "cpu": null,
        "cpu_ratio": null,
    });
    println!("{line}");
}

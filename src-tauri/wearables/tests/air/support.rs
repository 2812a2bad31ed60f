//! A bus, a daemon and a session for one test.

use std::process::Command;
use std::time::{Duration, Instant};

use mycrm_virtual_wearables::{BUS, Daemon, PrivateBus, Scenario};
use mycrm_wearables::{DeviceId, Event, Events, Found, Happening, Options, Scan, Session};

/// Runs `body` in a process of its own with a private bus as the system's.
pub(crate) fn on_a_private_bus(name: &str, body: impl FnOnce(&str)) {
    const INSIDE: &str = "MYCRM_TEST_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        body(&std::env::var(BUS).expect("the bus is given"));
        return;
    }
    let bus = PrivateBus::start().expect("dbus-daemon is installed");
    let ended = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(BUS, bus.address())
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

/// A test on a private bus: its name is its path below the test binary.
macro_rules! on_air {
    ($(#[$note:meta])* fn $name:ident($bus:ident) $body:block) => {
        $(#[$note])*
        #[test]
        fn $name() {
            let path = concat!(module_path!(), "::", stringify!($name));
            let path = path.split_once("::").unwrap().1;
            crate::support::on_a_private_bus(path, |$bus| $body);
        }
    };
}
pub(crate) use on_air;

/// A scenario with these devices and faults, in which the body sits quietly.
pub(crate) fn scenario(devices: &str, faults: &str) -> Scenario {
    Scenario::read(&format!(
        r#"{{"about": "test", "seed": 5, "devices": [{devices}], "faults": [{faults}],
            "phases": [{{"for": 600, "scene": "open_eyes"}}]}}"#
    ))
    .unwrap()
}

pub(crate) const HEADBAND: &str = r#"{"kind": "headband", "name": "Muse-51F0"}"#;
pub(crate) const STRAP: &str = r#"{"kind": "strap", "name": "HRM", "battery": 91}"#;

pub(crate) fn daemon(bus: &str, devices: &str, faults: &str) -> Daemon {
    Daemon::start(bus, scenario(devices, faults), 1.0).unwrap()
}

/// A session that waits less than one in a person's hands.
pub(crate) fn session() -> Session {
    let mut options = Options::new(|| 1_700_000_000_000);
    options.connect_within = Duration::from_secs(3);
    options.first_wait = Duration::from_millis(50);
    options.longest_wait = Duration::from_millis(400);
    options.watch_every = Duration::from_millis(150);
    options.silence = Duration::from_millis(600);
    Session::start(options).unwrap()
}

/// Waits until `holds`, at most ten seconds.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(10), "in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Scans until so many devices are found.
pub(crate) fn find(session: &Session, scan: Scan, count: usize) -> Vec<Found> {
    session.scan(scan).unwrap();
    until("devices are found", || session.found().len() >= count);
    session.stop_scan();
    session.found()
}

/// The one device of a kind in the air.
pub(crate) fn the(session: &Session, name: &str) -> DeviceId {
    let found = session.found();
    let mut fitting = found.iter().filter(|found| {
        found
            .name
            .as_deref()
            .is_some_and(|own| own.starts_with(name))
    });
    let one = fitting
        .next()
        .unwrap_or_else(|| panic!("no {name} in {found:?}"));
    assert!(fitting.next().is_none());
    one.id.clone()
}

/// Reads events until one fits, at most ten seconds.
pub(crate) fn wait_for(events: &mut Events, what: &str, fits: impl Fn(&Event) -> bool) -> Event {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if let Some(event) = events.next_within(Duration::from_millis(200))
            && fits(&event)
        {
            return event;
        }
    }
    panic!("in vain: {what}");
}

/// How many packets come within `time`.
pub(crate) fn packets(events: &mut Events, device: &DeviceId, time: Duration) -> usize {
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < time {
        if let Some(event) = events.next_within(Duration::from_millis(20))
            && event.device.as_ref() == Some(device)
            && matches!(event.what, Happening::Packet { .. })
        {
            count += 1;
        }
    }
    count
}

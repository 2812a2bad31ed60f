//! Connections stand, break and come back.

use std::collections::BTreeMap;
use std::time::Duration;

use mycrm_signals::decode::Packet;
use mycrm_wearables::{DeviceKind, Ended, Happening, LinkState, Scan, Trouble};

use crate::support::{
    HEADBAND, STRAP, daemon, find, on_air, packets, session, the, until, wait_for,
};

on_air! {
    fn a_headband_is_told_to_begin_and_every_sensor_is_heard(bus) {
        let daemon = daemon(bus, HEADBAND, "");
        let session = session();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        let mut events = session.events();
        session.connect(&muse).unwrap().wait().unwrap();
        assert_eq!(daemon.standing()[0].commands[..4], ["h", "p50", "s", "d"]);
        let status = session.devices().remove(0);
        assert_eq!((status.state, status.kind), (LinkState::Connected, DeviceKind::Headband));
        assert!(status.simulated);

        let mut sensors: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        let mut last = 0;
        for _ in 0..2_000 {
            let Some(event) = events.next_within(Duration::from_secs(2)) else { break };
            let Happening::Packet { arrived, packet } = event.what else { continue };
            assert!(arrived >= last, "time ran backwards");
            last = arrived;
            let (sensor, sequence) = match packet {
                Packet::Eeg(electrode, packet) => (electrode.name(), packet.sequence),
                Packet::Light(_, packet) => ("light", packet.sequence),
                Packet::Acceleration(packet) => ("acceleration", packet.sequence),
                Packet::Turning(packet) => ("turning", packet.sequence),
                _ => continue,
            };
            sensors.entry(sensor).or_default().push(sequence);
            if sensors.get("TP9").is_some_and(|all| all.len() > 60) {
                break;
            }
        }
        assert_eq!(sensors.len(), 8, "{:?}", sensors.keys());
        for (sensor, sequences) in &sensors {
            let step = |pair: &[u16]| pair[1].wrapping_sub(pair[0]);
            let whole = sequences.windows(2).all(|pair| step(pair) == 1 || *sensor == "light" && step(pair) == 0);
            assert!(whole, "{sensor}: {sequences:?}");
        }

        session.disconnect(&muse).unwrap().wait().unwrap();
        let standing = daemon.standing().remove(0);
        assert!(!standing.connected);
        assert_eq!(standing.commands.last().map(String::as_str), Some("h"));
        assert!(session.devices().is_empty());
    }
}

on_air! {
    fn charge_is_told_by_a_strap_and_by_a_headband(bus) {
        let daemon = daemon(bus, &format!("{STRAP}, {HEADBAND}"), "");
        let session = session();
        find(&session, Scan::default(), 2);
        let (strap, muse) = (the(&session, "HRM"), the(&session, "Muse"));
        session.connect(&strap).unwrap().wait().unwrap();
        let battery = |id| session.devices().into_iter().find(|one| one.id == id).and_then(|one| one.battery);
        until("the strap tells its charge", || battery(strap.clone()) == Some(91));
        session.connect(&muse).unwrap().wait().unwrap();
        let telemetry = mycrm_signals::decode::Telemetry {
            sequence: 1, battery: 42.0, fuel_gauge_mv: 3700.0, adc_mv: 3300, temperature: 29,
        };
        let (characteristic, bytes) = Packet::Telemetry(telemetry).to_notification();
        daemon.notify(1, characteristic, bytes);
        until("the headband tells its charge", || battery(muse.clone()) == Some(42));
    }
}

on_air! {
    fn two_devices_at_once_each_keep_their_own(bus) {
        let daemon = daemon(bus, &format!("{HEADBAND}, {STRAP}"), "");
        let session = session();
        find(&session, Scan::default(), 2);
        let (muse, strap) = (the(&session, "Muse"), the(&session, "HRM"));
        let both = [session.connect(&muse).unwrap(), session.connect(&strap).unwrap()];
        for outcome in both {
            outcome.wait().unwrap();
        }
        let mut events = session.events();
        let (mut of_muse, mut of_strap) = (0, 0);
        for _ in 0..1_200 {
            let Some(event) = events.next_within(Duration::from_secs(2)) else { break };
            if let Happening::Packet { packet, .. } = event.what {
                let heart = matches!(packet, Packet::HeartRate(_) | Packet::Battery(_));
                assert_eq!(heart, event.device.as_ref() == Some(&strap));
                if heart { of_strap += 1 } else { of_muse += 1 }
            }
            if of_strap >= 3 && of_muse >= 300 { break }
        }
        assert!(of_strap >= 3 && of_muse >= 300, "{of_muse} {of_strap}");
        // One going does not disturb the other.
        session.disconnect(&strap).unwrap().wait().unwrap();
        assert!(packets(&mut session.events(), &muse, Duration::from_millis(500)) > 50);
        assert!(daemon.standing()[0].connected && !daemon.standing()[1].connected);
    }
}

on_air! {
    fn twenty_broken_connections_come_back_with_every_subscription_and_nothing_leaks(bus) {
        let daemon = daemon(bus, HEADBAND, "");
        let session = session();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        let mut events = session.events();
        session.connect(&muse).unwrap().wait().unwrap();
        let listened = daemon.standing()[0].listened;
        assert_eq!(listened, 12);
        let (mut threads, mut files) = (0, 0);
        for round in 0..20 {
            assert!(packets(&mut events, &muse, Duration::from_millis(150)) > 10, "round {round}");
            if round == 1 {
                (threads, files) = (entries("task"), entries("fd"));
            }
            daemon.hang_up(0);
            let lost = wait_for(&mut events, "the loss is noticed", |event| {
                matches!(event.what, Happening::Disconnected { .. })
            });
            let Happening::Disconnected { reason, again_in } = lost.what else { unreachable!() };
            assert_eq!(reason, Ended::Lost);
            assert!(again_in.is_some());
            wait_for(&mut events, "it comes back", |event| matches!(event.what, Happening::Connected));
            assert_eq!(daemon.standing()[0].listened, listened, "round {round}");
        }
        assert!(packets(&mut events, &muse, Duration::from_millis(500)) > 50);
        assert_eq!(session.devices()[0].connections, 21);
        assert_eq!((entries("task"), entries("fd")), (threads, files));
    }
}

/// Entries of a folder of this process: its threads, its open files.
fn entries(of: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{of}"))
        .unwrap()
        .count()
}

on_air! {
    fn a_device_that_does_not_answer_is_given_up_and_answers_later(bus) {
        let deaf = r#"{"fault": "deaf", "device": 0, "for": 6}"#;
        let daemon = daemon(bus, STRAP, deaf);
        let session = session();
        find(&session, Scan::default(), 1);
        let strap = the(&session, "HRM");
        let begun = std::time::Instant::now();
        let outcome = session.connect(&strap).unwrap();
        let mut events = session.events();
        let given_up = wait_for(&mut events, "the first attempt ends", |event| {
            matches!(event.what, Happening::Disconnected { .. })
        });
        let Happening::Disconnected { reason, again_in } = given_up.what else { unreachable!() };
        assert_eq!(reason, Ended::Trouble { trouble: Trouble::OutOfReach { device: strap.clone() } });
        assert!(again_in.is_some());
        // Our own time limit, not the half minute of the system.
        assert!(begun.elapsed() < Duration::from_secs(6));
        outcome.wait().unwrap();
        assert!(daemon.standing()[0].connected);
    }
}

on_air! {
    fn a_silent_headband_is_told_to_go_on_then_connected_anew(bus) {
        let silent = r#"{"fault": "silent", "device": 0, "from": 3, "for": 3}"#;
        let daemon = daemon(bus, HEADBAND, silent);
        let session = session();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        let mut events = session.events();
        session.connect(&muse).unwrap().wait().unwrap();
        let ended = wait_for(&mut events, "the silence is noticed", |event| {
            matches!(event.what, Happening::Disconnected { .. })
        });
        assert!(matches!(ended.what, Happening::Disconnected { reason: Ended::Silent, .. }), "{ended:?}");
        until("it is heard again", || packets(&mut events, &muse, Duration::from_millis(200)) > 10);
        assert!(daemon.standing()[0].connections >= 2);
    }
}

on_air! {
    fn a_dying_battery_ends_the_connection(bus) {
        let dying = r#"{"fault": "battery", "device": 0, "amount": 600}"#;
        let _daemon = daemon(bus, r#"{"kind": "strap", "name": "HRM", "battery": 30}"#, dying);
        let session = session();
        find(&session, Scan::default(), 1);
        let strap = the(&session, "HRM");
        let mut events = session.events();
        session.connect(&strap).unwrap().wait().unwrap();
        let ended = wait_for(&mut events, "it dies", |event| matches!(event.what, Happening::Disconnected { .. }));
        assert!(matches!(ended.what, Happening::Disconnected { reason: Ended::Lost, again_in: Some(_) }));
        assert!(session.devices()[0].battery.unwrap() < 20);
    }
}

on_air! {
    fn stopping_says_goodbye_to_every_device(bus) {
        let daemon = daemon(bus, &format!("{HEADBAND}, {STRAP}"), "");
        let session = session();
        find(&session, Scan::default(), 2);
        for found in session.found() {
            session.connect(&found.id).unwrap().wait().unwrap();
        }
        let mut events = session.events();
        session.stop();
        assert!(daemon.standing().iter().all(|one| !one.connected && one.listened == 0));
        while events.try_next().is_some() {}
        assert!(events.next_blocking().is_none());
        assert_eq!(session.connect(&session.found()[0].id).unwrap_err(), Trouble::Stopped);
        session.stop();
    }
}

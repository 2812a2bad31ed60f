//! Devices are found, told apart, and known for what they are.

use std::collections::BTreeSet;

use mycrm_wearables::{DeviceKind, Scan, Trouble};

use crate::support::{HEADBAND, STRAP, daemon, find, on_air, session, until};

on_air! {
    fn a_headband_a_strap_and_a_watch_are_found_and_marked_as_simulated(bus) {
        let watch = r#"{"kind": "watch", "name": "Watch-9C02", "rssi": -70}"#;
        let kettle = r#"{"kind": "other", "name": "Kettle"}"#;
        let _daemon = daemon(bus, &format!("{HEADBAND}, {STRAP}, {watch}, {kettle}"), "");
        let session = session();
        assert!(session.adapter().simulated);
        let found = find(&session, Scan::default(), 3);
        assert_eq!(found.len(), 3, "{found:?}");
        let kind = |name: &str| {
            let one = found.iter().find(|one| one.name.as_deref().unwrap().starts_with(name));
            one.unwrap().kind
        };
        assert_eq!(kind("Muse"), DeviceKind::Headband);
        assert_eq!(kind("HRM"), DeviceKind::HeartStrap);
        assert_eq!(kind("Watch"), DeviceKind::Watch);
        for one in &found {
            assert!(one.simulated && one.name.as_deref().unwrap().ends_with("(simulated)"), "{one:?}");
            assert!(one.last_seen.is_some());
        }
        // The nearest stands first.
        assert_eq!(found[2].rssi, Some(-70));
        // Whoever asks for everything sees the rest as well.
        let all = find(&session, Scan::everything(), 4);
        assert_eq!(all.iter().filter(|one| one.kind == DeviceKind::Unknown).count(), 1);
    }
}

on_air! {
    fn fifty_of_one_name_and_twenty_of_none_are_told_apart(bus) {
        let devices = r#"{"kind": "headband", "name": "Muse", "count": 50}, {"kind": "other", "count": 20}"#;
        let _daemon = daemon(bus, devices, "");
        let session = session();
        let found = find(&session, Scan::everything(), 70);
        let labels: BTreeSet<String> = found.iter().map(mycrm_wearables::Found::label).collect();
        assert_eq!(labels.len(), 70);
        assert_eq!(found.iter().filter(|one| one.name.is_none()).count(), 20);
    }
}

on_air! {
    fn signal_strength_follows_and_the_scan_ends_by_itself(bus) {
        let daemon = daemon(bus, STRAP, "");
        let session = session();
        let short = Scan { lasting: std::time::Duration::from_millis(1500), ..Scan::default() };
        session.scan(short).unwrap();
        until("the strap is found", || session.found().len() == 1);
        daemon.set_rssi(0, -91);
        until("its strength follows", || session.found()[0].rssi == Some(-91));
        until("the scan ends", || !session.is_scanning());
    }
}

on_air! {
    fn a_device_that_nobody_knows_is_refused(bus) {
        let _daemon = daemon(bus, STRAP, "");
        let session = session();
        let stranger = mycrm_wearables::DeviceId::new("hci0/dev_00_00_00_00_00_01");
        let refused = session.connect(&stranger).unwrap().wait().unwrap_err();
        assert_eq!(refused, Trouble::OutOfReach { device: stranger });
        assert!(session.devices().is_empty());
    }
}

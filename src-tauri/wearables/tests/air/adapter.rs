//! The adapter is missing, off, vanishes, comes back.

use std::time::Duration;

use mycrm_wearables::{AdapterState, Ended, Happening, Platform, Scan, Trouble};

use crate::support::{STRAP, daemon, find, on_air, packets, session, the, until, wait_for};

on_air! {
    fn without_the_systems_service_it_is_said_what_to_do(bus) {
        assert!(!bus.is_empty());
        let session = session();
        let trouble = session.adapter().trouble.unwrap();
        assert_eq!(trouble, Trouble::NoService);
        assert_eq!(trouble.remedy(Platform::Linux).as_deref(), Some("no_service_linux"));
        assert_eq!(session.scan(Scan::default()), Err(Trouble::NoService));
    }
}

on_air! {
    fn an_adapter_that_is_plugged_in_later_is_taken(bus) {
        let daemon = daemon(bus, STRAP, "");
        daemon.plug(false);
        let session = session();
        assert_eq!(session.adapter().trouble, Some(Trouble::NoAdapter));
        daemon.plug(true);
        until("the adapter is taken", || session.adapter().state == AdapterState::On);
        assert_eq!(find(&session, Scan::default(), 1).len(), 1);
    }
}

on_air! {
    fn an_adapter_that_is_off_stays_off_and_is_named(bus) {
        let daemon = daemon(bus, STRAP, "");
        daemon.power(false);
        let session = session();
        assert_eq!(session.adapter().trouble, Some(Trouble::AdapterOff));
        assert_eq!(session.scan(Scan::default()), Err(Trouble::AdapterOff));
        std::thread::sleep(Duration::from_millis(400));
        // Nobody switched it on behind the wearer's back.
        assert_eq!(session.adapter().trouble, Some(Trouble::AdapterOff));
        daemon.power(true);
        until("it is on", || session.adapter().state == AdapterState::On);
        session.scan(Scan::default()).unwrap();
    }
}

on_air! {
    fn a_connection_outlives_an_adapter_that_was_switched_off_and_one_that_vanished(bus) {
        let daemon = daemon(bus, STRAP, "");
        let session = session();
        find(&session, Scan::default(), 1);
        let strap = the(&session, "HRM");
        let mut events = session.events();
        session.connect(&strap).unwrap().wait().unwrap();
        for vanishes in [false, true] {
            let switch = |on| if vanishes { daemon.plug(on) } else { daemon.power(on) };
            switch(false);
            let ended = wait_for(&mut events, "the loss is noticed", |event| {
                matches!(event.what, Happening::Disconnected { .. })
            });
            let Happening::Disconnected { reason, .. } = ended.what else { unreachable!() };
            assert!(matches!(reason, Ended::Adapter | Ended::Lost), "{reason:?}");
            let expected = if vanishes { Trouble::AdapterVanished } else { Trouble::AdapterOff };
            until("the trouble is named", || session.adapter().trouble.as_ref() == Some(&expected));
            switch(true);
            wait_for(&mut events, "it comes back", |event| matches!(event.what, Happening::Connected));
            until("it is heard", || packets(&mut events, &strap, Duration::from_millis(300)) > 0);
        }
    }
}

//! Devices that send what no device should.

use std::time::Duration;

use mycrm_signals::decode::uuids;
use mycrm_wearables::{Ended, Happening, Scan, Trouble};

use crate::support::{HEADBAND, daemon, find, on_air, packets, session, the, until, wait_for};

on_air! {
    fn garbage_is_counted_and_disturbs_nothing(bus) {
        let garbage = r#"{"fault": "garbage", "device": 0, "amount": 300}"#;
        let daemon = daemon(bus, HEADBAND, garbage);
        let session = session();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        let mut events = session.events();
        session.connect(&muse).unwrap().wait().unwrap();
        for length in [0, 1, 2, 19, 21, 255] {
            daemon.notify(0, uuids::MUSE_TP9, vec![0xff; length]);
        }
        let told = wait_for(&mut events, "garbage is told", |event| matches!(event.what, Happening::Garbage { .. }));
        let Happening::Garbage { notifications, why } = told.what else { unreachable!() };
        assert!(notifications > 0 && !why.is_empty());
        assert!(packets(&mut events, &muse, Duration::from_secs(1)) > 120);
        until("it is counted", || session.devices()[0].garbage > 50);
    }
}

on_air! {
    fn a_flood_is_cut_off_and_a_lasting_one_given_up(bus) {
        let flood = r#"{"fault": "flood", "device": 0, "from": 2, "amount": 10000}"#;
        let _daemon = daemon(bus, HEADBAND, flood);
        let session = session();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        let mut events = session.events();
        session.connect(&muse).unwrap().wait().unwrap();
        let told = wait_for(&mut events, "the flood is told", |event| matches!(event.what, Happening::Flooded { .. }));
        assert!(matches!(told.what, Happening::Flooded { dropped } if dropped > 0));
        // A system that is too busy with the flood may lose the device first, and find it again: that is not giving up.
        wait_for(&mut events, "it is given up", |event| {
            matches!(event.what, Happening::Disconnected { reason: Ended::Flooded, again_in: None })
        });
        until("it is let go", || session.devices().is_empty());
    }
}

on_air! {
    fn a_slow_reader_is_told_what_it_missed_and_memory_stays_bounded(bus) {
        let _daemon = daemon(bus, HEADBAND, r#"{"fault": "flood", "device": 0, "amount": 1500}"#);
        let mut options = mycrm_wearables::Options::new(|| 0);
        options.buffer = 64;
        let session = mycrm_wearables::Session::start(options).unwrap();
        find(&session, Scan::default(), 1);
        let muse = the(&session, "Muse");
        session.connect(&muse).unwrap().wait().unwrap();
        let mut events = session.events();
        std::thread::sleep(Duration::from_millis(700));
        let first = events.try_next().unwrap();
        assert!(matches!(first.what, Happening::Missed(missed) if missed > 64), "{first:?}");
    }
}

on_air! {
    fn what_is_no_wearable_is_refused_and_left(bus) {
        let daemon = daemon(bus, r#"{"kind": "other", "name": "Kettle"}"#, "");
        let session = session();
        find(&session, Scan::everything(), 1);
        let kettle = the(&session, "Kettle");
        let refused = session.connect(&kettle).unwrap().wait().unwrap_err();
        assert_eq!(refused, Trouble::NotAWearable { device: kettle });
        assert!(!daemon.standing()[0].connected);
    }
}

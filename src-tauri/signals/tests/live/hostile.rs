//! Bad contact, bad connections, bad clocks, garbage.

use super::common::{calibrated, live, moments, run};
use mycrm_signals::decode::{EegPacket, Electrode, Packet, uuids};
use mycrm_signals::eeg::Flaw;
use mycrm_signals::live::{HeartSource, Line, Live, Settings};
use mycrm_signals::state::{State, Unsure};
use mycrm_signals::synth::{Headband, Random, Scene, Strap};
use proptest::prelude::*;

#[test]
fn losses_are_counted_exactly_and_measured_around() {
    let mut live = live();
    let mut band = Headband::new(
        12,
        Scene {
            blinks: 0.0,
            ..Scene::closed_eyes()
        },
        90.0,
    );
    let mut random = Random::new(1);
    let (mut lost, mut doubled) = (0, 0);
    let mut first = true;
    let mut waiting: Vec<(f64, Packet)> = vec![];
    loop {
        let timed = band.next_packet();
        if timed.time > 60.0 {
            break;
        }
        let numbered = !matches!(timed.packet, Packet::Telemetry(_) | Packet::Light(..));
        let begun = timed.time > 1.0 && timed.time < 59.0;
        if numbered && begun && random.even() < 0.02 {
            lost += 1;
            continue;
        }
        waiting.push((timed.time + 0.01, timed.packet.clone()));
        if numbered && begun && random.even() < 0.02 {
            doubled += 1;
            waiting.push((timed.time + 0.012, timed.packet));
        }
        first = false;
    }
    assert!(!first);
    for (time, packet) in waiting {
        live.feed(&packet, time);
    }
    let losses = live.losses();
    assert_eq!(
        (losses.lost, losses.doubled, losses.late),
        (lost, doubled, 0)
    );
    let last = moments(&mut live).pop().unwrap();
    assert!(last.eeg.unwrap().relative.alpha > 0.5);
    let usable = last
        .electrodes
        .iter()
        .filter(|e| e.quality.usable())
        .count();
    assert!(usable >= 3, "{:?}", last.electrodes);
    assert!(live.take_trace(Line::Eeg(Electrode::Tp9)).samples.len() <= 1024);
}

#[test]
fn an_electrode_without_contact_is_named_and_left_out() {
    let mut live = live();
    let scene = Scene {
        contact: [1.0, 0.0, 1.0, 0.4, 0.0],
        ..Scene::open_eyes()
    };
    let mut band = Headband::new(3, scene, 90.0).with_aux();
    let last = run(&mut live, &mut band, 30.0).pop().unwrap();
    let of = |e: Electrode| &last.electrodes[e.index()];
    assert_eq!(of(Electrode::Af7).quality.flaws[0], Flaw::Railing);
    assert!(of(Electrode::Af7).powers.is_none() && of(Electrode::Tp10).powers.is_none());
    assert!(
        of(Electrode::Tp10).quality.flaws.contains(&Flaw::Hum),
        "{:?}",
        of(Electrode::Tp10)
    );
    assert!(of(Electrode::Tp9).powers.is_some() && last.eeg.unwrap().blinks.is_none());
}

#[test]
fn walking_and_silence_are_not_believed() {
    let mut live = live();
    let mut band = Headband::new(3, Scene::walking(), 90.0);
    let last = run(&mut live, &mut band, 40.0).pop().unwrap();
    assert!(last.motion.unwrap().spoils && last.eeg.is_none());
    assert_eq!(
        (last.state.state, last.state.unsure),
        (None, Some(Unsure::PoorSignal))
    );
    for second in 41..80 {
        live.tick(f64::from(second));
    }
    let last = moments(&mut live).pop().unwrap();
    assert!(
        last.electrodes
            .iter()
            .all(|e| e.quality.flaws == [Flaw::Silent])
    );
    assert!(last.heart.is_none() && last.state.state.is_none());
}

/// Bursts, losses, doubles and a slow clock, with a strap beside the headband: the truth still comes through.
#[test]
fn a_bad_connection_and_a_second_device() {
    let profile = calibrated(80);
    let mut live = Live::new(Settings::default(), profile).unwrap();
    let mut band = Headband::new(81, Scene::open_eyes(), 100.0);
    let mut strap = Strap::new(81, Scene::open_eyes());
    let mut random = Random::new(9);
    let mut arrivals: Vec<(f64, Packet)> = vec![];
    let mut last = 0.0;
    loop {
        let timed = band.next_packet();
        if timed.time > 240.0 {
            break;
        }
        if timed.time > 60.0 {
            band.body().set(Scene::stressed());
        }
        // The band's clock runs 200 parts in a million slow; for half a second of every five nothing gets through.
        let sent = timed.time * (1.0 + 200e-6);
        let held = if sent % 5.0 < 0.5 {
            0.5 - sent % 5.0
        } else {
            0.0
        };
        // A connection delivers in order.
        last = (sent + held + 0.02 * random.even()).max(last);
        if random.even() > 0.02 {
            arrivals.push((last, timed.packet.clone()));
            if random.even() < 0.01 {
                arrivals.push((last, timed.packet));
            }
        }
    }
    loop {
        let timed = strap.next_packet();
        if timed.time > 240.0 {
            break;
        }
        if timed.time > 60.0 {
            strap.body().set(Scene::stressed());
        }
        arrivals.push((timed.time + 0.1, timed.packet));
    }
    arrivals.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut all = vec![];
    for (time, packet) in arrivals {
        live.feed(&packet, time);
        all.extend(moments(&mut live));
    }
    let losses = live.losses();
    assert!(losses.lost > 200 && losses.doubled > 100, "{losses:?}");
    let clock = live.clock().unwrap();
    assert!(
        (clock.drift_ppm - 200.0).abs() < 60.0 && clock.jitter > 0.1 && clock.steps == 0,
        "{clock:?}"
    );
    let later = &all[150..];
    let right = later
        .iter()
        .filter(|m| m.state.state == Some(State::Stressed))
        .count();
    assert!(
        right as f64 > 0.7 * later.len() as f64,
        "{right} of {}: {:?}",
        later.len(),
        all.last()
    );
    assert_eq!(
        all.last().unwrap().heart.as_ref().unwrap().source,
        HeartSource::Strap
    );
}

#[test]
fn clocks_that_jump_and_floods_do_not_grow_the_memory() {
    let mut live = live();
    let packet = |n: u16| {
        Packet::Eeg(
            Electrode::Tp9,
            EegPacket {
                sequence: n,
                samples: [1.0; 12],
            },
        )
    };
    for n in 0..200_u16 {
        live.feed(&packet(n), 1e9 + f64::from(n) * 0.05);
    }
    live.feed(&packet(200), f64::NAN);
    live.feed(&packet(200), f64::INFINITY);
    live.feed(&packet(201), 5.0);
    live.feed(&packet(202), 1e10);
    live.feed(&packet(203), 1e12);
    assert!(moments(&mut live).len() < 40);
    // 10,000 notifications a second for ten seconds.
    for n in 0..100_000_u32 {
        live.feed(&packet(n as u16), 2e10 + f64::from(n) / 10_000.0);
    }
    assert!(moments(&mut live).len() <= 12);
    assert!(live.take_trace(Line::Eeg(Electrode::Tp9)).samples.len() <= 1024);
    live.tick(f64::MAX);
    assert!(moments(&mut live).len() <= 120);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_notifications_at_any_time(
        notifications in prop::collection::vec(
            (0_usize..7, prop::collection::vec(any::<u8>(), 0..60), prop_oneof![0.0..100.0_f64, any::<f64>()]), 0..200)
    ) {
        let characteristics = [
            uuids::MUSE_TP9, uuids::MUSE_AF7, uuids::MUSE_AF8, uuids::MUSE_PPG2, uuids::MUSE_ACCELEROMETER,
            uuids::HEART_RATE_MEASUREMENT, uuids::ATHENA_DATA,
        ];
        let mut live = live();
        for (which, mut bytes, time) in notifications {
            if which < 5 {
                bytes.resize(20, 0x5a);
            }
            let _ = live.notify(characteristics[which], &bytes, time);
            for moment in moments(&mut live) {
                prop_assert!((0.0..=1.0).contains(&moment.state.confidence));
                prop_assert!(moment.electrodes.iter().all(|e| (0.0..=1.0).contains(&e.quality.score)));
            }
        }
    }
}

//! What is known to be in a signal comes out of it.

use super::common::{calibrated, live, moments, run, wave};
use mycrm_signals::decode::{
    AthenaContent, AthenaPacket, AthenaPart, Electrode, HeartRate, Packet, uuids,
};
use mycrm_signals::live::{HeartSource, Live, Settings};
use mycrm_signals::state::State;
use mycrm_signals::synth::{Body, Headband, Scene, Strap};
use std::f64::consts::TAU;

#[test]
fn a_live_wearer_moves_between_threads() {
    fn movable<T: Send>() {}
    movable::<Live>();
}

#[test]
fn an_injected_wave_comes_out_with_its_frequency_and_its_microvolts() {
    for (amplitude, frequency) in [(20.0, 10.0), (15.0, 6.2), (8.0, 21.4)] {
        let mut live = live();
        wave(&mut live, 14, |t| {
            amplitude * (TAU * frequency * t).sin() + 40.0 * (TAU * 50.0 * t).sin() + 300.0
        });
        let last = moments(&mut live).pop().unwrap();
        for electrode in &last.electrodes {
            let powers = electrode.powers.unwrap();
            let level = (2.0 * powers.total()).sqrt();
            assert!(
                (level / amplitude - 1.0).abs() < 0.02,
                "{frequency} Hz: {level} µV of {amplitude}"
            );
        }
        let (found, _) = live
            .spectrum(Electrode::Af7)
            .unwrap()
            .peak(2.0, 40.0)
            .unwrap();
        assert!((found - frequency).abs() < 0.1, "{found}");
    }
}

#[test]
fn a_quiet_wearer_is_measured_as_he_is() {
    let mut live = live();
    let mut band = Headband::new(31, Scene::open_eyes(), 90.0);
    let all = run(&mut live, &mut band, 120.0);
    assert_eq!(all.len(), 120);
    let last = all.last().unwrap();
    let heart = last.heart.as_ref().unwrap();
    assert_eq!(heart.source, HeartSource::Light);
    assert!(
        heart.quality > 0.8 && (heart.rate.unwrap() - 66.0).abs() < 5.0,
        "{heart:?}"
    );
    let time = heart.variability.as_ref().unwrap().time.unwrap();
    assert!(
        (time.mean_rate - 66.0).abs() < 1.5 && (time.rmssd - 42.0).abs() < 8.0,
        "{time:?}"
    );
    let eeg = last.eeg.as_ref().unwrap();
    assert!(eeg.quality > 0.8, "{eeg:?}");
    assert!((eeg.blinks.unwrap() - 14.0).abs() < 6.0, "{eeg:?}");
    let peaks: Vec<f64> = all[20..]
        .iter()
        .filter_map(|m| m.eeg.as_ref()?.alpha_peak)
        .collect();
    let peak = peaks.iter().sum::<f64>() / peaks.len() as f64;
    assert!(peaks.len() > 50 && (peak - 10.2).abs() < 0.5, "{peak}");
    assert!(last.battery.unwrap() < 90.0 && !last.motion.unwrap().spoils);
    // Every interval is told once.
    let told: usize = all
        .iter()
        .filter_map(|m| m.heart.as_ref())
        .map(|h| h.rr.len())
        .sum();
    assert!((120..=132).contains(&told), "{told}");
    assert_eq!(live.losses().lost, 0);
}

#[test]
fn a_strap_alone_tells_of_the_heart() {
    let mut live = live();
    let mut strap = Strap::new(4, Scene::stressed());
    let mut last = None;
    for _ in 0..150 {
        let timed = strap.next_packet();
        live.feed(&timed.packet, timed.time + 0.05);
        last = live.next_moment().or(last);
    }
    let last = last.unwrap();
    let heart = last.heart.unwrap();
    assert_eq!(heart.source, HeartSource::Strap);
    assert!((heart.rate.unwrap() - 92.0).abs() < 3.0);
    let variability = heart.variability.unwrap();
    assert!((variability.time.unwrap().rmssd - 15.0).abs() < 3.0);
    assert!(last.eeg.is_none() && last.electrodes.is_empty());
    // Three heartbeats' worth of evidence is not certainty.
    assert!(last.state.confidence < 0.6, "{:?}", last.state);
    assert!(
        last.state
            .shares
            .iter()
            .all(|s| s.state != State::Focused || s.share == 0.0)
    );
}

#[test]
fn a_watch_without_intervals_or_without_skin() {
    let mut live = live();
    let watch = |contact| {
        Packet::HeartRate(HeartRate {
            rate: 71,
            contact: Some(contact),
            ..HeartRate::default()
        })
    };
    for second in 0..30 {
        live.feed(&watch(true), f64::from(second));
    }
    let heart = moments(&mut live).pop().unwrap().heart.unwrap();
    assert_eq!(
        (heart.source, heart.rate),
        (HeartSource::RateOnly, Some(71.0))
    );
    assert!(heart.variability.is_none());
    for second in 30..40 {
        live.feed(&watch(false), f64::from(second));
    }
    let heart = moments(&mut live).pop().unwrap().heart.unwrap();
    assert_eq!((heart.quality, heart.rate), (0.0, None));
}

#[test]
fn an_athena_is_measured_like_the_others() {
    let mut body = Body::new(
        9,
        Scene {
            blinks: 0.0,
            ..Scene::closed_eyes()
        },
    );
    let mut live = live();
    let mut waiting: Vec<(f64, AthenaContent, u8)> = vec![];
    for n in 0..60 * 64 {
        let rows: [[f32; 5]; 4] = std::array::from_fn(|_| body.eeg());
        let samples = rows.iter().flat_map(|row| row[..4].to_vec()).collect();
        waiting.push((
            f64::from(n + 1) / 64.0,
            AthenaContent::Eeg {
                channels: 4,
                samples,
            },
            n as u8,
        ));
    }
    for n in 0..60 * 64 / 3 {
        let rows: [[u32; 3]; 3] = std::array::from_fn(|_| body.light());
        let samples = rows
            .iter()
            .flat_map(|row| [0.0, 0.0, row[1] as f32 / 32768.0, row[1] as f32 / 32768.0])
            .collect();
        waiting.push((
            f64::from(n + 1) * 3.0 / 64.0,
            AthenaContent::Optics {
                channels: 4,
                samples,
            },
            n as u8,
        ));
    }
    waiting.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (time, content, index) in waiting {
        let packet = AthenaPacket {
            counter: 0,
            ticks: 0,
            parts: vec![AthenaPart { index, content }],
            unread: 0,
        };
        live.notify(uuids::ATHENA_DATA, &packet.to_bytes(), time)
            .unwrap();
    }
    let last = moments(&mut live).pop().unwrap();
    assert!(last.eeg.unwrap().relative.alpha > 0.5);
    assert!((last.heart.unwrap().rate.unwrap() - 66.0).abs() < 6.0);
    assert_eq!(live.losses().lost, 0);
}

/// What the documentation of `state` promises of synthetic wearers: a lasting state is named within 90 s, from then on
/// in at least seven seconds of ten, and at rest no pressure is seen.
#[test]
fn the_state_follows_the_truth() {
    for seed in [50, 60, 70] {
        let profile = calibrated(seed);
        for (truth, scene) in [
            (State::Calm, Scene::calm()),
            (State::Focused, Scene::focused()),
            (State::Stressed, Scene::stressed()),
            (State::Excited, Scene::excited()),
            (State::Fatigued, Scene::fatigued()),
        ] {
            let mut live = Live::new(Settings::default(), profile.clone()).unwrap();
            let mut band = Headband::new(seed + 1, Scene::open_eyes(), 100.0);
            let rest = run(&mut live, &mut band, 60.0);
            let pressed = rest
                .iter()
                .filter(|m| m.state.state == Some(State::Stressed));
            assert_eq!(pressed.count(), 0);
            band.body().set(scene);
            let all = run(&mut live, &mut band, 240.0);
            let first = all.iter().position(|m| m.state.state == Some(truth));
            let later = &all[90..];
            let right = later
                .iter()
                .filter(|m| m.state.state == Some(truth))
                .count();
            let last = &later.last().unwrap().state;
            let share = right as f64 / later.len() as f64;
            assert!(share >= 0.7, "{truth:?}: {share} {last:?}");
            assert!(first.unwrap() <= 90, "{truth:?}: {first:?}");
            assert!(!last.reasons.is_empty());
        }
    }
}

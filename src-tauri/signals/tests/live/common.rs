//! Synthetic wearers on their way through the pipeline.

use mycrm_signals::decode::{EEG_RATE, EegPacket, Electrode, Packet};
use mycrm_signals::live::{Live, Moment, Settings};
use mycrm_signals::state::{Calibration, Phase, Profile};
use mycrm_signals::synth::{Headband, Scene};

pub(crate) fn live() -> Live {
    Live::new(Settings::default(), Profile::default()).unwrap()
}

/// Runs a headband until `seconds`, every packet a little late, and gives the moments.
pub(crate) fn run(live: &mut Live, band: &mut Headband, seconds: f64) -> Vec<Moment> {
    let mut out = vec![];
    loop {
        let timed = band.next_packet();
        if timed.time > seconds {
            live.feed(&timed.packet, seconds);
            break;
        }
        live.feed(&timed.packet, timed.time + 0.02);
        while let Some(moment) = live.next_moment() {
            out.push(moment);
        }
    }
    out
}

/// Feeds the same wave to four electrodes.
pub(crate) fn wave(live: &mut Live, seconds: usize, of: impl Fn(f64) -> f64) {
    for n in 0..seconds * 256 / 12 {
        let samples = std::array::from_fn(|i| of((n * 12 + i) as f64 / EEG_RATE) as f32);
        let packet = EegPacket {
            sequence: n as u16,
            samples,
        };
        for electrode in &Electrode::ALL[..4] {
            live.feed(
                &Packet::Eeg(*electrode, packet),
                (n + 1) as f64 * 12.0 / EEG_RATE,
            );
        }
    }
}

pub(crate) fn moments(live: &mut Live) -> Vec<Moment> {
    std::iter::from_fn(|| live.next_moment()).collect()
}

/// Calibrates as the screen does: two minutes with open eyes, two closed, one of slow breathing.
pub(crate) fn calibrated(seed: u64) -> Profile {
    let mut live = live();
    let mut band = Headband::new(seed, Scene::open_eyes(), 100.0);
    let mut calibration = Calibration::new();
    let mut until = 40.0;
    run(&mut live, &mut band, until);
    for (phase, scene) in [
        (Phase::EyesOpen, Scene::open_eyes()),
        (Phase::EyesClosed, Scene::closed_eyes()),
        (Phase::PacedBreathing, Scene::paced_breathing()),
    ] {
        band.body().set(scene);
        for _ in 0..phase.seconds() {
            until += 1.0;
            run(&mut live, &mut band, until);
            calibration.take(phase, &live.measures());
        }
    }
    let baseline = calibration.baseline().unwrap();
    assert!(baseline.alpha_reactivity.unwrap() > 0.3, "{baseline:?}");
    Profile {
        baseline,
        ..Profile::default()
    }
}

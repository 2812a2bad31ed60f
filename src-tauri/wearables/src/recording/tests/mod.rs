//! Recordings made of simulated devices, through the disk and back.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at the recordings' files, and spoil them"
)]

mod edf;

use std::path::Path;

use mycrm_signals::decode::Packet;
use mycrm_signals::synth::{Headband, Scene, Strap};

use super::*;

pub(super) const KEY: Key = [7; 32];
pub(super) const STARTED: i64 = 1_795_000_000_250;

fn about() -> About {
    About {
        started: STARTED,
        simulated: true,
        source: "Muse-51F0".into(),
    }
}

/// A headband and a strap for so many seconds; packet number `lost` of each sensor is missing.
pub(super) fn record(folder: &Path, seconds: f64, lost: Option<u16>) -> Recording {
    let mut intake = Intake::new(Recorder::create(folder, &KEY, &about()).unwrap(), STARTED);
    let notes = intake.recorder().track(Track::notes("Markers")).unwrap();
    intake
        .recorder()
        .note(notes, 1_500_000, "Eyes open")
        .unwrap();
    let mut headband = Headband::new(3, Scene::open_eyes(), 80.0).with_aux();
    let mut strap = Strap::new(3, Scene::open_eyes());
    let (mut of_head, mut of_heart) = (headband.next_packet(), strap.next_packet());
    loop {
        let from_head = of_head.time <= of_heart.time;
        let timed = if from_head { &of_head } else { &of_heart };
        if timed.time > seconds {
            break;
        }
        let arrived = STARTED * 1_000 + (timed.time * 1e6) as i64;
        let missing = match &timed.packet {
            Packet::Eeg(_, packet) => Some(packet.sequence) == lost,
            _ => false,
        };
        if !missing {
            intake.packet("", arrived, &timed.packet).unwrap();
        }
        if from_head {
            of_head = headband.next_packet();
        } else {
            of_heart = strap.next_packet();
        }
    }
    let path = intake.finish().unwrap();
    Recording::open(&path, &KEY).unwrap()
}

#[test]
fn what_was_recorded_comes_back_step_for_step() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 25.0, None);
    assert_eq!(recording.about(), &about());
    let mut headband = Headband::new(3, Scene::open_eyes(), 80.0).with_aux();
    let mut expected: Vec<Packet> = Vec::new();
    loop {
        let timed = headband.next_packet();
        if timed.time > 25.0 {
            break;
        }
        expected.push(timed.packet);
    }
    let replayed: Vec<Replayed> = Replay::open(&recording)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(replayed.windows(2).all(|pair| pair[0].at <= pair[1].at));
    // Through the converter's steps and back: the bytes that the headband sent.
    let of = |wanted: fn(&Packet) -> bool, packets: &mut dyn Iterator<Item = Packet>| -> Vec<_> {
        packets
            .filter(wanted)
            .map(|packet| packet.to_notification())
            .collect()
    };
    let kinds: [fn(&Packet) -> bool; 4] = [
        |packet| matches!(packet, Packet::Eeg(..)),
        |packet| matches!(packet, Packet::Light(..)),
        |packet| matches!(packet, Packet::Acceleration(_)),
        |packet| matches!(packet, Packet::Turning(_)),
    ];
    for wanted in kinds {
        let mut was = of(wanted, &mut expected.iter().cloned());
        let mut is = of(wanted, &mut replayed.iter().map(|one| one.packet.clone()));
        was.sort();
        is.sort();
        assert!(!was.is_empty());
        let bodies = |all: Vec<(u128, Vec<u8>)>| -> Vec<_> {
            let mut all: Vec<_> = all
                .into_iter()
                .map(|(uuid, bytes)| (uuid, bytes[2..].to_vec()))
                .collect();
            all.sort();
            all
        };
        assert_eq!(bodies(was), bodies(is));
    }
    assert!(
        replayed
            .iter()
            .filter(|one| matches!(one.packet, Packet::HeartRate(_)))
            .count()
            > 40
    );
}

#[test]
fn an_hour_of_a_headband_and_a_strap_is_small() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 60.0, None);
    let bytes = recording.path().metadata().unwrap().len();
    assert!(bytes * 60 < 12_000_000, "{bytes} bytes a minute");
}

#[test]
fn a_kill_costs_the_last_piece_only() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 35.0, None);
    let whole = std::fs::read(recording.path()).unwrap();
    let samples = |bytes: &[u8]| -> usize {
        std::fs::write(recording.path(), bytes).unwrap();
        let recording = Recording::open(recording.path(), &KEY).unwrap();
        let lengths = recording
            .pieces()
            .unwrap()
            .map(|piece| match piece.unwrap() {
                Piece::Samples {
                    track: 1, steps, ..
                } => steps.len(),
                _ => 0,
            });
        lengths.sum()
    };
    let all = samples(&whole);
    for cut in [1, 20, 5_000] {
        let left = samples(&whole[..whole.len() - cut]);
        assert!(
            left >= 256 * 20 && left < all,
            "{left} of {all} after a cut of {cut}"
        );
    }
}

#[test]
fn another_key_and_altered_bytes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 25.0, None);
    let refused = Recording::open(recording.path(), &[8; 32]).unwrap_err();
    assert!(
        matches!(refused, RecordingError::Sealed { piece: 0 }),
        "{refused}"
    );
    let whole = std::fs::read(recording.path()).unwrap();
    for place in [12, whole.len() / 2, whole.len() - 3] {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        std::fs::write(recording.path(), altered).unwrap();
        let outcome = Recording::open(recording.path(), &KEY)
            .and_then(|recording| recording.pieces()?.collect::<Result<Vec<_>, _>>());
        assert!(outcome.is_err(), "byte {place}");
    }
    // Two pieces exchanged: each is whole, the order is not.
    let seams = seams(&whole);
    let mut exchanged = whole[..seams[1]].to_vec();
    exchanged.extend(&whole[seams[2]..seams[3]]);
    exchanged.extend(&whole[seams[1]..seams[2]]);
    std::fs::write(recording.path(), exchanged).unwrap();
    let recording = Recording::open(recording.path(), &KEY).unwrap();
    assert!(recording.pieces().unwrap().any(|piece| piece.is_err()));
    // What is in the clear says nothing of the wearer.
    assert!(!whole.windows(4).any(|window| window == b"Muse"));
}

/// Where the pieces begin.
fn seams(bytes: &[u8]) -> Vec<usize> {
    let mut seams = vec![33];
    while let Some(front) = bytes
        .get(seams[seams.len() - 1]..)
        .and_then(|rest| rest.get(..4))
    {
        let length = u32::from_le_bytes(front.try_into().unwrap()) as usize;
        seams.push(seams[seams.len() - 1] + 28 + length);
    }
    seams
}

#[test]
fn the_shelf_lists_ages_and_erases() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("mycrm.db");
    let shelf = Shelf::beside(&database);
    assert_eq!(shelf.list().unwrap(), []);
    let old = About {
        started: 1_000,
        ..about()
    };
    Recorder::create(shelf.folder(), &KEY, &old)
        .unwrap()
        .finish()
        .unwrap();
    Recorder::create(shelf.folder(), &KEY, &about())
        .unwrap()
        .finish()
        .unwrap();
    std::fs::write(shelf.folder().join("notes.txt"), "mine").unwrap();
    let listed = shelf.list().unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0].started, Some(STARTED));
    assert_eq!(shelf.keep_since(2_000).unwrap(), 1);
    assert!(!shelf.remove("../mycrm").unwrap());
    assert_eq!(shelf.erase().unwrap(), 1);
    // What is not ours stays.
    assert!(shelf.folder().join("notes.txt").exists());
    assert_eq!(shelf.list().unwrap(), []);
}

#[test]
fn a_table_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 12.0, Some(40));
    let mut table = Vec::new();
    export_csv(&recording, &mut table).unwrap();
    let text = String::from_utf8(table).unwrap();
    let head = text.lines().next().unwrap();
    assert!(
        head.starts_with("time [s] (simulated),Markers,TP9 [uV],"),
        "{head}"
    );
    // Notes are words, which a table to be imported does not have.
    let numbers: String = text
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [&cells[..1], &cells[2..]].concat().join(",") + "\n"
        })
        .collect();
    let path = import_csv(&mut numbers.as_bytes(), "table.csv", 0, folder.path(), &KEY).unwrap();
    let back = Recording::open(&path, &KEY).unwrap();
    assert!(back.about().simulated);
    let of = |recording: &Recording, name: &str| -> Vec<(i64, f64)> {
        let tracks = recording.tracks().unwrap();
        let track = tracks.iter().position(|track| track.name == name).unwrap();
        let mut all = Vec::new();
        for piece in recording.pieces().unwrap() {
            match piece.unwrap() {
                Piece::Samples {
                    track: own,
                    first,
                    steps,
                    ..
                } if own == track => {
                    all.extend(steps.iter().enumerate().map(|(number, step)| {
                        (first as i64 + number as i64, tracks[track].value(*step))
                    }));
                }
                Piece::Values { track: own, values } if own == track => all.extend(values),
                _ => {}
            }
        }
        all
    };
    for name in ["TP9", "PPG2", "ACC_X", "RR"] {
        let (was, is) = (of(&recording, name), of(&back, name));
        assert_eq!(was.len(), is.len(), "{name}");
        let most = was.iter().fold(0.0_f64, |most, one| most.max(one.1.abs()));
        for (a, b) in was.iter().zip(&is) {
            assert!((a.1 - b.1).abs() <= 1e-6 * most, "{name}: {a:?} {b:?}");
        }
    }
    // The gap of one packet is one.
    let numbers: Vec<i64> = of(&back, "TP9").iter().map(|one| one.0).collect();
    let gaps: Vec<i64> = numbers
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .filter(|gap| *gap > 1)
        .collect();
    assert_eq!(gaps, [13]);
}

#[test]
fn tables_that_are_none_are_refused_with_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |text: &str| {
        import_csv(&mut text.as_bytes(), "x", 0, folder.path(), &KEY)
            .unwrap_err()
            .to_string()
    };
    assert!(refused("time\n1\n").starts_with("Line 1: there are 1 columns"));
    assert!(refused("time,a\n1,2\n2\n").starts_with("Line 3: it has 1 cells"));
    assert!(refused("time,a\n1,NaN\n").starts_with("Line 2: column 2 is \"NaN\""));
    assert!(refused("time,a\n1,2\n0.5,2\n").starts_with("Line 3: its time 0.5 lies before 1"));
    assert_eq!(Shelf::new(folder.path()).list().unwrap(), []);
}

#[test]
fn what_was_taken_at_another_rate_is_replayed_at_that_of_packets() {
    use mycrm_signals::decode::{EEG_SAMPLES, Electrode};
    use std::f64::consts::TAU;
    let folder = tempfile::tempdir().unwrap();
    let mut recorder = Recorder::create(folder.path(), &KEY, &about()).unwrap();
    // As a laboratory's amplifier writes it: 500 Hz, named by sensor and place. A gap of two seconds after ten.
    let eeg = Track::samples("EEG AF7", "uV", 500.0, 0.01, 0.0);
    let far = recorder
        .track(Track::samples("AF8", "uV", 1.0, 0.01, 0.0))
        .unwrap();
    let track = recorder.track(eeg.clone()).unwrap();
    let taken = |second: u64| -> Vec<i32> {
        let of = |n: u64| 30.0 * (TAU * 10.0 * (second * 500 + n) as f64 / 500.0).sin();
        (0..500).map(|n| eeg.step(of(n))).collect()
    };
    for second in (0..10).chain(12..20) {
        let at = second as i64 * 1_000_000;
        recorder
            .samples(track, second * 500, at, &taken(second))
            .unwrap();
        recorder.samples(far, second, at, &[100]).unwrap();
    }
    let recording = Recording::open(&recorder.finish().unwrap(), &KEY).unwrap();
    let mut replay = Replay::open(&recording).unwrap();
    let packets: Vec<Replayed> = replay.by_ref().map(Result::unwrap).collect();
    assert_eq!(replay.left_out(), ["AF8"]);
    let seconds = packets.len() as f64 * EEG_SAMPLES as f64 / 256.0;
    assert!((17.0..=18.0).contains(&seconds), "{seconds}");
    for one in &packets {
        let Packet::Eeg(Electrode::Af7, packet) = &one.packet else {
            panic!("{one:?}");
        };
        assert!(!(10_100_000..12_000_000).contains(&one.at), "{one:?}");
        // The last sample lies just before the moment at which the packet came.
        assert!(packet.samples.iter().all(|value| value.abs() < 31.0));
        let begin = one.at as f64 / 1e6 - EEG_SAMPLES as f64 / 256.0;
        for (number, value) in packet.samples.iter().enumerate() {
            let at = begin + number as f64 / 256.0;
            let edge = at < 0.1 || (12.0..12.1).contains(&at);
            let truth = 30.0 * (TAU * 10.0 * at).sin();
            assert!(
                edge || (f64::from(*value) - truth).abs() < 0.6,
                "{at}: {value} for {truth}"
            );
        }
    }
}

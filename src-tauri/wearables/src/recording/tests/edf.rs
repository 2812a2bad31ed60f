//! EDF+ out, in, read by others, and spoiled.

use std::path::Path;

use super::super::*;
use super::{KEY, STARTED, about, record};

fn edf(recording: &Recording) -> Vec<u8> {
    let mut bytes = Vec::new();
    export_edf(recording, &mut bytes).unwrap();
    bytes
}

#[test]
fn edf_comes_back_step_for_step_with_its_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 12.0, Some(40));
    let bytes = edf(&recording);
    let path = import_edf(&mut bytes.as_slice(), "x.edf", folder.path(), &KEY).unwrap();
    let back = Recording::open(&path, &KEY).unwrap();
    assert!(back.about().simulated);
    assert_eq!(back.about().started, STARTED - 250);
    let gather = |recording: &Recording, name: &str| -> Vec<i32> {
        let tracks = recording.tracks().unwrap();
        let track = tracks.iter().position(|track| track.name == name).unwrap();
        let pieces = recording.pieces().unwrap().map(Result::unwrap);
        pieces
            .filter_map(|piece| match piece {
                Piece::Samples {
                    track: own, steps, ..
                } if own == track => Some(steps),
                _ => None,
            })
            .flatten()
            .collect()
    };
    let (was, is) = (gather(&recording, "TP9"), gather(&back, "TP9"));
    // Packet 40 is missing, twelve zeros stand in its place; the last record is filled up.
    assert_eq!(was[..480], is[..480]);
    assert_eq!(is[480..492], [0; 12]);
    assert_eq!(was[480..], is[492..was.len() + 12]);
    let notes: Vec<String> = back
        .pieces()
        .unwrap()
        .filter_map(|piece| match piece.unwrap() {
            Piece::Note { at, text, .. } => Some(format!("{at} {text}")),
            _ => None,
        })
        .collect();
    assert!(notes.contains(&"1500000 Eyes open".to_owned()), "{notes:?}");
    assert!(
        notes.iter().any(|note| note.ends_with("Gap AF7")),
        "{notes:?}"
    );
}

#[test]
fn edf_that_is_none_is_refused_with_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let recording = record(folder.path(), 3.0, None);
    let good = edf(&recording);
    let shelf = Shelf::new(&folder.path().join("imported"));
    let refused = |bytes: &[u8]| {
        import_edf(&mut &*bytes, "x", shelf.folder(), &KEY)
            .unwrap_err()
            .to_string()
    };
    let with = |at: usize, text: &str| {
        let mut bytes = good.clone();
        bytes[at..at + text.len()].copy_from_slice(text.as_bytes());
        bytes
    };
    assert!(refused(&good[..100]).starts_with("Byte 100: the file ends in the head"));
    assert!(refused(&good[..700]).starts_with("Byte 700: the file ends in the head"));
    let cut = refused(&good[..good.len() - 1]);
    assert!(
        cut.starts_with(&format!(
            "Byte {}: the file ends in the middle of record 2",
            good.len() - 1
        )),
        "{cut}"
    );
    let mut long = good.clone();
    long.push(0);
    assert!(refused(&long).contains("bytes follow the last of 3 records"));
    assert!(refused(&with(0, "1       ")).starts_with("Byte 0: the version"));
    assert!(refused(&with(184, "512     ")).starts_with("Byte 184: the head has 512 bytes"));
    assert!(refused(&with(252, "9999")).starts_with("Byte 252: there are 9999 signals"));
    assert!(refused(&with(236, "many    ")).starts_with("Byte 236: the number of records"));
    assert!(refused(b"\xffBIOSEMI").starts_with("Byte 8"));
    // Nothing of them is left.
    assert_eq!(shelf.list().unwrap(), []);
    assert!(import_edf(&mut good.as_slice(), "x", shelf.folder(), &KEY).is_ok());
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_no_edf_and_no_recording(
        noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..1200),
        places in proptest::collection::vec((0_usize..3000, proptest::prelude::any::<u8>()), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let _ = import_edf(&mut noise.as_slice(), "x", folder.path(), &KEY);
        let _ = import_csv(&mut noise.as_slice(), "x", 0, folder.path(), &KEY);
        // A good head with some bytes spoiled reaches further.
        let mut bytes = SMALL.to_vec();
        for (place, byte) in places {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        let _ = import_edf(&mut bytes.as_slice(), "x", folder.path(), &KEY);
    }
}

/// A small EDF+ file; `small.json` beside it is what pyEDFlib 0.1.42 and MNE-Python 1.13.2 read out of it.
const SMALL: &[u8] = include_bytes!("../golden/small.edf");

/// What the small file was written from: three seconds with a gap, values of 24 bits, numbers and notes.
fn small(folder: &Path) -> Recording {
    let mut recorder = Recorder::create(folder, &KEY, &about()).unwrap();
    let scale = mycrm_signals::decode::EEG_MICROVOLTS;
    let eeg = recorder
        .track(Track::samples("TP9", "uV", 256.0, scale, 0.0))
        .unwrap();
    let light = recorder
        .track(Track::samples("PPG2", "", 64.0, 1.0, 0.0))
        .unwrap();
    let rate = recorder.track(Track::values("HR", "bpm")).unwrap();
    let notes = recorder.track(Track::notes("Markers")).unwrap();
    let wave = |number: u64| ((number * number * 7) % 4096) as i32 - 2048;
    for packet in (0..64).filter(|packet| *packet != 20) {
        let first = packet * 12;
        let steps: Vec<i32> = (first..first + 12).map(wave).collect();
        recorder
            .samples(eeg, first, (first as f64 / 256.0 * 1e6) as i64, &steps)
            .unwrap();
    }
    for packet in 0..32 {
        let first = packet * 6;
        let steps: Vec<i32> = (first..first + 6)
            .map(|number| 180_000 + 40 * number as i32)
            .collect();
        recorder
            .samples(light, first, (first as f64 / 64.0 * 1e6) as i64, &steps)
            .unwrap();
    }
    for (at, value) in [(200_000, 61.0), (1_200_000, 62.0), (2_200_000, 64.0)] {
        recorder.value(rate, at, value).unwrap();
    }
    recorder
        .note(notes, 1_500_000, "Augen geschlossen, ruhig – gut")
        .unwrap();
    Recording::open(&recorder.finish().unwrap(), &KEY).unwrap()
}

/// To write the golden file anew: `MYCRM_WRITE_GOLDEN=1 cargo test -p mycrm-wearables golden`, then read it with both
/// programs and mend `small.json`.
#[test]
fn the_golden_edf_is_what_is_written_and_what_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = edf(&small(folder.path()));
    if std::env::var_os("MYCRM_WRITE_GOLDEN").is_some() {
        let golden = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/recording/golden/small.edf"
        );
        std::fs::write(golden, &bytes).unwrap();
    }
    assert!(bytes == SMALL, "the file has changed");
    let read: serde_json::Value =
        serde_json::from_str(include_str!("../golden/small.json")).unwrap();
    let wave = |number: f64| ((number * number * 7.0) % 4096.0 - 2048.0) * 0.488_281_25;
    for program in ["pyedflib", "mne"] {
        let read = &read[program];
        let first = |name: &str| -> Vec<f64> {
            let values = read["first"][name].as_array().unwrap();
            values.iter().map(|value| value.as_f64().unwrap()).collect()
        };
        for (number, value) in first("EEG TP9").into_iter().enumerate() {
            assert!(
                (value - wave(number as f64)).abs() < 1e-3,
                "{program}: {value}"
            );
        }
        for (number, value) in first("PPG2").into_iter().enumerate() {
            assert!(
                (value - (180_000.0 + 40.0 * number as f64)).abs() < 0.2,
                "{program}: {value}"
            );
        }
        assert_eq!(
            first("HR")
                .iter()
                .map(|rate| rate.round())
                .collect::<Vec<_>>(),
            [61.0, 62.0, 64.0]
        );
        let text = read["annotations"].to_string();
        assert!(
            text.contains("Augen geschlossen, ruhig – gut") && text.contains("Gap TP9"),
            "{text}"
        );
        assert_eq!(read["seconds"], 3.0, "{program}");
    }
}

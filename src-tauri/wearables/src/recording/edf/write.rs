//! Writing EDF+.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, Datelike as _};

use super::ANNOTATIONS;
use super::signal::{Lane, Signal, VALUE_STEPS, label};
use crate::recording::about::TrackKind;
use crate::recording::block::Piece;
use crate::recording::error::{RecordingError, Result, while_doing};
use crate::recording::layout::{Grid, Ordered};
use crate::recording::read::Recording;

/// Longest annotation, in bytes of UTF-8.
const LONGEST: usize = 200;
/// Most bytes of annotations in a record: programs take records up to 61,440 bytes.
const MOST_ANNOTATIONS: usize = 20_000;
/// Seconds that a record may last so that every rate gives it whole samples.
const DURATIONS: [f64; 5] = [1.0, 2.0, 4.0, 5.0, 10.0];
/// Microseconds after which a record is written even if a track has not come so far: it has ended.
const PATIENCE: f64 = 35.0;

/// Writes a recording as EDF+ with continuous records.
///
/// Evenly sampled tracks keep their converter's steps where these fit into 16 bits; wider ones (the light sensors) are
/// scaled down to them. Tracks of numbers become signals of one value a second, the last one known. Notes become
/// annotations, and so do gaps, which are filled with the value nearest to 0. Reads the recording twice; memory is
/// bounded.
///
/// # Errors
/// What a damaged recording gives, [`RecordingError::File`] when `out` refuses, [`RecordingError::TooMuch`] for rates
/// that no record holds whole samples of.
pub fn export_edf(recording: &Recording, out: &mut impl Write) -> Result<()> {
    let mut plan = survey(recording)?;
    let duration = DURATIONS
        .into_iter()
        .find(|duration| {
            let whole = |signal: &Signal| (signal.rate * duration).fract() == 0.0;
            plan.signals.iter().flatten().all(whole)
        })
        .ok_or_else(|| {
            RecordingError::TooMuch(
                "EDF+ needs rates that give whole samples in ten seconds".into(),
            )
        })?;
    for signal in plan.signals.iter_mut().flatten() {
        signal.settle();
    }
    let records = ((plan.end as f64 / 1e6) / duration).ceil().max(1.0) as u64;
    let shift = (recording.about().started.rem_euclid(1_000)) as f64 / 1e3;
    let room = room_for(&plan.annotations, duration, shift);
    let mut file = Edf {
        out,
        signals: plan.signals,
        duration,
        shift,
        room,
        record: 0,
        records,
    };
    file.head(recording)?;
    file.body(recording, plan.annotations)
}

/// What the first reading finds.
struct Plan {
    /// By track; none: notes.
    signals: Vec<Option<Signal>>,
    /// By time in microseconds: duration in seconds, text.
    annotations: Ordered<(Option<f64>, String)>,
    /// Microseconds.
    end: i64,
}

fn survey(recording: &Recording) -> Result<Plan> {
    let mut plan = Plan {
        signals: Vec::new(),
        annotations: Ordered::new(),
        end: 0,
    };
    let mut grids: Vec<Grid> = Vec::new();
    for piece in recording.pieces()? {
        match piece? {
            Piece::Track(track) => {
                let rate = track.rate().unwrap_or(1.0);
                grids.push(Grid::new(rate));
                plan.signals
                    .push((track.kind != TrackKind::Notes).then_some(Signal {
                        track,
                        rate,
                        low: i64::MAX,
                        high: i64::MIN,
                    }));
            }
            Piece::Samples {
                track,
                first,
                at,
                steps,
            } => {
                let grid = &mut grids[track];
                let (place, empty) = grid.place(first, at, steps.len());
                plan.end = plan.end.max(grid.time(place + steps.len() as u64));
                if let Some(signal) = &mut plan.signals[track] {
                    if empty > 0 {
                        let text = format!("Gap {}", signal.track.name);
                        let lasting = empty as f64 / signal.rate;
                        plan.annotations
                            .put(grid.time(place - empty), (Some(lasting), text));
                    }
                    steps.iter().for_each(|step| signal.saw(i64::from(*step)));
                }
            }
            Piece::Values { track, values } => {
                if let Some(signal) = &mut plan.signals[track] {
                    for (at, value) in values {
                        plan.end = plan.end.max(at);
                        signal.saw((value * VALUE_STEPS) as i64);
                    }
                }
            }
            Piece::Note { at, text, .. } => {
                plan.end = plan.end.max(at);
                plan.annotations.put(at.max(0), (None, text));
            }
        }
    }
    Ok(plan)
}

/// Bytes of annotations that the fullest record has, for all records alike.
fn room_for(annotations: &Ordered<(Option<f64>, String)>, duration: f64, shift: f64) -> usize {
    let mut records: BTreeMap<u64, usize> = BTreeMap::new();
    annotations.each(|at, (lasting, text)| {
        let record = (at as f64 / 1e6 / duration) as u64;
        *records.entry(record).or_default() += annotation(at, *lasting, text, shift).len();
    });
    let fullest = records.values().copied().max().unwrap_or(0);
    // The record's own time comes first; an even number of bytes makes whole samples.
    (fullest + 24).min(MOST_ANNOTATIONS).next_multiple_of(2)
}

/// An annotation as EDF+ writes it: onset, duration, text, each ended by its own sign.
fn annotation(at: i64, lasting: Option<f64>, text: &str, shift: f64) -> Vec<u8> {
    let mut bytes = format!("+{:.6}", at as f64 / 1e6 + shift).into_bytes();
    if let Some(lasting) = lasting {
        bytes.push(0x15);
        bytes.extend(format!("{lasting:.6}").into_bytes());
    }
    bytes.push(0x14);
    let clean: String = text
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    bytes.extend(&clean.as_bytes()[..clean.floor_char_boundary(LONGEST)]);
    bytes.extend([0x14, 0]);
    bytes
}

struct Edf<'a, W> {
    out: &'a mut W,
    signals: Vec<Option<Signal>>,
    duration: f64,
    shift: f64,
    room: usize,
    record: u64,
    records: u64,
}

impl<W: Write> Edf<'_, W> {
    fn head(&mut self, recording: &Recording) -> Result<()> {
        const MONTHS: [&str; 12] = [
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ];
        let about = recording.about();
        let began = DateTime::from_timestamp_millis(about.started).unwrap_or_default();
        let month = MONTHS[began.month0() as usize];
        let equipment = if about.simulated {
            "MyCRM_SIMULATED"
        } else {
            "MyCRM"
        };
        let count = self.signals.iter().flatten().count() + 1;
        let mut head = String::new();
        head += &field("0", 8);
        head += &field("X X X X", 80);
        let recorded = format!(
            "Startdate {:02}-{month}-{:04} X X {equipment}",
            began.day(),
            began.year()
        );
        head += &field(&recorded, 80);
        head += &began.format("%d.%m.%y%H.%M.%S").to_string();
        head += &field(&(256 * (count + 1)).to_string(), 8);
        head += &field("EDF+C", 44);
        head += &field(&self.records.to_string(), 8);
        head += &field(&self.duration.to_string(), 8);
        head += &field(&count.to_string(), 4);
        let signals: Vec<&Signal> = self.signals.iter().flatten().collect();
        let per_signal = |width: usize, of: &dyn Fn(&Signal) -> String, last: &str| {
            let fields: String = signals
                .iter()
                .map(|signal| field(&of(signal), width))
                .collect();
            fields + &field(last, width)
        };
        head += &per_signal(16, &|signal| label(&signal.track), ANNOTATIONS);
        head += &per_signal(80, &|_| String::new(), "");
        head += &per_signal(8, &|signal| signal.track.unit.clone(), "");
        head += &per_signal(8, &|signal| number(signal.physical_range().0), "-1");
        head += &per_signal(8, &|signal| number(signal.physical_range().1), "1");
        head += &per_signal(8, &|signal| signal.digital_range().0.to_string(), "-32768");
        head += &per_signal(8, &|signal| signal.digital_range().1.to_string(), "32767");
        head += &per_signal(80, &|_| String::new(), "");
        let samples = |signal: &Signal| ((signal.rate * self.duration) as u64).to_string();
        head += &per_signal(8, &samples, &(self.room / 2).to_string());
        head += &per_signal(32, &|_| String::new(), "");
        self.write(head.as_bytes())
    }

    /// All records, in one reading.
    fn body(
        mut self,
        recording: &Recording,
        mut annotations: Ordered<(Option<f64>, String)>,
    ) -> Result<()> {
        let mut lanes: Vec<Option<Lane>> = Vec::new();
        for piece in recording.pieces()? {
            match piece? {
                Piece::Track(_) => {
                    let signal = self.signals.get(lanes.len()).and_then(Option::as_ref);
                    lanes.push(signal.map(|signal| Lane::new(signal.rate)));
                }
                Piece::Samples {
                    track,
                    first,
                    at,
                    steps,
                } => {
                    if let (Some(lane), Some(signal)) = (&mut lanes[track], &self.signals[track]) {
                        let (place, _) = lane.grid.place(first, at, steps.len());
                        for (number, step) in steps.iter().enumerate() {
                            let digital = signal.digital(i64::from(*step));
                            lane.put(place + number as u64, digital, signal.nothing());
                        }
                    }
                }
                Piece::Values { track, values } => {
                    if let (Some(lane), Some(signal)) = (&mut lanes[track], &self.signals[track]) {
                        for (at, value) in values {
                            let digital = signal.digital((value * VALUE_STEPS) as i64);
                            let hold = lane.last.unwrap_or_else(|| signal.nothing());
                            lane.put((at.max(0) / 1_000_000) as u64, digital, hold);
                            lane.last = Some(digital);
                        }
                    }
                }
                Piece::Note { .. } => {}
            }
            while self.record < self.records && self.is_full(&lanes) {
                self.write_record(&mut lanes, &mut annotations)?;
            }
        }
        while self.record < self.records {
            self.write_record(&mut lanes, &mut annotations)?;
        }
        Ok(())
    }

    /// Whether nothing can come into the next record any more.
    fn is_full(&self, lanes: &[Option<Lane>]) -> bool {
        let end = (self.record + 1) as f64 * self.duration;
        let mut newest = 0.0_f64;
        let mut oldest = f64::INFINITY;
        for lane in lanes.iter().flatten() {
            let reached = (lane.begins + lane.samples.len() as u64) as f64 / lane.rate;
            newest = newest.max(reached);
            oldest = oldest.min(reached);
        }
        newest > end + PATIENCE || (oldest >= end && oldest.is_finite() && newest > end + 11.0)
    }

    fn write_record(
        &mut self,
        lanes: &mut Vec<Option<Lane>>,
        annotations: &mut Ordered<(Option<f64>, String)>,
    ) -> Result<()> {
        // Tracks that begin later are there from the start, with nothing in them.
        while lanes.len() < self.signals.len() {
            let signal = self.signals[lanes.len()].as_ref();
            lanes.push(signal.map(|signal| Lane::new(signal.rate)));
        }
        let mut bytes = Vec::new();
        for (lane, signal) in lanes.iter_mut().zip(&self.signals) {
            let (Some(lane), Some(signal)) = (lane, signal) else {
                continue;
            };
            let hold = match signal.track.kind {
                TrackKind::Values => lane.last.unwrap_or_else(|| signal.nothing()),
                _ => signal.nothing(),
            };
            let count = (signal.rate * self.duration) as u64;
            let start = self.record * count;
            for slot in start..start + count {
                bytes.extend(lane.take(slot, hold).to_le_bytes());
            }
        }
        let start = self.record as f64 * self.duration;
        let mut notes = format!("+{:.3}\u{14}\u{14}\u{0}", start + self.shift).into_bytes();
        let end = ((start + self.duration) * 1e6) as i64;
        let last = self.record + 1 == self.records;
        while let Some((at, (lasting, text))) = annotations.first_before(end, last) {
            let note = annotation(at, lasting, &text, self.shift);
            if notes.len() + note.len() <= self.room {
                notes.extend(note);
            }
        }
        notes.resize(self.room, 0);
        bytes.extend(notes);
        self.record += 1;
        self.write(&bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out
            .write_all(bytes)
            .map_err(while_doing("The EDF+ file cannot be written"))
    }
}

/// Text in a field of fixed width: printable ASCII, cut or filled up with spaces.
fn field(text: &str, width: usize) -> String {
    let text: String = text
        .chars()
        .take(width)
        .map(|sign| {
            if (' '..='~').contains(&sign) {
                sign
            } else {
                '?'
            }
        })
        .collect();
    format!("{text:<width$}")
}

/// A number in at most eight characters, as exact as they allow.
fn number(value: f64) -> String {
    (0..=7)
        .rev()
        .map(|digits| format!("{value:.digits$}"))
        .find(|text| text.len() <= 8)
        .unwrap_or_else(|| if value < 0.0 { "-9999999" } else { "99999999" }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_fits() {
        assert_eq!(number(-1000.0), "-1000.00");
        assert_eq!(number(999.511_718_75), "999.5117");
        assert_eq!(number(1e12), "99999999");
        assert_eq!(field("Größe", 6), "Gr??e ");
    }
}

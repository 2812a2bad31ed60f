//! Reading EDF and EDF+ of any program into a recording.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::ANNOTATIONS;
use crate::recording::Key;
use crate::recording::about::{About, MOST_TRACKS, Track};
use crate::recording::error::{RecordingError, Result, while_doing};
use crate::recording::write::Recorder;

/// The largest record that is taken: far above what EDF recommends.
const LARGEST_RECORD: usize = 16 << 20;
/// Annotations of one record that are taken.
const MOST_ANNOTATIONS: usize = 10_000;

/// Takes an EDF or EDF+ file in, record by record; gives the new recording.
///
/// # Errors
/// [`RecordingError::Format`] with the byte and the reason; nothing is left behind then.
pub fn import_edf(file: &mut impl Read, source: &str, folder: &Path, key: &Key) -> Result<PathBuf> {
    let mut file = Counted { file, byte: 0 };
    let head = Head::read(&mut file)?;
    let about = About {
        started: head.started,
        simulated: head.simulated,
        source: source.chars().take(200).collect(),
    };
    let mut recorder = Recorder::create(folder, key, &about)?;
    match head.body(&mut file, &mut recorder) {
        Ok(()) => recorder.finish(),
        Err(error) => {
            super::super::shelf::withdraw(recorder);
            Err(error)
        }
    }
}

/// Knows at which byte it is.
struct Counted<'a, R> {
    file: &'a mut R,
    byte: u64,
}

impl<R: Read> Counted<'_, R> {
    /// Fills the buffer; gives how much was there.
    fn fill(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.file.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(while_doing("The file cannot be read")(error)),
            }
        }
        self.byte += filled as u64;
        Ok(filled)
    }
}

fn wrong(byte: u64, why: impl Into<String>) -> RecordingError {
    RecordingError::Format {
        byte,
        why: why.into(),
    }
}

/// Fields of ASCII, one after the other.
struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the bytes begin in the file.
    origin: u64,
}

impl Fields<'_> {
    /// The next field, trimmed, and where it began.
    fn next(&mut self, width: usize) -> (String, u64) {
        let byte = self.origin + self.at as u64;
        let raw = self.bytes.get(self.at..self.at + width).unwrap_or_default();
        self.at += width;
        let text: String = raw.iter().map(|&byte| char::from(byte)).collect();
        (text.trim_matches([' ', '\0']).to_owned(), byte)
    }

    fn number(&mut self, width: usize, what: &str) -> Result<(f64, u64)> {
        let (text, byte) = self.next(width);
        match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok((number, byte)),
            _ => Err(wrong(
                byte,
                format!("{what} is {text:?}, it should be a number"),
            )),
        }
    }

    fn whole(&mut self, width: usize, what: &str) -> Result<(i64, u64)> {
        let (number, byte) = self.number(width, what)?;
        if number.fract() == 0.0 && number.abs() < 1e15 {
            Ok((number as i64, byte))
        } else {
            Err(wrong(
                byte,
                format!("{what} is {number}, it should be a whole number"),
            ))
        }
    }
}

struct Head {
    started: i64,
    simulated: bool,
    /// −1: as many as there are.
    records: i64,
    seconds: f64,
    signals: Vec<Signal>,
    discontinuous: bool,
    bytes: u64,
}

struct Signal {
    label: String,
    unit: String,
    scale: f64,
    offset: f64,
    samples: usize,
}

impl Signal {
    fn is_annotations(&self) -> bool {
        self.label == ANNOTATIONS
    }
}

impl Head {
    fn read<R: Read>(file: &mut Counted<'_, R>) -> Result<Self> {
        let mut fixed = [0; 256];
        let found = file.fill(&mut fixed)?;
        if found < 256 {
            return Err(wrong(
                found as u64,
                "the file ends in the head, which has at least 256 bytes",
            ));
        }
        if fixed[0] == 0xff {
            return Err(wrong(0, "this is BDF with 24 bits; save it as EDF+"));
        }
        let mut fields = Fields {
            bytes: &fixed,
            at: 0,
            origin: 0,
        };
        let (version, _) = fields.next(8);
        if version != "0" {
            return Err(wrong(
                0,
                format!("the version is {version:?}, in EDF it is 0"),
            ));
        }
        fields.next(80);
        let (recording, _) = fields.next(80);
        let (date, _) = fields.next(8);
        let (time, _) = fields.next(8);
        let (length, at_length) = fields.whole(8, "the length of the head")?;
        let (kind, _) = fields.next(44);
        let (records, at_records) = fields.whole(8, "the number of records")?;
        let (seconds, at_seconds) = fields.number(8, "the duration of a record")?;
        let (count, at_count) = fields.whole(4, "the number of signals")?;
        if !(1..=MOST_TRACKS as i64).contains(&count) {
            let why = format!("there are {count} signals, allowed are 1 to {MOST_TRACKS}");
            return Err(wrong(at_count, why));
        }
        if length != 256 * (count + 1) {
            let why = format!(
                "the head has {length} bytes by its own account, with {count} signals it must have {}",
                256 * (count + 1)
            );
            return Err(wrong(at_length, why));
        }
        if records < -1 {
            return Err(wrong(
                at_records,
                format!("the number of records is {records}"),
            ));
        }
        if !(0.0..=86_400.0).contains(&seconds) {
            return Err(wrong(
                at_seconds,
                format!("a record lasts {seconds} seconds"),
            ));
        }
        let mut rest = vec![0; 256 * count as usize];
        let found = file.fill(&mut rest)?;
        if found < rest.len() {
            return Err(wrong(
                256 + found as u64,
                format!("the file ends in the head of {length} bytes"),
            ));
        }
        let signals = signals(&rest, count as usize, seconds)?;
        Ok(Self {
            started: moment(&date, &time).unwrap_or(0),
            simulated: recording.contains("SIMULATED"),
            records,
            seconds,
            signals,
            discontinuous: kind.starts_with("EDF+D"),
            bytes: length as u64,
        })
    }

    fn body<R: Read>(&self, file: &mut Counted<'_, R>, recorder: &mut Recorder) -> Result<()> {
        let bytes: usize = self.signals.iter().map(|signal| signal.samples * 2).sum();
        if bytes == 0 || bytes > LARGEST_RECORD {
            let why = format!("a record has {bytes} bytes, allowed are 2 to {LARGEST_RECORD}");
            return Err(wrong(self.bytes, why));
        }
        let mut lanes = Vec::new();
        for (number, signal) in self.signals.iter().enumerate() {
            if signal.is_annotations() {
                lanes.push(recorder.track(Track::notes("Annotations"))?);
                continue;
            }
            let name = signal.label.strip_prefix("EEG ").unwrap_or(&signal.label);
            let taken = self.signals[..number]
                .iter()
                .any(|other| other.label == signal.label);
            let name = if taken || name.is_empty() {
                format!("{name} {}", number + 1)
            } else {
                name.to_owned()
            };
            let rate = signal.samples as f64 / self.seconds;
            let track =
                Track::samples(name.trim(), &signal.unit, rate, signal.scale, signal.offset);
            lanes.push(recorder.track(track)?);
        }
        let mut record = vec![0; bytes];
        let mut number = 0;
        let mut base = 0.0;
        loop {
            let found = file.fill(&mut record)?;
            if found == 0 && (self.records < 0 || number >= self.records) {
                return Ok(());
            }
            if self.records >= 0 && number >= self.records {
                let why = format!("bytes follow the last of {} records", self.records);
                return Err(wrong(file.byte - found as u64, why));
            }
            if found < bytes {
                let should = self.bytes + bytes as u64 * self.records.max(number + 1) as u64;
                let why = format!(
                    "the file ends in the middle of record {number}; with {} records of {bytes} bytes it has {should}",
                    self.records.max(number + 1)
                );
                return Err(wrong(file.byte, why));
            }
            self.record(&record, number as u64, &mut base, &lanes, recorder)?;
            number += 1;
        }
    }

    fn record(
        &self,
        record: &[u8],
        number: u64,
        base: &mut f64,
        lanes: &[usize],
        recorder: &mut Recorder,
    ) -> Result<()> {
        let mut parts = Vec::new();
        let mut at = 0;
        for signal in &self.signals {
            parts.push(&record[at..at + signal.samples * 2]);
            at += signal.samples * 2;
        }
        let mut onset = number as f64 * self.seconds;
        let mut texts = Vec::new();
        let mut told = false;
        for ((signal, part), lane) in self.signals.iter().zip(&parts).zip(lanes) {
            if !signal.is_annotations() {
                continue;
            }
            for (at, found) in annotations(part) {
                // The first annotation of a record is its own time; that of the file may begin within a second.
                if !std::mem::replace(&mut told, true) {
                    if number == 0 && (0.0..1.0).contains(&at) {
                        *base = at;
                    }
                    if self.discontinuous {
                        onset = at - *base;
                    }
                }
                texts.extend(found.into_iter().map(|text| (*lane, at - *base, text)));
            }
        }
        let micros = |seconds: f64| (seconds * 1e6).round().clamp(-9e15, 9e15) as i64;
        for ((signal, part), lane) in self.signals.iter().zip(&parts).zip(lanes) {
            if !signal.is_annotations() {
                let steps: Vec<i32> = part
                    .chunks_exact(2)
                    .map(|pair| i32::from(i16::from_le_bytes([pair[0], pair[1]])))
                    .collect();
                let first = number * signal.samples as u64;
                recorder.samples(*lane, first, micros(onset), &steps)?;
            }
        }
        for (lane, at, text) in texts {
            recorder.note(lane, micros(at), &text)?;
        }
        Ok(())
    }
}

/// The heads of the signals: field by field, each for all signals.
fn signals(bytes: &[u8], count: usize, seconds: f64) -> Result<Vec<Signal>> {
    let mut fields = Fields {
        bytes,
        at: 0,
        origin: 256,
    };
    let labels: Vec<String> = (0..count).map(|_| fields.next(16).0).collect();
    fields.at += 80 * count;
    let units: Vec<String> = (0..count).map(|_| fields.next(8).0).collect();
    let mut ranges = Vec::new();
    for what in [
        "physical minimum",
        "physical maximum",
        "digital minimum",
        "digital maximum",
    ] {
        let mut column = Vec::new();
        for label in &labels {
            column.push(fields.number(8, &format!("{what} of {label}"))?);
        }
        ranges.push(column);
    }
    fields.at += 80 * count;
    let mut signals = Vec::new();
    for (number, label) in labels.into_iter().enumerate() {
        let (samples, byte) = fields.whole(8, &format!("the number of samples of {label}"))?;
        if !(1..=(LARGEST_RECORD / 2) as i64).contains(&samples) {
            return Err(wrong(
                byte,
                format!("{label} has {samples} samples in a record"),
            ));
        }
        let [low, high, digital_low, digital_high] =
            [0, 1, 2, 3].map(|field| ranges[field][number]);
        let is_notes = label == ANNOTATIONS;
        if !is_notes {
            let in_range = |value: f64| (-32_768.0..=32_767.0).contains(&value);
            if digital_low.0 >= digital_high.0
                || !in_range(digital_low.0)
                || !in_range(digital_high.0)
            {
                let why = format!(
                    "the digital range of {label} is {} to {}, it must rise within -32768 to 32767",
                    digital_low.0, digital_high.0
                );
                return Err(wrong(digital_low.1, why));
            }
            if low.0 == high.0 {
                let why = format!(
                    "the physical range of {label} is {} to {}: they must differ",
                    low.0, high.0
                );
                return Err(wrong(low.1, why));
            }
            if seconds <= 0.0 {
                return Err(wrong(
                    244,
                    "records last 0 seconds, which only files without signals may have",
                ));
            }
        }
        let scale = if is_notes {
            1.0
        } else {
            (high.0 - low.0) / (digital_high.0 - digital_low.0)
        };
        signals.push(Signal {
            label,
            unit: units[number].chars().take(16).collect(),
            scale,
            offset: if is_notes {
                0.0
            } else {
                low.0 - digital_low.0 * scale
            },
            samples: samples as usize,
        });
    }
    Ok(signals)
}

/// Date and time of the head as milliseconds since 1970; years 85 to 99 are of the last century.
fn moment(date: &str, time: &str) -> Option<i64> {
    let parts: Vec<u32> = date
        .split('.')
        .chain(time.split('.'))
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [day, month, year, hour, minute, second] = parts.try_into().ok()?;
    let year = if year >= 85 { 1900 + year } else { 2000 + year };
    let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    let moment = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()?;
    Some(moment.and_utc().timestamp_millis())
}

/// Onset and texts of each annotation in a record's signal; what is no annotation is left out.
fn annotations(bytes: &[u8]) -> Vec<(f64, Vec<String>)> {
    bytes
        .split(|&byte| byte == 0)
        .filter_map(|list| {
            let text = String::from_utf8_lossy(list);
            let mut parts = text.split('\u{14}');
            let onset = parts.next()?.split('\u{15}').next()?.parse::<f64>().ok()?;
            let texts = parts
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect();
            onset.is_finite().then_some((onset, texts))
        })
        .take(MOST_ANNOTATIONS)
        .collect()
}

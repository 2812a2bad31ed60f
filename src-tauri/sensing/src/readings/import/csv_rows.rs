//! CSV: Google Fit's daily metrics, Fitbit's summaries of variability and stress, and plain rows of
//! `time,measure,value[,until]` with our own names of measures. Told apart by the header.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use mycrm_kernel::error::{Error, Result};

use super::times::moment;
use super::{Origin, Row, Rows};
use crate::readings::model::{ReadingMeasure, Sample};

/// Longest row, in bytes.
const ROW_MAX: usize = 1 << 16;

/// What a file's columns mean.
struct Layout {
    origin: Origin,
    at: usize,
    until: Option<usize>,
    what: What,
}

enum What {
    /// Columns of one measure each.
    Columns(Vec<(usize, ReadingMeasure)>),
    /// A column that names the measure, and one with the value.
    Named(usize, usize),
}

/// Reads a CSV file.
pub(super) fn read(file: impl Read, rows: &mut dyn Rows) -> Result<()> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let unknown = || {
        let message =
            "The columns of this CSV are not known. It needs the columns time, measure, value.";
        Error::field("file", "invalid", message)
    };
    let header = reader.headers().map_err(|_| unknown())?.clone();
    let layout = layout(&header).ok_or_else(unknown)?;
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) if record.as_slice().len() > ROW_MAX => {
                rows.row(
                    layout.origin,
                    Row::Bad("bad_row", "The row is too long.".into()),
                )?;
            }
            Ok(true) => rows.row(layout.origin, row(&layout, &record))?,
            Err(error) if error.is_io_error() => return Err(Error::Storage(error.to_string())),
            Err(_) => {
                let message = "The row is no text that can be read.".into();
                rows.row(layout.origin, Row::Bad("bad_row", message))?;
            }
        }
    }
}

fn layout(header: &StringRecord) -> Option<Layout> {
    let names: Vec<String> = header
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase())
        .collect();
    let column = |wanted: &[&str]| {
        names
            .iter()
            .position(|name| wanted.contains(&name.as_str()))
    };
    let columns = |wanted: &[(&str, ReadingMeasure)]| -> Vec<(usize, ReadingMeasure)> {
        wanted
            .iter()
            .filter_map(|(name, measure)| Some((column(&[name])?, *measure)))
            .collect()
    };
    if let (Some(at), Some(measure), Some(value)) = (
        column(&["time", "start", "at", "timestamp"]),
        column(&["measure", "type"]),
        column(&["value"]),
    ) {
        return Some(Layout {
            origin: Origin::Csv,
            at,
            until: column(&["until", "end"]),
            what: What::Named(measure, value),
        });
    }
    let google = columns(&[
        ("average heart rate (bpm)", ReadingMeasure::HeartRate),
        ("step count", ReadingMeasure::Steps),
        ("calories (kcal)", ReadingMeasure::Energy),
        ("distance (m)", ReadingMeasure::Distance),
        ("move minutes count", ReadingMeasure::ActiveMinutes),
    ]);
    if let (Some(at), false) = (column(&["date", "start time"]), google.is_empty()) {
        return Some(Layout {
            origin: Origin::GoogleFit,
            at,
            until: column(&["end time"]),
            what: What::Columns(google),
        });
    }
    let fitbit = columns(&[
        ("rmssd", ReadingMeasure::Rmssd),
        ("stress_score", ReadingMeasure::Stress),
    ]);
    let at = column(&["timestamp", "date"]).filter(|_| !fitbit.is_empty())?;
    Some(Layout {
        origin: Origin::Fitbit,
        at,
        until: None,
        what: What::Columns(fitbit),
    })
}

fn row(layout: &Layout, record: &StringRecord) -> Row {
    let cell = |at: usize| record.get(at).unwrap_or_default().trim();
    let Some(at) = moment(cell(layout.at)) else {
        return Row::bad_time(cell(layout.at));
    };
    // Google's intervals within a day are times of the day only; then the row is a moment.
    let until = layout
        .until
        .and_then(|column| moment(cell(column)))
        .unwrap_or(at);
    let sample = |measure, text: &str| {
        let value = text.parse::<f64>().ok()?;
        Some(Sample {
            measure,
            at,
            until,
            value,
        })
    };
    match &layout.what {
        What::Named(measure, value) => match ReadingMeasure::parse(cell(*measure)) {
            None => Row::Passed,
            Some(measure) => {
                sample(measure, cell(*value)).map_or_else(|| Row::bad_value(cell(*value)), Row::one)
            }
        },
        What::Columns(columns) => {
            let mut samples = Vec::new();
            for (column, measure) in columns {
                match cell(*column) {
                    "" => {}
                    // Fitbit's score is 0 on days without one.
                    "0" if *measure == ReadingMeasure::Stress => {}
                    text => match sample(*measure, text) {
                        Some(sample) => samples.push(sample),
                        None => return Row::bad_value(text),
                    },
                }
            }
            if samples.is_empty() {
                Row::Passed
            } else {
                Row::Samples(samples)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::Gathered;
    use super::*;

    fn gather(text: &[u8]) -> (Gathered, Result<()>) {
        let mut rows = Gathered::default();
        let end = read(text, &mut rows);
        (rows, end)
    }

    #[test]
    fn the_header_says_what_a_file_is() {
        let (plain, _) = gather(b"time,measure,value\n2026-11-19T08:00:00Z,heart_rate,61\nx,heart_rate,61\n2026-11-19,mood,1\n2026-11-19,steps,\xff\n");
        assert_eq!(plain.samples.len(), 1);
        assert_eq!((plain.bad, plain.passed), (vec!["bad_time", "bad_row"], 1));
        let (google, _) = gather(b"\xef\xbb\xbfDate,Move Minutes count,Calories (kcal),Average heart rate (bpm),Step count\n2026-11-19,30,2100.5,,8000\n");
        assert_eq!(google.samples.len(), 3);
        let (fitbit, _) =
            gather(b"timestamp,rmssd,nremhr,entropy\n2026-11-19T00:00:00,33.5,55,2.1\n");
        assert_eq!(
            (fitbit.samples[0].measure, fitbit.samples[0].value),
            (ReadingMeasure::Rmssd, 33.5)
        );
        let (_, end) = gather(b"Name,Email\nAda,ada@example.com\n");
        assert_eq!(end.unwrap_err().code(), "validation");
    }
}

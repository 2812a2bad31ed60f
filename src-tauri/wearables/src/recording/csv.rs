//! Tables: what every spreadsheet reads.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::Key;
use super::about::{About, MOST_TRACKS, Track, TrackKind};
use super::block::Piece;
use super::error::{RecordingError, Result, while_doing};
use super::layout::{Grid, Ordered};
use super::read::Recording;
use super::write::Recorder;

/// Writes a recording as a table: a row for each moment at which something was measured, its time in seconds since the
/// beginning first, then a column for each track (`TP9 [uV]`), empty where the track has nothing at that moment. Memory
/// is bounded.
///
/// # Errors
/// What a damaged recording gives, [`RecordingError::File`] when `out` refuses.
pub fn export_csv(recording: &Recording, out: &mut impl Write) -> Result<()> {
    let tracks = recording.tracks()?;
    let mut table = ::csv::Writer::from_writer(out);
    let simulated = if recording.about().simulated {
        "time [s] (simulated)"
    } else {
        "time [s]"
    };
    let names = tracks.iter().map(|track| match track.unit.as_str() {
        "" => track.name.clone(),
        unit => format!("{} [{unit}]", track.name),
    });
    let head: Vec<String> = std::iter::once(simulated.to_owned()).chain(names).collect();
    table.write_record(&head).map_err(refused)?;
    let mut grids: Vec<Grid> = tracks
        .iter()
        .map(|track| Grid::new(track.rate().unwrap_or(1.0)))
        .collect();
    let mut cells = Ordered::new();
    let mut row = Row {
        at: None,
        cells: vec![String::new(); tracks.len() + 1],
    };
    for piece in recording.pieces()? {
        match piece? {
            Piece::Track(_) => {}
            Piece::Samples {
                track,
                first,
                at,
                steps,
            } => {
                let (place, _) = grids[track].place(first, at, steps.len());
                for (number, step) in steps.iter().enumerate() {
                    let at = grids[track].time(place + number as u64);
                    cells.put(at, (track, decimal(tracks[track].value(*step))));
                }
            }
            Piece::Values { track, values } => {
                for (at, value) in values {
                    cells.put(at, (track, decimal(value)));
                }
            }
            Piece::Note { track, at, text } => cells.put(at, (track, text)),
        }
        while let Some((at, (track, cell))) = cells.ready(false) {
            row.take(at, track, cell, &mut table)?;
        }
    }
    while let Some((at, (track, cell))) = cells.ready(true) {
        row.take(at, track, cell, &mut table)?;
    }
    row.end(&mut table)?;
    table
        .flush()
        .map_err(while_doing("The table cannot be written"))
}

/// The row that is being filled.
struct Row {
    at: Option<i64>,
    cells: Vec<String>,
}

impl Row {
    fn take<W: Write>(
        &mut self,
        at: i64,
        track: usize,
        cell: String,
        table: &mut ::csv::Writer<W>,
    ) -> Result<()> {
        if self.at != Some(at) || !self.cells[track + 1].is_empty() {
            self.end(table)?;
            self.at = Some(at);
            self.cells[0] = format!("{:.6}", at as f64 / 1e6);
        }
        self.cells[track + 1] = cell;
        Ok(())
    }

    fn end<W: Write>(&mut self, table: &mut ::csv::Writer<W>) -> Result<()> {
        if self.at.take().is_some() {
            table.write_record(&self.cells).map_err(refused)?;
            self.cells.iter_mut().for_each(String::clear);
        }
        Ok(())
    }
}

fn refused(error: ::csv::Error) -> RecordingError {
    RecordingError::File {
        what: "The table cannot be written".into(),
        error: std::io::Error::other(error),
    }
}

/// A number with nine decimals, as short as that allows.
fn decimal(value: f64) -> String {
    let rounded = format!("{value:.9}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".into()
    } else {
        short.to_owned()
    }
}

/// Rows from which the columns' rates and ranges are judged.
const LOOKED_AT: usize = 4_096;
/// The longest time of a row, in seconds: beyond it is a date.
const A_DATE: f64 = 100_000_000.0;

/// Takes a table in, row by row: the first column is the time in seconds (since the beginning, or since 1970), the others
/// are measurements; an empty cell is none. Columns with even distances become sampled tracks. `started` (milliseconds
/// since 1970) is taken for the beginning where the table does not tell it.
///
/// # Errors
/// [`RecordingError::Line`] with the line and the reason; nothing is left behind then.
pub fn import_csv(
    file: &mut impl Read,
    source: &str,
    started: i64,
    folder: &Path,
    key: &Key,
) -> Result<PathBuf> {
    let mut table = ::csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let head = table.headers().map_err(|error| unreadable(&error))?.clone();
    if head.len() < 2 || head.len() > MOST_TRACKS + 1 {
        let why = format!(
            "there are {} columns, allowed are 2 to {}",
            head.len(),
            MOST_TRACKS + 1
        );
        return Err(RecordingError::Line { line: 1, why });
    }
    let mut rows = Rows {
        columns: head.len(),
        last: f64::NEG_INFINITY,
        records: table.records(),
    };
    let mut begun = Vec::new();
    while begun.len() < LOOKED_AT {
        match rows.next()? {
            Some(row) => begun.push(row),
            None => break,
        }
    }
    let first = begun.first().map_or(0.0, |row| row.0);
    let dated = first > A_DATE;
    let about = About {
        started: if dated { (first * 1e3) as i64 } else { started },
        simulated: head.get(0).is_some_and(|name| name.contains("simulated")),
        source: source.chars().take(200).collect(),
    };
    let origin = if dated { first } else { 0.0 };
    let mut recorder = Recorder::create(folder, key, &about)?;
    let mut take = || {
        let mut columns = columns(&head, &begun, &mut recorder)?;
        for row in begun.drain(..) {
            put(row, origin, &mut columns, &mut recorder)?;
        }
        while let Some(row) = rows.next()? {
            put(row, origin, &mut columns, &mut recorder)?;
        }
        Ok(())
    };
    match take() {
        Ok(()) => recorder.finish(),
        Err(error) => {
            super::shelf::withdraw(recorder);
            Err(error)
        }
    }
}

/// A row: its time, and the column and number of each cell that is not empty.
type Measured = (f64, Vec<(usize, f64)>);

struct Rows<'r, R> {
    columns: usize,
    last: f64,
    records: ::csv::StringRecordsIter<'r, R>,
}

impl<R: Read> Rows<'_, R> {
    fn next(&mut self) -> Result<Option<Measured>> {
        let Some(record) = self.records.next() else {
            return Ok(None);
        };
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(0, ::csv::Position::line);
        let wrong = |why: String| RecordingError::Line { line, why };
        if record.len() != self.columns {
            let why = format!(
                "it has {} cells, the head has {}",
                record.len(),
                self.columns
            );
            return Err(wrong(why));
        }
        let number = |column: usize| {
            let cell = record.get(column).unwrap_or_default().trim();
            match cell.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ if cell.is_empty() && column > 0 => Ok(None),
                _ => Err(wrong(format!(
                    "column {} is {cell:?}, it should be a number",
                    column + 1
                ))),
            }
        };
        let at = number(0)?.unwrap_or_default();
        if at < self.last {
            let why = format!("its time {at} lies before {}, the time above it", self.last);
            return Err(wrong(why));
        }
        self.last = at;
        let mut cells = Vec::new();
        for column in 1..self.columns {
            cells.extend(number(column)?.map(|number| (column - 1, number)));
        }
        Ok(Some((at, cells)))
    }
}

fn unreadable(error: &::csv::Error) -> RecordingError {
    RecordingError::Line {
        line: error.position().map_or(1, ::csv::Position::line),
        why: format!("it cannot be read ({error})"),
    }
}

/// A column, and for a sampled one the number of its next sample.
struct Column {
    track: usize,
    sampled: Option<(Track, Next)>,
}

#[derive(Default)]
struct Next {
    number: u64,
    at: f64,
}

/// Makes a track of each column: sampled where the distances in the first rows are even.
fn columns(
    head: &::csv::StringRecord,
    rows: &[Measured],
    recorder: &mut Recorder,
) -> Result<Vec<Column>> {
    let mut seen: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for (at, cells) in rows {
        for (column, number) in cells {
            seen.entry(*column).or_default().push((*at, *number));
        }
    }
    let mut columns = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (column, title) in head.iter().skip(1).enumerate() {
        let (name, unit) = match title
            .trim()
            .strip_suffix(']')
            .and_then(|text| text.split_once('['))
        {
            Some((name, unit)) => (name.trim(), unit.trim()),
            None => (title.trim(), ""),
        };
        let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
        let mut name = cut(name, 56);
        if name.is_empty() || names.contains(&name) {
            name = format!("{name} {}", column + 1).trim().to_owned();
        }
        names.push(name.clone());
        let unit = cut(unit, 16);
        let rate = seen.get(&column).and_then(|cells| even_rate(cells));
        let track = match rate {
            Some(rate) => {
                let cells = seen.get(&column).map_or(&[][..], Vec::as_slice);
                let most = cells
                    .iter()
                    .fold(1e-9_f64, |most, (_, number)| most.max(number.abs()));
                // Room for values sixteen times as large, a part in ten million of the largest seen.
                Track::samples(&name, &unit, rate, most * 16.0 / f64::from(1 << 27), 0.0)
            }
            None => Track::values(&name, &unit),
        };
        columns.push(Column {
            track: recorder.track(track.clone())?,
            sampled: matches!(track.kind, TrackKind::Samples { .. })
                .then(|| (track, Next::default())),
        });
    }
    Ok(columns)
}

/// Samples a second, where the distances agree within a hundredth.
fn even_rate(cells: &[(f64, f64)]) -> Option<f64> {
    if cells.len() < 8 {
        return None;
    }
    let mut gaps: Vec<f64> = cells.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    gaps.sort_by(f64::total_cmp);
    let middle = gaps[gaps.len() / 2];
    let even = gaps
        .iter()
        .filter(|gap| (*gap - middle).abs() <= middle * 0.05)
        .count();
    if middle <= 0.0 || even * 10 < gaps.len() * 9 {
        return None;
    }
    // Over the longest stretch without a gap the rate is known best.
    let kept: f64 = gaps
        .iter()
        .filter(|gap| (*gap - middle).abs() <= middle * 0.05)
        .sum();
    let rate = even as f64 / kept;
    let round = rate.round();
    let rate = if (rate - round).abs() < rate * 0.002 {
        round
    } else {
        rate
    };
    (rate <= 100_000.0).then_some(rate)
}

fn put(row: Measured, origin: f64, columns: &mut [Column], recorder: &mut Recorder) -> Result<()> {
    let (at, cells) = row;
    let at = at - origin;
    let micros = (at * 1e6).round() as i64;
    for (column, number) in cells {
        let column = &mut columns[column];
        let Some((track, next)) = &mut column.sampled else {
            recorder.value(column.track, micros, number)?;
            continue;
        };
        let rate = track.rate().unwrap_or(1.0);
        let missing = if next.number == 0 {
            0.0
        } else {
            ((at - next.at) * rate).round().max(0.0)
        };
        let first = next.number + missing as u64;
        recorder.samples(column.track, first, micros, &[track.step(number)])?;
        *next = Next {
            number: first + 1,
            at: at + 1.0 / rate,
        };
    }
    Ok(())
}

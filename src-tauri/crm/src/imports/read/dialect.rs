//! How a file is written: what separates its cells, and in which row its header stands.

use super::rows::{RawRow, RowReader};
use crate::imports::shape;
use encoding_rs::UTF_8;
use mycrm_kernel::error::Result;

/// What may separate cells.
pub(in crate::imports) const DELIMITERS: [u8; 4] = *b",;\t|";
/// Rows that are looked at.
const ROWS: usize = 60;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) struct Dialect {
    /// What separates cells.
    pub(in crate::imports) delimiter: u8,
    /// Rows before the header: explanations, `sep=;`, blank lines.
    pub(in crate::imports) skip: u64,
    /// Whether the first row after them is a header.
    pub(in crate::imports) has_header: bool,
}

/// Looks at the beginning of a file. `whole`: it is all of it, so that its last row counts too.
pub(in crate::imports) fn sniff(
    sample: &[u8],
    whole: bool,
    known: &dyn Fn(&str) -> bool,
) -> Result<Dialect> {
    let declared = sample
        .strip_prefix(b"sep=")
        .and_then(|rest| rest.first())
        .filter(|byte| DELIMITERS.contains(byte));
    let mut best: Option<(Score, u8, Vec<RawRow>)> = None;
    for delimiter in DELIMITERS {
        let rows = rows(sample, whole, delimiter)?;
        let mut score = Score::of(&rows);
        score.declared = declared == Some(&delimiter);
        if best.as_ref().is_none_or(|(found, ..)| score > *found) {
            best = Some((score, delimiter, rows));
        }
    }
    let (score, delimiter, rows) = best.unwrap_or_default();
    let skip = preamble(&rows, score.width, declared.is_some());
    let data = rows.get(skip..).unwrap_or_default();
    Ok(Dialect {
        delimiter,
        skip: skip as u64,
        has_header: has_header(data, known),
    })
}

fn rows(sample: &[u8], whole: bool, delimiter: u8) -> Result<Vec<RawRow>> {
    let mut reader = RowReader::new(sample, UTF_8, delimiter);
    let mut rows = Vec::new();
    let mut row = RawRow::default();
    while rows.len() < ROWS && reader.read(&mut row)? {
        rows.push(row.clone());
    }
    if !whole && rows.len() > 1 && rows.len() < ROWS {
        // Cut in two by the end of the sample.
        rows.pop();
    }
    Ok(rows)
}

/// How well a separator explains the rows: compared in the order of the fields.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    declared: bool,
    /// It splits at all, and nearly all rows alike.
    steady: bool,
    /// Per cent of rows of the usual width times the width.
    weight: usize,
    width: usize,
}

impl Score {
    fn of(rows: &[RawRow]) -> Self {
        let widths: Vec<usize> = rows
            .iter()
            .filter(|row| !row.is_blank())
            .map(RawRow::len)
            .collect();
        // The width of most rows that split at all; a preamble does not.
        let width = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| {
                (
                    widths.iter().filter(|other| *other == width).count(),
                    *width,
                )
            })
            .unwrap_or(1);
        let same = widths.iter().filter(|other| **other == width).count();
        let share = same * 100 / widths.len().max(1);
        Self {
            declared: false,
            steady: width > 1 && share >= 60,
            weight: if width > 1 { share * width } else { 0 },
            width,
        }
    }
}

/// How many rows stand before the header: those that are far narrower than the table.
fn preamble(rows: &[RawRow], width: usize, declared: bool) -> usize {
    let filled = |row: &RawRow| row.cells().filter(|cell| !cell.trim().is_empty()).count();
    let least = if width > 2 { 2 } else { 1 };
    let from = usize::from(declared);
    rows.iter()
        .skip(from)
        .position(|row| filled(row) >= least && row.len() * 2 >= width)
        .map_or(from, |at| at + from)
}

/// Whether the first of these rows names the columns.
fn has_header(rows: &[RawRow], known: &dyn Fn(&str) -> bool) -> bool {
    let Some(first) = rows.first() else {
        return false;
    };
    let cells: Vec<&str> = first.cells().map(str::trim).collect();
    if cells.iter().any(|cell| shape::is_data(cell)) {
        return false;
    }
    if cells.iter().any(|cell| known(cell)) || rows.len() == 1 {
        return true;
    }
    // Nothing known: a header differs from what stands below it in some column, or at least repeats nothing.
    let below = &rows[1..];
    let typed = (0..cells.len()).any(|at| below.iter().any(|row| shape::is_data(row.cell(at))));
    let repeated = (0..cells.len()).any(|at| {
        !cells[at].is_empty() && below.iter().any(|row| row.cell(at).trim() == cells[at])
    });
    typed || !repeated
}

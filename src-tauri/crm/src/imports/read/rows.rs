//! Text to rows. Written here and not taken from a library for what goes wrong in real files: a quote that never
//! closes must cost one row and be named, not swallow the rest of the file; a monstrous cell must not fill memory.

use std::io::Read;

use encoding_rs::Encoding;
use mycrm_kernel::error::Result;

use super::text::Text;

/// Longest cell that is kept, in bytes.
pub(super) const CELL_MAX: usize = 1 << 20;
/// How far a quoted cell may reach before its quote counts as one that was never closed.
const QUOTED_MAX: usize = 16 << 20;
/// Most cells of a row.
pub(in crate::imports) const CELLS_MAX: usize = 1_000;

/// What is wrong with a row before anyone looked at what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum Flaw {
    /// A quote opens a cell and is never closed.
    OpenQuote,
    /// A cell is longer than [`CELL_MAX`].
    LongCell,
    /// More than [`CELLS_MAX`] cells.
    ManyCells,
    /// A NUL character.
    Nul,
    /// Bytes that are no text in the file's encoding.
    NotText,
}

/// One row, its cells behind one another in one string that is used again and again.
#[derive(Debug, Clone, Default)]
pub(in crate::imports) struct RawRow {
    /// Number of the row as a spreadsheet shows it, the first being 1.
    pub(in crate::imports) number: u64,
    text: String,
    ends: Vec<usize>,
    /// What is wrong with it, if anything.
    pub(in crate::imports) flaw: Option<Flaw>,
}

impl RawRow {
    /// How many cells it has.
    pub(in crate::imports) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty where the row is too short.
    pub(in crate::imports) fn cell(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else {
            return "";
        };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..*end]
    }

    /// The cells.
    pub(in crate::imports) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// Whether it says nothing at all.
    pub(in crate::imports) fn is_blank(&self) -> bool {
        self.flaw.is_none() && self.text.trim().is_empty()
    }
}

/// Cuts a file into rows.
pub(in crate::imports) struct RowReader<R> {
    text: Text<R>,
    delimiter: u8,
    window: Vec<u8>,
    at: usize,
    /// How much of the text lies before the window.
    before: u64,
    number: u64,
}

/// What followed a cell.
#[derive(PartialEq)]
enum After {
    Cell,
    Row,
}

/// The row that is being read.
#[derive(Default)]
struct Cut {
    text: Vec<u8>,
    ends: Vec<usize>,
    flaw: Option<Flaw>,
}

impl Cut {
    fn start(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn push(&mut self, bytes: &[u8]) {
        let room = CELL_MAX.saturating_sub(self.text.len() - self.start());
        if bytes.len() > room {
            self.flaw.get_or_insert(Flaw::LongCell);
        }
        if self.ends.len() < CELLS_MAX {
            self.text.extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
    }

    fn end_cell(&mut self) {
        if self.ends.len() < CELLS_MAX {
            self.ends.push(self.text.len());
        } else {
            self.flaw.get_or_insert(Flaw::ManyCells);
        }
    }
}

impl<R: Read> RowReader<R> {
    /// Reads `source` from its start.
    pub(in crate::imports) fn new(source: R, encoding: &'static Encoding, delimiter: u8) -> Self {
        Self {
            text: Text::new(source, encoding),
            delimiter,
            window: Vec::new(),
            at: 0,
            before: 0,
            number: 0,
        }
    }

    /// How far it has read: bytes of the text as UTF-8, without a mark at its start.
    pub(in crate::imports) fn offset(&self) -> u64 {
        self.before + self.at as u64
    }

    /// Reads the next row into `row`. `false`: there is none.
    pub(in crate::imports) fn read(&mut self, row: &mut RawRow) -> Result<bool> {
        if self.peek(0)?.is_none() {
            return Ok(false);
        }
        self.number += 1;
        let mut cut = Cut {
            text: std::mem::take(&mut row.text).into_bytes(),
            ends: std::mem::take(&mut row.ends),
            flaw: None,
        };
        cut.text.clear();
        cut.ends.clear();
        loop {
            let after = if self.peek(0)? == Some(b'"') {
                self.quoted(&mut cut)?
            } else {
                self.bare(&mut cut)?
            };
            cut.end_cell();
            if after == After::Row {
                break;
            }
        }
        row.number = self.number;
        row.flaw = cut.flaw;
        finish(row, cut);
        Ok(true)
    }

    /// The byte `ahead` of the current one.
    fn peek(&mut self, ahead: usize) -> Result<Option<u8>> {
        while self.at + ahead >= self.window.len() {
            if !self.fill()? {
                return Ok(None);
            }
        }
        Ok(Some(self.window[self.at + ahead]))
    }

    fn fill(&mut self) -> Result<bool> {
        self.window.drain(..self.at);
        self.before += self.at as u64;
        self.at = 0;
        Ok(self.text.append(&mut self.window)?)
    }

    /// A cell without quotes around it.
    fn bare(&mut self, cut: &mut Cut) -> Result<After> {
        loop {
            let rest = &self.window[self.at..];
            let delimiter = self.delimiter;
            let stop = rest
                .iter()
                .position(|byte| *byte == delimiter || *byte == b'\n' || *byte == b'\r');
            cut.push(&rest[..stop.unwrap_or(rest.len())]);
            self.at += stop.unwrap_or(rest.len());
            if stop.is_some() {
                return self.end();
            }
            if !self.fill()? {
                return Ok(After::Row);
            }
        }
    }

    /// Steps over what ended a cell.
    fn end(&mut self) -> Result<After> {
        match self.peek(0)? {
            Some(b'\r') => {
                self.at += 1 + usize::from(self.peek(1)? == Some(b'\n'));
                Ok(After::Row)
            }
            Some(b'\n') => {
                self.at += 1;
                Ok(After::Row)
            }
            Some(_) => {
                self.at += 1;
                Ok(After::Cell)
            }
            None => Ok(After::Row),
        }
    }

    /// A cell in quotes. The window keeps everything from its opening quote on, so that reading can go on in the
    /// next line if the quote turns out never to close.
    fn quoted(&mut self, cut: &mut Cut) -> Result<After> {
        let mut pos = 1;
        let mut line_end = None;
        loop {
            if self.at + pos >= self.window.len() && (pos > QUOTED_MAX || !self.fill()?) {
                return self.never_closed(cut, line_end);
            }
            let rest = &self.window[self.at + pos..];
            let look_for_line = line_end.is_none();
            let stop = rest
                .iter()
                .position(|byte| *byte == b'"' || (look_for_line && matches!(byte, b'\n' | b'\r')));
            let Some(stop) = stop else {
                cut.push(rest);
                pos += rest.len();
                continue;
            };
            let found = rest[stop];
            cut.push(&rest[..stop]);
            pos += stop + 1;
            if found != b'"' {
                cut.push(&[found]);
                line_end = Some(pos);
                continue;
            }
            match self.peek(pos)? {
                Some(b'"') => {
                    cut.push(b"\"");
                    pos += 1;
                }
                None | Some(b'\n' | b'\r') => {
                    self.at += pos;
                    return self.end();
                }
                Some(byte) if byte == self.delimiter => {
                    self.at += pos;
                    return self.end();
                }
                // A quote inside a cell that its writer forgot to double: kept as it stands.
                Some(_) if line_end.is_none() => cut.push(b"\""),
                Some(_) => return self.never_closed(cut, line_end),
            }
        }
    }

    /// The quote was never closed: the row ends with its line, and reading goes on in the next one.
    fn never_closed(&mut self, cut: &mut Cut, line_end: Option<usize>) -> Result<After> {
        let end = line_end.unwrap_or(self.window.len() - self.at);
        let line = &self.window[self.at..self.at + end];
        let shown = line.trim_ascii_end();
        let start = cut.start();
        cut.text.truncate(start);
        cut.flaw = Some(Flaw::OpenQuote);
        cut.push(shown);
        self.at += end;
        if line_end.is_some() && line.ends_with(b"\r") && self.peek(0)? == Some(b'\n') {
            self.at += 1;
        }
        Ok(After::Row)
    }
}

fn finish(row: &mut RawRow, cut: Cut) {
    if cut.text.contains(&0) {
        row.flaw.get_or_insert(Flaw::Nul);
    }
    match String::from_utf8(cut.text) {
        Ok(text) => {
            let whole = cut.ends.iter().all(|end| text.is_char_boundary(*end));
            (row.text, row.ends) = (text, cut.ends);
            if !whole {
                row.flaw.get_or_insert(Flaw::NotText);
                (row.text, row.ends) = readable(row.text.as_bytes(), &row.ends);
            }
        }
        Err(error) => {
            row.flaw.get_or_insert(Flaw::NotText);
            (row.text, row.ends) = readable(error.as_bytes(), &cut.ends);
        }
    }
}

/// The cells with what is no text replaced by `�`.
fn readable(bytes: &[u8], ends: &[usize]) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut start = 0;
    let ends = ends
        .iter()
        .map(|end| {
            text.push_str(&String::from_utf8_lossy(&bytes[start..*end]));
            start = *end;
            text.len()
        })
        .collect();
    (text, ends)
}

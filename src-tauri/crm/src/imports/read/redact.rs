//! A file without some of its rows: they stay as empty rows, so that all others keep their numbers.

use std::collections::VecDeque;
use std::io::{self, Read};

use encoding_rs::Encoding;

use super::text::Text;

/// A stretch of a file's text, in bytes as [`super::RowReader::offset`] counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) struct Gap {
    /// Where it begins.
    pub(in crate::imports) start: u64,
    /// The first byte after it.
    pub(in crate::imports) end: u64,
}

/// The text of a file as UTF-8, an empty row in the place of each gap.
pub(in crate::imports) struct Redacted<R> {
    text: Text<R>,
    gaps: VecDeque<Gap>,
    /// Text that was read and not handed out.
    window: Vec<u8>,
    /// Where the window begins.
    at: u64,
    out: VecDeque<u8>,
}

impl<R: Read> Redacted<R> {
    /// `source` without `gaps`, which follow one another.
    pub(in crate::imports) fn new(source: R, encoding: &'static Encoding, gaps: Vec<Gap>) -> Self {
        Self {
            text: Text::new(source, encoding),
            gaps: gaps.into(),
            window: Vec::new(),
            at: 0,
            out: VecDeque::new(),
        }
    }

    /// Moves what is known of the window into `out`.
    fn sift(&mut self) {
        let end = self.at + self.window.len() as u64;
        let mut done = 0;
        while done < self.window.len() {
            let here = self.at + done as u64;
            let Some(gap) = self.gaps.front().copied() else {
                self.out.extend(&self.window[done..]);
                done = self.window.len();
                break;
            };
            let stop = gap.start.clamp(here, end);
            let kept = done + (stop - here) as usize;
            self.out.extend(&self.window[done..kept]);
            let skipped = gap.end.clamp(stop, end);
            done = kept + (skipped - stop) as usize;
            if skipped == gap.end {
                self.out.extend(b"\r\n");
                self.gaps.pop_front();
            }
        }
        self.at += done as u64;
        self.window.clear();
    }
}

impl<R: Read> Read for Redacted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.out.is_empty() {
            let more = self.text.append(&mut self.window)?;
            self.sift();
            if !more && self.out.is_empty() {
                return Ok(0);
            }
        }
        self.out.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RawRow, RowReader};
    use super::*;

    /// The rows of a text: number and cells joined by a bar.
    fn rows(text: &[u8], encoding: &'static Encoding) -> Vec<(u64, String, Gap)> {
        let mut reader = RowReader::new(text, encoding, b',');
        let mut row = RawRow::default();
        let mut found = Vec::new();
        let mut start = 0;
        while reader.read(&mut row).unwrap() {
            let end = reader.offset();
            let cells: Vec<&str> = row.cells().collect();
            found.push((row.number, cells.join("|"), Gap { start, end }));
            start = end;
        }
        found
    }

    #[test]
    fn the_rows_that_are_left_stay_what_they_were_in_their_places() {
        let text = "\u{feff}a,b\r\n\"x\ny\",1\n\"open,2\nß,3\r\nlast,4";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding) in [
            (text.as_bytes(), encoding_rs::UTF_8),
            (wide.as_slice(), encoding_rs::UTF_16LE),
        ] {
            let whole = rows(bytes, encoding);
            assert_eq!(whole.len(), 5);
            for chosen in 0..32_u32 {
                let gone = |at: usize| chosen & (1 << at) != 0;
                let gaps = (0..5)
                    .filter(|at| gone(*at))
                    .map(|at| whole[at].2)
                    .collect();
                let mut left = Vec::new();
                Redacted::new(bytes, encoding, gaps)
                    .read_to_end(&mut left)
                    .unwrap();
                let left = rows(&left, encoding_rs::UTF_8);
                assert_eq!(left.len(), 5, "{chosen:b}");
                for (at, (number, cells, _)) in left.iter().enumerate() {
                    assert_eq!(*number, at as u64 + 1);
                    let was = if gone(at) { "" } else { &whole[at].1 };
                    assert_eq!(cells, was, "{chosen:b}");
                }
            }
        }
    }
}

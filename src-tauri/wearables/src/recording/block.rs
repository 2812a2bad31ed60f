//! Blocks: how tracks, samples, values and notes become bytes inside a piece.
//!
//! Numbers are LEB128; signed ones are folded so that small ones stay small; samples are differences.

use serde::{Deserialize, Serialize};

use super::about::Track;

/// A stretch of one track.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A track begins here; the others refer to it by its number, counted from 0 in this order.
    Track(Track),
    /// Samples without a gap.
    Samples {
        /// Which track.
        track: usize,
        /// The number of the first sample. Where it is not the one expected, samples are missing.
        first: u64,
        /// When it was taken, in microseconds since the beginning.
        at: i64,
        /// The converter's steps.
        steps: Vec<i32>,
    },
    /// Numbers with their times, in microseconds since the beginning.
    Values {
        /// Which track.
        track: usize,
        /// Time and number.
        values: Vec<(i64, f64)>,
    },
    /// Words with their time, in microseconds since the beginning.
    Note {
        /// Which track.
        track: usize,
        /// When.
        at: i64,
        /// What.
        text: String,
    },
}

/// The longest note.
pub(super) const LONGEST_NOTE: usize = 4_096;

const TRACK: u8 = 0;
const SAMPLES: u8 = 1;
const VALUES: u8 = 2;
const NOTE: u8 = 3;

impl Piece {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Track(track) => {
                out.push(TRACK);
                let json = serde_json::to_vec(track).unwrap_or_default();
                unsigned(out, json.len() as u64);
                out.extend(json);
            }
            Self::Samples {
                track,
                first,
                at,
                steps,
            } => {
                out.push(SAMPLES);
                unsigned(out, *track as u64);
                unsigned(out, *first);
                signed(out, *at);
                unsigned(out, steps.len() as u64);
                let mut before = 0;
                for &step in steps {
                    signed(out, i64::from(step) - before);
                    before = i64::from(step);
                }
            }
            Self::Values { track, values } => {
                out.push(VALUES);
                unsigned(out, *track as u64);
                unsigned(out, values.len() as u64);
                let mut before = 0;
                for (at, value) in values {
                    signed(out, at.wrapping_sub(before));
                    before = *at;
                    out.extend(value.to_le_bytes());
                }
            }
            Self::Note { track, at, text } => {
                out.push(NOTE);
                unsigned(out, *track as u64);
                signed(out, *at);
                unsigned(out, text.len() as u64);
                out.extend(text.as_bytes());
            }
        }
    }
}

fn unsigned(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn signed(out: &mut Vec<u8>, number: i64) {
    unsigned(out, ((number << 1) ^ (number >> 63)) as u64);
}

/// Reads blocks out of a piece's bytes.
pub(super) struct Blocks<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Tracks that are known so far.
    tracks: usize,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(bytes: &'a [u8], tracks: usize) -> Self {
        Self {
            bytes,
            at: 0,
            tracks,
        }
    }

    /// The next block; the error is the end of a sentence.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, String> {
        let Some(&tag) = self.bytes.get(self.at) else {
            return Ok(None);
        };
        self.at += 1;
        let piece = match tag {
            TRACK => {
                let length = self.count(1)?;
                let track: Track = serde_json::from_slice(self.take(length)?)
                    .map_err(|error| format!("a track cannot be read ({error})"))?;
                track.check().map_err(|error| error.to_string())?;
                self.tracks += 1;
                Piece::Track(track)
            }
            SAMPLES => {
                let track = self.track()?;
                let (first, at) = (self.unsigned()?, self.signed()?);
                let count = self.count(1)?;
                let mut before = 0_i64;
                let mut steps = Vec::with_capacity(count);
                for _ in 0..count {
                    before = before.wrapping_add(self.signed()?);
                    steps.push(i32::try_from(before).map_err(|_| "a sample is out of range")?);
                }
                Piece::Samples {
                    track,
                    first,
                    at,
                    steps,
                }
            }
            VALUES => {
                let track = self.track()?;
                let count = self.count(9)?;
                let mut before = 0_i64;
                let mut values = Vec::with_capacity(count);
                for _ in 0..count {
                    before = before.wrapping_add(self.signed()?);
                    let mut bytes = [0; 8];
                    bytes.copy_from_slice(self.take(8)?);
                    values.push((before, f64::from_le_bytes(bytes)));
                }
                Piece::Values { track, values }
            }
            NOTE => {
                let (track, at) = (self.track()?, self.signed()?);
                let length = self.count(1)?;
                let text = String::from_utf8_lossy(self.take(length)?).into_owned();
                Piece::Note { track, at, text }
            }
            other => return Err(format!("there is no block of kind {other}")),
        };
        Ok(Some(piece))
    }

    fn track(&mut self) -> Result<usize, String> {
        let track = self.unsigned()?;
        if track < self.tracks as u64 {
            Ok(track as usize)
        } else {
            Err(format!("there is no track {track}"))
        }
    }

    /// A count of things of at least `each` bytes: never more than there are bytes left.
    fn count(&mut self, each: usize) -> Result<usize, String> {
        let count = self.unsigned()?;
        let left = (self.bytes.len() - self.at) / each;
        if count <= left as u64 {
            Ok(count as usize)
        } else {
            Err(format!("{count} are announced, at most {left} can follow"))
        }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let taken = self
            .bytes
            .get(self.at..self.at + count)
            .ok_or("it ends in the middle of a block")?;
        self.at += count;
        Ok(taken)
    }

    fn unsigned(&mut self) -> Result<u64, String> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self
                .bytes
                .get(self.at)
                .ok_or("it ends in the middle of a number")?;
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("a number is longer than 64 bits".into())
    }

    fn signed(&mut self) -> Result<i64, String> {
        let number = self.unsigned()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_come_back_as_they_were(
            steps in prop::collection::vec(any::<i32>(), 0..50),
            values in prop::collection::vec((any::<i64>(), -1e9_f64..1e9), 0..20),
            first in any::<u64>(), at in any::<i64>(), text in ".{0,40}",
        ) {
            let pieces = [
                Piece::Track(Track::values("x", "")),
                Piece::Samples { track: 0, first, at, steps },
                Piece::Values { track: 0, values },
                Piece::Note { track: 0, at, text },
            ];
            let mut bytes = Vec::new();
            pieces.iter().for_each(|piece| piece.write(&mut bytes));
            let mut blocks = Blocks::new(&bytes, 0);
            for piece in pieces {
                prop_assert_eq!(blocks.next().unwrap(), Some(piece));
            }
            prop_assert_eq!(blocks.next().unwrap(), None);
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut blocks = Blocks::new(&bytes, 3);
            while let Ok(Some(_)) = blocks.next() {}
        }
    }
}

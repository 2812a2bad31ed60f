//! Appending to a recording.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::about::{About, MOST_TRACKS, Track, TrackKind};
use super::block::{LONGEST_NOTE, Piece};
use super::error::{RecordingError, Result, while_doing};
use super::frame::{Head, Seal};
use super::{Key, shelf};

/// A recording that is being made. Everything up to the last piece that was written is safe against a kill; dropping it
/// writes the rest.
pub struct Recorder {
    file: File,
    path: PathBuf,
    seal: Seal,
    number: u64,
    tracks: Vec<Track>,
    names: HashMap<String, usize>,
    open: Vec<Open>,
    /// Whole blocks of the coming piece.
    blocks: Vec<u8>,
    bytes: u64,
    /// Times within the coming piece.
    span: Option<(i64, i64)>,
}

/// What was given of a track and is not a block yet.
#[derive(Default)]
struct Open {
    first: u64,
    at: i64,
    steps: Vec<i32>,
    values: Vec<(i64, f64)>,
    next: u64,
}

/// A piece is written when it covers so much time, in microseconds: what a kill can cost.
const PIECE: i64 = 10_000_000;
/// Or when it has so many bytes before compression.
const LARGEST: usize = 1 << 20;

impl Recorder {
    /// Begins a recording in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// [`RecordingError::File`].
    #[expect(
        clippy::disallowed_methods,
        reason = "the shelf of recordings is the home of their files"
    )]
    pub fn create(folder: &Path, key: &Key, about: &About) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(while_doing(format!("{} cannot be made", folder.display())))?;
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| RecordingError::File {
            what: "The system gives no random numbers".into(),
            error: std::io::Error::other(error),
        })?;
        let head = Head {
            id,
            started: about.started,
        };
        let path = folder.join(shelf::file_name(&id));
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let what = format!("{} cannot be written", path.display());
        let mut file = options.open(&path).map_err(while_doing(&what))?;
        std::io::Write::write_all(&mut file, &head.to_bytes()).map_err(while_doing(&what))?;
        let seal = Seal::new(key, head);
        let json = serde_json::to_vec(about)
            .map_err(|error| RecordingError::TooMuch(error.to_string()))?;
        let bytes = seal.write(&mut file, 0, &json)?;
        Ok(Self {
            file,
            path,
            seal,
            number: 1,
            tracks: Vec::new(),
            names: HashMap::new(),
            open: Vec::new(),
            blocks: Vec::new(),
            bytes: (super::frame::HEAD + bytes) as u64,
            span: None,
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name on the shelf.
    pub fn id(&self) -> String {
        shelf::id_of(&self.path).unwrap_or_default()
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The number of a track, by its name; it begins where it is new.
    ///
    /// # Errors
    /// [`RecordingError::TooMuch`] for more than 256 tracks, or one with impossible properties.
    pub fn track(&mut self, track: Track) -> Result<usize> {
        if let Some(&known) = self.names.get(&track.name) {
            return Ok(known);
        }
        track.check()?;
        if self.tracks.len() >= MOST_TRACKS {
            return Err(RecordingError::TooMuch(format!(
                "A recording has at most {MOST_TRACKS} tracks"
            )));
        }
        Piece::Track(track.clone()).write(&mut self.blocks);
        self.names.insert(track.name.clone(), self.tracks.len());
        self.tracks.push(track);
        self.open.push(Open::default());
        Ok(self.tracks.len() - 1)
    }

    /// Takes samples: `first` is the number of the first, `at` when it was taken (microseconds since the beginning).
    /// Numbers that are skipped are a gap.
    ///
    /// # Errors
    /// [`RecordingError::File`] when a piece is written and the disk refuses.
    pub fn samples(&mut self, track: usize, first: u64, at: i64, steps: &[i32]) -> Result<()> {
        let even = self
            .tracks
            .get(track)
            .is_some_and(|track| matches!(track.kind, TrackKind::Samples { .. }));
        let Some(open) = self.open.get_mut(track).filter(|_| even) else {
            return Err(RecordingError::TooMuch(format!(
                "Track {track} takes no samples"
            )));
        };
        if steps.is_empty() {
            return Ok(());
        }
        if open.steps.is_empty() || open.next != first {
            close(track, open, &mut self.blocks);
            open.first = first;
            open.at = at;
        }
        open.steps.extend_from_slice(steps);
        open.next = first.saturating_add(steps.len() as u64);
        self.passed(at)
    }

    /// The number that a track's next sample would have without a gap.
    pub(super) fn next(&self, track: usize) -> u64 {
        self.open.get(track).map_or(0, |open| open.next)
    }

    /// Begins a new block of a track, so that its time is kept anew.
    pub(super) fn part(&mut self, track: usize) {
        if let Some(open) = self.open.get_mut(track) {
            close(track, open, &mut self.blocks);
        }
    }

    /// Takes a number with its time.
    ///
    /// # Errors
    /// As [`Recorder::samples`].
    pub fn value(&mut self, track: usize, at: i64, value: f64) -> Result<()> {
        let takes = self
            .tracks
            .get(track)
            .is_some_and(|track| track.kind == TrackKind::Values);
        let Some(open) = self.open.get_mut(track).filter(|_| takes) else {
            return Err(RecordingError::TooMuch(format!(
                "Track {track} takes no values"
            )));
        };
        open.values.push((at, value));
        self.passed(at)
    }

    /// Takes a note with its time; one longer than 4096 bytes is cut.
    ///
    /// # Errors
    /// As [`Recorder::samples`].
    pub fn note(&mut self, track: usize, at: i64, text: &str) -> Result<()> {
        let takes = self
            .tracks
            .get(track)
            .is_some_and(|track| track.kind == TrackKind::Notes);
        if !takes {
            return Err(RecordingError::TooMuch(format!(
                "Track {track} takes no notes"
            )));
        }
        let text = &text[..text.floor_char_boundary(LONGEST_NOTE)];
        let piece = Piece::Note {
            track,
            at,
            text: text.to_owned(),
        };
        piece.write(&mut self.blocks);
        self.passed(at)
    }

    /// Writes what is there as a piece of its own.
    ///
    /// # Errors
    /// [`RecordingError::File`].
    pub fn flush(&mut self) -> Result<()> {
        for (track, open) in self.open.iter_mut().enumerate() {
            close(track, open, &mut self.blocks);
        }
        self.span = None;
        if self.blocks.is_empty() {
            return Ok(());
        }
        let written = self.seal.write(&mut self.file, self.number, &self.blocks)?;
        self.bytes += written as u64;
        self.number += 1;
        self.blocks.clear();
        Ok(())
    }

    /// Ends the recording and sees it onto the disk.
    ///
    /// # Errors
    /// [`RecordingError::File`].
    pub fn finish(mut self) -> Result<PathBuf> {
        self.flush()?;
        let what = format!("{} cannot be written", self.path.display());
        self.file.sync_all().map_err(while_doing(what))?;
        Ok(self.path.clone())
    }

    fn passed(&mut self, at: i64) -> Result<()> {
        let (low, high) = self.span.unwrap_or((at, at));
        self.span = Some((low.min(at), high.max(at)));
        let held: usize = self
            .open
            .iter()
            .map(|open| open.steps.len() * 2 + open.values.len() * 10)
            .sum();
        let long = self
            .span
            .is_some_and(|(low, high)| high.saturating_sub(low) >= PIECE);
        if long || self.blocks.len() + held >= LARGEST {
            self.flush()?;
        }
        Ok(())
    }
}

/// Makes blocks out of what was given of a track.
fn close(track: usize, open: &mut Open, blocks: &mut Vec<u8>) {
    if !open.steps.is_empty() {
        Piece::Samples {
            track,
            first: open.first,
            at: open.at,
            steps: std::mem::take(&mut open.steps),
        }
        .write(blocks);
    }
    if !open.values.is_empty() {
        Piece::Values {
            track,
            values: std::mem::take(&mut open.values),
        }
        .write(blocks);
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if let Err(error) = self.flush() {
            tracing::warn!(%error, "the end of a recording is lost");
        }
    }
}

impl std::fmt::Debug for Recorder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

//! Reading a recording, piece by piece.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::Key;
use super::about::{About, MOST_TRACKS, Track};
use super::block::{Blocks, Piece};
use super::error::{RecordingError, Result, while_doing};
use super::frame::{Head, Seal};

/// A recording on disk.
#[derive(Debug)]
pub struct Recording {
    path: PathBuf,
    key: zeroize::Zeroizing<Key>,
    about: About,
}

impl Recording {
    /// Opens a recording.
    ///
    /// # Errors
    /// [`RecordingError::Foreign`] for another file, [`RecordingError::Sealed`] for another key.
    pub fn open(path: &Path, key: &Key) -> Result<Self> {
        let mut opened = Opened::new(path, key)?;
        let about = opened.seal.read(&mut opened.file, 0)?.unwrap_or_default();
        let about = serde_json::from_slice(&about).map_err(|error| RecordingError::Damaged {
            piece: 0,
            why: error.to_string(),
        })?;
        Ok(Self {
            path: path.to_owned(),
            key: zeroize::Zeroizing::new(*key),
            about,
        })
    }

    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its content from the beginning. Memory is bounded by one piece.
    ///
    /// # Errors
    /// As [`Recording::open`].
    pub fn pieces(&self) -> Result<Pieces> {
        let mut opened = Opened::new(&self.path, &self.key)?;
        opened.seal.read(&mut opened.file, 0)?;
        Ok(Pieces {
            opened,
            number: 1,
            tracks: 0,
            ready: Vec::new().into_iter(),
            ended: false,
        })
    }

    /// All tracks, in the order of their numbers. Reads the whole recording.
    ///
    /// # Errors
    /// What a damaged recording gives.
    pub fn tracks(&self) -> Result<Vec<Track>> {
        let mut tracks = Vec::new();
        for piece in self.pieces()? {
            if let Piece::Track(track) = piece? {
                tracks.push(track);
            }
        }
        Ok(tracks)
    }
}

struct Opened {
    file: BufReader<File>,
    seal: Seal,
}

impl Opened {
    #[expect(
        clippy::disallowed_methods,
        reason = "the shelf of recordings is the home of their files"
    )]
    fn new(path: &Path, key: &Key) -> Result<Self> {
        let file =
            File::open(path).map_err(while_doing(format!("{} cannot be read", path.display())))?;
        let mut file = BufReader::new(file);
        let head = Head::read(&mut file)?;
        Ok(Self {
            seal: Seal::new(key, head),
            file,
        })
    }
}

/// The content of a recording, one stretch after the other; ends after the first error.
pub struct Pieces {
    opened: Opened,
    number: u64,
    tracks: usize,
    ready: std::vec::IntoIter<Piece>,
    ended: bool,
}

impl Pieces {
    fn refill(&mut self) -> Result<bool> {
        let Some(content) = self.opened.seal.read(&mut self.opened.file, self.number)? else {
            return Ok(false);
        };
        let damaged = |why| RecordingError::Damaged {
            piece: self.number,
            why,
        };
        let mut blocks = Blocks::new(&content, self.tracks);
        let mut pieces = Vec::new();
        while let Some(piece) = blocks.next().map_err(damaged)? {
            self.tracks += usize::from(matches!(piece, Piece::Track(_)));
            if self.tracks > MOST_TRACKS {
                return Err(damaged(format!("it has more than {MOST_TRACKS} tracks")));
            }
            pieces.push(piece);
        }
        self.number += 1;
        self.ready = pieces.into_iter();
        Ok(true)
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.ready.next() {
                return Some(Ok(piece));
            }
            if self.ended {
                return None;
            }
            match self.refill() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

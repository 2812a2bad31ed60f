//! Pieces as they lie in the file: compressed, then sealed with their number.

use std::io::{ErrorKind, Read, Write};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use super::Key;
use super::error::{RecordingError, Result, while_doing};

/// What a file begins with.
const MAGIC: [u8; 8] = *b"MYCRMREC";
const VERSION: u8 = 1;
/// Length of the head.
pub(super) const HEAD: usize = 33;
/// The longest piece on disk, and in memory.
const LONGEST_SEALED: usize = 8 << 20;
const LONGEST_OPEN: usize = 32 << 20;
/// Of zstd: higher levels gain less than one part in a hundred here.
const LEVEL: i32 = 6;

/// The head of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) id: [u8; 16],
    pub(super) started: i64,
}

impl Head {
    pub(super) fn to_bytes(self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8] = VERSION;
        bytes[9..25].copy_from_slice(&self.id);
        bytes[25..].copy_from_slice(&self.started.to_le_bytes());
        bytes
    }

    pub(super) fn read(file: &mut impl Read) -> Result<Self> {
        let mut bytes = [0; HEAD];
        file.read_exact(&mut bytes)
            .map_err(|_| RecordingError::Foreign("it is too short".into()))?;
        if bytes[..8] != MAGIC {
            return Err(RecordingError::Foreign("it begins otherwise".into()));
        }
        if bytes[8] != VERSION {
            let why = format!("it was written by a newer MyCRM (version {})", bytes[8]);
            return Err(RecordingError::Foreign(why));
        }
        let mut head = Self {
            id: [0; 16],
            started: 0,
        };
        head.id.copy_from_slice(&bytes[9..25]);
        let mut started = [0; 8];
        started.copy_from_slice(&bytes[25..]);
        head.started = i64::from_le_bytes(started);
        Ok(head)
    }

    /// What is authenticated beside a piece's content.
    fn beside(self, number: u64) -> Vec<u8> {
        let mut bytes = self.to_bytes().to_vec();
        bytes.extend(number.to_le_bytes());
        bytes
    }
}

/// Seals and opens the pieces of one recording.
pub(super) struct Seal {
    cipher: XChaCha20Poly1305,
    head: Head,
}

impl Seal {
    pub(super) fn new(key: &Key, head: Head) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
            head,
        }
    }

    /// Writes a piece in one go, so that a killed program leaves it whole or cut off.
    pub(super) fn write(
        &self,
        file: &mut impl Write,
        number: u64,
        content: &[u8],
    ) -> Result<usize> {
        let what = "The recording cannot be written";
        let packed = zstd::bulk::compress(content, LEVEL).map_err(while_doing(what))?;
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce).map_err(|error| RecordingError::File {
            what: what.into(),
            error: std::io::Error::other(error),
        })?;
        let payload = Payload {
            msg: &packed,
            aad: &self.head.beside(number),
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| RecordingError::TooMuch("A piece is too large to be sealed".into()))?;
        let mut frame = Vec::with_capacity(28 + sealed.len());
        frame.extend((sealed.len() as u32).to_le_bytes());
        frame.extend(nonce);
        frame.extend(sealed);
        file.write_all(&frame).map_err(while_doing(what))?;
        Ok(frame.len())
    }

    /// Reads the next piece; none at the end, or where a killed program stopped.
    pub(super) fn read(&self, file: &mut impl Read, number: u64) -> Result<Option<Vec<u8>>> {
        let mut front = [0; 28];
        if !fill(file, &mut front)? {
            return Ok(None);
        }
        let mut length = [0; 4];
        length.copy_from_slice(&front[..4]);
        let length = u32::from_le_bytes(length) as usize;
        if length > LONGEST_SEALED {
            return Err(RecordingError::Damaged {
                piece: number,
                why: format!("its length is {length}, at most {LONGEST_SEALED} is allowed"),
            });
        }
        let mut sealed = vec![0; length];
        if !fill(file, &mut sealed)? {
            return Ok(None);
        }
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&front[4..]);
        let payload = Payload {
            msg: &sealed,
            aad: &self.head.beside(number),
        };
        let packed = self
            .cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| RecordingError::Sealed { piece: number })?;
        let content = zstd::bulk::decompress(&packed, LONGEST_OPEN).map_err(|error| {
            RecordingError::Damaged {
                piece: number,
                why: error.to_string(),
            }
        })?;
        Ok(Some(content))
    }
}

/// Fills a buffer; false where the file ends before.
fn fill(file: &mut impl Read, buffer: &mut [u8]) -> Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(while_doing("The recording cannot be read")(error)),
    }
}

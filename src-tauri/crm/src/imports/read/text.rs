//! Bytes to text: byte order marks, UTF-16 with and without one, UTF-8, else the most likely old code page.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use mycrm_kernel::error::{FieldError, Result};

/// Bytes taken from the file at a time.
const PIECE: usize = 256 * 1024;
/// Bytes with letters outside ASCII that the guess of an old code page looks at.
const GUESSED: usize = 1 << 20;

/// The encoding of a name such as `UTF-8`, `UTF-16LE` or `windows-1252`.
pub(in crate::imports) fn for_name(name: &str) -> Result<&'static Encoding> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        let message = format!("“{name}” is not an encoding. Try UTF-8, UTF-16LE or windows-1252.");
        FieldError::new("encoding", "unknown_encoding", message)
            .with("value", name)
            .into()
    })
}

/// Finds out how a file is encoded by reading all of it once.
///
/// A few bytes that are not UTF-8 in a file that otherwise is (one row pasted in from elsewhere) do not make it
/// another encoding: those rows are reported instead.
pub(in crate::imports) fn detect(source: &mut dyn Read) -> Result<&'static Encoding> {
    let mut piece = vec![0; PIECE];
    let mut kept = 0;
    let mut first = true;
    let mut tally = Tally::default();
    let mut old = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut looked_at = 0;
    loop {
        let read = read_some(source, &mut piece[kept..])?;
        let filled = kept + read;
        if first {
            first = false;
            if let Some((encoding, _)) = Encoding::for_bom(&piece[..filled]) {
                return Ok(encoding);
            }
            if let Some(encoding) = wide_without_mark(&piece[..filled.min(4096)]) {
                return Ok(encoding);
            }
        }
        let done = tally.count(&piece[..filled], read == 0);
        if looked_at < GUESSED && !piece[..done].is_ascii() {
            looked_at += done;
            old.feed(&piece[..done], false);
        }
        piece.copy_within(done..filled, 0);
        kept = filled - done;
        if read == 0 {
            break;
        }
    }
    if tally.wrong == 0 || tally.wrong * 20 <= tally.right {
        return Ok(UTF_8);
    }
    old.feed(&[], true);
    Ok(old.guess(None, Utf8Detection::Deny))
}

/// Reads until `buffer` is full or the source ends.
fn read_some(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// UTF-16 without a mark shows itself by a zero in every other byte of its Latin text.
fn wide_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    if start.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| {
        let bytes = start.iter().skip(parity).step_by(2);
        bytes.filter(|byte| **byte == 0).count() * 10 / (start.len() / 2)
    };
    match (zeros(0), zeros(1)) {
        (0, 6..) => Some(UTF_16LE),
        (6.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// Letters outside ASCII that are UTF-8, and bytes that are not.
#[derive(Default)]
struct Tally {
    right: u64,
    wrong: u64,
}

impl Tally {
    /// Counts in `bytes`; answers how many it dealt with (a letter cut in two at the end stays for the next call).
    fn count(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut at = 0;
        loop {
            let (valid, broken) = match std::str::from_utf8(&bytes[at..]) {
                Ok(text) => (text.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            let letters = &bytes[at..at + valid];
            if !letters.is_ascii() {
                self.right += letters.iter().filter(|byte| **byte >= 0xC0).count() as u64;
            }
            at += valid;
            match broken {
                None => return bytes.len(),
                Some(None) if !last => return at,
                Some(None) => {
                    self.wrong += 1;
                    return bytes.len();
                }
                Some(Some(length)) => {
                    self.wrong += 1;
                    at += length;
                }
            }
        }
    }
}

/// A source of bytes read as UTF-8 text. UTF-8 itself passes through as it is, so that whoever cuts it into rows can
/// say which row holds bytes that are none.
pub(super) struct Text<R> {
    source: R,
    decoder: Option<Decoder>,
    piece: Vec<u8>,
    ended: bool,
    begun: bool,
}

impl<R: Read> Text<R> {
    pub(super) fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal()),
            piece: vec![0; PIECE],
            ended: false,
            begun: false,
        }
    }

    /// Appends some text to `to`. `false`: there is no more.
    pub(super) fn append(&mut self, to: &mut Vec<u8>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let read = read_some(&mut self.source, &mut self.piece)?;
        self.ended = read == 0;
        let first = !std::mem::replace(&mut self.begun, true);
        match &mut self.decoder {
            None => {
                let piece = &self.piece[..read];
                let mark = first && piece.starts_with(b"\xEF\xBB\xBF");
                to.extend_from_slice(if mark { &piece[3..] } else { piece });
            }
            Some(decoder) => {
                let most = decoder
                    .max_utf8_buffer_length(read)
                    .ok_or_else(|| io::Error::other("a piece of text is too long"))?;
                let start = to.len();
                to.resize(start + most, 0);
                let (_, _, written, _) =
                    decoder.decode_to_utf8(&self.piece[..read], &mut to[start..], self.ended);
                to.truncate(start + written);
            }
        }
        Ok(!self.ended)
    }
}

/// All of a (short) source as UTF-8 text.
pub(in crate::imports) fn decode(
    source: impl Read,
    encoding: &'static Encoding,
) -> Result<Vec<u8>> {
    let mut text = Text::new(source, encoding);
    let mut all = Vec::new();
    while text.append(&mut all)? {}
    Ok(all)
}

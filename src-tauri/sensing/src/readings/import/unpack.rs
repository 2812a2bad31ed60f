//! Finds out what a file is by how it begins, and hands its parts to whoever reads them.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use mycrm_kernel::error::{Error, Result};
use zip::ZipArchive;

use super::{Rows, apple, csv_rows, fitbit, google, health_connect};

/// Bytes read at a time.
const AHEAD: usize = 1 << 16;
/// Most files of an archive that are looked at.
const ENTRIES_MAX: usize = 20_000;

/// Reads all readings of a file: an archive, or a file of one product.
pub(super) fn read<F: Read + Seek>(
    file: F,
    name: &str,
    rows: &mut dyn Rows,
) -> Result<&'static str> {
    let mut file = BufReader::with_capacity(AHEAD, file);
    let start = file
        .fill_buf()
        .map_err(|error| Error::Storage(error.to_string()))?;
    if start.starts_with(health_connect::SQLITE) {
        let bytes = file.seek(SeekFrom::End(0)).and_then(|bytes| {
            file.rewind()?;
            Ok(bytes)
        });
        let bytes = bytes.map_err(|error| Error::Storage(error.to_string()))?;
        return health_connect::read(file, bytes, rows).map(|()| "health_connect");
    }
    if !start.starts_with(b"PK\x03\x04") {
        return part(&mut file, name, rows);
    }
    let damaged = |error: zip::result::ZipError| {
        let message = format!("The archive cannot be read: {error}.");
        Error::field("file", "invalid", message)
    };
    let mut archive = ZipArchive::new(file).map_err(damaged)?;
    if archive.len() > ENTRIES_MAX {
        let message = format!("The archive holds more than {ENTRIES_MAX} files. Import the parts.");
        return Err(Error::TooLarge(message));
    }
    let mut format = None;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let lower = name.to_lowercase();
        if lower.ends_with("health_connect_export.db") {
            let bytes = entry.size();
            health_connect::read(entry, bytes, rows)?;
            format = format.or(Some("health_connect"));
            continue;
        }
        let wanted = [".json", ".csv", ".xml"]
            .iter()
            .any(|end| lower.ends_with(end));
        if entry.is_dir() || !wanted || lower.ends_with("export_cda.xml") {
            continue;
        }
        let mut content = BufReader::with_capacity(AHEAD, entry);
        match part(&mut content, &name, rows) {
            Ok(found) => format = format.or(Some(found)),
            // Archives hold much that is no reading; a file of another sort is passed over.
            Err(Error::Validation(_)) => {}
            Err(other) => return Err(other),
        }
    }
    format.ok_or_else(|| {
        let message = "The archive holds no file with readings that is known here.";
        Error::field("file", "invalid", message)
    })
}

/// Reads one file.
fn part(file: &mut impl BufRead, name: &str, rows: &mut dyn Rows) -> Result<&'static str> {
    let start = file
        .fill_buf()
        .map_err(|error| Error::Storage(error.to_string()))?;
    let first = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .iter()
        .find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'<') => apple::read(file, rows).map(|()| "apple_health"),
        Some(b'[') => fitbit::read(file, name, rows).map(|()| "fitbit"),
        Some(b'{') => google::read(file, rows).map(|()| "google_fit"),
        Some(_) => csv_rows::read(file, rows).map(|()| "csv"),
        None => Err(Error::field("file", "invalid", "The file is empty.")),
    }
}

//! Recordings out of the house and into it: EDF+ and CSV.

use std::io::{BufReader, Read, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Action, Job, Operation};
use mycrm_kernel::store::{FileId, FileReader, remove_file};
use mycrm_wearables::recording::{Recording, export_csv, export_edf, import_csv, import_edf};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::library::{Library, RecordingView, open, refused, shelf, with_key};
use crate::privacy::require_on;

/// Largest export that is handed over in an answer: 96 MiB. What is larger is written to a file.
const ANSWER_MAX: usize = 96 << 20;

/// How a recording is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordingFormat {
    /// European Data Format, with annotations (Kemp and Olivan 2003).
    Edf,
    /// A table: a row for each moment, a column for each track.
    Csv,
}

impl RecordingFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Edf => "edf",
            Self::Csv => "csv",
        }
    }

    fn write(self, recording: &Recording, out: &mut impl Write) -> Result<()> {
        let written = match self {
            Self::Edf => export_edf(recording, out),
            Self::Csv => export_csv(recording, out),
        };
        written.map_err(|error| refused("id", &error))
    }
}

/// Exports a recording as EDF+ or CSV, in the answer. What leaves the house is no longer encrypted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRecording {
    /// Its name.
    pub id: String,
    /// As what.
    pub format: RecordingFormat,
}

/// A recording as a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedRecording {
    /// A name for the file.
    pub file_name: String,
    /// Its content in base64.
    pub content: String,
    /// Its size in bytes.
    pub bytes: usize,
}

impl Operation for ExportRecording {
    const NAME: &'static str = "recordings.export";
    const ROUTE: &'static str = "POST /recordings/{id}/export";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ExportedRecording;
}

/// Memory of a bounded size.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > ANSWER_MAX {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Action for ExportRecording {
    fn run(self, app: &App, _: &Caller) -> Result<ExportedRecording> {
        let recording = open(app, &self.id)?;
        let mut out = Bounded(Vec::new());
        let written = self.format.write(&recording, &mut out);
        if out.0.len() + (1 << 16) > ANSWER_MAX && written.is_err() {
            let message = "The recording is too large for an answer: export it to a file (recordings.export_file).";
            return Err(Error::TooLarge(message.into()));
        }
        written?;
        let short: String = self.id.chars().take(8).collect();
        Ok(ExportedRecording {
            file_name: format!("recording-{short}.{}", self.format.ending()),
            bytes: out.0.len(),
            content: STANDARD.encode(&out.0),
        })
    }
}

/// Exports a recording as EDF+ or CSV into a file on this computer. What leaves the house is no longer encrypted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRecordingFile {
    /// Its name.
    pub id: String,
    /// As what.
    pub format: RecordingFormat,
    /// Where to: a file that is not there yet.
    pub path: String,
}

/// A file that was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WrittenRecording {
    /// Where it lies.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Operation for ExportRecordingFile {
    const NAME: &'static str = "recordings.export_file";
    const ROUTE: &'static str = "POST /recordings/{id}/export/local";
    const NEEDS: Permission = Permission::LocalFiles;
    const PRIVATE: bool = true;
    type Output = WrittenRecording;
}

impl Job for ExportRecordingFile {
    #[expect(
        clippy::disallowed_methods,
        reason = "exports write the file that the wearer named"
    )]
    fn run(self, work: &mut Work<'_>) -> Result<WrittenRecording> {
        let recording = open(work.app(), &self.id)?;
        let path = Path::new(&self.path);
        let unwritable = |error: std::io::Error| {
            let message = format!("{} cannot be written: {error}.", path.display());
            Error::field("path", "invalid", message)
        };
        // What is there already is not overwritten.
        let file = std::fs::File::create_new(path).map_err(unwritable)?;
        let mut out = std::io::BufWriter::new(file);
        if let Err(error) = self.format.write(&recording, &mut out) {
            drop(out);
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        let file = out
            .into_inner()
            .map_err(|error| unwritable(error.into_error()))?;
        let bytes = file.metadata().map_err(unwritable)?.len();
        Ok(WrittenRecording {
            path: self.path,
            bytes,
        })
    }
}

/// Takes an EDF, EDF+ or CSV file in as a recording, to be played. The file is removed afterwards.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRecording {
    /// The file that was handed in.
    pub file: FileId,
}

impl Operation for ImportRecording {
    const NAME: &'static str = "recordings.import";
    const ROUTE: &'static str = "POST /recordings/imports";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = RecordingView;
}

impl Job for ImportRecording {
    fn run(self, work: &mut Work<'_>) -> Result<RecordingView> {
        let app = work.app();
        let taken = {
            let file = FileReader::open(app, self.file)?;
            let name = file.name.clone();
            take(work, file, &name)
        };
        remove_file(app, self.file)?;
        taken
    }
}

/// The same of a file on this computer, read where it lies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRecordingFile {
    /// Path of the file.
    pub path: String,
}

impl Operation for ImportRecordingFile {
    const NAME: &'static str = "recordings.import_file";
    const ROUTE: &'static str = "POST /recordings/imports/local";
    const NEEDS: Permission = Permission::LocalFiles;
    const PRIVATE: bool = true;
    type Output = RecordingView;
}

impl Job for ImportRecordingFile {
    #[expect(
        clippy::disallowed_methods,
        reason = "imports read the file that the wearer chose"
    )]
    fn run(self, work: &mut Work<'_>) -> Result<RecordingView> {
        let path = Path::new(&self.path);
        let file = std::fs::File::open(path).map_err(|error| {
            let message = format!("{} cannot be read: {error}.", path.display());
            Error::field("path", "invalid", message)
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        take(work, file, &name)
    }
}

/// How an EDF file begins: the version of its format, in eight characters.
const EDF: &[u8] = b"0       ";

fn take(work: &mut Work<'_>, file: impl Read, name: &str) -> Result<RecordingView> {
    work.read(require_on)?;
    let app = work.app();
    let mut file = BufReader::new(file);
    let start =
        std::io::BufRead::fill_buf(&mut file).map_err(|error| Error::Storage(error.to_string()))?;
    let edf = start.starts_with(EDF);
    let (shelf, now) = (shelf(app), app.now());
    let source: String = name.chars().take(60).collect();
    let taken = with_key(app, |key| {
        if edf {
            import_edf(&mut file, &source, shelf.folder(), key)
        } else {
            import_csv(&mut file, &source, now, shelf.folder(), key)
        }
    });
    let path = taken.map_err(|error| refused("file", &error))?;
    let there = shelf.list().map_err(|error| refused("file", &error))?;
    let made = there.iter().find(|one| one.path == path);
    let made = made.ok_or_else(|| Error::not_found("recording", path.display()))?;
    Ok(app.service::<Library>().view(app, made))
}

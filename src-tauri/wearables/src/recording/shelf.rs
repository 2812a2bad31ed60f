//! The folder with all recordings: what is there, what is too old, and nothing any more.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::{Result, while_doing};
use super::frame::Head;

/// What files of recordings end in.
const ENDING: &str = "rec";

/// A folder of recordings.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// A recording on the shelf, as far as can be said without its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shelved {
    /// Its name: 32 hexadecimal digits.
    pub id: String,
    /// When it began: milliseconds since 1970; none for a file that is damaged.
    pub started: Option<i64>,
    /// Its size.
    pub bytes: u64,
    /// Where it lies.
    #[serde(skip)]
    pub path: PathBuf,
}

/// The file of a recording.
pub(super) fn file_name(id: &[u8; 16]) -> String {
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}.{ENDING}")
}

/// The id of the recording in a file; none for any other file.
pub(super) fn id_of(path: &Path) -> Option<String> {
    let id = path.file_stem()?.to_str()?;
    let ours = path.extension()?.to_str()? == ENDING
        && id.len() == 32
        && id.chars().all(|sign| sign.is_ascii_hexdigit());
    ours.then(|| id.to_owned())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shelf is the home of the recordings' files"
)]
impl Shelf {
    /// The shelf in a folder, which need not be there.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The folder that belongs to a database: `mycrm.db` → `mycrm.db.recordings`.
    pub fn beside(database: &Path) -> Self {
        let mut name = database.file_name().unwrap_or_default().to_os_string();
        name.push(".recordings");
        Self::new(&database.with_file_name(name))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a recording.
    pub fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ENDING}"))
    }

    /// What is there, the newest first.
    ///
    /// # Errors
    /// [`super::RecordingError::File`].
    pub fn list(&self) -> Result<Vec<Shelved>> {
        let what = || format!("{} cannot be read", self.folder.display());
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(while_doing(what())(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(while_doing(what()))?.path();
            let Some(id) = id_of(&path) else {
                continue;
            };
            let bytes = path.metadata().map_or(0, |metadata| metadata.len());
            let head = File::open(&path)
                .ok()
                .and_then(|mut file| Head::read(&mut file).ok());
            found.push(Shelved {
                id,
                started: head.map(|head| head.started),
                bytes,
                path,
            });
        }
        found.sort_by(|a, b| (b.started, &b.id).cmp(&(a.started, &a.id)));
        Ok(found)
    }

    /// Removes a recording; false when there is none.
    ///
    /// # Errors
    /// [`super::RecordingError::File`].
    pub fn remove(&self, id: &str) -> Result<bool> {
        let path = self.path(id);
        if id_of(&path).is_none() {
            return Ok(false);
        }
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(while_doing(format!("{} cannot be removed", path.display()))(error)),
        }
    }

    /// Removes what began before `oldest` (milliseconds since 1970), and what is damaged; says how many.
    ///
    /// # Errors
    /// [`super::RecordingError::File`].
    pub fn keep_since(&self, oldest: i64) -> Result<usize> {
        let mut removed = 0;
        for shelved in self.list()? {
            if shelved.started.is_none_or(|started| started < oldest) {
                removed += usize::from(self.remove(&shelved.id)?);
            }
        }
        Ok(removed)
    }

    /// Removes every recording and the folder, if nothing else is in it; says how many there were.
    ///
    /// # Errors
    /// [`super::RecordingError::File`].
    pub fn erase(&self) -> Result<usize> {
        let mut removed = 0;
        for shelved in self.list()? {
            removed += usize::from(self.remove(&shelved.id)?);
        }
        let _ = std::fs::remove_dir(&self.folder);
        Ok(removed)
    }
}

/// Ends a recording that is not wanted after all, and removes its file.
#[expect(
    clippy::disallowed_methods,
    reason = "the shelf is the home of the recordings' files"
)]
pub(super) fn withdraw(recorder: super::Recorder) {
    let path = recorder.path().to_owned();
    drop(recorder);
    let _ = std::fs::remove_file(path);
}

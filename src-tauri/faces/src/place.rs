//! Where the product keeps its things on this machine: the same place for the window and the command line.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// Names another folder than the system's usual one.
pub const VARIABLE: &str = "MYCRM_DATA";

/// The folder of the database and the logs.
pub fn data_folder() -> PathBuf {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return folder.into();
    }
    directories::ProjectDirs::from("app", "MyCRM", "MyCRM").map_or_else(
        || PathBuf::from("mycrm-data"),
        |folders| folders.data_local_dir().to_owned(),
    )
}

/// The database file.
pub fn database() -> PathBuf {
    data_folder().join("mycrm.db")
}

/// Makes a folder of the product's, for this user's eyes only.
pub fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

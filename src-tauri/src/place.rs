//! Where the product keeps its things on this machine.

use std::path::PathBuf;

/// Names another folder than the system's usual one.
pub(crate) const VARIABLE: &str = "MYCRM_DATA";

/// The folder of the database and the logs.
pub(crate) fn data_folder() -> PathBuf {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return folder.into();
    }
    directories::ProjectDirs::from("app", "MyCRM", "MyCRM").map_or_else(
        || PathBuf::from("mycrm-data"),
        |dirs| dirs.data_local_dir().to_owned(),
    )
}

/// The database file.
pub(crate) fn database() -> PathBuf {
    data_folder().join("mycrm.db")
}

/// Makes a folder of the product's, for this user's eyes only.
pub(crate) fn make(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

//! Where the product keeps its things on this machine. The command line looks in the same place.

use std::path::{Path, PathBuf};

/// Names another database file than the system's usual one.
pub(crate) const VARIABLE: &str = "MYCRM_DATABASE";

/// The database file.
pub(crate) fn database() -> PathBuf {
    if let Some(file) = std::env::var_os(VARIABLE) {
        return file.into();
    }
    directories::ProjectDirs::from("app", "MyCRM", "MyCRM").map_or_else(
        || PathBuf::from("mycrm.db"),
        |folders| folders.data_local_dir().join("mycrm.db"),
    )
}

/// Makes the folder that `file` shall lie in, for this user's eyes only.
pub(crate) fn make_room(file: &Path) -> std::io::Result<()> {
    let Some(folder) = file.parent() else {
        return Ok(());
    };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

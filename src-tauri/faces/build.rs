//! Puts the built screen into the binary of a release; any other build reads it from its folder, so that working on
//! the screen needs no build of the core.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[allow(
    clippy::disallowed_methods,
    reason = "a build script writes what it makes"
)]
fn main() -> io::Result<()> {
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let screen = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../../ui/dist");
    let release = variable("PROFILE")? == "release";
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    if release {
        println!("cargo::rerun-if-changed={}", screen.display());
        gather(&screen, &mut files)?;
        files.sort();
    }
    let folder = (!release).then(|| screen.display().to_string());
    let mut text = format!(
        "/// The folder that the screen is read from, where it is not in the binary.\n\
         const FOLDER: Option<&str> = {folder:?};\n\
         /// The screen's files.\n\
         static EMBEDDED: &[(&str, &[u8])] = &[\n"
    );
    for file in files {
        let name = file.strip_prefix(&screen).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        let path = file.canonicalize()?;
        writeln!(text, "    ({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
    }
    text.push_str("];\n");
    fs::write(Path::new(&variable("OUT_DIR")?).join("screen.rs"), text)
}

/// All files below `folder`; none where it is not there.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

//! What the screen loads before it shows anything: scripts and styles that its page names, compressed by `gzip`.

use std::path::Path;
use std::process::Command;

use mycrm_kernel::error::Result;

use crate::figure::{Figure, say};

#[expect(clippy::disallowed_methods, reason = "the built page lies in a file")]
pub(crate) fn measure() -> Result<()> {
    let folder = Path::new("ui/dist");
    let Ok(page) = std::fs::read_to_string(folder.join("index.html")) else {
        say("  the screen is not built: no figure for its bundle");
        return Ok(());
    };
    let named = page
        .split(['"', '\''])
        .filter(|text| (text.ends_with(".js") || text.ends_with(".css")) && !text.contains("://"));
    let mut bytes = 0;
    for file in named {
        let file = folder.join(file.trim_start_matches(['.', '/']));
        let packed = Command::new("gzip").arg("-9c").arg(&file).output()?;
        bytes += packed.stdout.len();
    }
    Figure::alone("initial screen bundle, gzip", bytes as f64 / 1_024.0, "KiB")
        .reaching("at most 250 KiB")
        .print();
    Ok(())
}

//! A message bus of one's own.

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Child, Command, Stdio};

use crate::error::Refused;

/// A running `dbus-daemon` that only those know whom its address is given. Ends when dropped.
#[derive(Debug)]
pub struct PrivateBus {
    daemon: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl PrivateBus {
    /// Starts the daemon with a configuration that lets everybody on this bus do everything.
    ///
    /// # Errors
    /// [`Refused::Missing`] without a `dbus-daemon`, [`Refused::Bus`] when it does not start.
    #[expect(
        clippy::disallowed_methods,
        reason = "the bus has its configuration in a temporary folder of its own"
    )]
    pub fn start() -> Result<Self, Refused> {
        let failed = |error: std::io::Error| Refused::Bus(error.to_string());
        let folder = tempfile::tempdir().map_err(failed)?;
        let configuration = folder.path().join("bus.conf");
        std::fs::write(
            &configuration,
            configure(&folder.path().display().to_string()),
        )
        .map_err(failed)?;
        let started = Command::new("dbus-daemon")
            .arg("--nofork")
            .arg("--nopidfile")
            .arg("--print-address=1")
            .arg(format!("--config-file={}", configuration.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut daemon = started.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Refused::Missing {
                program: "dbus-daemon",
                how: "apt install dbus · dnf install dbus-daemon · pacman -S dbus",
            },
            _ => failed(error),
        })?;
        let mut address = String::new();
        if let Some(out) = daemon.stdout.take() {
            BufReader::new(out)
                .read_line(&mut address)
                .map_err(failed)?;
        }
        let bus = Self {
            daemon,
            address: address.trim().to_owned(),
            _folder: folder,
        };
        if bus.address.is_empty() {
            return Err(Refused::Bus("dbus-daemon ended at once".into()));
        }
        Ok(bus)
    }

    /// Where programs find it, for [`crate::BUS`].
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A bus without any restriction; the limits hold back no flood, since floods are what is tested.
fn configure(folder: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
  <limit name="max_outgoing_bytes">250000000</limit>
  <limit name="max_incoming_bytes">250000000</limit>
</busconfig>
"#
    )
}

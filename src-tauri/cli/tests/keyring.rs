//! The key in a real keyring: GNOME's own, on a bus of the test's own, its files in a folder of the test's own.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

/// Opens a keyring with an empty password, then runs the program with the words that follow.
const SESSION: &str =
    r#"printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@""#;

/// Someone's computer: where their keyring lies, and where their data.
struct Computer {
    home: TempDir,
    data: TempDir,
}

impl Computer {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            data: tempfile::tempdir().unwrap(),
        }
    }

    /// Logs in, runs `mycrm` with `arguments` and logs out: the bus and the keyring's daemon end with it.
    fn session(&self, home: &Path, arguments: &[&str]) -> Output {
        let runtime = home.join("run");
        #[expect(clippy::disallowed_methods, reason = "the session's own folder")]
        std::fs::create_dir_all(&runtime).unwrap();
        Command::new("dbus-run-session")
            .args(["--", "bash", "-euo", "pipefail", "-c", SESSION, "session"])
            .arg(env!("CARGO_BIN_EXE_mycrm"))
            .args(arguments)
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("share"))
            .env("XDG_RUNTIME_DIR", &runtime)
            .env("MYCRM_DATA", self.data.path())
            .env_remove("MYCRM_NO_KEYRING")
            .env_remove("MYCRM_PASSPHRASE")
            .env_remove("MYCRM_PASSPHRASE_FILE")
            .env_remove("MYCRM_DATABASE")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Json {
        let output = self.session(self.home.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stdout)))
    }

    /// The names of the files beside the database.
    fn files(&self) -> Vec<String> {
        let folder = std::fs::read_dir(self.data.path()).unwrap();
        folder
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }
}

/// `make test` sees to it that both are there; who runs this test by itself is told.
fn the_system_has_a_keyring() {
    for program in ["gnome-keyring-daemon", "dbus-run-session"] {
        let asked = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let there = asked.is_ok_and(|status| status.success());
        assert!(there, "{program} is not installed: `make test` brings it");
    }
}

#[test]
fn the_key_goes_into_the_keyring_and_comes_back_at_the_next_login() {
    the_system_has_a_keyring();
    let computer = Computer::new();
    computer.json(&["contacts", "create", "--last-name", "Lovelace"]);
    let status = computer.json(&["app", "status", "--json"]);
    assert_eq!(status["protection"]["key"], "keyring", "{status:#}");
    let files = computer.files();
    assert!(
        files.iter().any(|name| name == "mycrm.db"),
        "the database is there: {files:?}"
    );
    assert!(
        !files.iter().any(|name| name.contains("passphrase")),
        "no key lies beside it: {files:?}"
    );

    // Another bus, another daemon, the same keyring: only its file was kept.
    let found = computer.json(&["contacts", "list", "--json"]);
    assert_eq!(found["items"][0]["last_name"], "Lovelace", "{found:#}");

    // Somebody else's keyring does not open it, and nothing is lost by trying.
    let stranger = tempfile::tempdir().unwrap();
    let refused = computer.session(stranger.path(), &["contacts", "list", "--json"]);
    assert_eq!(refused.status.code(), Some(5), "{refused:?}");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("keyring"), "{said}");
    let found = computer.json(&["contacts", "list", "--json"]);
    assert_eq!(found["items"][0]["last_name"], "Lovelace");
}

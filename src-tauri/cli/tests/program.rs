//! The program itself, started as a person starts it: commands, exit codes, and serving over a real socket.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// A data folder of the test's own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mycrm"));
        command
            .args(arguments)
            .env("MYCRM_DATA", self.0.path())
            .env("MYCRM_PASSPHRASE", "a passphrase for tests")
            .env("MYCRM_TOKEN", "a-token-for-tests")
            .env_remove("MYCRM_DATABASE")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed; answers its JSON.
    fn json(&self, arguments: &[&str]) -> Json {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "the test's own file")]
    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }
}

#[test]
fn a_record_is_made_found_changed_and_brought_back() {
    let place = Place::new();
    let made = place.json(&[
        "contacts",
        "create",
        "--first-name",
        "Ada",
        "--last-name",
        "Lovelace",
        "--tags",
        "a,b",
    ]);
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["tags"], json!(["a", "b"]));
    assert_eq!(place.json(&["search", "lovel"])["hits"][0]["id"], id);
    place.json(&["contacts", "update", id, "--title", "Countess"]);
    place.json(&["contacts", "delete", id]);
    assert_eq!(place.json(&["contacts", "count"])["value"], 0);
    place.json(&["steps", "undo"]);
    let page = place.json(&["call", "contacts.list", r#"{"fields":["title"]}"#]);
    assert_eq!(page["items"][0]["title"], "Countess");
    assert_eq!(place.json(&["changes", "verify"])["ok"], true);
}

#[test]
fn refusals_end_with_their_exit_code_and_a_sentence() {
    let place = Place::new();
    let nobody = "00000000-0000-7000-8000-000000000000";
    for (arguments, code, said) in [
        (&["contacts", "get", nobody][..], 3, "There is no contact"),
        (
            &["contacts", "list", "--filter", "nope=1"],
            2,
            "no field “nope”",
        ),
        (
            &["contacts", "create", "--email", "x"],
            2,
            "not an e-mail address",
        ),
        (
            &["contacts", "list", "--limit", "many"],
            2,
            "a whole number",
        ),
        (
            &["contacts", "create", "--kind", "nonsense"],
            2,
            "possible values",
        ),
        (&["contacts", "fly"], 2, "unrecognized subcommand"),
        (&["call", "contacts.fly"], 3, "There is no operation"),
        (&["call", "contacts.list", "{"], 2, "not valid JSON"),
        (&["steps", "undo"], 3, "nothing left to undo"),
        (&["import", "no such file.csv"], 2, "cannot be read"),
    ] {
        let output = place.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
    let output = place.run(&["--json", "contacts", "get", nobody]);
    let problem: Json = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(problem["code"], "not_found");
    let wrong = place
        .command(&["contacts", "list"])
        .env("MYCRM_PASSPHRASE", "wrong")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(5), "a wrong key is locked");
}

#[test]
fn a_file_is_imported_in_one_command_and_taken_back() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "First name,Last name,Email\nAda,Lovelace,ada@example.com\nEve,Wrong,nonsense\n",
    );
    let errors = place.0.path().join("errors.csv").display().to_string();
    let would = place.json(&["import", &file, "--dry-run"]);
    assert_eq!((&would["new"], &would["error"]), (&json!(1), &json!(1)));
    assert_eq!(place.json(&["contacts", "count"])["value"], 0);
    let done = place.json(&["import", &file, "--errors", &errors]);
    assert_eq!(done["new"], 1);
    #[expect(clippy::disallowed_methods, reason = "the test's own file")]
    let refused = std::fs::read_to_string(&errors).unwrap();
    assert!(
        refused.contains("nonsense") && !refused.contains("Lovelace"),
        "{refused}"
    );
    place.json(&["steps", "undo"]);
    assert_eq!(place.json(&["contacts", "count"])["value"], 0);
}

#[test]
fn sample_data_is_loaded_to_its_end_with_progress() {
    let place = Place::new();
    let output = place.run(&["sample", "--contacts", "40", "--seed", "7"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("sample.load") && said.contains("done"),
        "{said}"
    );
    let loaded: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(loaded["contacts"], 40);
    assert_eq!(place.json(&["jobs", "list"])["items"][0]["state"], "done");
}

#[test]
fn the_program_describes_itself_without_a_database() {
    let place = Place::new();
    assert_eq!(place.json(&["openapi"])["openapi"], "3.1.1");
    let schema = place.json(&["schema", "contacts.get"]);
    assert_eq!(schema["input"]["$ref"], "#/components/schemas/OneRecord");
    let types = place.run(&["typescript"]);
    assert!(String::from_utf8_lossy(&types.stdout).contains("'contacts.get': { input: OneRecord"));
    let help = place.run(&["contacts", "list", "--help"]);
    assert!(String::from_utf8_lossy(&help.stdout).contains("--ordering"));
    assert!(!place.0.path().join("mycrm.db").exists());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::new();
    let mut command = place.command(&["openapi"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_log_names_operations_and_codes_and_nothing_of_the_user() {
    let place = Place::new();
    place.json(&[
        "contacts",
        "create",
        "--first-name",
        "Ottoline",
        "--email",
        "ottoline@example.com",
    ]);
    place.run(&["contacts", "create", "--email", "Ottoline again"]);
    place.run(&["call", "Ottoline.call"]);
    let mut text = String::new();
    for file in std::fs::read_dir(place.0.path().join("logs")).unwrap() {
        #[expect(clippy::disallowed_methods, reason = "the test's own file")]
        let one = std::fs::read_to_string(file.unwrap().path()).unwrap();
        text += &one;
    }
    assert!(
        text.contains("contacts.create") && text.contains("validation"),
        "{text}"
    );
    assert!(!text.to_lowercase().contains("ottoline"), "{text}");
}

/// A server that ends with the test.
struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(place: &Place) -> Self {
        let mut command = place.command(&["serve", "--port", "0"]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, token) = address.split_once("/#token=").unwrap();
        assert_eq!(token, "a-token-for-tests");
        let port = port.parse().unwrap();
        Self { child, port }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, path: &str, close: &str) -> TcpStream {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer a-token-for-tests\r\n{close}\r\n",
            self.port
        ))
    }
}

#[test]
fn serving_answers_over_a_socket_and_keeps_the_database_to_itself() {
    let place = Place::new();
    let served = Served::start(&place);
    let mut text = String::new();
    served
        .get("/api/v1/status", "Connection: close\r\n")
        .read_to_string(&mut text)
        .unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
    assert!(text.contains("\"empty\":true"), "{text}");
    let second = place.run(&["contacts", "list"]);
    assert_eq!(second.status.code(), Some(5), "in use");
    let mut feed = BufReader::new(served.get("/api/v1/events", ""));
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        feed.read_line(&mut line).unwrap();
    }
    assert!(line.contains("\"hello\""), "{line}");
    let mut refused = String::new();
    let foreign = "GET /api/v1/status HTTP/1.1\r\nHost: crm.example\r\nConnection: close\r\n\r\n";
    served.send(foreign).read_to_string(&mut refused).unwrap();
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_command_runs_with_simulated_wearables_and_is_told_so() {
    let place = Place::new();
    let file = place.file(
        "own.json",
        r#"{"about": "Mine.", "devices": [{"kind": "strap", "name": "HRM"}], "phases": [{"for": 60, "scene": "calm"}]}"#,
    );
    let told = place.run(&[
        "wearables",
        "simulate",
        &file,
        "--",
        "sh",
        "-c",
        "echo $MYCRM_SIMULATED_WEARABLES; echo $DBUS_SYSTEM_BUS_ADDRESS; exit 3",
    ]);
    let said = String::from_utf8_lossy(&told.stdout);
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some(file.as_str()));
    assert!(lines.next().unwrap().starts_with("unix:path="), "{said}");
    let beside = String::from_utf8_lossy(&told.stderr);
    assert!(
        beside.contains("HRM (simulated)") && beside.contains("measured on nobody"),
        "{beside}"
    );
    assert_eq!(told.status.code(), Some(2));

    let known = place.json(&["wearables", "simulate"]);
    assert!(
        known["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["name"] == "stress")
    );
    let unknown = place.run(&["wearables", "simulate", "sleep"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("There is no scenario sleep"));
    let wrong = place.file(
        "wrong.json",
        r#"{"about": "", "devices": [], "phases": [{"for": 0, "scene": "calm"}]}"#,
    );
    let refused = place.run(&["wearables", "simulate", &wrong]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("phases[0].for: is 0"));
}

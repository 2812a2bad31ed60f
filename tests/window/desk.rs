//! A desk for one window: a screen, a session bus, a driver and a home folder of its own, all gone when it is dropped.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

pub(crate) struct Desk {
    home: Option<TempDir>,
    port: u16,
    driver: Child,
}

impl Desk {
    /// Sets the desk up; no window is open yet.
    pub(crate) fn new() -> Self {
        Self::of(tempfile::tempdir().expect("a folder for the test"), &[])
    }

    /// A desk in a home that may have been lived in, with further variables in its environment.
    pub(crate) fn of(home: TempDir, variables: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        // The driver starts the program, so the program inherits this environment: no real home, keyring or bus.
        let driver = Command::new("xvfb-run")
            .args(["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session"])
            // What the screen and the bus are called is kept for whoever starts the program once more.
            .args(["--", "sh", "-c", "env >\"$HOME/environment\" && exec WebKitWebDriver --port=\"$0\""])
            .arg(port.to_string())
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("share"))
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .env("XDG_RUNTIME_DIR", home.path())
            .env("MYCRM_DATA", home.path())
            .env("MYCRM_NO_KEYRING", "1")
            .env("LANG", "C.UTF-8")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own: screen, bus, driver and program end together.
            .process_group(0)
            .spawn()
            .expect("xvfb-run is installed (make setup)");
        Self {
            home: Some(home),
            port,
            driver,
        }
    }

    /// Ends everything that runs here and leaves the home behind.
    pub(crate) fn leave(mut self) -> TempDir {
        self.home
            .take()
            .expect("a desk has a home until it is left")
    }

    fn home(&self) -> &Path {
        self.home
            .as_ref()
            .expect("a desk has a home until it is left")
            .path()
    }

    /// This desk's database.
    pub(crate) fn database(&self) -> PathBuf {
        self.home().join("mycrm.db")
    }

    /// A file in this desk's home.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home().join(name);
        std::fs::write(&path, text).expect("a file for the test");
        path
    }

    /// Starts the program a second time beside the open window, and waits until that start has ended.
    pub(crate) fn start_again(&self, files: &[&Path]) -> ExitStatus {
        let environment = std::fs::read_to_string(self.home().join("environment"))
            .expect("the first start wrote down its environment");
        let variables = environment.lines().filter_map(|line| line.split_once('='));
        Command::new(program())
            .args(files)
            .env_clear()
            .envs(variables)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program starts")
    }

    /// Opens the window, with files it is asked to open.
    pub(crate) async fn open(&self, files: &[&Path]) -> Client {
        let capabilities =
            json!({ "webkitgtk:browserOptions": { "binary": program(), "args": files } });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("it is written as an object")
        };
        let mut last = None;
        // The driver needs a moment until it listens.
        for _ in 0..100 {
            let attempt = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{}", self.port))
                .await;
            match attempt {
                Ok(client) => return client,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the window did not open: {last:?}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        // Whatever has ended already cannot be ended again, and that is fine.
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

/// The window as `cargo build -p mycrm-desktop` left it.
fn program() -> PathBuf {
    let tests = std::env::current_exe().expect("a test has a path");
    let built = tests
        .ancestors()
        .nth(2)
        .expect("tests lie in a folder below the profile's")
        .join("mycrm-desktop");
    assert!(
        built.exists(),
        "{} is not built: cargo build -p mycrm-desktop",
        built.display()
    );
    built
}

/// Calls the one command from inside the page, and answers with what it answered: `{ok}` or `{refused}`.
pub(crate) async fn call(client: &Client, name: &str, input: Value) -> Value {
    client
        .execute_async(
            "const done = arguments[2];
             window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], input: arguments[1] })
               .then((ok) => done({ ok }), (refused) => done({ refused }));",
            vec![json!(name), input],
        )
        .await
        .expect("the page runs scripts")
}

/// Waits until something holds.
pub(crate) async fn until(holds: impl AsyncFn() -> bool) {
    let pause = Duration::from_millis(100);
    for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
        if holds().await {
            return;
        }
        tokio::time::sleep(pause).await;
    }
    panic!("it did not come about in {PATIENCE:?}");
}

/// Waits until there is such an element, and answers with it.
pub(crate) async fn seen(client: &Client, xpath: &str) -> Element {
    client
        .wait()
        .at_most(PATIENCE)
        .for_element(Locator::XPath(xpath))
        .await
        .unwrap_or_else(|error| panic!("{xpath}: {error}"))
}

/// Clicks on such an element once there is one.
pub(crate) async fn click(client: &Client, xpath: &str) {
    let element = seen(client, xpath).await;
    element.click().await.expect("one can click");
}

/// Presses keys together, as a person holds Ctrl and strikes Z.
pub(crate) async fn press(client: &Client, keys: &[char]) {
    let chord: String = keys.iter().collect();
    type_text(client, &chord).await;
}

/// Types into whatever has the focus.
pub(crate) async fn type_text(client: &Client, text: &str) {
    let focused = client.active_element().await.expect("something is focused");
    focused.send_keys(text).await.expect("one can type");
}

/// Keeps a picture of the page in `target/window`, for whoever wants to see what the test saw.
pub(crate) async fn photograph(client: &Client, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/window");
    let picture = client.screenshot().await.expect("a picture of the page");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    std::fs::write(folder.join(format!("{name}.png")), picture).expect("a picture is kept");
}

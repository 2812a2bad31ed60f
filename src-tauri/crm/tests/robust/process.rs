//! This very test program, started again as a process of its own that can really be killed.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const PART: &str = "MYCRM_TEST_PART";
const DATABASE: &str = "MYCRM_TEST_DATABASE";

/// What a process of its own was asked to play, and on which database; none in an ordinary run.
pub(crate) fn part() -> Option<(String, PathBuf)> {
    Some((
        std::env::var(PART).ok()?,
        std::env::var_os(DATABASE)?.into(),
    ))
}

/// Tells the other side something; it has it even if this process is killed right after.
pub(crate) fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    // On a line of its own, whatever the test runner wrote before; a reader that is gone is the sign to stop.
    if writeln!(out, "\n@{what}")
        .and_then(|()| out.flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

/// The other process, as its parent sees it.
pub(crate) struct Other {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Other {
    /// Starts the part `part` on the database at `path`.
    pub(crate) fn start(part: &str, path: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "killed::the_other_process",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(PART, part)
            .env(DATABASE, path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next thing it says; none when it has ended.
    pub(crate) fn hear(&mut self) -> Option<String> {
        loop {
            let line = self.lines.next()?.unwrap();
            if let Some(said) = line.strip_prefix('@') {
                return Some(said.to_owned());
            }
        }
    }

    /// Kills it (SIGKILL).
    pub(crate) fn kill_now(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Kills it (SIGKILL) after a while, counted from its first word; answers everything it had said.
    pub(crate) fn kill_after(mut self, wait: Duration) -> Vec<String> {
        let mut said = vec![self.hear().expect("it began")];
        let id = self.child.id();
        let began = Instant::now();
        let mut child = self.child;
        let killer = std::thread::spawn(move || {
            std::thread::sleep(wait.saturating_sub(began.elapsed()));
            child.kill().unwrap();
            child.wait().unwrap();
        });
        for line in self.lines {
            let Ok(line) = line else { break };
            said.extend(line.strip_prefix('@').map(str::to_owned));
        }
        killer
            .join()
            .unwrap_or_else(|_| panic!("process {id} could not be killed"));
        said
    }
}

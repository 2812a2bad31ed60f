//! The rules of the house that no compiler holds: who may import whom, and what may stand in a file.
//! Each rule reads the files as they lie in the working tree, ignored ones left out.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod floors;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

/// What each crate may depend on of the workspace's own. The order is the order of the floors.
const FLOORS: &[(&str, &[&str])] = &[
    ("src-tauri/kernel", &[]),
    ("src-tauri/quantum", &[]),
    ("src-tauri/signals", &[]),
    ("src-tauri/wearables", &["mycrm-signals"]),
    ("src-tauri/crm", &["mycrm-kernel"]),
    (
        "src-tauri/insight",
        &["mycrm-kernel", "mycrm-crm", "mycrm-quantum"],
    ),
    (
        "src-tauri/sensing",
        &[
            "mycrm-kernel",
            "mycrm-crm",
            "mycrm-signals",
            "mycrm-wearables",
        ],
    ),
    (
        "src-tauri/product",
        &[
            "mycrm-kernel",
            "mycrm-crm",
            "mycrm-insight",
            "mycrm-sensing",
        ],
    ),
    ("src-tauri/faces", &["mycrm-kernel"]),
    (
        "src-tauri/testkit",
        &[
            "mycrm-kernel",
            "mycrm-crm",
            "mycrm-sensing",
            "mycrm-signals",
            "mycrm-faces",
            "mycrm-product",
        ],
    ),
    ("src-tauri/testkit/wearables", &["mycrm-signals"]),
    (
        "src-tauri/cli",
        &[
            "mycrm-kernel",
            "mycrm-faces",
            "mycrm-product",
            "mycrm-virtual-wearables",
        ],
    ),
    (
        "src-tauri/bench",
        &["mycrm-kernel", "mycrm-crm", "mycrm-faces", "mycrm-product"],
    ),
    (".", &["mycrm-kernel", "mycrm-faces", "mycrm-product"]),
];

/// A file of the repository: its path from the root, and its text (empty for a binary one).
struct Page {
    path: String,
    text: String,
}

impl Page {
    fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    fn generated(&self) -> bool {
        self.path.contains("generated") || self.path.contains(".gen.")
    }

    /// The places where a line satisfies `wrong`, as `path:line: text`.
    fn places(&self, wrong: impl Fn(&str) -> bool) -> Vec<String> {
        self.text
            .lines()
            .enumerate()
            .filter(|(_, line)| wrong(line))
            .map(|(number, line)| format!("{}:{}: {}", self.path, number + 1, line.trim()))
            .collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the crate lies two folders below the root")
        .to_path_buf()
}

#[expect(
    clippy::disallowed_methods,
    reason = "reading the repository's files is what these tests do"
)]
fn pages() -> Vec<Page> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git lists the repository's files");
    assert!(listed.status.success(), "git ls-files failed");
    String::from_utf8_lossy(&listed.stdout)
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(|path| Page {
            path: path.to_owned(),
            text: std::fs::read_to_string(root().join(path)).unwrap_or_default(),
        })
        .collect()
}

fn page(path: &str) -> Page {
    pages()
        .into_iter()
        .find(|page| page.path == path)
        .unwrap_or_else(|| panic!("{path} is not in the repository"))
}

/// The names on the left of a manifest's `[dependencies]`, target-specific ones included, those for tests not.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]")
                && !line.contains("dev-")
                && !line.contains("workspace.");
        } else if inside && let Some((name, _)) = line.split_once(['.', '=', ' ']) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

/// Fails with every place at once, so that one run shows all there is to mend.
fn none(rule: &str, places: &[String]) {
    assert!(places.is_empty(), "{rule}:\n  {}", places.join("\n  "));
}

#[test]
fn a_crate_depends_only_on_the_floors_below() {
    for (folder, allowed) in FLOORS {
        let path = format!("{folder}/Cargo.toml").replace("./", "");
        let foreign: Vec<String> = dependencies(&page(&path).text)
            .into_iter()
            .filter(|name| name.starts_with("mycrm-") && !allowed.contains(&name.as_str()))
            .collect();
        none(&format!("{path} may not depend on"), &foreign);
    }
}

#[test]
fn every_crate_has_a_floor() {
    let unknown: Vec<String> = pages()
        .into_iter()
        .filter(|page| page.path.starts_with("src-tauri/") && page.is(&["/Cargo.toml"]))
        .map(|page| page.path.replace("/Cargo.toml", ""))
        .filter(|folder| FLOORS.iter().all(|(known, _)| known != folder))
        .collect();
    none("no floor is given for (add it to FLOORS)", &unknown);
}

/// The crates that may speak SQL over a connection they are handed: the kernel, and the areas for their special stores.
const SPEAK_SQL: &[&str] = &[
    "src-tauri/kernel/",
    "src-tauri/crm/",
    "src-tauri/insight/",
    "src-tauri/sensing/",
];

#[test]
fn only_areas_speak_sql_and_only_the_root_knows_the_window() {
    for page in pages().iter().filter(|page| page.is(&["Cargo.toml"])) {
        for name in dependencies(&page.text) {
            assert!(
                name != "rusqlite" || SPEAK_SQL.iter().any(|folder| page.path.starts_with(folder)),
                "{} depends on rusqlite; faces and programs reach the data by operations",
                page.path
            );
            assert!(
                !name.starts_with("tauri") || page.path == "Cargo.toml",
                "{} depends on {name}; only the desktop package may",
                page.path
            );
        }
    }
}

/// Who opens a database: the store, the tests that look past the kernel at what it left on the disk, and those that
/// make up another product's export.
const OPEN_CONNECTIONS: &[&str] = &[
    "src-tauri/kernel/src/store/",
    "src-tauri/crm/tests/robust/raw.rs",
    "src-tauri/sensing/src/readings/import/health_connect.rs",
];

#[test]
fn nothing_but_the_store_opens_a_connection() {
    let open = ["Connection::", "open"].concat();
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| {
            page.is(&[".rs"])
                && !OPEN_CONNECTIONS
                    .iter()
                    .any(|home| page.path.starts_with(home))
        })
        .flat_map(|page| page.places(|line| line.contains(&open)))
        .collect();
    none("only the kernel's store opens a connection", &places);
}

#[test]
fn only_the_screens_transport_knows_the_window() {
    let package = ["@tauri", "-apps"].concat();
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| page.path.starts_with("ui/src/") && !page.path.starts_with("ui/src/api/"))
        .flat_map(|page| page.places(|line| line.contains(&package)))
        .collect();
    none("only ui/src/api imports the window's packages", &places);
}

#[test]
fn what_the_screen_shares_knows_no_feature() {
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| page.path.starts_with("ui/src/shared/"))
        .flat_map(|page| {
            page.places(|line| {
                (line.contains("from '")
                    || line.contains("from \"")
                    || line.contains("import('")
                    || line.contains("import '"))
                    && line.contains("features/")
            })
        })
        .collect();
    none("ui/src/shared imports no feature", &places);
}

#[test]
fn a_file_can_be_read_in_one_sitting() {
    // A file that has to be longer says why near its top, after these words.
    let excuse = ["Long", "because"].join(" ");
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| page.is(&[".rs", ".ts", ".tsx", ".mjs", ".css"]) && !page.generated())
        .filter(|page| page.text.lines().count() > 500)
        .filter(|page| {
            !page
                .text
                .lines()
                .take(20)
                .any(|line| line.contains(&excuse))
        })
        .map(|page| format!("{} ({} lines)", page.path, page.text.lines().count()))
        .collect();
    none("longer than 500 lines without a reason", &places);
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Put together here, so that this file passes its own rule.
    let foreign: Vec<String> = [
        ["/ro", "ot/"],
        ["/wo", "rk/"],
        ["registry.", "npmjs.org"],
        ["\"resolved\": ", "\"http"],
        ["index.", "crates.io"],
    ]
    .iter()
    .map(|halves| halves.concat())
    .collect();
    let places: Vec<String> = pages()
        .iter()
        .flat_map(|page| page.places(|line| foreign.iter().any(|word| line.contains(word))))
        .collect();
    none("a path of one machine, or the host of a registry", &places);
}

#[test]
fn nothing_is_left_for_later_in_the_code() {
    let marks: Vec<String> = [["TO", "DO"], ["FIX", "ME"]]
        .iter()
        .map(|halves| halves.concat())
        .collect();
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| page.is(&[".rs", ".ts", ".tsx", ".mjs", ".sql", ".css", "Makefile"]))
        .flat_map(|page| page.places(|line| marks.iter().any(|mark| line.contains(mark))))
        .collect();
    none("left for later", &places);
}

#[test]
fn no_test_is_switched_off() {
    let switches: Vec<String> = [
        ["#[ig", "nore"],
        ["test.sk", "ip("],
        ["it.sk", "ip("],
        ["describe.sk", "ip("],
        ["test.fix", "me("],
    ]
    .iter()
    .map(|halves| halves.concat())
    .collect();
    let places: Vec<String> = pages()
        .iter()
        .filter(|page| page.is(&[".rs", ".ts", ".tsx"]))
        .flat_map(|page| page.places(|line| switches.iter().any(|switch| line.contains(switch))))
        .collect();
    none("a test that does not run", &places);
}

//! Importing a large file, end to end: encrypted, with every index, search, change log and duplicate check; beside
//! `sqlite3 .import` of the same rows into the same plain table with the same indexes.
//!
//! `MYCRM_BENCH_ROWS` says how many rows (100,000 when unset).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its table and stops at the first thing that is wrong"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::Face;
use mycrm_kernel::store::{KeySource, add_file};
use serde_json::json;

const FIRST: [&str; 12] = [
    "Anna", "Bob", "Eszter", "Jürgen", "Zoë", "Kaito", "Leila", "Noah", "Priya", "Tomás", "Wei",
    "Ingrid",
];
const LAST: [&str; 14] = [
    "Berg",
    "Cole",
    "Kovács",
    "Weiß",
    "Marchand",
    "Mori",
    "Haddad",
    "Beck",
    "Raman",
    "Herrera",
    "Zhang",
    "Solheim",
    "Okafor",
    "Lindqvist",
];
const CITIES: [&str; 8] = [
    "Berlin", "Oslo", "Budapest", "Lyon", "Osaka", "Chicago", "Madrid", "Zürich",
];
const TITLES: [&str; 6] = [
    "Buyer",
    "CTO",
    "Head of Sales",
    "Engineer",
    "Owner",
    "Office Manager",
];

fn main() {
    let rows: u64 = std::env::var("MYCRM_BENCH_ROWS").map_or(100_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("people.csv");
    write_file(&csv, rows);
    let megabytes = std::fs::metadata(&csv).unwrap().len() >> 20;
    println!("import of {rows} rows, {megabytes} MB");
    let floor = floor(folder.path(), &csv);
    let ours = ours(folder.path(), &csv, rows);
    match floor {
        Some(floor) => println!("{:<42}{:>9.2} times the floor", "CPU", ours / floor),
        None => println!("no sqlite3 on this machine: no floor"),
    }
}

fn write_file(path: &Path, rows: u64) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(
        file,
        "First Name,Last Name,Email,Phone,Company,Job Title,City,Country,Postal Code,Website,Tags"
    )
    .unwrap();
    let mut line = String::new();
    for row in 0..rows {
        // A multiplier that is odd walks through all values of each list in no obvious order.
        let mixed = row.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let pick = |list: &[&'static str], shift: u32| list[(mixed >> shift) as usize % list.len()];
        let (first, last) = (pick(&FIRST, 0), pick(&LAST, 5));
        line.clear();
        writeln!(
            line,
            "{first},{last},person{row}@company{}.example,+49 30 {:07},Company {} GmbH,{},{},DE,{:05},https://company{}.example,\"bench, {}\"",
            mixed % (rows / 10 + 1), mixed % 10_000_000, mixed % (rows / 10 + 1), pick(&TITLES, 9), pick(&CITIES, 13),
            mixed % 99_999, mixed % (rows / 10 + 1), pick(&CITIES, 17)
        )
        .unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
    file.flush().unwrap();
}

/// The same rows into a plain table with as many indexes, by the command line of SQLite. CPU seconds.
fn floor(folder: &Path, csv: &Path) -> Option<f64> {
    let script = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
         CREATE TABLE contacts (first_name TEXT COLLATE NOCASE, last_name TEXT COLLATE NOCASE, email TEXT COLLATE NOCASE,
           phone TEXT, company TEXT COLLATE NOCASE, title TEXT COLLATE NOCASE, city TEXT COLLATE NOCASE,
           country TEXT COLLATE NOCASE, postal_code TEXT, website TEXT, tags TEXT);
         CREATE INDEX a ON contacts (last_name, first_name); CREATE INDEX b ON contacts (title);
         CREATE INDEX c ON contacts (email); CREATE INDEX d ON contacts (city); CREATE INDEX e ON contacts (country);
         CREATE INDEX f ON contacts (company); CREATE INDEX g ON contacts (phone); CREATE INDEX h ON contacts (website);
         CREATE INDEX i ON contacts (postal_code); CREATE INDEX j ON contacts (tags);
         CREATE INDEX k ON contacts (first_name);
\n.import --csv --skip 1 {} contacts\n",
        csv.display()
    );
    let (before, start) = (children_cpu(), Instant::now());
    let mut child = Command::new("sqlite3")
        .arg(folder.join("floor.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(script.as_bytes()).ok()?;
    child.wait().ok()?;
    let used = children_cpu() - before;
    println!(
        "{:<42}{:>9.2} CPU s{:>9.2} s",
        "floor: sqlite3 .import, indexes kept",
        used,
        start.elapsed().as_secs_f64()
    );
    Some(used)
}

/// The import, as the command line and the window do it. CPU seconds.
fn ours(folder: &Path, csv: &Path, rows: u64) -> f64 {
    let config = Config {
        key: KeySource::Raw([7; 32]),
        ..Config::at(folder.join("a.db")).with(mycrm_crm::area())
    };
    let app = App::open(config).unwrap();
    let me = app.owner(Face::Local);
    let call = |name: &str, input| app.call(&me, name, input).unwrap();
    let timed = |what: &str, work: &dyn Fn() -> serde_json::Value| {
        let (cpu, start) = (own_cpu(), Instant::now());
        let answer = work();
        let (cpu, wall) = (own_cpu() - cpu, start.elapsed().as_secs_f64());
        println!(
            "{what:<42}{cpu:>9.2} CPU s{wall:>9.2} s{:>9.0} rows/s",
            rows as f64 / wall
        );
        (answer, cpu)
    };
    let (import, _) = timed("open: stage and recognise", &|| {
        let (file, _) =
            add_file(&app, "people.csv", &mut std::fs::File::open(csv).unwrap()).unwrap();
        call("imports.open", json!({ "file": file }))
    });
    let id = &import["id"];
    timed("preview of the first hundred", &|| {
        call("imports.preview", json!({ "id": id }))
    });
    timed("check of all rows", &|| {
        let job = call("imports.check", json!({ "id": id }));
        app.run_due_jobs().unwrap();
        call("jobs.get", json!({ "id": job["job"] }))
    });
    let (job, cpu) = timed("run, until everything is indexed", &|| {
        let job = call("imports.run", json!({ "id": id }));
        app.run_due_jobs().unwrap();
        call("jobs.get", json!({ "id": job["job"] }))
    });
    assert_eq!(job["result"]["totals"]["new"], rows, "{job:#}");
    println!(
        "{:<42}{:>9} MB",
        "peak memory of the process",
        peak_memory() >> 10
    );
    if std::env::var_os("MYCRM_BENCH_REVERT").is_some() {
        timed("revert", &|| call("imports.revert", json!({ "id": id })));
    }
    cpu
}

/// CPU seconds of this process: fields 14 and 15 of `/proc/self/stat`, in hundredths.
fn own_cpu() -> f64 {
    ticks(&[13, 14])
}

/// CPU seconds of the children that ended: fields 16 and 17.
fn children_cpu() -> f64 {
    ticks(&[15, 16])
}

fn ticks(fields: &[usize]) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let values: Vec<f64> = after_name
        .split(' ')
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    // The name and the number before it are two fields.
    fields
        .iter()
        .map(|field| values.get(field - 2).copied().unwrap_or(0.0))
        .sum::<f64>()
        / 100.0
}

/// Kilobytes.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok())
        .unwrap_or(0)
}

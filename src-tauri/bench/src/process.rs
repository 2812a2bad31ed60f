//! What needs a process of its own: opening from nothing, and the most memory that a working day takes.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use mycrm_kernel::error::{Error, Result};
use serde_json::json;

use crate::Bench;
use crate::data::{self, call};
use crate::figure::{Figure, millis, percentile};

/// In the child: opens the database and reads the first page.
pub(crate) fn first_page(arguments: &[String]) -> Result<()> {
    let app = data::open_at(&arguments[0])?;
    let page = call(&app, "contacts.list", json!({"limit": 50}))?;
    writeln!(
        std::io::stdout(),
        "{}",
        page["items"].as_array().map_or(0, Vec::len)
    )?;
    Ok(())
}

/// Starts this program again and answers how long it took to its first line, and what that line says.
fn start(arguments: &[&str]) -> Result<(f64, String)> {
    let began = Instant::now();
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    let time = millis(began.elapsed());
    if child.wait()?.success() {
        Ok((time, line.trim().to_owned()))
    } else {
        Err(Error::Internal("a process of the bench failed".into()))
    }
}

pub(crate) fn measure_open(bench: &Bench) -> Result<()> {
    let path = data::path(bench).display().to_string();
    let mut times = (0..9)
        .map(|_| start(&["first-page", &path]).map(|(time, _)| time))
        .collect::<Result<Vec<_>>>()?;
    let name = "open an existing database to first page, process start included";
    Figure::alone(name, percentile(&mut times, 0.5), "ms median")
        .reaching("at most 400 ms")
        .print();
    Ok(())
}

/// In the child: an hour of work, then the most memory it took.
pub(crate) fn day(arguments: &[String]) -> Result<()> {
    let app = data::open_at(&arguments[0])?;
    app.start_background();
    let total = call(&app, "contacts.count", json!({"cap": 10_000_000}))?["value"]
        .as_u64()
        .unwrap_or(1);
    let mut ids = Vec::new();
    for ordering in [
        "name",
        "-created_at",
        "email",
        "country",
        "-last_activity_at",
        "title",
    ] {
        for tenth in 0..10 {
            let input = json!({"limit": 100, "offset": total * tenth / 10, "ordering": [ordering]});
            let page = call(&app, "contacts.list", input)?;
            ids.extend(
                page["items"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .take(3)
                    .map(|item| item["id"].clone()),
            );
        }
    }
    for letters in [
        "a", "an", "ann", "anna", "m", "mü", "mül", "k", "kov", "logistik", "555", "s", "de",
    ] {
        call(&app, "search.all", json!({"q": letters, "limit": 20}))?;
    }
    call(&app, "opportunities.board", json!({"limit": 50}))?;
    for (number, id) in ids.iter().enumerate() {
        call(&app, "contacts.get", json!({ "id": id }))?;
        call(&app, "timeline.list", json!({"record": id, "limit": 50}))?;
        call(
            &app,
            "contacts.update",
            json!({"id": id, "department": format!("Team {number}")}),
        )?;
    }
    let set = json!({"target": {"ids": ids}, "set": {"region": "North"}});
    call(&app, "contacts.bulk_update", set)?;
    call(&app, "steps.undo", json!({}))?;
    writeln!(std::io::stdout(), "{}", peak_mib())?;
    Ok(())
}

/// The most memory this process has taken (Linux).
#[expect(
    clippy::disallowed_methods,
    reason = "the kernel of the system tells it in a file"
)]
pub(crate) fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<f64> = line.and_then(|text| text.split_whitespace().next()?.parse().ok());
    kib.unwrap_or(0.0) / 1_024.0
}

/// CPU seconds of this process so far, and of its children that have ended (Linux; a hundredth is the unit).
#[expect(
    clippy::disallowed_methods,
    reason = "the kernel of the system tells it in a file"
)]
pub(crate) fn cpu() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let numbers: Vec<f64> = after
        .split_whitespace()
        .map(|word| word.parse().unwrap_or(0.0))
        .collect();
    let sum = |at: usize| {
        numbers
            .get(at..at + 2)
            .map_or(0.0, |two| two.iter().sum::<f64>() / 100.0)
    };
    (sum(11), sum(13))
}

pub(crate) fn measure_memory(bench: &Bench) -> Result<()> {
    let path = data::path(bench).display().to_string();
    let (_, mib) = start(&["day", &path])?;
    let mib = mib.parse::<f64>().unwrap_or(0.0);
    Figure::alone("peak memory of the core", mib, "MiB")
        .reaching("at most 250 MiB")
        .print();
    Ok(())
}

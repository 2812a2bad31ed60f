//! An export of Apple Health, which grows to gigabytes over the years: how fast it is taken in, and with how much memory.
//! The floor is reading the same file once.

use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use mycrm_kernel::error::{Error, Result};
use serde_json::json;

use crate::Bench;
use crate::data;
use crate::figure::{Figure, say, time};
use crate::process::peak_mib;

/// Of ten records, as a watch that is worn all day writes them: what they are, their unit and value.
const RECORDS: [(&str, &str, &str); 10] = [
    ("QuantityTypeIdentifierHeartRate", "count/min", "62"),
    ("QuantityTypeIdentifierHeartRate", "count/min", "64"),
    ("QuantityTypeIdentifierStepCount", "count", "41"),
    ("QuantityTypeIdentifierHeartRate", "count/min", "71"),
    ("QuantityTypeIdentifierActiveEnergyBurned", "kcal", "0.84"),
    ("QuantityTypeIdentifierBasalEnergyBurned", "kcal", "1.2"),
    (
        "QuantityTypeIdentifierDistanceWalkingRunning",
        "km",
        "0.031",
    ),
    ("QuantityTypeIdentifierHeartRate", "count/min", "66"),
    ("QuantityTypeIdentifierPhysicalEffort", "kcal/hr·kg", "1.8"),
    (
        "QuantityTypeIdentifierHeartRateVariabilitySDNN",
        "ms",
        "48.2",
    ),
];
/// Seconds between two records.
const EVERY: i64 = 20;

/// Writes an export of at least so many bytes; answers how many records it holds.
#[expect(
    clippy::disallowed_methods,
    reason = "the export is a file of the bench"
)]
fn write(path: &Path, bytes: u64) -> Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n<HealthData locale=\"en_GB\">\n")?;
    let (mut written, mut count) = (0, 0_u64);
    let begun = DateTime::<Utc>::from_timestamp(1_500_000_000, 0).unwrap_or_default();
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M:%S +0000").to_string();
    while written < bytes {
        let (what, unit, value) = RECORDS[(count % 10) as usize];
        let start = begun + TimeDelta::seconds(EVERY * count as i64);
        let (from, to) = (text(start), text(start + TimeDelta::seconds(EVERY / 2)));
        let line = format!(
            " <Record type=\"HK{what}\" sourceName=\"Watch\" sourceVersion=\"10.3.1\" device=\"&lt;&lt;HKDevice: 0x281f3c0a0&gt;, name:Watch, manufacturer:Maker, model:Watch, hardware:Watch6,2, software:10.3.1&gt;\" unit=\"{unit}\" creationDate=\"{to}\" startDate=\"{from}\" endDate=\"{to}\" value=\"{value}\"/>\n"
        );
        out.write_all(line.as_bytes())?;
        written += line.len() as u64;
        count += 1;
    }
    out.write_all(b"</HealthData>\n")?;
    out.flush()?;
    Ok(count)
}

/// In the child: takes the file in on a new database; says seconds, readings kept, and the memory that it took.
pub(crate) fn import(arguments: &[String]) -> Result<()> {
    let app = data::open_at(&arguments[0])?;
    data::call(&app, "sensing.enable", json!({ "version": 1 }))?;
    let before = peak_mib();
    let (millis, job) = time(|| {
        data::job(
            &app,
            "readings.import_file",
            json!({ "path": arguments[1] }),
        )
    })?;
    let answer = json!({ "seconds": millis / 1_000.0, "result": job["result"], "mib": peak_mib(), "before": before });
    writeln!(std::io::stdout(), "{answer}")?;
    Ok(())
}

/// Seconds that reading the file takes alone.
#[expect(
    clippy::disallowed_methods,
    reason = "the export is a file of the bench"
)]
fn floor(path: &Path) -> Result<f64> {
    let (millis, _) = time(|| {
        let mut file = std::fs::File::open(path)?;
        let mut buffer = vec![0; 1 << 16];
        while file.read(&mut buffer)? > 0 {}
        Ok(())
    })?;
    Ok(millis / 1_000.0)
}

#[expect(clippy::disallowed_methods, reason = "the files are the bench's own")]
pub(crate) fn measure(bench: &Bench) -> Result<()> {
    let folder = bench.folder.join("health");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let export = folder.join("export.xml");
    let megabytes = bench.health as f64 / 1e6;
    say(&format!("writing an export of {megabytes:.0} MB …"));
    let records = write(&export, bench.health)?;
    let reading = floor(&export)?;
    let child = Command::new(std::env::current_exe()?)
        .args(["health", &folder.join("health.db").display().to_string()])
        .arg(&export)
        .stdout(Stdio::piped())
        .output()?;
    let answer: serde_json::Value = serde_json::from_slice(&child.stdout)
        .map_err(|_| Error::Internal("the import of the bench failed".into()))?;
    let seconds = answer["seconds"].as_f64().unwrap_or(f64::NAN);
    let name = |what: &str| format!("Apple Health export of {megabytes:.0} MB, {what}");
    Figure {
        against: Some(reading),
        ..Figure::alone(name("import"), seconds, "s")
    }
    .print();
    Figure::alone(name("records read"), records as f64 / seconds, "records/s").print();
    Figure::alone(
        name("peak memory"),
        answer["mib"].as_f64().unwrap_or(0.0),
        "MiB",
    )
    .reaching("the same whatever the size")
    .print();
    Figure::alone(
        name("memory before it"),
        answer["before"].as_f64().unwrap_or(0.0),
        "MiB",
    )
    .print();
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

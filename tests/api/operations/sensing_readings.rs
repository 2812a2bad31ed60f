//! Readings over time, and taking in exports of other products.

use std::io::Write as _;

use mycrm_kernel::store::add_file;
use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};
use crate::sensing::{NOBODY, count, on};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("readings.list", readings),
    ("readings.summary", summary),
    ("readings.add", add_reading),
    ("readings.import", import),
    ("readings.import_file", import_file),
    ("readings.imports", imports),
    ("readings.import_errors", import_errors),
    ("readings.remove_import", remove_import),
];

fn readings(bench: &Bench) {
    on(bench);
    for (at, value) in [
        ("2026-11-20T08:00:00Z", 60.0),
        ("2026-11-20T08:30:00Z", 70.0),
        ("2026-11-19T08:00:00Z", 50.0),
    ] {
        bench.desk.call(
            "readings.add",
            json!({ "measure": "heart_rate", "value": value, "at": at }),
        );
    }
    let days = bench.call(json!({ "measure": "heart_rate", "time_zone": "UTC" }));
    assert_eq!(
        days["points"][1],
        json!({ "at": "2026-11-20T00:00:00.000Z", "value": 65.0, "least": 60.0, "most": 70.0, "count": 2 })
    );
    let one = bench.call(
        json!({ "measure": "heart_rate", "from": "2026-11-20T00:00:00Z", "bucket": "minute" }),
    );
    assert_eq!(one["points"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        bench.refused(json!({ "measure": "heart_rate", "from": "2027-11-20T00:00:00Z" })),
        "validation"
    );
    assert_eq!(bench.refused(json!({ "measure": "mood" })), "validation");
    // Days are the wearer's own: in Auckland the evening of the 19th in London is the 20th.
    let there = bench.call(json!({ "measure": "heart_rate", "time_zone": "Pacific/Auckland" }));
    let begins: Vec<_> = (0..2).map(|at| there["points"][at]["at"].clone()).collect();
    assert_eq!(
        begins,
        [
            json!("2026-11-18T11:00:00.000Z"),
            json!("2026-11-19T11:00:00.000Z")
        ]
    );
    // A night counts for the day it ends on.
    let night =
        json!({ "measure": "sleep", "value": 420.0, "minutes": 420, "at": "2026-11-18T22:00:00Z" });
    bench.desk.call("readings.add", night);
    let nights = bench.call(json!({ "measure": "sleep", "time_zone": "Europe/London" }));
    assert_eq!(nights["points"][0]["at"], "2026-11-19T00:00:00.000Z");
    assert_eq!(
        bench.refused(json!({ "measure": "sleep", "time_zone": "Here" })),
        "validation"
    );
    assert_eq!(
        bench.refused(
            json!({ "measure": "sleep", "bucket": "minute", "from": "2020-01-01T00:00:00Z" })
        ),
        "validation"
    );
    // Minutes with a device are kept as well.
    bench.desk.wear();
    bench.desk.feel(130, 20.0);
    let worn = bench.call(json!({ "measure": "stress", "bucket": "minute" }));
    assert_eq!(
        (&worn["points"][0]["value"], &worn["simulated"]),
        (&json!(20.0), &json!(true))
    );
}

fn summary(bench: &Bench) {
    on(bench);
    assert_eq!(bench.call(json!({}))["items"], json!([]));
    bench.desk.call(
        "readings.add",
        json!({ "measure": "sleep", "value": 420.0, "minutes": 420, "at": "2026-11-19T23:00:00Z" }),
    );
    let found = bench.call(json!({}));
    assert_eq!(found["items"][0]["newest"], 420.0);
    assert_eq!(found["items"][0]["sources"], json!(["by_hand"]));
}

fn add_reading(bench: &Bench) {
    assert_eq!(
        bench.refused(json!({ "measure": "steps", "value": 10.0 })),
        "forbidden"
    );
    on(bench);
    assert_eq!(
        bench.call(json!({ "measure": "steps", "value": 10.0 }))["value"],
        10.0
    );
    assert_eq!(
        bench.refused(json!({ "measure": "heart_rate", "value": 900.0 })),
        "validation"
    );
    assert_eq!(
        bench.refused(json!({ "measure": "steps", "value": 1.0, "at": "2028-01-01T00:00:00Z" })),
        "validation"
    );
}

const XML: &str = r#"<HealthData>
<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:00:05 +0100" value="61.5"/>
<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:10:00 +0100" value="800"/>
<Record type="HKQuantityTypeIdentifierStepCount" unit="count" startDate="never" endDate="2026-11-19 08:10:00 +0100" value="800"/>
</HealthData>"#;

fn handed_in(bench: &Bench, name: &str, content: &[u8]) -> Json {
    let (file, _) = add_file(&bench.desk.app, name, &mut &*content).expect("it is taken");
    json!(file)
}

fn zipped(name: &str, content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("notes.txt", options).expect("a file");
    archive.write_all(b"nothing").expect("content");
    archive.start_file(name, options).expect("a file");
    archive.write_all(content.as_bytes()).expect("content");
    archive.finish().expect("an archive").into_inner()
}

fn import(bench: &Bench) {
    on(bench);
    let taken = bench.call(json!({ "file": handed_in(bench, "export.xml", XML.as_bytes()) }));
    assert_eq!(
        (
            &taken["format"],
            &taken["taken"],
            &taken["bad"],
            &taken["done"]
        ),
        (&json!("apple_health"), &json!(2), &json!(1), &json!(true))
    );
    let archive = zipped("apple_health_export/export.xml", XML);
    let again = bench.call(json!({ "file": handed_in(bench, "export.zip", &archive) }));
    assert_eq!(again["taken"], 2);
    // The same samples once more are the same samples.
    let summary = bench.desk.call("readings.summary", json!({}));
    assert_eq!(summary["items"][0]["count"], 1);
    for (name, content) in [
        ("a.csv", "Name,Email\nAda,a@example.com\n"),
        ("empty.csv", ""),
        ("b.zip", "PK\u{3}\u{4}nonsense"),
    ] {
        let job = bench.desk.job(
            "readings.import",
            json!({ "file": handed_in(bench, name, content.as_bytes()) }),
        );
        assert_eq!(job["error"]["code"], "validation", "{name}: {job:#}");
    }
    assert_eq!(count(&bench.desk.call("readings.imports", json!({}))), 2);
}

fn import_file(bench: &Bench) {
    on(bench);
    let path = bench.desk.file("export.xml", XML);
    assert_eq!(bench.call(json!({ "path": path }))["taken"], 2);
    let gone = bench
        .desk
        .job("readings.import_file", json!({ "path": "/no/such/file" }));
    assert_eq!(gone["error"]["code"], "validation");
}

/// An import with one bad row; answers its id.
fn imported(bench: &Bench) -> String {
    on(bench);
    let job = bench.desk.job(
        "readings.import",
        json!({ "file": handed_in(bench, "export.xml", XML.as_bytes()) }),
    );
    job["result"]["id"].as_str().expect("an id").to_owned()
}

fn imports(bench: &Bench) {
    let id = imported(bench);
    let list = bench.call(json!({}));
    assert_eq!(
        (&list["items"][0]["id"], &list["items"][0]["name"]),
        (&json!(id), &json!("export.xml"))
    );
}

fn import_errors(bench: &Bench) {
    let id = imported(bench);
    let bad = bench.call(json!({ "id": id }));
    assert_eq!(
        (&bad["items"][0]["row"], &bad["items"][0]["code"]),
        (&json!(3), &json!("bad_time"))
    );
    assert_eq!(bench.refused(json!({ "id": NOBODY })), "not_found");
}

fn remove_import(bench: &Bench) {
    let id = imported(bench);
    assert_eq!(bench.call(json!({ "id": id }))["removed"], 2);
    assert_eq!(
        bench.desk.call("readings.summary", json!({}))["items"],
        json!([])
    );
    assert_eq!(bench.refused(json!({ "id": id })), "not_found");
}

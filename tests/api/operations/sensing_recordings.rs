//! Recordings of the wearer: made, listed, exported, taken in, played, deleted.

use mycrm_kernel::store::add_file;
use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};
use crate::sensing::count;

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("recordings.start", start),
    ("recordings.status", status),
    ("recordings.stop", stop),
    ("recordings.list", list),
    ("recordings.delete", delete),
    ("recordings.export", export),
    ("recordings.export_file", export_file),
    ("recordings.import", import),
    ("recordings.import_file", import_file),
    ("recordings.play", play),
    ("recordings.play_stop", play_stop),
];

const NONE: &str = "00000000000000000000000000000000";
const TABLE: &str = "time,HR [bpm]\n0.0,61\n1.0,62\n2.0,63\n3.0,64\n";

/// Half a minute of a heart, recorded; answers what came of it.
fn recorded(bench: &Bench) -> Json {
    bench.desk.wear();
    bench.desk.call("recordings.start", json!({}));
    bench.desk.feel(20, 40.0);
    bench.desk.call("live.mark", json!({ "label": "Knock" }));
    bench.desk.call("recordings.stop", json!({}))
}

fn start(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "forbidden");
    bench.desk.call("sensing.enable", json!({ "version": 1 }));
    assert_eq!(bench.refused(json!({})), "bad_request");
    bench.desk.wear();
    let begun = bench.call(json!({}));
    assert_eq!(
        (
            &begun["recording"]["source"],
            &begun["recording"]["simulated"]
        ),
        (&json!("Band"), &json!(true))
    );
    assert_eq!(bench.refused(json!({})), "bad_request");
    // Whoever switches the mirror off ends it as well.
    bench.desk.call("sensing.disable", json!({}));
    let after = bench.desk.call("recordings.status", json!({}));
    assert_eq!(after["recording"], Json::Null);
}

fn status(bench: &Bench) {
    assert_eq!(
        bench.call(json!({})),
        json!({ "recording": null, "playing": null })
    );
    bench.desk.wear();
    bench.desk.call("recordings.start", json!({}));
    bench.desk.feel(7, 20.0);
    let now = bench.call(json!({}))["recording"].clone();
    assert_eq!((&now["packets"], &now["failed"]), (&json!(30), &Json::Null));
    assert!(
        now["seconds"]
            .as_f64()
            .is_some_and(|seconds| seconds >= 7.0),
        "{now:#}"
    );
    // What is being made is not among those that are there.
    assert_eq!(count(&bench.desk.call("recordings.list", json!({}))), 0);
}

fn stop(bench: &Bench) {
    assert_eq!(bench.refused(json!({})), "bad_request");
    bench.desk.wear();
    bench.desk.call("recordings.start", json!({}));
    bench.desk.feel(20, 40.0);
    let made = bench.call(json!({}));
    let seconds = made["seconds"].as_f64().expect("a length");
    assert!((19.0..31.0).contains(&seconds), "{made:#}");
    let names: Vec<_> = made["tracks"]
        .as_array()
        .expect("tracks")
        .iter()
        .filter_map(|track| track["name"].as_str())
        .collect();
    for name in ["HR", "made stress", "state"] {
        assert!(names.contains(&name), "{names:?}");
    }
}

fn list(bench: &Bench) {
    let empty = bench.call(json!({}));
    assert!(
        empty["place"]
            .as_str()
            .is_some_and(|place| place.ends_with(".recordings"))
    );
    let made = recorded(bench);
    let list = bench.call(json!({}));
    assert_eq!((count(&list), &list["items"][0]), (1, &made));
    assert_eq!(list["items"][0]["damaged"], Json::Null);
    let stored = bench.desk.call("privacy.stored", json!({}));
    let parts = stored["parts"].as_array().expect("parts");
    assert!(
        parts
            .iter()
            .any(|part| part["what"] == "recordings" && part["count"] == 1)
    );
    // All of it goes with everything else.
    bench.desk.call("privacy.erase", json!({}));
    assert_eq!(count(&bench.call(json!({}))), 0);
}

fn delete(bench: &Bench) {
    let made = recorded(bench);
    bench.desk.call("recordings.start", json!({}));
    let open = bench.desk.call("recordings.status", json!({}))["recording"]["id"].clone();
    assert_eq!(bench.refused(json!({ "id": open })), "bad_request");
    assert_eq!(bench.call(json!({ "id": made["id"] }))["id"], made["id"]);
    assert_eq!(bench.refused(json!({ "id": made["id"] })), "not_found");
    assert_eq!(bench.refused(json!({ "id": "../my.db" })), "not_found");
}

fn export(bench: &Bench) {
    let made = recorded(bench);
    let table = bench.call(json!({ "id": made["id"], "format": "csv" }));
    let name = table["file_name"].as_str().expect("a name");
    assert!(name.starts_with("recording-") && name.ends_with(".csv"));
    assert!(
        table["bytes"].as_u64().is_some_and(|bytes| bytes > 200),
        "{table:#}"
    );
    let edf = bench.call(json!({ "id": made["id"], "format": "edf" }));
    // An EDF file begins with the version of its format: “0” and seven spaces, here in base64.
    assert!(
        edf["content"]
            .as_str()
            .is_some_and(|text| text.starts_with("MCAgICAgIC"))
    );
    assert_eq!(
        bench.refused(json!({ "id": NONE, "format": "csv" })),
        "not_found"
    );
    assert_eq!(
        bench.refused(json!({ "id": made["id"], "format": "wav" })),
        "validation"
    );
}

fn export_file(bench: &Bench) {
    let made = recorded(bench);
    let path = format!("{}.edf", bench.desk.file("out", "").display());
    let written = bench.call(json!({ "id": made["id"], "format": "edf", "path": path }));
    assert!(
        written["bytes"].as_u64().is_some_and(|bytes| bytes > 512),
        "{written:#}"
    );
    // What is there is not overwritten.
    let again = json!({ "id": made["id"], "format": "edf", "path": path });
    let job = bench.desk.job("recordings.export_file", again);
    assert_eq!(job["error"]["code"], "validation");
    // And what was written can be taken in again.
    let back = bench
        .desk
        .job("recordings.import_file", json!({ "path": path }));
    assert_eq!(back["state"], "done", "{back:#}");
}

fn handed_in(bench: &Bench, name: &str, content: &[u8]) -> Json {
    let (file, _) = add_file(&bench.desk.app, name, &mut &*content).expect("it is taken");
    json!(file)
}

fn import(bench: &Bench) {
    let early = bench.desk.job(
        "recordings.import",
        json!({ "file": handed_in(bench, "walk.csv", TABLE.as_bytes()) }),
    );
    assert_eq!(early["error"]["code"], "forbidden");
    bench.desk.call("sensing.enable", json!({ "version": 1 }));
    let taken = bench.call(json!({ "file": handed_in(bench, "walk.csv", TABLE.as_bytes()) }));
    assert_eq!(
        (&taken["source"], &taken["simulated"], &taken["damaged"]),
        (&json!("walk.csv"), &json!(false), &Json::Null)
    );
    for (name, content) in [
        ("a.csv", &b"nothing"[..]),
        ("b.edf", b"0       cut off"),
        ("c.csv", b""),
    ] {
        let file = handed_in(bench, name, content);
        let job = bench.desk.job("recordings.import", json!({ "file": file }));
        assert_eq!(job["error"]["code"], "validation", "{name}: {job:#}");
    }
    assert_eq!(count(&bench.desk.call("recordings.list", json!({}))), 1);
}

fn import_file(bench: &Bench) {
    bench.desk.call("sensing.enable", json!({ "version": 1 }));
    let path = bench.desk.file("walk.csv", TABLE);
    assert_eq!(bench.call(json!({ "path": path }))["source"], "walk.csv");
    let gone = bench
        .desk
        .job("recordings.import_file", json!({ "path": "/no/such/file" }));
    assert_eq!(gone["error"]["code"], "validation");
}

fn play(bench: &Bench) {
    assert_eq!(bench.refused(json!({ "id": NONE })), "forbidden");
    let made = recorded(bench);
    let playing = bench.call(json!({ "id": made["id"], "speed": 0.25 }));
    assert_eq!(
        (&playing["device"], &playing["speed"]),
        (&json!("replay Band"), &json!(0.25))
    );
    let stands = bench.desk.call("recordings.status", json!({}));
    assert_eq!(stands["playing"]["id"], made["id"]);
    assert_eq!(
        bench.refused(json!({ "id": made["id"], "speed": 99 })),
        "validation"
    );
    assert_eq!(bench.refused(json!({ "id": NONE })), "not_found");
    bench.desk.call("recordings.play_stop", json!({}));
}

fn play_stop(bench: &Bench) {
    assert_eq!(bench.call(json!({}))["stopped"], false);
    let made = recorded(bench);
    bench.desk.call(
        "recordings.play",
        json!({ "id": made["id"], "speed": 0.25 }),
    );
    assert_eq!(bench.call(json!({}))["stopped"], true);
    let stands = bench.desk.call("recordings.status", json!({}));
    assert_eq!(stands["playing"], Json::Null);
}

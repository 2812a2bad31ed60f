//! Time series from outside.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use serde_json::{Value as Json, json};

use crate::bench::{Bench, Scenario};

/// By name.
pub(crate) const SCENARIOS: &[(&str, Scenario)] = &[
    ("feeds.import_csv", import),
    ("feeds.fetch", fetch),
    ("feeds.points", points),
    ("feeds.add_points", add),
    ("feeds.delete_points", delete),
];

const TABLE: &str = "day,price\n2026-01-01,1.5\n2026-01-02,2.5\nsoon,3\n";

fn feed(bench: &Bench, fields: Json) -> Json {
    bench.other("feeds.create", fields)["id"].clone()
}

fn import(bench: &Bench) {
    let feed = feed(bench, json!({ "name": "Index", "category": "market" }));
    let input = json!({ "id": feed, "content": TABLE });
    let mut look = input.clone();
    look["dry_run"] = json!(true);
    assert_eq!(bench.call(look)["added"], 2);
    let first = bench.call(input.clone());
    assert_eq!(
        (&first["added"], &first["rows"], &first["time_column"]),
        (&json!(2), &json!(3), &json!("day"))
    );
    assert_eq!(
        first["errors"][0],
        json!({ "row": 4, "field": "at", "message": "“soon” is not a time." })
    );
    assert_eq!(bench.call(input)["replaced"], 2);
    assert_eq!(bench.refused(json!({ "id": feed })), "validation");
    assert_eq!(
        bench.refused(json!({ "id": feed, "content": "no table" })),
        "validation"
    );
}

fn fetch(bench: &Bench) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let (mut caller, _) = listener.accept().expect("a caller");
        let _ = caller.read(&mut [0; 4096]);
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{TABLE}",
            TABLE.len()
        );
        caller
            .write_all(answer.as_bytes())
            .expect("the caller listens");
    });
    let fields = json!({ "name": "Index", "source": "http", "format": "csv", "url": format!("http://{address}/") });
    let feed = feed(bench, fields);
    let fetched = bench.call(json!({ "id": feed }));
    assert_eq!(
        (&fetched["added"], &fetched["errors_total"]),
        (&json!(2), &json!(1))
    );
    // The one answer is given; nobody listens any more.
    assert_eq!(bench.refused(json!({ "id": feed })), "outside");
    let bare = bench.other("feeds.create", json!({ "name": "No address" }))["id"].clone();
    assert_eq!(bench.refused(json!({ "id": bare })), "validation");
}

fn three() -> Json {
    json!([
        { "at": "2026-01-01T00:00:00Z", "value": 1.0 },
        { "at": "2026-01-01T01:00:00Z", "value": 2.0 },
        { "at": "2026-01-01T02:00:00Z", "value": 6.0 },
    ])
}

fn points(bench: &Bench) {
    let feed = feed(bench, json!({ "name": "Sensor", "unit": "°C" }));
    assert_eq!(bench.call(json!({ "id": feed }))["total"], 0);
    bench.verb("add_points", json!({ "id": feed, "points": three() }));
    let all = bench.call(json!({ "id": feed, "limit": 1 }));
    assert_eq!(
        all["items"],
        json!([{ "at": "2026-01-01T00:00:00.000Z", "value": 3.0, "low": 1.0, "high": 6.0, "count": 3 }])
    );
    assert_eq!(
        (&all["thinned"], &all["last_value"]),
        (&json!(true), &json!(6.0))
    );
    let window =
        json!({ "id": feed, "from": "2026-01-01T01:00:00Z", "to": "2026-01-01T02:00:00Z" });
    assert_eq!(bench.call(window)["items"][0]["value"], 2.0);
    let backwards =
        json!({ "id": feed, "from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z" });
    assert_eq!(bench.refused(backwards), "validation");
}

fn add(bench: &Bench) {
    let feed = feed(bench, json!({ "name": "Sensor" }));
    let input = json!({ "id": feed, "points": three() });
    assert_eq!(
        bench.call(input.clone()),
        json!({ "added": 3, "replaced": 0 })
    );
    assert_eq!(bench.call(input), json!({ "added": 0, "replaced": 3 }));
    assert_eq!(
        bench.refused(json!({ "id": feed, "points": [] })),
        "validation"
    );
    assert_eq!(
        bench.refused(json!({ "id": feed, "points": [{ "value": "warm" }] })),
        "validation"
    );
    bench.desk.call("feeds.delete", json!({ "id": feed }));
    assert_eq!(
        bench.refused(json!({ "id": feed, "points": three() })),
        "bad_request"
    );
}

fn delete(bench: &Bench) {
    let feed = feed(bench, json!({ "name": "Sensor" }));
    bench.verb("add_points", json!({ "id": feed, "points": three() }));
    assert_eq!(
        bench.call(json!({ "id": feed, "to": "2026-01-01T01:00:00Z" }))["deleted"],
        1
    );
    assert_eq!(bench.call(json!({ "id": feed }))["deleted"], 2);
}

//! Feeds through an app: points in and out, and servers that misbehave.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use mycrm_kernel::app::{App, Config};
use mycrm_kernel::caller::{Caller, Face};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::store::KeySource;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::fetch::{FetchFeed, fetch};
use super::http::{Limits, checked_address, get};

struct Desk {
    app: App,
    me: Caller,
    _folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(
            Config {
                key: KeySource::Raw([7; 32]),
                ..Config::at(folder.path().join("a.db"))
            }
            .with(mycrm_crm::area())
            .with(crate::area()),
        )
        .unwrap();
        let me = app.owner(Face::Local);
        Self {
            app,
            me,
            _folder: folder,
        }
    }

    fn call(&self, name: &str, input: Json) -> Json {
        let said = input.to_string();
        self.app
            .call(&self.me, name, input)
            .unwrap_or_else(|error| panic!("{name} {said}: {error}"))
    }

    fn feed(&self, fields: Json) -> Json {
        self.call("feeds.create", fields)["id"].clone()
    }

    fn fetch(&self, feed: &Json, limits: Limits) -> Result<Json> {
        let input = FetchFeed {
            id: serde_json::from_value(feed.clone()).unwrap(),
        };
        fetch(input, &self.app, &self.me, limits)
            .map(|answer| serde_json::to_value(answer).unwrap())
    }
}

/// A server on loopback that gives each caller the next of `answers`, as they stand. Answers its address.
fn server(answers: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut caller, _)) = listener.accept() else {
                return;
            };
            let mut request = [0; 4096];
            let _ = caller.read(&mut request);
            let _ = caller.write_all(&answer);
            if answer.is_empty() {
                // Says nothing for longer than anybody waits.
                std::thread::sleep(Duration::from_secs(3));
            }
        }
    });
    address
}

fn ok(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn redirect(to: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    .into_bytes()
}

fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        whole: Duration::from_secs(2),
        bytes: 1 << 12,
    }
}

#[test]
fn points_are_fetched_read_and_kept_once() {
    let desk = Desk::new();
    let body = r#"{"data": [{"date": "2026-01-01", "close": 1.5}, {"date": "2026-01-02", "close": 2.5}, {"date": "?"}]}"#;
    let address = server(vec![ok(body), redirect("/there"), ok(body)]);
    let feed = desk.feed(
        json!({ "name": "Index", "source": "http", "url": address, "items_pointer": "/data" }),
    );
    let first = desk.fetch(&feed, limits()).unwrap();
    assert_eq!(
        (&first["added"], &first["replaced"], &first["errors_total"]),
        (&json!(2), &json!(0), &json!(1))
    );
    assert_eq!(first["errors"][0]["row"], 3);
    let again = desk.fetch(&feed, limits()).unwrap();
    assert_eq!(
        (&again["added"], &again["replaced"]),
        (&json!(0), &json!(2))
    );
    let record = desk.call("feeds.get", json!({ "id": feed }))["record"].clone();
    assert!(record["fetched_at"].is_string(), "{record}");
    assert_eq!(desk.call("feeds.points", json!({ "id": feed }))["total"], 2);
}

#[test]
fn a_csv_and_a_lone_number_are_read_as_well() {
    let desk = Desk::new();
    let address = server(vec![ok("day;n\n01.01.2026;1,5\n")]);
    let csv = desk.feed(json!({ "name": "Table", "url": address, "format": "csv" }));
    assert_eq!(desk.fetch(&csv, limits()).unwrap()["added"], 1);
    let address = server(vec![ok(r#"{"main": {"temp": 21.5}}"#)]);
    let now = desk.feed(json!({ "name": "Now", "url": address, "items_pointer": "/main/temp" }));
    assert_eq!(desk.fetch(&now, limits()).unwrap()["added"], 1);
    let points = desk.call("feeds.points", json!({ "id": now }));
    assert_eq!(points["last_value"], 21.5);
}

#[test]
fn a_server_that_misbehaves_is_told_and_nothing_is_kept() {
    let desk = Desk::new();
    let large = ok(&format!("[[\"2026-01-01\", {}]]", "1".repeat(5_000)));
    // No length is told beforehand, and more comes than is taken.
    let endless = [
        b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec(),
        vec![b'1'; 10_000],
    ]
    .concat();
    let circle = vec![redirect("/again"); 8];
    let cases: [(Vec<Vec<u8>>, &str, &str); 9] = [
        (
            vec![b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec()],
            "outside",
            "404",
        ),
        (vec![Vec::new()], "outside", "did not answer within"),
        (vec![large], "too_large", "larger than"),
        (vec![endless], "too_large", "larger than"),
        (circle, "outside", "more than 5 times"),
        (
            vec![redirect("file:///etc/passwd")],
            "outside",
            "not followed",
        ),
        (vec![b"hello\r\n\r\n".to_vec()], "outside", "web server"),
        (vec![ok("<html>")], "outside", "no JSON"),
        (vec![ok("{\"a\": true}")], "validation", "nothing at"),
    ];
    for (answers, code, words) in cases {
        let address = server(answers);
        let feed = desk.feed(json!({ "name": "Bad", "url": address, "items_pointer": "/data" }));
        let error = desk.fetch(&feed, limits()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert_eq!(desk.call("feeds.points", json!({ "id": feed }))["total"], 0);
    }
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = get(&format!("http://{nobody}/"), "*/*", limits()).unwrap_err();
    assert!(error.to_string().contains("cannot be reached"), "{error}");
}

#[test]
fn only_web_addresses_without_secrets_are_taken() {
    for address in [
        "https://example.com/a?b=c",
        "http://127.0.0.1:8080/",
        "http://[::1]/x",
    ] {
        assert!(checked_address(address).is_ok(), "{address}");
    }
    for address in [
        "file:///etc/passwd",
        "ftp://example.com",
        "data:,1",
        "example.com",
        "https://me:secret@example.com/",
        "",
    ] {
        let refused = checked_address(address).map_err(|e: Error| e.code());
        assert_eq!(refused.err(), Some("validation"), "{address}");
    }
}

#[test]
fn a_feed_that_is_erased_takes_its_points_along() {
    let desk = Desk::new();
    let feed = desk.feed(json!({ "name": "Sensor", "category": "iot" }));
    let points = json!([{ "at": "2026-01-01T00:00:00Z", "value": 1 }, { "value": 2.5 }]);
    let added = desk.call("feeds.add_points", json!({ "id": feed, "points": points }));
    assert_eq!(added["added"], 2);
    desk.call("feeds.delete", json!({ "id": feed }));
    let refused = desk.app.call(
        &desk.me,
        "feeds.add_points",
        json!({ "id": feed, "points": points }),
    );
    assert_eq!(refused.unwrap_err().code(), "bad_request");
    assert_eq!(desk.call("feeds.points", json!({ "id": feed }))["total"], 2);
    desk.call("feeds.purge", json!({ "id": feed }));
    desk.app.run_subscribers().unwrap();
    let left: i64 = desk
        .app
        .read(&desk.me, |read| {
            Ok(read
                .select("SELECT count(*) FROM feed_points")?
                .query_row([], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn many_points_are_thinned_to_stretches_that_add_up() {
    let desk = Desk::new();
    let feed = desk.feed(json!({ "name": "Sensor" }));
    let points: Vec<Json> = (0..1_000)
        .map(|minute| json!({ "at": format!("2026-01-01T{:02}:{:02}:00Z", minute / 60, minute % 60), "value": minute }))
        .collect();
    desk.call("feeds.add_points", json!({ "id": feed, "points": points }));
    let all = desk.call("feeds.points", json!({ "id": feed, "limit": 100 }));
    let items = all["items"].as_array().unwrap();
    assert!(items.len() <= 100 && items.len() > 90, "{}", items.len());
    let counted: u64 = items
        .iter()
        .map(|item| item["count"].as_u64().unwrap())
        .sum();
    assert_eq!(
        (counted, &all["total"], &all["thinned"]),
        (1_000, &json!(1_000), &json!(true))
    );
    assert_eq!(
        (&items[0]["low"], &items[items.len() - 1]["high"]),
        (&json!(0.0), &json!(999.0))
    );
    let some = desk.call(
        "feeds.points",
        json!({ "id": feed, "from": "2026-01-01T01:00:00Z", "to": "2026-01-01T01:03:00Z" }),
    );
    assert_eq!(
        (&some["total"], &some["thinned"], &some["items"][2]["value"]),
        (&json!(3), &json!(false), &json!(62.0))
    );
    let gone = desk.call(
        "feeds.delete_points",
        json!({ "id": feed, "from": "2026-01-01T01:00:00Z" }),
    );
    assert_eq!(gone["deleted"], 940);
}

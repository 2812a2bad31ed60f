//! What HTTP has a word for: revisions, pages, created and accepted, feeds, uploads, the screen.

use axum::body::Body;
use mycrm_kernel::id::Id;
use mycrm_kernel::store::{FileId, FileReader};
use mycrm_testkit::{Desk, Web};
use serde_json::json;

fn uuid(text: &str) -> FileId {
    let id: Id<mycrm_crm::contacts::Contact> = text.parse().unwrap();
    FileId(id.raw())
}

#[test]
fn a_record_carries_its_revision_and_is_sent_once() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let path = format!("/api/v1/contacts/{}", desk.contact("Ada", "Lovelace"));
    let first = web.get(&path);
    let tag = first.header("etag").to_owned();
    assert_eq!(
        tag,
        format!(
            "\"{}\"",
            first.json()["record"]["revision"].as_str().unwrap()
        )
    );
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        "*".into(),
    ] {
        let again = web.send(Web::request(
            "GET",
            &path,
            &[("if-none-match", &known)],
            Body::empty(),
        ));
        assert_eq!(
            (again.status, again.text.as_str(), again.header("etag")),
            (304, "", &*tag),
            "{known}"
        );
    }
    web.with("PATCH", &path, &json!({ "title": "Countess" }));
    let changed = web.send(Web::request(
        "GET",
        &path,
        &[("if-none-match", &tag)],
        Body::empty(),
    ));
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), tag);
}

#[test]
fn a_stale_edit_is_told_what_differs() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let path = format!("/api/v1/contacts/{}", desk.contact("Ada", "Lovelace"));
    let tag = web.get(&path).header("etag").to_owned();
    let edit = |tag: &str, body: &str| {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        web.send(Web::request("PATCH", &path, &headers, body.to_owned()))
    };
    assert_eq!(edit(&tag, r#"{"title":"Countess"}"#).status, 200);
    let stale = edit(&tag, r#"{"title":"Analyst","city":"London"}"#);
    assert_eq!((stale.status, stale.code()), (409, "conflict".into()));
    let problem = stale.json();
    assert_eq!(
        problem["fields"],
        json!([{ "field": "title", "theirs": "Countess", "yours": "Analyst" }])
    );
    let newest = format!("\"{}\"", problem["revision"].as_str().unwrap());
    assert_eq!(web.get(&path).header("etag"), newest);
    assert_eq!(edit(&newest, r#"{"city":"London"}"#).status, 200);
    assert_eq!(edit("*", r#"{"city":"Paris"}"#).status, 200);
    assert_eq!(edit("nonsense", r#"{"city":"Rome"}"#).status, 400);
    let headers = [("if-match", newest.as_str())];
    let removed = web.send(Web::request("DELETE", &path, &headers, Body::empty()));
    assert_eq!(
        removed.status, 400,
        "a condition that cannot be kept is not ignored"
    );
}

#[test]
fn pages_lead_to_the_next() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for number in 0..7 {
        desk.contact("Ada", &format!("Number {number}"));
    }
    let mut path =
        "/api/v1/contacts?ordering=name&limit=3&offset=1&last_name__startswith=Number%20"
            .to_owned();
    let mut names = Vec::new();
    loop {
        let page = web.get(&path);
        let items = page.json()["items"].as_array().unwrap().clone();
        names.extend(
            items
                .iter()
                .map(|item| item["last_name"].as_str().unwrap().to_owned()),
        );
        let link = page.header("link").to_owned();
        let Some(next) = link
            .strip_suffix(">; rel=\"next\"")
            .and_then(|rest| rest.strip_prefix('<'))
        else {
            assert_eq!(link, "");
            break;
        };
        path = next.to_owned();
    }
    assert_eq!(
        names,
        (1..7).map(|n| format!("Number {n}")).collect::<Vec<_>>()
    );
}

#[test]
fn the_query_string_speaks_the_filters_grammar() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let acme = desk.create("accounts", json!({ "name": "Acme", "country": "DE" }));
    desk.create(
        "contacts",
        json!({ "first_name": "Ada", "account": acme, "tags": ["vip"] }),
    );
    desk.create(
        "contacts",
        json!({ "first_name": "Bo+b & co", "email": "bo@example.com" }),
    );
    for (query, count) in [
        ("", 2),
        ("account.country=DE", 1),
        ("account.country__ne=DE", 1),
        ("account__isnull=true", 1),
        ("first_name__in=Ada,Eve", 1),
        ("first_name=Bo%2Bb+%26+co", 1),
        ("tags__contains=vip", 1),
        ("search=ada", 1),
        ("created_at__gte=today-1d", 2),
        (
            "created_at__range=2020-01-01T00:00:00Z,2021-01-01T00:00:00Z",
            0,
        ),
        ("first_name=Ada&email__isnull=false", 0),
        (
            "filter=%7B%22field%22%3A%22first_name%22%2C%22value%22%3A%22Ada%22%7D&email__isnull=true",
            1,
        ),
        ("trash=true", 0),
    ] {
        let answer = web.get(&format!("/api/v1/contacts/count?{query}"));
        assert_eq!(answer.json()["value"], count, "{query}: {}", answer.text);
    }
}

#[test]
fn changes_are_told_as_they_happen() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let mut feed = web.feed("/api/v1/events");
    assert_eq!(feed.frame()["type"], "hello");
    let ada = desk.contact("Ada", "Lovelace");
    let change = feed.frame();
    assert_eq!(change["type"], "changes");
    assert_eq!(
        change["kinds"]["contact"],
        json!({ "ids": [ada], "count": 1 })
    );
    let bad = web.call("events.watch", &json!({ "kinds": [] }));
    assert_eq!((bad.status, bad.code()), (422, "validation".into()));
}

#[test]
fn a_file_is_taken_in_as_it_arrives() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let content: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let answer = web.send(Web::request(
        "POST",
        "/api/v1/files?name=big%20one.csv",
        &[],
        content.clone(),
    ));
    assert_eq!(answer.status, 200, "{}", answer.text);
    let taken = answer.json();
    assert_eq!(
        (&taken["name"], &taken["bytes"]),
        (&json!("big one.csv"), &json!(3_000_000))
    );
    let mut reader = FileReader::open(&desk.app, uuid(taken["file"].as_str().unwrap())).unwrap();
    let mut stored = Vec::new();
    std::io::Read::read_to_end(&mut reader, &mut stored).unwrap();
    assert!(stored == content);
    for path in ["/api/v1/files", "/api/v1/files?name="] {
        let nameless = web.send(Web::request("POST", path, &[], "a,b"));
        assert_eq!(
            (nameless.status, nameless.code()),
            (422, "validation".into())
        );
    }
}

#[test]
fn the_screen_and_the_apis_page_need_no_token_and_hold_nothing() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    desk.contact("Ada", "Lovelace");
    let nobody = [("authorization", "")];
    for (path, kind, said) in [
        (
            "/",
            "text/html; charset=utf-8",
            "The screen is not built yet",
        ),
        ("/api/docs", "text/html; charset=utf-8", "MyCRM"),
        ("/api/docs/docs.css", "text/css; charset=utf-8", "--accent"),
        (
            "/api/docs/docs.js",
            "text/javascript; charset=utf-8",
            "openapi.json",
        ),
        (
            "/api/openapi.json",
            "application/json",
            "\"openapi\":\"3.1.",
        ),
    ] {
        let answer = web.send(Web::request("GET", path, &nobody, Body::empty()));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert!(answer.text.contains(said), "{path}");
        assert!(!answer.text.contains("Lovelace"), "{path}");
    }
}

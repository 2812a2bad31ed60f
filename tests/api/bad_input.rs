//! Input that is wrong: each is refused with its code, names the field, and changes nothing.

use mycrm_testkit::{Desk, Web};
use serde_json::{Value as Json, json};

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Sends the request and expects a refusal with this status, code and field.
fn refused(web: &Web, method: &str, path: &str, body: &Json, expected: (u16, &str, &str)) {
    let answer = if method == "GET" {
        web.get(path)
    } else {
        web.with(method, path, body)
    };
    let (status, code, field) = expected;
    assert_eq!(
        answer.status, status,
        "{method} {path} {body}: {}",
        answer.text
    );
    assert_eq!(answer.code(), code, "{method} {path} {body}");
    let problem = answer.json();
    if !field.is_empty() {
        assert_eq!(
            problem["fields"][0]["field"], field,
            "{method} {path} {body}: {problem:#}"
        );
    }
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .ends_with(['.', ')', '?', '”', '…', 'v']),
        "{problem:#}"
    );
    assert!(problem["trace"].as_str().unwrap().len() >= 8);
}

#[test]
fn what_is_wrong_in_a_question_is_named() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for (query, status, code, field) in [
        ("nope=1", 422, "validation", "nope"),
        ("account.nope=1", 422, "validation", ""),
        ("name__near=1", 400, "bad_request", ""),
        ("name__range=1", 400, "bad_request", ""),
        ("birthday__gte=someday", 422, "validation", ""),
        ("limit=many", 422, "validation", "limit"),
        ("limit=0", 422, "validation", "limit"),
        ("limit=501", 422, "validation", "limit"),
        ("limit=1&limit=2", 422, "validation", "limit"),
        ("offset=-1", 422, "validation", "offset"),
        ("trash=perhaps", 422, "validation", "trash"),
        ("ordering=nope", 422, "validation", ""),
        ("ordering=notes", 422, "validation", ""),
        ("cursor=made-up", 400, "cursor", ""),
        ("filter={", 422, "validation", "filter"),
        ("filter=[]", 422, "validation", "filter"),
        ("fields=nope", 422, "validation", ""),
    ] {
        let path = format!("/api/v1/contacts?{}", query.replace('{', "%7B"));
        refused(&web, "GET", &path, &Json::Null, (status, code, field));
    }
}

#[test]
fn a_cursor_that_was_altered_or_belongs_elsewhere_is_refused() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for number in 0..3 {
        desk.contact("Ada", &format!("Number {number}"));
        desk.account(&format!("Account {number}"));
    }
    let page = web.get("/api/v1/contacts?limit=1&ordering=name").json();
    let cursor = page["next"].as_str().unwrap();
    assert_eq!(
        web.get(&format!(
            "/api/v1/contacts?limit=1&ordering=name&cursor={cursor}"
        ))
        .status,
        200
    );
    for at in 0..cursor.len() {
        let mut altered = cursor.to_owned().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(altered).unwrap();
        let answer = web.get(&format!(
            "/api/v1/contacts?limit=1&ordering=name&cursor={altered}"
        ));
        // The last letter of base64 may carry bits that say nothing.
        assert!(
            answer.status == 400 || at + 1 == cursor.len(),
            "letter {at}: {}",
            answer.text
        );
    }
    for path in [
        "/api/v1/accounts?limit=1&ordering=name",
        "/api/v1/contacts?limit=1&ordering=-name",
    ] {
        let answer = web.get(&format!("{path}&cursor={cursor}"));
        assert_eq!(answer.code(), "cursor", "{path}");
    }
}

#[test]
fn what_is_wrong_in_a_body_is_named() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let ada = desk.contact("Ada", "Lovelace");
    let one = format!("/api/v1/contacts/{ada}");
    let before = web.get(&one).text;
    let cases = [
        (json!({ "colour": "red" }), "colour"),
        (json!({ "email": "not an address" }), "email"),
        (json!({ "email": 7 }), "email"),
        (json!({ "first_name": { "a": 1 } }), "first_name"),
        (json!({ "first_name": "x".repeat(10_000) }), "first_name"),
        (json!({ "kind": "nonsense" }), "kind"),
        (json!({ "birthday": "2026-02-30" }), "birthday"),
        (json!({ "birthday": 5 }), "birthday"),
        (json!({ "account": "x" }), "account"),
        (json!({ "account": NOBODY }), "account"),
        (json!({ "tags": "a" }), "tags"),
        (json!({ "tags": [1] }), "tags"),
        (json!({ "name": "Kept by MyCRM" }), "name"),
        (
            json!({ "last_activity_at": "2026-01-01T00:00:00Z" }),
            "last_activity_at",
        ),
        (json!({ "if_match": 5 }), "if_match"),
    ];
    for (body, field) in cases {
        refused(&web, "PATCH", &one, &body, (422, "validation", field));
    }
    for (body, field) in [
        (json!({ "name": "x", "amount": "12,50" }), "amount"),
        (json!({ "name": "x", "amount": "twelve" }), "amount"),
        (json!({ "name": "x", "currency": "Euro" }), "currency"),
        (json!({ "name": "x", "probability": 101 }), "probability"),
        (json!({ "name": "x", "probability": "half" }), "probability"),
        (json!({}), "name"),
    ] {
        refused(
            &web,
            "POST",
            "/api/v1/opportunities",
            &body,
            (422, "validation", field),
        );
    }
    assert_eq!(web.get(&one).text, before);
    assert_eq!(web.get("/api/v1/opportunities/count").json()["value"], 0);
}

#[test]
fn inputs_of_the_wrong_shape_are_named_by_path() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for (name, input, field) in [
        ("search.all", json!({}), "q"),
        ("search.all", json!({ "q": 5 }), "q"),
        (
            "search.all",
            json!({ "q": "a", "kinds": "contact" }),
            "kinds",
        ),
        ("contacts.get", json!({}), "id"),
        ("contacts.get", json!({ "id": 5 }), "id"),
        ("contacts.list", json!({ "limit": "5" }), "limit"),
        ("contacts.list", json!({ "limits": 5 }), "limits"),
        (
            "contacts.list",
            json!({ "filter": { "feld": "name" } }),
            "filter",
        ),
        (
            "contacts.bulk_delete",
            json!({ "target": { "ids": ["x"] } }),
            "target.ids[0]",
        ),
        ("contacts.bulk_delete", json!({}), "target"),
    ] {
        let path = format!("/api/v1/operations/{name}");
        refused(&web, "POST", &path, &input, (422, "validation", field));
    }
    refused(
        &web,
        "POST",
        "/api/v1/operations/contacts.list",
        &json!([]),
        (400, "bad_request", ""),
    );
    refused(
        &web,
        "POST",
        "/api/v1/operations/contacts.list",
        &json!("x"),
        (400, "bad_request", ""),
    );
    refused(
        &web,
        "POST",
        "/api/v1/contacts",
        &json!([1]),
        (400, "bad_request", ""),
    );
}

#[test]
fn unknown_ids_and_names_are_not_found() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for (method, path) in [
        ("GET", format!("/api/v1/contacts/{NOBODY}")),
        ("PATCH", format!("/api/v1/contacts/{NOBODY}")),
        ("DELETE", format!("/api/v1/contacts/{NOBODY}")),
        ("POST", format!("/api/v1/contacts/{NOBODY}/restore")),
        ("DELETE", format!("/api/v1/contacts/{NOBODY}/purge")),
        ("GET", format!("/api/v1/jobs/{NOBODY}")),
        ("POST", "/api/v1/operations/contacts.fly".into()),
        ("POST", "/api/v1/undo".into()),
    ] {
        let answer = if method == "GET" {
            web.get(&path)
        } else {
            web.with(method, &path, &json!({}))
        };
        assert_eq!(answer.status, 404, "{method} {path}: {}", answer.text);
        answer.code();
    }
}

#[test]
fn a_filter_that_is_too_deep_or_too_wide_is_refused() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let mut deep = json!({ "field": "name", "value": "x" });
    for _ in 0..25 {
        deep = json!({ "not": deep });
    }
    let wide: Vec<Json> = (0..600)
        .map(|n| json!({ "field": "name", "value": n.to_string() }))
        .collect();
    for filter in [deep, json!({ "or": wide })] {
        let input = json!({ "filter": filter });
        refused(
            &web,
            "POST",
            "/api/v1/operations/contacts.list",
            &input,
            (422, "validation", "filter"),
        );
    }
}

//! Who is let in over HTTP, and what never gets as far as an operation.

use axum::body::Body;
use mycrm_testkit::{Desk, PORT, Web};
use serde_json::json;

fn status(
    web: &Web,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> (u16, String) {
    let answer = web.send(Web::request(method, path, headers, body.to_owned()));
    (answer.status, answer.code())
}

#[test]
fn a_call_needs_the_token() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for token in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer the-right-toke",
        "Bearer the-right-token2",
        "Basic the-right-token",
    ] {
        for (method, path) in [
            ("GET", "/api/v1/contacts"),
            ("GET", "/api/v1/events"),
            ("POST", "/api/v1/operations/contacts.list"),
            ("POST", "/api/v1/files?name=a.csv"),
            ("GET", "/api/v1/nowhere"),
        ] {
            let headers = [
                ("authorization", token),
                ("content-type", "application/json"),
            ];
            let answer = web.send(Web::request(method, path, &headers, "{}"));
            assert_eq!(answer.status, 401, "{token:?} {path}");
            assert_eq!(answer.code(), "unauthorized");
            assert!(answer.header("www-authenticate").starts_with("Bearer"));
        }
    }
    assert_eq!(web.get("/api/v1/contacts").status, 200);
}

#[test]
fn a_foreign_host_or_origin_is_turned_away_before_all_else() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let ours = format!("http://127.0.0.1:{PORT}");
    for (headers, allowed) in [
        ([("host", "127.0.0.1:4650"), ("origin", "")], true),
        (
            [
                ("host", "localhost:4650"),
                ("origin", "http://localhost:4650"),
            ],
            true,
        ),
        (
            [("host", "127.0.0.1:4650"), ("origin", ours.as_str())],
            true,
        ),
        ([("host", "crm.example:4650"), ("origin", "")], false),
        ([("host", "127.0.0.1:80"), ("origin", "")], false),
        ([("host", ""), ("origin", "")], false),
        (
            [("host", "127.0.0.1:4650"), ("origin", "http://crm.example")],
            false,
        ),
        ([("host", "127.0.0.1:4650"), ("origin", "null")], false),
        (
            [
                ("host", "127.0.0.1:4650"),
                ("origin", "http://127.0.0.1:5173"),
            ],
            false,
        ),
    ] {
        for path in ["/api/v1/contacts", "/", "/api/docs", "/api/openapi.json"] {
            let answer = web.send(Web::request("GET", path, &headers, Body::empty()));
            assert_eq!(
                answer.status == 200,
                allowed,
                "{headers:?} {path}: {}",
                answer.status
            );
            if !allowed {
                assert_eq!((answer.status, answer.code()), (403, "forbidden".into()));
            }
            assert_eq!(
                answer.header("access-control-allow-origin"),
                "",
                "nobody else's page may read"
            );
        }
    }
}

#[test]
fn what_is_no_route_or_no_method_says_so() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let json = [("content-type", "application/json")];
    for path in [
        "/api/v1/nowhere",
        "/api/v1",
        "/api/v1/contacts/a/b/c/d",
        "/api/v2/contacts",
        "/no/such/file.js",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
    ] {
        assert_eq!(
            status(&web, "GET", path, &[], ""),
            (404, "not_found".into()),
            "{path}"
        );
    }
    for (method, path) in [
        ("PUT", "/api/v1/contacts"),
        ("DELETE", "/api/v1/contacts"),
        ("GET", "/api/v1/undo"),
        ("GET", "/api/v1/operations/contacts.list"),
        ("POST", "/api/docs"),
    ] {
        assert_eq!(
            status(&web, method, path, &json, "{}"),
            (405, "method_not_allowed".into()),
            "{method} {path}"
        );
    }
}

#[test]
fn a_body_keeps_to_its_limits() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let json = [("content-type", "application/json")];
    let path = "/api/v1/operations/contacts.list";
    let too_deep = format!("{{\"filter\":{}{}}}", "[".repeat(64), "]".repeat(64));
    let endless = "[".repeat(500_000);
    let too_large = format!("{{\"search\":\"{}\"}}", "x".repeat(1 << 20));
    for (body, expected) in [
        ("{", (400, "bad_request")),
        ("{\"a\":1,}", (400, "bad_request")),
        ("nonsense", (400, "bad_request")),
        ("{\"search\":\"\u{0}\"}", (400, "bad_request")),
        (too_deep.as_str(), (400, "bad_request")),
        (endless.as_str(), (400, "bad_request")),
        (too_large.as_str(), (413, "too_large")),
    ] {
        let (code, name) = expected;
        let shown: String = body.chars().take(40).collect();
        assert_eq!(
            status(&web, "POST", path, &json, body),
            (code, name.into()),
            "{shown}"
        );
    }
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let answer = status(&web, "POST", path, &[("content-type", kind)], "{}");
        assert_eq!(answer, (415, "unsupported_media_type".into()), "{kind:?}");
    }
    // No body is an input without fields; a character set is no other type.
    assert_eq!(web.send(Web::request("POST", path, &[], "")).status, 200);
    let utf8 = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(
        web.send(Web::request("POST", path, &utf8, "{}")).status,
        200
    );
}

#[test]
fn files_of_this_computer_are_not_opened_over_http() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let contract = mycrm_faces::contract::Contract::of(desk.app.registry());
    let takes_paths = contract.operations.iter().filter(|operation| {
        operation.needs == "local_files" || contract.field(operation, "path").is_some()
    });
    let path = desk.file("secret.csv", "First name,Email\nAda,ada@example.com\n");
    let mut tried = 0;
    for operation in takes_paths {
        let answer = web.call(&operation.name, &json!({ "path": path }));
        assert_eq!(
            (answer.status, answer.code()),
            (403, "forbidden".into()),
            "{}",
            operation.name
        );
        tried += 1;
    }
    assert!(tried > 0, "an import opens files by their path");
}

#[test]
fn every_answer_is_dressed_for_safety() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    for path in [
        "/",
        "/api/docs",
        "/api/openapi.json",
        "/api/v1/contacts",
        "/api/v1/nowhere",
    ] {
        let answer = web.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe") && !policy.contains("http"),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
    }
    assert_eq!(
        web.get("/api/v1/contacts").header("cache-control"),
        "no-store"
    );
}

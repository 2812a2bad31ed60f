//! One operation, one answer, whatever the face: the window's function, REST, by name over HTTP, the command line.

use clap::Command;
use mycrm_faces::command_line;
use mycrm_faces::contract::Contract;
use mycrm_faces::feeds::Feeds;
use mycrm_faces::ipc;
use mycrm_testkit::{Desk, Web};
use serde_json::{Value as Json, json};

/// Calls through the arguments that a person would type.
fn typed(desk: &Desk, contract: &Contract, line: &[&str]) -> Result<Json, Json> {
    let command = Command::new("mycrm").subcommands(command_line::nouns(contract));
    let matches = command
        .try_get_matches_from([&["mycrm"], line].concat())
        .unwrap();
    let (noun, matches) = matches.subcommand().unwrap();
    let (operation, matches) = command_line::operation(contract, noun, matches).unwrap();
    let input = command_line::input(contract, operation, matches, &mut std::io::empty());
    let input = input.map_err(|error| error.problem(""))?;
    ipc::call(&desk.app, &operation.name, input)
}

#[test]
fn a_live_feed_says_the_same_through_every_face() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let feeds = Feeds::default();
    let window = feeds
        .open(&desk.app, "events.watch", json!({}))
        .expect("it opens");
    let mut by_route = web.feed("/api/v1/events");
    let mut by_name = web.feed_by_name("events.watch", &json!({}));
    let first = feeds.next(window).expect("it is open");
    assert_eq!(first.frames, [by_route.frame()]);
    assert_eq!(first.frames, [by_name.frame()]);
    desk.contact("Ada", "Lovelace");
    desk.contact("Grace", "Hopper");
    // The window's page gets together what has come meanwhile; the order is the same.
    let next = feeds.next(window).expect("it is open");
    assert_eq!(next.frames, [by_route.frame(), by_route.frame()]);
    assert_eq!(next.frames, [by_name.frame(), by_name.frame()]);
    assert!(!next.end);
    feeds.close(window);
    let gone = feeds.next(window).map_err(|refused| refused.problem);
    assert_eq!(gone.unwrap_err()["code"], "not_found");
    // What is refused is refused alike, and what is no feed is none.
    for (name, input) in [
        ("events.watch", json!({ "kind": 1 })),
        ("events.watsh", json!({})),
    ] {
        let refused = feeds.open(&desk.app, name, input.clone()).unwrap_err();
        let answer = web.call(name, &input).json();
        assert_eq!(
            without_trace(refused.problem),
            without_trace(answer),
            "{name}"
        );
    }
    let refused = feeds.open(&desk.app, "contacts.list", json!({}));
    assert_eq!(refused.unwrap_err().problem["code"], "bad_request");
}

/// What differs from call to call, by design.
fn without_trace(mut answer: Json) -> Json {
    if let Some(object) = answer.as_object_mut() {
        object.shift_remove("trace");
    }
    answer
}

#[test]
fn reading_answers_alike_through_every_face() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let contract = Contract::of(desk.app.registry());
    let ada = desk.contact("Ada", "Lovelace");
    desk.contact("Grace", "Hopper");
    desk.deal("Engine", "1200.50");
    let get = format!("/api/v1/contacts/{ada}");
    let history = format!("/api/v1/contacts/{ada}/history?limit=5");
    let filter = json!({ "and": [
        { "field": "last_name", "op": "icontains", "value": "o" },
        { "field": "created_at", "op": "lte", "value": "2027-01-01T00:00:00Z" },
    ]});
    let cases: &[(&str, Json, &str, &[&str])] = &[
        (
            "app.status",
            json!({}),
            "/api/v1/status",
            &["app", "status"],
        ),
        ("kinds.list", json!({}), "/api/v1/kinds", &["kinds"]),
        (
            "contacts.list",
            json!({ "filter": filter, "ordering": ["-last_name", "first_name"], "limit": 1, "count": 10, "trash": false }),
            "/api/v1/contacts?last_name__icontains=o&created_at__lte=2027-01-01T00:00:00Z&ordering=-last_name,first_name&limit=1&count=10&trash=false",
            &[
                "contacts",
                "list",
                "--filter",
                "last_name__icontains=o&created_at__lte=2027-01-01T00:00:00Z",
                "--ordering",
                "-last_name,first_name",
                "--limit=1",
                "--count",
                "10",
                "--trash=false",
            ],
        ),
        (
            "opportunities.board",
            json!({ "filter": { "field": "amount", "op": "gte", "value": "1000" }, "limit": 5 }),
            "/api/v1/opportunities/board?amount__gte=1000&limit=5",
            &[
                "opportunities",
                "board",
                "--filter",
                r#"{"field":"amount","op":"gte","value":"1000"}"#,
                "--limit",
                "5",
            ],
        ),
        (
            "contacts.count",
            json!({ "search": "ada" }),
            "/api/v1/contacts/count?search=ada",
            &["contacts", "count", "--search", "ada"],
        ),
        (
            "contacts.get",
            json!({ "id": ada }),
            &get,
            &["contacts", "get", &ada],
        ),
        (
            "contacts.history",
            json!({ "id": ada, "limit": 5 }),
            &history,
            &["contacts", "history", &ada, "--limit", "5"],
        ),
        (
            "search.all",
            json!({ "q": "lovel" }),
            "/api/v1/search?q=lovel",
            &["search", "lovel"],
        ),
        ("steps.list", json!({}), "/api/v1/steps", &["steps", "list"]),
        // Refusals as well.
        (
            "contacts.get",
            json!({ "id": "x" }),
            "/api/v1/contacts/x",
            &["contacts", "get", "x"],
        ),
        (
            "contacts.list",
            json!({ "filter": { "field": "nope", "op": "eq", "value": "1" } }),
            "/api/v1/contacts?nope=1",
            &["contacts", "list", "--filter", "nope=1"],
        ),
        (
            "contacts.list",
            json!({ "cursor": "made-up" }),
            "/api/v1/contacts?cursor=made-up",
            &["contacts", "list", "--cursor", "made-up"],
        ),
        (
            "contacts.list",
            json!({ "limit": 9000 }),
            "/api/v1/contacts?limit=9000",
            &["contacts", "list", "--limit", "9000"],
        ),
    ];
    for (name, input, path, line) in cases {
        let by_ipc = ipc::call(&desk.app, name, input.clone()).unwrap_or_else(without_trace);
        let by_name = without_trace(web.call(name, input).json());
        let by_rest = without_trace(web.get(path).json());
        let by_line = typed(&desk, &contract, line).unwrap_or_else(without_trace);
        assert_eq!(by_ipc, by_name, "{name} by name");
        assert_eq!(by_ipc, by_rest, "{name} over {path}");
        assert_eq!(by_ipc, by_line, "{name} as {line:?}");
    }
}

#[test]
fn writing_through_one_face_is_seen_through_the_others() {
    let desk = Desk::new();
    let web = Web::of(&desk.app);
    let contract = Contract::of(desk.app.registry());
    let made = web.with(
        "POST",
        "/api/v1/contacts",
        &json!({ "first_name": "Ada", "tags": ["a", "b"] }),
    );
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("/api/v1/contacts/{id}"));
    let line = [
        "contacts",
        "update",
        &id,
        "--last-name",
        "Byron",
        "--email",
        "ada@example.com",
    ];
    typed(&desk, &contract, &line).unwrap();
    let line = ["contacts", "update", &id, "--email", ""];
    typed(&desk, &contract, &line).unwrap();
    let record =
        ipc::call(&desk.app, "contacts.get", json!({ "id": id })).unwrap()["record"].clone();
    assert_eq!(record["name"], "Ada Byron");
    assert_eq!(record["email"], Json::Null);
    assert_eq!(record["tags"], json!(["a", "b"]));
    let removed = web.with("DELETE", &format!("/api/v1/contacts/{id}"), &json!({}));
    assert_eq!(removed.status, 200, "{}", removed.text);
    typed(&desk, &contract, &["steps", "undo"]).unwrap();
    assert_eq!(
        web.get(&format!("/api/v1/contacts/{id}")).json()["record"]["deleted_at"],
        Json::Null
    );
}

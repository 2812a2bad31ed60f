//! The real window under a display of its own: the parts that no browser has.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and write the files they open"
)]

mod day;
mod desk;

use desk::{Desk, call, click, photograph, press, seen, type_text, until};
use fantoccini::key::Key;
use serde_json::json;

#[tokio::test]
async fn the_window_shows_the_page_and_its_calls_reach_the_core() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;

    assert_eq!(window.title().await.expect("a title"), "MyCRM");
    let answer = call(&window, "no.such_operation", json!({})).await;
    assert_eq!(answer["refused"]["code"], "not_found", "{answer}");
    let answer = call(&window, "app.status", json!({})).await;
    assert_eq!(answer["ok"]["empty"], true, "{answer}");
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn the_page_can_do_nothing_but_call_and_listen() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;

    for command in [
        "plugin:dialog|open",
        "plugin:window|close",
        "plugin:webview|set_webview_zoom",
    ] {
        let refused = window
            .execute_async(
                "const done = arguments[1];
                 window.__TAURI_INTERNALS__.invoke(arguments[0], { options: {} })
                   .then(() => done(null), (error) => done(String(error)));",
                vec![json!(command)],
            )
            .await
            .expect("the page runs scripts");
        assert!(
            refused
                .as_str()
                .is_some_and(|why| why.contains("not allowed")),
            "{command}: {refused}"
        );
    }
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn the_page_reaches_no_other_host() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;

    let outcome = window
        .execute_async(
            "const done = arguments[0];
             const seen = [];
             document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
             const image = new Image();
             image.src = 'http://127.0.0.1:9/pixel.png';
             fetch('http://127.0.0.1:9/').catch(() => 0).then(() => setTimeout(() => done(seen), 200));",
            vec![],
        )
        .await
        .expect("the page runs scripts");
    assert_eq!(outcome, json!(["img-src", "connect-src"]));
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn a_database_that_does_not_open_is_told_with_its_code() {
    let desk = Desk::new();
    let database = desk.database();
    std::fs::write(&database, [7; 8192]).expect("a file that is no database");
    let window = desk.open(&[]).await;

    let answer = call(&window, "app.status", json!({})).await;
    assert_eq!(answer["refused"]["code"], "locked", "{answer}");
    assert!(
        answer["refused"]["detail"]
            .as_str()
            .is_some_and(|detail| detail.ends_with('.'))
    );
    assert_eq!(
        std::fs::read(&database).expect("the file is still there"),
        [7; 8192]
    );
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn a_passphrase_typed_into_the_window_opens_its_database() {
    let desk = Desk::of(
        tempfile::tempdir().expect("a folder for the test"),
        &[("MYCRM_PASSPHRASE", "correct horse")],
    );
    let window = desk.open(&[]).await;
    let made = call(&window, "contacts.create", json!({ "last_name": "Kovács" })).await;
    assert_eq!(made["ok"]["last_name"], "Kovács", "{made}");
    window.close().await.expect("the window closes");

    let desk = Desk::of(desk.leave(), &[]);
    let window = desk.open(&[]).await;
    let field = seen(&window, "//input[@type='password']").await;
    let enter = char::from(Key::Enter);
    field
        .send_keys(&format!("wrong{enter}"))
        .await
        .expect("one can type");
    seen(&window, "//form//*[@role='alert']").await;

    field.clear().await.expect("one can erase");
    field
        .send_keys("correct horse")
        .await
        .expect("one can type");
    click(&window, "//form//button[@type='submit']").await;
    seen(&window, "//aside//a[contains(., 'Contacts')]").await;
    let found = call(&window, "contacts.count", json!({})).await;
    assert_eq!(found["ok"]["value"], 1, "{found}");
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn a_first_start_with_sample_data_an_edit_and_its_undo() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    click(&window, "//main//button[contains(., 'sample data')]").await;
    // The job ends, and the product opens on its own start.
    seen(&window, "//main//h1[. = 'Today']").await;
    click(&window, "//aside//a[contains(., 'Contacts')]").await;
    let title =
        "//*[@role='row' and @aria-rowindex='3']/*[@role='gridcell' and @aria-colindex='4']";
    let before = seen(&window, &format!("{title}[string-length(.) > 1]")).await;
    let before = before.html(true).await.expect("a title");
    photograph(&window, "contacts").await;

    click(&window, title).await;
    press(&window, &[Key::Enter.into()]).await;
    press(&window, &[Key::Control.into(), 'a']).await;
    type_text(&window, "Harbour Pilot").await;
    press(&window, &[Key::Enter.into()]).await;
    seen(&window, &format!("{title}[contains(., 'Harbour Pilot')]")).await;
    let stored = async || {
        let found = call(
            &window,
            "contacts.count",
            json!({ "search": "Harbour Pilot" }),
        )
        .await;
        found["ok"]["value"].clone()
    };
    // The page shows an edit before the core has answered.
    until(async || stored().await == 1).await;

    press(&window, &[Key::Control.into(), 'z']).await;
    seen(&window, &format!("{title}[. = '{before}']")).await;
    until(async || stored().await == 0).await;
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn a_file_given_at_the_start_is_offered_for_import() {
    let desk = Desk::new();
    let contacts = desk.file("contacts.csv", "name,email\nA,a@example.com\n");
    let window = desk.open(&[&contacts]).await;

    seen(&window, "//main//*[contains(., 'contacts.csv')]").await;
    window.close().await.expect("the window closes");
}

#[tokio::test]
async fn a_second_start_hands_its_file_to_the_open_window() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    window
        .execute_async(
            "const done = arguments[0];
             window.heard = [];
             const handler = window.__TAURI_INTERNALS__.transformCallback((event) => window.heard.push(event.payload));
             window.__TAURI_INTERNALS__.invoke('plugin:event|listen', { event: 'mycrm', target: { kind: 'Any' }, handler })
               .then(() => done(null), (error) => done(String(error)));",
            vec![],
        )
        .await
        .map(|refused| assert_eq!(refused, json!(null)))
        .expect("the page runs scripts");

    let contacts = desk.file("more.csv", "name\nB\n");
    assert!(desk.start_again(&[&contacts]).success());
    let heard = window
        .execute(
            "return window.heard.filter((event) => event.type === 'open');",
            vec![],
        )
        .await
        .expect("the page runs scripts");
    assert_eq!(heard, json!([{ "type": "open", "path": contacts }]));
    window.close().await.expect("the window closes");
}

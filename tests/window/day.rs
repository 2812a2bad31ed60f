//! A wearer's day in the window, with simulated wearables in the air: through its screens from the switch to the erasure.

use crate::desk::{Desk, call, click, photograph, seen, until};
use fantoccini::{Client, Locator};
use mycrm_signals::synth::Scene;
use mycrm_virtual_wearables::{BUS, Daemon, MARK, PrivateBus, SPEED, Scenario};
use serde_json::{Value, json};

/// How many times as fast as life.
const FAST: f64 = 10.0;
/// What is said in this day and nowhere else.
const SAID: &str = "zebrafinch";
const AIR: &str = r#"{"about": "A day.", "seed": 8, "phases": [{"for": 7200, "scene": "open_eyes"}], "devices": [
    {"kind": "headband", "name": "Muse-51F0", "battery": 84}, {"kind": "strap", "name": "HRM-4A17"}]}"#;

async fn go(window: &Client, to: &str) {
    let script = "location.hash = arguments[0];";
    window
        .execute(script, vec![json!(to)])
        .await
        .expect("the page runs scripts");
}

/// Asks the core through the window until the answer is what is wanted.
async fn answered(window: &Client, name: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let answer = async || call(window, name, json!({})).await["ok"].clone();
    until(async || holds(&answer().await)).await;
    answer().await
}

#[test]
fn a_day_without_hardware_is_lived_in_the_window_and_erased() {
    // The air has a runtime of its own, which must not end inside another.
    let bus = PrivateBus::start().expect("dbus-daemon is installed (make setup)");
    let scenario = Scenario::read(AIR).expect("it can be played");
    let air = Daemon::start(bus.address(), scenario, FAST).expect("the air");
    let fast = FAST.to_string();
    let home = tempfile::tempdir().expect("a folder for the test");
    let desk = Desk::of(home, &[(BUS, bus.address()), (MARK, "day"), (SPEED, &fast)]);
    let day = live(&desk, &air);
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(day);
    let left = std::process::Command::new("grep")
        .args(["-rlaE", &format!("{SAID}|Muse-51F0")])
        .arg(desk.leave().path())
        .output()
        .expect("grep is there");
    let left = String::from_utf8_lossy(&left.stdout);
    assert_eq!(left, "", "files in which something is left");
}

async fn live(desk: &Desk, air: &Daemon) {
    let window = desk.open(&[]).await;
    window
        .execute("localStorage.setItem('mycrm.welcomed', 'yes');", vec![])
        .await
        .expect("the page runs scripts");
    go(&window, "/wellbeing").await;
    window.refresh().await.expect("the page loads again");
    click(&window, "//*[@role='switch']").await;
    seen(&window, "//*[contains(text(), 'On since')]").await;

    go(&window, "/wellbeing/devices").await;
    for name in ["Muse-51F0", "HRM-4A17"] {
        let connect = format!("//button[@aria-label='Connect {name} (simulated)']");
        // A device may not be heard at once; then one looks again.
        let found = async || {
            let looks = window
                .find_all(Locator::XPath(&connect))
                .await
                .is_ok_and(|all| !all.is_empty());
            if !looks {
                let look = "//button[contains(., 'Look for devices') and not(@disabled) and not(@aria-busy='true')]";
                if let Ok(button) = window.find(Locator::XPath(look)).await {
                    let _ = button.click().await;
                }
            }
            looks
        };
        until(found).await;
        click(&window, &connect).await;
        seen(
            &window,
            &format!("//button[@aria-label='Disconnect {name} (simulated)']"),
        )
        .await;
    }
    photograph(&window, "devices").await;

    go(&window, "/wellbeing/live").await;
    seen(&window, "//canvas[@role='img']").await;
    seen(&window, "//aside//*[contains(., 'bpm')]").await;
    answered(&window, "live.now", |now| {
        now["observation"]["features"]["quality"].as_f64() > Some(50.0)
    })
    .await;
    photograph(&window, "live").await;

    calibrated(&window, air).await;
    helped(&window, air).await;
    erased(&window).await;
    window.close().await.expect("the window closes");
}

async fn calibrated(window: &Client, air: &Daemon) {
    let begun = call(window, "calibration.start", json!({})).await;
    assert_eq!(begun["ok"]["status"], "running", "{begun}");
    let ended = answered(window, "calibration.status", |status| {
        air.pose(match status["guide"]["phase"].as_str() {
            Some("eyes_closed") => Scene::closed_eyes(),
            Some("paced_breathing") => Scene::paced_breathing(),
            _ => Scene::open_eyes(),
        });
        status["guide"]["status"] != "running"
    })
    .await;
    assert_eq!(ended["guide"]["status"], "done", "{ended}");
}

/// A call that heats up, the script that is offered for it, and what the wearer thinks of that.
async fn helped(window: &Client, air: &Daemon) {
    go(window, "/wellbeing/calls").await;
    // The form is drawn anew when the calls of before are there; what was typed too early is typed again.
    let about = "//main//label[contains(., 'What it is about')]/following::input[1]";
    let typed = async || {
        let Ok(field) = window.find(Locator::XPath(about)).await else {
            return false;
        };
        field.clear().await.is_ok()
            && field.send_keys("Complaint").await.is_ok()
            && field
                .prop("value")
                .await
                .is_ok_and(|value| value.as_deref() == Some("Complaint"))
    };
    until(typed).await;
    click(window, "//main//form//button[@type='submit']").await;
    let line = "//section[@aria-label='Call in progress']";
    seen(window, &format!("{line}[contains(., 'Complaint')]")).await;
    air.pose(Scene::stressed());
    answered(window, "calls.now", |now| now["call"]["stressed"] == true).await;
    photograph(window, "call").await;
    click(
        window,
        "//section[@aria-label='A suggestion']//button[contains(., 'Show it')]",
    )
    .await;
    let taken = |list: &Value| {
        let all = list["items"].as_array().cloned().unwrap_or_default();
        let mut all = all.into_iter();
        all.find(|one| one["what"] == "script" && one["answer"] == "taken")
    };
    let list = answered(window, "suggestions.list", |list| taken(list).is_some()).await;
    let script = taken(&list).expect("it was there a moment ago");
    let praise = json!({ "id": script["id"], "feedback": "helpful", "note": SAID });
    let praised = call(window, "suggestions.feedback", praise).await;
    assert_eq!(praised["ok"]["feedback"], "helpful", "{praised}");
    air.pose(Scene::calm());
    let calm = answered(window, "calls.now", |now| now["call"]["stressed"] == false).await;
    assert!(calm["call"]["stretches"][0].is_object(), "{calm}");
    click(window, &format!("{line}//button[contains(., 'End')]")).await;
    answered(window, "calls.now", |now| now["call"].is_null()).await;
    let note = json!({ "call": calm["call"]["call"], "note": SAID });
    let noted = call(window, "calls.note", note).await;
    assert_eq!(noted["ok"]["note"], SAID, "{noted}");
}

async fn erased(window: &Client) {
    go(window, "/wellbeing").await;
    click(
        window,
        "//main//button[contains(., 'Erase for good') and not(@disabled)]",
    )
    .await;
    photograph(window, "erase").await;
    click(
        window,
        "//*[@role='dialog']//button[contains(., 'Erase for good')]",
    )
    .await;
    seen(
        window,
        "//*[contains(text(), 'Nothing of yours is stored')]",
    )
    .await;
    seen(window, "//*[@role='switch' and @aria-checked='false']").await;
    let stored = call(window, "privacy.stored", json!({})).await;
    assert_eq!(stored["ok"]["count"], 0, "{stored}");
    let hits = call(window, "search.all", json!({ "q": SAID })).await;
    assert_eq!(hits["ok"]["hits"], json!([]), "{hits}");
}

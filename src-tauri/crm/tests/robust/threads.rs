//! Many read while one writes: no error, no page that is half of before and half of after.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;

use crate::audit::audit;
use crate::support::{Chance, Desk, ids};

#[test]
fn four_read_pages_while_one_writes_two_thousand_edits() {
    let desk = Desk::new();
    let people: Vec<String> = (0..120)
        .map(|at| {
            desk.create(
                "contacts",
                json!({"last_name": format!("Kovács {at:03}"), "department": "0", "title": "0"}),
            )
        })
        .collect();
    desk.app.start_background();
    let (stop, pages) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for reader in 0..4 {
            let (desk, stop, pages) = (&desk, &stop, &pages);
            scope.spawn(move || {
                let mut chance = Chance(reader);
                while !stop.load(Ordering::Relaxed) {
                    read(desk, &mut chance);
                    pages.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let mut chance = Chance(99);
        for number in 1..=2_000 {
            let number = number.to_string();
            if chance.happens(2) {
                // All at once: a page sees all of it or nothing.
                let set = json!({"department": number, "title": number, "region": number});
                desk.call("contacts.bulk_update", json!({"target": {}, "set": set}));
            } else {
                let one = json!({"id": chance.of(&people), "department": number, "title": number});
                desk.call("contacts.update", one);
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert!(pages.load(Ordering::Relaxed) > 50, "they had time to read");
    audit(&desk);
}

fn read(desk: &Desk, chance: &mut Chance) {
    let orders = [
        json!(["name"]),
        json!(["-title"]),
        json!([]),
        json!(["-updated_at"]),
    ];
    let query = json!({"ordering": chance.of(&orders), "limit": 200, "count": 1_000});
    let page = desk.call("contacts.list", query);
    let found = ids(&page);
    assert_eq!((found.len(), &page["count"]["value"]), (120, &json!(120)));
    let items = page["items"].as_array().unwrap();
    for item in items {
        assert_eq!(item["department"], item["title"], "a torn record");
    }
    let regions = |item: &serde_json::Value| item["region"].clone();
    assert!(
        items.iter().all(|item| regions(item) == regions(&items[0])),
        "a torn page"
    );
    let one = desk.call("contacts.get", json!({"id": chance.of(&found)}));
    assert_eq!(one["record"]["department"], one["record"]["title"]);
    if chance.happens(20) {
        let hits = desk.call("search.all", json!({"q": "kovacs 01"}));
        assert!(!hits["hits"].as_array().unwrap().is_empty());
    }
    if chance.happens(5) {
        assert_eq!(desk.verified()["ok"], true);
    }
}

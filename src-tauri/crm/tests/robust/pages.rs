//! Pages put together are the list: every record once, in order, whatever is written meanwhile; and from any row number.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use mycrm_crm::accounts::Account;
use mycrm_crm::contacts::{Contact, ContactKind};
use mycrm_kernel::folded::fold;
use mycrm_kernel::id::Id;
use mycrm_kernel::tx::StepPlan;
use serde_json::{Value as Json, json};

use crate::support::{Chance, Desk, ids};

const CITIES: &[&str] = &["Pécs", "pecs", "Győr", "Łódź", "Åre", "Zürich", "aa", "AB"];
const ORDERS: &[&str] = &[
    "name",
    "kind",
    "title",
    "email",
    "city",
    "country",
    "source",
    "created_at",
];

/// Writes `count` contacts in one step; most fields repeat or are empty, so that orders have long ties.
fn contacts(desk: &Desk, count: usize, seed: u64, account: Option<Id<Account>>) -> Vec<String> {
    let mut chance = Chance(seed);
    let all = (0..count).map(|at| {
        let mut text =
            |empty: usize| (!chance.happens(empty)).then(|| (*chance.of(CITIES)).to_owned());
        let (title, city, country) = (text(50), text(30), text(80));
        Contact {
            last_name: Some(format!("{} {}", chance.of(CITIES), at % 7)),
            kind: chance
                .happens(50)
                .then(|| *chance.of(&[ContactKind::Customer, ContactKind::Vendor])),
            email: chance
                .happens(50)
                .then(|| format!("{}@example.com", chance.below(5))),
            account,
            title,
            city,
            country,
            ..Contact::default()
        }
    });
    let all: Vec<Contact> = all.collect();
    desk.app
        .write(&desk.me, StepPlan::of("tests.load"), |tx| {
            all.iter()
                .map(|one| Ok(tx.insert(one)?.to_string()))
                .collect()
        })
        .unwrap()
}

/// Reads a list to its end by cursors; `between` happens after every page.
fn paged(desk: &Desk, query: &Json, limit: usize, mut between: impl FnMut()) -> Vec<Json> {
    let (mut items, mut cursor) = (Vec::new(), Json::Null);
    loop {
        let mut input = query.clone();
        input["limit"] = json!(limit);
        input["cursor"] = cursor;
        let page = desk.call("contacts.list", input);
        let rows = page["items"].as_array().unwrap();
        assert!(rows.len() <= limit);
        items.extend(rows.iter().cloned());
        cursor = page["next"].clone();
        if cursor.is_null() {
            return items;
        }
        assert_eq!(rows.len(), limit, "only the last page is short");
        between();
    }
}

/// The order that is promised: text folded, empty values last in the first column, else where the direction puts them.
fn promised(ordering: &[String], a: &Json, b: &Json) -> Ordering {
    for (at, key) in ordering.iter().enumerate() {
        let (name, falls) = key
            .strip_prefix('-')
            .map_or((key.as_str(), false), |name| (name, true));
        let turn = |order: Ordering| if falls { order.reverse() } else { order };
        let order = match (a[name].as_str(), b[name].as_str()) {
            (Some(x), Some(y)) => turn(fold(x).cmp(&fold(y))),
            (None, None) => Ordering::Equal,
            (None, Some(_)) if at == 0 => Ordering::Greater,
            (Some(_), None) if at == 0 => Ordering::Less,
            (None, Some(_)) => turn(Ordering::Less),
            (Some(_), None) => turn(Ordering::Greater),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    // Ids rise with the rows: the tie-break follows the last column.
    let falls = ordering.last().is_none_or(|key| key.starts_with('-'));
    let order = a["id"].as_str().cmp(&b["id"].as_str());
    if falls { order.reverse() } else { order }
}

fn random_order(chance: &mut Chance) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for _ in 0..chance.below(4) {
        let name = *chance.of(ORDERS);
        if !keys.iter().any(|key| key.trim_start_matches('-') == name) {
            keys.push(format!(
                "{}{name}",
                if chance.happens(50) { "-" } else { "" }
            ));
        }
    }
    keys
}

#[test]
fn pages_are_the_list_in_its_order() {
    let desk = Desk::new();
    contacts(&desk, 230, 5, None);
    let everyone = paged(&desk, &json!({}), 500, || {});
    let mut chance = Chance(8);
    for _ in 0..40 {
        let ordering = random_order(&mut chance);
        let mut expected = everyone.clone();
        expected.sort_by(|a, b| promised(&ordering, a, b));
        let query = json!({"ordering": ordering});
        let read = paged(&desk, &query, 1 + chance.below(60), || {});
        let id = |record: &Json| record["id"].as_str().unwrap().to_owned();
        let (read, expected): (Vec<_>, Vec<_>) = (
            read.iter().map(id).collect(),
            expected.iter().map(id).collect(),
        );
        assert_eq!(read, expected, "{ordering:?}");
    }
}

#[test]
fn what_stays_is_listed_once_however_much_is_written_meanwhile() {
    let desk = Desk::new();
    let stay = contacts(&desk, 160, 21, None);
    let mut others = contacts(&desk, 60, 22, None);
    let mut chance = Chance(23);
    for round in 0..25 {
        let ordering = random_order(&mut chance);
        let mut writes = chance.clone();
        let query = json!({"ordering": ordering, "filter": {"field": "notes", "op": "ne", "value": "never"}});
        let read = paged(&desk, &query, 1 + chance.below(30), || {
            match writes.below(5) {
                0 => others.extend(contacts(&desk, 1 + writes.below(4), writes.next(), None)),
                1 | 2 => {
                    let one = others.swap_remove(writes.below(others.len()));
                    desk.call("contacts.delete", json!({"id": one}));
                }
                3 => {
                    let target = json!({"target": {"ids": [writes.of(&stay), writes.of(&stay)]}, "set": {"notes": writes.next().to_string()}});
                    desk.call("contacts.bulk_update", target);
                }
                _ => {
                    // The row that a cursor stands on may go as well.
                    let gone = desk.call("contacts.list", json!({"trash": true, "limit": 1}));
                    if let Some(back) = ids(&gone).first() {
                        desk.call("contacts.restore", json!({"id": back}));
                        others.push(back.clone());
                    }
                }
            }
            others.extend(contacts(
                &desk,
                usize::from(others.len() < 40) * 5,
                writes.next(),
                None,
            ));
        });
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for record in &read {
            *seen.entry(record["id"].as_str().unwrap()).or_default() += 1;
        }
        let missing: Vec<_> = stay
            .iter()
            .filter(|id| !seen.contains_key(id.as_str()))
            .collect();
        assert!(
            missing.is_empty(),
            "round {round}, {ordering:?}: {missing:?}"
        );
        // A record that left and came back meanwhile stands where it stood, so nobody is seen twice either.
        assert!(
            seen.values().all(|count| *count == 1),
            "round {round}, {ordering:?}"
        );
    }
}

/// Reads pages at random row numbers and holds each against the list read from its start.
fn jump(desk: &Desk, query: &Json, chance: &mut Chance) {
    let mut query = query.clone();
    query["fields"] = json!([]);
    let query = &query;
    let whole: Vec<String> = paged(desk, query, 500, || {})
        .iter()
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect();
    let mut offsets: Vec<usize> = (0..4).map(|_| chance.below(whole.len() + 5)).collect();
    offsets.extend([
        0,
        999,
        1000,
        1001,
        1999,
        2000,
        whole.len() - 1,
        whole.len(),
        whole.len() + 1,
    ]);
    for offset in offsets {
        let limit = 1 + chance.below(80);
        let mut input = query.clone();
        input["offset"] = json!(offset);
        input["limit"] = json!(limit);
        let page = desk.call("contacts.list", input);
        let expected = &whole[offset.min(whole.len())..(offset + limit).min(whole.len())];
        assert_eq!(ids(&page), expected, "{query} from row {offset}");
        let more = offset + limit < whole.len();
        assert_eq!(page["next"].is_string(), more, "{query} after row {offset}");
        if more {
            let mut next = query.clone();
            next["cursor"] = page["next"].clone();
            next["limit"] = json!(1);
            assert_eq!(
                ids(&desk.call("contacts.list", next)),
                [whole[offset + limit].clone()]
            );
        }
    }
}

#[test]
fn a_page_from_any_row_number_is_that_part_of_the_list() {
    let desk = Desk::new();
    let account = desk.create("accounts", json!({"name": "Duna Medical", "country": "HU"}));
    let all = contacts(&desk, 2_600, 31, Some(account.parse().unwrap()));
    let mut chance = Chance(32);
    let queries = [
        json!({}),
        json!({"ordering": ["city", "-title"]}),
        json!({"ordering": ["-country"]}),
        json!({"ordering": ["name"], "filter": {"field": "account.country", "op": "eq", "value": "HU"}}),
    ];
    for query in &queries {
        jump(&desk, query, &mut chance);
    }
    let some: BTreeSet<&String> = (0..150).map(|_| chance.of(&all)).collect();
    desk.call("contacts.bulk_delete", json!({"target": {"ids": some}}));
    for query in &queries {
        jump(&desk, query, &mut chance);
    }
    // The list also changes when a record changes that the filter only passes through.
    let other = desk.create("accounts", json!({"name": "Brandl", "country": "HU"}));
    let half = json!({"target": {"ids": &all[..600]}, "set": {"account": other}});
    desk.call("contacts.bulk_update", half);
    jump(&desk, &queries[3], &mut chance);
    desk.call("accounts.update", json!({"id": account, "country": "AT"}));
    let late =
        json!({"filter": queries[3]["filter"], "ordering": ["name"], "offset": 2_100, "limit": 5});
    assert_eq!(ids(&desk.call("contacts.list", late)), [""; 0]);
    desk.call("accounts.update", json!({"id": account, "country": "HU"}));
    jump(&desk, &queries[3], &mut chance);
}

#[test]
fn after_small_writes_row_numbers_still_lead_to_their_rows() {
    let desk = Desk::new();
    let all = contacts(&desk, 2_400, 35, None);
    let mut chance = Chance(36);
    let queries = [
        json!({}),
        json!({"ordering": ["city", "-title"]}),
        json!({"ordering": ["-country", "created_at"]}),
        json!({"ordering": ["name"]}),
    ];
    for _ in 0..5 {
        for query in &queries {
            jump(&desk, query, &mut chance);
        }
        for _ in 0..1 + chance.below(8) {
            let one = chance.of(&all);
            let place = (!chance.happens(25)).then(|| *chance.of(CITIES));
            // Some of these are refused, and some change nothing; what counts is where the rows are afterwards.
            let _ = match chance.below(7) {
                0 => desk.try_call(
                    "contacts.create",
                    json!({"last_name": chance.of(CITIES), "city": place}),
                ),
                1 => desk.try_call("contacts.delete", json!({"id": one})),
                2 => desk.try_call("contacts.restore", json!({"id": one})),
                3 => desk.try_call("steps.undo", json!({})),
                4 => desk.try_call(
                    "contacts.update",
                    json!({"id": one, "last_name": chance.of(CITIES)}),
                ),
                5 => desk.try_call("contacts.update", json!({"id": one, "country": place})),
                _ => desk.try_call(
                    "contacts.update",
                    json!({"id": one, "city": place, "title": place}),
                ),
            };
        }
    }
}

#[test]
fn pages_of_a_list_that_depends_on_the_time_go_on() {
    let desk = Desk::new();
    contacts(&desk, 30, 41, None);
    for since in ["now-4h", "today-30d"] {
        let query = json!({"filter": {"field": "created_at", "op": "gte", "value": since}, "ordering": ["name"]});
        let read = paged(&desk, &query, 7, || desk.clock.advance(1_500));
        assert_eq!(read.len(), 30, "{since}");
    }
}

#[test]
fn a_cursor_of_another_list_or_an_altered_one_is_refused() {
    let desk = Desk::new();
    contacts(&desk, 10, 51, None);
    let page = desk.call("contacts.list", json!({"ordering": ["name"], "limit": 3}));
    let cursor = page["next"].as_str().unwrap();
    let altered = format!("{}A", &cursor[..cursor.len() - 1]);
    for (input, why) in [
        (json!({"cursor": cursor, "limit": 3}), "another order"),
        (
            json!({"cursor": cursor, "ordering": ["name"], "trash": true}),
            "the trash",
        ),
        (
            json!({"cursor": cursor, "ordering": ["name"], "search": "a"}),
            "other words",
        ),
        (json!({"cursor": altered, "ordering": ["name"]}), "altered"),
        (json!({"cursor": "", "ordering": ["name"]}), "empty"),
        (
            json!({"cursor": "x".repeat(100_000), "ordering": ["name"]}),
            "endless",
        ),
    ] {
        assert_eq!(
            desk.refused("contacts.list", input).code(),
            "cursor",
            "{why}"
        );
    }
    let both = json!({"cursor": cursor, "offset": 3, "ordering": ["name"]});
    assert_eq!(desk.refused("contacts.list", both).code(), "bad_request");
}

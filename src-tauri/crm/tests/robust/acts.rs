//! What users do, at random: acts that refer to records by number, so that any sequence of them makes sense.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::support::{Chance, Desk, ids};

const PLURALS: &[&str] = &["contacts", "accounts", "opportunities", "activities"];
const NAMES: &[&str] = &[
    "Kovács Eszter",
    "Søren Ærø",
    "Straße",
    "O'Neil",
    "日本 太郎",
    "x",
];

/// One thing a user does. Numbers choose among what is there.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Create(usize, u64),
    Update(usize, usize, u64),
    Bulk(usize, u64),
    Trash(usize, usize),
    Restore(usize, usize),
    TrashAll(usize),
    RestoreAll(usize),
    Move(usize, usize, usize),
    Default(usize),
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let any_of = || 0..PLURALS.len();
    let act = prop_oneof![
        6 => (any_of(), any::<u64>()).prop_map(|(of, seed)| Act::Create(of, seed)),
        6 => (any_of(), any::<usize>(), any::<u64>()).prop_map(|(of, at, seed)| Act::Update(of, at, seed)),
        2 => (any_of(), any::<u64>()).prop_map(|(of, seed)| Act::Bulk(of, seed)),
        3 => (any_of(), any::<usize>()).prop_map(|(of, at)| Act::Trash(of, at)),
        3 => (any_of(), any::<usize>()).prop_map(|(of, at)| Act::Restore(of, at)),
        1 => any_of().prop_map(Act::TrashAll),
        1 => any_of().prop_map(Act::RestoreAll),
        4 => (any::<usize>(), any::<usize>(), any::<usize>()).prop_map(|(a, b, c)| Act::Move(a, b, c)),
        1 => any::<usize>().prop_map(Act::Default),
    ];
    prop::collection::vec(act, 1..9)
}

fn all(desk: &Desk, plural: &str, trash: bool) -> Vec<String> {
    let query = json!({"limit": 500, "trash": trash, "ordering": ["created_at"]});
    ids(&desk.call(&format!("{plural}.list"), query))
}

fn one(desk: &Desk, plural: &str, trash: bool, at: usize) -> Option<String> {
    let all = all(desk, plural, trash);
    (!all.is_empty()).then(|| all[at % all.len()].clone())
}

/// Random fields of a record; none of them needed twice.
pub(crate) fn fields(desk: &Desk, plural: &str, seed: u64) -> Json {
    let mut chance = Chance(seed);
    let mut refer = |plural: &str| match one(desk, plural, chance.happens(10), chance.below(1000)) {
        Some(id) if chance.happens(70) => json!(id),
        _ => Json::Null,
    };
    let (account, contact, deal) = (refer("accounts"), refer("contacts"), refer("opportunities"));
    let name = *chance.of(NAMES);
    let tags: Vec<&str> = (0..chance.below(3)).map(|_| *chance.of(NAMES)).collect();
    let empty = chance.happens(30);
    match plural {
        "contacts" => json!({
            "last_name": name, "account": account, "tags": tags, "notes": if empty { "" } else { "Zeile 1\nZeile 2" },
            "phone": format!("+36 30 555 0{}", 100 + chance.below(900)), "birthday": "1990-02-28",
        }),
        "accounts" => json!({
            "name": name, "tags": tags, "annual_revenue": if empty { Json::Null } else { json!("1234.5") },
            "employees": chance.below(500),
        }),
        "opportunities" => json!({
            "name": name, "account": account, "contact": contact, "probability": chance.below(100),
            "amount": if empty { Json::Null } else { json!("48400.00") }, "tags": tags,
        }),
        _ => json!({
            "subject": name, "type": chance.of(&["call", "task", "note"]), "contact": contact, "opportunity": deal,
            "due_at": if empty { Json::Null } else { json!("2026-12-01T09:00:00Z") },
        }),
    }
}

/// Does it; what cannot be done (there is nothing in the trash) is left out.
pub(crate) fn act(desk: &Desk, act: &Act) {
    let target = |all: Vec<String>| json!({"target": {"ids": all}});
    match *act {
        Act::Create(of, seed) => {
            let plural = PLURALS[of];
            desk.call(&format!("{plural}.create"), fields(desk, plural, seed));
        }
        Act::Update(of, at, seed) => {
            let plural = PLURALS[of];
            if let Some(id) = one(desk, plural, false, at) {
                let mut set = fields(desk, plural, seed);
                set["id"] = json!(id);
                if seed % 3 == 0 {
                    set["owner"] = Json::Null;
                }
                desk.call(&format!("{plural}.update"), set);
            }
        }
        Act::Bulk(of, seed) => {
            let plural = PLURALS[of];
            let set = json!({"tags": ["bulk", seed.to_string()]});
            let set = if plural == "activities" {
                json!({"body": "bulk"})
            } else {
                set
            };
            let input = json!({"target": {"except": [one(desk, plural, false, 0)]}, "set": set});
            if !input["target"]["except"][0].is_null() {
                desk.call(&format!("{plural}.bulk_update"), input);
            }
        }
        Act::Trash(of, at) => {
            if let Some(id) = one(desk, PLURALS[of], false, at) {
                desk.call(&format!("{}.delete", PLURALS[of]), json!({"id": id}));
            }
        }
        Act::Restore(of, at) => {
            if let Some(id) = one(desk, PLURALS[of], true, at) {
                desk.call(&format!("{}.restore", PLURALS[of]), json!({"id": id}));
            }
        }
        Act::TrashAll(of) => {
            let ids = all(desk, PLURALS[of], false);
            desk.call(&format!("{}.bulk_delete", PLURALS[of]), target(ids));
        }
        Act::RestoreAll(of) => {
            let ids = all(desk, PLURALS[of], true);
            desk.call(&format!("{}.bulk_restore", PLURALS[of]), target(ids));
        }
        Act::Move(at, stage, before) => {
            let stages = desk.stages();
            let stage = &stages[stage % stages.len()];
            let Some(id) = one(desk, "opportunities", false, at) else {
                return;
            };
            let column = json!({"filter": {"field": "stage", "op": "eq", "value": stage}, "ordering": ["position"]});
            let column = ids(&desk.call("opportunities.list", column));
            let before = (!column.is_empty()).then(|| column[before % column.len()].clone());
            let input = json!({"id": id, "stage": stage, "before": before, "lost_reason": "price"});
            desk.call("opportunities.move", input);
        }
        Act::Default(at) => {
            if let Some(id) = one(desk, "pipelines", false, at) {
                desk.call("pipelines.update", json!({"id": id, "is_default": true}));
            }
        }
    }
}

//! A filter finds by SQL what it means in memory: random trees over random records.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use mycrm_kernel::filter::{Filter, Op, matches, resolve};
use mycrm_kernel::kind::{FieldType, Kind};
use mycrm_kernel::record::Row;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{Chance, Desk, ids};

const WORDS: &[&str] = &[
    "Öhman",
    "ohman",
    "OHM",
    "Straße",
    "strasse",
    "Łódź",
    "lodz",
    "Zoë",
    "zoe",
    "Ærø",
    "aero",
    "a",
    "Ä",
    "İzmir",
    "Müller & Söhne",
    "100%",
    "x_y",
    "日本",
    "한국",
    "o'neil",
    "Дмитрий",
    "Ⅷ",
    "e\u{301}",
    "é",
];
const DATES: &[&str] = &[
    "2026-11-20",
    "2026-11-19",
    "2026-10-21",
    "1990-02-28",
    "2026-12-01",
];
const INSTANTS: &[&str] = &[
    "2026-11-20T12:00:00Z",
    "2026-11-20T00:00:00Z",
    "2026-11-19T23:59:59.999Z",
    "2026-01-01T00:00:00Z",
];
const RELATIVE: &[&str] = &[
    "today",
    "today-30d",
    "now",
    "now-4h",
    "month_start",
    "year_start",
    "tomorrow",
    "week_start+1w",
    "quarter_start-1m",
];
const NUMBERS: &[i64] = &[0, 1, 10, 50, 75, 100];
const AMOUNTS: &[&str] = &["0", "0.0001", "100", "100.00", "99.9999", "48400"];

/// Sixty accounts, a hundred contacts, eighty deals, some of them in the trash, many of their fields empty.
fn people(desk: &Desk, seed: u64) {
    let mut chance = Chance(seed);
    let text = |chance: &mut Chance| {
        if chance.happens(30) {
            return Json::Null;
        }
        let many = 1 + chance.below(2);
        json!(
            (0..many)
                .map(|_| *chance.of(WORDS))
                .collect::<Vec<_>>()
                .join(" ")
        )
    };
    let list = |chance: &mut Chance| {
        json!(
            (0..chance.below(3))
                .map(|_| *chance.of(WORDS))
                .collect::<Vec<_>>()
        )
    };
    let maybe = |chance: &mut Chance, all: &[String]| {
        if all.is_empty() || chance.happens(30) {
            Json::Null
        } else {
            json!(chance.of(all))
        }
    };
    let mut accounts: Vec<String> = Vec::new();
    for at in 0..60 {
        let kinds = ["customer", "prospect", "partner", "competitor"].map(str::to_owned);
        let parent = maybe(&mut chance, &accounts);
        accounts.push(desk.create("accounts", json!({
            "name": format!("{} {at}", chance.of(WORDS)), "country": text(&mut chance), "city": text(&mut chance),
            "type": maybe(&mut chance, &kinds), "tags": list(&mut chance), "parent": parent,
            "employees": if chance.happens(30) { Json::Null } else { json!(chance.of(NUMBERS)) },
            "annual_revenue": if chance.happens(30) { Json::Null } else { json!(chance.of(AMOUNTS)) },
        })));
    }
    let mut contacts = Vec::new();
    for _ in 0..100 {
        let sources = ["referral", "web", "import"].map(str::to_owned);
        let birthdays = DATES.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>();
        contacts.push(desk.create("contacts", json!({
            "last_name": chance.of(WORDS), "first_name": text(&mut chance), "title": text(&mut chance),
            "city": text(&mut chance), "notes": text(&mut chance), "tags": list(&mut chance),
            "email": if chance.happens(50) { json!(format!("{}@example.com", chance.below(9))) } else { Json::Null },
            "phone": if chance.happens(50) { json!(format!("+36 30 555 01{}", chance.below(90) + 10)) } else { Json::Null },
            "source": maybe(&mut chance, &sources), "birthday": maybe(&mut chance, &birthdays),
            "account": maybe(&mut chance, &accounts),
        })));
    }
    let stages = desk.stages();
    let mut deals = Vec::new();
    for _ in 0..80 {
        let closes = DATES.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>();
        deals.push(desk.create("opportunities", json!({
            "name": chance.of(WORDS), "account": maybe(&mut chance, &accounts), "contact": maybe(&mut chance, &contacts),
            "stage": chance.of(&stages), "expected_close": maybe(&mut chance, &closes), "tags": list(&mut chance),
            "amount": if chance.happens(30) { Json::Null } else { json!(chance.of(AMOUNTS)) },
            "probability": chance.of(NUMBERS), "next_step": text(&mut chance),
        })));
    }
    for (plural, all) in [
        ("accounts", &accounts),
        ("contacts", &contacts),
        ("opportunities", &deals),
    ] {
        let some: Vec<&String> = all.iter().step_by(9).collect();
        desk.call(
            &format!("{plural}.bulk_delete"),
            json!({"target": {"ids": some}}),
        );
    }
}

/// Every path from `kind` over at most two references.
fn paths(desk: &Desk, kind: &Kind, hops: usize) -> Vec<(String, FieldType)> {
    let mut all = vec![
        ("created_at".to_owned(), FieldType::Instant),
        ("owner".to_owned(), FieldType::Reference("user".into())),
    ];
    for field in &kind.fields {
        all.push((field.name.clone(), field.of.clone()));
        if let (FieldType::Reference(target), true) = (&field.of, hops > 0) {
            let target = desk.app.kinds().get(target).unwrap();
            let below = paths(desk, target, hops - 1);
            all.extend(
                below
                    .into_iter()
                    .map(|(path, of)| (format!("{}.{path}", field.name), of)),
            );
        }
    }
    all
}

fn value(of: &FieldType, known: &[String]) -> BoxedStrategy<Json> {
    let texts =
        |all: &'static [&'static str]| prop::sample::select(all).prop_map(|t| json!(t)).boxed();
    let some = match of {
        FieldType::Integer => prop::sample::select(NUMBERS).prop_map(|n| json!(n)).boxed(),
        FieldType::Money => texts(AMOUNTS),
        FieldType::Boolean => any::<bool>().prop_map(|b| json!(b)).boxed(),
        FieldType::Date => prop_oneof![texts(DATES), texts(RELATIVE)].boxed(),
        FieldType::Instant => prop_oneof![texts(INSTANTS), texts(RELATIVE), texts(DATES)].boxed(),
        FieldType::Reference(_) => prop::sample::select(known.to_vec())
            .prop_map(|id| json!(id))
            .boxed(),
        FieldType::Select => texts(&["customer", "prospect", "referral", "web", "open", "won"]),
        _ => prop_oneof![
            texts(WORDS),
            texts(&["", "o", "s", "1", "@example", "m", "é"])
        ]
        .boxed(),
    };
    prop_oneof![9 => some, 1 => Just(Json::Null)].boxed()
}

fn leaf((path, of): (String, FieldType), known: Vec<String>) -> BoxedStrategy<Filter> {
    let ops = [
        Op::Eq,
        Op::Ne,
        Op::Gt,
        Op::Gte,
        Op::Lt,
        Op::Lte,
        Op::In,
        Op::Contains,
        Op::IContains,
        Op::StartsWith,
        Op::IsNull,
        Op::Range,
    ];
    prop::sample::select(ops.to_vec())
        .prop_flat_map(move |op| {
            let one = value(&of, &known);
            let path = path.clone();
            match op {
                Op::In => prop::collection::vec(one, 0..4)
                    .prop_map(Json::Array)
                    .boxed(),
                Op::Range => prop::collection::vec(one, 2).prop_map(Json::Array).boxed(),
                Op::IsNull => any::<bool>().prop_map(|b| json!(b)).boxed(),
                _ => one,
            }
            .prop_map(move |value| Filter::compare(&path, op, value))
        })
        .boxed()
}

fn tree(paths: Vec<(String, FieldType)>, known: Vec<String>) -> BoxedStrategy<Filter> {
    let compared = prop::sample::select(paths).prop_flat_map(move |path| leaf(path, known.clone()));
    let typed = prop_oneof![
        prop::sample::select(WORDS).prop_map(str::to_owned),
        prop::sample::select(WORDS).prop_map(|word| word.chars().take(2).collect()),
        (prop::sample::select(WORDS), prop::sample::select(WORDS))
            .prop_map(|(a, b)| format!("{a} {b}")),
        (0..90_u8).prop_map(|n| format!("55501{n}")),
        (0..9_u8).prop_map(|n| format!("{n}@example.com")),
        Just("30 555".to_owned()),
    ];
    let leaf = prop_oneof![8 => compared, 1 => typed.prop_map(Filter::Search)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::Or),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
    .boxed()
}

/// All records of a kind, in the trash or not.
fn rows(desk: &Desk, kind: &Kind) -> Vec<Row> {
    let mut all = Vec::new();
    for trash in [false, true] {
        let page = desk.call(
            &format!("{}.list", kind.plural),
            json!({"limit": 500, "trash": trash}),
        );
        all.extend(ids(&page));
    }
    desk.app
        .read(&desk.me, |read| {
            all.iter()
                .map(|id| read.row(kind, Uuid::parse_str(id).unwrap()))
                .collect()
        })
        .unwrap()
}

fn holds(
    desk: &Desk,
    kind: &Arc<Kind>,
    (own, all): (&[Row], &HashMap<Uuid, Row>),
    filter: &Filter,
) -> Result<(), TestCaseError> {
    // One order or the other: a list is read along its order, or from the sets that narrow it.
    let orders = [json!([]), json!(["name"]), json!(["-created_at"])];
    let order = &orders[json!(filter).to_string().len() % orders.len()];
    holds_in_order(desk, kind, (own, all), filter, order)
}

fn holds_in_order(
    desk: &Desk,
    kind: &Arc<Kind>,
    (own, all): (&[Row], &HashMap<Uuid, Row>),
    filter: &Filter,
    ordering: &Json,
) -> Result<(), TestCaseError> {
    let plural = &kind.plural;
    let input = json!({"filter": filter, "limit": 500, "ordering": ordering, "count": 10_000});
    let listed = desk.app.call(&desk.me, &format!("{plural}.list"), input);
    let resolved = match resolve(filter, kind, desk.app.kinds(), desk.app.now()) {
        Ok(resolved) => resolved,
        Err(refused) => {
            // What does not suit is refused before the database sees it.
            prop_assert_eq!(listed.map_err(|e| e.code()), Err(refused.code()));
            return Ok(());
        }
    };
    let listed = listed.map_err(|error| TestCaseError::fail(error.to_string()))?;
    let found: BTreeSet<String> = ids(&listed).into_iter().collect();
    let lookup = |_: &Kind, id: Uuid| all.get(&id).cloned();
    for row in own.iter().filter(|row| row.head.deleted_at.is_none()) {
        let meant = matches(&resolved, kind, row, &lookup);
        prop_assert_eq!(
            found.contains(&row.head.id.to_string()),
            meant,
            "{} {}",
            row.to_json(kind),
            meant
        );
    }
    prop_assert_eq!(
        &listed["count"],
        &json!({"value": found.len(), "exact": true})
    );
    Ok(())
}

/// What is remembered of a list follows whatever is written: one record, many at once, the trash, undo.
#[test]
fn a_list_follows_what_is_written() {
    let desk = Desk::new();
    let mut chance = Chance(17);
    let country = |chance: &mut Chance| *chance.of(&["DE", "HU", "AT"]);
    let add = |chance: &mut Chance| {
        let at = chance.below(1_000);
        let fields = json!({"last_name": format!("Szabó {at}"), "country": country(chance), "kind": chance.of(&["customer", "prospect"])});
        desk.create("contacts", fields)
    };
    let mut people: Vec<String> = (0..90).map(|_| add(&mut chance)).collect();
    let kind = desk.app.kinds().get("contact").unwrap().clone();
    let is = |field: &str, value: &str| Filter::compare(field, Op::Eq, value);
    let filters = [
        Filter::And(vec![is("country", "de"), is("kind", "customer")]),
        Filter::And(vec![
            is("country", "HU"),
            Filter::compare("name", Op::StartsWith, "szabó 1"),
        ]),
        Filter::compare("country", Op::In, json!(["DE", "AT"])),
        Filter::And(vec![is("country", "AT"), is("department", "Sales")]),
        Filter::compare("updated_at", Op::Gte, "today"),
    ];
    for round in 0..120 {
        let one = chance.of(&people).clone();
        let set = json!({"country": country(&mut chance), "department": "Sales"});
        match chance.below(7) {
            0 => people.push(add(&mut chance)),
            1 => drop(desk.try_call("contacts.delete", json!({"id": one}))),
            2 => drop(desk.try_call("contacts.restore", json!({"id": one}))),
            3 => drop(desk.try_call("steps.undo", json!({}))),
            4 => drop(desk.call(
                "contacts.bulk_update",
                json!({"target": {"filter": filters[0]}, "set": set}),
            )),
            5 => drop(desk.try_call("contacts.update", json!({"id": one, "kind": "prospect"}))),
            _ => drop(desk.try_call(
                "contacts.update",
                json!({"id": one, "country": set["country"]}),
            )),
        }
        let own = rows(&desk, &kind);
        let all = own.iter().map(|row| (row.head.id, row.clone())).collect();
        // Not every list is asked every time, so that some have several writes to follow.
        for filter in filters.iter().filter(|_| chance.happens(40)) {
            holds(&desk, &kind, (&own, &all), filter)
                .unwrap_or_else(|error| panic!("round {round}: {error}"));
        }
    }
}

#[test]
fn a_filter_finds_by_sql_what_it_means_in_memory() {
    let desk = Desk::new();
    people(&desk, 11);
    let mut all = HashMap::new();
    for kind in desk.app.kinds().iter() {
        all.extend(rows(&desk, kind).into_iter().map(|row| (row.head.id, row)));
    }
    let known: Vec<String> = all
        .keys()
        .map(Uuid::to_string)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    for name in ["contact", "account", "opportunity"] {
        let kind = desk.app.kinds().get(name).unwrap().clone();
        let own = rows(&desk, &kind);
        let mut runner = TestRunner::new(Config {
            cases: 300,
            failure_persistence: None,
            ..Config::default()
        });
        let filters = tree(paths(&desk, &kind, 2), known.clone());
        runner
            .run(&filters, |filter| {
                holds(&desk, &kind, (&own, &all), &filter)
            })
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

//! One edit, and the undo of a bulk edit.

use mycrm_kernel::app::App;
use mycrm_kernel::error::Result;
use serde_json::json;

use crate::data::call;
use crate::figure::{Figure, Runs};

const EDITS: usize = 200;
const BULK: usize = 10_000;

/// One field at a time of contacts all over the table: change, search, timeline, commit.
pub(crate) fn measure_edit(app: &App) -> Result<()> {
    let ids = spread(app, EDITS)?;
    // Other words at every run: an edit that changes nothing writes nothing.
    let run = app.new_id().simple().to_string();
    let mut runs = Runs::default();
    for (number, id) in ids.iter().enumerate() {
        let set = match number % 3 {
            0 => json!({"id": id, "title": format!("Head of Region {number} {run}")}),
            1 => json!({"id": id, "email": format!("someone{number}@{run}.example")}),
            _ => json!({"id": id, "city": format!("Winterthur {run}"), "tags": ["edited"]}),
        };
        runs.add(|| call(app, "contacts.update", set))?;
    }
    Figure::of("one edit", &mut runs)
        .reaching("p95 at most 5 ms")
        .print();
    Ok(())
}

/// Ids of contacts spread evenly over the table.
fn spread(app: &App, wanted: usize) -> Result<Vec<String>> {
    let total = call(app, "contacts.count", json!({"cap": 10_000_000}))?["value"]
        .as_u64()
        .unwrap_or(1);
    (0..wanted as u64)
        .map(|number| {
            let row = number * total / wanted as u64;
            let page = call(app, "contacts.list", json!({"limit": 1, "offset": row}))?;
            Ok(page["items"][0]["id"]
                .as_str()
                .unwrap_or_default()
                .to_owned())
        })
        .collect()
}

pub(crate) fn measure_undo(app: &App) -> Result<()> {
    let mut ids = Vec::with_capacity(BULK);
    let mut cursor = json!(null);
    while ids.len() < BULK {
        let page = call(
            app,
            "contacts.list",
            json!({"limit": 500, "cursor": cursor, "fields": ["name"]}),
        )?;
        let items = page["items"].as_array().cloned().unwrap_or_default();
        ids.extend(items.iter().map(|item| item["id"].clone()));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    ids.truncate(BULK);
    let set = json!({"target": {"ids": ids}, "set": {"city": "Bulkville", "source": "event"}});
    let mut runs = Runs::default();
    runs.add(|| call(app, "contacts.bulk_update", set))?;
    runs.add(|| call(app, "steps.undo", json!({})))?;
    for (at, what) in ["bulk edit", "undo of a bulk edit"].into_iter().enumerate() {
        let name = format!("{what} of {} rows", ids.len());
        let cpu = Some((runs.cpu[at] / 1_000.0, None));
        let value = runs.wall[at] / 1_000.0;
        Figure {
            cpu,
            to_reach: (at == 1).then_some("at most 3 s"),
            ..Figure::alone(name, value, "s")
        }
        .print();
    }
    Ok(())
}

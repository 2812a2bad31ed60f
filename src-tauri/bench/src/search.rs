//! Search as somebody types: the first 1 to 8 letters of names that are there.

use mycrm_kernel::app::App;
use mycrm_kernel::error::Result;
use serde_json::json;

use crate::data::call;
use crate::figure::{Figure, Runs, percentile, say};

const QUERIES: usize = 200;

pub(crate) fn measure(app: &App) -> Result<()> {
    let total = call(app, "contacts.count", json!({"cap": 10_000_000}))?["value"]
        .as_u64()
        .unwrap_or(1);
    let mut typed = Vec::with_capacity(QUERIES);
    for number in 0..QUERIES {
        let row = number as u64 * total / QUERIES as u64;
        let page = call(
            app,
            "contacts.list",
            json!({"limit": 1, "offset": row, "ordering": ["created_at"]}),
        )?;
        let person = &page["items"][0];
        // By turns: given name, family name, the whole name, the address.
        let whole = ["first_name", "last_name", "name", "email"][number % 4];
        let text = person[whole].as_str().unwrap_or("anna").to_lowercase();
        typed.push(text.chars().take(1 + number % 8).collect::<String>());
    }
    for pass in ["first time", "warm"] {
        let mut runs = Runs::default();
        for text in &typed {
            runs.add(|| call(app, "search.all", json!({"q": text, "limit": 20})))?;
        }
        let mut slowest: Vec<(f64, &str)> = runs
            .wall
            .iter()
            .copied()
            .zip(typed.iter().map(String::as_str))
            .collect();
        slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
        let median = percentile(&mut runs.wall.clone(), 0.5);
        say(&format!(
            "  median {median:.2} ms, slowest {:.2?}",
            &slowest[..12.min(slowest.len())]
        ));
        Figure::of(
            format!("search as you type, 1 to 8 letters, {pass}"),
            &mut runs,
        )
        .reaching("p95 at most 15 ms")
        .print();
    }
    Ok(())
}

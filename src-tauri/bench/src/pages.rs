//! Pages of a list against the bare prepared statement that reads the same rows and the same names beside them.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Result;
use mycrm_kernel::value::Value;
use serde_json::{Value as Json, json};

use crate::data::call;
use crate::figure::{Figure, Runs, beside, say, time};

const ROUNDS: usize = 200;
const ROWS: usize = 50;

const GOAL: &str = "p95 at most 10 ms, at most 1.5 times the floor";

/// Everything a page shows: the rows and the names of what they refer to.
const PAGE: &str = "SELECT r.*, a.name, u.name FROM contacts r
    LEFT JOIN accounts a ON a.id = r.account LEFT JOIN users u ON u.id = r.owner";

/// Runs a bare statement and reads every value of every row.
fn bare(app: &App, sql: &str, parameters: &[Value]) -> Result<usize> {
    app.read(&app.owner(Face::Local), |read| {
        let mut statement = read.select(sql)?;
        let columns = statement.column_count();
        for (at, parameter) in parameters.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, parameter)?;
        }
        let mut rows = statement.raw_query();
        let (mut count, mut bytes) = (0, 0);
        while let Some(row) = rows.next()? {
            for at in 0..columns {
                bytes += row
                    .get_ref(at)?
                    .as_bytes_or_null()
                    .map_or(8, |text| text.map_or(0, <[u8]>::len));
            }
            count += 1;
        }
        std::hint::black_box(bytes);
        Ok(count)
    })
}

pub(crate) fn measure(app: &App) -> Result<()> {
    let total = call(app, "contacts.count", json!({"cap": 10_000_000}))?["value"]
        .as_u64()
        .unwrap_or(0);
    first(app)?;
    deep(app, total * 9 / 10)?;
    sorted(app)?;
    filtered(app)
}

/// Lists contacts as a face does: the answer is text, ready to be sent.
fn list(app: &App, input: Json) -> Result<()> {
    app.answer(&app.owner(Face::Local), "contacts.list", input)
        .map(drop)
}

fn first(app: &App) -> Result<()> {
    let sql = format!("{PAGE} WHERE r.deleted_at IS NULL ORDER BY r.rowid DESC LIMIT ?1");
    let rows = [Value::Int(ROWS as i64 + 1)];
    beside(
        "first page",
        ROUNDS,
        |_| list(app, json!({"limit": ROWS})),
        |_| bare(app, &sql, &rows).map(drop),
    )?
    .reaching(GOAL)
    .print();
    Ok(())
}

fn deep(app: &App, row: u64) -> Result<()> {
    let jump = |row: u64| {
        list(
            app,
            json!({"limit": ROWS, "offset": row, "ordering": ["name"]}),
        )
    };
    let (cold, _) = time(|| jump(row))?;
    Figure::alone(format!("page at row {row}, the first time"), cold, "ms").print();
    // Somebody else is renamed, and every row number behind both names means another row.
    let one = call(app, "contacts.list", json!({"limit": 1}))?["items"][0].clone();
    let renamed = |to: &Json| {
        let set = json!({"id": one["id"], "last_name": to});
        call(app, "contacts.update", set)
    };
    let mut runs = Runs::default();
    for round in 0..20 {
        let to = json!(format!("Aa {round}"));
        renamed(if round % 2 == 0 {
            &to
        } else {
            &one["last_name"]
        })?;
        runs.add(|| jump(row))?;
    }
    Figure::of(
        format!("page at row {row}, after somebody was renamed"),
        &mut runs,
    )
    .reaching("p95 at most 10 ms")
    .print();
    // The floor knows the name to go on after; a window of the grid only knows the number of the row.
    let at = |row: u64| -> Result<Value> {
        let input = json!({"limit": 1, "offset": row, "ordering": ["name"], "fields": ["name"]});
        let page = call(app, "contacts.list", input)?;
        Ok(Value::Text(
            page["items"][0]["name"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        ))
    };
    let places: Vec<u64> = (0..ROUNDS as u64)
        .map(|round| row + round * 37 % 5_000)
        .collect();
    let names = places
        .iter()
        .map(|row| at(*row))
        .collect::<Result<Vec<_>>>()?;
    let sql = format!(
        "{PAGE} WHERE r.deleted_at IS NULL AND r.name >= ?1 ORDER BY r.name, r.rowid LIMIT ?2"
    );
    beside(
        format!("page at row {row}"),
        ROUNDS,
        |round| jump(places[round]),
        |round| {
            bare(
                app,
                &sql,
                &[names[round].clone(), Value::Int(ROWS as i64 + 1)],
            )
            .map(drop)
        },
    )?
    .reaching(GOAL)
    .print();
    Ok(())
}

/// Orders by every field that a list of contacts can be ordered by, both ways; the figure is the worst of them.
fn sorted(app: &App) -> Result<()> {
    let kinds = call(app, "kinds.list", json!({}))?;
    let contact = kinds["items"]
        .as_array()
        .and_then(|all| all.iter().find(|kind| kind["name"] == "contact"));
    let fields = contact.and_then(|kind| kind["fields"].as_array());
    let names = fields
        .into_iter()
        .flatten()
        .filter(|field| field["sortable"] == true);
    let mut names: Vec<&str> = names.filter_map(|field| field["name"].as_str()).collect();
    names.extend(["created_at", "updated_at"]);
    names.sort_unstable();
    names.dedup();
    let mut worst: Option<Figure> = None;
    for name in names {
        for (sign, direction) in [("", ""), ("-", " DESC")] {
            let sql = format!(
                "{PAGE} WHERE r.deleted_at IS NULL AND r.{name} IS NOT NULL ORDER BY r.{name}{direction}, r.rowid{direction} LIMIT ?1"
            );
            let ordering = format!("{sign}{name}");
            let figure = beside(
                format!("sorted by {ordering}"),
                ROUNDS / 4,
                |_| list(app, json!({"limit": ROWS, "ordering": [ordering]})),
                |_| bare(app, &sql, &[Value::Int(ROWS as i64 + 1)]).map(drop),
            )?;
            let (ours, floor) = figure.medians.unwrap_or_default();
            say(&format!("  {}: {ours:.3} ms for {floor:.3}", figure.name));
            if worst
                .as_ref()
                .is_none_or(|known| figure.ratio() > known.ratio())
            {
                worst = Some(figure);
            }
        }
    }
    if let Some(mut worst) = worst {
        worst.name = format!("first page sorted by any column (worst: {})", worst.name);
        worst.reaching(GOAL).print();
    }
    Ok(())
}

fn filtered(app: &App) -> Result<()> {
    let pairs = [
        (
            "common: country, kind",
            ["country", "DE"],
            ["kind", "customer"],
        ),
        (
            "common: source, country",
            ["source", "referral"],
            ["country", "US"],
        ),
        ("rare: country, kind", ["country", "VN"], ["kind", "vendor"]),
        (
            "rare: city, title",
            ["city", "Halifax"],
            ["title", "Controller"],
        ),
    ];
    for (name, one, other) in pairs {
        for (order, sql_order) in [(None, "r.rowid DESC"), (Some("name"), "r.name, r.rowid")] {
            let condition = json!({"and": [
                {"field": one[0], "op": "eq", "value": one[1]}, {"field": other[0], "op": "eq", "value": other[1]}]});
            let sql = format!(
                "{PAGE} WHERE r.deleted_at IS NULL AND r.{} = ?1 AND r.{} = ?2 ORDER BY {sql_order} LIMIT ?3",
                one[0], other[0]
            );
            let parameters = [
                Value::Text(one[1].into()),
                Value::Text(other[1].into()),
                Value::Int(ROWS as i64 + 1),
            ];
            let ordering: Vec<&str> = order.into_iter().collect();
            let asked = json!({"limit": ROWS, "filter": condition, "ordering": ordering});
            let (cold, ()) = time(|| list(app, asked.clone()))?;
            say(&format!("  {name}: {cold:.1} ms the first time"));
            beside(
                format!("filtered on two ({name}), by {}", order.unwrap_or("newest")),
                ROUNDS / 4,
                |_| list(app, asked.clone()),
                |_| bare(app, &sql, &parameters).map(drop),
            )?
            .reaching(GOAL)
            .print();
        }
    }
    Ok(())
}

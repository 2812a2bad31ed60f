//! What a person sees: tables and lists of fields on a terminal, JSON for programs.

use std::io::Write;

use mycrm_kernel::error::Result;
use serde_json::{Map, Value as Json};

/// Widest column.
const CELL: usize = 40;
/// Fields that say little to a person reading a table.
const QUIET: [&str; 9] = [
    "revision",
    "owner",
    "scope",
    "custom",
    "created_at",
    "updated_at",
    "deleted_at",
    "refs",
    "trace",
];

/// Where answers go, and in which form.
pub struct Printer<'a> {
    /// Where to.
    pub out: &'a mut dyn Write,
    /// JSON instead of tables.
    pub json: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Printer<'_> {
    /// Prints an answer.
    pub fn answer(&mut self, answer: &Json) -> Result<()> {
        if self.json {
            writeln!(self.out, "{answer}")?;
            return Ok(());
        }
        let none = Map::new();
        let refs = answer["refs"].as_object().unwrap_or(&none);
        let rows = ["items", "hits", "rows"]
            .into_iter()
            .find_map(|key| answer[key].as_array());
        match rows {
            Some(rows) => {
                let text = table(rows, refs, self.width);
                write!(self.out, "{text}")?;
                self.remarks(answer, rows.len())
            }
            None => {
                let record = answer.get("record").unwrap_or(answer);
                write!(self.out, "{}", fields(record, refs))?;
                Ok(())
            }
        }
    }

    fn remarks(&mut self, answer: &Json, shown: usize) -> Result<()> {
        if shown == 0 {
            writeln!(self.out, "Nothing found.")?;
        }
        if let Some(count) = answer["count"]["value"].as_u64() {
            let more = if answer["count"]["exact"] == true {
                ""
            } else {
                " or more"
            };
            writeln!(self.out, "{shown} of {count}{more}")?;
        }
        if let Some(next) = answer["next"].as_str() {
            writeln!(self.out, "More with --cursor {next}")?;
        }
        Ok(())
    }
}

/// Rows as a table no wider than `width`; ids that `refs` knows are shown by name.
pub fn table(rows: &[Json], refs: &Map<String, Json>, width: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        for (name, value) in row.as_object().into_iter().flatten() {
            let said = !QUIET.contains(&name.as_str()) && !cell(value, refs).is_empty();
            if said && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| names.iter().map(|name| cell(&row[*name], refs)).collect())
        .collect();
    let mut columns = Vec::new();
    let mut used = 0;
    for (at, name) in names.iter().enumerate() {
        let widest = cells.iter().map(|row| row[at].chars().count()).max();
        let wide = widest.unwrap_or(0).max(name.len()).min(CELL);
        if used + wide <= width || columns.is_empty() {
            columns.push((at, wide));
            used += wide + 2;
        }
    }
    let line = |text: &dyn Fn(usize) -> String| {
        let parts = columns.iter().map(|(at, wide)| fit(&text(*at), *wide));
        parts.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    if rows.is_empty() {
        return String::new();
    }
    let mut text = line(&|at| names[at].to_uppercase());
    for row in &cells {
        text += &line(&|at| row[at].clone());
    }
    text
}

/// A record as lines of field and value; what is empty is left out.
fn fields(record: &Json, refs: &Map<String, Json>) -> String {
    let Some(object) = record.as_object() else {
        return format!("{record}\n");
    };
    let wide = object.keys().map(String::len).max().unwrap_or(0);
    object
        .iter()
        .map(|(name, value)| match value {
            Json::Object(inner) if !inner.is_empty() => {
                let text = serde_json::to_string_pretty(value).unwrap_or_default();
                format!("{name}\n{text}\n")
            }
            Json::Array(items) if items.iter().any(Json::is_object) => {
                let rows = table(items, refs, usize::MAX);
                format!("{name}\n{rows}")
            }
            _ => match cell(value, refs) {
                text if text.is_empty() => String::new(),
                text => format!("{name:wide$}  {text}\n"),
            },
        })
        .collect()
}

/// A value in one line.
fn cell(value: &Json, refs: &Map<String, Json>) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => {
            let name = refs.get(text).and_then(|known| known["name"].as_str());
            plain(name.unwrap_or(text))
        }
        Json::Array(items) => items
            .iter()
            .map(|item| cell(item, refs))
            .collect::<Vec<_>>()
            .join(", "),
        Json::Object(object) if object.is_empty() => String::new(),
        other => plain(&other.to_string()),
    }
}

/// What came from outside must not steer the terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn fit(text: &str, wide: usize) -> String {
    if text.chars().count() <= wide {
        format!("{text:wide$}")
    } else {
        let cut: String = text.chars().take(wide - 1).collect();
        cut + "…"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_names_references_and_keeps_to_its_width() {
        let rows = [
            json!({ "id": "a", "name": "Ada\u{1b}[2J", "account": "x", "tags": [], "notes": null }),
            json!({ "id": "b", "name": "Bo", "account": null, "tags": ["vip", "eu"], "notes": null }),
        ];
        let refs = json!({ "x": { "kind": "account", "name": "Acme" } });
        let refs = refs.as_object().cloned().unwrap_or_default();
        assert_eq!(
            table(&rows, &refs, 80),
            "ID  NAME     ACCOUNT  TAGS\na   Ada [2J  Acme\nb   Bo                vip, eu\n"
        );
        assert_eq!(table(&rows, &refs, 6), "ID\na\nb\n");
    }
}

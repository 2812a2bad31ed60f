//! What would happen, before anything is written: some rows of it at once, or all of them counted by a job.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::job::Work;
use mycrm_kernel::operation::{Job, Operation, Query};
use mycrm_kernel::read::{Read, References};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::decide::{Decision, Matcher};
use super::page;
use super::plan::Plan;
use super::prepare::{Prepared, prepare};
use super::rows::{Rows, batches};
use super::run::{ImportResult, Size};
use super::settings::{Outcome, Settings, Totals};
use super::store;

/// Rows looked through for one page.
const LOOKED_THROUGH: u64 = 200_000;

/// Shows what would become of some rows of the file. Nothing is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewImport {
    /// The import.
    pub id: Uuid,
    /// Rows to go past first: of all, or of those with the outcome that is asked for.
    pub offset: Option<u64>,
    /// How many rows; 100 when left out, at most 500.
    pub limit: Option<u32>,
    /// Only rows that would end like this.
    pub outcome: Option<Outcome>,
}

/// What becomes of one row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowOutcome {
    /// Its number, as a spreadsheet shows it.
    pub row: u64,
    /// How it ends.
    pub outcome: Outcome,
    /// Why, where it is not simply written: in English.
    pub reason: Option<String>,
    /// The reason as a stable code.
    pub code: Option<String>,
    /// The field that the reason is about.
    pub field: Option<String>,
    /// What goes into the words of the reason.
    pub args: Map<String, Json>,
    /// What would be written, by target; for a row with an error, its cells.
    pub values: Map<String, Json>,
    /// The record that matches, or that was written.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
}

/// A record that a row matches.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RowMatch")]
pub struct Match {
    /// The record.
    pub id: Uuid,
    /// What names it.
    pub name: String,
}

/// Some rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PreviewPage {
    /// The rows.
    pub rows: Vec<RowOutcome>,
    /// Offset of the next page; none at the end.
    pub next: Option<u64>,
    /// What a check counted, if there was one.
    pub totals: Option<Totals>,
}

impl Operation for PreviewImport {
    const NAME: &'static str = "imports.preview";
    const ROUTE: &'static str = "GET /imports/{id}/preview";
    const NEEDS: Permission = Permission::Read;
    type Output = PreviewPage;
}

impl Query for PreviewImport {
    fn run(self, read: &Read<'_>) -> Result<PreviewPage> {
        let (stored, plan, limit) = page::asked(read, self.id, self.limit)?;
        let offset = self.offset.unwrap_or(0);
        let mut matcher = if plan.match_on.is_indexed() {
            Matcher::asking()
        } else {
            Matcher::loaded(read, &plan, 0)?
        };
        let mut page = PreviewPage {
            rows: Vec::new(),
            next: None,
            totals: stored.totals,
        };
        let mut rows = Rows::open(read.app(), &stored)?;
        let (mut seen, mut looked) = (0, 0);
        while let Some(raw) = rows.next()? {
            let row = prepare(&plan, raw);
            if self.outcome.is_none() && seen < offset {
                matcher.pass(read, &plan, &row)?;
                seen += 1;
                continue;
            }
            if page.rows.len() == limit || looked == LOOKED_THROUGH {
                page.next = Some(seen);
                break;
            }
            looked += 1;
            let decision = matcher.decide(read, &plan, &row)?;
            matcher.written(
                &decision,
                decision.old.as_ref().map_or(0, |old| old.head.rowid),
            );
            if self
                .outcome
                .is_some_and(|wanted| wanted != decision.outcome)
            {
                continue;
            }
            seen += 1;
            if seen > offset {
                page.rows
                    .push(shown(read, &plan, &stored.settings, &row, decision)?);
            }
        }
        Ok(page)
    }
}

fn shown(
    read: &Read<'_>,
    plan: &Plan,
    settings: &Settings,
    row: &Prepared,
    decision: Decision,
) -> Result<RowOutcome> {
    let matched = decision.found.map(|id| named(read, plan, id)).transpose()?;
    let values = if decision.outcome == Outcome::Error {
        cells(settings, row)
    } else {
        values(plan, row)
    };
    let (code, field, args, reason) = match decision.problem {
        Some(problem) => (
            Some(problem.code.to_owned()),
            problem.field,
            *problem.args,
            Some(problem.reason),
        ),
        None => (None, None, Map::new(), None),
    };
    Ok(RowOutcome {
        row: row.raw.number,
        outcome: decision.outcome,
        reason,
        code,
        field,
        args,
        values,
        matched,
    })
}

/// A record of the main kind with its name.
pub(super) fn named(read: &Read<'_>, plan: &Plan, id: Uuid) -> Result<Match> {
    let mut names = References::new();
    read.name_into(&mut names, &plan.main().kind.name, &[id])?;
    let name = names
        .into_values()
        .next()
        .map_or(String::new(), |reference| reference.name);
    Ok(Match { id, name })
}

/// The cells of a row by where their columns go; of several columns with one target the first.
fn cells(settings: &Settings, row: &Prepared) -> Map<String, Json> {
    let mut cells = Map::new();
    for column in &settings.columns {
        if let Some(target) = &column.target {
            let text = super::prepare::short(row.raw.cell(column.index));
            cells.entry(target.clone()).or_insert_with(|| json!(text));
        }
    }
    cells
}

/// The values of a row by target.
fn values(plan: &Plan, row: &Prepared) -> Map<String, Json> {
    let mut all = Map::new();
    for (part, (values, prefix)) in plan
        .parts
        .iter()
        .zip(row.values.iter().zip(["", "account.", "contact."]))
    {
        let (Some(part), Some(values)) = (part, values) else {
            continue;
        };
        for (at, value) in values {
            let field = &part.kind.fields[*at];
            let name = match field.name.as_str() {
                // What names a related record goes by the reference itself.
                "name" if !prefix.is_empty() => prefix.trim_end_matches('.').to_owned(),
                name => format!("{prefix}{name}"),
            };
            all.insert(name, value.to_json(&field.of));
        }
    }
    all
}

/// Counts what would become of every row of the file. Nothing is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckImport {
    /// The import.
    pub id: Uuid,
}

impl Operation for CheckImport {
    const NAME: &'static str = "imports.check";
    const ROUTE: &'static str = "POST /imports/{id}/check";
    const NEEDS: Permission = Permission::Write;
    type Output = ImportResult;
}

impl Job for CheckImport {
    fn run(self, work: &mut Work<'_>) -> Result<ImportResult> {
        let (stored, plan) = work.read(|read| {
            let stored = store::find(read, self.id)?;
            let plan = Plan::new(read, &stored.settings)?;
            Ok((stored, plan))
        })?;
        stored.expect(&["open", "reverted"], "checked")?;
        let size = work.read(|read| Size::of(read, &stored, &plan))?;
        let mut matcher = work.read(|read| size.matcher(read, &stored, &plan))?;
        let mut totals = Totals::default();
        let app = work.app();
        std::thread::scope(|scope| -> Result<()> {
            for batch in batches(scope, (app, &stored, &plan), size.chunk()) {
                let batch = batch?;
                work.read(|read| {
                    for row in &batch {
                        let decision = matcher.decide(read, &plan, row)?;
                        matcher.written(
                            &decision,
                            decision.old.as_ref().map_or(0, |old| old.head.rowid),
                        );
                        totals.add(decision.outcome);
                    }
                    Ok(())
                })?;
                work.progress(totals.rows, size.total(totals.rows), "checking")?;
            }
            Ok(())
        })?;
        let unchanged = work.commit(json!({}), |tx| {
            let now = store::find(tx, self.id)?;
            let same = now.settings == stored.settings
                && matches!(now.state.as_str(), "open" | "reverted");
            if same {
                store::count(tx, stored.key, &totals)?;
            }
            Ok(same)
        })?;
        if !unchanged {
            work.progress(totals.rows, totals.rows, "outdated")?;
        }
        Ok(ImportResult {
            import: self.id,
            totals,
        })
    }
}

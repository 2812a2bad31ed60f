//! The board: a pipeline's stages side by side, each with its deals, their number and their worth.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::filter::{Filter, Op};
use mycrm_kernel::id::Id;
use mycrm_kernel::list::{self, ListQuery};
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::{Read, References};
use mycrm_kernel::record::{AnyRecord, Record, typed};
use mycrm_kernel::value::money_text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::Opportunity;
use crate::pipelines::{Pipeline, Stage, StageKind, default_pipeline};

/// Stages shown, at most.
const STAGES: u32 = 100;

/// Shows a pipeline as a board: every stage with the number and worth of its deals and the first of them.
/// The rest of a column is `opportunities.list` with the same filter, `stage`, and ordering `position`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoardOpportunities {
    /// The pipeline; the default one when left out.
    pub pipeline: Option<Id<Pipeline>>,
    /// Only deals that meet this.
    pub filter: Option<Filter>,
    /// Words to be found in them.
    pub search: Option<String>,
    /// Deals of each column; 50 when left out, at most 500.
    pub limit: Option<u32>,
}

/// A stage as the board shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoardStage {
    /// The stage.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
    /// Probability in percent.
    pub probability: i64,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Hue in degrees.
    pub hue: Option<i64>,
    /// Days after which a deal asks for attention.
    pub rotting_days: Option<i64>,
}

/// Worth of a column in one currency.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoardSum {
    /// ISO 4217 code.
    pub currency: String,
    /// Sum of the amounts.
    pub amount: String,
    /// Sum of the amounts, each times its probability.
    pub weighted: String,
}

/// A column of the board.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoardColumn {
    /// The stage.
    pub stage: BoardStage,
    /// How many deals.
    pub count: i64,
    /// What they are worth, by currency.
    pub sums: Vec<BoardSum>,
    /// The first deals, in the order of the board.
    #[schemars(with = "Vec<AnyRecord>")]
    pub items: Vec<Json>,
    /// Where `opportunities.list` goes on with the column.
    pub next: Option<String>,
}

/// A pipeline as a board.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Board {
    /// The pipeline.
    pub pipeline: Uuid,
    /// Its stages, in order.
    pub columns: Vec<BoardColumn>,
    /// Names of what the deals refer to.
    pub refs: References,
}

impl Operation for BoardOpportunities {
    const NAME: &'static str = "opportunities.board";
    const ROUTE: &'static str = "GET /opportunities/board";
    const NEEDS: Permission = Permission::Read;
    type Output = Board;
}

impl Query for BoardOpportunities {
    fn run(self, read: &Read<'_>) -> Result<Board> {
        let pipeline = match self.pipeline {
            Some(id) => id.raw(),
            None => {
                default_pipeline(read)?.ok_or_else(|| Error::not_found("pipeline", "default"))?
            }
        };
        let kind = read.kind(Opportunity::KIND)?;
        let mut board = Board {
            pipeline,
            columns: Vec::new(),
            refs: References::new(),
        };
        for stage in stages(read, pipeline)? {
            let in_stage = Filter::compare("stage", Op::Eq, json!(stage.id));
            let query = ListQuery {
                filter: Filter::both(Some(in_stage), self.filter.clone()),
                search: self.search.clone(),
                ordering: Some(vec!["position".into()]),
                limit: self.limit,
                ..ListQuery::default()
            };
            let (count, sums) = worth(read, &query)?;
            let page = list::list(read, kind, &query)?;
            board.refs.extend(read.references(kind, &page.rows)?);
            let items = page.rows.iter().map(|row| row.to_json(kind)).collect();
            board.columns.push(BoardColumn {
                stage,
                count,
                sums,
                items,
                next: page.next,
            });
        }
        Ok(board)
    }
}

fn stages(read: &Read<'_>, pipeline: Uuid) -> Result<Vec<BoardStage>> {
    let kind = read.kind(Stage::KIND)?;
    let query = ListQuery {
        filter: Some(Filter::compare("pipeline", Op::Eq, json!(pipeline))),
        ordering: Some(vec!["position".into()]),
        limit: Some(STAGES),
        ..ListQuery::default()
    };
    let page = list::list(read, kind, &query)?;
    page.rows
        .iter()
        .map(|row| {
            let stage = typed::<Stage>(kind, row)?.record;
            Ok(BoardStage {
                id: row.head.id,
                name: stage.name.unwrap_or_default(),
                code: stage.code,
                probability: stage.probability.unwrap_or(0),
                kind: stage.kind.unwrap_or_default(),
                hue: stage.hue,
                rotting_days: stage.rotting_days,
            })
        })
        .collect()
}

/// Number and worth of the deals of a list.
fn worth(read: &Read<'_>, query: &ListQuery) -> Result<(i64, Vec<BoardSum>)> {
    let kind = read.kind(Opportunity::KIND)?;
    let expressions = "r.currency, count(*), coalesce(sum(r.amount), 0), \
                       coalesce(sum(r.amount * coalesce(r.probability, 0) / 100), 0)";
    let groups = list::aggregate(read, kind, query, (expressions, "r.currency"), |row| {
        let currency: Option<String> = row.get(0)?;
        Ok((
            currency,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
        ))
    })?;
    let count = groups.iter().map(|(_, count, ..)| count).sum();
    let sums = groups
        .into_iter()
        .filter_map(|(currency, _, amount, weighted)| {
            Some(BoardSum {
                currency: currency?,
                amount: money_text(amount),
                weighted: money_text(weighted),
            })
        })
        .collect();
    Ok((count, sums))
}

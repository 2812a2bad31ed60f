//! What suggestions come to: how many were taken, and how many of those helped.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::SuggestionType;

/// What came of the suggestions of one sort.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionResult {
    /// What was suggested.
    pub what: SuggestionType,
    /// How often.
    pub made: i64,
    /// How often it was taken.
    pub taken: i64,
    /// How often it was dismissed.
    pub dismissed: i64,
    /// Of those taken: how often it can be told whether it helped.
    pub measured: i64,
    /// And how often it did.
    pub helped: i64,
    /// How often it was called helpful.
    pub liked: i64,
    /// Mean fall of stress where it was measured, of 100; none where it never was.
    pub stress_fell: Option<f64>,
}

/// What came of all suggestions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionResults {
    /// By sort.
    pub items: Vec<SuggestionResult>,
}

/// Shows what suggestions come to: taken or not, liked or not, and whether the measures were better afterwards.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowResults {}

impl Operation for ShowResults {
    const NAME: &'static str = "suggestions.results";
    const ROUTE: &'static str = "GET /suggestions/results";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = SuggestionResults;
}

impl Query for ShowResults {
    fn run(self, read: &Read<'_>) -> Result<SuggestionResults> {
        let mut statement = read.select(
            "SELECT what, count(*), total(answer = 'taken'), total(answer = 'dismissed'),
                    total(helped IS NOT NULL), total(helped = 1), total(feedback = 'helpful'),
                    avg(json_extract(before, '$.stress') - json_extract(after, '$.stress'))
             FROM suggestions WHERE owner = ?1 AND deleted_at IS NULL GROUP BY what ORDER BY what",
        )?;
        let mut rows = statement.query([read.caller().actor.as_bytes()])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let count = |at: usize| -> rusqlite::Result<i64> { Ok(row.get::<_, f64>(at)? as i64) };
            items.push(SuggestionResult {
                what: serde_json::from_value(row.get::<_, String>(0)?.into())?,
                made: row.get(1)?,
                taken: count(2)?,
                dismissed: count(3)?,
                measured: count(4)?,
                helped: count(5)?,
                liked: count(6)?,
                stress_fell: row.get(7)?,
            });
        }
        Ok(SuggestionResults { items })
    }
}

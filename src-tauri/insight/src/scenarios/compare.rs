//! `scenarios.compare`: several what-ifs side by side, as they last answered.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::result::{Impact, Level, Outcome};
use super::{Scenario, ScenarioResult};

/// Most what-ifs side by side.
const MOST: usize = 20;

/// Puts what-ifs that have run side by side, the one that brings most first. Whether they can be compared at all is said
/// with them: they can when they look at the same months in the same currency, and were run on one day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareScenarios {
    /// The what-ifs, 2 to 20.
    #[schemars(length(min = 2, max = 20))]
    pub ids: Vec<Id<Scenario>>,
}

/// One what-if among others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparedScenario {
    /// The what-if.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The moment it was seen from.
    pub as_of: String,
    /// Day after the last that counts.
    pub until: String,
    /// Currency of its amounts.
    pub currency: String,
    /// As things stood.
    pub baseline: Outcome,
    /// As things would be.
    pub scenario: Outcome,
    /// The difference.
    pub impact: Impact,
    /// Whether all its bounds hold.
    pub feasible: bool,
    /// The variables it changes.
    pub changed: Vec<Level>,
    /// Whether it brings more than another without more risk (mean loss in the worst 5 of 100 worlds): no other one is
    /// better in both.
    pub efficient: bool,
}

/// What-ifs side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioComparison {
    /// The what-ifs, the greatest mean impact first.
    pub items: Vec<ComparedScenario>,
    /// What-ifs that have not run yet.
    pub missing: Vec<Uuid>,
    /// Whether all are in one currency.
    pub same_currency: bool,
    /// Whether all look at the same months.
    pub same_months: bool,
    /// Whether all were run on one day.
    pub same_day: bool,
    /// Whether all were drawn with one seed, so that they differ by what was changed alone.
    pub same_worlds: bool,
}

impl Operation for CompareScenarios {
    const NAME: &'static str = "scenarios.compare";
    const ROUTE: &'static str = "POST /scenarios/compare";
    const NEEDS: Permission = Permission::Read;
    type Output = ScenarioComparison;
}

impl Query for CompareScenarios {
    fn run(self, read: &Read<'_>) -> Result<ScenarioComparison> {
        if !(2..=MOST).contains(&self.ids.len()) {
            return Err(Error::field(
                "ids",
                "out_of_range",
                format!("Name 2 to {MOST} what-ifs to compare."),
            ));
        }
        let (mut items, mut missing, mut seeds) = (Vec::new(), Vec::new(), Vec::new());
        for id in self.ids {
            let stored = read.get(id)?;
            if stored.record.result.is_null() {
                missing.push(id.raw());
                continue;
            }
            let result: ScenarioResult = serde_json::from_value(stored.record.result)?;
            seeds.push((result.seed, result.parameters.samples));
            let changed = |level: &Level| (level.scenario - level.baseline).abs() > 1e-12;
            items.push(ComparedScenario {
                id: id.raw(),
                name: stored.record.name.unwrap_or_default(),
                as_of: result.as_of,
                until: result.until,
                currency: result.currency,
                baseline: result.baseline,
                scenario: result.scenario,
                impact: result.impact,
                feasible: result.feasible,
                changed: result.levels.into_iter().filter(changed).collect(),
                efficient: false,
            });
        }
        mark_efficient(&mut items);
        items.sort_by(|a, b| b.impact.mean.value.total_cmp(&a.impact.mean.value));
        let same = |of: &dyn Fn(&ComparedScenario) -> String| {
            let first = items.first().map(of);
            items.iter().all(|item| Some(of(item)) == first)
        };
        Ok(ScenarioComparison {
            same_currency: same(&|item| item.currency.clone()),
            same_months: same(&|item| item.until.clone()),
            same_day: same(&|item| item.as_of.chars().take(10).collect()),
            same_worlds: seeds.windows(2).all(|pair| pair[0] == pair[1]),
            items,
            missing,
        })
    }
}

fn mark_efficient(items: &mut [ComparedScenario]) {
    let both: Vec<(f64, f64)> = items
        .iter()
        .map(|item| {
            let outcome = &item.scenario;
            (
                outcome.mean.value,
                outcome.conditional_value_at_risk_95.value,
            )
        })
        .collect();
    for (item, (mean, risk)) in items.iter_mut().zip(&both) {
        item.efficient = !both
            .iter()
            .any(|(m, r)| m >= mean && r <= risk && (m > mean || r < risk));
    }
}

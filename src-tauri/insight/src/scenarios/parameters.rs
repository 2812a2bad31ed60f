//! What can be chosen for a what-if.

use std::collections::BTreeMap;

use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::operation::read_input;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::variables::{Change, Constraint};
use crate::chance::Checks;

/// Most changes, and most constraints.
const MOST: usize = 50;

/// Parameters of a what-if.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScenarioParameters {
    /// What is changed, in this order.
    pub changes: Vec<Change>,
    /// What must hold. A what-if that breaks a bound is calculated and marked; proposed actions stay inside.
    pub constraints: Vec<Constraint>,
    /// How many months ahead, the present one included.
    #[schemars(range(min = 1, max = 36))]
    pub months: u32,
    /// How many months back is learned from.
    #[schemars(range(min = 3, max = 120))]
    pub history_months: u32,
    /// Currency of the answer; when left out that of most deals.
    #[schemars(extend("x-field" = json!({"type": "currency"})))]
    pub currency: Option<String>,
    /// What one unit of another currency is worth in `currency`. Deals in a currency without a rate are left out.
    pub rates: BTreeMap<String, f64>,
    /// How new deals grow with the people who work them: 1 in proportion, 0.5 with their root, 0 not at all.
    #[schemars(range(min = 0, max = 2))]
    pub headcount_elasticity: f64,
    /// What one person costs a month.
    #[schemars(range(min = 0))]
    pub cost_per_head: f64,
    /// Most that the changes may cost together, their people included.
    pub budget: Option<f64>,
    /// Size of the step that each proposed action takes, as a share of the level.
    #[schemars(range(min = 0.01, max = 1))]
    pub action_step: f64,
    /// Chance that an interval holds the true value of the model.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Samples of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 200_000))]
    pub samples: u64,
}

impl Default for ScenarioParameters {
    fn default() -> Self {
        Self {
            changes: Vec::new(),
            constraints: Vec::new(),
            months: 6,
            history_months: 12,
            currency: None,
            rates: BTreeMap::new(),
            headcount_elasticity: 0.7,
            cost_per_head: 0.0,
            budget: None,
            action_step: 0.1,
            confidence: 0.95,
            samples: 20_000,
        }
    }
}

impl ScenarioParameters {
    /// Reads parameters, filling in what was left out; what is wrong is named from `parameters` on.
    ///
    /// # Errors
    /// Validation.
    pub(super) fn read(json: Json) -> Result<Self> {
        #[derive(Deserialize)]
        struct Given {
            parameters: ScenarioParameters,
        }
        let json = if json.is_null() { json!({}) } else { json };
        let given: Given = read_input("a scenario", json!({ "parameters": json }))?;
        let mut wrong = Vec::new();
        given.parameters.check(&mut wrong);
        if wrong.is_empty() {
            Ok(given.parameters)
        } else {
            Err(Error::Validation(wrong))
        }
    }

    fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        checks.whole("months", u64::from(self.months), 1..=36);
        checks.whole("history_months", u64::from(self.history_months), 3..=120);
        checks.number("headcount_elasticity", self.headcount_elasticity, 0.0..=2.0);
        checks.number("cost_per_head", self.cost_per_head, 0.0..=1e9);
        checks.number("action_step", self.action_step, 0.01..=1.0);
        checks.number("confidence", self.confidence, 0.5..=0.999);
        checks.whole("samples", self.samples, 1_000..=200_000);
        if let Some(budget) = self.budget {
            checks.number("budget", budget, 0.0..=1e15);
        }
        for (field, count) in [
            ("changes", self.changes.len()),
            ("constraints", self.constraints.len()),
        ] {
            if count > MOST {
                checks.refuse(
                    field,
                    "too_long",
                    format!("“{field}” has more than {MOST} entries."),
                );
            }
        }
        let mut refuse = |field: &str, code, message: &str| checks.refuse(field, code, message);
        crate::money::check(self.currency.as_deref(), &self.rates, &mut refuse);
        for (at, change) in self.changes.iter().enumerate().take(MOST) {
            change.check(at, wrong);
        }
        for (at, constraint) in self.constraints.iter().enumerate().take(MOST) {
            constraint.check(at, wrong);
        }
    }
}

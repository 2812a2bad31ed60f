//! What can be chosen for a projection of revenue.

use std::collections::BTreeMap;

use mycrm_kernel::error::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is assumed to change against the past: factors, 1 for no change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "RevenueLevers")]
pub struct Levers {
    /// Times as many new deals.
    #[schemars(range(min = 0.0, max = 10.0))]
    pub arrivals: f64,
    /// Times as many of the deals won.
    #[schemars(range(min = 0.0, max = 10.0))]
    pub win_rate: f64,
    /// Times the size of a deal.
    #[schemars(range(min = 0.0, max = 10.0))]
    pub deal_size: f64,
    /// Times as long until a deal is won.
    #[schemars(range(min = 0.1, max = 10.0))]
    pub cycle_time: f64,
}

impl Default for Levers {
    fn default() -> Self {
        Self {
            arrivals: 1.0,
            win_rate: 1.0,
            deal_size: 1.0,
            cycle_time: 1.0,
        }
    }
}

/// Parameters of a revenue projection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RevenueParameters {
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
    /// What is assumed to change.
    pub levers: Levers,
    /// How many past quarters the projection is tried on.
    #[schemars(range(min = 0, max = 12))]
    pub backtest_quarters: u32,
    /// Chance that an interval of a learned figure holds the true value.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Samples of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 500_000))]
    pub samples: u64,
}

impl Default for RevenueParameters {
    fn default() -> Self {
        Self {
            months: 6,
            history_months: 12,
            currency: None,
            rates: BTreeMap::new(),
            levers: Levers::default(),
            backtest_quarters: 4,
            confidence: 0.95,
            samples: 20_000,
        }
    }
}

impl RevenueParameters {
    /// Adds what is wrong.
    pub(super) fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut refuse = |field: &str, code, message: &str| {
            let field = format!("parameters.{field}");
            wrong.push(FieldError::new(field, code, message));
        };
        let mut range = |field: &str, value: f64, (least, most): (f64, f64)| {
            if !(least..=most).contains(&value) {
                let name = field.rsplit('.').next().unwrap_or(field);
                refuse(
                    field,
                    "out_of_range",
                    &format!("“{name}” must lie between {least} and {most}."),
                );
            }
        };
        range("months", f64::from(self.months), (1.0, 36.0));
        range(
            "history_months",
            f64::from(self.history_months),
            (3.0, 120.0),
        );
        range("levers.arrivals", self.levers.arrivals, (0.0, 10.0));
        range("levers.win_rate", self.levers.win_rate, (0.0, 10.0));
        range("levers.deal_size", self.levers.deal_size, (0.0, 10.0));
        range("levers.cycle_time", self.levers.cycle_time, (0.1, 10.0));
        range(
            "backtest_quarters",
            f64::from(self.backtest_quarters),
            (0.0, 12.0),
        );
        range("confidence", self.confidence, (0.5, 0.999));
        range("samples", self.samples as f64, (1_000.0, 500_000.0));
        crate::money::check(self.currency.as_deref(), &self.rates, &mut refuse);
    }
}

//! What can be chosen for a churn cascade.

use mycrm_crm::accounts::AccountType;
use mycrm_kernel::error::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::chance::Checks;

/// How an account that leaves takes others along.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CascadeModel {
    /// Each tie is one chance, whatever else happens (independent cascade).
    #[default]
    IndependentCascade,
    /// An account leaves when enough of its ties have left (linear threshold).
    LinearThreshold,
}

/// Parameters of a churn cascade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CascadeParameters {
    /// How leaving spreads.
    pub model: CascadeModel,
    /// The accounts that can leave.
    pub types: Vec<AccountType>,
    /// An account nothing happened with for this many days is at risk.
    #[schemars(range(min = 1, max = 3_650))]
    pub inactive_days: u32,
    /// Chance that an account at risk leaves on its own.
    #[schemars(range(min = 0, max = 1))]
    pub seed_probability: f64,
    /// Chance to be taken along by one's parent or child.
    #[schemars(range(min = 0, max = 1))]
    pub parent: f64,
    /// Chance to be taken along by an account with which one shares a person.
    #[schemars(range(min = 0, max = 1))]
    pub contact: f64,
    /// Chance to be taken along by an account with the same internet domain.
    #[schemars(range(min = 0, max = 1))]
    pub domain: f64,
    /// Chance to be taken along by an account of the same industry in the same city.
    #[schemars(range(min = 0, max = 1))]
    pub neighbour: f64,
    /// What an account is worth is what it ordered during this many days.
    #[schemars(range(min = 30, max = 3_650))]
    pub value_days: u32,
    /// Currency of the answer; when left out that of most orders.
    #[schemars(extend("x-field" = json!({"type": "currency"})))]
    pub currency: Option<String>,
    /// Chance that an interval holds the true value.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Cascades of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 200_000))]
    pub samples: u64,
    /// How many accounts are listed.
    #[schemars(range(min = 1, max = 50))]
    pub top: u32,
}

impl Default for CascadeParameters {
    fn default() -> Self {
        Self {
            model: CascadeModel::default(),
            types: vec![AccountType::Customer],
            inactive_days: 90,
            seed_probability: 0.25,
            parent: 0.3,
            contact: 0.15,
            domain: 0.25,
            neighbour: 0.02,
            value_days: 365,
            currency: None,
            confidence: 0.95,
            samples: 10_000,
            top: 10,
        }
    }
}

impl CascadeParameters {
    /// Adds what is wrong.
    pub(super) fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        for (field, chance) in [
            ("seed_probability", self.seed_probability),
            ("parent", self.parent),
            ("contact", self.contact),
            ("domain", self.domain),
            ("neighbour", self.neighbour),
        ] {
            checks.number(field, chance, 0.0..=1.0);
        }
        checks.whole("inactive_days", u64::from(self.inactive_days), 1..=3_650);
        checks.whole("value_days", u64::from(self.value_days), 30..=3_650);
        checks.number("confidence", self.confidence, 0.5..=0.999);
        checks.whole("samples", self.samples, 1_000..=200_000);
        checks.whole("top", u64::from(self.top), 1..=50);
        checks.currency("currency", self.currency.as_deref());
        if self.types.is_empty() {
            checks.refuse(
                "types",
                "required",
                "Name at least one type of account that can leave.",
            );
        }
    }
}

//! What can be changed in a what-if, and how.

use mycrm_crm::pipelines::Stage;
use mycrm_kernel::error::FieldError;
use mycrm_kernel::id::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chance::Checks;

/// Something about the business that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScenarioVariable")]
pub enum Variable {
    /// How likely a deal is won: all of them, or those that reach one stage.
    WinRate,
    /// What a deal that is won brings on average.
    DealSize,
    /// Days until a deal is won: half of them take no longer.
    CycleTime,
    /// Deals that come in a month.
    NewDeals,
    /// People who work deals.
    Headcount,
    /// Share of the customers that is lost in a year.
    Churn,
}

impl Variable {
    /// Whether less of it is better.
    pub(super) fn is_burden(self) -> bool {
        matches!(self, Self::CycleTime | Self::Churn)
    }

    /// Smallest and greatest level that has a meaning.
    pub(super) fn range(self) -> (f64, f64) {
        match self {
            Self::WinRate | Self::Churn => (0.0, 1.0),
            Self::CycleTime => (0.1, 3_650.0),
            Self::DealSize => (0.0, 1e12),
            Self::NewDeals => (0.0, 1e6),
            Self::Headcount => (0.0, 1e5),
        }
    }
}

/// One variable of one what-if: the win rate of a stage is one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Handle {
    pub(super) variable: Variable,
    pub(super) stage: Option<Uuid>,
}

/// How a level is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScenarioChangeMode")]
pub enum Mode {
    /// By a share of itself: 0.1 is a tenth more.
    Relative,
    /// By so much in its own unit.
    Absolute,
    /// To this level.
    To,
}

/// A change of one variable.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScenarioChange")]
pub struct Change {
    /// What is changed.
    pub variable: Variable,
    /// Of a win rate: only that of deals which reach this stage.
    pub stage: Option<Id<Stage>>,
    /// How.
    pub mode: Mode,
    /// By, or to, how much. Rates and shares lie between 0 and 1.
    pub value: f64,
    /// What the change costs, once, in the currency of the answer.
    pub cost: Option<f64>,
}

/// A bound on one variable.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScenarioConstraint")]
pub struct Constraint {
    /// What is bounded.
    pub variable: Variable,
    /// Of a win rate: only that of deals which reach this stage.
    pub stage: Option<Id<Stage>>,
    /// Not below.
    pub min: Option<f64>,
    /// Not above.
    pub max: Option<f64>,
}

impl Change {
    pub(super) fn handle(&self) -> Handle {
        Handle {
            variable: self.variable,
            stage: self.stage.map(Id::raw),
        }
    }

    /// The level that it makes of `level`, inside what has a meaning.
    pub(super) fn applied(&self, level: f64) -> f64 {
        let (least, most) = self.variable.range();
        let to = match self.mode {
            Mode::Relative => level * (1.0 + self.value),
            Mode::Absolute => level + self.value,
            Mode::To => self.value,
        };
        to.clamp(least, most)
    }

    pub(super) fn check(&self, at: usize, wrong: &mut Vec<FieldError>) {
        let (least, most) = self.variable.range();
        let (low, high) = match self.mode {
            Mode::Relative => (-1.0, 10.0),
            Mode::Absolute => (-most, most),
            Mode::To => (least, most),
        };
        let mut checks = Checks::of(wrong);
        checks.number(&format!("changes[{at}].value"), self.value, low..=high);
        if let Some(cost) = self.cost {
            checks.number(&format!("changes[{at}].cost"), cost, 0.0..=1e12);
        }
        stage_fits(
            self.variable,
            self.stage.is_some(),
            &format!("changes[{at}].stage"),
            &mut checks,
        );
    }
}

impl Constraint {
    pub(super) fn handle(&self) -> Handle {
        Handle {
            variable: self.variable,
            stage: self.stage.map(Id::raw),
        }
    }

    pub(super) fn check(&self, at: usize, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        let finite = -1e15..=1e15;
        for (name, bound) in [("min", self.min), ("max", self.max)] {
            if let Some(bound) = bound {
                checks.number(&format!("constraints[{at}].{name}"), bound, finite.clone());
            }
        }
        if self.min.is_none() && self.max.is_none() {
            let field = format!("constraints[{at}].max");
            checks.refuse(
                &field,
                "required",
                "A bound needs a least or a greatest level.",
            );
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            let field = format!("constraints[{at}].max");
            checks.refuse(&field, "out_of_range", "“max” must not be below “min”.");
        }
        let field = format!("constraints[{at}].stage");
        stage_fits(self.variable, self.stage.is_some(), &field, &mut checks);
    }
}

fn stage_fits(variable: Variable, given: bool, field: &str, checks: &mut Checks<'_>) {
    if given && variable != Variable::WinRate {
        checks.refuse(
            field,
            "invalid",
            "Only a win rate can be that of one stage.",
        );
    }
}

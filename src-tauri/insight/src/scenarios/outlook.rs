//! What is ahead under some levels of the variables, ready to be drawn.

use std::collections::HashMap;

use super::baseline::Baseline;
use super::parameters::ScenarioParameters;
use super::variables::{Handle, Variable};
use crate::closure::UNIT;
use crate::revenue::Outlook;

/// Levels that differ from how things stand.
pub(super) type Levels = HashMap<Handle, f64>;

/// What is ahead under some levels. Amounts in whole units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variant {
    /// Of each open deal, one after the other, the chance to be won by the end of each month; of a variant that is not
    /// shown by month, by the end of the last.
    pub(super) open: Vec<f64>,
    /// How many chances a deal has in `open`.
    pub(super) width: usize,
    /// Wins of deals to come that are expected in each month.
    pub(super) wins: Vec<f64>,
    /// What is multiplied on the size of every deal.
    pub(super) size: f64,
    /// Share of the customers that is lost in a month.
    pub(super) churn: f64,
    /// What it costs.
    pub(super) cost: f64,
}

/// What all variants have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Common {
    /// What each open deal is worth, in whole units.
    pub(super) amounts: Vec<f64>,
    /// Sizes of deals that are won, in whole units.
    pub(super) sizes: Vec<f64>,
    /// See [`Outlook::doubt`] and [`Outlook::variation`].
    pub(super) doubt: f64,
    pub(super) variation: f64,
    pub(super) customers: u64,
    pub(super) repeat: f64,
    /// Monthly share of customers lost as things stand.
    pub(super) churn: f64,
}

/// Makes variants, keeping what only the cycle time decides.
pub(super) struct Outlooks<'b> {
    baseline: &'b Baseline,
    parameters: &'b ScenarioParameters,
    by_cycle: HashMap<u64, Outlook>,
}

impl<'b> Outlooks<'b> {
    pub(super) fn new(baseline: &'b Baseline, parameters: &'b ScenarioParameters) -> Self {
        Self {
            baseline,
            parameters,
            by_cycle: HashMap::new(),
        }
    }

    pub(super) fn common(&mut self) -> Common {
        let churn = self.level(&Levels::new(), Variable::Churn);
        let (customers, repeat) = (self.baseline.customers, self.baseline.repeat);
        let outlook = self.of_cycle(1.0);
        Common {
            amounts: outlook
                .open
                .iter()
                .map(|(amount, _)| *amount as f64 / UNIT)
                .collect(),
            sizes: outlook
                .sizes
                .iter()
                .map(|size| *size as f64 / UNIT)
                .collect(),
            doubt: outlook.doubt,
            variation: outlook.variation,
            customers,
            repeat,
            churn: monthly(churn),
        }
    }

    /// What is ahead under `levels`; what is not among them stays as it is. `cost` comes off.
    pub(super) fn variant(&mut self, levels: &Levels, cost: f64, by_month: bool) -> Variant {
        let (baseline, parameters) = (self.baseline, self.parameters);
        let factor = |variable| {
            let handle = Handle {
                variable,
                stage: None,
            };
            ratio(baseline, levels, handle)
        };
        let stages: Vec<f64> = baseline
            .stages
            .iter()
            .map(|stage| {
                let handle = Handle {
                    variable: Variable::WinRate,
                    stage: Some(stage.id),
                };
                ratio(baseline, levels, handle)
            })
            .collect();
        let (win, size) = (factor(Variable::WinRate), factor(Variable::DealSize));
        let heads = factor(Variable::Headcount).powf(parameters.headcount_elasticity);
        let arrivals = factor(Variable::NewDeals) * heads;
        let churn = monthly(self.level(levels, Variable::Churn));
        let people = self.level(levels, Variable::Headcount) - baseline.headcount as f64;
        let new = arrivals * win * baseline.passed_on(None, &stages);
        let outlook = self.of_cycle(factor(Variable::CycleTime));
        let open = baseline.ahead.open.iter().zip(&outlook.open);
        let months = outlook.wins.len();
        let width = if by_month { months } else { months.min(1) };
        Variant {
            open: open
                .flat_map(|(deal, (_, by))| {
                    let factor = win * baseline.passed_on(Some(deal.stage), &stages);
                    by[by.len() - width..]
                        .iter()
                        .map(move |p| (p * factor).min(1.0))
                })
                .collect(),
            width,
            wins: outlook.wins.iter().map(|wins| wins * new).collect(),
            size,
            churn,
            cost: cost + people * parameters.cost_per_head * f64::from(parameters.months),
        }
    }

    fn level(&self, levels: &Levels, variable: Variable) -> f64 {
        let handle = Handle {
            variable,
            stage: None,
        };
        let known = levels.get(&handle).copied();
        known.or_else(|| self.baseline.level(handle)).unwrap_or(0.0)
    }

    fn of_cycle(&mut self, cycle_time: f64) -> &Outlook {
        let ahead = &self.baseline.ahead;
        self.by_cycle
            .entry(cycle_time.to_bits())
            .or_insert_with(|| ahead.outlook(cycle_time.clamp(0.01, 100.0)))
    }
}

/// How many times the level of how things stand; 1 where that is 0.
fn ratio(baseline: &Baseline, levels: &Levels, handle: Handle) -> f64 {
    match (levels.get(&handle), baseline.level(handle)) {
        (Some(level), Some(base)) if base > 0.0 => level / base,
        _ => 1.0,
    }
}

/// The share lost in a month that makes this share in a year.
fn monthly(yearly: f64) -> f64 {
    1.0 - (1.0 - yearly.clamp(0.0, 1.0)).powf(1.0 / 12.0)
}

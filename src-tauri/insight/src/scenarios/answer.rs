//! The answer, put together: as things stand against as they would be, then each variable a little more and less.

use std::time::Instant;

use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::Result;
use serde_json::json;

use super::baseline::Baseline;
use super::draw::draw;
use super::figures::{distribution, impact, losses, mean, outcome, series};
use super::outlook::{Levels, Outlooks, Variant};
use super::parameters::ScenarioParameters;
use super::result::{Action, Level, ScenarioResult, Sensitivity, Violation};
use super::variables::{Handle, Variable};
use crate::chance::Drawn;
use crate::simulations::Context;
use crate::simulations::result::{Note, Unit};

/// How far a variable is moved to either side to see what hangs on it.
const NUDGE: f64 = 0.05;
/// Roughly how many decisions over open deals all sensitivities together may take, and within which numbers of worlds.
const WORK: u64 = 400_000_000;
const WORLDS: (u64, u64) = (500, 5_000);
/// Fewer orders than this are too few to learn much from.
const FEW: u64 = 20;

pub(super) fn answer(
    parameters: &ScenarioParameters,
    context: &mut Context<'_, '_>,
) -> Result<ScenarioResult> {
    const PARTS: u64 = 3;
    let clock = Instant::now();
    context.progress(0, PARTS, "learning")?;
    let now = context.now();
    let (baseline, source) = context.read(|read| {
        let baseline = Baseline::read(parameters, read, now)?;
        Ok((baseline, crate::history::source(read)?))
    })?;
    let asked = Asked::new(parameters, &baseline);
    context.progress(1, PARTS, "monte_carlo")?;
    let mut outlooks = Outlooks::new(&baseline, parameters);
    let common = outlooks.common();
    let both = [
        outlooks.variant(&Levels::new(), 0.0, true),
        outlooks.variant(&asked.levels, asked.cost, true),
    ];
    let chance = (context.seed(), context.control());
    let drawn = draw(&common, &both, 2, parameters.samples, chance)?;
    let [as_is, as_if] = [&drawn.outcomes[0], &drawn.outcomes[1]];
    let currency = baseline.ahead.currency.clone();
    let told = Drawn {
        unit: Unit::Money,
        currency: Some(&currency),
        confidence: parameters.confidence,
        seconds: clock.elapsed().as_secs_f64(),
    };
    let reference = as_is.iter().sum::<f64>() / as_is.len().max(1) as f64;
    let ends: Vec<String> = baseline
        .ahead
        .ends
        .iter()
        .map(ToString::to_string)
        .collect();
    let violations = asked.violations();
    let mut result = ScenarioResult {
        as_of: instant_text(now),
        seed: context.seed(),
        parameters: parameters.clone(),
        until: ends.last().cloned().unwrap_or_default(),
        baseline: outcome(as_is, reference, &told),
        scenario: outcome(as_if, reference, &told),
        impact: impact(as_is, as_if, parameters.confidence),
        levels: asked.told(),
        feasible: violations.is_empty(),
        violations,
        distributions: [("baseline", as_is), ("scenario", as_if)]
            .map(|(label, values)| distribution(values, label, &told))
            .into(),
        series: ["baseline", "scenario"]
            .into_iter()
            .zip(&drawn.by_month)
            .map(|(label, by_month)| series(by_month, &ends, label, &told))
            .collect(),
        data: vec![source],
        notes: notes(parameters, &baseline),
        ..ScenarioResult::default()
    };
    context.progress(2, PARTS, "sensitivity")?;
    asked.vary(&mut outlooks, (as_if, reference), context, &mut result)?;
    result.currency = currency;
    result.seconds = clock.elapsed().as_secs_f64();
    context.progress(PARTS, PARTS, "done")?;
    Ok(result)
}

/// What is asked, against how things stand.
struct Asked<'a> {
    parameters: &'a ScenarioParameters,
    baseline: &'a Baseline,
    levels: Levels,
    /// What the changes cost once.
    cost: f64,
}

impl<'a> Asked<'a> {
    fn new(parameters: &'a ScenarioParameters, baseline: &'a Baseline) -> Self {
        let mut asked = Self {
            parameters,
            baseline,
            levels: Levels::new(),
            cost: parameters
                .changes
                .iter()
                .filter_map(|change| change.cost)
                .sum(),
        };
        for change in &parameters.changes {
            let level = change.applied(asked.level(change.handle()));
            asked.levels.insert(change.handle(), level);
        }
        asked
    }

    /// The level of a variable in the what-if.
    fn level(&self, handle: Handle) -> f64 {
        let known = self.levels.get(&handle).copied();
        known.or_else(|| self.baseline.level(handle)).unwrap_or(0.0)
    }

    fn label(&self, handle: Handle) -> Option<String> {
        let id = handle.stage?;
        let mut stages = self.baseline.stages.iter();
        stages
            .find(|stage| stage.id == id)
            .map(|stage| stage.name.clone())
    }

    fn told(&self) -> Vec<Level> {
        let tell = |handle: Handle| Level {
            variable: handle.variable,
            stage: handle.stage,
            label: self.label(handle),
            unit: unit(handle.variable),
            baseline: self.baseline.level(handle).unwrap_or(0.0),
            scenario: self.level(handle),
            observed: self.baseline.observed(handle),
        };
        self.baseline.handles().into_iter().map(tell).collect()
    }

    /// What the what-if costs with `heads` people.
    fn cost_with(&self, heads: f64) -> f64 {
        let people = (heads - self.baseline.headcount as f64).max(0.0);
        self.cost + people * self.parameters.cost_per_head * f64::from(self.parameters.months)
    }

    fn heads(&self) -> f64 {
        self.level(Handle {
            variable: Variable::Headcount,
            stage: None,
        })
    }

    fn violations(&self) -> Vec<Violation> {
        let mut found: Vec<Violation> = self
            .parameters
            .constraints
            .iter()
            .filter_map(|bound| {
                let level = self.level(bound.handle());
                let slack = 1e-9 * level.abs().max(1.0);
                let below = bound.min.is_some_and(|min| level < min - slack);
                let above = bound.max.is_some_and(|max| level > max + slack);
                (below || above).then(|| Violation {
                    variable: Some(bound.variable),
                    stage: bound.handle().stage,
                    label: self.label(bound.handle()),
                    level,
                    min: bound.min,
                    max: bound.max,
                })
            })
            .collect();
        let cost = self.cost_with(self.heads());
        if self.parameters.budget.is_some_and(|budget| cost > budget) {
            found.push(Violation {
                variable: None,
                stage: None,
                label: None,
                level: cost,
                min: None,
                max: self.parameters.budget,
            });
        }
        found
    }

    /// Where a step for the better leads from `level`, and whether a bound made it shorter; none where it cannot be
    /// taken at all.
    fn step(&self, handle: Handle, level: f64) -> Option<(f64, bool)> {
        let share = self.parameters.action_step;
        let wanted = match handle.variable {
            // There is no tenth of a person.
            Variable::Headcount => level + (level * share).round().max(1.0),
            burden if burden.is_burden() => level * (1.0 - share),
            _ => level * (1.0 + share),
        };
        let (mut least, mut most) = handle.variable.range();
        for bound in self
            .parameters
            .constraints
            .iter()
            .filter(|bound| bound.handle() == handle)
        {
            least = least.max(bound.min.unwrap_or(least));
            most = most.min(bound.max.unwrap_or(most));
        }
        let mut to = wanted.clamp(least, most.max(least));
        if handle.variable == Variable::Headcount {
            to = to.floor();
            if self
                .parameters
                .budget
                .is_some_and(|budget| self.cost_with(to) > budget)
            {
                return None;
            }
        }
        let better = if handle.variable.is_burden() {
            to < level
        } else {
            to > level
        };
        let moved = (to - level).abs() > 1e-9 * level.abs().max(1e-9);
        (better && moved).then_some((to, (to - wanted).abs() > 1e-9 * wanted.abs().max(1e-9)))
    }

    /// Each variable a little less and more, and a step for the better, in the same worlds.
    fn vary(
        &self,
        outlooks: &mut Outlooks<'_>,
        (as_if, reference): (&[f64], f64),
        context: &Context<'_, '_>,
        result: &mut ScenarioResult,
    ) -> Result<()> {
        let handles = self.baseline.handles();
        let with = |handle: Handle, level: f64| {
            let mut levels = self.levels.clone();
            levels.insert(handle, level);
            levels
        };
        let mut variants: Vec<Variant> = Vec::new();
        let (mut nudged, mut stepped) = (Vec::new(), Vec::new());
        for handle in handles {
            let level = self.level(handle);
            let (least, most) = handle.variable.range();
            let ends = [1.0 - NUDGE, 1.0 + NUDGE].map(|factor| (level * factor).clamp(least, most));
            if level > 0.0 && ends[0] < ends[1] {
                nudged.push((handle, (ends[1] - ends[0]) / level * 100.0, variants.len()));
                for end in ends {
                    variants.push(outlooks.variant(&with(handle, end), self.cost, false));
                }
            }
            if let Some((to, limited)) = self.step(handle, level) {
                stepped.push((handle, level, to, limited, variants.len()));
                variants.push(outlooks.variant(&with(handle, to), self.cost, false));
            }
        }
        let common = outlooks.common();
        let size = (common.amounts.len() + 64) as u64 * variants.len().max(1) as u64;
        let worlds = (WORK / size)
            .clamp(WORLDS.0, WORLDS.1)
            .min(self.parameters.samples);
        let chance = (context.seed(), context.control());
        let drawn = draw(&common, &variants, 0, worlds, chance)?.outcomes;
        let confidence = self.parameters.confidence;
        let as_if = &as_if[..worlds as usize];
        let base = as_if.iter().sum::<f64>() / worlds.max(1) as f64;
        let apart = |a: &[f64], b: &[f64], scale: f64| -> Vec<f64> {
            a.iter().zip(b).map(|(a, b)| (a - b) / scale).collect()
        };
        for (handle, percent, at) in nudged {
            let per_percent = mean(&apart(&drawn[at + 1], &drawn[at], percent), confidence);
            result.sensitivities.push(Sensitivity {
                variable: handle.variable,
                stage: handle.stage,
                label: self.label(handle),
                per_percent,
                elasticity: (base.abs() > 1e-9).then(|| per_percent.value * 100.0 / base.abs()),
            });
        }
        let tail = |values: &[f64]| losses(values, reference).risk(0.95).conditional;
        for (handle, from, to, limited, at) in stepped {
            result.actions.push(Action {
                variable: handle.variable,
                stage: handle.stage,
                label: self.label(handle),
                from,
                to,
                gain: mean(&apart(&drawn[at], as_if, 1.0), confidence),
                risk: tail(&drawn[at]) - tail(as_if),
                limited,
            });
        }
        result.sensitivities.sort_by(|a, b| {
            b.per_percent
                .value
                .abs()
                .total_cmp(&a.per_percent.value.abs())
        });
        result
            .actions
            .sort_by(|a, b| b.gain.value.total_cmp(&a.gain.value));
        Ok(())
    }
}

/// What a variable counts.
pub(super) fn unit(variable: Variable) -> Unit {
    match variable {
        Variable::WinRate | Variable::Churn => Unit::Probability,
        Variable::DealSize => Unit::Money,
        Variable::CycleTime => Unit::Days,
        Variable::NewDeals => Unit::PerMonth,
        Variable::Headcount => Unit::Count,
    }
}

fn notes(parameters: &ScenarioParameters, baseline: &Baseline) -> Vec<Note> {
    let rates = &baseline.ahead.rates;
    let mut notes = vec![Note::information(
        "scenario_learned",
        [
            ("won", json!(rates.won)),
            ("lost", json!(rates.lost)),
            ("new", json!(rates.new)),
            ("months", json!(parameters.history_months)),
            ("open", json!(baseline.ahead.open.len())),
        ],
    )];
    if rates.won < FEW {
        notes.push(Note::caution("scenario_few", [("won", json!(rates.won))]));
    }
    if baseline.ahead.open.is_empty() {
        notes.push(Note::caution("no_open_deals", []));
    }
    if baseline.ahead.aside > 0 {
        notes.push(Note::caution(
            "deals_aside",
            [
                ("currency", json!(baseline.ahead.currency)),
                ("count", json!(baseline.ahead.aside)),
            ],
        ));
    }
    notes.push(Note::information(
        "scenario_headcount",
        [
            ("elasticity", json!(parameters.headcount_elasticity)),
            ("people", json!(baseline.headcount)),
        ],
    ));
    let (seen, gone) = baseline.lost;
    notes.push(if baseline.customers == 0 {
        Note::caution("scenario_no_customers", [])
    } else {
        Note::information(
            "scenario_churn",
            [
                ("customers", json!(baseline.customers)),
                ("seen", json!(seen)),
                ("gone", json!(gone)),
                ("repeat", json!(baseline.repeat)),
            ],
        )
    });
    notes.push(Note::information("scenario_stages", []));
    notes.push(Note::information("scenario_same_worlds", []));
    notes
}

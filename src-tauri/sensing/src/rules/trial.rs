//! Trying a rule against what was kept of the last days: how often it would have switched on.

use std::collections::BTreeMap;

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Operation, Query};
use mycrm_kernel::read::Read;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::condition::{All, Any, Condition, Moment, Not};
use super::engine::{Engine, Timing, Watched};
use super::model::RuleAction;
use crate::measure::{Features, Measure};

const MINUTE: i64 = 60_000;
/// How finely a minute is played, in milliseconds.
const STEP: usize = 10_000;
const DAY: i64 = 86_400_000;
/// Days that are looked back on when nothing is said, and at most.
const DAYS: i64 = 7;
const DAYS_MAX: i64 = 90;
/// A reading stands for so long at most: a summary of a whole day says nothing of its minutes.
const LONGEST: i64 = 2 * MINUTE;
/// Times that are told one by one.
const FIRED_MAX: usize = 200;

/// The measures of which every minute is kept, by their names among the readings.
const KEPT: [Measure; 6] = [
    Measure::HeartRate,
    Measure::Rmssd,
    Measure::Respiration,
    Measure::Stress,
    Measure::Focus,
    Measure::Fatigue,
];

/// Tries a condition against the readings of the last days, minute by minute: how often a rule with it would have
/// switched on. Writes nothing. Comparisons of what is not kept over time (`confidence`, the state …) are left out and
/// named in `ignored`, so that `times` is what it would have been at most.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryRule {
    /// When it would be on, as in a rule.
    pub condition: Json,
    /// For how many seconds the condition must hold; 20 when left out.
    #[schemars(range(min = 0, max = 3_600))]
    pub for_seconds: Option<i64>,
    /// For how many seconds it stays on at least; 60 when left out.
    #[schemars(range(min = 0, max = 3_600))]
    pub at_least_seconds: Option<i64>,
    /// For how many seconds it then stays off at least; 120 when left out.
    #[schemars(range(min = 0, max = 86_400))]
    pub pause_seconds: Option<i64>,
    /// How many days back; 7 when left out, at most 90.
    #[schemars(range(min = 1, max = 90))]
    pub days: Option<i64>,
}

/// One time that the rule would have been on.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub struct Fired {
    /// When it would have switched on.
    pub at: String,
    /// For how many minutes.
    pub minutes: i64,
}

/// What would have come of a rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tried {
    /// How often it would have switched on.
    pub times: u64,
    /// Minutes it would have been on, in all.
    pub minutes: i64,
    /// The last 200 times, the oldest first.
    pub fired: Vec<Fired>,
    /// Minutes of which there is any reading that it asks about.
    pub measured_minutes: i64,
    /// What it asks about and is not kept over time: names of measures, and `state`.
    pub ignored: Vec<String>,
    /// Whether any of the readings are simulated.
    pub simulated: bool,
}

impl Operation for TryRule {
    const NAME: &'static str = "rules.try";
    const ROUTE: &'static str = "POST /rules/try";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = Tried;
}

impl Query for TryRule {
    fn run(self, read: &Read<'_>) -> Result<Tried> {
        let days = self.days.unwrap_or(DAYS);
        if !(1..=DAYS_MAX).contains(&days) {
            let message = format!("Between 1 and {DAYS_MAX} days back.");
            return Err(Error::field("days", "out_of_range", message));
        }
        let seconds = |field: &str, value: Option<i64>, usual: i64, most: i64| {
            let value = value.unwrap_or(usual);
            if (0..=most).contains(&value) {
                return Ok(value * 1_000);
            }
            let message = format!("“{field}” lies between 0 and {most} seconds.");
            Err(Error::field(field, "out_of_range", message))
        };
        let timing = Timing {
            hold: seconds("for_seconds", self.for_seconds, 20, 3_600)?,
            at_least: seconds("at_least_seconds", self.at_least_seconds, 60, 3_600)?,
            pause: seconds("pause_seconds", self.pause_seconds, 120, 86_400)?,
        };
        let condition = Condition::parse(&self.condition)?;
        let mut ignored = Vec::new();
        let kept = keepable(&condition, &mut ignored);
        ignored.sort();
        ignored.dedup();
        let mut tried = Tried {
            times: 0,
            minutes: 0,
            fired: Vec::new(),
            measured_minutes: 0,
            ignored,
            simulated: false,
        };
        let Some(condition) = kept else {
            return Ok(tried);
        };
        let since = read.now() - days * DAY;
        let (minutes, simulated) = minutes(read, &condition.measures(), since)?;
        tried.simulated = simulated;
        tried.measured_minutes = minutes.len() as i64;
        let fired = play(&condition, timing, &minutes);
        tried.times = fired.len() as u64;
        tried.minutes = fired.iter().map(|(_, length)| length).sum::<i64>() / MINUTE;
        let first = fired.len().saturating_sub(FIRED_MAX);
        tried.fired = fired[first..]
            .iter()
            .map(|(at, length)| Fired {
                at: instant_text(*at),
                minutes: (*length / MINUTE).max(1),
            })
            .collect();
        Ok(tried)
    }
}

/// The condition without what is not kept over time; none where nothing is left of it.
fn keepable(condition: &Condition, ignored: &mut Vec<String>) -> Option<Condition> {
    let mut inner = |all: &[Condition]| -> Vec<Condition> {
        all.iter()
            .filter_map(|one| keepable(one, ignored))
            .collect()
    };
    match condition {
        Condition::All(All { all }) => {
            let all = inner(all);
            (!all.is_empty()).then_some(Condition::All(All { all }))
        }
        Condition::Any(Any { any }) => {
            let any = inner(any);
            (!any.is_empty()).then_some(Condition::Any(Any { any }))
        }
        Condition::Not(Not { not }) => {
            keepable(not, ignored).map(|not| Condition::Not(Not { not: Box::new(not) }))
        }
        Condition::State(_) => {
            ignored.push("state".into());
            None
        }
        Condition::Above(_) | Condition::Below(_) => {
            let unkept = condition
                .measures()
                .into_iter()
                .find(|one| !KEPT.contains(one));
            match unkept {
                Some(measure) => {
                    ignored.push(measure.name());
                    None
                }
                None => Some(condition.clone()),
            }
        }
    }
}

/// What was kept of each minute since a moment, of some measures; and whether any of it is simulated.
fn minutes(
    read: &Read<'_>,
    measures: &[Measure],
    since: i64,
) -> Result<(BTreeMap<i64, Features>, bool)> {
    let mut minutes: BTreeMap<i64, Features> = BTreeMap::new();
    let mut simulated = false;
    for measure in measures {
        let mut statement = read.select(
            "SELECT at / ?5, avg(value), max(simulated) FROM sensing_readings
             WHERE actor = ?1 AND measure = ?2 AND at >= ?3 AND until - at <= ?4 GROUP BY 1",
        )?;
        let mut rows = statement.query(params![
            read.caller().actor.as_bytes(),
            measure.name(),
            since,
            LONGEST,
            MINUTE
        ])?;
        while let Some(row) = rows.next()? {
            let features = minutes.entry(row.get(0)?).or_default();
            features.set(*measure, row.get(1)?);
            simulated |= row.get::<_, bool>(2)?;
        }
    }
    Ok((minutes, simulated))
}

/// Plays minutes to a rule as if they came one after the other; answers when it was on, and for how long (ms).
fn play(
    condition: &Condition,
    timing: Timing,
    minutes: &BTreeMap<i64, Features>,
) -> Vec<(i64, i64)> {
    let rules = [Watched {
        id: Uuid::nil(),
        name: String::new(),
        condition: condition.clone(),
        action: RuleAction::SuggestBreak,
        strength: 1,
        priority: 0,
        timing,
    }];
    let mut engine = Engine::default();
    let (mut fired, mut since, mut last) = (Vec::new(), None, 0);
    let mut step = |features: &Features, at: i64| {
        let moment = Moment {
            features: features.clone(),
            ..Moment::default()
        };
        for turned in engine.step(&rules, &moment, at) {
            match (turned.on, since.take()) {
                (true, _) => since = Some(at),
                (false, Some(from)) => fired.push((from, at - from)),
                (false, None) => {}
            }
        }
        last = at;
    };
    let nothing = Features::default();
    let mut expected = None;
    for (minute, features) in minutes {
        let begins = minute * MINUTE;
        if let Some(expected) = expected.filter(|expected| expected < minute) {
            // Between two stretches nothing was known; a rule that is on ends there.
            let silent = expected * MINUTE;
            step(&nothing, silent);
            step(
                &nothing,
                (silent + timing.at_least + MINUTE).min(begins - 1),
            );
        }
        // A minute is a mean: it holds from its beginning to its end.
        for at in (0..MINUTE).step_by(STEP) {
            step(features, begins + at);
        }
        expected = Some(minute + 1);
    }
    if let Some(from) = since {
        fired.push((from, last + 1 - from));
    }
    fired
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TIMING: Timing = Timing {
        hold: 20_000,
        at_least: 60_000,
        pause: 120_000,
    };

    fn stress(values: &[(i64, f64)]) -> BTreeMap<i64, Features> {
        let features = |value: f64| {
            let mut features = Features::default();
            features.set(Measure::Stress, value);
            features
        };
        values
            .iter()
            .map(|(minute, value)| (*minute, features(*value)))
            .collect()
    }

    fn above() -> Condition {
        Condition::parse(&json!({"measure": "stress", "above": 70, "until": 55})).unwrap()
    }

    #[test]
    fn minutes_switch_a_rule_as_moments_would() {
        let day = stress(&[
            (100, 80.0),
            (101, 60.0), // the second threshold keeps it on
            (102, 30.0),
            (103, 90.0), // it rests
            (104, 20.0),
            (110, 90.0),
        ]);
        let fired = play(&above(), TIMING, &day);
        let begins: Vec<_> = fired.iter().map(|(at, _)| at / MINUTE).collect();
        assert_eq!(begins, [100, 110]);
        assert_eq!((fired[0].1 + MINUTE / 2) / MINUTE, 2);
        assert!(play(&above(), TIMING, &BTreeMap::new()).is_empty());
    }

    #[test]
    fn a_rule_does_not_stay_on_through_a_night_without_a_device() {
        let days = stress(&[(100, 90.0), (101, 90.0), (900, 20.0)]);
        let fired = play(&above(), TIMING, &days);
        assert_eq!(fired.len(), 1);
        assert!(fired[0].1 <= 5 * MINUTE, "{fired:?}");
    }

    #[test]
    fn what_is_not_kept_is_left_out_and_named() {
        let mut ignored = Vec::new();
        let condition = Condition::parse(&json!({"all": [
            {"measure": "stress", "above": 70},
            {"measure": "confidence", "above": 50},
            {"not": {"state": ["calm"]}}
        ]}))
        .unwrap();
        let kept = keepable(&condition, &mut ignored).unwrap();
        assert_eq!(kept.measures(), [Measure::Stress]);
        assert_eq!(ignored, ["confidence", "state"]);
        let state = Condition::parse(&json!({"state": ["calm"]})).unwrap();
        assert!(keepable(&state, &mut ignored).is_none());
    }
}

//! The condition of a rule: a tree of comparisons over named measures.
//!
//! ```json
//! {"all": [{"measure": "stress", "above": 70, "until": 55},
//!          {"not": {"measure": "quality", "below": 40}}]}
//! ```
//!
//! A comparison has a second threshold, `until`: while the rule is on, that one counts, so that a value that wavers
//! around the first does not switch it to and fro. Logic is three-valued (Kleene 1938): what cannot be measured right
//! now is unknown, and an unknown condition never switches a rule on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::measure::{BodyState, Features, Measure};
use mycrm_kernel::error::{Error, Result};

/// Deepest nesting.
const DEPTH: usize = 8;
/// Most comparisons.
const COMPARISONS: usize = 32;

/// True, false, or not to be told right now.
pub type Truth = Option<bool>;

/// A condition over the measures of a moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Condition {
    /// All of these.
    All(All),
    /// At least one of these.
    Any(Any),
    /// Not this.
    Not(Not),
    /// A measure lies above a threshold.
    Above(Above),
    /// A measure lies below a threshold.
    Below(Below),
    /// The state is one of these.
    State(Is),
}

/// All of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct All {
    /// The conditions.
    pub all: Vec<Condition>,
}

/// At least one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Any {
    /// The conditions.
    pub any: Vec<Condition>,
}

/// Not this.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Not {
    /// The condition.
    pub not: Box<Condition>,
}

/// A measure lies above a threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Above {
    /// The measure.
    pub measure: Measure,
    /// On above this.
    pub above: f64,
    /// And until it falls to this; the same when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// A measure lies below a threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Below {
    /// The measure.
    pub measure: Measure,
    /// On below this.
    pub below: f64,
    /// And until it rises to this; the same when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// The state is one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Is {
    /// The states.
    pub state: Vec<BodyState>,
}

/// What a condition is held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moment {
    /// The measures.
    pub features: Features,
    /// The state.
    pub state: BodyState,
}

impl Condition {
    /// Reads a condition; what is wrong is named.
    pub fn parse(json: &Json) -> Result<Self> {
        let condition: Self = serde_json::from_value(json.clone()).map_err(|_| {
            let message = "“condition” is a tree of {\"all\": […]}, {\"any\": […]}, {\"not\": …}, \
                           {\"measure\": …, \"above\" or \"below\": …, \"until\": …} and {\"state\": […]}.";
            Error::field("condition", "invalid", message)
        })?;
        let mut comparisons = 0;
        condition.check(0, &mut comparisons)?;
        Ok(condition)
    }

    fn check(&self, depth: usize, comparisons: &mut usize) -> Result<()> {
        let wrong = |message: &str| Err(Error::field("condition", "invalid", message));
        if depth > DEPTH {
            return wrong("The condition is nested too deeply; at most 8 levels.");
        }
        match self {
            Self::All(All { all: inner }) | Self::Any(Any { any: inner }) => {
                if inner.is_empty() {
                    return wrong("“all” and “any” need at least one condition.");
                }
                return inner
                    .iter()
                    .try_for_each(|one| one.check(depth + 1, comparisons));
            }
            Self::Not(Not { not }) => return not.check(depth + 1, comparisons),
            Self::Above(Above { above, until, .. }) => {
                if until.is_some_and(|until| until > *above) {
                    return wrong("“until” of “above” must not lie higher than “above”.");
                }
                if !above.is_finite() {
                    return wrong("A threshold is a number.");
                }
            }
            Self::Below(Below { below, until, .. }) => {
                if until.is_some_and(|until| until < *below) {
                    return wrong("“until” of “below” must not lie lower than “below”.");
                }
                if !below.is_finite() {
                    return wrong("A threshold is a number.");
                }
            }
            Self::State(Is { state }) => {
                if state.is_empty() || state.contains(&BodyState::Unknown) {
                    return wrong("“state” names at least one state, and not “unknown”.");
                }
            }
        }
        *comparisons += 1;
        if *comparisons > COMPARISONS {
            return wrong("The condition has too many comparisons; at most 32.");
        }
        Ok(())
    }

    /// Whether it holds; `on` = by the thresholds that count while the rule is on.
    pub fn holds(&self, moment: &Moment, on: bool) -> Truth {
        match self {
            Self::All(All { all }) => all
                .iter()
                .try_fold(true, |so_far, one| match one.holds(moment, on) {
                    Some(false) => Err(Some(false)),
                    Some(true) => Ok(so_far),
                    None => Ok(false),
                })
                .map_or_else(|decided| decided, |known| known.then_some(true)),
            Self::Any(Any { any }) => any
                .iter()
                .try_fold(true, |so_far, one| match one.holds(moment, on) {
                    Some(true) => Err(Some(true)),
                    Some(false) => Ok(so_far),
                    None => Ok(false),
                })
                .map_or_else(|decided| decided, |known| known.then_some(false)),
            // The thresholds are those of the state that the rule is in, also under a negation.
            Self::Not(Not { not }) => not.holds(moment, on).map(|holds| !holds),
            Self::Above(Above {
                measure,
                above,
                until,
            }) => {
                let limit = if on { until.unwrap_or(*above) } else { *above };
                moment.features.get(*measure).map(|value| value > limit)
            }
            Self::Below(Below {
                measure,
                below,
                until,
            }) => {
                let limit = if on { until.unwrap_or(*below) } else { *below };
                moment.features.get(*measure).map(|value| value < limit)
            }
            Self::State(Is { state }) => match moment.state {
                BodyState::Unknown => None,
                now => Some(state.contains(&now)),
            },
        }
    }

    /// The measures it names, each once.
    pub fn measures(&self) -> Vec<Measure> {
        let mut named = Vec::new();
        self.gather(&mut named);
        named.sort();
        named.dedup();
        named
    }

    fn gather(&self, named: &mut Vec<Measure>) {
        match self {
            Self::All(All { all: inner }) | Self::Any(Any { any: inner }) => {
                inner.iter().for_each(|one| one.gather(named));
            }
            Self::Not(Not { not }) => not.gather(named),
            Self::Above(Above { measure, .. }) | Self::Below(Below { measure, .. }) => {
                named.push(*measure);
            }
            Self::State(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn moment(stress: Option<f64>, state: BodyState) -> Moment {
        let mut features = Features::default();
        if let Some(stress) = stress {
            features.set(Measure::Stress, stress);
        }
        Moment { features, state }
    }

    #[test]
    fn a_condition_is_read_from_json_and_refused_with_a_reason() {
        let good = json!({"all": [{"measure": "stress", "above": 70, "until": 55}, {"not": {"state": ["calm"]}}]});
        let condition = Condition::parse(&good).unwrap();
        assert_eq!(condition.measures(), [Measure::Stress]);
        assert_eq!(
            serde_json::to_value(&condition).unwrap()["all"][0]["above"],
            70.0
        );
        let mut deep = json!({"measure": "stress", "above": 1});
        for _ in 0..12 {
            deep = json!({ "not": deep });
        }
        for bad in [
            json!({}),
            json!([]),
            json!({"all": []}),
            json!({"measure": "stress"}),
            json!({"measure": "mood", "above": 1}),
            json!({"measure": "stress", "above": 70, "until": 80}),
            json!({"measure": "stress", "below": 30, "until": 20}),
            json!({"measure": "stress", "above": 70, "below": 80}),
            json!({"state": []}),
            json!({"state": ["unknown"]}),
            json!({"all": vec![json!({"measure": "stress", "above": 1}); 40]}),
            deep,
        ] {
            let error = Condition::parse(&bad).unwrap_err();
            assert_eq!(error.code(), "validation", "{bad}");
        }
    }

    #[test]
    fn what_is_not_measured_is_unknown_unless_the_rest_decides() {
        let above = json!({"measure": "stress", "above": 70});
        let calm = json!({"state": ["calm"]});
        let holds =
            |json: &Json, moment: &Moment| Condition::parse(json).unwrap().holds(moment, false);
        let nothing = moment(None, BodyState::Unknown);
        assert_eq!(holds(&above, &nothing), None);
        assert_eq!(holds(&json!({"not": above}), &nothing), None);
        assert_eq!(holds(&calm, &nothing), None);
        let stressed = moment(Some(80.0), BodyState::Unknown);
        assert_eq!(holds(&json!({"all": [above, calm]}), &stressed), None);
        assert_eq!(holds(&json!({"any": [calm, above]}), &stressed), Some(true));
        let relaxed = moment(Some(10.0), BodyState::Unknown);
        assert_eq!(holds(&json!({"all": [calm, above]}), &relaxed), Some(false));
        assert_eq!(holds(&json!({"any": [above, calm]}), &relaxed), None);
    }

    #[test]
    fn while_a_rule_is_on_its_second_threshold_counts() {
        let condition =
            Condition::parse(&json!({"measure": "stress", "above": 70, "until": 55})).unwrap();
        let wavering = moment(Some(60.0), BodyState::Stressed);
        assert_eq!(condition.holds(&wavering, false), Some(false));
        assert_eq!(condition.holds(&wavering, true), Some(true));
    }
}

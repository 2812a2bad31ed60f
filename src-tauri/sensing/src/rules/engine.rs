//! Switches rules on and off as moments come. Pure: rules and moments in, transitions out.

use std::collections::HashMap;

use uuid::Uuid;

use super::condition::{Condition, Moment};
use super::model::RuleAction;

/// How long a rule that is on stays so while its condition cannot be told, in milliseconds.
const GRACE_MS: i64 = 30_000;

/// A rule's patience, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timing {
    /// The condition must hold for so long before the rule switches on.
    pub hold: i64,
    /// Once on, it stays on for at least so long.
    pub at_least: i64,
    /// Once off, it stays off for at least so long.
    pub pause: i64,
}

/// A rule that is watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// Its record.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// When it is on.
    pub condition: Condition,
    /// What it does.
    pub action: RuleAction,
    /// How strongly, 1 to 3.
    pub strength: i64,
    /// Of two that do the same, the higher counts.
    pub priority: i64,
    /// Its patience.
    pub timing: Timing,
}

/// A rule that was switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The rule.
    pub rule: Uuid,
    /// On or off.
    pub on: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Off {
        since: Option<i64>,
    },
    Pending {
        since: i64,
        off_since: Option<i64>,
    },
    On {
        since: i64,
        unknown_since: Option<i64>,
    },
    /// The wearer did not want it: off until its condition has once not held.
    TakenBack,
}

/// Where every rule stands.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    phases: HashMap<Uuid, Phase>,
    newest: i64,
}

impl Engine {
    /// Takes a moment; answers the rules that were switched by it, in the order of `rules`. A rule that is no longer
    /// among them is switched off. A clock that runs backwards stands still here.
    pub fn step(&mut self, rules: &[Watched], moment: &Moment, now: i64) -> Vec<Transition> {
        let now = now.max(self.newest);
        self.newest = now;
        let mut transitions = self.drop_gone(rules);
        for rule in rules {
            let phase = self
                .phases
                .entry(rule.id)
                .or_insert(Phase::Off { since: None });
            let was_on = matches!(phase, Phase::On { .. });
            *phase = next(*phase, rule, moment, now);
            let on = matches!(phase, Phase::On { .. });
            if on != was_on {
                transitions.push(Transition { rule: rule.id, on });
            }
        }
        transitions
    }

    /// Switches a rule off that is on, and leaves it so until its condition has once not held; then it rests as usual.
    pub fn take_back(&mut self, rule: Uuid) {
        if let Some(phase @ Phase::On { .. }) = self.phases.get_mut(&rule) {
            *phase = Phase::TakenBack;
        }
    }

    /// Switches everything off.
    pub fn clear(&mut self) {
        self.phases.clear();
    }

    /// Whether a rule is on.
    pub fn is_on(&self, rule: Uuid) -> bool {
        matches!(self.phases.get(&rule), Some(Phase::On { .. }))
    }

    /// Since when a rule is on.
    pub fn on_since(&self, rule: Uuid) -> Option<i64> {
        match self.phases.get(&rule) {
            Some(Phase::On { since, .. }) => Some(*since),
            _ => None,
        }
    }

    /// Of the rules that are on, the one that counts for each action: of the highest priority, then the strongest, then
    /// the one that is on for longest.
    pub fn strongest<'r>(&self, rules: &'r [Watched]) -> Vec<&'r Watched> {
        let mut chosen: Vec<&Watched> = Vec::new();
        for rule in rules.iter().filter(|rule| self.is_on(rule.id)) {
            let rank = |rule: &Watched| {
                let since = self.on_since(rule.id).unwrap_or_default();
                (rule.priority, rule.strength, std::cmp::Reverse(since))
            };
            match chosen.iter_mut().find(|other| other.action == rule.action) {
                Some(other) if rank(rule) > rank(other) => *other = rule,
                Some(_) => {}
                None => chosen.push(rule),
            }
        }
        chosen.sort_by_key(|rule| (std::cmp::Reverse(rule.priority), rule.action));
        chosen
    }

    fn drop_gone(&mut self, rules: &[Watched]) -> Vec<Transition> {
        let mut gone: Vec<Uuid> = Vec::new();
        self.phases.retain(|id, phase| {
            let known = rules.iter().any(|rule| rule.id == *id);
            if !known && matches!(phase, Phase::On { .. }) {
                gone.push(*id);
            }
            known
        });
        gone.sort();
        gone.into_iter()
            .map(|rule| Transition { rule, on: false })
            .collect()
    }
}

fn next(phase: Phase, rule: &Watched, moment: &Moment, now: i64) -> Phase {
    let timing = rule.timing;
    match phase {
        Phase::Off { since } => {
            let rested = since.is_none_or(|since| now - since >= timing.pause);
            if !rested || rule.condition.holds(moment, false) != Some(true) {
                phase
            } else if timing.hold <= 0 {
                Phase::On {
                    since: now,
                    unknown_since: None,
                }
            } else {
                Phase::Pending {
                    since: now,
                    off_since: since,
                }
            }
        }
        Phase::Pending { since, off_since } => {
            if rule.condition.holds(moment, false) != Some(true) {
                Phase::Off { since: off_since }
            } else if now - since >= timing.hold {
                Phase::On {
                    since: now,
                    unknown_since: None,
                }
            } else {
                phase
            }
        }
        Phase::TakenBack => match rule.condition.holds(moment, true) {
            Some(false) => Phase::Off { since: Some(now) },
            _ => phase,
        },
        Phase::On {
            since,
            unknown_since,
        } => {
            let unknown_since = match rule.condition.holds(moment, true) {
                Some(true) => {
                    return Phase::On {
                        since,
                        unknown_since: None,
                    };
                }
                Some(false) => None,
                None => Some(unknown_since.unwrap_or(now)),
            };
            let over = unknown_since.is_none_or(|from| now - from >= GRACE_MS);
            if over && now - since >= timing.at_least {
                Phase::Off { since: Some(now) }
            } else {
                Phase::On {
                    since,
                    unknown_since,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;

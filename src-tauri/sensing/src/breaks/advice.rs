//! Whether a break is due: a sum of evidence, each piece of which can be shown.

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use crate::measure::{Features, Measure, StateReason};
use crate::profile::Preferences;
use crate::write::midnight;

/// The sum from which a break is recommended.
const ENOUGH: f64 = 1.0;
/// No break is recommended so shortly after one, in minutes.
const TOO_SOON: f64 = 20.0;

/// What is known about breaks and calls.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facts {
    /// When the last break ended today, or else the first reading of the day was taken (ms since the epoch).
    pub rested_at: Option<i64>,
    /// Calls ended today.
    pub calls_today: i64,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// What: `minutes_since_break`, `rmssd_vs_baseline`, `fatigue`, `stress` or `calls_today`.
    pub code: String,
    /// How it is; null when it cannot be told.
    pub value: Option<f64>,
    /// From where on it speaks for a break.
    pub limit: f64,
    /// Whether it does.
    pub met: bool,
    /// How much it counts when it does.
    pub weight: f64,
}

/// Whether a break is due, and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Advice {
    /// Whether a break is recommended.
    pub recommended: bool,
    /// The sum of the evidence; a break is recommended from 1 on, unless the last one ended less than 20 minutes ago.
    pub score: f64,
    /// The evidence, that which speaks for a break first.
    pub evidence: Vec<Evidence>,
}

impl Advice {
    /// The advice of these facts and measures.
    pub fn of(facts: &Facts, features: &Features, preferences: &Preferences, now: i64) -> Self {
        let since = facts
            .rested_at
            .map(|at| (now - at).max(0) as f64 / 60_000.0);
        let limit = preferences.break_after_minutes as f64;
        let above = |measure: Measure, limit: f64, weight: f64| {
            let value = features.get(measure);
            Evidence {
                code: measure.name(),
                met: value.is_some_and(|value| value >= limit),
                value,
                limit,
                weight,
            }
        };
        let z = features.get(Measure::RmssdVsBaseline);
        let mut evidence = vec![
            Evidence {
                code: Measure::MinutesSinceBreak.name(),
                met: since.is_some_and(|minutes| minutes >= limit),
                value: since,
                limit,
                weight: 1.0,
            },
            Evidence {
                code: Measure::RmssdVsBaseline.name(),
                met: z.is_some_and(|z| z <= -1.0),
                value: z,
                limit: -1.0,
                weight: 0.5,
            },
            above(Measure::Fatigue, 60.0, 0.5),
            above(Measure::Stress, 70.0, 0.4),
            Evidence {
                code: Measure::CallsToday.name(),
                met: facts.calls_today >= 8,
                value: Some(facts.calls_today as f64),
                limit: 8.0,
                weight: 0.3,
            },
        ];
        let met = evidence.iter().filter(|one| one.met);
        let score = met.fold(0.0, |sum, one| sum + one.weight);
        evidence.sort_by_key(|one| !one.met);
        let soon = since.is_some_and(|minutes| minutes < TOO_SOON);
        Self {
            recommended: score >= ENOUGH && !soon,
            score,
            evidence,
        }
    }

    /// What speaks for a break, as reasons of a suggestion.
    pub fn reasons(&self) -> Vec<StateReason> {
        let met = self.evidence.iter().filter(|one| one.met);
        met.map(|one| StateReason {
            code: one.code.clone(),
            value: one.value.unwrap_or_default(),
            against: Some(one.limit),
            weight: one.weight,
        })
        .collect()
    }
}

/// The facts of the caller's day.
pub fn facts(read: &Read<'_>) -> Result<Facts> {
    let actor = read.caller().actor;
    let today = midnight(read.now());
    let bounds = params![actor.as_bytes(), today];
    let rested: Option<i64> = read
        .select(
            "SELECT max(coalesce(ended_at, started_at)) FROM breaks
             WHERE owner = ?1 AND started_at >= ?2 AND deleted_at IS NULL",
        )?
        .query_row(bounds, |row| row.get(0))?;
    let first: Option<i64> = read
        .select("SELECT min(at) FROM sensing_readings WHERE actor = ?1 AND measure = 'heart_rate' AND at >= ?2")?
        .query_row(bounds, |row| row.get(0))?;
    let calls_today: i64 = read
        .select(
            "SELECT count(*) FROM calls WHERE owner = ?1 AND ended_at >= ?2 AND deleted_at IS NULL",
        )?
        .query_row(bounds, |row| row.get(0))?;
    Ok(Facts {
        rested_at: rested.or(first),
        calls_today,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(fatigue: f64, z: f64) -> Features {
        let mut features = Features::default();
        features.set(Measure::Fatigue, fatigue);
        features.set(Measure::RmssdVsBaseline, z);
        features
    }

    fn advice(minutes: Option<i64>, features: &Features) -> Advice {
        let now = 100_000_000;
        let facts = Facts {
            rested_at: minutes.map(|minutes| now - minutes * 60_000),
            calls_today: 2,
        };
        Advice::of(&facts, features, &Preferences::default(), now)
    }

    #[test]
    fn time_alone_or_two_signs_of_the_body_recommend_a_break_and_one_sign_does_not() {
        let well = features(10.0, 0.0);
        assert!(advice(Some(95), &well).recommended);
        assert!(!advice(Some(60), &well).recommended);
        assert!(!advice(Some(60), &features(70.0, 0.0)).recommended);
        let worn = advice(Some(60), &features(70.0, -1.4));
        assert!(worn.recommended);
        assert_eq!(worn.reasons().len(), 2);
        assert_eq!(worn.evidence[0].code, "rmssd_vs_baseline");
        // Not right after a break, and nothing is made of what is not known.
        assert!(!advice(Some(5), &features(90.0, -3.0)).recommended);
        let nothing = advice(None, &Features::default());
        assert!(!nothing.recommended && nothing.score == 0.0);
    }
}

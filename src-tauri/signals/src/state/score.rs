//! From measurements to a state with a confidence and reasons.

use super::measure::{Measure, Measures};
use super::profile::Profile;
use super::weights::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why there is no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unsure {
    /// The electrodes or the sensor have no good contact, or the wearer moves.
    PoorSignal,
    /// Not enough has been measured yet.
    TooEarly,
    /// Everything is about as usual.
    NothingUnusual,
    /// Two states fit about as well.
    Undecided,
}

/// One state's share of what speaks for any.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StateShare {
    /// Which.
    pub state: State,
    /// 0 to 1; all together at most 1, the rest is for none of them.
    pub share: f64,
}

/// What one measurement contributed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Which measurement.
    pub measure: Measure,
    /// Its value, in its unit (see [`Measure`]).
    pub value: f64,
    /// Spreads above (or below) what is usual for the wearer.
    pub z: f64,
    /// How much it spoke for (or against) the state: weight times z.
    pub contribution: f64,
}

/// A guess, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The state; `None` when unsure.
    pub state: Option<State>,
    /// 0 to 1: the state's share, less for a poor signal, for missing measurements and without a baseline.
    pub confidence: f64,
    /// Why there is no state.
    pub unsure: Option<Unsure>,
    /// Each state's share.
    pub shares: Vec<StateShare>,
    /// What led to the state (or to the foremost one, when unsure), strongest first.
    pub reasons: Vec<Reason>,
    /// How far the signals are trusted, 0 to 1.
    pub quality: f64,
}

impl Estimate {
    /// No guess.
    pub fn unknown(unsure: Unsure, quality: f64) -> Self {
        Self {
            state: None,
            confidence: 0.0,
            unsure: Some(unsure),
            shares: vec![],
            reasons: vec![],
            quality,
        }
    }
}

/// Share of a state's weights that must have been measured before it takes part.
const LEAST_COVER: f64 = 0.4;
/// What stands against all states together: they have to say more than this.
const NOTHING: f64 = 1.8;
/// Share from which a state is named.
const NAMED: f64 = 0.45;
/// Quality below which nothing is said.
const LEAST_QUALITY: f64 = 0.35;

/// Weighted sums, and how much of each state's weights were measured.
pub(super) struct Sums {
    pub(super) scores: [Option<f64>; State::ALL.len()],
    pub(super) cover: [f64; State::ALL.len()],
}

pub(super) fn sums(profile: &Profile, measures: &Measures) -> Sums {
    let mut out = Sums {
        scores: [None; State::ALL.len()],
        cover: [0.0; State::ALL.len()],
    };
    for state in State::ALL {
        let (mut sum, mut measured, mut all) = (0.0, 0.0, 0.0);
        for measure in Measure::ALL {
            let weight = profile.weights.get(state, measure);
            all += weight.abs();
            if let Some(value) = measures.get(measure) {
                measured += weight.abs();
                sum += weight * profile.baseline.z(measure, value);
            }
        }
        let cover = if all > 0.0 { measured / all } else { 0.0 };
        out.cover[state as usize] = cover;
        out.scores[state as usize] = (cover >= LEAST_COVER).then_some(sum);
    }
    out
}

/// Shares by the exponentials of the sums, with nothing unusual as one more that may win.
pub(super) fn shares(scores: &[Option<f64>]) -> Vec<f64> {
    let highest = scores.iter().flatten().copied().fold(NOTHING, f64::max);
    let parts: Vec<f64> = scores
        .iter()
        .map(|s| s.map_or(0.0, |s| (s - highest).exp()))
        .collect();
    let total = parts.iter().sum::<f64>() + (NOTHING - highest).exp();
    parts.into_iter().map(|p| p / total).collect()
}

/// The estimate of these shares. `held` is the state that was named last: it stays while it is not clearly overtaken.
pub(super) fn estimate(
    profile: &Profile,
    measures: &Measures,
    sums: &Sums,
    shares: &[f64],
    quality: f64,
    held: Option<State>,
) -> Estimate {
    let of = |state: State| shares[state as usize];
    let mut order = State::ALL;
    order.sort_by(|a, b| of(*b).total_cmp(&of(*a)));
    let mut first = order[0];
    if let Some(held) = held
        && of(held) > 0.0
        && of(first) - of(held) < 0.08
    {
        first = held;
    }
    let unsure = if quality < LEAST_QUALITY {
        Some(Unsure::PoorSignal)
    } else if sums.scores.iter().all(Option::is_none) {
        Some(Unsure::TooEarly)
    } else if of(first) >= NAMED {
        None
    } else if sums.scores.iter().flatten().any(|score| *score > NOTHING) {
        Some(Unsure::Undecided)
    } else {
        Some(Unsure::NothingUnusual)
    };
    let personal = if profile.baseline.calibrated() {
        1.0
    } else {
        0.6
    };
    let confidence =
        of(first) * quality.clamp(0.0, 1.0) * sums.cover[first as usize].sqrt() * personal;
    Estimate {
        state: unsure.is_none().then_some(first),
        confidence: if unsure.is_none() { confidence } else { 0.0 },
        unsure,
        shares: State::ALL
            .into_iter()
            .map(|state| StateShare {
                state,
                share: of(state),
            })
            .collect(),
        reasons: reasons(profile, measures, first),
        quality,
    }
}

fn reasons(profile: &Profile, measures: &Measures, state: State) -> Vec<Reason> {
    let mut out: Vec<Reason> = measures
        .iter()
        .map(|(measure, value)| {
            let z = profile.baseline.z(measure, value);
            Reason {
                measure,
                value,
                z,
                contribution: profile.weights.get(state, measure) * z,
            }
        })
        .filter(|r| r.contribution.abs() > 0.05)
        .collect();
    out.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    out
}

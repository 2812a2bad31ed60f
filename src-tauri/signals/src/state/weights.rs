//! The table that says how much each measurement speaks for each state.

use super::measure::Measure;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A state that the wearer may be in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// At rest and at ease.
    Calm,
    /// At a task, with attention.
    Focused,
    /// Under pressure.
    Stressed,
    /// Aroused and well.
    Excited,
    /// Tired.
    Fatigued,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Calm,
        Self::Focused,
        Self::Stressed,
        Self::Excited,
        Self::Fatigued,
    ];
}

/// No weight goes beyond this, whether set or learned.
pub const MAX_WEIGHT: f64 = 2.0;

/// How much one measurement, a spread above what is usual, speaks for a state.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weight {
    /// For which state.
    pub state: State,
    /// Which measurement.
    pub measure: Measure,
    /// -2 to 2; below zero it speaks against it.
    pub value: f64,
}

/// All weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Vec<Weight>", into = "Vec<Weight>")]
#[schemars(with = "Vec<Weight>")]
pub struct Weights {
    table: [[f64; Measure::ALL.len()]; State::ALL.len()],
}

/// What the table begins with: rate, variability, stress index, breathing, theta, alpha, beta, engagement, asymmetry,
/// blinks, tension, movement.
#[rustfmt::skip]
const BEGINNING: [[f64; Measure::ALL.len()]; State::ALL.len()] = [
    [-0.4,  0.6, -0.2, -0.4,  0.0,  0.7, -0.3, -0.3,  0.0, -0.2, -0.2, -0.1],
    [ 0.1, -0.1,  0.0,  0.1, -0.5, -0.6,  0.6,  0.8,  0.0, -0.6,  0.0, -0.2],
    [ 0.5, -0.8,  0.3,  0.4, -0.2, -0.3,  0.3,  0.2, -0.7,  0.2,  0.4,  0.0],
    [ 0.8,  0.0,  0.0,  0.4, -0.2, -0.3,  0.3,  0.2,  0.9,  0.2,  0.1,  0.1],
    [-0.3,  0.1,  0.0, -0.2,  0.9,  0.0, -0.5, -0.6,  0.0,  0.5,  0.0, -0.1],
];

impl Default for Weights {
    fn default() -> Self {
        Self { table: BEGINNING }
    }
}

impl Weights {
    /// Nothing speaks for anything.
    pub fn none() -> Self {
        Self {
            table: [[0.0; Measure::ALL.len()]; State::ALL.len()],
        }
    }

    /// One weight.
    pub fn get(&self, state: State, measure: Measure) -> f64 {
        self.table[state as usize][measure as usize]
    }

    /// What it was before anyone moved it.
    pub fn beginning(state: State, measure: Measure) -> f64 {
        BEGINNING[state as usize][measure as usize]
    }

    /// Sets one weight.
    ///
    /// # Errors
    /// [`Error::Value`] outside -2 to 2.
    pub fn set(&mut self, state: State, measure: Measure, value: f64) -> Result<()> {
        if !(-MAX_WEIGHT..=MAX_WEIGHT).contains(&value) {
            return Err(Error::Value {
                what: "weight",
                value: value.to_string(),
                allowed: "-2 to 2",
            });
        }
        self.table[state as usize][measure as usize] = value;
        Ok(())
    }

    /// All weights in a row.
    pub fn iter(&self) -> impl Iterator<Item = Weight> + '_ {
        State::ALL.into_iter().flat_map(move |state| {
            Measure::ALL.into_iter().map(move |measure| Weight {
                state,
                measure,
                value: self.get(state, measure),
            })
        })
    }

    /// Moves one weight by `by`, within the bounds; says how far it moved.
    pub(super) fn shift(&mut self, state: State, measure: Measure, by: f64) -> f64 {
        let weight = &mut self.table[state as usize][measure as usize];
        let before = *weight;
        *weight = (before + by).clamp(-MAX_WEIGHT, MAX_WEIGHT);
        *weight - before
    }

    /// Adds `by` to one weight, whatever comes of it: a sum of moves has no bounds.
    pub(super) fn add(&mut self, state: State, measure: Measure, by: f64) {
        self.table[state as usize][measure as usize] += by;
    }
}

impl From<Vec<Weight>> for Weights {
    /// Weights that are not named keep their beginning; those out of bounds, which only a hand in the file makes, are
    /// brought to the bound.
    fn from(list: Vec<Weight>) -> Self {
        let mut out = Self::default();
        for weight in list {
            if weight.value.is_finite() {
                out.table[weight.state as usize][weight.measure as usize] =
                    weight.value.clamp(-MAX_WEIGHT, MAX_WEIGHT);
            }
        }
        out
    }
}

impl From<Weights> for Vec<Weight> {
    fn from(weights: Weights) -> Self {
        weights.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_seen_set_and_written() {
        let mut weights = Weights::default();
        assert!(weights.set(State::Calm, Measure::Alpha, 2.5).is_err());
        assert!(weights.set(State::Calm, Measure::Alpha, f64::NAN).is_err());
        weights.set(State::Calm, Measure::Alpha, 1.5).unwrap();
        let text = serde_json::to_string(&weights).unwrap();
        let read: Weights = serde_json::from_str(&text).unwrap();
        assert_eq!(read, weights);
        assert_eq!(read.get(State::Calm, Measure::Alpha), 1.5);
        assert_eq!(Weights::beginning(State::Calm, Measure::Alpha), 0.7);
        let few: Weights =
            serde_json::from_str(r#"[{"state":"calm","measure":"alpha","value":99}]"#).unwrap();
        assert_eq!(few.get(State::Calm, Measure::Alpha), 2.0);
        assert_eq!(few.get(State::Stressed, Measure::HeartRate), 0.5);
    }
}

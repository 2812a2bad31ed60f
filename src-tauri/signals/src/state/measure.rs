//! The measurements that a state is guessed from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One measurement. Those that are ratios or powers are taken as logarithms, which are spread evenly around a person's
/// usual value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Beats a minute.
    HeartRate,
    /// ln of RMSSD in ms.
    HeartVariability,
    /// ln of Baevsky's stress index.
    StressIndex,
    /// Breaths a minute.
    Breathing,
    /// ln of theta's share of the power from 4 to 30 Hz, mean of the electrodes that are trusted.
    Theta,
    /// ln of alpha's share of the power from 4 to 30 Hz, mean of the electrodes that are trusted.
    Alpha,
    /// ln of beta's share of the power from 4 to 30 Hz, mean of the electrodes that are trusted.
    Beta,
    /// ln of β / (α + θ).
    Engagement,
    /// ln alpha AF8 - ln alpha AF7.
    Asymmetry,
    /// Blinks a minute.
    Blinks,
    /// ln of muscle activity at the ears in µV.
    Tension,
    /// ln of shaking in multiples of gravity.
    Movement,
}

/// How many there are.
const COUNT: usize = 12;

impl Measure {
    /// All of them.
    pub const ALL: [Self; COUNT] = [
        Self::HeartRate,
        Self::HeartVariability,
        Self::StressIndex,
        Self::Breathing,
        Self::Theta,
        Self::Alpha,
        Self::Beta,
        Self::Engagement,
        Self::Asymmetry,
        Self::Blinks,
        Self::Tension,
        Self::Movement,
    ];

    /// What is usual among healthy adults at rest and how much it changes within one of them: what stands in for a
    /// baseline until there is one, and the least spread that a baseline is given. Rough figures from the literature
    /// (Nunan et al. 2010 for the heart) and from sitting quietly with a headband.
    pub const fn usual(self) -> (f64, f64) {
        match self {
            Self::HeartRate => (68.0, 5.0),
            Self::HeartVariability => (3.6, 0.3),
            Self::StressIndex => (4.6, 0.45),
            Self::Breathing => (14.0, 2.5),
            Self::Theta => (-1.2, 0.25),
            Self::Alpha => (-0.9, 0.3),
            Self::Beta => (-1.2, 0.25),
            Self::Engagement => (-0.9, 0.3),
            Self::Asymmetry => (0.0, 0.35),
            Self::Blinks => (14.0, 5.0),
            Self::Tension => (1.2, 0.35),
            Self::Movement => (-4.6, 0.7),
        }
    }
}

/// The measurements at one time; what could not be measured is absent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measures {
    values: [Option<f64>; COUNT],
}

impl Measures {
    /// One measurement.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.values[measure as usize]
    }

    /// Sets one; what is not finite counts as absent.
    pub fn set(&mut self, measure: Measure, value: Option<f64>) {
        self.values[measure as usize] = value.filter(|v| v.is_finite());
    }

    /// Those that are there.
    pub fn iter(&self) -> impl Iterator<Item = (Measure, f64)> + '_ {
        Measure::ALL
            .into_iter()
            .filter_map(|m| self.get(m).map(|v| (m, v)))
    }

    /// Whether none is there.
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

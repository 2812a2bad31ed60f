//! Preferences, weights and retention: one for each wearer, kept beside the log.

use std::collections::BTreeSet;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use mycrm_signals::state as model;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::BodyState;
use crate::scripts::Situation;

/// How long what is kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Readings over time: heart rate, sleep, stress …
    #[schemars(range(min = 1, max = 3650))]
    pub readings_days: i64,
    /// Calls, stress moments, suggestions, labels, breaks and exercises.
    #[schemars(range(min = 1, max = 3650))]
    pub moments_days: i64,
    /// Recordings of raw signals.
    #[schemars(range(min = 1, max = 3650))]
    pub recordings_days: i64,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            readings_days: 365,
            moments_days: 180,
            recordings_days: 7,
        }
    }
}

/// What the wearer likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// After how many minutes without one a break is worth suggesting.
    #[schemars(range(min = 15, max = 480))]
    pub break_after_minutes: i64,
    /// How long a suggested break lasts, in minutes.
    #[schemars(range(min = 1, max = 60))]
    pub break_minutes: i64,
    /// Breaths a minute of the paced breathing, in tenths: 60 is six a minute.
    #[schemars(range(min = 30, max = 120))]
    pub breaths_per_minute_tenths: i64,
    /// Fewest minutes between two suggestions of the same sort.
    #[schemars(range(min = 1, max = 240))]
    pub suggestion_pause_minutes: i64,
    /// Whether scripts are offered during a call.
    pub scripts_in_calls: bool,
    /// Whether rules may change the screen.
    pub screen_effects: bool,
    /// The mains frequency where the wearer is, 50 or 60 Hz: its hum is filtered out of the EEG.
    pub mains_hertz: i64,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            break_after_minutes: 90,
            break_minutes: 5,
            breaths_per_minute_tenths: 60,
            suggestion_pause_minutes: 20,
            scripts_in_calls: true,
            screen_effects: true,
            mains_hertz: 50,
        }
    }
}

/// How much one measurement speaks for a state, for each usual spread it lies above what is usual.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateWeight {
    /// The state.
    pub state: BodyState,
    /// The measurement, by the model's name: `heart_rate`, `heart_variability`, `stress_index`, `breathing`, `theta`,
    /// `alpha`, `beta`, `engagement`, `asymmetry`, `blinks`, `tension`, `movement`.
    pub measure: String,
    /// -2 to 2; below 0 it speaks against it.
    pub value: f64,
    /// What it was before anyone moved it; not needed when setting it.
    #[serde(default)]
    pub beginning: f64,
    /// How much of it the wearer's labels have moved since it was last set by hand; not needed when setting it.
    #[serde(default)]
    pub learned: f64,
}

/// A wearer's profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What they like.
    pub preferences: Preferences,
    /// What is usual for them, and what speaks for which state: the model's own format.
    pub model: mycrm_signals::state::Profile,
    /// How long what is kept.
    pub retention: Retention,
    /// Situations for which no script is to be offered unasked.
    pub muted: BTreeSet<Situation>,
}

impl Profile {
    /// Refuses what lies outside its range.
    pub fn check(&self) -> Result<()> {
        let (p, r) = (&self.preferences, &self.retention);
        for (name, value, least, most) in [
            ("retention.readings_days", r.readings_days, 1, 3650),
            ("retention.moments_days", r.moments_days, 1, 3650),
            ("retention.recordings_days", r.recordings_days, 1, 3650),
            (
                "preferences.break_after_minutes",
                p.break_after_minutes,
                15,
                480,
            ),
            ("preferences.break_minutes", p.break_minutes, 1, 60),
            (
                "preferences.breaths_per_minute_tenths",
                p.breaths_per_minute_tenths,
                30,
                120,
            ),
            (
                "preferences.suggestion_pause_minutes",
                p.suggestion_pause_minutes,
                1,
                240,
            ),
        ] {
            if !(least..=most).contains(&value) {
                let message = format!("“{name}” must be between {least} and {most}.");
                return Err(Error::field(name, "out_of_range", message));
            }
        }
        if ![50, 60].contains(&p.mains_hertz) {
            let message = "“preferences.mains_hertz” is 50 or 60.";
            return Err(Error::field("preferences.mains_hertz", "invalid", message));
        }
        Ok(())
    }

    /// The weights, all of them.
    pub fn weights(&self) -> Vec<StateWeight> {
        let of = |weight: model::Weight| StateWeight {
            state: weight.state.into(),
            measure: named(&weight.measure),
            value: weight.value,
            beginning: model::Weights::beginning(weight.state, weight.measure),
            learned: self.model.learned.get(weight.state, weight.measure),
        };
        self.model.weights.iter().map(of).collect()
    }

    /// Sets weights; those that are not named stay.
    pub fn set_weights(&mut self, weights: &[StateWeight]) -> Result<()> {
        for (at, weight) in weights.iter().enumerate() {
            let field = |name: &str| format!("weights[{at}].{name}");
            let state = weight.state.model().ok_or_else(|| {
                let message = "“unknown” is no state that anything speaks for.";
                Error::field(field("state"), "invalid", message)
            })?;
            let measure = model::Measure::ALL
                .into_iter()
                .find(|known| named(known) == weight.measure)
                .ok_or_else(|| {
                    let message = format!("The model knows no measurement “{}”.", weight.measure);
                    Error::field(field("measure"), "invalid", message)
                })?;
            let set = self.model.set_weight(state, measure, weight.value);
            set.map_err(|_| {
                let message = "A weight lies between -2 and 2.";
                Error::field(field("value"), "out_of_range", message)
            })?;
        }
        Ok(())
    }
}

/// The name of a code, as it goes over the wire.
fn named(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The caller's profile; the default until they change it.
pub fn profile_of(read: &Read<'_>) -> Result<Profile> {
    let kept: Option<String> = read
        .select("SELECT profile FROM sensing_profiles WHERE actor = ?1")?
        .query_row([read.caller().actor.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(match kept {
        Some(text) => serde_json::from_str(&text)?,
        None => Profile::default(),
    })
}

/// Keeps the caller's profile.
pub(crate) fn keep(tx: &Tx<'_>, profile: &Profile) -> Result<()> {
    profile.check()?;
    tx.side(
        "sensing_profiles",
        "INSERT OR REPLACE INTO sensing_profiles (actor, profile) VALUES (?1, ?2)",
        params![
            tx.caller().actor.as_bytes(),
            serde_json::to_string(profile)?
        ],
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_keeps_within_its_ranges() {
        assert!(Profile::default().check().is_ok());
        let mut profile = Profile::default();
        profile.retention.moments_days = 0;
        assert_eq!(profile.check().unwrap_err().code(), "validation");
        let mut profile = Profile::default();
        let weight = |measure: &str, value| StateWeight {
            state: BodyState::Stressed,
            measure: measure.into(),
            value,
            beginning: 0.0,
            learned: 0.0,
        };
        assert!(profile.set_weights(&[weight("heart_rate", 0.25)]).is_ok());
        assert!(
            profile
                .weights()
                .iter()
                .any(|one| one.measure == "heart_rate" && one.value == 0.25)
        );
        for bad in [
            weight("heart_rate", f64::NAN),
            weight("heart_rate", 2.5),
            weight("mood", 1.0),
        ] {
            assert_eq!(
                profile.set_weights(&[bad]).unwrap_err().code(),
                "validation"
            );
        }
        // What is left out of a kept profile is as it is by default.
        let kept: Profile =
            serde_json::from_str("{\"preferences\":{\"break_minutes\":9}}").unwrap();
        assert_eq!(kept.preferences.break_minutes, 9);
        assert_eq!(kept.retention, Retention::default());
    }
}

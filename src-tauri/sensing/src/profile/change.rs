//! Showing and changing the profile.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calibration::{Baseline, ordinary};
use super::model::{Preferences, Retention, StateWeight, keep, profile_of};
use crate::live::Mirror;
use crate::privacy::require_on;
use crate::scripts::Situation;

/// The profile, and what is ordinary for the wearer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WearerProfile {
    /// What they like.
    pub preferences: Preferences,
    /// How much each measurement speaks for each state; moved by hand and by labels.
    pub weights: Vec<StateWeight>,
    /// How many labels the weights have learned from.
    pub labels: u32,
    /// How long what is kept.
    pub retention: Retention,
    /// What is ordinary for them; none before the first calibration.
    pub baseline: Option<Baseline>,
    /// Situations for which no script is offered unasked (`calls.mute`).
    pub muted: Vec<Situation>,
}

/// Shows the wearer's profile: preferences, weights, retention, baseline.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowProfile {}

impl Operation for ShowProfile {
    const NAME: &'static str = "profile.show";
    const ROUTE: &'static str = "GET /profile";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = WearerProfile;
}

impl Query for ShowProfile {
    fn run(self, read: &Read<'_>) -> Result<WearerProfile> {
        shown(read)
    }
}

fn shown(read: &Read<'_>) -> Result<WearerProfile> {
    let profile = profile_of(read)?;
    Ok(WearerProfile {
        weights: profile.weights(),
        labels: profile.model.labels,
        preferences: profile.preferences,
        retention: profile.retention,
        baseline: ordinary(read)?,
        muted: profile.muted.into_iter().collect(),
    })
}

/// Changes preferences, weights or retention; what is left out stays as it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeProfile {
    /// What the wearer likes; replaces all preferences.
    pub preferences: Option<Preferences>,
    /// Weights to set; those that are not named stay.
    pub weights: Option<Vec<StateWeight>>,
    /// Whether to forget what was set and learned first, so that the documented weights count again.
    pub reset_weights: Option<bool>,
    /// How long what is kept; replaces all of it.
    pub retention: Option<Retention>,
}

impl Operation for ChangeProfile {
    const NAME: &'static str = "profile.change";
    const ROUTE: &'static str = "PATCH /profile";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = WearerProfile;
}

impl Command for ChangeProfile {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<WearerProfile> {
        require_on(tx)?;
        let mut profile = profile_of(tx)?;
        profile.preferences = self.preferences.unwrap_or(profile.preferences);
        profile.retention = self.retention.unwrap_or(profile.retention);
        if self.reset_weights == Some(true) {
            profile.model.reset_weights();
        }
        profile.set_weights(self.weights.as_deref().unwrap_or_default())?;
        keep(tx, &profile)?;
        tx.app().service::<Mirror>().profile_changed();
        shown(tx)
    }
}

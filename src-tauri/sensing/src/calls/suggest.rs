//! Offering a script in a call.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::live::{CallCourse, Mirror};
use crate::measure::{BodyState, Features, Measure, StateReason};
use crate::privacy::require_on;
use crate::profile::profile_of;
use crate::scripts::{Chosen, Need, ScriptLanguage, Situation, choose};
use crate::suggestions::{self, Proposal, SuggestionType};
use crate::write;

/// Scripts that are offered at once.
const OFFERED: usize = 3;

/// A script that is offered, and why.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfferedScript {
    /// The script.
    pub script: Uuid,
    /// What it is called.
    pub title: String,
    /// What to say.
    pub body: String,
    /// For what situation it is.
    pub situation: Situation,
    /// Why it fits: `situation`, `state`, `helped_before`, `offered_lately`.
    pub reasons: Vec<StateReason>,
}

impl From<Chosen> for OfferedScript {
    fn from(chosen: Chosen) -> Self {
        Self {
            script: chosen.id,
            title: chosen.title,
            body: chosen.body,
            situation: chosen.situation,
            reasons: chosen.reasons,
        }
    }
}

/// What is offered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OfferedScripts {
    /// The suggestion that was kept, to be answered (`suggestions.answer`).
    pub suggestion: Uuid,
    /// What the signals resemble right now.
    pub state: BodyState,
    /// The scripts, the best first.
    pub scripts: Vec<OfferedScript>,
}

/// Says which script fits now, and why: by the situation (if it is named), the wearer's state, and what helped before.
/// The best one is kept as a suggestion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestScript {
    /// What is going on; taken from the state when left out.
    pub situation: Option<Situation>,
    /// In what language; that of the screen when left out.
    pub language: Option<ScriptLanguage>,
}

impl Operation for SuggestScript {
    const NAME: &'static str = "calls.suggest";
    const ROUTE: &'static str = "POST /calls/suggest";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = OfferedScripts;
}

impl Action for SuggestScript {
    fn run(self, app: &App, caller: &Caller) -> Result<OfferedScripts> {
        let mirror = app.service::<Mirror>();
        let seen = mirror.latest(app.now());
        let state = seen.as_ref().map(|seen| seen.state).unwrap_or_default();
        let call = mirror.call_in_progress();
        write::aside(app, caller, Self::NAME, |tx| {
            require_on(tx)?;
            let need = Need {
                situation: self.situation,
                state,
                language: match self.language {
                    Some(language) => language,
                    None => language_of(tx)?,
                },
            };
            let chosen = choose(tx, need, OFFERED)?;
            let best = chosen.first().ok_or_else(|| {
                Error::BadRequest("There is no script in this language yet; write one.".into())
            })?;
            let mut reasons = best.reasons.clone();
            reasons.extend(seen.iter().flat_map(|seen| seen.reasons.iter().cloned()));
            let suggestion = suggestions::make(
                tx,
                &Proposal {
                    what: SuggestionType::Script,
                    reasons,
                    call,
                    script: Some(best.id),
                    before: seen
                        .as_ref()
                        .map(|seen| seen.features.clone())
                        .unwrap_or_default(),
                    simulated: seen.as_ref().is_some_and(|seen| seen.simulated),
                    ..Proposal::default()
                },
            )?;
            Ok(OfferedScripts {
                suggestion,
                state,
                scripts: chosen.into_iter().map(OfferedScript::from).collect(),
            })
        })
    }
}

/// The language of the wearer's screen.
fn language_of(read: &Read<'_>) -> Result<ScriptLanguage> {
    let set: Option<String> = read
        .select("SELECT json_extract(value, '$') FROM settings WHERE key = 'locale' AND owner = ?1 AND deleted_at IS NULL")?
        .query_row([read.caller().actor.as_bytes()], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(match set {
        Some(locale) if locale.starts_with("de") => ScriptLanguage::De,
        _ => ScriptLanguage::En,
    })
}

/// Offers a script when stress begins in a call, unless one was offered a short while ago or none fits that the wearer
/// wants to be offered.
pub(crate) fn suggest_by_itself(
    tx: &mut Tx<'_>,
    course: &CallCourse,
    features: &Features,
) -> Result<Option<Uuid>> {
    let need = Need {
        situation: None,
        state: BodyState::Stressed,
        language: language_of(tx)?,
    };
    let muted = profile_of(tx)?.muted;
    let best = choose(tx, need, usize::MAX)?
        .into_iter()
        .find(|one| one.score > 0.0 && !muted.contains(&one.situation));
    let Some(best) = best else {
        return Ok(None);
    };
    let mut reasons = best.reasons.clone();
    reasons.extend(features.get(Measure::Stress).map(|value| StateReason {
        code: Measure::Stress.name(),
        value,
        against: Some(70.0),
        weight: 1.0,
    }));
    suggestions::propose(
        tx,
        &Proposal {
            what: SuggestionType::Script,
            reasons,
            call: Some(course.call),
            script: Some(best.id),
            before: features.clone(),
            simulated: course.simulated,
            ..Proposal::default()
        },
    )
}

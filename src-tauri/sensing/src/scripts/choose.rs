//! Which script fits now, and why.

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use rusqlite::params;
use serde_json::json;
use uuid::Uuid;

use super::model::{ScriptLanguage, Situation};
use crate::measure::{BodyState, StateReason};

/// Most scripts that are looked through.
const SCRIPTS_MAX: i64 = 1_000;

/// A script that was chosen, and why.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) situation: Situation,
    pub(crate) reasons: Vec<StateReason>,
    pub(crate) score: f64,
}

/// What a script is chosen for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) situation: Option<Situation>,
    pub(crate) state: BodyState,
    pub(crate) language: ScriptLanguage,
}

/// The situation that a state speaks for when nobody says what is going on.
fn situation_of(state: BodyState) -> Option<Situation> {
    match state {
        BodyState::Stressed => Some(Situation::Overwhelmed),
        BodyState::Fatigued => Some(Situation::Tired),
        _ => None,
    }
}

/// The best scripts for a need, at most `limit`: by situation, by state, by how often it helped this wearer before, and
/// less often one that was offered lately.
pub(crate) fn choose(read: &Read<'_>, need: Need, limit: usize) -> Result<Vec<Chosen>> {
    let wanted = need.situation.or_else(|| situation_of(need.state));
    let mut statement = read.select(
        "SELECT s.id, s.title, s.body, s.situation, s.states,
                (SELECT total(CASE g.feedback WHEN 'helpful' THEN 1 WHEN 'unhelpful' THEN -1 ELSE 0 END)
                        + total(g.helped) FROM suggestions g WHERE g.script = s.id AND g.owner = ?1),
                EXISTS (SELECT 1 FROM suggestions g WHERE g.script = s.id AND g.owner = ?1 AND g.suggested_at > ?2)
         FROM scripts s WHERE s.language = ?3 AND s.deleted_at IS NULL AND coalesce(s.retired, 0) = 0
         ORDER BY s.position, s.rowid LIMIT ?4",
    )?;
    let mut rows = statement.query(params![
        read.caller().actor.as_bytes(),
        read.now() - 600_000,
        json!(need.language).as_str(),
        SCRIPTS_MAX
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let situation: Situation = serde_json::from_value(row.get::<_, String>(3)?.into())?;
        let states: Vec<BodyState> = match row.get::<_, Option<String>>(4)? {
            Some(text) => serde_json::from_str(&text)?,
            None => Vec::new(),
        };
        let mut reasons = Vec::new();
        let mut count = |code: &str, value: f64, weight: f64| {
            if value != 0.0 {
                reasons.push(StateReason {
                    code: code.into(),
                    value,
                    against: None,
                    weight,
                });
            }
            value * weight
        };
        let fits = |yes: bool| if yes { 1.0 } else { 0.0 };
        let helped: f64 = row.get::<_, f64>(5)?.clamp(-3.0, 3.0);
        let score = count("situation", fits(wanted == Some(situation)), 4.0)
            + count("state", fits(states.contains(&need.state)), 2.0)
            + count("helped_before", helped, 0.5)
            + count("offered_lately", fits(row.get(6)?), -3.0);
        found.push(Chosen {
            id: Uuid::from_bytes(row.get(0)?),
            title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            body: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            situation,
            reasons,
            score,
        });
    }
    // Stable: of equals the one that was there first.
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(limit);
    Ok(found)
}

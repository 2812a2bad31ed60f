//! What the wearer does with a suggestion, and thinks of it.

use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Command, Operation};
use mycrm_kernel::tx::Tx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::model::{Feedback, Suggestion, SuggestionAnswer};
use crate::write;

/// A suggestion as it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionState {
    /// The suggestion.
    pub id: Uuid,
    /// What the wearer did with it.
    pub answer: Option<SuggestionAnswer>,
    /// What they thought of it.
    pub feedback: Option<Feedback>,
    /// Whether it helped; none while that cannot be told. It is found out some minutes after it was taken.
    pub helped: Option<bool>,
}

fn state(tx: &Tx<'_>, id: Uuid) -> Result<SuggestionState> {
    let suggestion = tx.get(Id::<Suggestion>::new(id))?.record;
    Ok(SuggestionState {
        id,
        answer: suggestion.answer,
        feedback: suggestion.feedback,
        helped: suggestion.helped,
    })
}

/// Takes a suggestion or dismisses it. What was taken is followed up: some minutes later the measures are compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSuggestion {
    /// The suggestion.
    pub id: Uuid,
    /// Taken or dismissed.
    pub answer: SuggestionAnswer,
}

impl Operation for AnswerSuggestion {
    const NAME: &'static str = "suggestions.answer";
    const ROUTE: &'static str = "POST /suggestions/{id}/answer";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = SuggestionState;
}

impl Command for AnswerSuggestion {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<SuggestionState> {
        if self.answer == SuggestionAnswer::Open {
            let message = "A suggestion is “taken” or “dismissed”.";
            return Err(Error::field("answer", "invalid", message));
        }
        let now = instant_text(tx.now());
        let fields = json!({ "answer": self.answer, "answered_at": now });
        write::change::<Suggestion>(tx, self.id, &fields)?;
        state(tx, self.id)
    }
}

/// Says what the wearer thought of a suggestion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeSuggestion {
    /// The suggestion.
    pub id: Uuid,
    /// What they thought of it.
    pub feedback: Feedback,
    /// In their own words.
    #[schemars(length(max = 2_000))]
    pub note: Option<String>,
}

impl Operation for JudgeSuggestion {
    const NAME: &'static str = "suggestions.feedback";
    const ROUTE: &'static str = "POST /suggestions/{id}/feedback";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = SuggestionState;
}

impl Command for JudgeSuggestion {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<SuggestionState> {
        let mut fields = json!({ "feedback": self.feedback });
        if let Some(note) = self.note {
            fields["note"] = json!(note);
        }
        write::change::<Suggestion>(tx, self.id, &fields)?;
        state(tx, self.id)
    }
}

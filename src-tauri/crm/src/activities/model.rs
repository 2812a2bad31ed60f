//! The activity and its rules.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::accounts::Account;
use crate::contacts::Contact;
use crate::opportunities::Opportunity;

/// What was, or is to be, done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivityType {
    /// A call.
    Call,
    /// An e-mail.
    Email,
    /// A meeting or visit.
    Meeting,
    /// Something to do.
    Task,
    /// Something to remember.
    Note,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They were reached.
    Reached,
    /// They were not reached.
    NotReached,
    /// A message was left.
    LeftMessage,
    /// They answered.
    Answered,
    /// It took place.
    Held,
    /// It was called off.
    Cancelled,
}

/// A call, e-mail, meeting, task or note.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Activity {
    /// What it was about; of a note without one, its first line.
    #[schemars(length(max = 300), extend("x-field" = json!({"required": true, "search": "title", "sort": true})))]
    pub subject: Option<String>,
    /// What it is.
    #[serde(rename = "type")]
    #[schemars(extend("x-field" = json!({"required": true, "sort": true})))]
    pub kind: Option<ActivityType>,
    /// What was said, or is to be done.
    #[schemars(extend("x-field" = json!({"type": "long_text", "search": "body"})))]
    pub body: Option<String>,
    /// The person.
    pub contact: Option<Id<Contact>>,
    /// The organisation.
    pub account: Option<Id<Account>>,
    /// The deal.
    pub opportunity: Option<Id<Opportunity>>,
    /// When it is to be done.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub due_at: Option<DateTime<Utc>>,
    /// When it happened.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub occurred_at: Option<DateTime<Utc>>,
    /// When it was done; a task or a planned call is open until then.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub done_at: Option<DateTime<Utc>>,
    /// How long it took.
    #[schemars(range(min = 0, max = 10_080))]
    pub duration_minutes: Option<i64>,
    /// What came of it.
    pub outcome: Option<Outcome>,
}

impl Record for Activity {
    const KIND: &'static str = "activity";
    const PLURAL: &'static str = "activities";
    const TRAITS: Traits = Traits {
        timeline: Some((
            &["contact", "account", "opportunity"],
            &["occurred_at", "done_at", "due_at"],
        )),
        ..Traits::titled("subject")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(ActivityRules)
    }
}

/// Longest subject taken from a note's first line, in characters.
const FIRST_LINE: usize = 80;

struct ActivityRules;

impl Rules for ActivityRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        if draft.text("subject").is_empty() {
            let line = draft
                .text("body")
                .lines()
                .find(|line| !line.trim().is_empty())
                .unwrap_or_default();
            let subject: String = line.trim().chars().take(FIRST_LINE).collect();
            if subject.is_empty() {
                return Err(Error::field(
                    "subject",
                    "subject_needed",
                    "Say what it was about.",
                ));
            }
            draft.set("subject", Value::Text(subject));
        }
        settle_times(tx, draft);
        belong(tx, draft)
    }
}

/// What is only planned has a due time and has not happened; what is done, or never was planned, has happened.
fn settle_times(tx: &Tx<'_>, draft: &mut Draft<'_>) {
    let task = draft.text("type") == "task";
    let planned = task || !draft.get("due_at").is_null();
    let done = draft.get("done_at").clone();
    if draft.old.is_none() && !planned && draft.get("occurred_at").is_null() {
        let at = if done.is_null() {
            Value::Int(tx.now())
        } else {
            done
        };
        draft.set("occurred_at", at.clone());
        draft.set("done_at", at);
    } else if draft.changes("done_at") && !draft.given("occurred_at") {
        // Reopening takes the time back, finishing sets it.
        draft.set("occurred_at", done);
    }
}

/// Without an account of its own it belongs to its contact's, else to its deal's.
fn belong(tx: &Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
    if !draft.get("account").is_null() || draft.given("account") {
        return Ok(());
    }
    for (field, kind) in [
        ("contact", Contact::KIND),
        ("opportunity", Opportunity::KIND),
    ] {
        let Some(id) = draft.get(field).id() else {
            continue;
        };
        let kind = tx.kind(kind)?;
        if let Some(account) = tx
            .find_row(kind, id)?
            .and_then(|row| row.get(kind, "account").id())
        {
            draft.set("account", Value::Id(account));
            return Ok(());
        }
    }
    Ok(())
}

/// When something last happened with a contact (ms since the epoch).
pub fn newest_of(read: &Read<'_>, contact: Uuid) -> Result<Option<i64>> {
    let newest = read
        .select(
            "SELECT max(occurred_at) FROM activities WHERE contact = ?1 AND deleted_at IS NULL",
        )?
        .query_row([contact.as_bytes()], |row| row.get(0))?;
    Ok(newest)
}

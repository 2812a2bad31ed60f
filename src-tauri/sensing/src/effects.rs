//! What the screen does for the wearer right now: the effects of the rules that are on. Gentle and reversible: an
//! effect that ends is simply no longer in the list.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::Result;
use mycrm_kernel::event::Frames;
use mycrm_kernel::operation::{Action, Entry, Operation, Query, Stream, action, query, stream};
use mycrm_kernel::read::Read;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::live::{LiveFrame, Mirror, Wanted};
use crate::privacy::require_on;
use crate::rules::{RuleAction, Watched};
use crate::write::midnight;

/// What can be asked about effects.
pub const OPERATIONS: &[Entry] = &[
    query::<ShowEffects>(),
    stream::<WatchEffects>(),
    action::<EndEffect>(),
    query::<OrderToday>(),
];

/// One effect that is on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Effect {
    /// What the screen does.
    pub effect: RuleAction,
    /// How strongly, 1 to 3.
    pub strength: i64,
    /// The rule it comes from.
    pub rule: Uuid,
    /// The rule's name.
    pub rule_name: String,
    /// Since when.
    pub since: String,
}

impl Effect {
    pub(crate) fn of(rule: &Watched, since: i64) -> Self {
        Self {
            effect: rule.action,
            strength: rule.strength,
            rule: rule.id,
            rule_name: rule.name.clone(),
            since: instant_text(since),
        }
    }
}

/// The effects that are on, at most one of each sort.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ActiveEffects {
    /// The effects, of the highest priority first. Empty: the screen looks as always.
    pub effects: Vec<Effect>,
    /// Grows with every change, so that a screen knows whether it has seen it.
    pub version: u64,
}

/// Tells which screen effects are on right now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowEffects {}

impl Operation for ShowEffects {
    const NAME: &'static str = "effects.active";
    const ROUTE: &'static str = "GET /effects";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ActiveEffects;
}

impl Query for ShowEffects {
    fn run(self, read: &Read<'_>) -> Result<ActiveEffects> {
        Ok(read.app().service::<Mirror>().effects())
    }
}

/// Tells the screen effects as they change: at once those that are on, then every change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchEffects {}

impl Operation for WatchEffects {
    const NAME: &'static str = "effects.watch";
    const ROUTE: &'static str = "GET /effects/watch";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ActiveEffects;
}

impl Stream for WatchEffects {
    fn open(self, app: &App, _: &Caller) -> Result<Box<dyn Frames>> {
        let mirror = app.service::<Mirror>();
        let inbox = mirror.listen(Wanted::Effects);
        inbox.put(LiveFrame::Effects(mirror.effects()));
        Ok(Box::new(inbox))
    }
}

/// Takes a screen effect back: every rule that has it on is off now, and stays so until what led to it has passed and
/// comes again. Nothing happens where the effect is not on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndEffect {
    /// The effect.
    pub effect: RuleAction,
}

impl Operation for EndEffect {
    const NAME: &'static str = "effects.end";
    const ROUTE: &'static str = "POST /effects/end";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = ActiveEffects;
}

impl Action for EndEffect {
    fn run(self, app: &App, caller: &Caller) -> Result<ActiveEffects> {
        app.read(caller, require_on)?;
        Ok(app.service::<Mirror>().end_effect(self.effect))
    }
}

/// One of today's open activities.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TodayItem {
    /// The activity.
    pub activity: Uuid,
    /// What it is about.
    pub subject: String,
    /// Its type.
    #[serde(rename = "type")]
    pub of: String,
    /// When it is due.
    pub due_at: String,
    /// How heavy it is taken to be, 1 to 5: a note 1, a task 2, an e-mail 2, a call 4, a meeting 5; overdue counts one
    /// more.
    pub weight: i64,
}

/// Today's open activities in an order.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TodayOrder {
    /// Whether the light ones come first: the effect `reorder_today` is on.
    pub lightest_first: bool,
    /// The activities.
    pub items: Vec<TodayItem>,
}

/// Lists what is due today (and overdue) in the order that suits the wearer right now: by time, or the light things
/// first while the effect `reorder_today` is on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderToday {}

impl Operation for OrderToday {
    const NAME: &'static str = "effects.today";
    const ROUTE: &'static str = "GET /effects/today";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = TodayOrder;
}

/// Most activities of a day that are ordered.
const TODAY_MAX: i64 = 200;

impl Query for OrderToday {
    fn run(self, read: &Read<'_>) -> Result<TodayOrder> {
        let effects = read.app().service::<Mirror>().effects().effects;
        let lightest_first = effects
            .iter()
            .any(|effect| effect.effect == RuleAction::ReorderToday);
        let now = read.now();
        let mut statement = read.select(
            "SELECT id, subject, type, due_at FROM activities
             WHERE deleted_at IS NULL AND done_at IS NULL AND due_at < ?1 AND (owner = ?2 OR owner IS NULL)
             ORDER BY due_at, rowid LIMIT ?3",
        )?;
        let end = midnight(now) + 86_400_000;
        let actor = read.caller().actor;
        let mut items = statement
            .query_map(params![end, actor.as_bytes(), TODAY_MAX], |row| {
                let of: String = row.get(2)?;
                let due: i64 = row.get(3)?;
                Ok(TodayItem {
                    activity: Uuid::from_bytes(row.get(0)?),
                    subject: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                    weight: weight(&of) + i64::from(due < now),
                    of,
                    due_at: instant_text(due),
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        if lightest_first {
            items.sort_by_key(|item| item.weight);
        }
        Ok(TodayOrder {
            lightest_first,
            items,
        })
    }
}

fn weight(of: &str) -> i64 {
    match of {
        "note" => 1,
        "task" | "email" => 2,
        "call" => 4,
        "meeting" => 5,
        _ => 3,
    }
}

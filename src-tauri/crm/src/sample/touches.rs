//! Activities: what was said and done, and what is still to do.

use super::calendar::{Calendar, DAY};
use super::draw::Draw;
use super::lists::Lists;

/// An activity.
pub(super) struct Touch {
    pub(super) kind: &'static str,
    pub(super) subject: String,
    pub(super) body: String,
    /// The contact, by its place among the group's people.
    pub(super) person: usize,
    /// The deal, by its place among the group's deals.
    pub(super) deal: Option<usize>,
    pub(super) created_at: i64,
    pub(super) due_at: Option<i64>,
    pub(super) occurred_at: Option<i64>,
    pub(super) minutes: Option<i64>,
    pub(super) outcome: Option<&'static str>,
}

/// What the texts of an activity speak of.
pub(super) struct About<'a> {
    pub(super) first: &'a str,
    pub(super) company: &'a str,
    pub(super) city: &'a str,
    pub(super) offer: &'a str,
    pub(super) person: usize,
    pub(super) deal: Option<usize>,
}

const MINUTE: i64 = 60_000;

/// Something that happened at `at`.
pub(super) fn past(about: &About<'_>, at: i64, draw: &mut Draw) -> Touch {
    let occasion = if about.deal.is_some() {
        "deal"
    } else {
        "relation"
    };
    let weights = if about.deal.is_some() {
        [0.34, 0.36, 0.17, 0.07, 0.06]
    } else {
        [0.3, 0.42, 0.1, 0.14, 0.04]
    };
    let kind = ["call", "email", "meeting", "note", "task"][draw.weighted(weights.into_iter())];
    let (occasion, outcome, minutes) = match kind {
        "call" if draw.chance(0.68) => {
            ("reached", Some("reached"), Some(4 + draw.below(26) as i64))
        }
        "call" if draw.chance(0.5) => ("missed", Some("left_message"), Some(1)),
        "call" => ("missed", Some("not_reached"), None),
        "email" => (occasion, draw.chance(0.55).then_some("answered"), None),
        "meeting" => (
            occasion,
            Some("held"),
            Some([30, 45, 60, 60, 90][draw.below(5)]),
        ),
        "task" => ("done", None, None),
        _ => (occasion, None, None),
    };
    let (subject, body) = text(about, kind, occasion, draw);
    let planned = matches!(kind, "meeting" | "task");
    let ahead = if planned {
        (1 + draw.below(8) as i64) * DAY
    } else {
        0
    };
    Touch {
        kind,
        subject,
        body,
        person: about.person,
        deal: about.deal,
        created_at: at - ahead,
        due_at: planned.then_some(at),
        occurred_at: Some(at),
        minutes,
        outcome,
    }
}

/// Something that is still to do: in the next two weeks, or a few days overdue.
pub(super) fn open(about: &About<'_>, calendar: &Calendar, hours: i64, draw: &mut Draw) -> Touch {
    let days = if draw.chance(0.16) {
        -1 - draw.below(9) as i64
    } else {
        1 + draw.below(13) as i64
    };
    let meeting = days > 0 && draw.chance(0.2);
    let due = calendar.office(calendar.now + days * DAY, hours, draw);
    // A weekend moved to Monday may leave the fortnight; Friday will do as well.
    let due = if due > calendar.now + 14 * DAY {
        due - 3 * DAY
    } else {
        due
    };
    let kind = if meeting { "meeting" } else { "task" };
    let occasion = match (meeting, about.deal.is_some()) {
        (false, _) => "open",
        (true, true) => "planned_deal",
        (true, false) => "planned_relation",
    };
    let (subject, body) = text(about, kind, occasion, draw);
    Touch {
        kind,
        subject,
        body,
        person: about.person,
        deal: about.deal,
        created_at: due.min(calendar.now) - (2 + draw.below(6) as i64) * DAY - 17 * MINUTE,
        due_at: Some(due),
        occurred_at: None,
        minutes: None,
        outcome: None,
    }
}

fn text(
    about: &About<'_>,
    kind: &'static str,
    occasion: &'static str,
    draw: &mut Draw,
) -> (String, String) {
    let whole = draw.pick(Lists::get().texts(kind, occasion));
    let (subject, body) = whole.split_once(" | ").unwrap_or((whole, ""));
    let fill = |text: &str| {
        text.trim()
            .replace("{first}", about.first)
            .replace("{company}", about.company)
            .replace("{offer}", about.offer)
            .replace("{city}", about.city)
    };
    (fill(subject), fill(body))
}

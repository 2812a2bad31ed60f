//! Deals: what they are worth, how they go through the stages, when they close and how.

use super::calendar::{Calendar, DAY, date_of};
use super::companies::{Company, rounded};
use super::conversion::Features;
use super::draw::{Draw, ln};
use super::lists::Lists;
use super::people::{Person, Seniority};

/// Codes of the six default stages, in their order.
pub(super) const STAGES: [&str; 6] = [
    "prospecting",
    "qualification",
    "proposal",
    "negotiation",
    "closed_won",
    "closed_lost",
];
const WON: usize = 4;
const LOST: usize = 5;

/// One stay in a stage.
pub(super) struct Stay {
    /// Position in [`STAGES`].
    pub(super) stage: usize,
    pub(super) entered: i64,
    pub(super) left: Option<i64>,
}

/// A deal.
pub(super) struct Deal {
    pub(super) name: String,
    pub(super) offer: &'static str,
    /// The contact, by its place among the group's people.
    pub(super) person: usize,
    /// Ten-thousandths of the currency that its account is offered prices in.
    pub(super) amount: i64,
    pub(super) created_at: i64,
    pub(super) closed_at: Option<i64>,
    pub(super) expected_close: String,
    /// The stays so far; the last is where it stands.
    pub(super) stays: Vec<Stay>,
    pub(super) lost_reason: Option<&'static str>,
    pub(super) next_step: Option<&'static str>,
    pub(super) tags: Vec<&'static str>,
    /// When something was done about it, so far.
    pub(super) touches: Vec<i64>,
    /// What decided it: what the truth is tested by.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the tests of the truth")
    )]
    pub(super) features: Features,
}

impl Deal {
    pub(super) fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    pub(super) fn is_won(&self) -> bool {
        self.stays.last().is_some_and(|stay| stay.stage == WON)
    }
}

/// Activities of a deal at full density, on average.
const TOUCHES: f64 = 7.0;
/// Days from beginning to close, in the middle.
const CYCLE: f64 = 62.0;

/// Where and by whom a deal is worked.
pub(super) struct Setting<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) company: &'a Company,
    pub(super) person: &'a Person,
    pub(super) position: usize,
    pub(super) rep: usize,
    /// Number of the offer: an account buys one after the other.
    pub(super) offer: usize,
    /// Activities a contact, of six.
    pub(super) density: f64,
}

/// Makes one deal that began at `created_at`.
pub(super) fn deal(setting: &Setting<'_>, created_at: i64, draw: &mut Draw) -> Deal {
    let lists = Lists::get();
    let (company, calendar) = (setting.company, setting.calendar);
    let hours = company.country.hours;
    let employees = company.employees as f64;
    let usual = CYCLE * company.industry.cycle * (1.0 + 0.08 * ln(employees / 80.0)).max(0.5);
    let days = draw.log_normal(usual, 0.55).clamp(6.0, 360.0);
    let close = close_at(calendar, created_at, days, hours, draw);
    let cycle = (close - created_at).max(DAY);
    let touches = touch_times(setting, created_at, close, draw);
    let last = touches.last().copied().unwrap_or(created_at);
    let features = Features {
        source: setting.person.source,
        seniority: setting.person.seniority,
        industry: company.industry.code,
        rep: setting.rep,
        touches: touches.len() as f64 / setting.density,
        silent_weeks: (close - last) as f64 / (7 * DAY) as f64,
        employees,
        cycle_days: cycle as f64 / DAY as f64,
    };
    let won = features.is_won(draw);
    let stays = path(created_at, close, won, calendar.now, draw);
    let closed_at = stays
        .last()
        .filter(|stay| stay.stage >= WON)
        .map(|stay| stay.entered);
    let slip = (draw.normal() * 9.0) as i64;
    let expected = match closed_at {
        Some(at) => at + slip * DAY,
        // Few deals are still expected for a day that is gone.
        None => (close + slip * DAY).max(calendar.now - draw.below(12) as i64 * DAY),
    };
    let offers = &company.industry.offers;
    let offer = offers[setting.offer % offers.len()];
    let again = setting.offer / offers.len();
    let mut name = format!("{} – {offer}", company.short);
    if again > 0 {
        name = format!("{name} {}", again + 1);
    }
    let scale = ln((employees / 50.0).max(0.04)) * 0.45;
    let euros = draw.log_normal(9_000.0 * company.industry.deal, 0.7) * super::draw::exp(scale);
    let reason = *draw.pick(lists.texts("lost", "reason"));
    let silent = features.silent_weeks > 4.0;
    let early = stays.last().is_some_and(|stay| stay.stage < 2);
    let steps = lists.texts("next", if early { "early" } else { "late" });
    let step = *draw.pick(steps);
    let mut tags = Vec::new();
    if draw.chance(0.18) {
        tags.push(*draw.pick(lists.texts("tags", "deal")));
    }
    Deal {
        name,
        offer,
        person: setting.position,
        amount: rounded(euros * company.country.prices().1) * 10_000,
        created_at,
        closed_at,
        expected_close: date_of(expected).to_string(),
        lost_reason: stays
            .last()
            .filter(|stay| stay.stage == LOST)
            .map(|_| if silent { "No decision" } else { reason }),
        next_step: closed_at
            .is_none()
            .then(|| step.trim())
            .filter(|_| draw.chance(0.8)),
        stays,
        tags,
        touches: touches
            .into_iter()
            .filter(|at| *at <= calendar.now)
            .collect(),
        features,
    }
}

/// Chooses the closing day: of some near the usual cycle, the better for business the likelier.
fn close_at(calendar: &Calendar, created_at: i64, days: f64, hours: i64, draw: &mut Draw) -> i64 {
    const CANDIDATES: usize = 8;
    let mut candidates = [created_at; CANDIDATES];
    for candidate in &mut candidates {
        let days = days * draw.log_normal(1.0, 0.22);
        let at = calendar.office(created_at + (days * DAY as f64) as i64, hours, draw);
        *candidate = at.max(created_at + 2 * DAY);
    }
    let weights = candidates.iter().map(|at| calendar.closing(*at));
    candidates[draw.weighted(weights)]
}

fn touch_times(setting: &Setting<'_>, begin: i64, close: i64, draw: &mut Draw) -> Vec<i64> {
    let mean = draw.log_normal(TOUCHES, 0.5) * setting.density;
    let count = draw.poisson(mean);
    let hours = setting.company.country.hours;
    let mut times: Vec<i64> = (0..count)
        .map(|_| {
            let at = begin + (draw.unit() * (close - begin) as f64) as i64;
            let at = setting.calendar.office(at, hours, draw);
            at.clamp(begin + 3_600_000, close - 3_600_000)
        })
        .collect();
    times.sort_unstable();
    times
}

/// The stays up to `now` of a deal that closes at `close`.
fn path(begin: i64, close: i64, won: bool, now: i64, draw: &mut Draw) -> Vec<Stay> {
    // How far a deal comes that is lost in the end.
    let last = if won {
        3
    } else {
        draw.weighted([0.18, 0.3, 0.32, 0.2].into_iter())
    };
    let shares: Vec<f64> = [0.2, 0.25, 0.3, 0.25][..=last]
        .iter()
        .map(|share| draw.log_normal(*share, 0.4))
        .collect();
    let whole: f64 = shares.iter().sum();
    let mut stays = Vec::new();
    let mut entered = begin;
    let mut sum = 0.0;
    for (stage, share) in shares.iter().enumerate() {
        sum += share;
        let left = if stage == last {
            close
        } else {
            begin + ((close - begin) as f64 * sum / whole) as i64
        };
        stays.push(Stay {
            stage,
            entered,
            left: (left <= now).then_some(left),
        });
        entered = left;
        if left > now {
            return stays;
        }
    }
    stays.push(Stay {
        stage: if won { WON } else { LOST },
        entered: close,
        left: None,
    });
    stays
}

/// How likely someone of this rank is the one a deal is talked over with.
pub(super) fn voice(seniority: Seniority) -> f64 {
    match seniority {
        Seniority::Executive => 3.0,
        Seniority::Director => 3.0,
        Seniority::Manager => 2.0,
        Seniority::Specialist => 0.7,
    }
}

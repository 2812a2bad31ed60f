//! What makes a deal won: the truth that models trained on sample data can find again.
//!
//! The odds of a deal are logistic in what the database shows of it:
//!
//! ```text
//! logit = BASE
//!       + source            of the contact            SOURCE
//!       + seniority         of the contact, by title  SENIORITY
//!       + industry          of the account            INDUSTRY
//!       + rep               who owns the deal         REP
//!       + TOUCHES · (ln(1 + activities of the deal / density) − ln 7)
//!       + RECENCY · (weeks between the last activity and the close, at most 6)
//!       + SIZE    · (ln employees − ln 80)
//!       + CYCLE   · ln(days from beginning to close / 60)
//!       + normal noise of spread NOISE
//! ```
//!
//! `density` is 1 at six activities a contact; a set loaded with fewer has proportionally fewer, and the effect
//! keeps its size. A reader of a small part of these features sees attenuated effects, as in life: the noise alone
//! shrinks every coefficient by about 4 %.

use super::draw::{Draw, ln};
use super::people::Seniority;

/// The odds of a middling deal: about a third are won.
pub const BASE: f64 = -0.75;
/// Effect of where the contact came from.
pub const SOURCE: [(&str, f64); 8] = [
    ("referral", 0.9),
    ("partner", 0.6),
    ("event", 0.2),
    ("web", 0.0),
    ("import", -0.1),
    ("other", -0.1),
    ("advertising", -0.4),
    ("cold_call", -0.8),
];
/// Effect of the contact's rank.
pub const SENIORITY: [(Seniority, f64); 4] = [
    (Seniority::Executive, 0.5),
    (Seniority::Director, 0.3),
    (Seniority::Manager, 0.0),
    (Seniority::Specialist, -0.5),
];
/// Effect of the account's industry, by code; those not named have none.
pub const INDUSTRY: [(&str, f64); 7] = [
    ("software", 0.3),
    ("healthcare", 0.2),
    ("professional_services", 0.2),
    ("retail", -0.2),
    ("construction", -0.2),
    ("education", -0.3),
    ("hospitality", -0.4),
];
/// Effect of who works the deal: the local owner, then the three sample users in their order.
pub const REP: [f64; 4] = [0.0, 0.4, -0.4, 0.1];
/// Effect of the logarithm of the number of activities.
pub const TOUCHES: f64 = 0.9;
/// Effect of each week of silence before the close.
pub const RECENCY: f64 = -0.15;
/// Effect of the logarithm of the account's size.
pub const SIZE: f64 = -0.15;
/// Effect of the logarithm of the cycle.
pub const CYCLE: f64 = -0.5;
/// Spread of what nobody knows.
pub const NOISE: f64 = 0.5;

/// What the model sees of a deal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    pub(super) source: &'static str,
    pub(super) seniority: Seniority,
    pub(super) industry: &'static str,
    pub(super) rep: usize,
    pub(super) touches: f64,
    pub(super) silent_weeks: f64,
    pub(super) employees: f64,
    pub(super) cycle_days: f64,
}

impl Features {
    /// The numbers that the four slopes go with: touches, recency, size, cycle.
    pub(super) fn slopes(&self) -> [f64; 4] {
        [
            ln(1.0 + self.touches) - ln(7.0),
            self.silent_weeks.clamp(0.0, 6.0),
            ln(self.employees.max(1.0)) - ln(80.0),
            ln(self.cycle_days.max(1.0) / 60.0),
        ]
    }

    fn logit(&self) -> f64 {
        let of = |table: &[(&str, f64)], key: &str| {
            table
                .iter()
                .find(|(known, _)| *known == key)
                .map_or(0.0, |(_, effect)| *effect)
        };
        let seniority = SENIORITY.iter().find(|(known, _)| *known == self.seniority);
        let [touches, silence, size, cycle] = self.slopes();
        BASE + of(&SOURCE, self.source)
            + seniority.map_or(0.0, |(_, effect)| *effect)
            + of(&INDUSTRY, self.industry)
            + REP[self.rep]
            + TOUCHES * touches
            + RECENCY * silence
            + SIZE * size
            + CYCLE * cycle
    }

    /// Whether such a deal is won this time.
    pub(super) fn is_won(&self, draw: &mut Draw) -> bool {
        let logit = self.logit() + NOISE * draw.normal();
        let odds = super::draw::exp(logit);
        draw.chance(odds / (1.0 + odds))
    }
}

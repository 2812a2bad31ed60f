//! What can be chosen for a competitive analysis.

use mycrm_kernel::error::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Checks;

/// Contests between two players that were counted elsewhere: in a study, in tenders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CompetitiveContest")]
pub struct Contest {
    /// Who won: a competitor's name, or `us`.
    pub winner: String,
    /// Who lost: a competitor's name, or `us`.
    pub loser: String,
    /// How often.
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub count: f64,
}

/// A player's share of the market.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CompetitiveShare")]
pub struct Share {
    /// A competitor's name, or `us`.
    pub player: String,
    /// Its share; all shares together are taken as the whole.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f64,
}

/// Parameters of a competitive analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CompetitiveParameters {
    /// Only deals that ended during this many days.
    #[schemars(range(min = 30, max = 3_650))]
    pub history_days: u32,
    /// Contests counted elsewhere, added to those in the records.
    #[schemars(length(max = 500))]
    pub contests: Vec<Contest>,
    /// Shares of the market now; when left out those of the contests.
    #[schemars(length(max = 50))]
    pub shares: Vec<Share>,
    /// Whether orders that name no competitor count as won against those whom lost deals name, as often as these.
    pub spread_wins: bool,
    /// How many imagined contests, half won, each player is given against an average one.
    #[schemars(range(min = 0.1, max = 1_000.0))]
    pub prior: f64,
    /// Share of the market that is contested anew in a month.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub contested: f64,
    /// How many months ahead.
    #[schemars(range(min = 1, max = 120))]
    pub months: u32,
    /// Chance that an interval holds the true value.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Samples of the Monte Carlo.
    #[schemars(range(min = 1_000, max = 100_000))]
    pub samples: u64,
}

impl Default for CompetitiveParameters {
    fn default() -> Self {
        Self {
            history_days: 730,
            contests: Vec::new(),
            shares: Vec::new(),
            spread_wins: true,
            prior: 2.0,
            contested: 0.05,
            months: 12,
            confidence: 0.95,
            samples: 4_000,
        }
    }
}

impl CompetitiveParameters {
    /// Adds what is wrong.
    pub(super) fn check(&self, wrong: &mut Vec<FieldError>) {
        let mut checks = Checks::of(wrong);
        checks.whole("history_days", u64::from(self.history_days), 30..=3_650);
        checks.number("prior", self.prior, 0.1..=1_000.0);
        checks.number("contested", self.contested, 0.0..=1.0);
        checks.whole("months", u64::from(self.months), 1..=120);
        checks.number("confidence", self.confidence, 0.5..=0.999);
        checks.whole("samples", self.samples, 1_000..=100_000);
        if self.contests.len() > 500 {
            checks.refuse(
                "contests",
                "too_long",
                "“contests” has more than 500 entries.",
            );
        }
        if self.shares.len() > 50 {
            checks.refuse("shares", "too_long", "“shares” has more than 50 entries.");
        }
        let named = |name: &str| (1..=200).contains(&name.trim().len());
        for (at, contest) in self.contests.iter().enumerate() {
            checks.number(
                &format!("contests[{at}].count"),
                contest.count,
                0.0..=1_000_000.0,
            );
            if !named(&contest.winner) || !named(&contest.loser) {
                let field = format!("contests[{at}].winner");
                checks.refuse(
                    &field,
                    "required",
                    "A contest needs the names of both players.",
                );
            } else if super::players::same(&contest.winner, &contest.loser) {
                let field = format!("contests[{at}].loser");
                checks.refuse(&field, "invalid", "Nobody contests with themselves.");
            }
        }
        for (at, share) in self.shares.iter().enumerate() {
            checks.number(&format!("shares[{at}].share"), share.share, 0.0..=1.0);
            if !named(&share.player) {
                let field = format!("shares[{at}].player");
                checks.refuse(&field, "required", "A share needs the name of its player.");
            }
        }
        if !self.shares.is_empty()
            && self.shares.iter().map(|share| share.share).sum::<f64>() <= 0.0
        {
            checks.refuse(
                "shares",
                "out_of_range",
                "At least one share must be above 0.",
            );
        }
    }
}

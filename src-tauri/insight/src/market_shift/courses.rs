//! The worlds ahead for any shock: what is drawn from.

use super::parameters::{ShiftParameters, Shock};
use super::sampled::{Market, Times};
use crate::ahead::Ahead;
use crate::closure::UNIT;
use crate::revenue::Outlook;

/// Roughly how many decisions over open deals the Monte Carlo may take.
const WORK: u64 = 1_000_000_000;

/// As many samples as are asked for, or as can be drawn in a moment.
pub(super) fn affordable(market: &Market, parameters: &ShiftParameters) -> u64 {
    let size = (market.amounts.len() + 16) as u64 * u64::from(parameters.months) * 3;
    parameters.samples.min((WORK / size).max(1_000))
}

/// What is ahead, for any shock.
pub(super) struct Courses<'a> {
    pub(super) known: &'a Ahead,
    /// Chance that the first month is bad.
    pub(super) first: f64,
    /// Chances to turn bad and to turn good in a month.
    pub(super) turns: [f64; 2],
}

impl Courses<'_> {
    pub(super) fn with(&self, shock: Shock) -> Market {
        let (good, bad) = (
            self.known.outlook(1.0),
            self.known.outlook(shock.cycle_time),
        );
        Market {
            amounts: good
                .open
                .iter()
                .map(|(amount, _)| *amount as f64 / UNIT)
                .collect(),
            sizes: good.sizes.iter().map(|size| *size as f64 / UNIT).collect(),
            doubt: good.doubt * good.doubt,
            variation: good.variation,
            good: in_times(&good, Shock::NONE),
            bad: in_times(&bad, shock),
            first: self.first,
            turns: self.turns,
        }
    }
}

fn in_times(outlook: &Outlook, shock: Shock) -> Times {
    let hazards = outlook.open.iter().flat_map(|(_, by)| {
        let mut before = 0.0_f64;
        by.iter().map(move |chance| {
            let chance = (chance * shock.win_rate).min(1.0);
            let open = 1.0 - before;
            let hazard = if open > 0.0 {
                (chance - before) / open
            } else {
                1.0
            };
            before = chance;
            hazard.clamp(0.0, 1.0)
        })
    });
    Times {
        hazards: hazards.collect(),
        wins: outlook
            .wins
            .iter()
            .map(|wins| wins * shock.win_rate * shock.new_deals)
            .collect(),
        size: shock.deal_size,
    }
}

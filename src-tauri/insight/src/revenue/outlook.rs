//! What is ahead, by month: the open deals' chances, and the wins to be expected of deals to come.

use super::learned::{MONTH_DAYS, Rates, WEEK};
use super::parameters::Levers;
use crate::calendar::DAY;
use crate::history::{Curves, History, belief};

/// An open deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenValue {
    /// Position of its stage in the history's stages.
    pub stage: usize,
    /// How long it has been there, in milliseconds.
    pub age: i64,
    /// What it is worth, in ten-thousandths.
    pub amount: i64,
}

/// What is ahead of some moment. All amounts in ten-thousandths, levers applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Of each open deal its amount, and its chance to be won by the end of each month.
    pub open: Vec<(i64, Vec<f64>)>,
    /// Wins of new deals to be expected in each month.
    pub wins: Vec<f64>,
    /// Standard deviation of the logarithm-like factor on all of these wins: what is not known of the arrival rate and
    /// of the win rate together, relative.
    pub doubt: f64,
    /// Squared coefficient of variation from month to month beyond chance.
    pub variation: f64,
    /// Sizes of deals that are won.
    pub sizes: Vec<i64>,
}

impl Outlook {
    /// From what is known at `now` to the ends of months (ascending instants).
    pub fn new(
        history: &History,
        rates: &Rates,
        open: &[OpenValue],
        (now, ends): (i64, &[i64]),
        levers: Levers,
    ) -> Self {
        let mut chances: Vec<(i64, Vec<f64>)> = open
            .iter()
            .map(|deal| {
                (
                    (deal.amount as f64 * levers.deal_size) as i64,
                    Vec::with_capacity(ends.len()),
                )
            })
            .collect();
        for end in ends {
            // Longer cycles: as much happens in the window as did in a shorter one.
            let window = ((end - now) as f64 / levers.cycle_time) as i64;
            let curves = Curves::learn(history, now, window);
            for (deal, (_, by)) in open.iter().zip(&mut chances) {
                let belief = belief(history.stages[deal.stage].probability, window);
                let chance = curves.chance(deal.stage, deal.age, belief) * levers.win_rate;
                let before = by.last().copied().unwrap_or(0.0);
                by.push(chance.clamp(before, 1.0));
            }
        }
        let factor = rates.per_month() * levers.arrivals * levers.win_rate;
        let ended = (rates.won + rates.lost) as f64 + 1.0;
        let p = (rates.won as f64 + 0.5) / ended;
        Self {
            open: chances,
            wins: new_wins(rates, now, ends, levers.cycle_time)
                .into_iter()
                .map(|wins| wins * factor)
                .collect(),
            doubt: (1.0 / (rates.new as f64 + 0.5) + (1.0 - p) / (p * ended))
                .sqrt()
                .min(1.0),
            variation: rates.variation,
            sizes: rates
                .sizes
                .iter()
                .map(|size| (*size as f64 * levers.deal_size) as i64)
                .collect(),
        }
    }

    /// The mean of each month.
    pub fn means(&self) -> Vec<f64> {
        let size =
            self.sizes.iter().map(|s| *s as f64).sum::<f64>() / self.sizes.len().max(1) as f64;
        (0..self.wins.len())
            .map(|month| {
                let open = self.open.iter().map(|(amount, by)| {
                    let before = month.checked_sub(1).map_or(0.0, |m| by[m]);
                    *amount as f64 * (by[month] - before)
                });
                open.sum::<f64>() + self.wins[month] * size
            })
            .collect()
    }
}

/// Wins in each month of deals that begin evenly from `now` on, one a month.
fn new_wins(rates: &Rates, now: i64, ends: &[i64], cycle_time: f64) -> Vec<f64> {
    let weeks = rates.win_week.iter().enumerate();
    // Won by a moment: begun early enough before it, for each week of age.
    let by = |end: i64| -> f64 {
        let span = (end - now) as f64;
        weeks
            .clone()
            .map(|(week, p)| {
                let age = (week as f64 + 0.5) * WEEK as f64 * cycle_time;
                p * (span - age).max(0.0)
            })
            .sum::<f64>()
            / (MONTH_DAYS * DAY as f64)
    };
    let mut before = 0.0;
    ends.iter()
        .map(|end| {
            let now = by(*end);
            let wins = now - before;
            before = now;
            wins
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{StageKnown, Standing};
    use uuid::Uuid;

    #[test]
    fn deals_to_come_are_won_after_their_time_and_then_steadily() {
        let rates = Rates {
            win_week: vec![0.0, 0.0, 0.0, 0.5],
            ..Rates::default()
        };
        let ends: Vec<i64> = (1..=6)
            .map(|m| (f64::from(m) * MONTH_DAYS * DAY as f64) as i64)
            .collect();
        let wins = new_wins(&rates, 0, &ends, 1.0);
        assert!(wins[0] < 0.15 && (wins[5] - 0.5).abs() < 1e-9, "{wins:?}");
        let slower = new_wins(&rates, 0, &ends, 2.0);
        assert!(slower[1] < wins[1] && (slower[5] - 0.5).abs() < 1e-9);
    }

    #[test]
    fn chances_grow_with_the_months_and_levers_move_the_mean() {
        let history = History {
            stages: vec![StageKnown {
                id: Uuid::nil(),
                standing: Standing::Open,
                probability: 0.6,
            }],
            lives: vec![],
        };
        let open = [OpenValue {
            stage: 0,
            age: 0,
            amount: 1_000_000,
        }];
        let rates = Rates {
            new: 10,
            months: 10.0,
            won: 5,
            lost: 5,
            sizes: vec![500_000],
            win_week: vec![0.5],
            ..Rates::default()
        };
        let ends = [30 * DAY, 60 * DAY, 400 * DAY];
        let of = |levers| Outlook::new(&history, &rates, &open, (0, &ends), levers);
        let plain = of(Levers::default());
        let by = &plain.open[0].1;
        assert!(by[0] < by[1] && by[1] < by[2] && by[2] <= 0.6);
        let sum = |outlook: &Outlook| outlook.means().iter().sum::<f64>();
        let bigger = of(Levers {
            deal_size: 2.0,
            ..Levers::default()
        });
        assert!((sum(&bigger) / sum(&plain) - 2.0).abs() < 1e-6);
        let none = of(Levers {
            win_rate: 0.0,
            ..Levers::default()
        });
        assert_eq!(sum(&none), 0.0);
    }
}

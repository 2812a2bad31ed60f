//! What the past says of deals to come.

use crate::calendar::DAY;
use crate::history::{History, Standing};

/// Milliseconds of a week: ages of deals are counted in weeks.
pub(super) const WEEK: i64 = 7 * DAY;
/// Weeks that a deal is followed.
const WEEKS: usize = 156;
/// Days of a month, on average.
pub(super) const MONTH_DAYS: f64 = 30.436_875;
/// Most sizes kept.
const SIZES: usize = 4_096;

/// What is learned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rates {
    /// New deals counted.
    pub new: u64,
    /// Months that they were counted over.
    pub months: f64,
    /// Deals that were won, of those that ended.
    pub won: u64,
    /// Deals that were lost, of those that ended.
    pub lost: u64,
    /// Probability that a new deal is won in the week of this number after it began.
    pub win_week: Vec<f64>,
    /// What deals that were won brought, in ten-thousandths of the currency.
    pub sizes: Vec<i64>,
    /// How much the number of wins varies from month to month beyond chance: the squared coefficient of variation.
    pub variation: f64,
}

impl Rates {
    /// New deals a month: the mean of the posterior over Jeffreys's prior.
    pub fn per_month(&self) -> f64 {
        (self.new as f64 + 0.5) / self.months.max(1e-9)
    }

    /// Chance of a new deal to be won, however long it takes (up to three years).
    pub fn win_rate(&self) -> f64 {
        self.win_week.iter().sum()
    }

    /// What a deal that is won brings on average, in ten-thousandths.
    pub fn mean_size(&self) -> f64 {
        self.sizes.iter().map(|size| *size as f64).sum::<f64>() / self.sizes.len().max(1) as f64
    }

    /// Days from beginning to win within which half of all wins come.
    pub fn median_days(&self) -> f64 {
        let (whole, mut sum) = (self.win_rate(), 0.0);
        for (week, p) in self.win_week.iter().enumerate() {
            sum += p;
            if whole > 0.0 && sum >= whole / 2.0 {
                return (week as f64 + 0.5) * 7.0;
            }
        }
        0.0
    }
}

/// Learns from what was known at `now`, of the last `months` months. `value` is what a deal (by its place in the
/// history) is worth in the currency of the answer; deals without one count for everything but the size.
pub fn learn(
    history: &History,
    now: i64,
    months: u32,
    value: impl Fn(usize) -> Option<i64>,
) -> Rates {
    // No month counts that lies before the first deal: nothing was written down yet.
    let begins = history.begins().unwrap_or(now);
    let from = (now - (f64::from(months) * MONTH_DAYS) as i64 * DAY).max(begins);
    let mut rates = Rates {
        months: (now - from) as f64 / DAY as f64 / MONTH_DAYS,
        ..Rates::default()
    };
    // By week of age: deals that were open all through it or ended in it, and how they ended.
    let (mut seen, mut won, mut lost) =
        (vec![0_u64; WEEKS], vec![0_u64; WEEKS], vec![0_u64; WEEKS]);
    let mut wins_by_month = vec![0_u64; rates.months.floor() as usize];
    for (place, life) in history.lives.iter().enumerate() {
        let began = life.stays[0].entered;
        if began >= now {
            continue;
        }
        let end = life
            .stays
            .iter()
            .find(|stay| history.stages[stay.stage].standing != Standing::Open)
            .filter(|stay| stay.entered <= now);
        if began >= from {
            rates.new += 1;
        }
        if let Some(end) = end.filter(|end| end.entered >= from) {
            let is_won = history.stages[end.stage].standing == Standing::Won;
            if is_won {
                rates.won += 1;
                rates.sizes.extend(value(place));
                let month = ((now - end.entered) as f64 / DAY as f64 / MONTH_DAYS) as usize;
                if let Some(wins) = wins_by_month.get_mut(month) {
                    *wins += 1;
                }
            } else {
                rates.lost += 1;
            }
        }
        // Every week that was lived through inside the months looked at tells something, also of deals that began
        // before, and of those that are still open: hazards by age leave no one out (Kaplan and Meier 1958, for two
        // kinds of end).
        let until = end.map_or(now, |end| end.entered);
        let first = (((from - began).max(0) + WEEK - 1) / WEEK) as usize;
        let last = ((until - began) / WEEK) as usize;
        seen.iter_mut()
            .take(last)
            .skip(first)
            .for_each(|count| *count += 1);
        if let Some(end) = end.filter(|_| last >= first && last < WEEKS) {
            seen[last] += 1;
            match history.stages[end.stage].standing {
                Standing::Won => won[last] += 1,
                _ => lost[last] += 1,
            }
        }
    }
    rates.win_week = incidence(&seen, &won, &lost);
    rates.variation = variation(&wins_by_month);
    thin(&mut rates.sizes);
    rates
}

/// Probability to be won in each week: still open, then won.
fn incidence(seen: &[u64], won: &[u64], lost: &[u64]) -> Vec<f64> {
    let mut open = 1.0;
    (0..seen.len())
        .map(|week| {
            let n = seen[week].max(1) as f64;
            let p = open * won[week] as f64 / n;
            open *= 1.0 - (won[week] + lost[week]) as f64 / n;
            p
        })
        .collect()
}

/// Variance beyond that of a Poisson count, relative to the squared mean; 0 where there is none or too little to say.
fn variation(counts: &[u64]) -> f64 {
    if counts.len() < 3 {
        return 0.0;
    }
    let n = counts.len() as f64;
    let mean = counts.iter().sum::<u64>() as f64 / n;
    let variance = counts
        .iter()
        .map(|c| (*c as f64 - mean).powi(2))
        .sum::<f64>()
        / (n - 1.0);
    if mean > 0.0 {
        ((variance - mean) / (mean * mean)).clamp(0.0, 4.0)
    } else {
        0.0
    }
}

/// Evenly chosen ones where there are very many, in order of size.
fn thin(sizes: &mut Vec<i64>) {
    sizes.sort_unstable();
    if sizes.len() > SIZES {
        let (all, count) = (std::mem::take(sizes), SIZES);
        *sizes = (0..count)
            .map(|at| all[(2 * at + 1) * all.len() / (2 * count)])
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Life, StageKnown, Stay};
    use mycrm_quantum::random::Stream;
    use uuid::Uuid;

    /// Two deals a day, each won after `days` with chance `p`, else lost after them.
    pub(super) fn steady(days: i64, p: f64) -> History {
        let mut random = Stream::new(3, 0);
        let stage = |standing| StageKnown {
            id: Uuid::nil(),
            standing,
            probability: 0.5,
        };
        let lives = (0..1_600).map(|n| {
            let entered = n * DAY / 2;
            let left = entered + days * DAY;
            let end = if random.unit() < p { 1 } else { 2 };
            Life {
                deal: Uuid::from_u128(n as u128),
                amount: Some(10_000 * (1 + n % 9)),
                currency: Some("EUR".into()),
                stays: vec![
                    Stay {
                        stage: 0,
                        entered,
                        left: Some(left),
                    },
                    Stay {
                        stage: end,
                        entered: left,
                        left: None,
                    },
                ],
            }
        });
        History {
            stages: [Standing::Open, Standing::Won, Standing::Lost]
                .map(stage)
                .into(),
            lives: lives.collect(),
        }
    }

    #[test]
    fn rates_are_those_the_deals_were_made_by() {
        let history = steady(45, 0.4);
        let rates = learn(&history, 700 * DAY, 12, |at| history.lives[at].amount);
        assert!(
            (rates.per_month() - 2.0 * MONTH_DAYS).abs() < 1.0,
            "{}",
            rates.per_month()
        );
        assert!(
            (rates.win_rate() - 0.4).abs() < 0.06,
            "{}",
            rates.win_rate()
        );
        assert!(
            (rates.median_days() - 45.0).abs() <= 7.0,
            "{}",
            rates.median_days()
        );
        assert!((rates.mean_size() / 10_000.0 - 5.0).abs() < 0.6);
        assert!(rates.variation < 0.05);
    }

    #[test]
    fn nothing_is_learned_from_nothing() {
        let rates = learn(&History::default(), 0, 12, |_| None);
        assert_eq!(
            (
                rates.new,
                rates.win_rate(),
                rates.mean_size(),
                rates.median_days()
            ),
            (0, 0.0, 0.0, 0.0)
        );
    }

    #[test]
    fn a_young_database_is_not_taken_for_a_quiet_one() {
        // Everything began 60 days ago; asked for 12 months.
        let history = steady(10, 0.4);
        let rates = learn(&history, 60 * DAY, 12, |_| None);
        assert!((rates.per_month() - 2.0 * MONTH_DAYS).abs() < 2.0);
    }
}

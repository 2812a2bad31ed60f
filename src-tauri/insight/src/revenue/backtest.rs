//! The projection made again for past quarters, from what was known when they began.

use chrono::NaiveDate;
use mycrm_kernel::error::Result;
use mycrm_quantum::Control;

use super::learned::learn;
use super::outlook::{OpenValue, Outlook};
use super::parameters::Levers;
use super::sampled::Months;
use crate::calendar::{DAY, day, midnight, month_after, month_before, quarter_start};
use crate::history::{History, Standing};

/// Samples of a quarter.
const SAMPLES: u64 = 4_000;
/// Days of history that a quarter needs before it.
const NEEDED: i64 = 180 * DAY;

/// A past quarter: what would have been projected, and what came. Amounts in ten-thousandths.
#[derive(Debug, Clone, PartialEq)]
pub struct Quarter {
    /// Its first day.
    pub begins: NaiveDate,
    /// Its last day.
    pub ends: NaiveDate,
    /// One outcome in ten lies below.
    pub p10: i64,
    /// Half of the outcomes lie below.
    pub p50: i64,
    /// Nine outcomes in ten lie below.
    pub p90: i64,
    /// What was to be expected.
    pub mean: f64,
    /// What came.
    pub actual: i64,
}

/// The last `count` whole quarters before `now` that have enough history before them, oldest first. `value` is what a
/// deal (by its place in the history) is worth.
///
/// # Errors
/// [`mycrm_kernel::error::Error::Cancelled`].
pub fn backtest(
    history: &History,
    now: i64,
    (count, history_months): (u32, u32),
    value: &dyn Fn(usize) -> Option<i64>,
    (seed, control): (u64, Control<'_>),
) -> Result<Vec<Quarter>> {
    let Some(begins) = history.begins() else {
        return Ok(Vec::new());
    };
    let this = quarter_start(day(now));
    (1..=count)
        .rev()
        .map(|back| month_before(this, 3 * back))
        .filter(|start| midnight(*start) - begins >= NEEDED)
        .map(|start| quarter(history, start, history_months, value, (seed, control)))
        .collect()
}

fn quarter(
    history: &History,
    start: NaiveDate,
    history_months: u32,
    value: &dyn Fn(usize) -> Option<i64>,
    (seed, control): (u64, Control<'_>),
) -> Result<Quarter> {
    let (from, next) = (midnight(start), month_after(start, 3));
    let to = midnight(next);
    let rates = learn(history, from, history_months, value);
    let open = open_at(history, from, value);
    let outlook = Outlook::new(history, &rates, &open, (from, &[to]), Levers::default());
    // Each quarter by random numbers of its own.
    let mut sums = Months::draw(&outlook, SAMPLES, seed ^ from.unsigned_abs(), control)?
        .months
        .swap_remove(0);
    sums.sort_unstable();
    let share = |p: f64| sums[((sums.len() as f64 * p) as usize).min(sums.len() - 1)];
    Ok(Quarter {
        begins: start,
        ends: next.pred_opt().unwrap_or(next),
        p10: share(0.1),
        p50: share(0.5),
        p90: share(0.9),
        mean: outlook.means().iter().sum(),
        actual: won_between(history, from, to, value),
    })
}

/// The deals that were open at a moment.
pub(crate) fn open_at(
    history: &History,
    moment: i64,
    value: &dyn Fn(usize) -> Option<i64>,
) -> Vec<OpenValue> {
    let lives = history.lives.iter().enumerate();
    lives
        .filter_map(|(place, life)| {
            let (stay, standing) = history.at(life, moment)?;
            let amount = value(place).filter(|_| standing == Standing::Open)?;
            Some(OpenValue {
                stage: stay.stage,
                age: moment - stay.entered,
                amount,
            })
        })
        .collect()
}

/// What was won from `from` on and before `to`.
pub(crate) fn won_between(
    history: &History,
    from: i64,
    to: i64,
    value: &dyn Fn(usize) -> Option<i64>,
) -> i64 {
    let lives = history.lives.iter().enumerate();
    lives
        .filter(|(_, life)| history.won_within(life, from - 1, to - 1).is_some())
        .filter_map(|(place, _)| value(place))
        .sum()
}

//! The projection as an answer.

use std::time::Instant;

use chrono::NaiveDate;
use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;
use serde_json::json;

use super::answer::{Answer, sorted};
use super::backtest::{Quarter, backtest, open_at, won_between};
use super::learned::{Rates, learn};
use super::outlook::Outlook;
use super::parameters::RevenueParameters;
use super::sampled::Months;
use crate::calendar::{day, midnight, month_after, tonight};
use crate::history::History;
use crate::money;
use crate::simulations::Context;
use crate::simulations::result::{Note, SimulationResult};

pub(super) fn run(
    parameters: &RevenueParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    const STEPS: u64 = 3;
    context.progress(0, STEPS, "learning")?;
    let (history, fallback) =
        context.read(|read| Ok((History::read(read)?, default_currency(read)?)))?;
    let now = context.now();
    let codes = history
        .lives
        .iter()
        .filter_map(|life| life.currency.as_deref());
    let currency = money::answer_in(
        parameters.currency.as_deref(),
        &parameters.rates,
        codes,
        &fallback,
    )?;
    let value = |place: usize| {
        let life = &history.lives[place];
        let own = life.currency.as_deref().unwrap_or(&currency);
        money::convert(life.amount?, own, &currency, &parameters.rates)
    };
    let seen = tonight(now);
    let rates = learn(&history, seen, parameters.history_months, value);
    let open = open_at(&history, seen, &value);
    let ends = month_ends(day(now), parameters.months);
    let instants: Vec<i64> = ends.iter().map(|end| midnight(*end)).collect();
    let outlook = |levers| Outlook::new(&history, &rates, &open, (seen, &instants), levers);
    let ahead = outlook(parameters.levers);
    context.progress(1, STEPS, "monte_carlo")?;
    let clock = Instant::now();
    let drawn = Months::draw(
        &ahead,
        parameters.samples,
        context.seed(),
        context.control(),
    )?;
    let seconds = clock.elapsed().as_secs_f64();
    context.progress(2, STEPS, "backtest")?;
    let wanted = (parameters.backtest_quarters, parameters.history_months);
    let quarters = backtest(
        &history,
        now,
        wanted,
        &value,
        (context.seed(), context.control()),
    )?;

    let means = ahead.means();
    let answer = Answer {
        currency: &currency,
        parameters,
    };
    let mut result = SimulationResult::default();
    let total = sorted(drawn.cumulative().months.pop().unwrap_or_default());
    result.estimates = answer.totals(&total, means.iter().sum(), seconds);
    result.estimates.extend(answer.rates(&rates, &open));
    result.estimates.extend(answer.coverage(&quarters));
    result.distributions.push(answer.distribution(&total));
    result
        .series
        .push(answer.fan("revenue", &ends, &drawn, &means));
    result.series.push(answer.fan(
        "revenue_cumulative",
        &ends,
        &drawn.cumulative(),
        &running(&means),
    ));
    result.series.push(answer.past(day(now), &|from, to| {
        won_between(&history, from, to, &value)
    }));
    result.series.push(answer.backtest(&quarters));
    result.drivers = answer.drivers(&|levers| outlook(levers).means().iter().sum());
    result.notes = notes(&history, &rates, &quarters, &value);
    context.progress(STEPS, STEPS, "done")?;
    Ok(result)
}

/// First days after each of the months ahead, the present one first.
fn month_ends(today: NaiveDate, months: u32) -> Vec<NaiveDate> {
    (1..=months)
        .map(|month| month_after(today, month))
        .collect()
}

fn running(values: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    values
        .iter()
        .map(|value| {
            sum += value;
            sum
        })
        .collect()
}

fn notes(
    history: &History,
    rates: &Rates,
    quarters: &[Quarter],
    value: &dyn Fn(usize) -> Option<i64>,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if rates.new == 0 {
        notes.push(Note::caution("no_history", []));
    } else {
        let months = (rates.months * 10.0).round() / 10.0;
        notes.push(Note::information(
            "learned_rates",
            [("count", json!(rates.new)), ("months", json!(months))],
        ));
    }
    let worthless = (0..history.lives.len())
        .filter(|place| value(*place).is_none())
        .count();
    if worthless > 0 {
        notes.push(Note::caution(
            "without_value",
            [("count", json!(worthless))],
        ));
    }
    notes.push(match quarters.len() {
        0 => Note::caution("no_backtest", []),
        count => {
            let inside = quarters
                .iter()
                .filter(|q| (q.p10..=q.p90).contains(&q.actual))
                .count();
            Note::information(
                "backtested",
                [("count", json!(count)), ("inside", json!(inside))],
            )
        }
    });
    notes
}

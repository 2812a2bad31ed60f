//! The answer, put together: always good, always bad, and turning as the feed or the parameters say.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::clopper_pearson;
use serde_json::json;

use super::courses::{Courses, affordable};
use super::parameters::{BadSide, ShiftParameters, Shock};
use super::regimes::{Regimes, ahead, within};
use crate::ahead::Ahead;
use crate::calendar::{DAY, day};
use crate::chance::{Drawn, Sorted, exact, named};
use crate::feeds::{self, Series as FeedSeries};
use crate::history::Standing;
use crate::simulations::Context;
use crate::simulations::result::{
    DataUsed, Driver, Estimate, Method, Note, Point, Series, SimulationResult, Unit,
};

/// Days of a month, on average.
const MONTH_DAYS: f64 = 30.436_875;
/// Deals that must have ended in good and in bad times before their win rates count as learned.
const ENOUGH: u64 = 20;
/// Steps of the feed that are shown.
const SHOWN: usize = 120;
/// Worlds in which each part of the shock is tried alone.
const DRIVEN: u64 = 4_000;
/// Names of the courses, in the order in which they are drawn.
const COURSES: [&str; 3] = ["good", "bad", "turning"];

/// What a feed says of good and bad times.
struct Told {
    series: FeedSeries,
    regimes: Regimes,
    /// Won and ended deals in good and in bad times.
    deals: [(u64, u64); 2],
}

pub(super) fn run(
    parameters: &ShiftParameters,
    context: &mut Context<'_, '_>,
) -> Result<SimulationResult> {
    const PARTS: u64 = 3;
    context.progress(0, PARTS, "learning")?;
    let now = context.now();
    let (known, series) = context.read(|read| {
        let money = (parameters.currency.as_deref(), &parameters.rates);
        let months = (parameters.months, parameters.history_months);
        let known = Ahead::read(read, money, months, now)?;
        let series = parameters
            .feed
            .map(|id| feeds::series(read, id.raw(), now))
            .transpose()?;
        Ok((known, series))
    })?;
    let told = series
        .map(|series| told(series, parameters, &known))
        .transpose()?;
    let (shock, learned) = shock(parameters, told.as_ref());
    let (first, turns) = turns(parameters, told.as_ref(), now);
    let market = Courses {
        known: &known,
        first,
        turns,
    };
    let mut result = SimulationResult::default();
    context.progress(1, PARTS, "monte_carlo")?;
    let clock = Instant::now();
    let all = market.with(shock);
    let samples = affordable(&all, parameters);
    let by_month = all.draw(samples, context.seed(), context.control())?;
    let drawn = Drawn {
        unit: Unit::Money,
        currency: Some(&known.currency),
        confidence: parameters.confidence,
        seconds: clock.elapsed().as_secs_f64(),
    };
    let last = |course: usize| by_month[course].last().cloned().unwrap_or_default();
    let ends: Vec<String> = known.ends.iter().map(ToString::to_string).collect();
    let sorted = [0, 1, 2].map(|course| Sorted::equal(last(course).into_iter()));
    let mut means = [0.0; 3];
    for course in [2, 0, 1] {
        let mean = drawn.mean("mean", &sorted[course]);
        means[course] = mean.value;
        result.estimates.push(Estimate {
            subject: named(COURSES[course]),
            ..mean
        });
        result.series.push(Series {
            subject: named(COURSES[course]),
            ..drawn.fan("revenue_cumulative", &by_month[course], &ends)
        });
    }
    for (name, share) in [("p10", 0.1), ("p50", 0.5), ("p90", 0.9)] {
        result.estimates.push(Estimate {
            subject: named(COURSES[2]),
            ..drawn.percentile(name, &sorted[2], share)
        });
    }
    let losses = Sorted::equal(last(2).into_iter().map(|amount| means[0] - amount));
    result.estimates.extend(drawn.risks(&losses));
    let lines = [
        ("mean", means[2]),
        ("mean_good", means[0]),
        ("mean_bad", means[1]),
    ];
    result
        .distributions
        .push(drawn.distribution("revenue", &sorted[2], &lines));
    context.progress(2, PARTS, "sensitivity")?;
    result.drivers = drivers(&market, shock, parameters, context)?;
    times(
        parameters,
        (first, turns),
        told.as_ref(),
        &ends,
        &mut result,
    );
    notes(
        parameters,
        &known,
        told.as_ref(),
        (shock, learned),
        &mut result.notes,
    );
    context.progress(PARTS, PARTS, "done")?;
    Ok(result)
}

fn told(series: FeedSeries, parameters: &ShiftParameters, known: &Ahead) -> Result<Told> {
    let regimes = Regimes::fit(&series.values, parameters.bad_side == BadSide::Low)?;
    let mut deals = [(0, 0); 2];
    let (begins, length) = (series.at[0], series.interval.millis());
    for life in &known.history.lives {
        let standing = |stage: usize| known.history.stages[stage].standing;
        let Some(end) = life
            .stays
            .iter()
            .find(|stay| standing(stay.stage) != Standing::Open)
        else {
            continue;
        };
        let step = (end.entered - begins).div_euclid(length);
        let bad = usize::try_from(step)
            .ok()
            .and_then(|step| regimes.bad.get(step));
        if let Some(bad) = bad {
            let (won, ended) = &mut deals[usize::from(*bad > 0.5)];
            *won += u64::from(standing(end.stage) == Standing::Won);
            *ended += 1;
        }
    }
    Ok(Told {
        series,
        regimes,
        deals,
    })
}

/// The shock, and whether its part on the win rate was learned.
fn shock(parameters: &ShiftParameters, told: Option<&Told>) -> (Shock, bool) {
    let rate = |(won, ended): (u64, u64)| (won as f64 + 0.5) / (ended as f64 + 1.0);
    match told {
        Some(told)
            if parameters.learn_shock && told.deals.iter().all(|deals| deals.1 >= ENOUGH) =>
        {
            let [good, bad] = told.deals.map(rate);
            let win_rate = (bad / good).clamp(0.0, 5.0);
            (
                Shock {
                    win_rate,
                    ..parameters.shock
                },
                true,
            )
        }
        _ => (parameters.shock, false),
    }
}

/// Chance that the present month is bad, and to turn in a month.
fn turns(parameters: &ShiftParameters, told: Option<&Told>, now: i64) -> (f64, [f64; 2]) {
    let Some(told) = told else {
        return (parameters.bad_now, [parameters.enter, parameters.leave]);
    };
    let length = told.series.interval.millis() as f64;
    let step = told.regimes.turns;
    let last = told.regimes.bad.last().copied().unwrap_or(0.5);
    let passed = told.series.at.last().map_or(0, |at| now - at) as f64 / length - 1.0;
    let [worse, better] = within(step, passed.max(0.0));
    let bad = last * (1.0 - better) + (1.0 - last) * worse;
    (bad, within(step, MONTH_DAYS * DAY as f64 / length))
}

/// What each part of the shock does alone.
fn drivers(
    market: &Courses<'_>,
    shock: Shock,
    parameters: &ShiftParameters,
    context: &Context<'_, '_>,
) -> Result<Vec<Driver>> {
    let none = Shock::NONE;
    let parts = [
        (
            "shock_win_rate",
            Shock {
                win_rate: shock.win_rate,
                ..none
            },
        ),
        (
            "shock_deal_size",
            Shock {
                deal_size: shock.deal_size,
                ..none
            },
        ),
        (
            "shock_cycle_time",
            Shock {
                cycle_time: shock.cycle_time,
                ..none
            },
        ),
        (
            "shock_new_deals",
            Shock {
                new_deals: shock.new_deals,
                ..none
            },
        ),
    ];
    let mut drivers = Vec::new();
    for (code, part) in parts {
        let by_month = market.with(part).draw(
            DRIVEN.min(parameters.samples),
            context.seed(),
            context.control(),
        )?;
        let mean = |course: usize| {
            let last = by_month[course].last().map_or(&[][..], Vec::as_slice);
            last.iter().sum::<f64>() / last.len().max(1) as f64
        };
        let (turning, good) = (mean(2), mean(0));
        drivers.push(Driver {
            code: code.into(),
            subject: None,
            quantity: "mean".into(),
            low: turning.min(good),
            high: turning.max(good),
            unit: Unit::Money,
            currency: Some(market.known.currency.clone()),
        });
    }
    drivers.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
    Ok(drivers)
}

/// Good and bad times: how likely, and as the feed saw them.
fn times(
    parameters: &ShiftParameters,
    (first, turns): (f64, [f64; 2]),
    told: Option<&Told>,
    ends: &[String],
    result: &mut SimulationResult,
) {
    let ahead: Vec<f64> = std::iter::once(first)
        .chain(ahead(first, turns, ends.len().saturating_sub(1)))
        .collect();
    for (name, unit, value) in [
        ("bad_now", Unit::Probability, first),
        ("turn_bad", Unit::Probability, turns[0]),
        ("turn_good", Unit::Probability, turns[1]),
        ("bad_months", Unit::Count, ahead.iter().sum()),
    ] {
        result.estimates.push(exact(name, unit, value));
    }
    let point = |step: usize, date: &String, p: f64, actual| Point {
        step: step as u32,
        date: Some(date.clone()),
        p10: p,
        p50: p,
        p90: p,
        mean: p,
        actual,
    };
    let shown = |quantity: &str, points| Series {
        quantity: quantity.into(),
        unit: Unit::Probability,
        points,
        ..Series::default()
    };
    let each = ends.iter().zip(&ahead).enumerate();
    let points = each
        .map(|(step, (end, p))| point(step, end, *p, None))
        .collect();
    result.series.push(shown("bad_probability", points));
    let Some(told) = told else { return };
    let from = told.series.at.len().saturating_sub(SHOWN);
    let past = (from..told.series.at.len()).map(|at| {
        let date = day(told.series.at[at]).to_string();
        point(
            at - from,
            &date,
            told.regimes.bad[at],
            Some(told.series.values[at]),
        )
    });
    result.series.push(Series {
        subject: named(told.series.name.clone()),
        method: Method::Observed,
        ..shown("feed_bad_probability", past.collect())
    });
    for (label, (won, ended)) in ["good", "bad"].into_iter().zip(told.deals) {
        if ended > 0 {
            let interval =
                clopper_pearson(won as usize, ended as usize, 1.0 - parameters.confidence);
            result.estimates.push(Estimate {
                subject: named(label),
                method: Method::Observed,
                low: interval.0,
                high: interval.1,
                confidence: parameters.confidence,
                samples: Some(ended),
                ..exact("win_rate", Unit::Probability, won as f64 / ended as f64)
            });
        }
    }
}

fn notes(
    parameters: &ShiftParameters,
    known: &Ahead,
    told: Option<&Told>,
    (shock, learned): (Shock, bool),
    notes: &mut Vec<Note>,
) {
    notes.push(Note::information("shift_good_is_usual", []));
    match told {
        None => notes.push(Note::caution("shift_no_feed", [])),
        Some(told) => {
            let [good, bad] = told.regimes.means;
            let spread = told.regimes.deviations;
            notes.push(Note::information(
                "shift_feed",
                [
                    ("feed", json!(told.series.name)),
                    ("steps", json!(told.series.values.len())),
                    ("filled", json!(told.series.filled)),
                    ("good", json!(good)),
                    ("bad", json!(bad)),
                    ("good_deviation", json!(spread[0])),
                    ("bad_deviation", json!(spread[1])),
                ],
            ));
            if told.regimes.evidence <= 0.0 {
                notes.push(Note::caution(
                    "shift_one_time",
                    [("feed", json!(told.series.name))],
                ));
            }
        }
    }
    if learned {
        notes.push(Note::information(
            "shift_shock_learned",
            [("win_rate", json!(shock.win_rate))],
        ));
    } else {
        let code = if parameters.learn_shock {
            "shift_shock_too_few"
        } else {
            "shift_shock_assumed"
        };
        notes.push(Note::caution(code, [("enough", json!(ENOUGH))]));
    }
    if known.open.is_empty() {
        notes.push(Note::caution("no_open_deals", []));
    }
    if known.aside > 0 {
        notes.push(Note::caution(
            "deals_aside",
            [
                ("currency", json!(known.currency)),
                ("count", json!(known.aside)),
            ],
        ));
    }
}

/// What a run would look at.
pub(super) fn sources(
    parameters: &ShiftParameters,
    read: &mycrm_kernel::read::Read<'_>,
) -> Result<Vec<DataUsed>> {
    let mut sources = vec![crate::history::source(read)?];
    if let Some(id) = parameters.feed {
        sources.push(feeds::source(read, id.raw())?);
    }
    Ok(sources)
}

//! The past played again: what the turning course would have said of the revenue of a quarter, without a feed.

use std::collections::BTreeMap;

use mycrm_crm::settings::default_currency;
use mycrm_kernel::error::Result;

use super::courses::{Courses, affordable};
use super::parameters::ShiftParameters;
use crate::ahead::{Ahead, worth};
use crate::closure::UNIT;
use crate::history::History;
use crate::models::{ModelCalibration, Quarters, Said};
use crate::money;
use crate::revenue::won_between;
use crate::simulations::Context;
use crate::simulations::result::Unit;

/// The course that turns, among those that are drawn.
const TURNING: usize = 2;

pub(super) fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let parameters = ShiftParameters {
        months: 3,
        samples: 4_000,
        ..ShiftParameters::default()
    };
    let (mut history, fallback) =
        context.read(|read| Ok((History::read(read)?, default_currency(read)?)))?;
    let rates = BTreeMap::new();
    let codes = history
        .lives
        .iter()
        .filter_map(|life| life.currency.as_deref());
    let currency = money::answer_in(None, &rates, codes, &fallback)?;
    let quarters = Quarters::before(context.now(), history.begins());
    let mut told = Vec::new();
    for quarter in quarters.iter() {
        let money = (currency.as_str(), &rates);
        let months = (parameters.months, parameters.history_months);
        let known = Ahead::of(history, money, months, (quarter.from, quarter.start));
        let courses = Courses {
            known: &known,
            first: parameters.bad_now,
            turns: [parameters.enter, parameters.leave],
        };
        let market = courses.with(parameters.shock);
        let seed = context.seed() ^ quarter.from.unsigned_abs();
        let drawn = market.draw(affordable(&market, &parameters), seed, context.control())?;
        let value = |place: usize| worth(&known.history.lives[place], money);
        let came = won_between(&known.history, quarter.from, quarter.to, &value);
        if let Some(outcomes) = drawn[TURNING].last() {
            told.push(quarter.told(Said::drawn(outcomes, came as f64 / UNIT)));
        }
        history = known.history;
    }
    Ok(quarters.calibration([], told, (Unit::Money, &currency)))
}

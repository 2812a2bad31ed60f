//! The past played again: of the deals on their way at the start of a quarter, which ended in an order.
//!
//! Only ways that have ended by now count; those that go on still say nothing yet.

use mycrm_kernel::error::Result;

use super::history::{Counted, begins, each_deal, follow};
use super::learn::Posterior;
use super::parameters::PathsParameters;
use super::pipeline_of;
use super::solve::solve;
use super::states::{Of, States};
use crate::models::{ModelCalibration, Quarters, Said, score};
use crate::simulations::Context;
use crate::simulations::result::Unit;

/// Chains of the posterior that the orders of a quarter are drawn from.
const DRAWS: usize = 400;

/// What was known at the start of a quarter.
struct Known {
    counted: Counted,
    /// Of each way that has ended since: the state it was in, and whether it ended in an order.
    open: Vec<(usize, bool)>,
}

pub(super) fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
    let parameters = PathsParameters::default();
    let now = context.now();
    let (states, quarters, known) = context.read(|read| {
        let pipeline = pipeline_of(&parameters, read)?;
        let states = States::read(&parameters, read, pipeline)?;
        let quarters = Quarters::before(now, begins(read, pipeline)?);
        let none = || Known {
            counted: Counted::none(states.len()),
            open: Vec::new(),
        };
        let mut known: Vec<Known> = quarters.iter().map(|_| none()).collect();
        let Some(oldest) = quarters.iter().next() else {
            return Ok((states, quarters, known));
        };
        let (dormant, won) = (parameters.dormant(), states.end(Of::Won));
        each_deal(
            read,
            pipeline,
            oldest.from - parameters.history(),
            |created, events| {
                let last = |at| follow(events, &states, dormant, at).last().copied();
                let end = last(now)
                    .map(|(place, _)| place)
                    .filter(|place| states.is_end(*place));
                for (quarter, known) in quarters.iter().zip(&mut known) {
                    if created < quarter.from - parameters.history() {
                        continue;
                    }
                    let so_far = follow(events, &states, dormant, quarter.from - 1);
                    let here = so_far.last().map(|(place, _)| *place);
                    if let (Some(here), Some(end)) =
                        (here.filter(|place| !states.is_end(*place)), end)
                    {
                        known.open.push((here, end == won));
                    }
                    known.counted.add(&so_far, &states);
                }
            },
        )?;
        Ok((states, quarters, known))
    })?;
    let (mut pairs, mut told) = (Vec::new(), Vec::new());
    for (at, (quarter, known)) in quarters.iter().zip(&known).enumerate() {
        context.check_cancelled()?;
        if known.counted.total == 0 || known.open.is_empty() {
            continue;
        }
        let posterior = Posterior::new(&known.counted, &states, parameters.prior);
        let solved = solve(&posterior.mean()?, &states)?;
        pairs.extend(
            known
                .open
                .iter()
                .map(|(place, won)| (solved.ends[[*place, 0]], *won)),
        );
        let mut random = context.stream(at as u64);
        let mut drawn = Vec::with_capacity(DRAWS);
        for _ in 0..DRAWS {
            let solved = solve(&posterior.draw(&mut random)?, &states)?;
            let orders = known
                .open
                .iter()
                .filter(|(place, _)| random.unit() < solved.ends[[*place, 0]]);
            drawn.push(orders.count() as f64);
        }
        let orders = known.open.iter().filter(|(_, won)| *won).count();
        told.push(quarter.told(Said::drawn(&drawn, orders as f64)));
    }
    Ok(quarters.calibration([score("chain_won", &pairs)], told, (Unit::Count, "")))
}

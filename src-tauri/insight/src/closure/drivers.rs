//! What the chance to reach the target hangs on: the same chance with one deal won for certain, and with it lost
//! (Birnbaum's importance, 1969). One deal is taken out of the sum by undoing its convolution.

use super::deals::OpenDeal;
use super::exact::{Outcome, Total};
use super::shared::Mixture;
use crate::simulations::result::{Driver, Subject, Unit};

/// Deals looked at: those that move the total most.
const LOOKED_AT: usize = 24;
/// Deals told.
const TOLD: usize = 10;

/// The deals that matter most, first the one that does most.
pub(super) fn drivers(
    deals: &[(Outcome, &OpenDeal)],
    mixture: &Mixture,
    target: i64,
) -> Vec<Driver> {
    let spread = |d: &Outcome| d.amount as f64 * (d.probability * (1.0 - d.probability)).sqrt();
    let mut order: Vec<usize> = (0..deals.len())
        .filter(|at| spread(&deals[*at].0) > 0.0)
        .collect();
    order.sort_by(|a, b| spread(&deals[*b].0).total_cmp(&spread(&deals[*a].0)));
    let mut found: Vec<Driver> = order
        .into_iter()
        .take(LOOKED_AT)
        .map(|at| {
            let ((low, high), deal) = (decided(mixture, at, target), deals[at].1);
            Driver {
                code: "deal".into(),
                subject: Some(Subject {
                    kind: Some("opportunity".into()),
                    id: Some(deal.id),
                    label: deal.name.clone(),
                }),
                quantity: "target_probability".into(),
                low,
                high,
                unit: Unit::Probability,
                currency: None,
            }
        })
        .collect();
    found.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
    found.truncate(TOLD);
    found
}

/// P(total ≥ target) with a deal lost, and with it won. What becomes of it tells of the factor, too: each level counts by
/// how likely the deal comes out like this there.
fn decided(mixture: &Mixture, at: usize, target: i64) -> (f64, f64) {
    let (mut lost, mut won) = ((0.0, 0.0), (0.0, 0.0));
    for level in &mixture.levels {
        let p = level.deals[at].probability;
        let (without, with) = with_and_without(&level.total, &level.deals[at], target);
        lost = (
            lost.0 + level.weight * (1.0 - p) * without,
            lost.1 + level.weight * (1.0 - p),
        );
        won = (won.0 + level.weight * p * with, won.1 + level.weight * p);
    }
    (lost.0 / lost.1, won.0 / won.1)
}

/// P(total ≥ target) with the deal lost, and with it won, of independent deals.
fn with_and_without(total: &Total, deal: &Outcome, target: i64) -> (f64, f64) {
    let shift = usize::try_from((deal.amount + total.step / 2) / total.step).unwrap_or(0);
    let length = shift as i64 * total.step;
    let Some(mass) = rest(&total.mass, shift, deal.probability) else {
        // It was cut off with the tails: one way of it is all but certain.
        let (less, more) = (
            total.at_least(target),
            total.at_least(target.saturating_add(length)),
        );
        let one = if deal.probability < 0.5 {
            (less, total.at_least(target - length))
        } else {
            (more, less)
        };
        return one;
    };
    let rest = Total {
        mass,
        ..total.clone()
    };
    let lost = rest.at_least(target).clamp(0.0, 1.0);
    let won = rest.at_least(target - length).clamp(0.0, 1.0);
    (lost, won)
}

/// The distribution without one deal: h with f(x) = (1 − p) h(x) + p h(x − shift), solved from the end at which
/// errors shrink. None where the deal was cut off with the tails.
fn rest(f: &[f64], shift: usize, p: f64) -> Option<Vec<f64>> {
    let q = 1.0 - p;
    let len = f
        .len()
        .checked_sub(shift)
        .filter(|len| *len > 0 && shift > 0)?;
    let mut h = vec![0.0; len];
    if p <= 0.5 {
        for x in 0..len {
            let before = if x >= shift { h[x - shift] } else { 0.0 };
            h[x] = (f[x] - p * before) / q;
        }
    } else {
        for x in (0..len).rev() {
            let after = if x + shift < len { h[x + shift] } else { 0.0 };
            h[x] = (f[x + shift] - q * after) / p;
        }
    }
    Some(h)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mycrm_quantum::Control;
    use mycrm_quantum::random::Stream;

    #[test]
    fn taking_a_deal_out_is_the_same_as_never_having_put_it_in() {
        let mut random = Stream::new(8, 0);
        let deals: Vec<Outcome> = (0..40)
            .map(|_| Outcome {
                amount: (1 + random.below(30)) as i64 * 10_000,
                probability: random.unit(),
            })
            .collect();
        let total = Total::of(&deals, Control::default()).unwrap();
        let target = total.quantile(0.6);
        for (at, deal) in deals.iter().enumerate() {
            let mut others = deals.clone();
            others.remove(at);
            let others = Total::of(&others, Control::default()).unwrap();
            let (lost, won) = with_and_without(&total, deal, target);
            assert!((lost - others.at_least(target)).abs() < 1e-8, "{deal:?}");
            assert!(
                (won - others.at_least(target - deal.amount)).abs() < 1e-8,
                "{deal:?}"
            );
            // The law of total probability.
            let whole = deal.probability * won + (1.0 - deal.probability) * lost;
            assert!((whole - total.at_least(target)).abs() < 1e-9);
        }
        // And the same where deals share a factor.
        let mixture = Mixture::of(&deals, 0.3, Control::default()).unwrap();
        for (at, deal) in deals.iter().enumerate() {
            let (lost, won) = decided(&mixture, at, target);
            let whole = deal.probability * won + (1.0 - deal.probability) * lost;
            assert!(
                (whole - mixture.total.at_least(target)).abs() < 1e-7,
                "{deal:?}"
            );
        }
    }
}

//! The same by amplitude estimation: a circuit whose flag is 1 with the probability to reach the target, and one whose
//! flag is 1 with the mean as a share of the most there can be.
//!
//! Few deals with a common measure go into the circuit one qubit each and are added up there. More deals than qubits
//! would fit are summed beforehand: their distribution, calculated exactly, is cut into cells with an edge at the
//! target and loaded by a tree of rotations. The answer says which of the two it was; the second one checks the
//! estimation, it saves no work.

use mycrm_kernel::error::Result;
use mycrm_quantum::Circuit;
use mycrm_quantum::arith::{at_least, sum_width, weighted_sum};
use mycrm_quantum::load::{distribution, objective};

use super::exact::{Outcome, Total};
use crate::simulations::context::refused;

/// Qubits of a loaded distribution.
const REGISTER: usize = 7;
/// Qubits of the register in the drawing of a circuit that is too large to be read.
pub(super) const DRAWN: usize = 3;
/// Most gates that are drawn.
const READABLE: usize = 60;
/// Most deals that get a qubit each.
const DEALS: usize = 7;
/// Most qubits of a circuit.
pub(super) const MOST_QUBITS: usize = 14;

/// A state preparation whose last qubit is the flag.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Code of what it does.
    pub purpose: &'static str,
    /// The preparation.
    pub circuit: Circuit,
    /// The qubit that is 1 where it is good.
    pub flag: usize,
    /// P(flag = 1), calculated.
    pub truth: f64,
}

/// The circuit for P(total ≥ target).
///
/// # Errors
/// Defects only: everything was checked.
pub fn load(deals: &[Outcome], total: &Total, target: i64) -> Result<Loaded> {
    match one_by_one(deals, total, target)? {
        Some(loaded) => Ok(loaded),
        None => summed(total, target, REGISTER),
    }
}

fn one_by_one(deals: &[Outcome], total: &Total, target: i64) -> Result<Option<Loaded>> {
    let deals: Vec<&Outcome> = deals
        .iter()
        .filter(|d| d.amount > 0 && d.probability > 0.0)
        .collect();
    if deals.is_empty() || deals.len() > DEALS || total.shift > 0.0 {
        return Ok(None);
    }
    let weights: Vec<u64> = deals
        .iter()
        .map(|d| (d.amount / total.step).unsigned_abs())
        .collect();
    let (inputs, width) = (deals.len(), sum_width(&weights));
    if inputs + width + 1 > MOST_QUBITS {
        return Ok(None);
    }
    let make = || {
        let flag = inputs + width;
        let mut circuit = Circuit::new(flag + 1)?;
        for (qubit, deal) in deals.iter().enumerate() {
            circuit.ry(qubit, 2.0 * deal.probability.sqrt().asin())?;
        }
        let (deals, sum): (Vec<usize>, Vec<usize>) =
            ((0..inputs).collect(), (inputs..flag).collect());
        weighted_sum(&mut circuit, &weights, &deals, &sum)?;
        let bound = target
            .max(0)
            .unsigned_abs()
            .div_ceil(total.step.unsigned_abs());
        at_least(&mut circuit, &sum, bound, flag)?;
        Ok(Loaded {
            purpose: "deals_and_sum",
            circuit,
            flag,
            truth: total.at_least(target),
        })
    };
    make().map(Some).map_err(refused)
}

/// Cells of the register: probability, and mean amount as a share of the greatest.
struct Cells {
    probabilities: Vec<f64>,
    shares: Vec<f64>,
    /// First cell whose amounts reach the target.
    bound: usize,
}

impl Cells {
    fn of(total: &Total, target: i64, qubits: usize) -> Self {
        let size = 1 << qubits;
        let (count, edge) = (total.mass.len(), total.cell_of(target));
        // Widest cells first that fit on both sides of the edge.
        let width = (count.div_ceil(size)..=count)
            .find(|w| edge.div_ceil(*w) + (count - edge).div_ceil(*w) <= size)
            .unwrap_or(count)
            .max(1);
        let bound = edge.div_ceil(width);
        let most = total.amount(count.saturating_sub(1)).max(1) as f64;
        let (mut probabilities, mut sums) = (vec![0.0; size], vec![0.0; size]);
        for (at, f) in total.mass.iter().enumerate() {
            let cell = if at < edge {
                at / width
            } else {
                bound + (at - edge) / width
            };
            probabilities[cell] += f;
            sums[cell] += f * total.amount(at) as f64 / most;
        }
        let whole: f64 = probabilities.iter().sum();
        let shares = probabilities
            .iter()
            .zip(&sums)
            .map(|(p, s)| {
                if *p > 0.0 {
                    (s / p).clamp(0.0, 1.0)
                } else {
                    0.0
                }
            })
            .collect();
        probabilities.iter_mut().for_each(|p| *p /= whole);
        Self {
            probabilities,
            shares,
            bound,
        }
    }
}

fn summed(total: &Total, target: i64, qubits: usize) -> Result<Loaded> {
    let cells = Cells::of(total, target, qubits);
    let make = || {
        let mut circuit = widened(&distribution(&cells.probabilities)?)?;
        let register: Vec<usize> = (0..qubits).collect();
        at_least(&mut circuit, &register, cells.bound as u64, qubits)?;
        let truth = cells
            .probabilities
            .get(cells.bound..)
            .unwrap_or_default()
            .iter()
            .sum();
        Ok(Loaded {
            purpose: "loaded_total",
            circuit,
            flag: qubits,
            truth,
        })
    };
    make().map_err(refused)
}

/// The circuit whose flag is 1 with the mean as a share of the greatest amount; and that amount.
pub(super) fn load_mean(total: &Total) -> Result<(Loaded, f64)> {
    let cells = Cells::of(total, 0, REGISTER);
    let most = total.amount(total.mass.len().saturating_sub(1)).max(1) as f64;
    let make = || {
        let mut circuit = widened(&distribution(&cells.probabilities)?)?;
        let register: Vec<usize> = (0..REGISTER).collect();
        objective(&mut circuit, &cells.shares, &register, REGISTER)?;
        let truth = cells
            .probabilities
            .iter()
            .zip(&cells.shares)
            .map(|(p, s)| p * s)
            .sum();
        Ok(Loaded {
            purpose: "loaded_mean",
            circuit,
            flag: REGISTER,
            truth,
        })
    };
    Ok((make().map_err(refused)?, most))
}

/// The same circuit with one more qubit.
fn widened(circuit: &Circuit) -> mycrm_quantum::Result<Circuit> {
    let mut wide = Circuit::new(circuit.qubits() + 1)?;
    let all: Vec<usize> = (0..circuit.qubits()).collect();
    wide.compose_on(circuit, &all, &[])?;
    Ok(wide)
}

/// A drawing of the circuit; of one too large to be read, its like with a register of [`DRAWN`] qubits.
pub(super) fn drawing(loaded: &Loaded, total: &Total, target: i64) -> Option<String> {
    if loaded.circuit.gate_count() <= READABLE {
        return loaded.circuit.draw_svg().ok();
    }
    summed(total, target, DRAWN).ok()?.circuit.draw_svg().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mycrm_quantum::random::Stream;
    use mycrm_quantum::{Control, State};

    fn flag(loaded: &Loaded) -> f64 {
        let mut state = State::zero(loaded.circuit.qubits()).unwrap();
        state.apply_circuit(&loaded.circuit).unwrap();
        state.probability_of_one(loaded.flag).unwrap()
    }

    #[test]
    fn few_deals_are_added_up_in_the_circuit() {
        let deals = [(3, 0.25), (1, 0.5), (4, 0.75)].map(|(a, probability)| Outcome {
            amount: a * 10_000,
            probability,
        });
        let total = Total::of(&deals, Control::default()).unwrap();
        for target in [0, 10_000, 35_000, 40_000, 80_000, 90_000] {
            let loaded = load(&deals, &total, target).unwrap();
            assert_eq!(loaded.purpose, "deals_and_sum");
            assert!(
                (flag(&loaded) - total.at_least(target)).abs() < 1e-12,
                "{target}"
            );
            assert!((loaded.truth - total.at_least(target)).abs() < 1e-12);
        }
    }

    #[test]
    fn many_deals_are_loaded_with_an_edge_at_the_target() {
        let mut random = Stream::new(4, 0);
        let deals: Vec<Outcome> = (0..60)
            .map(|_| Outcome {
                amount: (1 + random.below(500)) as i64 * 10_000,
                probability: random.unit(),
            })
            .collect();
        let total = Total::of(&deals, Control::default()).unwrap();
        for share in [0.001, 0.2, 0.5, 0.77, 0.999] {
            let target = total.quantile(share);
            let loaded = load(&deals, &total, target).unwrap();
            assert_eq!(loaded.purpose, "loaded_total");
            assert!(
                (flag(&loaded) - total.at_least(target)).abs() < 1e-9,
                "{share}"
            );
        }
        let (mean, most) = load_mean(&total).unwrap();
        let expected = super::super::exact::moments(&deals).0;
        assert!((flag(&mean) * most / expected - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_target_out_of_reach_is_never_reached() {
        let deals = [Outcome {
            amount: 10_000,
            probability: 0.5,
        }; 30];
        let total = Total::of(&deals, Control::default()).unwrap();
        let loaded = load(&deals, &total, 10_000_000).unwrap();
        assert!(flag(&loaded) < 1e-12);
        assert!(flag(&load(&deals, &total, 0).unwrap()) > 1.0 - 1e-12);
    }
}

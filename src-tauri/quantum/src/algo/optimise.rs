//! Finding the parameters with the lowest expectation: VQE and QAOA are this with their circuits.

use super::variational::{gradient, value};
use crate::circuit::Circuit;
use crate::error::{Error, Result};
use crate::measure::PauliSum;

/// How long and how boldly to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Most gradient steps.
    pub steps: usize,
    /// Step size of Adam, in radians.
    pub rate: f64,
    /// Stop once the largest gradient component is below this.
    pub tolerance: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            steps: 200,
            rate: 0.1,
            tolerance: 1e-5,
        }
    }
}

/// Where the search ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Minimum {
    /// The lowest expectation seen.
    pub value: f64,
    /// The parameters there, in the order of [`Circuit::parameters`].
    pub parameters: Vec<f64>,
    /// The expectation at every step.
    pub history: Vec<f64>,
}

/// Minimises ⟨H⟩ over the circuit's parameters with Adam (Kingma and Ba 2015) on the
/// parameter-shift gradient, from `start`. `progress` is told (step, value) and stops the search by
/// answering false.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` answers false; those of [`gradient`].
pub fn minimise(
    circuit: &Circuit,
    observable: &PauliSum,
    start: &[f64],
    settings: Settings,
    mut progress: impl FnMut(usize, f64) -> bool,
) -> Result<Minimum> {
    let (fast, slow) = (0.9, 0.999);
    let mut x = start.to_vec();
    let (mut m, mut v) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    let first = value(circuit, observable, &x)?;
    let mut best = Minimum {
        value: first,
        parameters: x.clone(),
        history: vec![first],
    };
    for step in 1..=settings.steps {
        let g = gradient(circuit, observable, &x)?;
        if g.iter().all(|d| d.abs() < settings.tolerance) {
            break;
        }
        for i in 0..x.len() {
            m[i] = fast * m[i] + (1.0 - fast) * g[i];
            v[i] = slow * v[i] + (1.0 - slow) * g[i] * g[i];
            let mean = m[i] / (1.0 - f64::powi(fast, step as i32));
            let spread = v[i] / (1.0 - f64::powi(slow, step as i32));
            x[i] -= settings.rate * mean / (spread.sqrt() + 1e-8);
        }
        let now = value(circuit, observable, &x)?;
        best.history.push(now);
        if now < best.value {
            best.value = now;
            best.parameters.clone_from(&x);
        }
        if !progress(step, now) {
            return Err(Error::Cancelled);
        }
    }
    Ok(best)
}

//! Amplitude estimation: the probability a of a good state from few calls of the amplification
//! operator Q.
//!
//! Query counts are calls of Q, one per power per shot, so that Monte Carlo's samples compare with
//! them.

mod canonical;
mod iterative;
mod likelihood;
mod special;

pub use canonical::{Canonical, canonical};
pub use iterative::{Interval, Iterative, IterativeSettings, iterative};
pub use likelihood::{Likelihood, maximum_likelihood};
pub use special::{
    beta_quantile, chernoff, clopper_pearson, normal_cdf, normal_quantile, regularised_beta,
};

use crate::algo::Amplification;
use crate::circuit::Circuit;
use crate::control::Control;
use crate::error::{Result, probability};
use crate::random::Stream;
use crate::state::State;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Something that can be asked how likely a good outcome is after A and k times Q.
pub trait Oracle {
    /// P(good) after Q^k A |0⟩, which is sin²((2k + 1) θ) with a = sin²θ.
    ///
    /// # Errors
    /// Whatever simulating it can meet.
    fn good(&mut self, power: usize) -> Result<f64>;

    /// How many of `shots` measurements after Q^k A |0⟩ are good.
    ///
    /// # Errors
    /// As [`Oracle::good`].
    fn shots(&mut self, power: usize, shots: usize, random: &mut Stream) -> Result<usize> {
        let p = self.good(power)?;
        Ok((0..shots).filter(|_| random.unit() < p).count())
    }
}

/// An oracle whose amplitude is known: for studying the estimators themselves.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    theta: f64,
}

impl Known {
    /// The oracle with P(good) = a.
    ///
    /// # Errors
    /// [`crate::Error::Probability`].
    pub fn new(a: f64) -> Result<Self> {
        Ok(Self {
            theta: probability("an amplitude", a)?.sqrt().asin(),
        })
    }
}

impl Oracle for Known {
    fn good(&mut self, power: usize) -> Result<f64> {
        Ok(((2 * power + 1) as f64 * self.theta).sin().powi(2))
    }
}

/// An oracle that simulates A and Q, keeping the state so that a higher power goes on from there.
#[derive(Debug)]
pub struct Simulated {
    problem: Amplification,
    operator: Circuit,
    objective: usize,
    state: State,
    power: Option<usize>,
    stop: Option<Arc<AtomicBool>>,
}

impl Simulated {
    /// A prepares, and `objective` = |1⟩ is good.
    ///
    /// # Errors
    /// As [`Amplification::on_qubit`]; [`crate::Error::OutOfMemory`].
    pub fn new(prepare: Circuit, objective: usize) -> Result<Self> {
        Self::within(prepare, objective, u128::MAX)
    }

    /// As [`Simulated::new`], refused unless the state fits in `budget` bytes.
    ///
    /// # Errors
    /// As [`Amplification::on_qubit`]; [`crate::Error::OutOfMemory`].
    pub fn within(prepare: Circuit, objective: usize, budget: u128) -> Result<Self> {
        let state = State::zero_within(prepare.qubits(), budget)?;
        let problem = Amplification::on_qubit(prepare, objective)?;
        let operator = problem.operator()?;
        Ok(Self {
            problem,
            operator,
            objective,
            state,
            power: None,
            stop: None,
        })
    }
}

impl Simulated {
    /// Answers [`crate::Error::Cancelled`] once `stop` is raised, which ends the estimation that
    /// asks.
    #[must_use]
    pub fn stopped_by(mut self, stop: Arc<AtomicBool>) -> Self {
        self.stop = Some(stop);
        self
    }
}

impl Oracle for Simulated {
    fn good(&mut self, power: usize) -> Result<f64> {
        let stop = self.stop.clone();
        let control = Control {
            stop: stop.as_deref(),
            progress: None,
        };
        // Until it is done, the state is of no known power.
        let before = self.power.take();
        let from = match before {
            Some(at) if at <= power => at,
            _ => {
                self.state.reset_all();
                self.state
                    .apply_circuit_with(self.problem.prepare(), control)?;
                0
            }
        };
        for _ in from..power {
            self.state.apply_circuit_with(&self.operator, control)?;
        }
        self.power = Some(power);
        self.state.probability_of_one(self.objective)
    }
}

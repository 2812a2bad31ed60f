//! What the ways that were counted say about where each state leads.
//!
//! Each state's departures are multinomial; the prior is a Dirichlet distribution of the given weight, spread evenly over
//! the states it can lead to, so the posterior is Dirichlet with the counts added (Gelman et al., "Bayesian Data
//! Analysis", section 3.4).

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::beta_quantile;
use mycrm_quantum::paths::Chain;
use mycrm_quantum::random::Stream;
use ndarray::Array2;

use super::history::Counted;
use super::states::{Of, States};
use crate::chance::dirichlet;
use crate::simulations::context::refused;

/// The posterior: weights of a Dirichlet distribution per state.
#[derive(Debug, Clone)]
pub(super) struct Posterior {
    /// Shape (states, states); rows of ends are 0.
    pub(super) weights: Array2<f64>,
    /// Of where ways begin.
    pub(super) starts: Vec<f64>,
}

/// A chain and where its ways begin.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    pub(super) chain: Chain,
    pub(super) start: Vec<f64>,
}

impl Posterior {
    pub(super) fn new(counted: &Counted, states: &States, prior: f64) -> Self {
        let n = states.len();
        let mut weights = counted.steps.clone();
        for from in 0..n {
            let next: Vec<usize> = (0..n).filter(|to| states.leads(from, *to)).collect();
            for to in &next {
                weights[[from, *to]] += prior / next.len() as f64;
            }
        }
        let begins = |s: &usize| matches!(states.list[*s], Of::Stage(_));
        let places = (0..n).filter(begins).count().max(1) as f64;
        let starts = (0..n)
            .map(|s| counted.starts[s] + if begins(&s) { prior / places } else { 0.0 })
            .collect();
        Self { weights, starts }
    }

    /// The chain of posterior means.
    pub(super) fn mean(&self) -> Result<Learned> {
        self.made(|weights| {
            let total: f64 = weights.iter().sum();
            weights.iter().map(|w| w / total).collect()
        })
    }

    /// A chain drawn from the posterior.
    pub(super) fn draw(&self, random: &mut Stream) -> Result<Learned> {
        self.made(|weights| dirichlet(weights, random))
    }

    fn made(&self, mut row_of: impl FnMut(&[f64]) -> Vec<f64>) -> Result<Learned> {
        let mut matrix = Array2::zeros(self.weights.dim());
        for (from, weights) in self.weights.rows().into_iter().enumerate() {
            let weights = weights.to_vec();
            if weights.iter().sum::<f64>() > 0.0 {
                for (to, p) in row_of(&weights).into_iter().enumerate() {
                    matrix[[from, to]] = p;
                }
            } else {
                matrix[[from, from]] = 1.0;
            }
        }
        Ok(Learned {
            chain: Chain::new(matrix.view()).map_err(refused)?,
            start: row_of(&self.starts),
        })
    }

    /// The credible interval of one transition: its marginal is a beta distribution.
    pub(super) fn interval(&self, from: usize, to: usize, confidence: f64) -> (f64, f64) {
        let own = self.weights[[from, to]];
        let others = self.weights.row(from).sum() - own;
        if own <= 0.0 || others <= 0.0 {
            let certain = f64::from(u8::from(own > 0.0));
            return (certain, certain);
        }
        let tail = (1.0 - confidence) / 2.0;
        (
            beta_quantile(tail, own, others),
            beta_quantile(1.0 - tail, own, others),
        )
    }
}

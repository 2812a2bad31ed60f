//! What simulations draw and how they sum it up: blocks of numbered random streams, a few distributions, checks of
//! parameters, the figures of risk, and how they are told.

mod blocks;
mod checks;
mod distributions;
mod risk;
mod tell;

#[cfg(test)]
pub(crate) use blocks::assert_repeats;
pub(crate) use blocks::blocks;
pub(crate) use checks::Checks;
pub(crate) use distributions::{around_one, beta, binomial_quantile, dirichlet, poisson_quantile};
pub(crate) use risk::{Sorted, mean_of};
pub(crate) use tell::{Drawn, exact, named};

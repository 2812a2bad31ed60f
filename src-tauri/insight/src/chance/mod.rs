//! What simulations draw and how they sum it up: blocks of numbered random streams, a few distributions, and the figures
//! of risk. Numbers in, numbers out.

mod blocks;
mod checks;
mod distributions;
mod risk;

pub(crate) use blocks::blocks;
pub(crate) use checks::Checks;
pub(crate) use distributions::{
    beta, binomial_quantile, dirichlet, gamma, normal_cdf, poisson_quantile,
};
pub(crate) use risk::{Mean, Risk, Sorted, mean, quantile_interval};

//! Loading probability distributions into amplitudes.

mod distribution;
mod tree;

pub use distribution::{Grid, bernoulli, log_normal, normal};
pub use tree::{distribution, multiplexed_ry, objective, state};

//! Arithmetic on registers: comparing with a constant, weighted sums, piecewise-linear functions.

mod adder;
mod comparator;
mod piecewise;

pub use adder::{sum_width, weighted_sum};
pub use comparator::{at_least, less_than};
pub use piecewise::PiecewiseLinear;

//! The two precisions a state can have.

use num_traits::{Float, NumAssign};
use std::fmt::Debug;
use std::iter::Sum;

/// `f64` (the default: complex128) or `f32` (complex64, half the memory). Sealed.
pub trait Real:
    Float + NumAssign + Default + Sum + Debug + Send + Sync + crate::engine::simd::Kernel + 'static
{
    /// Rounds from `f64`.
    fn of(value: f64) -> Self;
    /// Widens to `f64`.
    fn wide(self) -> f64;
}

impl Real for f64 {
    fn of(value: f64) -> Self {
        value
    }
    fn wide(self) -> f64 {
        self
    }
}

impl Real for f32 {
    fn of(value: f64) -> Self {
        value as f32
    }
    fn wide(self) -> f64 {
        f64::from(self)
    }
}

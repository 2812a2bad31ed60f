//! How circuits are run fast: fuse, schedule into passes, run each pass in cache-sized blocks.
//!
//! `lower` multiplies runs of one-qubit gates; `schedule` orders primitives into passes; `compile`
//! turns a pass into block operations; `run` copies each block out of memory once, does all its
//! operations in cache in split form, and copies it back. `direct` serves single gates.

mod compile;
pub(crate) mod direct;
mod kernels;
mod linear;
pub(crate) mod lower;
pub(crate) mod run;
pub(crate) mod schedule;
pub(crate) mod shared;
pub(crate) mod simd;
mod star;
mod wide;

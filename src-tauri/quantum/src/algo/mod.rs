//! Algorithms as circuits: Fourier transform, phase estimation, Grover search, variational
//! circuits.

mod fourier;
mod grover;
mod optimise;
mod variational;

pub use fourier::{fourier, phase_estimation};
pub use grover::{Amplification, grover, grover_iterations, phase_oracle, reflect_zero};
pub use optimise::{Minimum, Settings, minimise};
pub use variational::{gradient, hardware_efficient, qaoa, value};

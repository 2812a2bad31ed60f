//! The likeliest ways, exactly.

use mycrm_kernel::error::Result;
use mycrm_quantum::paths::Chain;
use ndarray::Array2;

use super::learn::Learned;
use crate::simulations::context::refused;

/// A way from its first state to its end, and how likely it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) states: Vec<usize>,
    pub(super) probability: f64,
}

/// The `count` likeliest ways of at most `steps` steps, likeliest first.
pub(super) fn likeliest(learned: &Learned, steps: usize, count: usize) -> Result<Vec<Way>> {
    let n = learned.chain.states();
    // A state before the first, which is left by where ways begin, makes one search of all beginnings.
    let mut matrix = Array2::zeros((n + 1, n + 1));
    matrix
        .slice_mut(ndarray::s![..n, ..n])
        .assign(&learned.chain.matrix());
    for (s, p) in learned.start.iter().enumerate() {
        matrix[[n, s]] = *p;
    }
    let found = Chain::new(matrix.view())
        .and_then(|chain| chain.likely_paths(n, steps + 1, count))
        .map_err(refused)?;
    Ok(found
        .into_iter()
        .map(|path| Way {
            states: path.states[1..].to_vec(),
            probability: path.probability,
        })
        .collect())
}

/// How likely a way is in a chain.
pub(super) fn probability(learned: &Learned, way: &[usize]) -> f64 {
    let matrix = learned.chain.matrix();
    let first = way.first().map_or(0.0, |s| learned.start[*s]);
    way.windows(2)
        .fold(first, |p, pair| p * matrix[[pair[0], pair[1]]])
}

//! The table that a measurement comes to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::simulations::result::{Method, Note};

/// What one way took for one error.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AdvantageMethod {
    /// The way.
    pub method: Method,
    /// Calls of the amplification operator; of Monte Carlo, samples. Means over the repeats.
    pub queries: f64,
    /// Measurements of the circuit; of Monte Carlo, samples.
    pub shots: f64,
    /// Half-width of the interval that was reached.
    pub half_width: f64,
    /// Root of the mean squared error against the calculated value.
    pub error: f64,
    /// Share of the repeats whose interval held the calculated value.
    pub coverage: f64,
    /// Seconds on this machine, circuits simulated.
    pub seconds: f64,
}

/// One error, all ways.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AdvantageRow {
    /// Half-width of the interval that was asked for.
    pub epsilon: f64,
    /// The ways: iterative, by likelihood, Monte Carlo.
    pub methods: Vec<AdvantageMethod>,
    /// Samples of Monte Carlo for each call of the iterative one, at the same half-width.
    pub samples_per_query: f64,
    /// Seconds of the simulated iterative one for each second of Monte Carlo.
    pub seconds_ratio: f64,
}

/// What was measured.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Advantage {
    /// The calculated probability that all ways estimate.
    pub truth: f64,
    /// Chance that an interval should hold it.
    pub confidence: f64,
    /// How often each way was repeated for each error.
    pub repeats: u32,
    /// Deals of the problem.
    pub deals: u32,
    /// Qubits of the circuit.
    pub qubits: u32,
    /// Gates of one call of the amplification operator.
    pub gates: u64,
    /// Errors, from the widest to the narrowest.
    pub rows: Vec<AdvantageRow>,
    /// By what power of the error the calls of the iterative one grow; −1 in theory.
    pub query_exponent: f64,
    /// By what power of the error the samples of Monte Carlo grow; −2 in theory.
    pub sample_exponent: f64,
    /// The widest error from which on the iterative one calls less often than Monte Carlo samples; none: never here.
    pub fewer_queries_from: Option<f64>,
    /// Sentences about it.
    pub notes: Vec<Note>,
}

/// The slope of log y over log x by least squares.
pub(super) fn exponent(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    let logs: Vec<(f64, f64)> = points
        .filter(|(x, y)| *x > 0.0 && *y > 0.0)
        .map(|(x, y)| (x.ln(), y.ln()))
        .collect();
    let n = logs.len() as f64;
    let (mx, my) = logs
        .iter()
        .fold((0.0, 0.0), |(a, b), (x, y)| (a + x / n, b + y / n));
    let spread: f64 = logs.iter().map(|(x, _)| (x - mx).powi(2)).sum();
    if spread > 0.0 {
        logs.iter().map(|(x, y)| (x - mx) * (y - my)).sum::<f64>() / spread
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::exponent;

    #[test]
    fn a_power_law_has_its_exponent() {
        let law = [0.1, 0.03, 0.001].map(|e: f64| (e, 7.0 * e.powf(-1.5)));
        assert!((exponent(law.into_iter()) + 1.5).abs() < 1e-9);
        assert_eq!(exponent(std::iter::once((0.1, 5.0))), 0.0);
    }
}

//! The circuit of a chain, run: amplitudes of the listed ways, and ending won by amplitude estimation.

use std::time::Instant;

use mycrm_kernel::error::Result;
use mycrm_quantum::estimate::{Interval, IterativeSettings, iterative};
use serde_json::json;

use super::answer::Known;
use super::circuit::Encoded;
use super::states::Of;
use crate::chance::{exact, named};
use crate::simulations::Context;
use crate::simulations::context::refused;
use crate::simulations::result::{
    Amplitude, CircuitUsed, Estimate, Method, Note, SimulationResult, Unit,
};

/// Largest product of gates and amplitudes for which amplitude estimation is run: about two seconds.
const ESTIMATED: u64 = 60_000_000;
/// Shots of a round of amplitude estimation.
const SHOTS: usize = 100;
/// Stream of random numbers of amplitude estimation.
const STREAM: u64 = 1 << 41;
impl Known<'_> {
    /// The circuit, as far as it fits: amplitudes of the listed ways, and ending won by amplitude estimation.
    pub(super) fn encode(
        &self,
        context: &mut Context<'_, '_>,
        result: &mut SimulationResult,
    ) -> Result<Vec<Option<Amplitude>>> {
        let won = self.states.end(Of::Won);
        let (qubits, steps) = (
            self.parameters.qubits as usize,
            self.parameters.steps as usize,
        );
        let Some(encoded) = Encoded::new(&self.learned, won, qubits, steps)? else {
            result.notes.push(Note::caution(
                "paths_circuit_too_large",
                [
                    ("states", json!(self.states.len())),
                    ("qubits", json!(qubits)),
                ],
            ));
            return Ok(vec![None; self.ways.len()]);
        };
        let state = encoded.run(context.control())?;
        let found: Vec<Option<Amplitude>> = self
            .ways
            .iter()
            .map(|way| {
                let (re, im) = encoded.amplitude(&state, &way.states)?;
                Some(Amplitude {
                    re,
                    im,
                    modulus: re.hypot(im),
                    phase: im.atan2(re),
                })
            })
            .collect();
        let off = found.iter().zip(&self.ways).filter_map(|(found, way)| {
            found.map(|a| (a.modulus * a.modulus - way.probability).abs())
        });
        let worst = off.fold(0.0, f64::max);
        drop(state);
        let circuit = &encoded.prepare;
        let mut used = CircuitUsed {
            purpose: "paths".into(),
            qubits: circuit.qubits() as u32,
            depth: circuit.depth() as u32,
            gates: circuit.gate_count() as u64,
            ..CircuitUsed::default()
        };
        result.notes.push(Note::information(
            "paths_circuit",
            [("steps", json!(encoded.steps)), ("deviation", json!(worst))],
        ));
        if used.gates << used.qubits <= ESTIMATED {
            self.estimate(&encoded, context, &mut used, result)?;
        } else {
            result
                .notes
                .push(Note::information("paths_circuit_not_estimated", []));
        }
        result.circuit = Some(used);
        Ok(found)
    }

    fn estimate(
        &self,
        encoded: &Encoded,
        context: &Context<'_, '_>,
        used: &mut CircuitUsed,
        result: &mut SimulationResult,
    ) -> Result<()> {
        let (confidence, clock) = (self.parameters.confidence, Instant::now());
        let mut oracle = context.oracle(&encoded.prepare, encoded.flag)?;
        let settings = IterativeSettings {
            epsilon: self.parameters.epsilon,
            alpha: 1.0 - confidence,
            shots: SHOTS,
            interval: Interval::ClopperPearson,
        };
        let found =
            iterative(&mut oracle, settings, &mut context.stream(STREAM)).map_err(refused)?;
        let base = Estimate {
            subject: named(encoded.steps.to_string()),
            ..exact(
                "won_within",
                Unit::Probability,
                self.won_within(encoded.steps),
            )
        };
        result.estimates.push(base.clone());
        result.estimates.push(Estimate {
            method: Method::IterativeAmplitudeEstimation,
            value: found.estimate,
            low: found.interval.0,
            high: found.interval.1,
            confidence,
            queries: Some(found.queries),
            samples: Some(found.shots),
            seconds: clock.elapsed().as_secs_f64(),
            ..base
        });
        used.power = found.powers.iter().copied().max().unwrap_or(0) as u64;
        (used.shots, used.queries) = (found.shots, found.queries);
        Ok(())
    }
}

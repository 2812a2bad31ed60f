//! The figures of this crate, one JSON line each: `{"name","value","unit","against","ratio"}`.
//!
//! `against` is the target and `ratio` is value / against. Run with `cargo bench -p mycrm-quantum
//! --bench figures`; add names (`-- ansatz paths`) to run only those. Without `--bench` (as `cargo
//! test --benches` calls it) sizes are tiny.
#![allow(clippy::print_stdout)]

#[path = "parts/circuits.rs"]
mod circuits;
#[path = "parts/clock.rs"]
mod clock;

use clock::{cpu_seconds, peak_bytes, wall};
use mycrm_quantum::estimate::{IterativeSettings, Known, iterative, maximum_likelihood};
use mycrm_quantum::paths::Chain;
use mycrm_quantum::random::Stream;
use mycrm_quantum::{Circuit, Control, Error, Gate, Result, State};
use ndarray::Array2;

struct Bench {
    full: bool,
    only: Vec<String>,
}

impl Bench {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|o| name.contains(o.as_str()))
    }

    /// The size to measure: the real one, or one that only shows that it runs.
    fn qubits(&self, n: usize) -> usize {
        if self.full { n } else { n.min(10) }
    }
}

fn line(name: &str, value: f64, unit: &str, against: f64) {
    println!(
        "{{\"name\":\"{name}\",\"value\":{value:.6},\"unit\":\"{unit}\",\"against\":{against},\"ratio\":{:.4}}}",
        value / against
    );
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let bench = Bench {
        full: arguments.iter().any(|a| a == "--bench"),
        only: arguments
            .into_iter()
            .filter(|a| !a.starts_with("--"))
            .collect(),
    };
    random_things(&bench)?;
    circuits(&bench)?;
    singles(&bench)?;
    memory(&bench)
}

/// Measures `turns` runs of a circuit from |0…0⟩: the best wall time against its target, and the
/// best processor time of all threads against twice that (two threads), which a busy machine hardly
/// changes.
fn timed(name: &str, circuit: &Circuit, turns: usize, against: f64) -> Result<()> {
    let mut state = State::zero(circuit.qubits())?;
    let (mut best, mut least) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..turns {
        let before = cpu_seconds();
        let (seconds, result) = wall(|| {
            state.reset_all();
            state.apply_circuit(circuit)
        });
        result?;
        best = best.min(seconds);
        if let (Some(a), Some(b)) = (before, cpu_seconds()) {
            least = least.min(b - a);
        }
    }
    line(name, best, "s", against);
    if least.is_finite() {
        line(
            &format!("{name}, processor"),
            least,
            "s of all threads",
            2.0 * against,
        );
    }
    Ok(())
}

fn circuits(bench: &Bench) -> Result<()> {
    // Targets: 0.25, 0.5 and 0.6 of the best peer's wall time on a quiet machine of two cores.
    for (n, against) in [(20, 0.0725), (22, 0.355), (24, 1.2)] {
        let name = format!("ansatz {n}");
        if bench.wants(&name) {
            timed(&name, &circuits::ansatz(bench.qubits(n), 10)?, 3, against)?;
        }
    }
    let n = bench.qubits(24);
    if bench.wants("qft 24") {
        timed("qft 24", &circuits::fourier(n)?, 3, 1.4)?;
    }
    if bench.wants("h 24") {
        timed("h 24", &circuits::hadamards(n)?, 5, 0.132)?;
    }
    Ok(())
}

/// One-qubit gates one by one, against a pass that only scales the state.
fn singles(bench: &Bench) -> Result<()> {
    if !bench.wants("single gate 24") {
        return Ok(());
    }
    let n = bench.qubits(24);
    let mut state = State::zero(n)?;
    let gate = Gate::U3(0.3.into(), 0.2.into(), 0.1.into());
    // In turns, so that what else the machine does meanwhile falls on the pass and on all qubits alike.
    let (mut pass, mut best) = (f64::INFINITY, vec![f64::INFINITY; n]);
    for _ in 0..12 {
        pass = pass.min(wall(|| scale(&mut state)).0);
        for (q, best) in best.iter_mut().enumerate() {
            let (seconds, result) = wall(|| state.apply(gate.clone(), &[q], &[]));
            result?;
            *best = best.min(seconds);
        }
    }
    line("memory pass 24", pass * 1e3, "ms", 9.0);
    let mean = best.iter().sum::<f64>() / n as f64;
    let worst = best.iter().copied().fold(0.0, f64::max);
    line("single gate 24, mean", mean / pass, "passes", 1.2);
    line("single gate 24, worst qubit", worst / pass, "passes", 1.2);
    Ok(())
}

/// A pass over memory: every amplitude is read and written once, in place, by all threads.
fn scale(state: &mut State) {
    use rayon::prelude::*;
    if let Some(amplitudes) = state.amplitudes_mut().as_slice_mut() {
        amplitudes
            .par_chunks_mut(1 << 14)
            .for_each(|part| part.iter_mut().for_each(|z| *z *= 0.999_999_9));
    }
}

fn memory(bench: &Bench) -> Result<()> {
    if !bench.wants("ansatz 25") && !bench.wants("peak memory") {
        return Ok(());
    }
    let n = bench.qubits(25);
    timed("ansatz 25", &circuits::ansatz(n, 10)?, 2, 3.1)?;
    if let Some(peak) = peak_bytes() {
        line(
            "peak memory 25",
            peak / State::bytes(n) as f64,
            "states",
            1.1,
        );
    }
    Ok(())
}

fn random_things(bench: &Bench) -> Result<()> {
    if bench.wants("shots") {
        let n = bench.qubits(20);
        let mut state = State::zero(n)?;
        state.apply_circuit(&circuits::ansatz(n, 3)?)?;
        let best = (0..3)
            .map(|seed| wall(|| state.sample(1_000_000, seed)).0)
            .fold(f64::INFINITY, f64::min);
        line("a million shots of 20 qubits", best * 1e3, "ms", 150.0);
    }
    if bench.wants("paths") {
        paths(if bench.full { 10_000_000 } else { 10_000 })?;
    }
    if bench.wants("estimation") {
        let (mut queries, mut inside, mut square) = (0.0, 0.0, 0.0);
        let mut oracle = Known::new(0.2)?;
        for seed in 0..100 {
            let random = &mut Stream::new(seed, 0);
            let r = iterative(&mut oracle, IterativeSettings::default(), random)?;
            queries += r.queries as f64 / 100.0;
            inside += f64::from(u8::from(r.interval.0 <= 0.2 && 0.2 <= r.interval.1));
        }
        for seed in 0..1000 {
            let m = maximum_likelihood(&mut oracle, 5, 100, 0.05, &mut Stream::new(seed, 1))?;
            square += (m.estimate - 0.2).powi(2) / 1000.0;
        }
        line(
            "iterative estimation, mean queries",
            queries,
            "calls of Q",
            27_000.0,
        );
        line(
            "iterative estimation, intervals that hold",
            inside,
            "of 100",
            95.0,
        );
        line(
            "maximum-likelihood estimation, rms error",
            square.sqrt(),
            "",
            0.0012,
        );
    }
    Ok(())
}

/// The twelve-state chain of `peers/montecarlo.py`, at most 30 steps.
fn paths(count: u64) -> Result<()> {
    let mut r = circuits::SplitMix::new(7);
    let mut matrix = Array2::zeros((12, 12));
    for state in 0..10 {
        let mut row: Vec<f64> = (0..12).map(|_| r.unit()).collect();
        row[10] *= 0.15 * (state + 1) as f64 / 10.0 * 4.0;
        row[11] *= 0.35;
        let total: f64 = row.iter().sum();
        row.iter()
            .enumerate()
            .for_each(|(t, p)| matrix[[state, t]] = p / total);
    }
    matrix[[10, 10]] = 1.0;
    matrix[[11, 11]] = 1.0;
    let chain = Chain::new(matrix.view())?;
    let start: Vec<f64> = (0..12).map(|s| f64::from(u8::from(s == 0))).collect();
    let exact = chain.after(&start, 30)?[10];
    let (mut best_cpu, mut best_wall, mut won) = (f64::INFINITY, f64::INFINITY, 0);
    for seed in 0..5 {
        let before = cpu_seconds();
        let (seconds, tally) = wall(|| chain.walk(&start, 30, count, seed, Control::default()));
        best_wall = best_wall.min(seconds);
        if let (Some(a), Some(b)) = (before, cpu_seconds()) {
            best_cpu = best_cpu.min(b - a);
        }
        won = tally?.ended(&chain)[10];
    }
    let z = (won as f64 / count as f64 - exact) / (exact * (1.0 - exact) / count as f64).sqrt();
    if z.abs() > 5.0 {
        return Err(Error::Invalid(format!(
            "the paths are {z} deviations off the exact answer"
        )));
    }
    line(
        "paths per CPU second",
        count as f64 / best_cpu.max(1e-9) / 1e6,
        "million",
        25.0,
    );
    line(
        "paths per second",
        count as f64 / best_wall / 1e6,
        "million",
        50.0,
    );
    Ok(())
}

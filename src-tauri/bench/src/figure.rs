//! Figures: percentiles of many runs, one JSON line each.

use std::io::Write;
use std::time::{Duration, Instant};

use mycrm_kernel::error::Result;
use serde_json::json;

/// A figure beside its floor.
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// The floor, in the same unit.
    pub(crate) against: Option<f64>,
    /// Mean CPU of the calling thread, and of the floor: what a busy machine does not distort.
    pub(crate) cpu: Option<(f64, Option<f64>)>,
    /// The median, and that of the floor: what one busy moment does not distort.
    pub(crate) medians: Option<(f64, f64)>,
    /// What it is to be, where that was said beforehand.
    pub(crate) to_reach: Option<&'static str>,
}

impl Figure {
    pub(crate) fn alone(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            against: None,
            cpu: None,
            medians: None,
            to_reach: None,
        }
    }

    /// How many times the floor it takes, by the medians.
    pub(crate) fn ratio(&self) -> f64 {
        self.medians
            .map_or(0.0, |(ours, floor)| ours / floor.max(1e-9))
    }

    /// The same with what it is to be.
    pub(crate) fn reaching(mut self, goal: &'static str) -> Self {
        self.to_reach = Some(goal);
        self
    }

    /// The figure of many runs of one thing.
    pub(crate) fn of(name: impl Into<String>, runs: &mut Runs) -> Self {
        Self {
            cpu: Some((mean(&runs.cpu), None)),
            ..Self::alone(name, p95(&mut runs.wall), "ms p95")
        }
    }

    /// Prints it.
    pub(crate) fn print(&self) {
        let round = |number: f64| (number * 1_000.0).round() / 1_000.0;
        let line = json!({
            "name": self.name,
            "value": round(self.value),
            "unit": self.unit,
            "against": self.against.map(round),
            "ratio": self.against.map(|floor| round(self.value / floor.max(1e-9))),
            "median": self.medians.map(|(ours, _)| round(ours)),
            "median_ratio": self.medians.map(|_| round(self.ratio())),
            "to_reach": self.to_reach,
            "cpu": self.cpu.map(|(ours, _)| round(ours)),
            "cpu_ratio": self.cpu.and_then(|(ours, floor)| floor.filter(|floor| *floor > 0.0).map(|floor| round(ours / floor))),
        });
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{line}");
        let _ = out.flush();
    }
}

/// Tells a person what is going on, beside the figures.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Milliseconds of one run.
pub(crate) fn time<T>(work: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let began = Instant::now();
    let answer = work()?;
    Ok((millis(began.elapsed()), answer))
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Times of many runs, in milliseconds.
#[derive(Default)]
pub(crate) struct Runs {
    pub(crate) wall: Vec<f64>,
    pub(crate) cpu: Vec<f64>,
}

impl Runs {
    /// Runs `work` once more.
    pub(crate) fn add<T>(&mut self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let before = thread_cpu();
        let (wall, answer) = time(work)?;
        self.cpu.push(thread_cpu() - before);
        self.wall.push(wall);
        Ok(answer)
    }
}

/// Milliseconds that this thread has been on a processor (Linux; elsewhere 0).
#[expect(
    clippy::disallowed_methods,
    reason = "the kernel of the system tells it in a file"
)]
pub(crate) fn thread_cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos: Option<f64> = told
        .split_whitespace()
        .next()
        .and_then(|text| text.parse().ok());
    nanos.unwrap_or(0.0) / 1e6
}

/// One run's CPU is known to a tick of some milliseconds only; over many runs the ticks fall where the time went.
fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len().max(1) as f64
}

/// The value below which 95 of a hundred lie.
pub(crate) fn p95(times: &mut [f64]) -> f64 {
    percentile(times, 0.95)
}

pub(crate) fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1));
    times.get(at - 1).copied().unwrap_or_default()
}

/// p95 in milliseconds of `work` and of its floor, run by turns so that both see the same machine, and each before the
/// other every second time: who comes first has to decrypt the pages that the other one finds in memory.
pub(crate) fn beside(
    name: impl Into<String>,
    rounds: usize,
    mut work: impl FnMut(usize) -> Result<()>,
    mut floor: impl FnMut(usize) -> Result<()>,
) -> Result<Figure> {
    let (mut ours, mut bare) = (Runs::default(), Runs::default());
    // Once before it counts: statements are prepared, pages are read.
    work(0)?;
    floor(0)?;
    for round in 0..rounds {
        if round % 2 == 0 {
            ours.add(|| work(round))?;
            bare.add(|| floor(round))?;
        } else {
            bare.add(|| floor(round))?;
            ours.add(|| work(round))?;
        }
    }
    Ok(Figure {
        name: name.into(),
        value: p95(&mut ours.wall),
        unit: "ms p95",
        against: Some(p95(&mut bare.wall)),
        cpu: Some((mean(&ours.cpu), Some(mean(&bare.cpu)))),
        medians: Some((
            percentile(&mut ours.wall, 0.5),
            percentile(&mut bare.wall, 0.5),
        )),
        to_reach: None,
    })
}

//! Wall time, processor time and peak memory of this process.

#![expect(
    clippy::disallowed_methods,
    reason = "a measurement reads what the system says about this process"
)]

use std::time::Instant;

/// Seconds a piece of work took, and what it made.
pub(crate) fn wall<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let out = work();
    (start.elapsed().as_secs_f64(), out)
}

/// Processor seconds of all threads so far, to the nanosecond; `None` where the system does not
/// say.
pub(crate) fn cpu_seconds() -> Option<f64> {
    let mut total = 0.0;
    for task in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        total += text.split_whitespace().next()?.parse::<f64>().ok()?;
    }
    Some(total * 1e-9)
}

/// Most memory resident at once so far; `None` where the system does not say.
pub(crate) fn peak_bytes() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0)
}

//! The log: one file a day, the last seven kept. It says which operation failed with which code and trace, and never
//! what was in a record; what a person reads on the screen is found again by its trace.

use std::io;
use std::panic::PanicHookInfo;
use std::path::PathBuf;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

use crate::place;

/// Days kept.
const KEPT: usize = 7;
/// Sets what is logged, in the grammar of tracing's filters.
const VARIABLE: &str = "MYCRM_LOG";

/// Where the log files lie.
pub fn folder() -> PathBuf {
    place::data_folder().join("logs")
}

/// Starts logging into files that begin with `name`. What is still in memory is written when the guard goes.
pub fn start(name: &str) -> io::Result<WorkerGuard> {
    place::make(&folder())?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(folder())
        .map_err(io::Error::other)?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter =
        EnvFilter::try_from_env(VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn,mycrm=info"));
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_env_filter(filter)
        .with_ansi(false)
        .try_init()
        .map_err(io::Error::other)?;
    std::panic::set_hook(Box::new(panicked));
    Ok(guard)
}

/// A panic's message may hold what a person typed; its place in the code does not.
fn panicked(panic: &PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map(ToString::to_string)
        .unwrap_or_default();
    let thread = std::thread::current();
    tracing::error!(
        place,
        thread = thread.name().unwrap_or("?"),
        "a defect of the program: it panicked"
    );
}

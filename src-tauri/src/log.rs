//! The log: one file a day, the last seven kept. It says which operation failed with which code and trace, and never
//! what was in a record; what a person reads on the screen is found again by its trace.

use std::path::PathBuf;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

use crate::place;

/// Days kept.
const KEPT: usize = 7;

/// Where the log files lie: beside the database.
pub(crate) fn folder() -> PathBuf {
    place::database().with_file_name("logs")
}

/// Starts logging. What is still in memory is written when the guard goes.
pub(crate) fn start() -> Result<WorkerGuard, InitError> {
    // Whoever cannot make the folder is told so by the database; the log then goes nowhere.
    let _ = place::make_room(&folder().join("any"));
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("mycrm-desktop")
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(folder())?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter =
        EnvFilter::try_from_env("MYCRM_LOG").unwrap_or_else(|_| EnvFilter::new("warn,mycrm=info"));
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_env_filter(filter)
        .with_ansi(false)
        .init();
    std::panic::set_hook(Box::new(panicked));
    Ok(guard)
}

/// A panic's message may hold what a person typed; its place in the code does not.
fn panicked(panic: &std::panic::PanicHookInfo<'_>) {
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

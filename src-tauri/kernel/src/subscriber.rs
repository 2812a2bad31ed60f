//! Durable readers of the change log: each has a cursor, gets every change at least once, goes on after a crash
//! where it was, and acts only by calling commands. Changes from another device are not shown to them: that
//! device's subscribers have seen them already.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::app::App;
use crate::bell::{self, Bell};
use crate::caller::{Caller, Face, Origin};
use crate::change::{Action, Change, parse_fields};
use crate::error::{Error, Result};

/// Changes handed over at a time.
const BATCH: i64 = 500;
/// How long the thread sleeps when nothing happens.
const NAP: Duration = Duration::from_millis(500);
/// Longest wait after failures.
const LONGEST: Duration = Duration::from_secs(60);

/// Someone who reads the log.
#[derive(Clone)]
pub struct Subscriber {
    /// Stable name: the key of its cursor.
    pub name: &'static str,
    /// Kinds it wants to hear of.
    pub kinds: &'static [&'static str],
    /// What it does with a batch. Must be idempotent: after a crash a batch comes again.
    pub react: fn(&App, &Caller, &[Change]) -> Result<()>,
}

/// All subscribers of an app.
pub(crate) struct Subscribers {
    list: Vec<Subscriber>,
    bell: Arc<Bell>,
}

impl Subscribers {
    pub(crate) fn new(list: Vec<Subscriber>) -> Self {
        Self {
            list,
            bell: Arc::default(),
        }
    }

    pub(crate) fn wake(&self) {
        self.bell.ring();
    }
}

/// Starts the thread. It holds the app only while it works.
pub(crate) fn start(app: &App) {
    if app.subscribers().list.is_empty() {
        return;
    }
    let bell = |app: &App| app.subscribers().bell.clone();
    let mut failures = 0_u32;
    bell::start(app, "subscribers", bell, move |app| {
        failures = match app.run_subscribers() {
            Ok(()) => 0,
            Err(error) => {
                tracing::warn!(code = error.code(), "a subscriber failed");
                failures + 1
            }
        };
        Some(NAP.saturating_mul(1 << failures.min(10)).min(LONGEST))
    });
}

impl App {
    /// Brings every subscriber up to date on this thread. One that fails keeps its cursor; the others go on.
    pub fn run_subscribers(&self) -> Result<()> {
        let mut failed = None;
        for subscriber in &self.subscribers().list {
            loop {
                let outcome = catch_unwind(AssertUnwindSafe(|| advance(self, subscriber)))
                    .unwrap_or_else(|_| {
                        Err(Error::Internal(format!("{} panicked", subscriber.name)))
                    });
                match outcome {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => {
                        note_failure(self, subscriber, &error)?;
                        failed = Some(error);
                        break;
                    }
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Hands one batch over. `false`: it is up to date.
fn advance(app: &App, subscriber: &Subscriber) -> Result<bool> {
    let (cursor, batch, end) = {
        let reader = app.reader()?;
        let cursor: i64 = reader
            .query_row(
                "SELECT seq FROM subscribers WHERE name = ?1",
                [subscriber.name],
                |row| row.get(0),
            )
            .optional()?
            .unwrap_or(0);
        let mut statement = reader.prepare_cached(
            "SELECT c.seq, c.step, c.kind, c.record, c.action, s.origin, c.fields
             FROM changes c JOIN steps s ON s.key = c.step WHERE c.seq > ?1 ORDER BY c.seq LIMIT ?2",
        )?;
        let mut rows = statement.query(params![cursor, BATCH])?;
        let (mut batch, mut end) = (Vec::new(), cursor);
        while let Some(row) = rows.next()? {
            end = row.get(0)?;
            let kind: String = row.get(2)?;
            let origin = Origin::parse(&row.get::<_, String>(5)?)?;
            if origin == Origin::Remote || !subscriber.kinds.contains(&kind.as_str()) {
                continue;
            }
            let fields: Option<String> = row.get(6)?;
            batch.push(Change {
                seq: end,
                step: row.get(1)?,
                kind,
                record: Uuid::from_bytes(row.get(3)?),
                action: Action::parse(&row.get::<_, String>(4)?)?,
                origin,
                fields: fields.map_or(Ok(Vec::new()), |text| parse_fields(&text))?,
            });
        }
        (cursor, batch, end)
    };
    if end == cursor {
        return Ok(false);
    }
    if let Some(last) = batch.last() {
        let caller = app.owner(Face::Local).reacting(last.seq);
        (subscriber.react)(app, &caller, &batch)?;
    }
    app.with_writer(|connection| {
        connection.execute(
            "INSERT INTO subscribers (name, seq) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET seq = excluded.seq, failures = 0, error = NULL",
            params![subscriber.name, end],
        )?;
        Ok(())
    })?;
    Ok(true)
}

fn note_failure(app: &App, subscriber: &Subscriber, error: &Error) -> Result<()> {
    app.with_writer(|connection| {
        connection.execute(
            "INSERT INTO subscribers (name, seq, failures, error) VALUES (?1, 0, 1, ?2)
             ON CONFLICT DO UPDATE SET failures = failures + 1, error = excluded.error",
            params![subscriber.name, error.code()],
        )?;
        Ok(())
    })
}

//! The queue in the database.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{JobState, JobStatus, Lane};
use crate::app::App;
use crate::caller::{Caller, Origin};
use crate::clock::instant_text;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operation::Definition;
use crate::tx::Tx;

/// Tries before a job is given up.
pub(super) const ATTEMPTS: i64 = 5;

const SELECT: &str = "SELECT j.id, j.operation, j.state, j.done, j.total, j.message, j.result, j.error, j.attempts,
    j.created_at, j.started_at, j.finished_at, (SELECT s.id FROM steps s WHERE s.key = j.step) FROM jobs j";

/// Puts a job into the queue and wakes the runner.
pub(crate) fn enqueue(app: &App, caller: &Caller, operation: &str, input: &Json) -> Result<Uuid> {
    let id = app.new_id();
    let now = app.now();
    app.with_writer(|connection| {
        connection.execute(
            "INSERT INTO jobs (id, operation, input, actor, origin, state, run_at, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, ?6)",
            params![
                id.as_bytes(),
                operation,
                input.to_string(),
                caller.actor.as_bytes(),
                caller.origin.name(),
                now
            ],
        )?;
        Ok(())
    })?;
    tell(app, id)?;
    app.jobs().wake();
    Ok(id)
}

/// Puts a job into the queue that goes on with `step` at a checkpoint, in the transaction that began it.
pub(crate) fn hand_over(
    tx: &Tx<'_>,
    operation: &str,
    input: &Json,
    (step, checkpoint): (i64, &Json),
) -> Result<Uuid> {
    let (app, caller) = (tx.app(), tx.caller());
    let (id, now) = (app.new_id(), app.now());
    tx.connection().execute(
        "INSERT INTO jobs (id, operation, input, actor, origin, state, run_at, created_at, step, checkpoint)
         VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, ?6, ?7, ?8)",
        params![
            id.as_bytes(),
            operation,
            input.to_string(),
            caller.actor.as_bytes(),
            caller.origin.name(),
            now,
            step,
            checkpoint.to_string()
        ],
    )?;
    // It waits for the writer, and so for the end of this transaction.
    app.jobs().wake();
    Ok(id)
}

/// At start: whatever was being worked on when the program ended goes back into the queue, and what was tried too
/// often is given up rather than bringing the program down again.
pub(crate) fn requeue_interrupted(app: &App) -> Result<()> {
    app.with_writer(|connection| {
        connection.execute(
            "UPDATE jobs SET state = 'failed', finished_at = ?1,
                    error = '{\"code\":\"internal\",\"detail\":\"The program ended during this work too often.\"}'
             WHERE state = 'running' AND attempts >= ?2",
            params![app.now(), ATTEMPTS],
        )?;
        connection.execute("UPDATE jobs SET state = 'queued', run_at = 0 WHERE state = 'running'", [])?;
        // A file that was being handed in when the program ended is of no use to anyone.
        connection.execute("DELETE FROM file_chunks WHERE file IN (SELECT key FROM files WHERE bytes < 0)", [])?;
        connection.execute("DELETE FROM files WHERE bytes < 0", [])?;
        Ok(())
    })
}

/// A job taken out of the queue.
pub(super) struct Taken {
    pub(super) id: Uuid,
    pub(super) operation: String,
    pub(super) input: Json,
    pub(super) actor: Uuid,
    pub(super) origin: Origin,
    pub(super) checkpoint: Option<Json>,
    pub(super) attempts: i64,
    pub(super) step: Option<i64>,
}

/// Takes a lane's next job that is due; or says when one will be.
pub(super) fn take(app: &App, lane: Lane) -> Result<Result<Taken, Option<i64>>> {
    let of_lane = of_lane(app, lane);
    app.with_writer(|connection| {
        let now = app.now();
        let next: Option<(i64, i64)> = connection
            .query_row(
                &format!("SELECT key, run_at FROM jobs WHERE state = 'queued' AND {of_lane} ORDER BY run_at, key LIMIT 1"),
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((key, run_at)) = next else { return Ok(Err(None)) };
        if run_at > now {
            return Ok(Err(Some(run_at - now)));
        }
        connection.execute(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ?2)
             WHERE key = ?1",
            params![key, now],
        )?;
        let taken = connection.query_row(
            "SELECT id, operation, input, actor, origin, checkpoint, attempts, step FROM jobs WHERE key = ?1",
            [key],
            |row| {
                Ok((
                    Taken {
                        id: Uuid::from_bytes(row.get(0)?),
                        operation: row.get(1)?,
                        input: Json::Null,
                        actor: Uuid::from_bytes(row.get(3)?),
                        origin: Origin::User,
                        checkpoint: None,
                        attempts: row.get(6)?,
                        step: row.get(7)?,
                    },
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(4)?,
                    row.get::<_, Option<String>>(5)?,
                ))
            },
        )?;
        let (mut taken, input, origin, checkpoint) = taken;
        taken.input = serde_json::from_str(&input)?;
        taken.origin = Origin::parse(&origin)?;
        taken.checkpoint = checkpoint.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Ok(taken))
    })
}

/// Which rows of the table wait in a lane, in SQL. What is no operation any more waits in the background.
fn of_lane(app: &App, lane: Lane) -> String {
    let foreground = app
        .registry()
        .iter()
        .filter(|definition| definition.lane() == Lane::Foreground);
    let names: Vec<String> = foreground
        .map(|definition| format!("'{}'", definition.name))
        .collect();
    let not = if lane == Lane::Foreground { "" } else { "NOT " };
    format!("operation {not}IN ({})", names.join(", "))
}

/// How a job ended.
pub(super) enum Ending {
    Done(Json),
    Failed(Json),
    Cancelled,
    Again { after: i64, error: Json },
}

/// Writes down how a job ended and tells everybody.
pub(super) fn end(app: &App, id: Uuid, ending: &Ending) -> Result<()> {
    let now = app.now();
    app.with_writer(|connection| {
        let set = |sql: &str, text: Option<String>, at: i64| -> Result<()> {
            connection.execute(sql, params![id.as_bytes(), text, at])?;
            Ok(())
        };
        match ending {
            Ending::Done(result) => set(
                "UPDATE jobs SET state = 'done', result = ?2, error = NULL, finished_at = ?3 WHERE id = ?1",
                Some(result.to_string()),
                now,
            ),
            Ending::Failed(error) => set(
                "UPDATE jobs SET state = 'failed', error = ?2, finished_at = ?3 WHERE id = ?1",
                Some(error.to_string()),
                now,
            ),
            Ending::Cancelled => set(
                "UPDATE jobs SET state = 'cancelled', message = ?2, finished_at = ?3 WHERE id = ?1",
                None,
                now,
            ),
            Ending::Again { after, error } => set(
                "UPDATE jobs SET state = 'queued', error = ?2, run_at = ?3 WHERE id = ?1",
                Some(error.to_string()),
                now + after,
            ),
        }
    })?;
    tell(app, id)
}

/// Publishes a job as it is now.
pub(super) fn tell(app: &App, id: Uuid) -> Result<()> {
    let reader = app.reader()?;
    let job = find(app, &reader, id)?;
    drop(reader);
    app.publish(&Event::Job { job: Box::new(job) });
    Ok(())
}

/// A job by id.
pub(super) fn find(app: &App, connection: &Connection, id: Uuid) -> Result<JobState> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE j.id = ?1"))?
        .query_row([id.as_bytes()], |row| state(app, row))
        .optional()?
        .ok_or_else(|| Error::not_found("job", id))
}

/// The newest jobs but those of the operations `hidden`, at most `limit`.
pub(super) fn newest(
    app: &App,
    connection: &Connection,
    limit: u32,
    hidden: &[&str],
) -> Result<Vec<JobState>> {
    let hidden: Vec<String> = hidden.iter().map(|name| format!("'{name}'")).collect();
    let mut statement = connection.prepare_cached(&format!(
        "{SELECT} WHERE j.operation NOT IN ({}) ORDER BY j.key DESC LIMIT ?1",
        hidden.join(", ")
    ))?;
    let jobs = statement
        .query_map([limit], |row| state(app, row))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(jobs)
}

fn state(app: &App, row: &SqlRow<'_>) -> rusqlite::Result<JobState> {
    let json = |at: usize| -> rusqlite::Result<Option<Json>> {
        Ok(row
            .get::<_, Option<String>>(at)?
            .and_then(|text| serde_json::from_str(&text).ok()))
    };
    let instant = |at: usize| -> rusqlite::Result<Option<String>> {
        Ok(row.get::<_, Option<i64>>(at)?.map(instant_text))
    };
    let operation: String = row.get(1)?;
    Ok(JobState {
        id: Uuid::from_bytes(row.get(0)?),
        lane: app
            .registry()
            .get(&operation)
            .map_or(Lane::Background, Definition::lane),
        operation,
        state: JobStatus::parse(&row.get::<_, String>(2)?),
        done: row.get(3)?,
        total: row.get(4)?,
        message: row.get(5)?,
        result: json(6)?,
        error: json(7)?,
        attempts: row.get(8)?,
        created_at: instant(9)?.unwrap_or_default(),
        started_at: instant(10)?,
        finished_at: instant(11)?,
        step: row.get::<_, Option<[u8; 16]>>(12)?.map(Uuid::from_bytes),
    })
}

//! A pool of reader connections. Readers see the last commit and never wait for the writer.

use std::ops::Deref;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use crate::error::{Error, Result};

/// How long a read waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Pool {
    idle: Mutex<Vec<Connection>>,
    freed: Condvar,
}

impl Pool {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        Self {
            idle: Mutex::new(connections),
            freed: Condvar::new(),
        }
    }

    pub(super) fn take(&self) -> Result<Reader<'_>> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut idle, _) = self
            .freed
            .wait_timeout_while(idle, PATIENCE, |idle| idle.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        match idle.pop() {
            Some(connection) => Ok(Reader {
                pool: self,
                connection: Some(connection),
            }),
            None => Err(Error::Busy),
        }
    }
}

/// A borrowed reader connection; goes back to the pool when dropped.
pub struct Reader<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;
    #[allow(clippy::expect_used, reason = "it is there until drop")]
    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("held until drop")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            self.pool.freed.notify_one();
        }
    }
}

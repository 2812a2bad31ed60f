//! The feed of what changes.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::App;
use crate::caller::{Caller, Permission};
use crate::error::Result;
use crate::event::{Event, Frame, Frames};
use crate::operation::{Operation, Stream};

/// Tells what changes as it changes: committed writes by kind, and the progress of jobs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchEvents {}

impl Operation for WatchEvents {
    const NAME: &'static str = "events.watch";
    const ROUTE: &'static str = "GET /events";
    const NEEDS: Permission = Permission::Read;
    type Output = Event;
}

impl Stream for WatchEvents {
    fn open(self, app: &App, caller: &Caller) -> Result<Box<dyn Frames>> {
        let heard = app.listen()?;
        if caller.may(Permission::Private) {
            let hidden = Hidden::default();
            return Ok(Box::new(EventFrames { heard, hidden }));
        }
        let private = app.registry().iter().filter(|one| one.private);
        let hidden = Hidden {
            kinds: app
                .kinds()
                .private()
                .map(|kind| kind.name.clone())
                .collect(),
            operations: private.map(|definition| definition.name.clone()).collect(),
        };
        Ok(Box::new(EventFrames { heard, hidden }))
    }
}

/// What a listener is not told of, because it is private.
#[derive(Default)]
struct Hidden {
    kinds: Vec<String>,
    operations: Vec<String>,
}

impl Hidden {
    /// What is left of an event for the listener.
    fn rest(&self, mut event: Event) -> Option<Event> {
        match &mut event {
            Event::Changes { kinds, .. } => {
                kinds.retain(|kind, _| !self.kinds.contains(kind));
                (!kinds.is_empty()).then_some(event)
            }
            Event::Job { job } if self.operations.contains(&job.operation) => None,
            _ => Some(event),
        }
    }
}

struct EventFrames {
    heard: Receiver<Event>,
    hidden: Hidden,
}

impl Frames for EventFrames {
    fn next(&mut self, patience: Duration) -> Frame {
        match self.heard.recv_timeout(patience) {
            Ok(event) => self
                .hidden
                .rest(event)
                .and_then(|event| serde_json::to_value(event).ok())
                .map_or(Frame::Idle, Frame::Item),
            Err(RecvTimeoutError::Timeout) => Frame::Idle,
            Err(RecvTimeoutError::Disconnected) => Frame::End,
        }
    }
}

//! What listeners are told, only ever after a commit.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::caller::Origin;
use crate::job::JobState;

/// Events that wait for one listener; one that falls further behind is told to refresh everything.
const BACKLOG: usize = 512;

/// Records of one kind that changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Changed {
    /// Their ids, at most 200.
    pub ids: Vec<Uuid>,
    /// How many changes there were.
    pub count: usize,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The first event of a feed, and again after a listener fell behind: refresh everything.
    Hello {
        /// The newest change.
        seq: i64,
    },
    /// A transaction was committed.
    Changes {
        /// The newest change.
        seq: i64,
        /// The step it belongs to.
        step: Option<Uuid>,
        /// Where it came from.
        origin: Origin,
        /// What changed, by kind.
        kinds: BTreeMap<String, Changed>,
    },
    /// A job moved on.
    Job {
        /// The job as it is now.
        job: Box<JobState>,
    },
}

/// A live feed, read by one listener.
pub trait Frames: Send {
    /// The next frame, waiting at most `patience`.
    fn next(&mut self, patience: Duration) -> Frame;
}

/// What [`Frames::next`] found.
#[derive(Debug)]
pub enum Frame {
    /// A frame.
    Item(Json),
    /// Nothing came in time.
    Idle,
    /// The feed is over.
    End,
}

/// All listeners.
#[derive(Default)]
pub(crate) struct Events {
    listeners: Mutex<Vec<Listener>>,
}

struct Listener {
    sender: SyncSender<Event>,
    behind: bool,
}

impl Events {
    pub(crate) fn publish(&self, event: &Event, seq: i64) {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.retain_mut(|listener| {
            if listener.behind && listener.sender.try_send(Event::Hello { seq }).is_ok() {
                listener.behind = false;
            }
            match listener.sender.try_send(event.clone()) {
                Ok(()) => true,
                Err(TrySendError::Full(_)) => {
                    listener.behind = true;
                    true
                }
                Err(TrySendError::Disconnected(_)) => false,
            }
        });
    }

    pub(crate) fn listen(&self, seq: i64) -> Receiver<Event> {
        let (sender, receiver) = sync_channel(BACKLOG);
        let _ = sender.try_send(Event::Hello { seq });
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Listener {
                sender,
                behind: false,
            });
        receiver
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(seq: i64) -> Event {
        Event::Changes {
            seq,
            step: None,
            origin: Origin::User,
            kinds: BTreeMap::new(),
        }
    }

    #[test]
    fn a_listener_that_fell_behind_is_told_to_refresh_and_hears_on() {
        let events = Events::default();
        let (slow, gone) = (events.listen(0), events.listen(0));
        drop(gone);
        for seq in 1..=BACKLOG as i64 + 10 {
            events.publish(&changes(seq), seq);
        }
        assert_eq!(slow.try_iter().count(), BACKLOG);
        events.publish(&changes(900), 900);
        let heard: Vec<Event> = slow.try_iter().collect();
        assert!(
            matches!(
                heard[..],
                [Event::Hello { seq: 900 }, Event::Changes { seq: 900, .. }]
            ),
            "{heard:?}"
        );
        assert_eq!(events.listeners.lock().unwrap().len(), 1);
    }
}

//! Frames on their way to listeners: an inbox each, of bounded length. A listener that is slow loses old traces first
//! and is told how many frames it missed; neither the devices nor other listeners wait for it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use mycrm_kernel::event::{Frame, Frames};

use super::frame::LiveFrame;

/// Frames that wait for a listener: about six seconds of a headband.
const WAITING: usize = 128;

/// Which frames a listener wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    All,
    /// All but the traces.
    NoTraces,
    /// Only changes of the screen effects.
    Effects,
}

impl Wanted {
    fn takes(self, frame: &LiveFrame) -> bool {
        match self {
            Self::All => true,
            Self::NoTraces => !matches!(frame, LiveFrame::Traces(_)),
            Self::Effects => matches!(frame, LiveFrame::Effects(_)),
        }
    }
}

#[derive(Default)]
struct Queue {
    frames: VecDeque<Arc<LiveFrame>>,
    missed: u64,
    closed: bool,
}

struct Shared {
    wanted: Wanted,
    queue: Mutex<Queue>,
    came: Condvar,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, frame: &Arc<LiveFrame>) {
        if !self.wanted.takes(frame) {
            return;
        }
        let mut queue = self.queue();
        if queue.frames.len() >= WAITING {
            let oldest_trace = queue
                .frames
                .iter()
                .position(|frame| matches!(**frame, LiveFrame::Traces(_)));
            queue.frames.remove(oldest_trace.unwrap_or(0));
            queue.missed += 1;
        }
        queue.frames.push_back(frame.clone());
        drop(queue);
        self.came.notify_one();
    }
}

/// A listener's frames.
pub struct Inbox(Arc<Shared>);

impl Inbox {
    /// Puts a frame in for this listener only.
    pub fn put(&self, frame: LiveFrame) {
        self.0.put(&Arc::new(frame));
    }
}

impl Frames for Inbox {
    fn next(&mut self, patience: Duration) -> Frame {
        let queue = self.0.queue();
        let (mut queue, _) = self
            .0
            .came
            .wait_timeout_while(queue, patience, |queue| {
                queue.frames.is_empty() && !queue.closed
            })
            .unwrap_or_else(PoisonError::into_inner);
        let missed = std::mem::take(&mut queue.missed);
        let frame = if missed > 0 {
            Some(Arc::new(LiveFrame::Missed { frames: missed }))
        } else {
            queue.frames.pop_front()
        };
        let closed = queue.closed;
        drop(queue);
        match frame {
            // Who wants the effects only gets them bare.
            Some(frame) => match (&*frame, self.0.wanted) {
                (LiveFrame::Effects(effects), Wanted::Effects) => serde_json::to_value(effects),
                (LiveFrame::Missed { .. }, Wanted::Effects) => return Frame::Idle,
                (frame, _) => serde_json::to_value(frame),
            }
            .map_or(Frame::Idle, Frame::Item),
            None if closed => Frame::End,
            None => Frame::Idle,
        }
    }
}

/// All listeners.
#[derive(Default)]
pub struct Hub(Mutex<Vec<Weak<Shared>>>);

impl Hub {
    fn listeners(&self) -> MutexGuard<'_, Vec<Weak<Shared>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new listener.
    pub fn listen(&self, wanted: Wanted) -> Inbox {
        let shared = Arc::new(Shared {
            wanted,
            queue: Mutex::default(),
            came: Condvar::new(),
        });
        self.listeners().push(Arc::downgrade(&shared));
        Inbox(shared)
    }

    /// Tells every listener.
    pub fn publish(&self, frame: LiveFrame) {
        let frame = Arc::new(frame);
        self.listeners()
            .retain(|listener| match listener.upgrade() {
                Some(shared) => {
                    shared.put(&frame);
                    true
                }
                None => false,
            });
    }

    /// Ends every feed once its listener has heard what is there.
    pub fn close(&self) {
        for shared in self.listeners().drain(..).filter_map(|one| one.upgrade()) {
            shared.queue().closed = true;
            shared.came.notify_one();
        }
    }

    /// How many listen.
    pub fn count(&self) -> usize {
        self.listeners()
            .iter()
            .filter(|one| one.strong_count() > 0)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::super::frame::{Marker, Traces};
    use super::*;

    fn traces(number: usize) -> LiveFrame {
        LiveFrame::Traces(Traces {
            device: number.to_string(),
            channels: vec![],
        })
    }

    fn marker(at: i64) -> LiveFrame {
        let label = "mark".into();
        LiveFrame::Marker(Marker { at, label })
    }

    fn heard(inbox: &mut Inbox) -> Vec<serde_json::Value> {
        let mut all = Vec::new();
        while let Frame::Item(frame) = inbox.next(Duration::ZERO) {
            all.push(frame);
        }
        all
    }

    #[test]
    fn a_slow_listener_loses_old_traces_and_is_told_and_nobody_else_is() {
        let hub = Hub::default();
        let (mut slow, mut quick) = (hub.listen(Wanted::All), hub.listen(Wanted::All));
        hub.publish(marker(1));
        assert_eq!(heard(&mut quick).len(), 1);
        for number in 0..WAITING + 9 {
            hub.publish(traces(number));
            assert_eq!(heard(&mut quick).len(), 1);
        }
        let all = heard(&mut slow);
        assert_eq!(all[0]["type"], "missed");
        assert_eq!(all[0]["frames"], 10);
        // What is no trace is kept, however old.
        assert_eq!(all[1]["type"], "marker");
        assert_eq!(all.len(), WAITING + 1);
        assert_eq!(all[WAITING]["device"], (WAITING + 8).to_string());
    }

    #[test]
    fn a_listener_gets_what_it_wants_and_its_feed_ends() {
        let hub = Hub::default();
        let mut quiet = hub.listen(Wanted::NoTraces);
        let mut effects = hub.listen(Wanted::Effects);
        hub.publish(traces(1));
        hub.publish(marker(1));
        hub.publish(LiveFrame::Effects(Default::default()));
        assert_eq!(heard(&mut quiet).len(), 2);
        assert_eq!(
            heard(&mut effects),
            [serde_json::json!({"effects": [], "version": 0})]
        );
        drop(quiet);
        hub.publish(marker(2));
        assert_eq!(hub.count(), 1);
        hub.close();
        assert!(matches!(effects.next(Duration::from_secs(5)), Frame::End));
    }
}

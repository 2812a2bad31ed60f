//! What happens in a session, as it happens.

use std::time::Duration;

use mycrm_signals::decode::Packet;
use serde::Serialize;
use tokio::sync::broadcast::{self, error::RecvError, error::TryRecvError};

use crate::found::DeviceId;
use crate::session::Adapter;
use crate::trouble::Trouble;

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// To which device; none: to the adapter or the session.
    pub device: Option<DeviceId>,
    /// What.
    pub what: Happening,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Happening {
    /// The adapter was switched, vanished or came back.
    Adapter(Adapter),
    /// The list of found devices has changed; [`Session::found`](crate::Session::found) has it.
    Found,
    /// A connection is being tried; the first attempt is 1.
    Connecting {
        /// Which attempt since the device was last heard.
        attempt: u32,
    },
    /// The device is connected and listened to.
    Connected,
    /// The connection has ended.
    Disconnected {
        /// Why.
        reason: Ended,
        /// When the next attempt comes; none: not by itself.
        again_in: Option<Duration>,
    },
    /// The device measured something.
    Packet {
        /// When the notification reached this program: microseconds since 1970, never running backwards within a
        /// connection.
        arrived: i64,
        /// What it says.
        packet: Packet,
    },
    /// Notifications that are no measurements, since this was last said (at most once a second).
    Garbage {
        /// How many.
        notifications: u64,
        /// What was wrong with the last one.
        why: String,
    },
    /// More came in a second than any wearable sends; what was over the limit was dropped (said at most once a second).
    Flooded {
        /// How many notifications were dropped since this was last said.
        dropped: u64,
    },
    /// State of charge in percent, whenever it changes.
    Battery(u8),
    /// Signal strength in dBm, every ten seconds while connected, where the system tells.
    Rssi(i16),
    /// This reader was slow, and so many of the oldest events are lost to it.
    Missed(u64),
}

/// Why a connection ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Ended {
    /// It was asked for.
    Asked,
    /// The device went out of reach, was switched off or hung up.
    Lost,
    /// It stayed connected but sent nothing any more.
    Silent,
    /// It kept sending far more than a wearable does.
    Flooded,
    /// The adapter was switched off or vanished.
    Adapter,
    /// An attempt to connect did not succeed.
    Trouble {
        /// What stood in the way.
        trouble: Trouble,
    },
}

/// A place from which events are read. Each reader sees all that happens after it was made; memory is bounded: a reader
/// that falls behind is told how much it missed.
#[derive(Debug)]
pub struct Events {
    receiver: broadcast::Receiver<Event>,
}

impl Events {
    pub(crate) fn new(receiver: broadcast::Receiver<Event>) -> Self {
        Self { receiver }
    }

    /// The next event; none when the session has ended.
    pub async fn next(&mut self) -> Option<Event> {
        match self.receiver.recv().await {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(missed)) => Some(missed_event(missed)),
            Err(RecvError::Closed) => None,
        }
    }

    /// The next event for a thread that may wait for it; none when the session has ended. Panics inside an async task:
    /// use [`Events::next`] there.
    pub fn next_blocking(&mut self) -> Option<Event> {
        match self.receiver.blocking_recv() {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(missed)) => Some(missed_event(missed)),
            Err(RecvError::Closed) => None,
        }
    }

    /// An event that is there already, without waiting.
    pub fn try_next(&mut self) -> Option<Event> {
        match self.receiver.try_recv() {
            Ok(event) => Some(event),
            Err(TryRecvError::Lagged(missed)) => Some(missed_event(missed)),
            Err(TryRecvError::Empty | TryRecvError::Closed) => None,
        }
    }

    /// The next event, waiting up to `patience` for it on an ordinary thread; looks every five milliseconds.
    pub fn next_within(&mut self, patience: Duration) -> Option<Event> {
        const STEP: Duration = Duration::from_millis(5);
        let mut left = patience;
        loop {
            if let Some(event) = self.try_next() {
                return Some(event);
            }
            if left.is_zero() {
                return None;
            }
            let step = left.min(STEP);
            std::thread::sleep(step);
            left -= step;
        }
    }
}

fn missed_event(missed: u64) -> Event {
    Event {
        device: None,
        what: Happening::Missed(missed),
    }
}

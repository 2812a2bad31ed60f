//! What becomes of a notification: counted, limited, decoded, told.

use std::sync::Arc;

use btleplug::api::ValueNotification;
use mycrm_signals::decode::{Packet, decode};
use tokio::time::Instant;

use super::Shared;
use crate::event::Happening;
use crate::flood::{Flood, Verdict};
use crate::found::DeviceId;
use crate::gatt;

/// The notifications of one connection.
pub(super) struct Notifications {
    shared: Arc<Shared>,
    id: DeviceId,
    flood: Flood,
    /// Microseconds since 1970 at `from`.
    epoch: i64,
    from: Instant,
    pace: f64,
    heard: u64,
    taken: u64,
    accounted: u64,
    garbage: u64,
    why: String,
    charge: Option<u8>,
    last_said: i64,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heeded {
    Yes,
    /// The device floods and does not stop.
    Enough,
}

impl Notifications {
    pub(super) fn new(shared: Arc<Shared>, id: DeviceId) -> Self {
        Self {
            flood: Flood::new(shared.options.packets_per_second),
            pace: shared.options.pace,
            epoch: shared.now().saturating_mul(1_000),
            from: Instant::now(),
            shared,
            id,
            heard: 0,
            taken: 0,
            accounted: 0,
            garbage: 0,
            why: String::new(),
            charge: None,
            last_said: i64::MIN / 2,
        }
    }

    /// How many notifications there were, whatever they said.
    pub(super) fn heard(&self) -> u64 {
        self.heard
    }

    /// How many measurements there were.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// Microseconds since 1970.
    fn now(&self) -> i64 {
        self.epoch + (self.from.elapsed().as_secs_f64() * self.pace * 1e6) as i64
    }

    /// Decodes a notification and tells of it.
    pub(super) fn take(&mut self, notification: ValueNotification) -> Heeded {
        let arrived = self.now();
        self.heard += 1;
        match self.flood.judge(arrived) {
            Verdict::Take => {}
            Verdict::Drop => {
                if arrived - self.last_said > 1_000_000 {
                    self.account_at(arrived);
                }
                return Heeded::Yes;
            }
            Verdict::GiveUp => {
                self.account_at(arrived);
                return Heeded::Enough;
            }
        }
        if notification.uuid == gatt::MUSE_CONTROL {
            return Heeded::Yes;
        }
        match decode(notification.uuid.as_u128(), &notification.value) {
            Ok(packet) => {
                self.taken += 1;
                match &packet {
                    Packet::Battery(percent) => self.battery(f32::from(*percent)),
                    Packet::Telemetry(telemetry) => self.battery(telemetry.battery),
                    _ => {}
                }
                self.shared
                    .publish(Some(&self.id), Happening::Packet { arrived, packet });
            }
            Err(why) => {
                self.garbage += 1;
                self.why = why.to_string();
                if arrived - self.last_said > 1_000_000 {
                    self.account_at(arrived);
                }
            }
        }
        Heeded::Yes
    }

    /// Tells of the charge when it has changed.
    pub(super) fn battery(&mut self, percent: f32) {
        if !(0.0..=100.0).contains(&percent) {
            return;
        }
        let percent = percent.round() as u8;
        if self.charge.replace(percent) != Some(percent) {
            self.shared
                .note(&self.id, |status| status.battery = Some(percent));
            self.shared
                .publish(Some(&self.id), Happening::Battery(percent));
        }
    }

    /// Brings the counters up to date, and tells of what was dropped or not understood.
    pub(super) fn account(&mut self) {
        let arrived = self.now();
        self.account_at(arrived);
    }

    fn account_at(&mut self, now: i64) {
        self.last_said = now;
        let packets = self.taken - std::mem::replace(&mut self.accounted, self.taken);
        let dropped = self.flood.dropped();
        let garbage = std::mem::take(&mut self.garbage);
        self.shared.note(&self.id, |status| {
            status.packets += packets;
            status.dropped += dropped;
            status.garbage += garbage;
        });
        if dropped > 0 {
            self.shared
                .publish(Some(&self.id), Happening::Flooded { dropped });
        }
        if garbage > 0 {
            self.shared.publish(
                Some(&self.id),
                Happening::Garbage {
                    notifications: garbage,
                    why: std::mem::take(&mut self.why),
                },
            );
        }
    }
}

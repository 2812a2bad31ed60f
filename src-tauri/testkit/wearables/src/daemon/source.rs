//! What a device sends, packet by packet, with what goes wrong on the way.

use mycrm_signals::decode::{HeartRate, Packet, uuids};
use mycrm_signals::synth::{Headband, Random, Scene, Strap, Timed};

use super::wearable::Wearable;
use crate::scenario::{FaultKind, Kind, Scenario};

/// A characteristic and the bytes of its notification.
pub(super) type Notification = (u128, Vec<u8>);

/// The stream of one device.
pub(super) struct Source {
    maker: Maker,
    random: Random,
    /// The packet that comes next.
    next: Option<Timed>,
    /// The scenario's time at which the device's own clock stood at 0; none: it does not send.
    offset: Option<f64>,
    last: Option<f64>,
    /// Parts of notifications that are owed by faults which send more.
    owed: [f64; 2],
    charge: Option<u8>,
}

enum Maker {
    Headband(Box<Headband>),
    Strap(Box<Strap>),
    /// Only its charge.
    Nothing,
}

/// The most that one round sends of floods, so that the daemon itself stays alive.
const MOST_AT_ONCE: f64 = 5_000.0;
/// A device that fell behind by more, because the computer slept, goes on from now.
const LONGEST_GAP: f64 = 2.0;

impl Source {
    pub(super) fn new(scenario: &Scenario, wearable: &Wearable) -> Self {
        let scene = scenario.scene_at(0.0);
        let charge = wearable.state().battery;
        Self {
            maker: match wearable.kind {
                Kind::Headband => Maker::Headband(Box::new(
                    Headband::new(scenario.seed, scene, charge).with_aux(),
                )),
                Kind::Strap | Kind::Watch => {
                    Maker::Strap(Box::new(Strap::new(scenario.seed, scene)))
                }
                Kind::Other => Maker::Nothing,
            },
            random: Random::new(scenario.seed ^ 0x5eed << 32 ^ wearable.entry as u64),
            next: None,
            offset: None,
            last: None,
            owed: [0.0; 2],
            charge: None,
        }
    }

    /// It was told to stop, or was disconnected.
    pub(super) fn rest(&mut self) {
        self.offset = None;
        self.last = None;
        self.charge = None;
    }

    /// What is due at `now`, with the body in `scene`.
    pub(super) fn due(
        &mut self,
        scenario: &Scenario,
        scene: &Scene,
        wearable: &Wearable,
        now: f64,
        out: &mut Vec<Notification>,
    ) {
        let amount = |kind| scenario.amount(wearable.entry, kind, now);
        let passed = now - self.last.replace(now).unwrap_or(now);
        if amount(FaultKind::Silent).is_some() {
            self.offset = None;
            return;
        }
        let rate = 1.0 + amount(FaultKind::Drift).unwrap_or(0.0) / 1e6;
        let before = out.len();
        while let Some(timed) = self.next.take().or_else(|| self.make(*scene)) {
            let offset = *self.offset.get_or_insert(now - timed.time / rate);
            let at = offset + timed.time / rate;
            if now - at > LONGEST_GAP {
                self.offset = Some(now - timed.time / rate);
            }
            if at > now {
                self.next = Some(timed);
                break;
            }
            self.send(timed.packet, wearable, amount, out);
        }
        self.charge(wearable, out);
        if let Some(many) = amount(FaultKind::Flood) {
            let copies = self.owe(0, many * passed);
            let pattern: Vec<Notification> = match out.len() > before {
                true => out[before..].to_vec(),
                false => vec![(uuids::HEART_RATE_MEASUREMENT, vec![0, 60])],
            };
            out.extend(pattern.iter().cycle().take(copies).cloned());
        }
        if let Some(many) = amount(FaultKind::Garbage) {
            for _ in 0..self.owe(1, many * passed) {
                out.push(self.garbage(wearable));
            }
        }
    }

    /// The next packet of the maker, with the body doing what it is told.
    fn make(&mut self, scene: Scene) -> Option<Timed> {
        match &mut self.maker {
            Maker::Headband(headband) => {
                headband.body().set(scene);
                Some(headband.next_packet())
            }
            Maker::Strap(strap) => {
                strap.body().set(scene);
                Some(strap.next_packet())
            }
            Maker::Nothing => None,
        }
    }

    fn send(
        &mut self,
        mut packet: Packet,
        wearable: &Wearable,
        amount: impl Fn(FaultKind) -> Option<f64>,
        out: &mut Vec<Notification>,
    ) {
        match (&mut packet, wearable.kind) {
            (Packet::Telemetry(telemetry), _) => {
                telemetry.battery = wearable.state().battery as f32;
            }
            // A watch averages and tells no intervals.
            (Packet::HeartRate(heart), Kind::Watch) => {
                *heart = HeartRate {
                    rate: heart.rate,
                    ..HeartRate::default()
                };
            }
            _ => {}
        }
        if amount(FaultKind::PacketLoss).is_some_and(|share| self.random.even() < share) {
            return;
        }
        let notification = packet.to_notification();
        if amount(FaultKind::Doubled).is_some_and(|share| self.random.even() < share) {
            out.push(notification.clone());
        }
        out.push(notification);
    }

    /// Tells the charge of straps and watches when it changes.
    fn charge(&mut self, wearable: &Wearable, out: &mut Vec<Notification>) {
        if matches!(self.maker, Maker::Strap(_)) {
            let charge = wearable.state().battery.round() as u8;
            if self.charge.replace(charge) != Some(charge) {
                out.push((uuids::BATTERY_LEVEL, vec![charge]));
            }
        }
    }

    /// Whole notifications out of fractions.
    fn owe(&mut self, which: usize, more: f64) -> usize {
        let owed = (self.owed[which] + more).min(MOST_AT_ONCE);
        self.owed[which] = owed.fract();
        owed as usize
    }

    /// Random bytes of a random length on a characteristic that is listened to.
    fn garbage(&mut self, wearable: &Wearable) -> Notification {
        let all: Vec<u128> = wearable.state().notifying.iter().copied().collect();
        let which = all
            .get((self.random.even() * all.len() as f64) as usize)
            .copied()
            .unwrap_or(uuids::HEART_RATE_MEASUREMENT);
        let length = (self.random.even() * 40.0) as usize;
        (
            which,
            (0..length).map(|_| self.random.bits() as u8).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a headband sends in `seconds`, asked every 15 ms.
    fn sent(faults: &str, seconds: f64) -> Vec<Notification> {
        let scenario = Scenario::read(&format!(
            r#"{{"about": "x", "seed": 9, "devices": [{{"kind": "headband"}}], "faults": [{faults}],
                "phases": [{{"for": 600, "scene": "open_eyes"}}]}}"#
        ))
        .unwrap();
        let wearable = Wearable::new(0, 0, &scenario.devices[0]);
        let mut source = Source::new(&scenario, &wearable);
        let mut out = Vec::new();
        for round in 0..=(seconds / 0.015) as u32 {
            let now = f64::from(round) * 0.015;
            source.due(&scenario, &scenario.scene_at(now), &wearable, now, &mut out);
        }
        out
    }

    fn of(sensor: u128, sent: &[Notification]) -> usize {
        sent.iter().filter(|one| one.0 == sensor).count()
    }

    #[test]
    fn a_seed_is_a_stream() {
        assert_eq!(sent("", 5.0), sent("", 5.0));
    }

    #[test]
    fn every_sensor_keeps_its_rate() {
        let sent = sent("", 60.0);
        for (sensor, a_minute) in [
            (uuids::MUSE_AF7, 1_280),
            (uuids::MUSE_PPG2, 640),
            (uuids::MUSE_GYROSCOPE, 1_040),
            (uuids::MUSE_TELEMETRY, 6),
        ] {
            assert!(of(sensor, &sent).abs_diff(a_minute) <= 2, "{sensor:x}");
        }
    }

    #[test]
    fn faults_do_what_they_say() {
        let whole = sent("", 60.0).len();
        let lossy = sent(r#"{"fault": "packet_loss", "amount": 0.25}"#, 60.0).len();
        let share = 1.0 - lossy as f64 / whole as f64;
        assert!((share - 0.25).abs() < 0.02, "{share}");
        let doubled = sent(r#"{"fault": "doubled", "amount": 0.1}"#, 60.0).len();
        assert!((doubled as f64 / whole as f64 - 1.1).abs() < 0.01);
        // One part in a hundred fast.
        let fast = of(
            uuids::MUSE_TP9,
            &sent(r#"{"fault": "drift", "amount": 10000}"#, 100.0),
        );
        let true_rate = of(uuids::MUSE_TP9, &sent("", 100.0));
        assert!((fast as f64 / true_rate as f64 - 1.01).abs() < 0.001);
        let flood = sent(
            r#"{"fault": "flood", "from": 5, "for": 1, "amount": 3000}"#,
            7.0,
        )
        .len();
        assert!(flood.abs_diff(sent("", 7.0).len() + 3_000) < 60, "{flood}");
        let silent = sent(r#"{"fault": "silent", "from": 1}"#, 5.0);
        assert!(silent.len() < whole / 50);
        let garbage = sent(r#"{"fault": "garbage", "amount": 100}"#, 10.0);
        assert!(garbage.len().abs_diff(sent("", 10.0).len() + 1_000) < 10);
    }
}

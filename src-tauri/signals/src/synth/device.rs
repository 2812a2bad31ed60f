//! A body's signals in the packets that devices send, in order of time.

use super::body::{Body, EventKind};
use super::scene::Scene;
use crate::decode::{
    EEG_RATE, EEG_SAMPLES, EegPacket, Electrode, HeartRate, Light, MOTION_RATE, MOTION_SAMPLES,
    MotionPacket, PPG_RATE, PPG_SAMPLES, Packet, PpgPacket, RR_RATE, Telemetry,
};
use std::collections::VecDeque;

/// A packet and when its last sample was taken, seconds since the body began: the earliest it can arrive.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// Seconds.
    pub time: f64,
    /// What is sent.
    pub packet: Packet,
}

/// A Muse 2 on a body.
#[derive(Debug, Clone)]
pub struct Headband {
    body: Body,
    with_aux: bool,
    /// Packets sent of EEG, light, motion and telemetry: their sequence numbers, before wrapping.
    sent: [u64; 4],
    battery: f64,
    ready: VecDeque<Timed>,
}

/// Seconds between packets of EEG, light, motion and telemetry.
const BETWEEN: [f64; 4] = [
    EEG_SAMPLES as f64 / EEG_RATE,
    PPG_SAMPLES as f64 / PPG_RATE,
    MOTION_SAMPLES as f64 / MOTION_RATE,
    10.0,
];
/// Hours a full battery lasts.
const HOURS: f64 = 5.0;

impl Headband {
    /// A headband with a battery of so many percent.
    pub fn new(seed: u64, scene: Scene, battery: f64) -> Self {
        Self {
            body: Body::new(seed, scene),
            with_aux: false,
            sent: [0; 4],
            battery: battery.clamp(0.0, 100.0),
            ready: VecDeque::new(),
        }
    }

    /// The same with the additional electrode.
    #[must_use]
    pub fn with_aux(mut self) -> Self {
        self.with_aux = true;
        self
    }

    /// The body that wears it.
    pub fn body(&mut self) -> &mut Body {
        &mut self.body
    }

    /// State of charge in percent.
    pub fn battery(&self) -> f64 {
        self.battery
    }

    /// The next packet in order of time; there is always one.
    pub fn next_packet(&mut self) -> Timed {
        loop {
            if let Some(timed) = self.ready.pop_front() {
                return timed;
            }
            let due = |i: usize| (self.sent[i] + 1) as f64 * BETWEEN[i];
            let mut first = 0;
            for i in 1..4 {
                if due(i) < due(first) {
                    first = i;
                }
            }
            let time = due(first);
            let sequence = self.sent[first] as u16;
            self.sent[first] += 1;
            self.send(first, time, sequence);
        }
    }

    fn send(&mut self, which: usize, time: f64, sequence: u16) {
        let mut ready = |packet| self.ready.push_back(Timed { time, packet });
        match which {
            0 => {
                let rows: [[f32; 5]; EEG_SAMPLES] = std::array::from_fn(|_| self.body.eeg());
                for electrode in Electrode::ALL {
                    if electrode != Electrode::Aux || self.with_aux {
                        let samples = rows.map(|row| row[electrode.index()]);
                        ready(Packet::Eeg(electrode, EegPacket { sequence, samples }));
                    }
                }
            }
            1 => {
                let rows: [[u32; 3]; PPG_SAMPLES] = std::array::from_fn(|_| self.body.light());
                for (i, light) in [Light::Ppg1, Light::Ppg2, Light::Ppg3]
                    .into_iter()
                    .enumerate()
                {
                    let samples = rows.map(|row| row[i]);
                    ready(Packet::Light(light, PpgPacket { sequence, samples }));
                }
            }
            2 => {
                let rows: [_; MOTION_SAMPLES] = std::array::from_fn(|_| self.body.motion());
                ready(Packet::Acceleration(MotionPacket {
                    sequence,
                    samples: rows.map(|r| r.0),
                }));
                ready(Packet::Turning(MotionPacket {
                    sequence,
                    samples: rows.map(|r| r.1),
                }));
            }
            _ => {
                self.battery = (self.battery - 100.0 * BETWEEN[3] / (HOURS * 3600.0)).max(0.0);
                ready(Packet::Telemetry(Telemetry {
                    sequence,
                    battery: self.battery as f32,
                    fuel_gauge_mv: 3400.0 + 8.0 * self.battery as f32,
                    adc_mv: 3300,
                    temperature: 29,
                }));
            }
        }
    }
}

/// A heart-rate strap on a body: one notification a second with the intervals since the last.
#[derive(Debug, Clone)]
pub struct Strap {
    body: Body,
    seconds: u64,
    last_beat: Option<f64>,
    recent: VecDeque<f64>,
}

impl Strap {
    /// A strap.
    pub fn new(seed: u64, scene: Scene) -> Self {
        Self {
            body: Body::new(seed, scene),
            seconds: 0,
            last_beat: None,
            recent: VecDeque::new(),
        }
    }

    /// The body that wears it.
    pub fn body(&mut self) -> &mut Body {
        &mut self.body
    }

    /// The next notification; there is always one.
    pub fn next_packet(&mut self) -> Timed {
        self.seconds += 1;
        let time = self.seconds as f64;
        self.body.live_until(time);
        let mut heart = HeartRate {
            contact: Some(true),
            ..HeartRate::default()
        };
        for event in self.body.take_events() {
            if event.kind != EventKind::Beat {
                continue;
            }
            if let Some(last) = self.last_beat.replace(event.time) {
                let rr = event.time - last;
                heart.rr.push((rr * RR_RATE).round() as u16);
                self.recent.push_back(rr);
                if self.recent.len() > 5 {
                    self.recent.pop_front();
                }
            }
        }
        let mean = self.recent.iter().sum::<f64>() / self.recent.len().max(1) as f64;
        heart.rate = if mean > 0.0 {
            (60.0 / mean).round() as u16
        } else {
            0
        };
        Timed {
            time,
            packet: Packet::HeartRate(heart),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_of_packets_comes_in_order_and_at_the_published_rates() {
        let mut headband = Headband::new(1, Scene::open_eyes(), 80.0);
        let (mut last, mut counts) = (0.0, [0; 5]);
        loop {
            let timed = headband.next_packet();
            assert!(timed.time >= last);
            last = timed.time;
            if last > 60.0 {
                break;
            }
            let which = match timed.packet {
                Packet::Eeg(..) => 0,
                Packet::Light(..) => 1,
                Packet::Acceleration(_) => 2,
                Packet::Turning(_) => 3,
                _ => 4,
            };
            counts[which] += 1;
        }
        assert_eq!(counts, [1280 * 4, 640 * 3, 1040, 1040, 6]);
        assert!((headband.battery() - 79.67).abs() < 0.01);
    }

    #[test]
    fn a_strap_tells_every_interval_once() {
        let mut strap = Strap::new(2, Scene::calm());
        let mut total = 0.0;
        let mut rates = vec![];
        for _ in 0..120 {
            let Packet::HeartRate(heart) = strap.next_packet().packet else {
                panic!()
            };
            total += heart.rr_ms().sum::<f64>() / 1000.0;
            rates.push(heart.rate);
        }
        // All but what lies before the first and after the last beat.
        assert!(total > 117.5 && total < 120.0, "{total}");
        assert!(
            rates[10..].iter().all(|r| (52..70).contains(r)),
            "{rates:?}"
        );
    }
}

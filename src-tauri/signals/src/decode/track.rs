//! Packets of one sensor laid on a line of numbered samples: what is missing is known and where it is.

use super::clock::{ClockFit, ClockMap};
use super::sequence::{Arrival, Sequence};

/// Where a packet's samples belong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Number of the packet's first sample, counted from 0 over received and missing ones alike.
    pub first: u64,
    /// Samples missing directly before it: a gap to mark, never to fill silently.
    pub missing: u32,
    /// Host second at which the first sample was taken, as far as known.
    pub time: f64,
    /// The device began to count anew: nobody knows how much is missing.
    pub restarted: bool,
}

/// Counts of what happened to a sensor's packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Losses {
    /// Packets placed.
    pub received: u64,
    /// Packets that never came.
    pub lost: u64,
    /// Packets that came again.
    pub doubled: u64,
    /// Packets that came after newer ones and were left out.
    pub late: u64,
}

/// One sensor's packets in the order of their arrival.
#[derive(Debug, Clone)]
pub struct Track {
    rate: f64,
    per_packet: u32,
    sequence: Sequence,
    clock: ClockMap,
    next: u64,
    losses: Losses,
}

impl Track {
    /// A sensor of `rate` samples a second, `per_packet` in each packet, numbered with `bits` bits.
    pub fn new(rate: f64, per_packet: u32, bits: u32) -> Self {
        Self {
            rate,
            per_packet,
            sequence: Sequence::new(bits),
            clock: ClockMap::new(),
            next: 0,
            losses: Losses::default(),
        }
    }

    /// Places a packet that arrived at `arrival` (host seconds); `None` if it is doubled or late.
    pub fn place(&mut self, number: u32, arrival: f64) -> Option<Placement> {
        let (lost, restarted) = match self.sequence.see(number) {
            Arrival::First => (0, self.losses.received > 0),
            Arrival::Next => (0, false),
            Arrival::After { lost } => (lost, false),
            Arrival::Doubled => {
                self.losses.doubled += 1;
                return None;
            }
            Arrival::Late => {
                self.losses.late += 1;
                return None;
            }
        };
        if restarted {
            self.clock.begin_anew();
        }
        let missing = lost.saturating_mul(self.per_packet);
        let first = self.next + u64::from(missing);
        self.next = first + u64::from(self.per_packet);
        self.losses.received += 1;
        self.losses.lost += u64::from(lost);
        self.clock.observe(self.next as f64 / self.rate, arrival);
        Some(Placement {
            first,
            missing,
            time: self.clock.host(first as f64 / self.rate).unwrap_or(arrival),
            restarted,
        })
    }

    /// What happened to the packets so far.
    pub fn losses(&self) -> Losses {
        self.losses
    }

    /// How well the clocks are known to agree; `None` before the first packet.
    pub fn clock(&self) -> Option<ClockFit> {
        self.clock.fit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_where_the_numbers_say() {
        let mut track = Track::new(256.0, 12, 16);
        let at = |n: u32| 100.0 + f64::from(n) * 12.0 / 256.0;
        for n in [65534_u32, 65535, 65536, 65539, 65539, 65538] {
            track.place(n % 65536, at(n - 65534));
        }
        assert_eq!(
            track.losses(),
            Losses {
                received: 4,
                lost: 2,
                doubled: 1,
                late: 1
            }
        );
        let next = track.place(4, at(6)).unwrap();
        assert_eq!((next.first, next.missing, next.restarted), (72, 0, false));
        // The packet arrived when its last sample was taken: its first lies twelve samples before.
        assert!((next.time - (at(6) - 12.0 / 256.0)).abs() < 1e-3);
    }

    #[test]
    fn a_device_that_was_switched_off_and_on_is_placed_where_it_comes_back() {
        let mut track = Track::new(256.0, 12, 16);
        let length = 12.0 / 256.0;
        for n in 0..400_u32 {
            track.place(30_000 + n, 50.0 + f64::from(n) * length);
        }
        let back = |n: u32| 53.0 + f64::from(400 + n) * length;
        let placed: Vec<_> = (0..20)
            .filter_map(|n| track.place(n, back(n)).map(|p| (n, p)))
            .collect();
        // The first three may as well be late ones; the fourth in order is believed.
        assert_eq!(placed[0].0, 3);
        assert!(placed[0].1.restarted && !placed[1].1.restarted);
        assert!((placed[10].1.time + length - back(13)).abs() < 1e-3);
        assert_eq!(track.losses().late, 3);
    }
}

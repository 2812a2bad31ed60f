//! Which of several devices speaks for the wearer: one for the head, one for the heart. Two headbands' samples never
//! meet in one spectrum, nor two sensors' beats in one series.

use std::collections::BTreeMap;

use mycrm_signals::decode::Packet;

/// Who says nothing for so long no longer speaks for the wearer, in seconds. A strap sends once a second.
const SILENT: f64 = 6.0;

/// What a packet speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything a headband measures.
    Head,
    /// The heart, from a strap or a watch.
    Heart,
    /// Nothing of the wearer.
    Neither,
}

/// What a packet speaks of.
pub(super) fn part(packet: &Packet) -> Part {
    match packet {
        Packet::HeartRate(_) => Part::Heart,
        Packet::Battery(_) | Packet::BodyLocation(_) => Part::Neither,
        _ => Part::Head,
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Spoke {
    head: Option<f64>,
    heart: Option<f64>,
    /// When it last told the time from beat to beat, and not only a rate.
    beats: Option<f64>,
}

/// The devices that have spoken, by id.
#[derive(Debug, Default)]
pub(super) struct Sources {
    spoke: BTreeMap<String, Spoke>,
    head: Option<String>,
    heart: Option<String>,
}

fn lately(spoke: Option<f64>, now: f64) -> bool {
    spoke.is_some_and(|at| now - at < SILENT)
}

impl Sources {
    /// Takes that a device has sent a packet at `now` (seconds); whether the packet speaks for the wearer.
    pub(super) fn heed(&mut self, device: &str, packet: &Packet, now: f64) -> bool {
        let part = part(packet);
        let spoke = self.spoke.entry(device.to_owned()).or_default();
        match (part, packet) {
            (Part::Head, _) => spoke.head = Some(now),
            (Part::Heart, Packet::HeartRate(heart)) => {
                spoke.heart = Some(now);
                if heart.rr_ms().next().is_some() {
                    spoke.beats = Some(now);
                }
            }
            _ => return false,
        }
        self.choose(now);
        let chosen = match part {
            Part::Head => &self.head,
            _ => &self.heart,
        };
        chosen.as_deref() == Some(device)
    }

    /// Whoever speaks goes on speaking; a watch gives way to what knows the beats.
    fn choose(&mut self, now: f64) {
        let speaks =
            |of: fn(&Spoke) -> Option<f64>, device: &str, all: &BTreeMap<String, Spoke>| {
                all.get(device).is_some_and(|one| lately(of(one), now))
            };
        let first = |of: fn(&Spoke) -> Option<f64>, all: &BTreeMap<String, Spoke>| {
            all.iter()
                .find(|(_, one)| lately(of(one), now))
                .map(|(device, _)| device.clone())
        };
        let all = &self.spoke;
        self.head = self
            .head
            .take()
            .filter(|device| speaks(|one| one.head, device, all))
            .or_else(|| first(|one| one.head, all));
        self.heart = self
            .heart
            .take()
            .filter(|device| speaks(|one| one.beats, device, all))
            .or_else(|| first(|one| one.beats, all))
            .or_else(|| first(|one| one.heart, all));
    }

    /// A device is gone.
    pub(super) fn lose(&mut self, device: &str, now: f64) {
        self.spoke.remove(device);
        self.choose(now);
    }

    /// Whether anybody speaks, or did until lately.
    pub(super) fn is_empty(&self) -> bool {
        self.spoke.is_empty()
    }

    /// Whose name what is measured of the wearer bears: the headband's, else that of what tells of the heart.
    pub(super) fn speaker(&self) -> Option<&str> {
        self.head.as_deref().or(self.heart.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mycrm_signals::decode::{EegPacket, Electrode, HeartRate};

    fn head() -> Packet {
        let packet = EegPacket {
            sequence: 0,
            samples: [0.0; 12],
        };
        Packet::Eeg(Electrode::Af7, packet)
    }

    fn heart(beats: bool) -> Packet {
        let rr = if beats { vec![1024] } else { vec![] };
        Packet::HeartRate(HeartRate {
            rate: 60,
            rr,
            ..HeartRate::default()
        })
    }

    #[test]
    fn one_headband_speaks_until_it_is_silent_or_gone() {
        let mut sources = Sources::default();
        assert!(sources.heed("b", &head(), 0.0));
        assert!(!sources.heed("a", &head(), 1.0));
        assert!(sources.heed("b", &head(), 2.0));
        sources.lose("b", 2.5);
        assert_eq!(sources.speaker(), Some("a"));
        assert!(sources.heed("a", &head(), 3.0));
        assert!(!sources.heed("b", &head(), 4.0));
        assert!(sources.heed("b", &head(), 9.0), "the other fell silent");
    }

    #[test]
    fn a_watch_gives_way_to_a_strap_and_stands_in_for_it() {
        let mut sources = Sources::default();
        assert!(sources.heed("a watch", &heart(false), 0.0));
        assert!(sources.heed("strap", &heart(true), 0.5));
        assert!(!sources.heed("a watch", &heart(false), 1.0));
        // A strap now and then has no beat to tell of.
        assert!(sources.heed("strap", &heart(false), 1.5));
        assert_eq!(sources.speaker(), Some("strap"));
        sources.heed("band", &head(), 2.0);
        assert_eq!(sources.speaker(), Some("band"));
        assert!(sources.heed("a watch", &heart(false), 9.0));
        assert!(!sources.heed("strap", &Packet::Battery(80), 9.0));
    }
}

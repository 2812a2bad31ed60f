//! Each packet to its sensor.

use super::channel::Channel;
use super::pipeline::{Live, Sensor, possible};
use crate::decode::{
    AthenaContent, EEG_RATE, EEG_SAMPLES, Electrode, Light, MOTION_RATE, MOTION_SAMPLES, PPG_RATE,
    PPG_SAMPLES, Packet, Placement, Track,
};

/// Samples that a blink spoils behind and before the moment it is found.
const BLINK_SPOILS: usize = 180;

impl Live {
    /// Takes a packet. Its moment is made when the next second begins, by the next packet or by [`Live::tick`]. With a
    /// time that no clock shows (not finite, or beyond 10¹¹ s) it is left out.
    pub fn feed(&mut self, packet: &Packet, arrival: f64) {
        if !possible(arrival) {
            return;
        }
        self.tick(arrival);
        match packet {
            Packet::Eeg(electrode, packet) => {
                let place = self.place(
                    Sensor::Eeg(*electrode),
                    EEG_RATE,
                    EEG_SAMPLES,
                    16,
                    packet.sequence.into(),
                    arrival,
                );
                if let Some(place) = place {
                    self.eeg(*electrode, &place, &packet.samples, arrival);
                }
            }
            Packet::Light(Light::Ppg2, packet) => {
                let place = self.place(
                    Sensor::Light,
                    PPG_RATE,
                    PPG_SAMPLES,
                    16,
                    packet.sequence.into(),
                    arrival,
                );
                if let Some(place) = place {
                    self.heart
                        .lit(&place, packet.samples.iter().map(|v| f64::from(*v)));
                }
            }
            // Ambient light and red are recorded, not analysed.
            Packet::Light(..) | Packet::BodyLocation(_) => {}
            Packet::Acceleration(packet) => {
                let number = packet.sequence.into();
                if let Some(place) = self.place(
                    Sensor::Acceleration,
                    MOTION_RATE,
                    MOTION_SAMPLES,
                    16,
                    number,
                    arrival,
                ) {
                    self.accelerate(&place, &packet.samples);
                }
            }
            Packet::Turning(packet) => {
                let number = packet.sequence.into();
                if self
                    .place(
                        Sensor::Turning,
                        MOTION_RATE,
                        MOTION_SAMPLES,
                        16,
                        number,
                        arrival,
                    )
                    .is_some()
                {
                    packet
                        .samples
                        .iter()
                        .for_each(|s| self.head.turn(s.map(f64::from)));
                }
            }
            Packet::Telemetry(telemetry) => self.battery = Some(telemetry.battery.into()),
            Packet::Battery(percent) => self.battery = Some((*percent).into()),
            Packet::HeartRate(heart) => self.heart.measured(heart, arrival),
            Packet::Athena(packets) => {
                for part in packets.iter().flat_map(|p| &p.parts) {
                    self.athena(part.index, &part.content, arrival);
                }
            }
        }
    }

    fn place(
        &mut self,
        sensor: Sensor,
        rate: f64,
        per: usize,
        bits: u32,
        number: u32,
        arrival: f64,
    ) -> Option<Placement> {
        self.tracks
            .entry(sensor)
            .or_insert_with(|| Track::new(rate, per as u32, bits))
            .place(number, arrival)
    }

    fn eeg(&mut self, electrode: Electrode, place: &Placement, samples: &[f32], arrival: f64) {
        let moving = self.head.movement().spoils();
        if !self.channels.contains_key(&electrode) {
            // The settings were checked, so the filters can be made.
            let Ok(channel) = Channel::new(self.settings.high_pass, self.settings.mains) else {
                return;
            };
            self.channels.insert(electrode, channel);
        }
        if let Some(channel) = self.channels.get_mut(&electrode) {
            channel.push(place, samples, moving, arrival);
        }
        let right = match electrode {
            Electrode::Af7 => false,
            Electrode::Af8 => true,
            _ => return,
        };
        if self.frontal.push(right, place.missing, samples) {
            for side in [Electrode::Af7, Electrode::Af8] {
                if let Some(channel) = self.channels.get_mut(&side) {
                    channel.blinked(BLINK_SPOILS);
                }
            }
        }
    }

    fn accelerate(&mut self, place: &Placement, samples: &[[f32; 3]]) {
        self.head_seen = true;
        for _ in 0..place.missing.min(256) {
            self.shake.push(f32::NAN);
        }
        for sample in samples {
            self.head.accelerate(sample.map(f64::from));
            self.shake
                .push(sample.iter().map(|v| v * v).sum::<f32>().sqrt() - 1.0);
        }
        self.shake
            .ends(place.time + samples.len() as f64 / MOTION_RATE);
    }

    fn athena(&mut self, index: u8, content: &AthenaContent, arrival: f64) {
        match content {
            AthenaContent::Eeg { channels, samples } => {
                let rows = samples.len() / channels;
                let Some(place) =
                    self.place(Sensor::AthenaEeg, EEG_RATE, rows, 8, index.into(), arrival)
                else {
                    return;
                };
                // Channel five is taken as the additional electrode; the others have no agreed names.
                for electrode in Electrode::ALL.into_iter().take(*channels) {
                    let own: Vec<f32> = samples
                        .iter()
                        .copied()
                        .skip(electrode.index())
                        .step_by(*channels)
                        .collect();
                    self.eeg(electrode, &place, &own, arrival);
                }
            }
            AthenaContent::Optics { channels, samples } => {
                let rows = samples.len() / channels;
                let Some(place) = self.place(
                    Sensor::AthenaLight,
                    PPG_RATE,
                    rows,
                    8,
                    index.into(),
                    arrival,
                ) else {
                    return;
                };
                // Infrared of the two inner sensors.
                let first = if *channels == 4 { 2 } else { 6 };
                let both = samples
                    .chunks(*channels)
                    .filter_map(|row| row.get(first..first + 2));
                self.heart
                    .lit(&place, both.map(|pair| f64::from(pair[0] + pair[1]) / 2.0));
            }
            AthenaContent::Motion {
                acceleration,
                turning,
            } => {
                let place = self.place(
                    Sensor::AthenaMotion,
                    MOTION_RATE,
                    MOTION_SAMPLES,
                    8,
                    index.into(),
                    arrival,
                );
                if let Some(place) = place {
                    self.accelerate(&place, acceleration);
                    turning
                        .iter()
                        .for_each(|s| self.head.turn(s.map(f64::from)));
                }
            }
            AthenaContent::Battery(percent) => self.battery = Some((*percent).into()),
            AthenaContent::Unnamed(_) => {}
        }
    }
}

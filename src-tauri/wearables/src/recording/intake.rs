//! Packets of devices into tracks: every sensor keeps the steps of its converter, so that nothing is lost.

use std::collections::HashMap;

use mycrm_signals::decode::{
    ACCELEROMETER_G, AthenaContent, EEG_MICROVOLTS, EEG_RATE, EEG_SAMPLES, GYROSCOPE_DPS,
    MOTION_RATE, MOTION_SAMPLES, PPG_RATE, PPG_SAMPLES, Packet, Placement, Track as Line,
};

use super::about::Track;
use super::error::Result;
use super::write::Recorder;

/// A recorder that takes packets as they arrive.
#[derive(Debug)]
pub struct Intake {
    recorder: Recorder,
    /// Microseconds since 1970 at the recording's beginning.
    started: i64,
    lines: HashMap<(String, &'static str), Line>,
}

/// Steps of Athena readings, which come as numbers with units.
const ATHENA_EEG: f64 = 0.088_5;
const ATHENA_OPTICS: f64 = 1.0 / 32_768.0;

impl Intake {
    /// Packets into `recorder`, which began at `started` (milliseconds since 1970).
    pub fn new(recorder: Recorder, started: i64) -> Self {
        Self {
            recorder,
            started: started.saturating_mul(1_000),
            lines: HashMap::new(),
        }
    }

    /// The recorder, for what is made of the packets: values, notes.
    pub fn recorder(&mut self) -> &mut Recorder {
        &mut self.recorder
    }

    /// Ends the recording.
    ///
    /// # Errors
    /// As [`Recorder::finish`].
    pub fn finish(self) -> Result<std::path::PathBuf> {
        self.recorder.finish()
    }

    /// Microseconds since the beginning of a time since 1970.
    pub fn since(&self, arrived: i64) -> i64 {
        arrived.saturating_sub(self.started)
    }

    /// Takes a packet of a device that arrived at `arrived` (microseconds since 1970). The tracks of the first device are
    /// named by their sensors; give further ones a `prefix`, such as `HRM `, to tell them apart.
    ///
    /// # Errors
    /// As [`Recorder::samples`].
    pub fn packet(&mut self, prefix: &str, arrived: i64, packet: &Packet) -> Result<()> {
        let at = self.since(arrived);
        match packet {
            Packet::Eeg(electrode, eeg) => {
                let line = (EEG_RATE, EEG_SAMPLES, 16);
                let name = electrode.name();
                let Some(place) = self.place(prefix, name, line, u32::from(eeg.sequence), at)
                else {
                    return Ok(());
                };
                let steps = eeg.samples.map(|value| step(value, EEG_MICROVOLTS));
                let track = Track::samples(
                    &format!("{prefix}{name}"),
                    "uV",
                    EEG_RATE,
                    EEG_MICROVOLTS,
                    0.0,
                );
                self.put(track, place, &steps)
            }
            Packet::Light(light, ppg) => {
                let name = ["PPG1", "PPG2", "PPG3"][*light as usize];
                let line = (PPG_RATE, PPG_SAMPLES, 16);
                let Some(place) = self.place(prefix, name, line, u32::from(ppg.sequence), at)
                else {
                    return Ok(());
                };
                let steps = ppg.samples.map(|value| value as i32);
                let track = Track::samples(&format!("{prefix}{name}"), "", PPG_RATE, 1.0, 0.0);
                self.put(track, place, &steps)
            }
            Packet::Acceleration(motion) => {
                let of = ("ACC", "g", ACCELEROMETER_G);
                self.motion(prefix, of, u32::from(motion.sequence), at, &motion.samples)
            }
            Packet::Turning(motion) => {
                let of = ("GYRO", "dps", GYROSCOPE_DPS);
                self.motion(prefix, of, u32::from(motion.sequence), at, &motion.samples)
            }
            Packet::HeartRate(heart) => {
                let rate = self
                    .recorder
                    .track(Track::values(&format!("{prefix}HR"), "bpm"))?;
                self.recorder.value(rate, at, f64::from(heart.rate))?;
                let intervals = self
                    .recorder
                    .track(Track::values(&format!("{prefix}RR"), "ms"))?;
                // The last interval ended when the notification came, the others before.
                let all: Vec<f64> = heart.rr_ms().collect();
                let mut ended = at
                    - all
                        .iter()
                        .skip(1)
                        .map(|ms| (ms * 1_000.0) as i64)
                        .sum::<i64>();
                for (number, ms) in all.iter().enumerate() {
                    if number > 0 {
                        ended += (ms * 1_000.0) as i64;
                    }
                    self.recorder.value(intervals, ended, *ms)?;
                }
                Ok(())
            }
            Packet::Telemetry(telemetry) => self.charge(prefix, at, f64::from(telemetry.battery)),
            Packet::Battery(percent) => self.charge(prefix, at, f64::from(*percent)),
            Packet::Athena(packets) => {
                for packet in packets {
                    for part in &packet.parts {
                        self.athena(prefix, at, &part.content)?;
                    }
                }
                Ok(())
            }
            Packet::BodyLocation(_) => Ok(()),
        }
    }

    /// An Athena numbers its parts for all sensors together; its samples are laid one after the other.
    fn athena(&mut self, prefix: &str, at: i64, content: &AthenaContent) -> Result<()> {
        const ELECTRODES: [&str; 8] = ["TP9", "AF7", "AF8", "TP10", "EEG5", "EEG6", "EEG7", "EEG8"];
        match content {
            AthenaContent::Eeg { channels, samples } => {
                for (channel, name) in ELECTRODES.iter().enumerate().take(*channels) {
                    let track =
                        Track::samples(&format!("{prefix}{name}"), "uV", EEG_RATE, ATHENA_EEG, 0.0);
                    self.append(track, at, column(samples, *channels, channel))?;
                }
                Ok(())
            }
            AthenaContent::Optics { channels, samples } => {
                for channel in 0..*channels {
                    let name = format!("{prefix}OPT{}", channel + 1);
                    let track = Track::samples(&name, "", PPG_RATE, ATHENA_OPTICS, 0.0);
                    self.append(track, at, column(samples, *channels, channel))?;
                }
                Ok(())
            }
            AthenaContent::Motion {
                acceleration,
                turning,
            } => {
                for (name, unit, scale, rows) in [
                    ("ACC", "g", ACCELEROMETER_G, acceleration),
                    ("GYRO", "dps", GYROSCOPE_DPS, turning),
                ] {
                    for (axis, letter) in ["X", "Y", "Z"].iter().enumerate() {
                        let name = format!("{prefix}{name}_{letter}");
                        let track = Track::samples(&name, unit, MOTION_RATE, scale, 0.0);
                        self.append(track, at, rows.iter().map(|row| row[axis]).collect())?;
                    }
                }
                Ok(())
            }
            AthenaContent::Battery(percent) => self.charge(prefix, at, f64::from(*percent)),
            AthenaContent::Unnamed(_) => Ok(()),
        }
    }

    fn charge(&mut self, prefix: &str, at: i64, percent: f64) -> Result<()> {
        let track = Track::values(&format!("{prefix}Battery"), "%");
        let track = self.recorder.track(track)?;
        self.recorder.value(track, at, percent)
    }

    fn motion(
        &mut self,
        prefix: &str,
        (name, unit, scale): (&'static str, &str, f64),
        sequence: u32,
        at: i64,
        rows: &[[f32; 3]; MOTION_SAMPLES],
    ) -> Result<()> {
        let line = (MOTION_RATE, MOTION_SAMPLES, 16);
        let Some(place) = self.place(prefix, name, line, sequence, at) else {
            return Ok(());
        };
        for (axis, letter) in ["X", "Y", "Z"].iter().enumerate() {
            let track = Track::samples(
                &format!("{prefix}{name}_{letter}"),
                unit,
                MOTION_RATE,
                scale,
                0.0,
            );
            let steps = rows.map(|row| step(row[axis], scale));
            self.put(track, place, &steps)?;
        }
        Ok(())
    }

    /// Where a packet's samples belong; none for one that came twice or too late.
    fn place(
        &mut self,
        prefix: &str,
        name: &'static str,
        (rate, per_packet, bits): (f64, usize, u32),
        sequence: u32,
        at: i64,
    ) -> Option<Placement> {
        self.lines
            .entry((prefix.to_owned(), name))
            .or_insert_with(|| Line::new(rate, per_packet as u32, bits))
            .place(sequence, at as f64 / 1e6)
    }

    fn put(&mut self, track: Track, place: Placement, steps: &[i32]) -> Result<()> {
        let track = self.recorder.track(track)?;
        let at = (place.time * 1e6) as i64;
        if place.restarted {
            // How much is missing is not known: the time says it.
            self.recorder.part(track);
        }
        self.recorder.samples(track, place.first, at, steps)
    }

    fn append(&mut self, track: Track, at: i64, values: Vec<f32>) -> Result<()> {
        let scale = track.scale;
        let track = self.recorder.track(track)?;
        let steps: Vec<i32> = values.iter().map(|value| step(*value, scale)).collect();
        let first = self.recorder.next(track);
        self.recorder.samples(track, first, at, &steps)
    }
}

/// One channel out of samples that lie all channels of one after the other.
fn column(samples: &[f32], channels: usize, channel: usize) -> Vec<f32> {
    samples
        .iter()
        .skip(channel)
        .step_by(channels.max(1))
        .copied()
        .collect()
}

fn step(value: f32, scale: f64) -> i32 {
    (f64::from(value) / scale).round() as i32
}

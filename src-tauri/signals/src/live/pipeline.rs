//! From notifications to moments.

use super::channel::{Channel, SEGMENT};
use super::frontal::Frontal;
use super::heart::Heart;
use super::moment::{EegMoment, ElectrodeMoment, HeartMoment, HeartSource, Moment, MotionMoment};
use super::traces::{Line, Trace, Waiting};
use crate::decode::{
    AthenaContent, ClockFit, EEG_RATE, EEG_SAMPLES, Electrode, Light, Losses, MOTION_RATE,
    MOTION_SAMPLES, PPG_RATE, PPG_SAMPLES, Packet, Placement, Track, decode,
};
use crate::eeg::{BandPowers, MovementDetector, asymmetry, engagement};
use crate::error::{Result, within};
use crate::spectrum::{Spectrum, Welch};
use crate::state::{Measure, Measures, Profile, Tracker};
use std::collections::{BTreeMap, VecDeque};

/// What the surroundings of a wearer are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Frequency of the power lines, Hz: 50 or 60.
    pub mains: f64,
    /// Corner of the high-pass for EEG, Hz: 0.5 to 1.
    pub high_pass: f64,
    /// Smoothing of the state, seconds.
    pub smoothing: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mains: 50.0,
            high_pass: 0.5,
            smoothing: 12.0,
        }
    }
}

/// Moments that wait to be taken; older ones are dropped.
const WAITING: usize = 120;
/// Seconds of silence that are made into moments at once; a longer silence is left out.
const CAUGHT_UP: f64 = 10.0;
/// Samples that a blink spoils behind and before the moment it is found.
const BLINK_SPOILS: usize = 180;

/// A sensor whose packets are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sensor {
    Eeg(Electrode),
    Light,
    Acceleration,
    Turning,
    AthenaEeg,
    AthenaLight,
    AthenaMotion,
}

/// One wearer, live.
#[derive(Debug)]
pub struct Live {
    settings: Settings,
    profile: Profile,
    tracks: BTreeMap<Sensor, Track>,
    channels: BTreeMap<Electrode, Channel>,
    frontal: Frontal,
    head: MovementDetector,
    head_seen: bool,
    shake: Waiting,
    heart: Heart,
    battery: Option<f64>,
    welch: Welch,
    tracker: Tracker,
    next: Option<f64>,
    moments: VecDeque<Moment>,
}

impl Live {
    /// Before anything has arrived.
    ///
    /// # Errors
    /// [`crate::Error::Value`] for settings out of bounds.
    pub fn new(settings: Settings, profile: Profile) -> Result<Self> {
        within("mains", settings.mains, 45.0, 65.0, "45 to 65 Hz")?;
        within("high_pass", settings.high_pass, 0.1, 2.0, "0.1 to 2 Hz")?;
        Ok(Self {
            settings,
            profile,
            tracks: BTreeMap::new(),
            channels: BTreeMap::new(),
            frontal: Frontal::new()?,
            head: MovementDetector::new(MOTION_RATE),
            head_seen: false,
            shake: Waiting::new(MOTION_RATE),
            heart: Heart::new()?,
            battery: None,
            welch: Welch::new(EEG_RATE, SEGMENT)?,
            tracker: Tracker::new(settings.smoothing),
            next: None,
            moments: VecDeque::new(),
        })
    }

    /// Takes a notification that arrived at `arrival`, seconds of a clock that only goes forward.
    ///
    /// # Errors
    /// What [`decode`] refuses; nothing has changed then.
    pub fn notify(&mut self, characteristic: u128, bytes: &[u8], arrival: f64) -> Result<()> {
        let packet = decode(characteristic, bytes)?;
        self.feed(&packet, arrival);
        Ok(())
    }

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

    /// Makes the moments of all seconds that ended before `now`; to be called about once a second when nothing arrives,
    /// so that silence shows.
    pub fn tick(&mut self, now: f64) {
        if !possible(now) {
            return;
        }
        let Some(next) = self.next else {
            self.next = Some(now.floor() + 1.0);
            return;
        };
        if now < next - 2.0 {
            // The clock was set back.
            self.next = Some(now.floor() + 1.0);
            return;
        }
        let mut next = if now - next > CAUGHT_UP {
            now.floor()
        } else {
            next
        };
        while next <= now {
            let moment = self.moment(next);
            if self.moments.len() >= WAITING {
                self.moments.pop_front();
            }
            self.moments.push_back(moment);
            next += 1.0;
        }
        self.next = Some(next);
    }

    /// The oldest moment that was not yet taken.
    pub fn next_moment(&mut self) -> Option<Moment> {
        self.moments.pop_front()
    }

    /// Samples of a line since it was last taken, four seconds at most.
    pub fn take_trace(&mut self, line: Line) -> Trace {
        match line {
            Line::Eeg(electrode) => self
                .channels
                .get_mut(&electrode)
                .map_or_else(Trace::default, |c| c.trace.take()),
            Line::Pulse => self.heart.trace.take(),
            Line::Acceleration => self.shake.take(),
        }
    }

    /// An electrode's density in µV²/Hz over the last eight seconds, as of the last moment.
    pub fn spectrum(&self, electrode: Electrode) -> Option<&Spectrum> {
        self.channels.get(&electrode)?.spectrum.as_ref()
    }

    /// The smoothed measurements that the last estimate was made from: what calibration takes each second, and what a
    /// label given now is learned from.
    pub fn measures(&self) -> Measures {
        self.tracker.measures()
    }

    /// The wearer's profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Changes the wearer's profile, from the next moment on.
    pub fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
    }

    /// Packets received, lost, doubled and late, of all sensors together.
    pub fn losses(&self) -> Losses {
        self.tracks
            .values()
            .map(Track::losses)
            .fold(Losses::default(), |sum, l| Losses {
                received: sum.received + l.received,
                lost: sum.lost + l.lost,
                doubled: sum.doubled + l.doubled,
                late: sum.late + l.late,
            })
    }

    /// How well the device's clock is known, by the sensor with the most packets.
    pub fn clock(&self) -> Option<ClockFit> {
        self.tracks
            .values()
            .max_by_key(|t| t.losses().received)?
            .clock()
    }

    fn moment(&mut self, now: f64) -> Moment {
        let mut electrodes = Vec::with_capacity(self.channels.len());
        for (electrode, channel) in &mut self.channels {
            let quality = channel.quality(now);
            let measured = channel
                .measure(&mut self.welch)
                .filter(|_| quality.usable());
            electrodes.push(ElectrodeMoment {
                electrode: *electrode,
                quality,
                powers: measured.map(|m| m.0),
                alpha_peak: measured.and_then(|m| m.1),
            });
        }
        let eeg = self.head(&electrodes);
        let heart = self.heart.moment(now);
        let movement = self.head.movement();
        let motion = self.head_seen.then(|| MotionMoment {
            shaking: movement.shaking,
            turning: movement.turning,
            spoils: movement.spoils(),
        });
        let measures = self.measured(eeg.as_ref(), heart.as_ref(), motion);
        let head_quality = (!electrodes.is_empty()).then(|| head_quality(&electrodes));
        let trusted: Vec<f64> = head_quality
            .into_iter()
            .chain(heart.as_ref().map(|h| h.quality))
            .collect();
        // A heart that works because its owner walks says nothing of how he feels.
        let still = if movement.spoils() { 0.0 } else { 1.0 };
        let quality = still * trusted.iter().sum::<f64>() / trusted.len().max(1) as f64;
        let state = self.tracker.take(&self.profile, &measures, quality, 1.0);
        Moment {
            time: now,
            electrodes,
            eeg,
            heart,
            motion,
            battery: self.battery,
            state,
        }
    }

    fn head(&self, electrodes: &[ElectrodeMoment]) -> Option<EegMoment> {
        let on_head = || electrodes.iter().filter(|e| e.electrode != Electrode::Aux);
        let powers = BandPowers::mean(on_head().filter_map(|e| e.powers.as_ref()))?;
        let of = |electrode| electrodes.iter().find(|e| e.electrode == electrode);
        let powers_of = |electrode| of(electrode).and_then(|e| e.powers);
        let usable = |electrode| of(electrode).is_some_and(|e| e.quality.usable());
        let peaks: Vec<f64> = on_head().filter_map(|e| e.alpha_peak).collect();
        let ears: Vec<f64> = [Electrode::Tp9, Electrode::Tp10]
            .into_iter()
            .filter(|e| usable(*e))
            .filter_map(|e| self.channels.get(&e).map(Channel::tension))
            .collect();
        let mean = |values: &[f64]| {
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        Some(EegMoment {
            powers,
            relative: powers.relative(),
            engagement: engagement(&powers),
            asymmetry: powers_of(Electrode::Af7)
                .zip(powers_of(Electrode::Af8))
                .and_then(|(l, r)| asymmetry(&l, &r)),
            alpha_peak: mean(&peaks),
            blinks: self
                .frontal
                .rate()
                .filter(|_| usable(Electrode::Af7) && usable(Electrode::Af8)),
            tension: mean(&ears),
            quality: head_quality(electrodes),
        })
    }

    fn measured(
        &self,
        eeg: Option<&EegMoment>,
        heart: Option<&HeartMoment>,
        motion: Option<MotionMoment>,
    ) -> Measures {
        let mut out = Measures::default();
        if let Some(eeg) = eeg {
            let p = &eeg.powers;
            let rest = (p.theta + p.alpha + p.beta).max(1e-12);
            out.set(Measure::Theta, Some((p.theta / rest).ln()));
            out.set(Measure::Alpha, Some((p.alpha / rest).ln()));
            out.set(Measure::Beta, Some((p.beta / rest).ln()));
            out.set(Measure::Engagement, eeg.engagement.map(f64::ln));
            out.set(Measure::Asymmetry, eeg.asymmetry);
            out.set(Measure::Blinks, eeg.blinks);
            out.set(Measure::Tension, eeg.tension.map(|t| t.max(0.1).ln()));
        }
        if let Some(heart) = heart.filter(|h| h.quality >= 0.3) {
            out.set(Measure::HeartRate, heart.rate);
            let present = self.heart.present().filter(|v| {
                heart.source != HeartSource::RateOnly && v.mended < 0.2 && v.seconds >= 25.0
            });
            if let Some(present) = present {
                out.set(
                    Measure::HeartVariability,
                    present.time.map(|t| t.rmssd.max(1.0).ln()),
                );
                out.set(
                    Measure::StressIndex,
                    present.stress_index.map(|s| s.max(1.0).ln()),
                );
                let clear = present.respiration.filter(|r| r.certainty > 0.3);
                out.set(Measure::Breathing, clear.map(|r| r.rate));
            }
        }
        if let Some(motion) = motion {
            out.set(Measure::Movement, Some(motion.shaking.max(0.002).ln()));
        }
        out
    }
}

/// Whether a clock shows such a time: beyond it, seconds and their parts no longer fit a number.
fn possible(time: f64) -> bool {
    time.abs() <= 1e11
}

/// Mean quality of the four electrodes of a headband; missing ones count as silent.
fn head_quality(electrodes: &[ElectrodeMoment]) -> f64 {
    electrodes
        .iter()
        .filter(|e| e.electrode != Electrode::Aux)
        .map(|e| e.quality.score)
        .sum::<f64>()
        / 4.0
}

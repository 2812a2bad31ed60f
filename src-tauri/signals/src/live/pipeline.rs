//! From notifications to moments.

use super::channel::{Channel, SEGMENT};
use super::frontal::Frontal;
use super::heart::Heart;
use super::moment::{ElectrodeMoment, Moment, MotionMoment};
use super::traces::{Line, Trace, Waiting};
use super::whole::{head, head_quality, measures};
use crate::decode::{ClockFit, EEG_RATE, Electrode, Losses, MOTION_RATE, Track, decode};
use crate::eeg::MovementDetector;
use crate::error::{Result, within};
use crate::spectrum::{Spectrum, Welch};
use crate::state::{Measures, Profile, Tracker};
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
/// Most seconds of movement that are remembered. For each a second of rest is needed before the heart is what it was.
const WORKED_MOST: f64 = 60.0;
/// So many seconds of movement are none to speak of: a nod, a turn of the chair.
const WORKED_LITTLE: f64 = 10.0;
/// A sensor whose packets are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sensor {
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
    pub(super) settings: Settings,
    profile: Profile,
    pub(super) tracks: BTreeMap<Sensor, Track>,
    pub(super) channels: BTreeMap<Electrode, Channel>,
    pub(super) frontal: Frontal,
    pub(super) head: MovementDetector,
    pub(super) head_seen: bool,
    pub(super) shake: Waiting,
    pub(super) heart: Heart,
    pub(super) battery: Option<f64>,
    welch: Welch,
    tracker: Tracker,
    /// Seconds of movement that have not been rested from.
    worked: f64,
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
            worked: 0.0,
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
        let eeg = head(&electrodes, self.frontal.rate(), |e| {
            self.channels.get(&e).map(Channel::tension)
        });
        let heart = self.heart.moment(now);
        let movement = self.head.movement();
        let motion = self.head_seen.then(|| MotionMoment {
            shaking: movement.shaking,
            turning: movement.turning,
            spoils: movement.spoils(),
        });
        let passed = if movement.spoils() { 1.0 } else { -1.0 };
        self.worked = (self.worked + passed).clamp(0.0, WORKED_MOST);
        // A heart goes on beating for a while as it did in movement, and says nothing of how its owner feels.
        let rested = heart.as_ref().filter(|_| self.worked <= WORKED_LITTLE);
        let measures = measures(eeg.as_ref(), rested, self.heart.present(), motion);
        let head_quality = (!electrodes.is_empty()).then(|| head_quality(&electrodes));
        let trusted: Vec<f64> = head_quality
            .into_iter()
            .chain(rested.map(|h| h.quality))
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
}

/// Whether a clock shows such a time: beyond it, seconds and their parts no longer fit a number.
pub(super) fn possible(time: f64) -> bool {
    time.abs() <= 1e11
}

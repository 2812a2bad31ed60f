//! The heart out of whatever there is: a strap's intervals, a watch's rate, or light at the forehead.

use super::intervals::{Intervals, PRESENT};
use super::moment::{HeartMoment, HeartSource};
use super::tail::Tail;
use super::traces::Waiting;
use crate::decode::{HeartRate, PPG_RATE, Placement};
use crate::error::Result;
use crate::filter::{Filter, Stream};
use crate::heart::{Direction, Pulse, Variability, beats, beats_toward};

/// Samples of light that beats are looked for in: ten seconds.
const LOOKED: usize = 640;
/// Missing samples that are bridged by a line.
const BRIDGED: u32 = 20;
/// Seconds before the end of the light in which a beat is not yet certain.
const UNCERTAIN: f64 = 0.6;
/// Quality of light below which its beats are not taken.
const LEAST: f64 = 0.5;
/// Seconds from one reckoning of variability to the next.
const RENEWED: f64 = 3.0;
/// Seconds after which a source that says nothing is gone.
const GONE: f64 = 6.0;

/// What is known of the heart.
#[derive(Debug, Clone)]
pub(super) struct Heart {
    strap: Intervals,
    strap_at: Option<f64>,
    strap_rate: Option<f64>,
    strap_sends_intervals: bool,
    contact: bool,
    light: Intervals,
    samples: Tail<f64>,
    taken: u64,
    last_light: Option<f64>,
    /// Light's own second of the last beat that was taken.
    beat: Option<f64>,
    light_quality: f64,
    /// How often more the light counted up than down, of the last ten seconds with good beats.
    direction: i32,
    /// Host second behind the last sample of light.
    light_at: f64,
    shown: Stream,
    pub(super) trace: Waiting,
    fresh: Vec<f64>,
    whole: Option<Variability>,
    present: Option<Variability>,
    reckoned: f64,
}

impl Heart {
    pub(super) fn new() -> Result<Self> {
        let shown = Filter::high_pass(1, 0.4, PPG_RATE)?.then(Filter::low_pass(2, 8.0, PPG_RATE)?);
        Ok(Self {
            strap: Intervals::default(),
            strap_at: None,
            strap_rate: None,
            strap_sends_intervals: false,
            contact: true,
            light: Intervals::default(),
            samples: Tail::new(LOOKED),
            taken: 0,
            last_light: None,
            beat: None,
            light_quality: 0.0,
            direction: 0,
            light_at: f64::NEG_INFINITY,
            shown: Stream::new(&shown),
            trace: Waiting::new(PPG_RATE),
            fresh: Vec::new(),
            whole: None,
            present: None,
            reckoned: f64::NEG_INFINITY,
        })
    }

    /// Takes a strap's or watch's measurement.
    pub(super) fn measured(&mut self, heart: &HeartRate, arrival: f64) {
        self.contact = heart.contact != Some(false);
        let rr: Vec<f64> = heart.rr_ms().collect();
        let total = rr.iter().sum::<f64>() / 1000.0;
        // What came since the last notification must fill the time since then, give or take two slow beats.
        let since = self.strap_at.map_or(0.0, |at| arrival - at);
        self.strap_at = Some(arrival);
        self.strap_rate = (heart.rate > 0).then_some(f64::from(heart.rate));
        if !self.contact || since - total > 3.0 || since < -1.0 {
            self.strap.clear();
        }
        if !self.contact {
            return;
        }
        let mut time = arrival - total;
        for rr in rr {
            self.strap_sends_intervals = true;
            time += rr / 1000.0;
            self.strap.push(time, rr);
            self.fresh.push(rr);
        }
    }

    /// Takes samples of light, in any unit, at 64 Hz.
    pub(super) fn lit(&mut self, place: &Placement, samples: impl Iterator<Item = f64>) {
        let mut count = 0;
        let mut missing = place.missing;
        if place.restarted || missing > BRIDGED {
            self.samples.clear();
            self.shown.gap();
            self.beat = None;
            self.light.clear();
            self.taken += u64::from(missing);
            missing = 0;
        }
        for sample in samples.filter(|s| s.is_finite()) {
            if let (true, Some(last)) = (missing > 0, self.last_light) {
                for i in 0..missing {
                    let share = f64::from(i + 1) / f64::from(missing + 1);
                    self.sample(last + share * (sample - last), true);
                }
            }
            missing = 0;
            self.sample(sample, false);
            count += 1;
        }
        self.light_at = place.time + f64::from(count) / PPG_RATE;
        self.trace.ends(self.light_at);
    }

    fn sample(&mut self, value: f64, bridged: bool) {
        self.samples.push(value);
        self.taken += 1;
        self.last_light = Some(value);
        let shown = self.shown.push(value).unwrap_or(0.0);
        // Drawn so that a pulse goes up.
        self.trace
            .push(if bridged { f32::NAN } else { -shown as f32 });
    }

    /// Looks for beats in the light that came.
    fn look(&mut self, now: f64) {
        let count = self.samples.last(LOOKED).len();
        if now - self.light_at > GONE || count < LOOKED / 2 {
            self.light_quality = 0.0;
            return;
        }
        let Some(pulse) = self.pulse() else {
            return;
        };
        self.light_quality = pulse.quality;
        let end = self.taken as f64 / PPG_RATE;
        let begin = end - count as f64 / PPG_RATE;
        if pulse.quality < LEAST {
            self.beat = None;
            return;
        }
        for beat in pulse.beats {
            let at = begin + beat.time;
            if at > end - UNCERTAIN {
                break;
            }
            match self.beat {
                Some(last) if at > last + 0.3 => {
                    let rr = (at - last) * 1000.0;
                    self.light.push(self.light_at - (end - at), rr);
                    if !(self.strap_sends_intervals && self.strap_lives(now)) {
                        self.fresh.push(rr);
                    }
                    self.beat = Some(at);
                }
                Some(_) => {}
                // The first ones may be cut off by the beginning.
                None if beat.time > 1.0 => self.beat = Some(at),
                None => {}
            }
        }
    }

    /// Beats in the direction that the sensor has counted so far: a beat taken from the other side of the wave would
    /// lie half a beat away.
    fn pulse(&mut self) -> Option<Pulse> {
        let light = self.samples.last(LOOKED);
        let pulse = beats(light, PPG_RATE).ok()?;
        let usual = if self.direction < 0 {
            Direction::Down
        } else {
            Direction::Up
        };
        if pulse.quality >= LEAST {
            let vote = if pulse.direction == Direction::Up {
                1
            } else {
                -1
            };
            let before = self.direction;
            self.direction = (before + vote).clamp(-10, 10);
            if before.signum() * self.direction.signum() <= 0 {
                self.beat = None;
            }
        }
        if self.direction == 0 || pulse.direction == usual {
            return Some(pulse);
        }
        beats_toward(light, PPG_RATE, usual).ok()
    }

    fn strap_lives(&self, now: f64) -> bool {
        self.strap_at.is_some_and(|at| now - at < GONE)
    }

    /// What is known at `now`; `None` if nothing is.
    pub(super) fn moment(&mut self, now: f64) -> Option<HeartMoment> {
        self.look(now);
        let strap = self.strap_lives(now);
        let intervals = if strap && self.strap_sends_intervals {
            &self.strap
        } else {
            &self.light
        };
        let source = match (strap, self.strap_sends_intervals) {
            (true, true) => HeartSource::Strap,
            (true, false) if self.light_quality < LEAST => HeartSource::RateOnly,
            _ if self.light_at > now - GONE => HeartSource::Light,
            _ => {
                self.fresh.clear();
                return None;
            }
        };
        if !(now - self.reckoned < RENEWED && now >= self.reckoned) {
            self.reckoned = now;
            self.whole = intervals.variability(now, 300.0);
            self.present = intervals.variability(now, PRESENT);
        }
        let (rate, quality) = match source {
            HeartSource::Strap => {
                let sound = intervals.soundness(now);
                (
                    intervals.rate(now).or(self.strap_rate),
                    if self.contact { sound } else { 0.0 },
                )
            }
            HeartSource::RateOnly => (self.strap_rate, if self.contact { 0.8 } else { 0.0 }),
            HeartSource::Light => (
                intervals.rate(now),
                self.light_quality * intervals.soundness(now),
            ),
        };
        Some(HeartMoment {
            source,
            rate: rate.filter(|_| quality > 0.0),
            quality,
            rr: std::mem::take(&mut self.fresh),
            variability: self
                .whole
                .clone()
                .filter(|_| source != HeartSource::RateOnly),
        })
    }

    /// Variability of the last minute or so, for the state.
    pub(super) fn present(&self) -> Option<&Variability> {
        self.present.as_ref()
    }
}

//! One electrode on its way from samples to powers.

use super::tail::Tail;
use super::traces::Waiting;
use crate::decode::{EEG_RATE, Placement};
use crate::eeg::{
    BandPowers, ClenchDetector, ElectrodeFlags, Quality, Window, alpha_peak, quality,
};
use crate::error::Result;
use crate::filter::{Filter, Stream};
use crate::spectrum::{Spectrum, Welch};

/// Samples a spectrum is taken over: eight seconds.
const SPAN: usize = 2048;
/// Samples of one segment of it: two seconds.
pub(super) const SEGMENT: usize = 512;
/// Samples from one segment to the next.
const HOP: usize = 128;
/// Sound segments of the thirteen that a spectrum needs.
const LEAST: usize = 3;
/// Samples that quality is judged by: two seconds.
const JUDGED: usize = 512;
/// Missing samples that are bridged by a line, so that the filters need not begin anew.
const BRIDGED: u32 = 64;
/// Samples behind a longer gap that are not believed.
const SETTLING: u32 = 256;
/// Readings of the amplifier at its end, µV.
const END: f64 = 950.0;

/// One electrode.
#[derive(Debug, Clone)]
pub(super) struct Channel {
    high: Stream,
    notch: Stream,
    low: Stream,
    clench: ClenchDetector,
    raw: Tail<f64>,
    filtered: Tail<f64>,
    flags: Tail<ElectrodeFlags>,
    hum: f64,
    last: f64,
    since_gap: u32,
    pub(super) arrival: f64,
    pub(super) trace: Waiting,
    pub(super) spectrum: Option<Spectrum>,
}

impl Channel {
    pub(super) fn new(high_pass: f64, mains: f64) -> Result<Self> {
        Ok(Self {
            high: Stream::new(&Filter::high_pass(2, high_pass, EEG_RATE)?),
            notch: Stream::new(&Filter::notch(mains, 20.0, EEG_RATE)?),
            low: Stream::new(&Filter::low_pass(4, 45.0, EEG_RATE)?),
            clench: ClenchDetector::new(EEG_RATE, mains)?,
            raw: Tail::new(JUDGED),
            filtered: Tail::new(SPAN),
            flags: Tail::new(SPAN),
            hum: 0.0,
            last: 0.0,
            since_gap: 0,
            arrival: f64::NEG_INFINITY,
            trace: Waiting::new(EEG_RATE),
            spectrum: None,
        })
    }

    /// Takes a packet's samples in µV; `moving` while the head moves.
    pub(super) fn push(&mut self, place: &Placement, samples: &[f32], moving: bool, arrival: f64) {
        self.arrival = arrival;
        if place.restarted {
            self.begin_anew();
        }
        if let (true, Some(next)) = (place.missing > 0, samples.first()) {
            self.miss(place.missing, f64::from(*next));
        }
        for sample in samples {
            self.sample(f64::from(*sample), moving);
        }
        self.trace
            .ends(place.time + samples.len() as f64 / EEG_RATE);
    }

    fn sample(&mut self, value: f64, moving: bool) {
        self.last = value;
        self.since_gap = self.since_gap.saturating_add(1);
        let (filtered, trace) = self.filter(value);
        self.clench.push(value);
        let spoilt = ElectrodeFlags {
            gap: self.since_gap < SETTLING,
            end: value.abs() > END,
            moved: moving,
            blinked: false,
            clenched: self.clench.clenched(),
        };
        self.raw.push(value);
        self.filtered.push(filtered);
        self.flags.push(spoilt);
        self.trace.push(trace as f32);
    }

    fn filter(&mut self, value: f64) -> (f64, f64) {
        let high = self.high.push(value).unwrap_or(0.0);
        let filtered = self.notch.push(high).unwrap_or(0.0);
        let hum = high - filtered;
        self.hum += (hum * hum - self.hum) / EEG_RATE;
        (filtered, self.low.push(filtered).unwrap_or(0.0))
    }

    /// Marks missing samples. Few are bridged for the filters' sake, and never believed.
    fn miss(&mut self, missing: u32, next: f64) {
        let gap = ElectrodeFlags {
            gap: true,
            ..ElectrodeFlags::default()
        };
        let bridged = missing <= BRIDGED;
        if !bridged {
            self.begin_anew();
        }
        for i in 0..missing.min(SPAN as u32) {
            let mut filtered = 0.0;
            if bridged {
                let share = f64::from(i + 1) / f64::from(missing + 1);
                filtered = self.filter(self.last + share * (next - self.last)).0;
            }
            self.raw.push(f64::NAN);
            self.filtered.push(filtered);
            self.flags.push(gap);
            self.trace.push(f32::NAN);
        }
    }

    fn begin_anew(&mut self) {
        self.high.gap();
        self.notch.gap();
        self.low.gap();
        self.clench.push(f64::NAN);
        self.since_gap = 0;
    }

    /// The eyes blinked in the last `samples`.
    pub(super) fn blinked(&mut self, samples: usize) {
        for flags in self.flags.last_mut(samples) {
            flags.blinked = true;
        }
    }

    /// How far to trust it at `now`.
    pub(super) fn quality(&self, now: f64) -> Quality {
        if now - self.arrival > 2.0 {
            return Quality::silent();
        }
        let flags = self.flags.last(JUDGED);
        let share = |of: fn(&ElectrodeFlags) -> bool| {
            flags.iter().filter(|f| of(f)).count() as f64 / flags.len().max(1) as f64
        };
        quality(&Window {
            raw: self.raw.last(JUDGED),
            filtered: self.filtered.last(JUDGED),
            hum: self.hum.sqrt(),
            moved: share(|f| f.moved),
            blinked: share(|f| f.blinked),
            clenched: share(|f| f.clenched),
        })
    }

    /// Renews the spectrum out of what is not spoilt; `None` if that is too little.
    pub(super) fn measure(&mut self, welch: &mut Welch) -> Option<(BandPowers, Option<f64>)> {
        let (filtered, flags) = (self.filtered.last(SPAN), self.flags.last(SPAN));
        let sound = |at: &usize| !flags[*at..at + SEGMENT].iter().any(ElectrodeFlags::any);
        let starts: Vec<usize> = (0..(filtered.len() + HOP).saturating_sub(SEGMENT))
            .step_by(HOP)
            .filter(|at| at + SEGMENT <= filtered.len() && sound(at))
            .collect();
        self.spectrum = None;
        if starts.len() < LEAST {
            return None;
        }
        let spectrum = welch
            .average(starts.iter().map(|at| &filtered[*at..at + SEGMENT]))
            .ok()?;
        let spectrum = self.spectrum.insert(spectrum);
        Some((BandPowers::of(spectrum), alpha_peak(spectrum)))
    }

    /// Muscle activity, µV.
    pub(super) fn tension(&self) -> f64 {
        self.clench.level()
    }
}

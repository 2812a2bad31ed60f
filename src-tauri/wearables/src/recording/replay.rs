//! A recording as the packets that it was made of, so that everything that takes live packets takes it.

use std::collections::VecDeque;

use mycrm_signals::decode::{
    EEG_RATE, EEG_SAMPLES, EegPacket, Electrode, HeartRate, Light, MOTION_RATE, MOTION_SAMPLES,
    MotionPacket, PPG_RATE, PPG_SAMPLES, Packet, PpgPacket, RR_RATE,
};

use super::about::{Track, TrackKind};
use super::block::Piece;
use super::error::Result;
use super::layout::{Grid, Ordered};
use super::read::{Pieces, Recording};
use super::resample::Resampler;

/// A packet of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    /// When it arrived: microseconds since the recording's beginning.
    pub at: i64,
    /// What it said.
    pub packet: Packet,
}

/// Plays a recording in the order of time, as fast as it is asked. Memory is bounded.
///
/// EEG under an electrode's name, light, acceleration and turning under the names that a Muse's have, heart rate and
/// intervals become packets, whatever rate they were taken at between a quarter and sixteen times that of a Muse; notes
/// and everything else are left out.
pub struct Replay {
    pieces: Pieces,
    lanes: Vec<Lane>,
    /// What has no place in a packet, by name.
    left_out: Vec<String>,
    ready: Ordered<Packet>,
    motion: [Axes; 2],
    ended: bool,
}

/// A track and where its samples go.
struct Lane {
    what: What,
    grid: Grid,
    track: Track,
    /// Between the track's own rate and that of packets, where they differ.
    resampler: Option<Resampler>,
    /// Samples a second in packets.
    rate: f64,
    /// Values that wait for a packet to be full, and the place of the first.
    waiting: Vec<f32>,
    begins: u64,
    begun: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Eeg(Electrode),
    Light(Light),
    /// Acceleration (0) or turning (1), and the axis.
    Motion(usize, usize),
    HeartRate,
    Interval,
    Nothing,
}

/// Packets of each axis that wait for the other two.
#[derive(Default)]
struct Axes([VecDeque<(u64, i64, [f32; MOTION_SAMPLES])>; 3]);

impl What {
    /// Samples a second in packets of this sort; none for what is told one by one.
    fn rate(self) -> Option<f64> {
        match self {
            Self::Eeg(_) => Some(EEG_RATE),
            Self::Light(_) => Some(PPG_RATE),
            Self::Motion(..) => Some(MOTION_RATE),
            Self::HeartRate | Self::Interval | Self::Nothing => None,
        }
    }
}

impl Lane {
    /// Begins a packet with the sample at `place`; behind a gap, with nothing of before.
    fn begin(&mut self, place: u64, gap: bool) {
        match &mut self.resampler {
            None => {
                self.waiting.clear();
                self.begins = place;
            }
            // Without a gap the filter goes on, and knows best what comes next.
            Some(resampler) if gap || !self.begun => {
                self.waiting.clear();
                self.begins = resampler.begin(place);
            }
            Some(_) => {}
        }
        self.begun = true;
    }

    fn put(&mut self, step: i32) {
        let value = self.track.value(step) as f32;
        match &mut self.resampler {
            None => self.waiting.push(value),
            Some(resampler) => resampler.push(value, &mut self.waiting),
        }
    }
}

impl Replay {
    /// Plays a recording from its beginning.
    ///
    /// # Errors
    /// What a damaged recording gives.
    pub fn open(recording: &Recording) -> Result<Self> {
        Ok(Self {
            pieces: recording.pieces()?,
            lanes: Vec::new(),
            left_out: Vec::new(),
            ready: Ordered::new(),
            motion: Default::default(),
            ended: false,
        })
    }

    /// The tracks met so far that become no packets.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Track(track) => {
                let what = what(&track);
                if what == What::Nothing && track.kind != TrackKind::Notes {
                    self.left_out.push(track.name.clone());
                }
                let own = track.rate().unwrap_or(1.0);
                let rate = what.rate().unwrap_or(own);
                let differs = (own - rate).abs() > 1e-6;
                self.lanes.push(Lane {
                    what,
                    grid: Grid::new(own),
                    track,
                    resampler: differs.then(|| Resampler::new(own, rate)),
                    rate,
                    waiting: Vec::new(),
                    begins: 0,
                    begun: false,
                });
            }
            Piece::Samples {
                track,
                first,
                at,
                steps,
            } => self.samples(track, first, at, &steps),
            Piece::Values { track, values } => {
                for (at, value) in values {
                    let mut heart = HeartRate::default();
                    match self.lanes[track].what {
                        What::HeartRate => heart.rate = value.clamp(0.0, 65_535.0) as u16,
                        What::Interval => {
                            heart.rr.push((value * RR_RATE / 1_000.0).round() as u16);
                            heart.rate = (60_000.0 / value.max(1.0)).round() as u16;
                        }
                        _ => continue,
                    }
                    self.ready.put(at, Packet::HeartRate(heart));
                }
            }
            Piece::Note { .. } => {}
        }
    }

    fn samples(&mut self, track: usize, first: u64, at: i64, steps: &[i32]) {
        let lane = &mut self.lanes[track];
        let size = match lane.what {
            What::Eeg(_) => EEG_SAMPLES,
            What::Light(_) => PPG_SAMPLES,
            What::Motion(..) => MOTION_SAMPLES,
            _ => return,
        };
        let (place, empty) = lane.grid.place(first, at, steps.len());
        if empty > 0 || lane.waiting.is_empty() {
            lane.begin(place, empty > 0);
        }
        for &step in steps {
            lane.put(step);
            if lane.waiting.len() < size {
                continue;
            }
            let rest = lane.waiting.split_off(size);
            let values = std::mem::replace(&mut lane.waiting, rest);
            let sequence = (lane.begins / size as u64) as u16;
            let end = lane.begins + size as u64;
            let arrived = (end as f64 / lane.rate * 1e6).round() as i64;
            let number = lane.begins;
            lane.begins += size as u64;
            let packet = match lane.what {
                What::Eeg(electrode) => {
                    let samples = std::array::from_fn(|sample| values[sample]);
                    Packet::Eeg(electrode, EegPacket { sequence, samples })
                }
                What::Light(light) => {
                    let samples = std::array::from_fn(|sample| values[sample].max(0.0) as u32);
                    Packet::Light(light, PpgPacket { sequence, samples })
                }
                What::Motion(kind, axis) => {
                    let samples = std::array::from_fn(|sample| values[sample]);
                    self.motion[kind].0[axis].push_back((number, arrived, samples));
                    if let Some((at, packet)) = self.motion[kind].whole() {
                        let packet = match kind {
                            0 => Packet::Acceleration(packet),
                            _ => Packet::Turning(packet),
                        };
                        self.ready.put(at, packet);
                    }
                    continue;
                }
                _ => return,
            };
            self.ready.put(arrived, packet);
        }
    }
}

/// Axes that may wait for the others: half a minute.
const MOST_WAITING: usize = 30 * 52 / MOTION_SAMPLES;

impl Axes {
    /// A packet, when all axes have one of the same place.
    fn whole(&mut self) -> Option<(i64, MotionPacket)> {
        for axis in &mut self.0 {
            while axis.len() > MOST_WAITING {
                axis.pop_front();
            }
        }
        let newest = self
            .0
            .iter()
            .map(|axis| axis.front().map(|one| one.0))
            .max()??;
        for axis in &mut self.0 {
            while axis.front().is_some_and(|one| one.0 < newest) {
                axis.pop_front();
            }
        }
        let fronts = [0, 1, 2].map(|axis| self.0[axis].front().copied());
        let [Some(x), Some(y), Some(z)] = fronts else {
            return None;
        };
        if x.0 != y.0 || y.0 != z.0 {
            return None;
        }
        self.0.iter_mut().for_each(|axis| {
            axis.pop_front();
        });
        let samples = std::array::from_fn(|sample| [x.2[sample], y.2[sample], z.2[sample]]);
        let sequence = (x.0 / MOTION_SAMPLES as u64) as u16;
        Some((x.1, MotionPacket { sequence, samples }))
    }
}

/// How much slower and faster than a Muse's a rate may be.
const RATES: std::ops::RangeInclusive<f64> = 0.25..=16.0;

/// What a track is, by its name, if its rate can be made into that of packets.
fn what(track: &Track) -> What {
    let what = named(track);
    match (what.rate(), track.rate()) {
        (Some(packets), Some(own)) if RATES.contains(&(own / packets)) => what,
        (None, _) => what,
        _ => What::Nothing,
    }
}

/// What a track is, by its name.
fn named(track: &Track) -> What {
    let name = track.name.as_str();
    // EDF names a sensor and its place: `EEG AF7`.
    let place = name.strip_prefix("EEG ").unwrap_or(name);
    let electrode = Electrode::ALL
        .into_iter()
        .find(|one| one.name().eq_ignore_ascii_case(place));
    if let Some(electrode) = electrode {
        return What::Eeg(electrode);
    }
    let axis = |letter: &str| ["X", "Y", "Z"].iter().position(|own| *own == letter);
    for (kind, begins) in ["ACC_", "GYRO_"].iter().enumerate() {
        if let Some(axis) = name.strip_prefix(begins).and_then(axis) {
            return What::Motion(kind, axis);
        }
    }
    match name {
        "PPG1" => return What::Light(Light::Ppg1),
        "PPG2" => return What::Light(Light::Ppg2),
        "PPG3" => return What::Light(Light::Ppg3),
        _ => {}
    }
    match (track.kind, name) {
        (TrackKind::Values, "HR") => What::HeartRate,
        (TrackKind::Values, "RR") => What::Interval,
        _ => What::Nothing,
    }
}

impl Iterator for Replay {
    type Item = Result<Replayed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((at, packet)) = self.ready.ready(self.ended) {
                return Some(Ok(Replayed { at, packet }));
            }
            if self.ended {
                return None;
            }
            match self.pieces.next() {
                Some(Ok(piece)) => self.take(piece),
                Some(Err(error)) => return Some(Err(error)),
                None => self.ended = true,
            }
        }
    }
}

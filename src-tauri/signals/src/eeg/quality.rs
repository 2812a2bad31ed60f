//! How far to trust an electrode, with the reasons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why an electrode is not fully trusted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nothing arrives.
    Silent,
    /// Packets are missing.
    Gaps,
    /// The signal does not move: the electrode hangs free or the amplifier is off.
    Flat,
    /// The amplifier is at its end: no contact.
    Railing,
    /// Mains hum beyond what contact with skin lets through.
    Hum,
    /// Larger than EEG at a headband is.
    Large,
    /// The head moves.
    Movement,
    /// Eyes blinked.
    Blink,
    /// The jaw is clenched.
    Clench,
}

/// How far to trust an electrode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quality {
    /// 0 not at all, 1 fully. Below 0.5 nothing is read from the electrode.
    pub score: f64,
    /// What lowers it, worst first.
    pub flaws: Vec<Flaw>,
}

impl Quality {
    /// Of an electrode that nothing arrives from.
    pub fn silent() -> Self {
        Self {
            score: 0.0,
            flaws: vec![Flaw::Silent],
        }
    }

    /// Whether anything is read from the electrode.
    pub fn usable(&self) -> bool {
        self.score >= 0.5
    }
}

/// What spoils one sample of an electrode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ElectrodeFlags {
    /// It is missing, or the filters have not yet settled behind a gap.
    pub gap: bool,
    /// The amplifier is at its end.
    pub end: bool,
    /// The head moves.
    pub moved: bool,
    /// The eyes blink, and the electrode is near them.
    pub blinked: bool,
    /// The jaw is clenched.
    pub clenched: bool,
}

impl ElectrodeFlags {
    /// Whether anything spoils it.
    pub fn any(&self) -> bool {
        self.gap || self.end || self.moved || self.blinked || self.clenched
    }
}

/// What is known of an electrode over the last seconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Window<'a> {
    /// Samples as they came, µV; missing ones are NaN.
    pub raw: &'a [f64],
    /// The same without drift and mains, µV; missing ones are NaN.
    pub filtered: &'a [f64],
    /// Mains hum, root mean square in µV.
    pub hum: f64,
    /// Share of samples spoilt by the head's movement.
    pub moved: f64,
    /// Share of samples spoilt by blinks.
    pub blinked: f64,
    /// Share of samples spoilt by the jaw.
    pub clenched: f64,
}

/// Readings of the amplifier that lie at its end, µV.
const END: f64 = 950.0;
/// Deviation below which nothing is measured, µV.
const STILL: f64 = 0.7;
/// Deviation that EEG at a headband seldom exceeds, and one it never reaches, µV.
const LARGE: (f64, f64) = (45.0, 140.0);
/// Hum that contact with skin lets through, and hum of an electrode without it, µV.
const HUM: (f64, f64) = (25.0, 120.0);

/// Judges a window.
pub fn quality(window: &Window<'_>) -> Quality {
    let here: Vec<f64> = window
        .raw
        .iter()
        .copied()
        .filter(|v| v.is_finite())
        .collect();
    if here.len() < 16 {
        return Quality::silent();
    }
    let missing = 1.0 - here.len() as f64 / window.raw.len() as f64;
    let railing = here.iter().filter(|v| v.abs() > END).count() as f64 / here.len() as f64;
    let deviation = deviation(window.filtered);
    // How much is left of the trust after each flaw: 1 nothing wrong, 0 all wrong.
    let fade = |value: f64, (good, bad): (f64, f64)| ((bad - value) / (bad - good)).clamp(0.0, 1.0);
    let still = deviation < STILL;
    let mut left = vec![
        (Flaw::Gaps, fade(missing, (0.02, 0.5))),
        (Flaw::Railing, fade(railing, (0.0, 0.1))),
        (Flaw::Flat, if still && railing < 0.5 { 0.0 } else { 1.0 }),
        (Flaw::Large, fade(deviation, LARGE)),
        (Flaw::Hum, fade(window.hum, HUM)),
        (Flaw::Movement, 1.0 - window.moved),
        // Eyes and jaw spoil samples, which are left out; the electrode stays good.
        (Flaw::Blink, 1.0 - 0.3 * window.blinked),
        (Flaw::Clench, 1.0 - 0.5 * window.clenched),
    ];
    left.retain(|(_, left)| *left < 0.999);
    left.sort_by(|a, b| a.1.total_cmp(&b.1));
    Quality {
        score: left
            .iter()
            .map(|(_, left)| left)
            .product::<f64>()
            .clamp(0.0, 1.0),
        flaws: left.into_iter().map(|(flaw, _)| flaw).collect(),
    }
}

/// Deviation of what is there, from its median distance to the median: single blinks do not count.
fn deviation(values: &[f64]) -> f64 {
    let mut here: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    if here.is_empty() {
        return 0.0;
    }
    let middle = here.len() / 2;
    let median = *here.select_nth_unstable_by(middle, f64::total_cmp).1;
    for v in &mut here {
        *v = (*v - median).abs();
    }
    1.4826 * *here.select_nth_unstable_by(middle, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::{Body, Random, Scene};

    fn of(scene: Scene, electrode: usize) -> Quality {
        let mut body = Body::new(4, scene);
        let raw: Vec<f64> = (0..512).map(|_| f64::from(body.eeg()[electrode])).collect();
        let mean = raw.iter().sum::<f64>() / 512.0;
        let filtered: Vec<f64> = raw.iter().map(|v| v - mean).collect();
        quality(&Window {
            raw: &raw,
            filtered: &filtered,
            hum: 2.0,
            ..Window::default()
        })
    }

    #[test]
    fn good_contact_is_trusted_and_each_flaw_is_named() {
        assert!(of(Scene::open_eyes(), 0).score > 0.95);
        let loose = Scene {
            contact: [0.0; 5],
            ..Scene::default()
        };
        assert_eq!(of(loose, 0).flaws[0], Flaw::Railing);
        assert_eq!(of(loose, 0).score, 0.0);

        let mut random = Random::new(1);
        let noise: Vec<f64> = (0..512).map(|_| 10.0 * random.normal()).collect();
        let base = Window {
            raw: &noise,
            filtered: &noise,
            ..Window::default()
        };
        assert!(quality(&base).flaws.is_empty());
        for (window, flaw) in [
            (Window { hum: 90.0, ..base }, Flaw::Hum),
            (Window { moved: 0.8, ..base }, Flaw::Movement),
            (
                Window {
                    filtered: &[0.1; 512],
                    ..base
                },
                Flaw::Flat,
            ),
            (
                Window {
                    clenched: 1.0,
                    ..base
                },
                Flaw::Clench,
            ),
        ] {
            assert_eq!(quality(&window).flaws, [flaw]);
        }
        let wild: Vec<f64> = noise.iter().map(|v| v * 12.0).collect();
        assert_eq!(
            quality(&Window {
                filtered: &wild,
                ..base
            })
            .flaws,
            [Flaw::Large]
        );
        let mut gappy = noise.clone();
        gappy[..200].fill(f64::NAN);
        assert_eq!(
            quality(&Window {
                raw: &gappy,
                ..base
            })
            .flaws,
            [Flaw::Gaps]
        );
        assert_eq!(quality(&Window::default()), Quality::silent());
    }
}

//! Held against published packages: SciPy 1.17.1 (filters, spectra), NeuroKit2 0.2.13 and hrv-analysis 1.0.5 (heart).
//! The numbers were written by `goldens/generate.py`.

#![allow(clippy::unwrap_used)]

use mycrm_signals::filter::Filter;
use mycrm_signals::heart::{
    Defect, beats, by_welch, clean, dfa_alpha1, resample, sample_entropy, time_domain,
};
use mycrm_signals::spectrum::{Welch, lomb_scargle, multitaper};
use serde_json::Value;
use std::f64::consts::TAU;

const FILTERS: &str = include_str!("goldens/filters.json");
const SPECTRA: &str = include_str!("goldens/spectra.json");
const INTERVALS: &str = include_str!("goldens/intervals.json");
const DEFECTS: &str = include_str!("goldens/defects.json");
/// A minute of infrared light as a Muse counts it, of a synthetic body: `Body::new(2026, Scene::open_eyes())`.
const LIGHT: &str = include_str!("goldens/light.json");
const PULSES: &str = include_str!("goldens/pulses.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// Largest difference of two series, against the largest value.
fn apart(ours: &[f64], theirs: &[f64]) -> f64 {
    assert_eq!(ours.len(), theirs.len());
    let largest = theirs.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    ours.iter()
        .zip(theirs)
        .fold(0.0_f64, |m, (a, b)| m.max((a - b).abs()))
        / largest
}

/// Two waves, a drift and a deterministic scatter, as in the script.
fn test_signal(n: usize) -> Vec<f64> {
    (0..n)
        .map(|i| {
            let t = i as f64 / 256.0;
            20.0 * (TAU * 10.0 * t).sin()
                + 5.0 * (TAU * 50.0 * t).sin()
                + 0.01 * i as f64
                + (((i * 7919) % 101) as f64 - 50.0) / 10.0
        })
        .collect()
}

#[test]
fn filters_are_scipys() {
    let golden = read(FILTERS);
    let designs = [
        ("low 4 45", Filter::low_pass(4, 45.0, 256.0)),
        ("low 5 30", Filter::low_pass(5, 30.0, 256.0)),
        ("high 2 1", Filter::high_pass(2, 1.0, 256.0)),
        ("high 4 0.5", Filter::high_pass(4, 0.5, 256.0)),
        ("notch 50", Filter::notch(50.0, 25.0, 256.0)),
        ("notch 60", Filter::notch(60.0, 25.0, 256.0)),
    ];
    let signal = test_signal(700);
    let picked = |values: &[f64]| values.iter().copied().step_by(7).collect::<Vec<_>>();
    for (name, filter) in designs {
        let filter = filter.unwrap();
        let mut forth = signal.clone();
        filter.apply(&mut forth);
        let both = filter.apply_both_ways(&signal).unwrap();
        let golden = &golden[name];
        assert!(
            apart(&picked(&forth), &numbers(&golden["forth"])) < 1e-9,
            "{name}, forth"
        );
        assert!(
            apart(&picked(&both), &numbers(&golden["both"])) < 1e-9,
            "{name}, both ways"
        );
    }
}

#[test]
fn spectra_are_scipys() {
    let golden = read(SPECTRA);
    let signal = test_signal(2048);
    for length in [256, 512, 500] {
        let ours = Welch::new(256.0, length).unwrap().density(&signal).unwrap();
        let theirs = numbers(&golden[format!("welch {length}")]);
        assert!(apart(&ours.density, &theirs) < 1e-9, "segments of {length}");
    }
    let tapers = multitaper(&test_signal(512), 256.0, 5).unwrap();
    assert!(apart(&tapers.density, &numbers(&golden["tapers"])) < 1e-9);
    let lomb = &golden["lomb"];
    let ours = lomb_scargle(&numbers(&lomb["t"]), &numbers(&lomb["y"]), 0.005, 0.5).unwrap();
    assert!(apart(&ours.density[1..], &numbers(&lomb["density"])) < 1e-6);
}

#[test]
fn variability_is_that_of_published_packages() {
    let golden = read(INTERVALS);
    let rr = numbers(&golden["rr"]);
    let time = time_domain(&rr).unwrap();
    let near = |ours: f64, theirs: &Value, share: f64| {
        let theirs = number(theirs);
        assert!(
            (ours / theirs - 1.0).abs() < share,
            "{ours} against {theirs}"
        );
    };
    let hrv = &golden["hrv-analysis"];
    near(time.mean_rr, &hrv["mean_nni"], 1e-9);
    near(time.sdnn, &hrv["sdnn"], 1e-9);
    near(time.rmssd, &hrv["rmssd"], 1e-9);
    near(
        time.pnn50 / 100.0 * (rr.len() - 1) as f64,
        &hrv["nni_50"],
        1e-9,
    );
    let kit = &golden["neurokit2"];
    near(time.sdnn, &kit["sdnn"], 1e-9);
    near(time.rmssd, &kit["rmssd"], 1e-9);
    near(time.sd1, &kit["sd1"], 1e-6);
    near(time.sd2, &kit["sd2"], 1e-6);
    // NeuroKit2 lays its last windows a little differently.
    near(dfa_alpha1(&rr).unwrap(), &kit["dfa_alpha1"], 0.01);
    near(
        sample_entropy(&rr, 2, 0.2).unwrap().unwrap(),
        &kit["sample_entropy"],
        0.02,
    );
}

#[test]
fn frequencies_are_scipys() {
    let golden = read(INTERVALS);
    let rr = numbers(&golden["rr"]);
    let scipy = &golden["scipy"];
    let even = resample(&rr, 4.0).unwrap();
    let picked: Vec<f64> = even.iter().copied().step_by(8).collect();
    assert!(apart(&picked, &numbers(&scipy["resampled"])) < 1e-9);
    let ours = Welch::new(4.0, 512.min(even.len()))
        .unwrap()
        .density(&even)
        .unwrap();
    assert!(apart(&ours.density, &numbers(&scipy["density"])) < 1e-9);
    assert!((ours.resolution - number(&scipy["resolution"])).abs() < 1e-12);
}

/// hrv-analysis interpolates linearly and takes segments of 64 s; done the same way, the same comes out. Linear
/// interpolation takes power from HF, which is why the product's own way is a spline.
#[test]
fn frequencies_done_as_hrv_analysis_does_are_its() {
    let golden = read(INTERVALS);
    let rr = numbers(&golden["rr"]);
    let mut at = -rr[0] / 1000.0;
    let beats: Vec<f64> = rr
        .iter()
        .map(|v| {
            at += v / 1000.0;
            at
        })
        .collect();
    let even: Vec<f64> = (0..(at * 4.0) as usize)
        .map(|n| {
            let t = n as f64 / 4.0;
            let i = beats.partition_point(|b| *b <= t).clamp(1, beats.len() - 1);
            rr[i - 1] + (rr[i] - rr[i - 1]) * (t - beats[i - 1]) / (beats[i] - beats[i - 1])
        })
        .collect();
    let spectrum = Welch::new(4.0, 256).unwrap().density(&even).unwrap();
    let (lf, hf) = (spectrum.power(0.04, 0.15), spectrum.power(0.15, 0.4));
    let theirs = &golden["hrv-analysis"];
    assert!((lf / number(&theirs["lf"]) - 1.0).abs() < 0.03, "{lf}");
    assert!((hf / number(&theirs["hf"]) - 1.0).abs() < 0.03, "{hf}");
    let ours = by_welch(&rr).unwrap();
    assert!(
        (ours.lf / lf - 1.0).abs() < 0.15 && ours.hf > hf,
        "{ours:?}"
    );
}

/// NeuroKit2 also marks the other half of an extra beat and the early half of an ectopic one as long or short.
#[test]
fn defects_are_neurokits() {
    let golden = read(DEFECTS);
    let found = clean(&numbers(&golden["rr"])).defects;
    let of = |kind: Defect| -> Vec<f64> {
        found
            .iter()
            .filter(|d| d.1 == kind)
            .map(|d| d.0 as f64)
            .collect()
    };
    let theirs = |kind: &str| numbers(&golden["found"][kind]);
    assert_eq!(of(Defect::Missed), theirs("missed"));
    assert_eq!(of(Defect::Extra), theirs("extra"));
    assert_eq!(of(Defect::Ectopic), theirs("ectopic"));
    assert!(
        of(Defect::LongShort)
            .iter()
            .all(|at| theirs("longshort").contains(at)),
        "{found:?}"
    );
}

#[test]
fn a_published_series_needs_little_mending() {
    let rr = numbers(&read(INTERVALS)["rr"]);
    assert!(clean(&rr).share() < 0.03);
}

#[test]
fn beats_are_neurokits() {
    let golden = read(PULSES);
    let theirs = numbers(&golden["neurokit2"]);
    let light = numbers(&read(LIGHT)["light"]);
    let ours = beats(&light, 64.0).unwrap().beats;
    assert!(theirs.len() > 60);
    for at in &theirs {
        // The same peak within a sample and a half.
        assert!(
            ours.iter().any(|b| (b.time - at).abs() < 1.5 / 64.0),
            "no beat at {at}"
        );
    }
    assert!(ours.len() <= theirs.len() + 1);
}

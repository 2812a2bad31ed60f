//! The figures of this crate, one JSON line each: `{"name","value","unit","against","ratio"}`.
//!
//! `against` is the target and `ratio` is value / against. Run with `cargo bench -p mycrm-signals --bench figures`; add
//! names (`-- live heart`) to run only those. Without `--bench` (as `cargo test --benches` calls it) times are short.
#![allow(clippy::print_stdout)]

use mycrm_signals::decode::decode;
use mycrm_signals::heart::variability;
use mycrm_signals::live::{Line, Live, Settings};
use mycrm_signals::state::Profile;
use mycrm_signals::synth::{Body, EventKind, Headband, Random, Scene, Strap};
use mycrm_signals::{Result, decode::Electrode};
use std::time::Instant;

/// A notification: when it arrived, on which characteristic, and its bytes.
type Notification = (f64, u128, Vec<u8>);

fn line(name: &str, value: f64, unit: &str, against: f64) {
    println!(
        "{{\"name\":\"{name}\",\"value\":{value:.6},\"unit\":\"{unit}\",\"against\":{against},\"ratio\":{:.4}}}",
        value / against
    );
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let full = arguments.iter().any(|a| a == "--bench");
    let only: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let wants = |name: &str| only.is_empty() || only.iter().any(|o| name.contains(o.as_str()));
    let seconds = if full { 600.0 } else { 20.0 };
    if wants("live") || wants("decode") {
        let all = notifications(seconds);
        if wants("decode") {
            decoding(&all, seconds)?;
        }
        if wants("live") {
            live(&all, seconds)?;
        }
    }
    if wants("heart") {
        heart(if full { 20 } else { 1 });
    }
    Ok(())
}

/// What a Muse 2 with five electrodes and a strap send: one packet in a hundred lost, all a little late.
fn notifications(seconds: f64) -> Vec<Notification> {
    let mut random = Random::new(1);
    let mut band = Headband::new(7, Scene::open_eyes(), 90.0).with_aux();
    let contact = Scene {
        contact: [1.0; 5],
        ..Scene::open_eyes()
    };
    band.body().set(contact);
    let mut strap = Strap::new(7, Scene::open_eyes());
    let mut out = Vec::new();
    let mut beat = strap.next_packet();
    loop {
        let timed = band.next_packet();
        while beat.time <= timed.time {
            let (characteristic, bytes) = beat.packet.to_notification();
            out.push((beat.time + 0.03, characteristic, bytes));
            beat = strap.next_packet();
        }
        if timed.time > seconds {
            return out;
        }
        if random.even() > 0.01 {
            let (characteristic, bytes) = timed.packet.to_notification();
            out.push((timed.time + 0.03, characteristic, bytes));
        }
    }
}

fn decoding(all: &[Notification], seconds: f64) -> Result<()> {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        for (_, characteristic, bytes) in all {
            std::hint::black_box(decode(*characteristic, bytes)?);
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    line(
        "signals, decode",
        100.0 * best / seconds,
        "% of a core in real time",
        0.05,
    );
    Ok(())
}

/// Everything: packets in, filters, artefacts, spectra, heart, state, and the traces taken 60 times a second.
fn live(all: &[Notification], seconds: f64) -> Result<()> {
    let mut best = f64::INFINITY;
    let mut kept: [Vec<f64>; 2] = [vec![], vec![]];
    for _ in 0..3 {
        let mut live = Live::new(Settings::default(), Profile::default())?;
        let mut drawn = 0.0;
        // Those that only filter, and those that also make a second's measurements.
        let mut each: [Vec<f64>; 2] = [vec![], vec![]];
        let start = Instant::now();
        for (time, characteristic, bytes) in all {
            let before = Instant::now();
            live.notify(*characteristic, bytes, *time)?;
            let mut second = false;
            while let Some(moment) = live.next_moment() {
                std::hint::black_box(moment);
                second = true;
            }
            if *time - drawn > 1.0 / 60.0 {
                drawn = *time;
                for electrode in Electrode::ALL {
                    std::hint::black_box(live.take_trace(Line::Eeg(electrode)));
                }
                std::hint::black_box(live.take_trace(Line::Pulse));
                std::hint::black_box(live.take_trace(Line::Acceleration));
            }
            let took = before.elapsed().as_secs_f64();
            each[usize::from(second)].push(took);
        }
        let took = start.elapsed().as_secs_f64();
        if took < best {
            best = took;
            kept = each;
        }
    }
    let p95 = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() * 95 / 100).copied().unwrap_or(0.0)
    };
    let [filtered, measured] = &mut kept;
    line(
        "signals, live, 5 channels and heart",
        100.0 * best / seconds,
        "% of a core in real time",
        1.0,
    );
    line(
        "signals, one notification to traces, p95",
        1e6 * p95(filtered),
        "µs",
        150.0,
    );
    line(
        "signals, a second's measurements, p95",
        1e3 * p95(measured),
        "ms",
        10.0,
    );
    Ok(())
}

/// Variability of five minutes.
fn heart(turns: u32) {
    let mut body = Body::new(3, Scene::open_eyes());
    body.live_until(300.0);
    let beats: Vec<f64> = body
        .take_events()
        .iter()
        .filter(|e| e.kind == EventKind::Beat)
        .map(|e| e.time)
        .collect();
    let rr: Vec<f64> = beats.windows(2).map(|w| (w[1] - w[0]) * 1000.0).collect();
    let start = Instant::now();
    for _ in 0..turns {
        std::hint::black_box(variability(&rr));
    }
    line(
        "signals, heart, variability of 5 minutes",
        1e3 * start.elapsed().as_secs_f64() / f64::from(turns),
        "ms",
        10.0,
    );
}

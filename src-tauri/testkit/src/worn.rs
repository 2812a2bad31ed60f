//! A wearer without a device: a radio that hears what the test says, put in at the edge.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mycrm_kernel::error::{Error, Result};
use mycrm_sensing::live::{
    AdapterView, DeviceKind, FoundDevice, Heard, Link, Listener, LiveDevice, Mirror, Observation,
    Radio, Stopped,
};
use mycrm_sensing::measure::{BodyState, Features, Measure, StateReason};
use mycrm_sensing::recordings::Tape;
use mycrm_signals::decode::{HeartRate, Packet};
use serde_json::json;

use crate::Desk;

/// Heartbeats that reach a tape as soon as it is put in, a second apart.
const BEATS: i64 = 30;

/// The device that [`FakeRadio`] finds.
pub const BAND: &str = "band-1";

/// A radio with one headband in the air.
#[derive(Default)]
pub struct FakeRadio {
    connected: Mutex<bool>,
}

impl FakeRadio {
    fn connected(&self) -> std::sync::MutexGuard<'_, bool> {
        self.connected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says nothing: the test speaks to the mirror itself.
struct Silence;

impl Listener for Silence {
    fn next(&mut self, _: Duration) -> std::result::Result<Option<Heard>, Stopped> {
        Err(Stopped)
    }
}

impl Radio for FakeRadio {
    fn adapter(&self) -> AdapterView {
        AdapterView {
            usable: true,
            state: "on".into(),
            problem: None,
            advice: None,
            simulated: true,
        }
    }

    fn scan(&self, _: Duration) -> Result<Vec<FoundDevice>> {
        Ok(vec![FoundDevice {
            device: BAND.into(),
            name: Some("Band".into()),
            mark: "ND-1".into(),
            address: Some("02:4D:59:00:00:01".into()),
            kind: DeviceKind::Headband,
            signal: Some(-50),
            simulated: true,
            known: false,
        }])
    }

    fn connect(&self, device: &str) -> Result<()> {
        if device != BAND {
            return Err(Error::not_found("device", device));
        }
        *self.connected() = true;
        Ok(())
    }

    fn disconnect(&self, _: &str) -> Result<()> {
        *self.connected() = false;
        Ok(())
    }

    fn devices(&self) -> Vec<LiveDevice> {
        let device = LiveDevice {
            device: BAND.into(),
            name: Some("Band".into()),
            kind: DeviceKind::Headband,
            link: Link::Connected,
            battery: Some(80),
            location: None,
            signal: Some(-50),
            simulated: true,
            packets: 1,
            lost: 0,
        };
        if *self.connected() {
            vec![device]
        } else {
            vec![]
        }
    }

    fn listen(&self) -> Box<dyn Listener> {
        Box::new(Silence)
    }

    fn record(&self, tape: Option<Arc<Tape>>) {
        if let Some(tape) = tape {
            for beat in 0..BEATS {
                let heart = HeartRate {
                    rate: 60,
                    ..HeartRate::default()
                };
                let arrived = (tape.started + beat * 1_000) * 1_000;
                tape.packet(BAND, arrived, &Packet::HeartRate(heart));
            }
        }
    }

    fn stop(&self) {
        *self.connected() = false;
    }
}

/// A second of a wearer with so much stress (0 to 100), of good signals.
pub fn moment(at: i64, stress: f64) -> Observation {
    let mut features = Features::default();
    for (measure, value) in [
        (Measure::Stress, stress),
        (Measure::HeartRate, 60.0 + stress / 2.0),
        (Measure::Rmssd, 60.0 - stress / 2.0 + (at / 1000 % 3) as f64),
        (Measure::Quality, 90.0),
    ] {
        features.set(measure, value);
    }
    let stressed = stress >= 70.0;
    Observation {
        at,
        device: BAND.into(),
        simulated: true,
        features,
        measures: Default::default(),
        state: if stressed {
            BodyState::Stressed
        } else {
            BodyState::Calm
        },
        confidence: 0.9,
        reasons: vec![StateReason {
            code: "heart_rate".into(),
            value: 60.0 + stress / 2.0,
            against: Some(60.0),
            weight: 1.0,
        }],
        bands: vec![],
        spectra: vec![],
        rr: vec![],
        quality: vec![],
    }
}

impl Desk {
    /// Switches the mirror on and puts a device on; answers the id of its record.
    pub fn wear(&self) -> String {
        let mirror = self.app.service::<Mirror>();
        mirror.use_radio(Arc::new(FakeRadio::default()));
        self.call("sensing.enable", json!({ "version": 1 }));
        let connected = self.call("devices.connect", json!({ "device": BAND }));
        connected["wearable"]
            .as_str()
            .expect("a record has an id")
            .to_owned()
    }

    /// As if the program had ended in the middle of it: what was live is gone, what is stored is not.
    pub fn interrupt(&self) {
        self.app.service::<Mirror>().stop();
    }

    /// Lets so many seconds pass with so much stress.
    pub fn feel(&self, seconds: i64, stress: f64) {
        let mirror = self.app.service::<Mirror>();
        for _ in 0..seconds {
            self.clock.advance(1_000);
            let seen = moment(self.app.now(), stress);
            mirror.hear(&self.app, Heard::Observation(Box::new(seen)));
        }
    }
}

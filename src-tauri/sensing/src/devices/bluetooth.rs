//! The radio that is Bluetooth: the session of `mycrm-wearables`, and `mycrm-signals` making measures of its packets.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::error::{Error, Result};
use mycrm_signals::state::Profile;
use mycrm_wearables::{
    AdapterState, DeviceId, DeviceStatus, LinkState, Options, Platform, Scan, Session, Trouble,
    simulated_speed,
};

use super::ear::{Clock, Deck, Ear, Personal};
use super::translate::kind;
use crate::live::{AdapterView, FoundDevice, Link, Listener, LiveDevice, Radio};
use crate::recordings::Tape;

/// How often a scan is looked at for its end.
const GLANCE: Duration = Duration::from_millis(100);

/// Bluetooth.
pub(super) struct Bluetooth {
    session: Session,
    clock: Clock,
    personal: Arc<Mutex<Personal>>,
    tape: Deck,
    stopped: Arc<AtomicBool>,
}

/// What stood in the way, as an error that says what to do.
fn refused(trouble: &Trouble) -> Error {
    match trouble {
        Trouble::UnknownDevice { device } => Error::not_found("device", device),
        Trouble::Busy => Error::Busy,
        other => Error::BadRequest(other.to_string()),
    }
}

impl Bluetooth {
    /// Opens the radio. An adapter that is missing or off is no error here: `devices.adapter` says what is wrong.
    pub(super) fn open(app: &App) -> Result<Arc<dyn Radio>> {
        let weak = app.downgrade();
        let newest = std::sync::atomic::AtomicI64::new(app.now());
        let clock: Clock = Arc::new(move || {
            // An app that has gone leaves its last time; its session ends in a moment.
            let now = weak.upgrade().map(|app| app.now());
            match now {
                Some(now) => newest.fetch_max(now, Ordering::Relaxed).max(now),
                None => newest.load(Ordering::Relaxed),
            }
        });
        let theirs = clock.clone();
        let mut options = Options::new(move || theirs());
        options.pace = simulated_speed();
        let session = Session::start(options).map_err(|trouble| refused(&trouble))?;
        Ok(Arc::new(Self {
            session,
            clock,
            personal: Arc::default(),
            tape: Arc::default(),
            stopped: Arc::default(),
        }))
    }

    fn live(&self, status: DeviceStatus) -> LiveDevice {
        LiveDevice {
            device: status.id.to_string(),
            name: status.name,
            kind: kind(status.kind),
            link: match status.state {
                LinkState::Connecting => Link::Connecting,
                LinkState::Connected => Link::Connected,
                LinkState::Waiting => Link::Waiting,
            },
            battery: status.battery,
            location: status.location,
            signal: status.rssi,
            simulated: status.simulated,
            packets: status.packets,
            lost: status.dropped + status.garbage,
        }
    }
}

impl Radio for Bluetooth {
    fn adapter(&self) -> AdapterView {
        let adapter = self.session.adapter();
        AdapterView {
            usable: adapter.state == AdapterState::On,
            state: match (&adapter.trouble, adapter.state) {
                (Some(trouble), _) => trouble.code().to_owned(),
                (None, AdapterState::On) => "on".into(),
                (None, _) => "unknown".into(),
            },
            problem: adapter.trouble.as_ref().map(ToString::to_string),
            advice: adapter
                .trouble
                .as_ref()
                .and_then(|trouble| trouble.remedy(Platform::here())),
            simulated: adapter.simulated,
        }
    }

    fn scan(&self, length: Duration) -> Result<Vec<FoundDevice>> {
        let scan = Scan {
            lasting: length,
            ..Scan::default()
        };
        self.session
            .scan(scan)
            .map_err(|trouble| refused(&trouble))?;
        let mut left = length;
        while !left.is_zero() && self.session.is_scanning() && !self.stopped.load(Ordering::Relaxed)
        {
            let step = left.min(GLANCE);
            std::thread::sleep(step);
            left -= step;
        }
        self.session.stop_scan();
        let found = self
            .session
            .found()
            .into_iter()
            .filter(|one| one.last_seen.is_some());
        Ok(found
            .map(|one| FoundDevice {
                device: one.id.to_string(),
                name: one.name,
                mark: one.mark,
                address: one.address,
                kind: kind(one.kind),
                signal: one.rssi,
                simulated: one.simulated,
                known: false,
            })
            .collect())
    }

    fn connect(&self, device: &str) -> Result<()> {
        let connecting = self.session.connect(&DeviceId::new(device));
        connecting
            .and_then(mycrm_wearables::Outcome::wait)
            .map_err(|trouble| refused(&trouble))
    }

    fn disconnect(&self, device: &str) -> Result<()> {
        let ending = self.session.disconnect(&DeviceId::new(device));
        ending
            .and_then(mycrm_wearables::Outcome::wait)
            .map_err(|trouble| refused(&trouble))
    }

    fn devices(&self) -> Vec<LiveDevice> {
        let devices = self.session.devices().into_iter();
        devices.map(|status| self.live(status)).collect()
    }

    fn listen(&self) -> Box<dyn Listener> {
        Box::new(Ear::new(
            self.session.events(),
            self.session.is_simulated(),
            self.personal.clone(),
            self.tape.clone(),
            self.clock.clone(),
            self.stopped.clone(),
        ))
    }

    fn personal(&self, profile: &Profile, mains: f64) {
        let mut personal = self.personal.lock().unwrap_or_else(PoisonError::into_inner);
        *personal = Personal {
            profile: profile.clone(),
            mains,
            version: personal.version + 1,
        };
    }

    fn record(&self, tape: Option<Arc<Tape>>) {
        *self.tape.lock().unwrap_or_else(PoisonError::into_inner) = tape;
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.session.stop();
    }
}

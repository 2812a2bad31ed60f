//! The radio that is Bluetooth: the session of `mycrm-wearables`, and `mycrm-signals` making measures of its packets.

use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::error::{Error, Result};
use mycrm_signals::live::{Live, Settings};
use mycrm_signals::state::Profile;
use mycrm_wearables::{
    AdapterState, DeviceId, DeviceStatus, Event, Events, Happening, LinkState, Options, Platform,
    Scan, Session, Trouble,
};

use super::translate::{kind, observation, sentence, traces};
use crate::live::{
    AdapterView, FoundDevice, Heard, Link, LinkChange, Listener, LiveDevice, Radio, Stopped,
};

/// How often samples go to the screen, in milliseconds.
const TRACES_EVERY_MS: i64 = 50;
/// How often a scan is looked at for its end.
const GLANCE: Duration = Duration::from_millis(100);

/// What is the wearer's own in the model.
#[derive(Debug, Clone, Default)]
struct Personal {
    profile: Profile,
    mains: f64,
    version: u64,
}

/// Bluetooth.
pub(super) struct Bluetooth {
    session: Session,
    clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    personal: Arc<Mutex<Personal>>,
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
        let clock: Arc<dyn Fn() -> i64 + Send + Sync> = Arc::new(move || {
            // An app that has gone leaves its last time; its session ends in a moment.
            let now = weak.upgrade().map(|app| app.now());
            match now {
                Some(now) => newest.fetch_max(now, Ordering::Relaxed).max(now),
                None => newest.load(Ordering::Relaxed),
            }
        });
        let theirs = clock.clone();
        let session =
            Session::start(Options::new(move || theirs())).map_err(|trouble| refused(&trouble))?;
        Ok(Arc::new(Self {
            session,
            clock,
            personal: Arc::default(),
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
        Box::new(Ear {
            events: self.session.events(),
            live: None,
            heard: VecDeque::new(),
            sources: BTreeSet::new(),
            simulated: self.session.is_simulated(),
            traced_at: 0,
            personal: self.personal.clone(),
            version: u64::MAX,
            clock: self.clock.clone(),
            stopped: self.stopped.clone(),
        })
    }

    fn personal(&self, profile: &Profile, mains: f64) {
        let mut personal = self.personal.lock().unwrap_or_else(PoisonError::into_inner);
        *personal = Personal {
            profile: profile.clone(),
            mains,
            version: personal.version + 1,
        };
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.session.stop();
    }
}

/// Listens to the session, and makes measures of what it says.
struct Ear {
    events: Events,
    live: Option<Live>,
    heard: VecDeque<Heard>,
    sources: BTreeSet<String>,
    simulated: bool,
    traced_at: i64,
    personal: Arc<Mutex<Personal>>,
    version: u64,
    clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    stopped: Arc<AtomicBool>,
}

impl Ear {
    /// The pipeline, with the wearer's own profile as it is now.
    fn pipeline(&mut self) -> Option<&mut Live> {
        let personal = self
            .personal
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if self.version != personal.version {
            self.version = personal.version;
            match &mut self.live {
                Some(live) => live.set_profile(personal.profile),
                None => {
                    let settings = Settings {
                        mains: if personal.mains == 60.0 { 60.0 } else { 50.0 },
                        ..Settings::default()
                    };
                    self.live = Live::new(settings, personal.profile).ok();
                }
            }
        }
        self.live.as_mut()
    }

    fn take(&mut self, event: Event) {
        let Some(id) = event.device else { return };
        let at = (self.clock)();
        let device = id.to_string();
        let link = |link, why| LinkChange {
            at,
            device: device.clone(),
            link,
            battery: None,
            signal: None,
            why,
        };
        match event.what {
            Happening::Packet { arrived, packet } => {
                self.sources.insert(device);
                let seconds = arrived as f64 / 1e6;
                if let Some(live) = self.pipeline() {
                    live.feed(&packet, seconds);
                }
                self.gather(seconds, arrived / 1000);
            }
            Happening::Connecting { .. } => {
                self.heard
                    .push_back(Heard::Link(link(Link::Connecting, None)));
            }
            Happening::Connected => self
                .heard
                .push_back(Heard::Link(link(Link::Connected, None))),
            Happening::Disconnected { reason, again_in } => {
                self.sources.remove(&device);
                let next = if again_in.is_some() {
                    Link::Waiting
                } else {
                    Link::Away
                };
                self.heard
                    .push_back(Heard::Link(link(next, Some(sentence(&reason)))));
            }
            Happening::Battery(percent) => self.heard.push_back(Heard::Link(LinkChange {
                battery: Some(percent),
                ..link(Link::Connected, None)
            })),
            Happening::Rssi(signal) => self.heard.push_back(Heard::Link(LinkChange {
                signal: Some(signal),
                ..link(Link::Connected, None)
            })),
            Happening::Adapter(_)
            | Happening::Found
            | Happening::Garbage { .. }
            | Happening::Flooded { .. }
            | Happening::Missed(_) => {}
        }
    }

    /// Takes out of the pipeline what it has made.
    fn gather(&mut self, seconds: f64, at: i64) {
        let device = self.sources.iter().cloned().collect::<Vec<_>>().join(", ");
        let simulated = self.simulated;
        let due = at - self.traced_at >= TRACES_EVERY_MS || at < self.traced_at;
        let Some(live) = self.live.as_mut() else {
            return;
        };
        live.tick(seconds);
        let mut fresh = Vec::new();
        while let Some(moment) = live.next_moment() {
            let seen = observation(live, &moment, &device, simulated);
            fresh.push(Heard::Observation(Box::new(seen)));
        }
        if due && let Some(traces) = traces(live, &device) {
            fresh.push(Heard::Traces(traces));
        }
        if due {
            self.traced_at = at;
        }
        self.heard.extend(fresh);
    }
}

impl Listener for Ear {
    fn next(&mut self, patience: Duration) -> std::result::Result<Option<Heard>, Stopped> {
        if let Some(heard) = self.heard.pop_front() {
            return Ok(Some(heard));
        }
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Stopped);
        }
        match self.events.next_within(patience) {
            Some(event) => self.take(event),
            // Silence shows as well: the measures of a device that says nothing grow old.
            None if !self.sources.is_empty() => {
                let at = (self.clock)();
                self.gather(at as f64 / 1000.0, at);
            }
            None => {}
        }
        Ok(self.heard.pop_front())
    }
}

//! What listens to the session, and makes measures of what it says.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mycrm_signals::decode::Packet;
use mycrm_signals::live::{Live, Settings};
use mycrm_signals::state::Profile;
use mycrm_wearables::{Event, Events, Happening};

use super::sources::{Part, Sources, part};
use super::translate::{observation, sentence, traces};
use crate::live::{Heard, Link, LinkChange, Listener, Stopped};
use crate::recordings::Tape;

/// How often samples go to the screen, in milliseconds.
const TRACES_EVERY_MS: i64 = 50;

/// Milliseconds since 1970.
pub(super) type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What is being recorded, if anything.
pub(super) type Deck = Arc<Mutex<Option<Arc<Tape>>>>;

/// What is the wearer's own in the model.
#[derive(Debug, Clone, Default)]
pub(super) struct Personal {
    pub(super) profile: Profile,
    pub(super) mains: f64,
    pub(super) version: u64,
}

/// Listens to the session, and makes measures of what it says.
pub(super) struct Ear {
    events: Events,
    /// The wearer, out of one device for the head and one for the heart.
    wearer: Option<Live>,
    /// Further headbands, of which only the traces are shown.
    others: BTreeMap<String, Live>,
    heard: VecDeque<Heard>,
    sources: Sources,
    simulated: bool,
    traced_at: i64,
    personal: Arc<Mutex<Personal>>,
    deck: Deck,
    version: u64,
    clock: Clock,
    stopped: Arc<AtomicBool>,
}

fn pipeline(personal: &Personal) -> Option<Live> {
    let settings = Settings {
        mains: if personal.mains == 60.0 { 60.0 } else { 50.0 },
        ..Settings::default()
    };
    Live::new(settings, personal.profile.clone()).ok()
}

impl Ear {
    /// One that hears what is said from now on.
    pub(super) fn new(
        events: Events,
        simulated: bool,
        personal: Arc<Mutex<Personal>>,
        deck: Deck,
        clock: Clock,
        stopped: Arc<AtomicBool>,
    ) -> Self {
        Self {
            events,
            wearer: None,
            others: BTreeMap::new(),
            heard: VecDeque::new(),
            sources: Sources::default(),
            simulated,
            traced_at: 0,
            personal,
            deck,
            version: u64::MAX,
            clock,
            stopped,
        }
    }

    /// The wearer's pipeline, with their own profile as it is now.
    fn wearer(&mut self) -> Option<&mut Live> {
        let personal = self.personal.lock().unwrap_or_else(PoisonError::into_inner);
        if self.version != personal.version {
            self.version = personal.version;
            match &mut self.wearer {
                Some(live) => live.set_profile(personal.profile.clone()),
                None => self.wearer = pipeline(&personal),
            }
        }
        self.wearer.as_mut()
    }

    fn packet(&mut self, device: String, packet: &Packet, arrived: i64) {
        let seconds = arrived as f64 / 1e6;
        // All of it is recorded, also of devices that do not speak for the wearer.
        let tape = self.deck.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tape) = tape.clone() {
            tape.packet(&device, arrived, packet);
        }
        drop(tape);
        if self.sources.heed(&device, packet, seconds) {
            self.others.remove(&device);
            if let Some(live) = self.wearer() {
                live.feed(packet, seconds);
            }
        } else if part(packet) == Part::Head {
            if !self.others.contains_key(&device) {
                let personal = self.personal.lock().unwrap_or_else(PoisonError::into_inner);
                let fresh = pipeline(&personal);
                drop(personal);
                self.others.extend(fresh.map(|live| (device.clone(), live)));
            }
            if let Some(live) = self.others.get_mut(&device) {
                live.feed(packet, seconds);
                while live.next_moment().is_some() {}
            }
        }
        self.gather(seconds, arrived / 1000);
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
            Happening::Packet { arrived, packet } => self.packet(device, &packet, arrived),
            Happening::Connecting { .. } => {
                self.heard
                    .push_back(Heard::Link(link(Link::Connecting, None)));
            }
            Happening::Connected => self
                .heard
                .push_back(Heard::Link(link(Link::Connected, None))),
            Happening::Disconnected { reason, again_in } => {
                self.sources.lose(&device, at as f64 / 1000.0);
                self.others.remove(&device);
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

    /// Takes out of the pipelines what they have made.
    fn gather(&mut self, seconds: f64, at: i64) {
        let due = at - self.traced_at >= TRACES_EVERY_MS || at < self.traced_at;
        let Some(speaker) = self.sources.speaker().map(str::to_owned) else {
            return;
        };
        let Some(live) = self.wearer.as_mut() else {
            return;
        };
        live.tick(seconds);
        while let Some(moment) = live.next_moment() {
            let seen = observation(live, &moment, &speaker, self.simulated);
            self.heard.push_back(Heard::Observation(Box::new(seen)));
        }
        if !due {
            return;
        }
        self.traced_at = at;
        let all = std::iter::once((&speaker, live)).chain(&mut self.others);
        let traced = all.filter_map(|(device, live)| traces(live, device));
        self.heard.extend(traced.map(Heard::Traces));
    }
}

impl Listener for Ear {
    fn next(&mut self, patience: Duration) -> Result<Option<Heard>, Stopped> {
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

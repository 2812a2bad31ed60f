//! What lives as long as the app: the radio, what was observed lately, and what is going on.
//!
//! Nothing here waits for the database while it holds a lock of its own: rules of records ask the mirror from inside
//! transactions.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::course::CallCourse;
use super::frame::{LinkChange, LiveFrame, Marker, Observation};
use super::inbox::{Hub, Inbox, Wanted};
use super::radio::{LiveDevice, Radio};
use crate::effects::ActiveEffects;
use crate::measure::Features;
use crate::profile::{Baseline, Breathing, BreathingView, Guide, GuideView, Preferences};
use crate::recordings::Tape;
use crate::rules::{Engine, Watched};

/// Observations kept: ten minutes of one device.
const RECENT: usize = 600;
/// An observation older than this says nothing of now, in milliseconds.
const FRESH_MS: i64 = 10_000;
/// Old things are looked for once a day.
const TIDY_MS: i64 = 86_400_000;

/// The live session of an app.
#[derive(Default)]
pub struct Mirror {
    radio: Mutex<Option<Arc<dyn Radio>>>,
    pub(super) live: Mutex<Live>,
    pub(super) hub: Hub,
    pub(super) stale: AtomicBool,
    pumping: AtomicBool,
    tidied_at: Mutex<Option<i64>>,
    tape: Mutex<Option<Arc<Tape>>>,
}

/// What of the database the mirror works with; read again when it changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) rules: Vec<Watched>,
    pub(super) preferences: Preferences,
    pub(super) baseline: Option<Baseline>,
    pub(super) rested_at: Option<i64>,
    pub(super) calls_today: i64,
}

/// What is going on.
#[derive(Default)]
pub(super) struct Live {
    pub(super) known: Option<Known>,
    pub(super) recent: VecDeque<Observation>,
    pub(super) links: BTreeMap<String, LinkChange>,
    pub(super) engine: Engine,
    pub(super) effects: ActiveEffects,
    pub(super) guide: Option<Guide>,
    pub(super) breathing: Option<Breathing>,
    pub(super) call: Option<CallCourse>,
    pub(super) minute: i64,
    pub(super) first_at: Option<i64>,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Mirror {
    pub(super) fn live(&self) -> MutexGuard<'_, Live> {
        held(&self.live)
    }

    /// The radio in use, made by `make` when there is none.
    pub(crate) fn radio<E>(
        &self,
        make: impl FnOnce() -> Result<Arc<dyn Radio>, E>,
    ) -> Result<Arc<dyn Radio>, E> {
        let mut radio = held(&self.radio);
        if let Some(radio) = &*radio {
            return Ok(radio.clone());
        }
        let fresh = make()?;
        fresh.record(self.tape());
        *radio = Some(fresh.clone());
        Ok(fresh)
    }

    /// Puts a radio in that is to be used from now on: a test's, or one of simulated devices.
    pub fn use_radio(&self, radio: Arc<dyn Radio>) {
        let before = held(&self.radio).replace(radio);
        if let Some(before) = before {
            before.stop();
        }
    }

    /// The devices that are connected, or wanted to be.
    pub fn devices(&self) -> Vec<LiveDevice> {
        let radio = held(&self.radio).clone();
        radio.map(|radio| radio.devices()).unwrap_or_default()
    }

    /// Hands the radio what is the wearer's own in the state model.
    pub(super) fn personal(&self, profile: &mycrm_signals::state::Profile, mains: f64) {
        let radio = held(&self.radio).clone();
        if let Some(radio) = radio {
            radio.personal(profile, mains);
        }
    }

    /// Whether a thread listens to the radio; the first who asks is to be it.
    pub(super) fn claim_pump(&self) -> bool {
        !self.pumping.swap(true, Ordering::AcqRel)
    }

    pub(super) fn release_pump(&self) {
        self.pumping.store(false, Ordering::Release);
    }

    /// Ends everything: connections, feeds, what was going on. Nothing of what was heard is left in memory.
    pub fn stop(&self) {
        if let Some(tape) = self.end_tape() {
            tape.finish();
        }
        let radio = held(&self.radio).take();
        if let Some(radio) = radio {
            radio.stop();
        }
        *self.live() = Live::default();
        self.hub
            .publish(LiveFrame::Effects(ActiveEffects::default()));
        self.hub.close();
    }

    /// A new listener.
    pub fn listen(&self, wanted: Wanted) -> Inbox {
        self.hub.listen(wanted)
    }

    /// The newest observation, unless it is too old to say anything of now.
    pub fn latest(&self, now: i64) -> Option<Observation> {
        let live = self.live();
        live.recent
            .back()
            .filter(|seen| now - seen.at <= FRESH_MS)
            .cloned()
    }

    /// The mean of the measures since a moment (ms since the epoch).
    pub fn mean_since(&self, since: i64) -> Features {
        let live = self.live();
        let seen = live.recent.iter().filter(|seen| seen.at >= since);
        Features::mean(seen.map(|seen| &seen.features))
    }

    pub(super) fn remember(live: &mut Live, seen: Observation) {
        if live.recent.len() == RECENT {
            live.recent.pop_front();
        }
        live.recent.push_back(seen);
    }

    /// The connections as they were last told.
    pub fn links(&self) -> Vec<LinkChange> {
        self.live().links.values().cloned().collect()
    }

    /// The screen effects that are on.
    pub fn effects(&self) -> ActiveEffects {
        self.live().effects.clone()
    }

    /// Marks a moment for whoever watches.
    pub fn mark(&self, at: i64, label: &str) -> Marker {
        let marker = Marker {
            at,
            label: label.to_owned(),
        };
        if let Some(tape) = self.tape() {
            tape.mark(at, label);
        }
        self.hub.publish(LiveFrame::Marker(marker.clone()));
        marker
    }

    /// Shows a frame to whoever watches, and nothing else.
    pub(crate) fn show(&self, frame: LiveFrame) {
        self.hub.publish(frame);
    }

    /// What is being recorded.
    pub(crate) fn tape(&self) -> Option<Arc<Tape>> {
        held(&self.tape).clone()
    }

    /// Records all that is heard from now on.
    pub(crate) fn record(&self, tape: Arc<Tape>) {
        *held(&self.tape) = Some(tape.clone());
        let radio = held(&self.radio).clone();
        if let Some(radio) = radio {
            radio.record(Some(tape));
        }
    }

    /// Records no longer; the tape is to be finished.
    pub(crate) fn end_tape(&self) -> Option<Arc<Tape>> {
        let tape = held(&self.tape).take();
        let radio = held(&self.radio).clone();
        if let Some(radio) = radio {
            radio.record(None);
        }
        tape
    }

    /// Rules, profile, breaks or calls have changed: they are read again before they are next needed. Takes no lock,
    /// since it is called from inside transactions.
    pub(crate) fn reload(&self) {
        self.stale.store(true, Ordering::Release);
    }

    /// [`Mirror::reload`], for a rule that was written.
    pub(crate) fn rules_changed(&self) {
        self.reload();
    }

    /// [`Mirror::reload`], for a profile that was written.
    pub(crate) fn profile_changed(&self) {
        self.reload();
    }

    /// Begins a calibration.
    pub(crate) fn begin_calibration(&self, now: i64) -> GuideView {
        let guide = Guide::begin(now);
        let view = guide.view();
        self.live().guide = Some(guide);
        self.hub.publish(LiveFrame::Calibration(view.clone()));
        view
    }

    /// How the calibration stands.
    pub fn calibration(&self, now: i64) -> Option<GuideView> {
        let mut live = self.live();
        let guide = live.guide.as_mut()?;
        guide.pass(now);
        Some(guide.view())
    }

    pub(crate) fn cancel_calibration(&self) {
        self.live().guide = None;
    }

    pub(crate) fn begin_breathing(&self, breathing: Breathing) {
        self.live().breathing = Some(breathing);
    }

    pub(crate) fn end_breathing(&self) -> Option<Breathing> {
        self.live().breathing.take()
    }

    /// The paced breathing that is on.
    pub fn breathing(&self, now: i64) -> Option<BreathingView> {
        let measured = self.latest(now).map(|seen| seen.features);
        let live = self.live();
        live.breathing
            .as_ref()
            .map(|breathing| breathing.view(now, measured))
    }

    pub(crate) fn begin_call(&self, course: CallCourse) {
        self.live().call = Some(course);
    }

    /// The call that is on.
    pub fn call_in_progress(&self) -> Option<Uuid> {
        self.live().call.as_ref().map(|course| course.call)
    }

    /// The course of the call that is on.
    pub fn course(&self) -> Option<CallCourse> {
        self.live().call.clone()
    }

    pub(crate) fn end_call(&self) -> Option<CallCourse> {
        self.live().call.take()
    }

    /// Whether old things are to be looked for.
    pub(crate) fn tidy_is_due(&self, now: i64) -> bool {
        held(&self.tidied_at).is_none_or(|at| now - at >= TIDY_MS)
    }

    /// Old things were looked for.
    pub(crate) fn tidied(&self, now: i64) {
        *held(&self.tidied_at) = Some(now);
    }
}

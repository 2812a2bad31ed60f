//! The live feed, what is known right now, and marks by hand.

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::event::Frames;
use mycrm_kernel::operation::{Action, Operation, Query, Stream};
use mycrm_kernel::read::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::frame::{LiveFrame, Marker, Observation};
use super::inbox::Wanted;
use super::mirror::Mirror;
use super::radio::LiveDevice;
use crate::effects::ActiveEffects;
use crate::privacy::require_on;
use crate::profile::GuideView;

/// Longest label of a mark, in characters.
const LABEL: usize = 80;

/// Shows live what the devices say: traces, spectra, bands, heart, state with confidence and reasons, quality, battery,
/// markers, effects. A listener that is slow loses old traces and is told how many frames. Needs the switch on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchLive {
    /// Whether the traces are wanted as well; yes when left out. Without them there is about a frame a second.
    pub traces: Option<bool>,
}

impl Operation for WatchLive {
    const NAME: &'static str = "live.watch";
    const ROUTE: &'static str = "GET /live/watch";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = LiveFrame;
}

impl Stream for WatchLive {
    fn open(self, app: &App, caller: &Caller) -> Result<Box<dyn Frames>> {
        app.read(caller, require_on)?;
        let mirror = app.service::<Mirror>();
        let wanted = if self.traces.unwrap_or(true) {
            Wanted::All
        } else {
            Wanted::NoTraces
        };
        let inbox = mirror.listen(wanted);
        // What is known already comes first, so that no screen begins empty.
        inbox.put(LiveFrame::Effects(mirror.effects()));
        for change in mirror.links() {
            inbox.put(LiveFrame::Link(change));
        }
        if let Some(seen) = mirror.latest(app.now()) {
            inbox.put(LiveFrame::Observation(Box::new(seen)));
        }
        Ok(Box::new(inbox))
    }
}

/// What is known right now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LiveNow {
    /// The newest observation; none when nothing was measured in the last seconds.
    pub observation: Option<Observation>,
    /// The devices.
    pub devices: Vec<LiveDevice>,
    /// The screen effects.
    pub effects: ActiveEffects,
    /// The calibration, if one is under way.
    pub calibration: Option<GuideView>,
    /// Whether any of it is simulated.
    pub simulated: bool,
}

/// Shows what is known right now, once: for scripts, and for a screen that does not watch.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowLive {}

impl Operation for ShowLive {
    const NAME: &'static str = "live.now";
    const ROUTE: &'static str = "GET /live";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = LiveNow;
}

impl Query for ShowLive {
    fn run(self, read: &Read<'_>) -> Result<LiveNow> {
        let mirror = read.app().service::<Mirror>();
        let observation = mirror.latest(read.now());
        let devices = mirror.devices();
        Ok(LiveNow {
            simulated: observation.as_ref().is_some_and(|seen| seen.simulated)
                || devices.iter().any(|device| device.simulated),
            observation,
            devices,
            effects: mirror.effects(),
            calibration: mirror.calibration(read.now()),
        })
    }
}

/// Puts a mark into the live traces; it is shown to whoever watches, and not kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkLive {
    /// What to write at the mark.
    #[schemars(length(min = 1, max = 80))]
    pub label: String,
}

impl Operation for MarkLive {
    const NAME: &'static str = "live.mark";
    const ROUTE: &'static str = "POST /live/marks";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = Marker;
}

impl Action for MarkLive {
    fn run(self, app: &App, caller: &Caller) -> Result<Marker> {
        app.read(caller, require_on)?;
        let label = self.label.trim();
        if label.is_empty() || label.chars().count() > LABEL {
            let message = format!("A mark has between 1 and {LABEL} characters.");
            return Err(Error::field("label", "invalid", message));
        }
        Ok(app.service::<Mirror>().mark(app.now(), label))
    }
}

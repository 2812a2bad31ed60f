//! Playing a recording through the live feed: shown as if it came from a device, and kept nowhere.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation};
use mycrm_signals::live::{Live, Settings};
use mycrm_wearables::recording::Replay;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::library::{open, refused};
use crate::devices::{observation, traces};
use crate::live::{Link, LinkChange, LiveFrame, Mirror};
use crate::privacy::require_on;
use crate::profile::profile_of;

/// How often samples go to the screen, in microseconds of the recording.
const TRACES_EVERY: i64 = 50_000;
/// The player looks so often whether it shall stop.
const GLANCE: Duration = Duration::from_millis(100);

/// The recording that is being played.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Playing {
    /// Its name.
    pub id: String,
    /// Under which device it shows in the live feed.
    pub device: String,
    /// How far it is, in seconds since its beginning.
    pub seconds: f64,
    /// How many times as fast as it was.
    pub speed: f64,
}

/// What plays recordings: one at a time.
#[derive(Default)]
pub struct Player(Mutex<Option<Reel>>);

struct Reel {
    playing: Playing,
    stop: Arc<AtomicBool>,
}

impl Player {
    fn reel(&self) -> MutexGuard<'_, Option<Reel>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is being played.
    pub(super) fn playing(&self) -> Option<Playing> {
        self.reel().as_ref().map(|reel| reel.playing.clone())
    }

    /// Stops whatever is played; false when nothing was.
    pub(crate) fn stop(&self) -> bool {
        let reel = self.reel().take();
        let was = reel.is_some();
        if let Some(reel) = reel {
            reel.stop.store(true, Ordering::Relaxed);
        }
        was
    }

    /// Stops a certain recording.
    pub(super) fn stop_if(&self, id: &str) {
        if self.playing().is_some_and(|playing| playing.id == id) {
            self.stop();
        }
    }

    fn at(&self, stop: &Arc<AtomicBool>, seconds: f64) {
        if let Some(reel) = self
            .reel()
            .as_mut()
            .filter(|reel| Arc::ptr_eq(&reel.stop, stop))
        {
            reel.playing.seconds = seconds;
        }
    }

    fn ended(&self, stop: &Arc<AtomicBool>) {
        self.reel().take_if(|reel| Arc::ptr_eq(&reel.stop, stop));
    }
}

/// Plays a recording through the live feed, as if it came from a device now; one that is played already is stopped. It
/// is shown only: no rule is stepped by it, and nothing of it is kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlayRecording {
    /// Its name.
    pub id: String,
    /// How many times as fast, 0.25 to 16; as it was when left out.
    #[schemars(range(min = 0.25, max = 16))]
    pub speed: Option<f64>,
}

impl Operation for PlayRecording {
    const NAME: &'static str = "recordings.play";
    const ROUTE: &'static str = "POST /recordings/{id}/play";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = Playing;
}

impl Action for PlayRecording {
    fn run(self, app: &App, caller: &Caller) -> Result<Playing> {
        let profile = app.read(caller, |read| {
            require_on(read)?;
            profile_of(read)
        })?;
        let speed = self.speed.unwrap_or(1.0);
        if !(0.25..=16.0).contains(&speed) {
            let message = "The speed lies between 0.25 and 16.";
            return Err(Error::field("speed", "out_of_range", message));
        }
        let recording = open(app, &self.id)?;
        let replay = Replay::open(&recording).map_err(|error| refused("id", &error))?;
        let settings = Settings {
            mains: if profile.preferences.mains_hertz == 60 {
                60.0
            } else {
                50.0
            },
            ..Settings::default()
        };
        let live = Live::new(settings, profile.model)
            .map_err(|error| Error::Internal(error.to_string()))?;
        let playing = Playing {
            id: self.id.clone(),
            device: format!("replay {}", recording.about().source),
            seconds: 0.0,
            speed,
        };
        let stop = Arc::<AtomicBool>::default();
        let player = app.service::<Player>();
        player.stop();
        *player.reel() = Some(Reel {
            playing: playing.clone(),
            stop: stop.clone(),
        });
        let show = Show {
            mirror: app.service::<Mirror>(),
            player: player.clone(),
            stop: stop.clone(),
            device: playing.device.clone(),
            simulated: recording.about().simulated,
            began: app.now(),
            speed,
        };
        let spawned = std::thread::Builder::new()
            .name("replay".into())
            .spawn(move || show.run(replay, live));
        if let Err(error) = spawned {
            player.ended(&stop);
            return Err(Error::Internal(format!("no thread for a replay: {error}")));
        }
        Ok(playing)
    }
}

/// Stops the recording that is being played.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopPlaying {}

/// What was stopped.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StoppedPlaying {
    /// Whether anything was played.
    pub stopped: bool,
}

impl Operation for StopPlaying {
    const NAME: &'static str = "recordings.play_stop";
    const ROUTE: &'static str = "POST /recordings/stop_playing";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = StoppedPlaying;
}

impl Action for StopPlaying {
    fn run(self, app: &App, _: &Caller) -> Result<StoppedPlaying> {
        Ok(StoppedPlaying {
            stopped: app.service::<Player>().stop(),
        })
    }
}

/// A recording on its way to the screen.
struct Show {
    mirror: Arc<Mirror>,
    player: Arc<Player>,
    stop: Arc<AtomicBool>,
    device: String,
    simulated: bool,
    /// When it began to be played (ms since 1970): the recording's times are moved to here.
    began: i64,
    speed: f64,
}

impl Show {
    fn run(self, replay: Replay, mut live: Live) {
        self.link(Link::Connected);
        let (start, mut shown) = (Instant::now(), -TRACES_EVERY);
        for packet in replay {
            let Ok(packet) = packet else { break };
            let at = packet.at.max(0);
            // At another speed the screen's clock still runs as ever: times are squeezed with it.
            let due = Duration::from_micros((at as f64 / self.speed) as u64);
            while start.elapsed() < due && !self.over() {
                std::thread::sleep(due.saturating_sub(start.elapsed()).min(GLANCE));
            }
            if self.over() {
                break;
            }
            let seconds = self.began as f64 / 1e3 + at as f64 / 1e6;
            live.feed(&packet.packet, seconds);
            while let Some(moment) = live.next_moment() {
                let mut seen = observation(&live, &moment, &self.device, self.simulated);
                seen.at = self.now(seen.at);
                self.player.at(&self.stop, at as f64 / 1e6);
                self.mirror.show(LiveFrame::Observation(Box::new(seen)));
            }
            if at - shown >= TRACES_EVERY || at < shown {
                shown = at;
                if let Some(mut told) = traces(&mut live, &self.device) {
                    for trace in &mut told.channels {
                        let start = self.began as f64;
                        trace.start = start + (trace.start - start) / self.speed;
                        trace.step /= self.speed;
                    }
                    self.mirror.show(LiveFrame::Traces(told));
                }
            }
        }
        self.link(Link::Away);
        self.player.ended(&self.stop);
    }

    fn over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// A moment of the pipeline on the screen's clock.
    fn now(&self, at: i64) -> i64 {
        self.began + ((at - self.began) as f64 / self.speed) as i64
    }

    fn link(&self, link: Link) {
        self.mirror.show(LiveFrame::Link(LinkChange {
            at: self.began,
            device: self.device.clone(),
            link,
            battery: None,
            signal: None,
            why: None,
        }));
    }
}

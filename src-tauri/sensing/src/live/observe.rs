//! What becomes of what is heard: the screen is told, rules are stepped, calls, calibration and exercises go on, and
//! what is worth keeping is kept.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::Builder;
use std::time::Duration;

use mycrm_kernel::app::App;
use mycrm_kernel::caller::Face;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::tx::Tx;
use serde_json::json;
use uuid::Uuid;

use super::course::{CallCourse, Stretch, Turn};
use super::frame::{LiveFrame, Marker, Observation};
use super::mirror::{Known, Live, Mirror};
use super::radio::{Heard, Link, Radio, Stopped};
use crate::breaks::{self, Advice, Facts};
use crate::effects::{ActiveEffects, Effect};
use crate::measure::{Features, Measure, StateReason};
use crate::profile::{Guide, GuideStatus, ordinary, profile_of};
use crate::rules::{Moment, RuleAction, Transition, watched};
use crate::suggestions::{Proposal, SuggestionType};
use crate::write::by_itself;
use crate::{calls, privacy, profile, readings, rules, suggestions};

/// How long the thread waits for something to be heard before it looks whether the app is still there.
const PATIENCE: Duration = Duration::from_millis(200);
const MINUTE: i64 = 60_000;

/// What is to be written after an observation.
enum Due {
    Calibrated(Box<Guide>, String, bool),
    Stress(Stretch, Uuid, Uuid, bool),
    Stressed(Box<CallCourse>, Features),
    Activated(Uuid),
    Suggest(Proposal),
    Minute(i64, Features, String, bool),
}

impl Mirror {
    /// Starts the thread that listens to `radio`, unless one listens already.
    pub(crate) fn pump(self: &Arc<Self>, app: &App, radio: &Arc<dyn Radio>) -> Result<()> {
        if !self.claim_pump() {
            return Ok(());
        }
        let owner = app.owner(Face::Local);
        let profile = app.read(&owner, profile_of)?;
        radio.personal(&profile.model, profile.preferences.mains_hertz as f64);
        let (mirror, app, mut listener) = (self.clone(), app.downgrade(), radio.listen());
        let spawned = Builder::new().name("mirror".into()).spawn(move || {
            loop {
                let heard = listener.next(PATIENCE);
                // Nothing of the app is held while waiting, so that closing it does not wait either.
                let Some(app) = app.upgrade() else { break };
                match heard {
                    Ok(Some(heard)) => mirror.hear(&app, heard),
                    Ok(None) => {}
                    Err(Stopped) => break,
                }
            }
            mirror.release_pump();
        });
        spawned.map(drop).map_err(|error| {
            self.release_pump();
            Error::Internal(format!("no thread for devices: {error}"))
        })
    }

    /// Takes what was heard. What cannot be written is left out; the devices go on.
    pub fn hear(&self, app: &App, heard: Heard) {
        match heard {
            Heard::Traces(traces) => self.hub.publish(LiveFrame::Traces(traces)),
            Heard::Link(change) => {
                {
                    let mut live = self.live();
                    if change.link == Link::Away {
                        live.links.remove(&change.device);
                    } else {
                        live.links.insert(change.device.clone(), change.clone());
                    }
                }
                self.hub.publish(LiveFrame::Link(change));
            }
            Heard::Observation(seen) => {
                if let Err(error) = self.observe(app, *seen) {
                    tracing::warn!(code = error.code(), "an observation was not kept");
                }
            }
        }
    }

    fn observe(&self, app: &App, seen: Observation) -> Result<()> {
        self.refresh(app)?;
        let (seen, due, frames) = {
            let mut live = self.live();
            step(&mut live, seen)
        };
        if let Some(tape) = self.tape() {
            tape.observe(&seen);
        }
        self.hub.publish(LiveFrame::Observation(Box::new(seen)));
        // That a calibration is complete is told when it is kept: who hears it asks for the new baseline at once.
        let (ended, frames): (Vec<_>, Vec<_>) = frames.into_iter().partition(|frame| {
            matches!(frame, LiveFrame::Calibration(view) if view.status != GuideStatus::Running)
        });
        for frame in frames {
            self.hub.publish(frame);
        }
        let wrote = due.into_iter().try_for_each(|one| self.write(app, one));
        for frame in ended {
            self.hub.publish(frame);
        }
        wrote
    }

    /// The wearer takes an effect back; answers those that are left.
    pub(crate) fn end_effect(&self, effect: RuleAction) -> ActiveEffects {
        let (effects, frame) = {
            let mut live = self.live();
            let known = live.known.clone().unwrap_or_default();
            for rule in known.rules.iter().filter(|rule| rule.action == effect) {
                live.engine.take_back(rule.id);
            }
            let now = live.recent.back().map_or(0, |seen| seen.at);
            let frame = tell_effects(&mut live, &known, now);
            (live.effects.clone(), frame)
        };
        if let Some(frame) = frame {
            self.hub.publish(frame);
        }
        effects
    }

    /// Reads again what of the database has changed.
    fn refresh(&self, app: &App) -> Result<()> {
        let changed = self.stale.swap(false, Ordering::AcqRel);
        if !changed && self.live().known.is_some() {
            return Ok(());
        }
        let owner = app.owner(Face::Local);
        let (known, model) = app.read(&owner, |read| {
            let facts = breaks::facts(read)?;
            let profile = profile_of(read)?;
            let known = Known {
                rules: watched(read)?,
                preferences: profile.preferences,
                baseline: ordinary(read)?,
                rested_at: facts.rested_at,
                calls_today: facts.calls_today,
            };
            Ok((known, profile.model))
        })?;
        let mains = known.preferences.mains_hertz as f64;
        self.personal(&model, mains);
        self.live().known = Some(known);
        Ok(())
    }

    fn write(&self, app: &App, due: Due) -> Result<()> {
        let wrote = match due {
            Due::Calibrated(guide, device, simulated) => {
                self.reload();
                by_itself(app, "calibration.start", |tx| {
                    profile::keep_ended(tx, &guide, &device, simulated)
                })
            }
            Due::Stress(stretch, call, activity, simulated) => {
                by_itself(app, "calls.start", |tx| {
                    calls::keep_moment(tx, &stretch, call, activity, simulated)
                })
            }
            Due::Stressed(course, features) => by_itself(app, "calls.suggest", |tx| {
                calls::suggest_by_itself(tx, &course, &features)
            })
            .map(|kept| {
                if kept.is_some() {
                    self.mark(app.now(), "suggested_script");
                }
            }),
            Due::Activated(rule) => by_itself(app, "effects.active", |tx| {
                rules::count_activation(tx, rule)
            }),
            Due::Suggest(proposal) => {
                let kept = by_itself(app, "suggestions.create", |tx| {
                    suggestions::propose(tx, &proposal)
                })?;
                if kept.is_some() {
                    let what = json!(proposal.what);
                    let label = format!("suggested_{}", what.as_str().unwrap_or_default());
                    self.mark(app.now(), &label);
                }
                Ok(())
            }
            Due::Minute(at, features, device, simulated) => {
                self.minute(app, at, &features, &device, simulated)
            }
        };
        // The switch was turned off in between: then nothing is kept, and that is right.
        match wrote {
            Err(Error::Forbidden(_)) => Ok(()),
            other => other,
        }
    }

    /// What is done once a minute: the minute's readings are kept, suggestions are followed up, a break is thought of.
    fn minute(
        &self,
        app: &App,
        at: i64,
        features: &Features,
        device: &str,
        simulated: bool,
    ) -> Result<()> {
        let after = self.mean_since(app.now() - 2 * MINUTE);
        by_itself(app, "readings.keep", |tx: &mut Tx<'_>| {
            readings::keep_minute(tx, at, features, device, simulated)?;
            suggestions::follow_up(tx, &after)
        })?;
        let (known, in_call) = {
            let live = self.live();
            (live.known.clone().unwrap_or_default(), live.call.is_some())
        };
        let facts = Facts {
            rested_at: known.rested_at.or(self.live().first_at),
            calls_today: known.calls_today,
        };
        let advice = Advice::of(&facts, features, &known.preferences, app.now());
        if advice.recommended && !in_call {
            let proposal = Proposal {
                what: SuggestionType::Break,
                reasons: advice.reasons(),
                before: features.clone(),
                simulated,
                ..Proposal::default()
            };
            self.write(app, Due::Suggest(proposal))?;
        }
        let owner = app.owner(Face::Local);
        if privacy::retention_due(app, &owner)? {
            self.tidied(app.now());
            app.call(&owner, "privacy.tidy", json!({}))?;
        }
        Ok(())
    }
}

/// Steps everything by one observation. Holds the live state, so it reads and writes nothing else.
fn step(live: &mut Live, mut seen: Observation) -> (Observation, Vec<Due>, Vec<LiveFrame>) {
    let (mut due, mut frames) = (Vec::new(), Vec::new());
    let known = live.known.clone().unwrap_or_default();
    live.first_at.get_or_insert(seen.at);
    complete(&mut seen, live, &known);
    if let Some(guide) = &mut live.guide
        && guide.status() == GuideStatus::Running
    {
        guide.observe(&seen.features, &seen.measures, seen.at);
        frames.push(LiveFrame::Calibration(guide.view()));
        if guide.status() != GuideStatus::Running {
            let guide = Box::new(guide.clone());
            due.push(Due::Calibrated(guide, seen.device.clone(), seen.simulated));
        }
    }
    if let Some(call) = &mut live.call {
        let label = |label: &str| {
            LiveFrame::Marker(Marker {
                at: seen.at,
                label: label.into(),
            })
        };
        match call.observe(&seen) {
            Turn::Same => {}
            Turn::Began(_) => {
                frames.push(label("stress_began"));
                if known.preferences.scripts_in_calls {
                    let course = Box::new(call.clone());
                    due.push(Due::Stressed(course, seen.features.clone()));
                }
            }
            Turn::Ended(stretch) => {
                frames.push(label("stress_ended"));
                due.push(Due::Stress(
                    stretch,
                    call.call,
                    call.activity,
                    seen.simulated,
                ));
            }
        }
    }
    step_rules(live, &known, &seen, &mut due, &mut frames);
    let minute = seen.at.div_euclid(MINUTE);
    if live.minute == 0 {
        live.minute = minute;
    } else if minute > live.minute {
        let from = live.minute * MINUTE;
        let of_it = live
            .recent
            .iter()
            .filter(|one| (from..from + MINUTE).contains(&one.at));
        let mean = Features::mean(of_it.map(|one| &one.features));
        due.push(Due::Minute(from, mean, seen.device.clone(), seen.simulated));
        live.minute = minute;
    }
    Mirror::remember(live, seen.clone());
    (seen, due, frames)
}

/// Adds the measures that the devices cannot know.
fn complete(seen: &mut Observation, live: &Live, known: &Known) {
    let at = seen.at;
    let features = &mut seen.features;
    features.set(Measure::Confidence, seen.confidence * 100.0);
    let rmssd = features.get(Measure::Rmssd);
    let z = rmssd.and_then(|value| known.baseline.as_ref()?.z(Measure::Rmssd, value));
    if let Some(z) = z {
        features.set(Measure::RmssdVsBaseline, z);
    }
    let rested = known.rested_at.max(live.first_at);
    if let Some(rested) = rested {
        let minutes = (at - rested).max(0) as f64 / MINUTE as f64;
        features.set(Measure::MinutesSinceBreak, minutes);
    }
    if let Some(call) = &live.call {
        let minutes = (at - call.started_at).max(0) as f64 / MINUTE as f64;
        features.set(Measure::MinutesInCall, minutes);
    }
    features.set(Measure::CallsToday, known.calls_today as f64);
}

fn step_rules(
    live: &mut Live,
    known: &Known,
    seen: &Observation,
    due: &mut Vec<Due>,
    frames: &mut Vec<LiveFrame>,
) {
    let moment = Moment {
        features: seen.features.clone(),
        state: seen.state,
    };
    let transitions = live.engine.step(&known.rules, &moment, seen.at);
    for Transition { rule, on } in &transitions {
        let rule = known.rules.iter().find(|one| one.id == *rule && *on);
        let Some(rule) = rule else { continue };
        due.push(Due::Activated(rule.id));
        let what = match rule.action {
            RuleAction::SuggestBreak => SuggestionType::Break,
            RuleAction::SuggestBreathing => SuggestionType::Breathing,
            _ => continue,
        };
        due.push(Due::Suggest(Proposal {
            what,
            rule: Some(rule.id),
            call: live.call.as_ref().map(|call| call.call),
            reasons: why(rule.condition.measures(), &seen.features),
            before: seen.features.clone(),
            simulated: seen.simulated,
            ..Proposal::default()
        }));
    }
    frames.extend(tell_effects(live, known, seen.at));
}

/// Puts the effects of the rules that are on together; answers a frame where they have changed.
fn tell_effects(live: &mut Live, known: &Known, now: i64) -> Option<LiveFrame> {
    let effects: Vec<Effect> = live
        .engine
        .strongest(&known.rules)
        .into_iter()
        .filter(|rule| rule.action.is_effect() && known.preferences.screen_effects)
        .map(|rule| {
            let since = live.engine.on_since(rule.id).unwrap_or(now);
            Effect::of(rule, since)
        })
        .collect();
    if effects == live.effects.effects {
        return None;
    }
    live.effects = ActiveEffects {
        effects,
        version: live.effects.version + 1,
    };
    Some(LiveFrame::Effects(live.effects.clone()))
}

/// The measures that a condition asked about, as they were.
fn why(measures: Vec<Measure>, features: &Features) -> Vec<StateReason> {
    let reason = |measure: Measure| {
        Some(StateReason {
            code: measure.name(),
            value: features.get(measure)?,
            against: None,
            weight: 1.0,
        })
    };
    measures.into_iter().filter_map(reason).collect()
}

//! Calibrations as records, and the operations that guide one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::{Caller, Permission};
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Action, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Rules, Traits};
use mycrm_kernel::tx::Tx;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::model::{keep, profile_of};
use super::protocol::{Baselines, CalibrationPhase, Guide, GuideStatus, GuideView, Spread};
use crate::live::Mirror;
use crate::measure::Measure;
use crate::privacy::{OnlyWhenOn, require_on};
use crate::write;

/// How a calibration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationOutcome {
    /// It is complete: the baseline since then.
    Done,
    /// The signal was too poor.
    Failed,
}

/// A calibration: what was ordinary for the wearer at that time.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Calibration {
    /// The device it was made with.
    #[schemars(length(max = 120))]
    pub device: Option<String>,
    /// When it began.
    #[schemars(extend("x-field" = json!({"read_only": true, "sort": true})))]
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub finished_at: Option<DateTime<Utc>>,
    /// How it ended.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub outcome: Option<CalibrationOutcome>,
    /// By phase (`eyes_open`, `eyes_closed`, `paced_breathing`) and measure: mean, standard deviation, count.
    #[schemars(extend("x-field" = json!({"type": "json", "read_only": true})))]
    pub baselines: Json,
    /// Mean signal quality, 0 to 100.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub quality: Option<i64>,
    /// Whether the signals were simulated.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub simulated: Option<bool>,
}

impl Record for Calibration {
    const KIND: &'static str = "calibration";
    const PLURAL: &'static str = "calibrations";
    const TRAITS: Traits = Traits {
        private: true,
        ..Traits::titled("device")
    };
    fn rules() -> Arc<dyn Rules> {
        Arc::new(OnlyWhenOn)
    }
}

/// What is ordinary for the wearer: of their newest complete calibration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// When it was measured.
    pub measured_at: String,
    /// With which device.
    pub device: String,
    /// Whether the signals were simulated.
    pub simulated: bool,
    /// By phase and measure.
    pub phases: Baselines,
}

impl Baseline {
    /// How a measure is spread when the wearer sits still with open eyes; the closed ones where that is missing.
    pub fn of(&self, measure: Measure) -> Option<Spread> {
        [CalibrationPhase::EyesOpen, CalibrationPhase::EyesClosed]
            .into_iter()
            .find_map(|phase| self.phases.get(&phase)?.get(&measure).copied())
            .filter(|spread| spread.count > 1 && spread.sd > 0.0)
    }

    /// How many standard deviations a value lies above the ordinary.
    pub fn z(&self, measure: Measure, value: f64) -> Option<f64> {
        self.of(measure)
            .map(|spread| (value - spread.mean) / spread.sd)
    }
}

/// The caller's baseline.
pub fn ordinary(read: &Read<'_>) -> Result<Option<Baseline>> {
    let found = read
        .select(
            "SELECT finished_at, device, simulated, baselines FROM calibrations
             WHERE owner = ?1 AND outcome = 'done' AND deleted_at IS NULL ORDER BY finished_at DESC LIMIT 1",
        )?
        .query_row([read.caller().actor.as_bytes()], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                row.get::<_, Option<bool>>(2)?.unwrap_or_default(),
                row.get::<_, String>(3)?,
            ))
        })
        .optional()?;
    found
        .map(|(at, device, simulated, phases)| {
            Ok(Baseline {
                measured_at: mycrm_kernel::clock::instant_text(at),
                device,
                simulated,
                phases: serde_json::from_str(&phases)?,
            })
        })
        .transpose()
}

/// Begins the calibration: two minutes with eyes open, two with eyes closed, one of paced breathing. The device is to
/// be on and still. How it stands comes with the live frames, and from `calibration.status`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartCalibration {}

impl Operation for StartCalibration {
    const NAME: &'static str = "calibration.start";
    const ROUTE: &'static str = "POST /calibration";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = GuideView;
}

impl Action for StartCalibration {
    fn run(self, app: &App, caller: &Caller) -> Result<GuideView> {
        app.read(caller, require_on)?;
        let mirror = app.service::<Mirror>();
        if mirror.latest(app.now()).is_none() {
            return Err(Error::BadRequest(
                "Nothing is measured right now: connect a device and put it on first.".into(),
            ));
        }
        Ok(mirror.begin_calibration(app.now()))
    }
}

/// Tells how the calibration stands; null when none is under way.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowCalibration {}

/// How the calibration stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CalibrationStatus {
    /// The one under way, or the one that ended last since the program was started.
    pub guide: Option<GuideView>,
}

impl Operation for ShowCalibration {
    const NAME: &'static str = "calibration.status";
    const ROUTE: &'static str = "GET /calibration";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = CalibrationStatus;
}

impl Query for ShowCalibration {
    fn run(self, read: &Read<'_>) -> Result<CalibrationStatus> {
        let guide = read.app().service::<Mirror>().calibration(read.now());
        Ok(CalibrationStatus { guide })
    }
}

/// Gives a calibration up; nothing of it is kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelCalibration {}

impl Operation for CancelCalibration {
    const NAME: &'static str = "calibration.cancel";
    const ROUTE: &'static str = "DELETE /calibration";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = CalibrationStatus;
}

impl Action for CancelCalibration {
    fn run(self, app: &App, _: &Caller) -> Result<CalibrationStatus> {
        app.service::<Mirror>().cancel_calibration();
        Ok(CalibrationStatus { guide: None })
    }
}

/// Keeps a calibration that has ended.
pub(crate) fn keep_ended(
    tx: &mut Tx<'_>,
    guide: &Guide,
    device: &str,
    simulated: bool,
) -> Result<()> {
    let baselines = guide.baselines();
    let quality = baselines
        .get(&CalibrationPhase::EyesOpen)
        .and_then(|phase| phase.get(&Measure::Quality))
        .map(|spread| spread.mean.round() as i64);
    let done = guide.status() == GuideStatus::Done;
    if let Some(baseline) = guide.model().filter(|_| done) {
        let mut profile = profile_of(tx)?;
        profile.model.baseline = baseline;
        keep(tx, &profile)?;
    }
    tx.insert(&Calibration {
        device: Some(device.to_owned()),
        started_at: write::instant(guide.started_at),
        finished_at: write::instant(tx.now()),
        outcome: Some(if done {
            CalibrationOutcome::Done
        } else {
            CalibrationOutcome::Failed
        }),
        baselines: serde_json::to_value(&baselines)?,
        quality,
        simulated: Some(simulated),
    })
    .map(drop)
}

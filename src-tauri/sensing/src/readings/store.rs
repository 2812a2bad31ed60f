//! Writing samples.

use mycrm_kernel::error::Result;
use mycrm_kernel::tx::Tx;
use rusqlite::params;

use super::model::{ReadingMeasure, Sample};
use crate::measure::{Features, Measure};
use crate::privacy::require_on;

/// Signal quality below which a minute is not kept, 0 to 100.
const GOOD_ENOUGH: f64 = 30.0;

/// Where samples come from.
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) import: Option<i64>,
    pub(super) simulated: bool,
}

/// Keeps samples; one of the same source and moment is replaced.
pub(super) fn keep(tx: &Tx<'_>, samples: &[Sample], source: &Source<'_>) -> Result<()> {
    let actor = tx.caller().actor;
    for sample in samples {
        tx.side(
            "sensing_readings",
            "INSERT OR REPLACE INTO sensing_readings (actor, measure, at, source, until, value, import, simulated)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                actor.as_bytes(),
                sample.measure.name(),
                sample.at,
                source.name,
                sample.until,
                sample.value,
                source.import,
                source.simulated
            ],
        )?;
    }
    Ok(())
}

/// Keeps what a minute of a device comes to.
pub(crate) fn keep_minute(
    tx: &Tx<'_>,
    at: i64,
    features: &Features,
    device: &str,
    simulated: bool,
) -> Result<()> {
    require_on(tx)?;
    if features
        .get(Measure::Quality)
        .is_none_or(|quality| quality < GOOD_ENOUGH)
    {
        return Ok(());
    }
    let samples: Vec<Sample> = [
        (Measure::HeartRate, ReadingMeasure::HeartRate),
        (Measure::Rmssd, ReadingMeasure::Rmssd),
        (Measure::Respiration, ReadingMeasure::Respiration),
        (Measure::Stress, ReadingMeasure::Stress),
        (Measure::Focus, ReadingMeasure::Focus),
        (Measure::Fatigue, ReadingMeasure::Fatigue),
    ]
    .into_iter()
    .filter_map(|(from, measure)| {
        Some(Sample {
            measure,
            at,
            until: at + 60_000,
            value: features.get(from)?,
        })
    })
    .filter(|sample| sample.wrong(tx.now()).is_none())
    .collect();
    let source = Source {
        name: &format!("device {device}"),
        import: None,
        simulated,
    };
    keep(tx, &samples, &source)
}

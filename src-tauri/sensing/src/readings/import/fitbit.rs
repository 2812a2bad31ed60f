//! Fitbit, as its export and Takeout give it out: JSON files by day or month (`heart_rate-…`, `steps-…`, `sleep-…`), and
//! CSV summaries of variability and stress. Times are without an offset: those of the wearer's place, taken as UTC.

use std::io::Read;

use mycrm_kernel::error::Result;
use serde_json::Value as Json;

use super::json_stream::elements;
use super::times::moment;
use super::{Origin, Row, Rows};
use crate::readings::model::{ReadingMeasure, Sample};

/// Reads a JSON file; of plain numbers its name says what they are.
pub(super) fn read(file: impl Read, name: &str, rows: &mut dyn Rows) -> Result<()> {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let plain = [
        ("steps", ReadingMeasure::Steps),
        ("calories", ReadingMeasure::Energy),
        ("very_active_minutes", ReadingMeasure::ActiveMinutes),
        ("moderately_active_minutes", ReadingMeasure::ActiveMinutes),
    ]
    .into_iter()
    .find(|(start, _)| name.starts_with(start))
    .map(|(_, measure)| measure);
    let resting = name.starts_with("resting_heart_rate");
    elements(file, "data", &mut |element| {
        rows.row(Origin::Fitbit, row(&element, plain, resting))
    })
}

fn number(json: &Json) -> Option<f64> {
    json.as_f64().or_else(|| json.as_str()?.trim().parse().ok())
}

fn row(element: &Json, plain: Option<ReadingMeasure>, resting: bool) -> Row {
    if element.get("minutesAsleep").is_some() {
        return sleep(element);
    }
    let value = &element["value"];
    let (measure, given) = match (&value["bpm"], plain) {
        (Json::Null, Some(measure)) => (measure, value),
        (Json::Null, None) if resting => (ReadingMeasure::RestingHeartRate, &value["value"]),
        (Json::Null, None) => return Row::Passed,
        (rate, _) => (ReadingMeasure::HeartRate, rate),
    };
    let time = element["dateTime"].as_str().unwrap_or_default();
    let Some(at) = moment(time) else {
        return Row::bad_time(time);
    };
    match number(given) {
        // A day without a resting rate is written as 0.
        Some(0.0) if resting => Row::Passed,
        Some(value) => Row::one(Sample {
            measure,
            at,
            until: at,
            value,
        }),
        None => Row::bad_value(&given.to_string()),
    }
}

fn sleep(element: &Json) -> Row {
    let time = |key: &str| element[key].as_str().unwrap_or_default();
    let Some(at) = moment(time("startTime")) else {
        return Row::bad_time(time("startTime"));
    };
    let Some(until) = moment(time("endTime")) else {
        return Row::bad_time(time("endTime"));
    };
    let Some(asleep) = number(&element["minutesAsleep"]) else {
        return Row::bad_value(&element["minutesAsleep"].to_string());
    };
    let stage = |name: &str| number(&element["levels"]["summary"][name]["minutes"]);
    let (deep, rem) = (stage("deep"), stage("rem"));
    let light = asleep - deep.unwrap_or(0.0) - rem.unwrap_or(0.0);
    let parts = [
        (ReadingMeasure::Sleep, Some(light)),
        (ReadingMeasure::SleepDeep, deep),
        (ReadingMeasure::SleepRem, rem),
        (ReadingMeasure::SleepAwake, number(&element["minutesAwake"])),
    ];
    let sample = |(measure, value): (ReadingMeasure, Option<f64>)| {
        Some(Sample {
            measure,
            at,
            until,
            value: value?,
        })
    };
    Row::Samples(parts.into_iter().filter_map(sample).collect())
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::Gathered;
    use super::*;

    fn gather(name: &str, text: &str) -> Gathered {
        let mut rows = Gathered::default();
        read(text.as_bytes(), name, &mut rows).unwrap();
        rows
    }

    #[test]
    fn hearts_steps_and_nights_are_told_apart() {
        let heart = gather(
            "Takeout/Fitbit/heart_rate-2026-11-19.json",
            r#"[{"dateTime":"11/19/26 08:00:05","value":{"bpm":66,"confidence":3}},{"dateTime":"?","value":{"bpm":66}}]"#,
        );
        assert_eq!(
            (heart.samples[0].measure, heart.samples[0].value),
            (ReadingMeasure::HeartRate, 66.0)
        );
        assert_eq!(heart.bad, ["bad_time"]);
        let steps = gather(
            "steps-2026-11-01.json",
            r#"[{"dateTime":"11/19/26 08:00:00","value":"12"}]"#,
        );
        assert_eq!(steps.samples[0].measure, ReadingMeasure::Steps);
        let night = gather(
            "sleep-2026-11-01.json",
            r#"[{"startTime":"2026-11-18T23:10:30.000","endTime":"2026-11-19T07:00:30.000","minutesAsleep":410,"minutesAwake":60,
                "levels":{"summary":{"deep":{"minutes":80},"rem":{"minutes":90}}}}]"#,
        );
        let parts: Vec<_> = night
            .samples
            .iter()
            .map(|one| (one.measure, one.value))
            .collect();
        assert_eq!(
            parts,
            [
                (ReadingMeasure::Sleep, 240.0),
                (ReadingMeasure::SleepDeep, 80.0),
                (ReadingMeasure::SleepRem, 90.0),
                (ReadingMeasure::SleepAwake, 60.0),
            ]
        );
    }
}

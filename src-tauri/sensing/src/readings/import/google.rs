//! Google Fit, as Takeout gives it out: JSON files of one data source each (`Data Points` with nanoseconds and `fitValue`),
//! and a CSV of daily metrics.

use std::io::Read;

use mycrm_kernel::error::Result;
use serde_json::Value as Json;

use super::json_stream::elements;
use super::{Origin, Row, Rows};
use crate::readings::model::{ReadingMeasure, Sample};

/// Reads a JSON file.
pub(super) fn read(file: impl Read, rows: &mut dyn Rows) -> Result<()> {
    elements(file, "Data Points", &mut |point| {
        rows.row(Origin::GoogleFit, row(&point))
    })
}

fn row(point: &Json) -> Row {
    let of = point["dataTypeName"].as_str().unwrap_or_default();
    let measure = match of.strip_prefix("com.google.").unwrap_or(of) {
        "heart_rate.bpm" => ReadingMeasure::HeartRate,
        "step_count.delta" => ReadingMeasure::Steps,
        "calories.expended" => ReadingMeasure::Energy,
        "distance.delta" => ReadingMeasure::Distance,
        "active_minutes" => ReadingMeasure::ActiveMinutes,
        "sleep.segment" => ReadingMeasure::Sleep,
        _ => return Row::Passed,
    };
    let nanos = |key: &str| {
        let value = &point[key];
        let number = value.as_i64().or_else(|| value.as_str()?.parse().ok())?;
        Some(number / 1_000_000)
    };
    let (Some(at), Some(until)) = (nanos("startTimeNanos"), nanos("endTimeNanos")) else {
        return Row::bad_time(&point["startTimeNanos"].to_string());
    };
    let first = &point["fitValue"][0]["value"];
    let given = first["fpVal"].as_f64().or_else(|| first["intVal"].as_f64());
    let Some(given) = given else {
        return Row::bad_value(&first.to_string());
    };
    if measure != ReadingMeasure::Sleep {
        return Row::one(Sample {
            measure,
            at,
            until,
            value: given,
        });
    }
    // Google Fit REST, sleep stages: 1 awake, 2 asleep, 3 out of bed, 4 light, 5 deep, 6 REM.
    let measure = match given as i64 {
        1 => ReadingMeasure::SleepAwake,
        2 | 4 => ReadingMeasure::Sleep,
        5 => ReadingMeasure::SleepDeep,
        6 => ReadingMeasure::SleepRem,
        _ => return Row::Passed,
    };
    Row::one(Sample {
        measure,
        at,
        until,
        value: (until - at) as f64 / 60_000.0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::Gathered;
    use super::*;

    #[test]
    fn data_points_are_read_one_after_another() {
        let text = r#"{"Data Source": "derived:com.google.heart_rate.bpm", "Data Points": [
          {"fitValue":[{"value":{"fpVal":64.0}}],"startTimeNanos":1795100000000000000,"endTimeNanos":1795100000000000000,"dataTypeName":"com.google.heart_rate.bpm"},
          {"fitValue":[{"value":{"intVal":5}}],"startTimeNanos":"1795100000000000000","endTimeNanos":"1795103600000000000","dataTypeName":"com.google.sleep.segment"},
          {"fitValue":[],"startTimeNanos":1,"endTimeNanos":2,"dataTypeName":"com.google.step_count.delta"},
          {"fitValue":[{"value":{"fpVal":1.0}}],"dataTypeName":"com.google.weight"}
        ], "more": {"x": [1, 2]}}"#;
        let mut rows = Gathered::default();
        read(text.as_bytes(), &mut rows).unwrap();
        let samples: Vec<_> = rows
            .samples
            .iter()
            .map(|one| (one.measure, one.at, one.value))
            .collect();
        assert_eq!(
            samples,
            [
                (ReadingMeasure::HeartRate, 1_795_100_000_000, 64.0),
                (ReadingMeasure::SleepDeep, 1_795_100_000_000, 60.0),
            ]
        );
        assert_eq!((rows.bad.len(), rows.passed), (1, 1));
        assert!(read(&b"{\"Data Points\": [{]"[..], &mut rows).is_err());
    }
}

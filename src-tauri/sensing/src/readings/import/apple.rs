//! Apple Health: `<Record type="HKQuantityTypeIdentifier…" startDate=… endDate=… value=… unit=…/>`, one after another,
//! in a file of up to several gigabytes. (Apple, HealthKit data types.)

use std::io::{self, BufRead, Read};

use mycrm_kernel::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::times::moment;
use super::{Origin, Row, Rows};
use crate::readings::model::{ReadingMeasure, Sample};

/// Longest single element: what is longer is no export of readings.
const ELEMENT_MAX: u64 = 1 << 20;

/// Refuses to read an element without end.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("an element without end"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.inner.consume(amount);
    }
}

/// Reads an export.
pub(super) fn read(file: impl BufRead, rows: &mut dyn Rows) -> Result<()> {
    let mut reader = Reader::from_reader(Bounded {
        inner: file,
        left: ELEMENT_MAX,
    });
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().left = ELEMENT_MAX;
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Empty(element) | Event::Start(element))
                if element.name().as_ref() == "Record" =>
            {
                rows.row(Origin::AppleHealth, record(&element))?;
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let at = reader.buffer_position();
                return Err(Error::field(
                    "file",
                    "invalid",
                    format!(
                        "This is no export of Apple Health any more from byte {at} on: {error}. What came before was taken."
                    ),
                ));
            }
        }
    }
}

#[derive(Default)]
struct Fields {
    of: String,
    start: String,
    end: String,
    value: String,
    unit: String,
}

fn record(element: &BytesStart<'_>) -> Row {
    let mut fields = Fields::default();
    for attribute in element.attributes() {
        let Ok(attribute) = attribute else {
            return Row::Bad(
                "bad_row",
                "An attribute is not written as XML wants it.".into(),
            );
        };
        let text = || attribute.value.to_string();
        match attribute.key.as_ref() {
            "type" => fields.of = text(),
            "startDate" => fields.start = text(),
            "endDate" => fields.end = text(),
            "value" => fields.value = text(),
            "unit" => fields.unit = text(),
            _ => {}
        }
    }
    let of = fields
        .of
        .strip_prefix("HKQuantityTypeIdentifier")
        .or_else(|| fields.of.strip_prefix("HKCategoryTypeIdentifier"));
    let Some(of) = of else { return Row::Passed };
    let known = match of {
        "HeartRate" => Some((ReadingMeasure::HeartRate, 1.0)),
        "RestingHeartRate" => Some((ReadingMeasure::RestingHeartRate, 1.0)),
        "HeartRateVariabilitySDNN" => Some((ReadingMeasure::Sdnn, 1.0)),
        "RespiratoryRate" => Some((ReadingMeasure::Respiration, 1.0)),
        "StepCount" => Some((ReadingMeasure::Steps, 1.0)),
        "ActiveEnergyBurned" => Some((ReadingMeasure::Energy, energy(&fields.unit))),
        "DistanceWalkingRunning" => Some((ReadingMeasure::Distance, distance(&fields.unit))),
        "AppleExerciseTime" => Some((ReadingMeasure::ActiveMinutes, 1.0)),
        _ => None,
    };
    let lasting = match (of, fields.value.as_str()) {
        ("MindfulSession", _) => Some(ReadingMeasure::Mindful),
        ("SleepAnalysis", stage) => sleep(stage),
        _ => None,
    };
    if known.is_none() && lasting.is_none() {
        return Row::Passed;
    }
    let Some(at) = moment(&fields.start) else {
        return Row::bad_time(&fields.start);
    };
    let Some(until) = moment(&fields.end) else {
        return Row::bad_time(&fields.end);
    };
    let (measure, value) = match (known, lasting) {
        (Some((measure, factor)), _) => match fields.value.trim().parse::<f64>() {
            Ok(value) => (measure, value * factor),
            Err(_) => return Row::bad_value(&fields.value),
        },
        (None, Some(measure)) => (measure, (until - at) as f64 / 60_000.0),
        (None, None) => return Row::Passed,
    };
    Row::one(Sample {
        measure,
        at,
        until,
        value,
    })
}

/// Kilocalories in a unit of energy. What Apple calls `Cal` is one.
fn energy(unit: &str) -> f64 {
    match unit {
        "kJ" => 1.0 / 4.184,
        "cal" => 0.001,
        _ => 1.0,
    }
}

/// Metres in a unit of length.
fn distance(unit: &str) -> f64 {
    match unit {
        "km" => 1_000.0,
        "mi" => 1_609.344,
        "ft" => 0.3048,
        _ => 1.0,
    }
}

fn sleep(stage: &str) -> Option<ReadingMeasure> {
    Some(match stage.strip_prefix("HKCategoryValueSleepAnalysis")? {
        "Asleep" | "AsleepUnspecified" | "AsleepCore" => ReadingMeasure::Sleep,
        "AsleepDeep" => ReadingMeasure::SleepDeep,
        "AsleepREM" => ReadingMeasure::SleepRem,
        "Awake" => ReadingMeasure::SleepAwake,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::Gathered;
    use super::*;

    fn gather(xml: &str) -> (Gathered, Result<()>) {
        let mut rows = Gathered::default();
        let end = read(xml.as_bytes(), &mut rows);
        (rows, end)
    }

    #[test]
    fn records_become_samples_in_our_units() {
        let (rows, end) = gather(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [<!ELEMENT HealthData (ExportDate,Me,Record*)>]>
<HealthData locale="en_GB"><ExportDate value="2026-11-20"/>
<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="A &amp; B" unit="count/min" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:00:05 +0100" value="61.5"/>
<Record type="HKQuantityTypeIdentifierDistanceWalkingRunning" unit="km" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:10:00 +0100" value="0.8"><MetadataEntry key="a" value="b"/></Record>
<Record type="HKCategoryTypeIdentifierSleepAnalysis" startDate="2026-11-18 23:00:00 +0100" endDate="2026-11-19 00:30:00 +0100" value="HKCategoryValueSleepAnalysisAsleepDeep"/>
<Record type="HKQuantityTypeIdentifierDietarySugar" startDate="x" endDate="y" value="z"/>
<Record type="HKQuantityTypeIdentifierStepCount" startDate="soon" endDate="y" value="12"/>
<Record type="HKQuantityTypeIdentifierStepCount" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:10:00 +0100" value="many"/>
<Workout workoutActivityType="x"/></HealthData>"#,
        );
        assert!(end.is_ok());
        let samples: Vec<_> = rows
            .samples
            .iter()
            .map(|one| (one.measure, one.value))
            .collect();
        assert_eq!(
            samples,
            [
                (ReadingMeasure::HeartRate, 61.5),
                (ReadingMeasure::Distance, 800.0),
                (ReadingMeasure::SleepDeep, 90.0),
            ]
        );
        assert_eq!(rows.bad, ["bad_time", "bad_value"]);
        assert_eq!(rows.passed, 1);
    }

    #[test]
    fn what_is_no_xml_any_more_is_refused_after_what_was() {
        let record = r#"<Record type="HKQuantityTypeIdentifierHeartRate" startDate="2026-11-19 08:00:00 +0100" endDate="2026-11-19 08:00:05 +0100" value="61"/>"#;
        let (rows, end) = gather(&format!("<HealthData>{record}<Record type="));
        assert_eq!(rows.samples.len(), 1);
        assert!(end.is_err());
        let endless = format!("<HealthData><Record type=\"{}", "x".repeat(3 << 20));
        assert!(gather(&endless).1.is_err());
    }
}

//! Health Connect, as Android gives it out (Settings, Health Connect, Backup and restore): a zip with one SQLite
//! database, `health_connect_export.db`. The format has no description; what is read here was seen in exports of
//! version 23 of its schema. Times are milliseconds since 1970, energy is in calories.

use std::io::Read;

use mycrm_kernel::error::Result;
use mycrm_kernel::store::ForeignDatabase;
use rusqlite::types::ValueRef;

use super::{Origin, Row, Rows};
use crate::readings::model::{ReadingMeasure, Sample};

/// How a SQLite database begins.
pub(super) const SQLITE: &[u8] = b"SQLite format 3\0";

/// A table with a value of its own.
struct Table {
    name: &'static str,
    /// The columns of its beginning and its end; the same for a moment.
    times: [&'static str; 2],
    /// The column of the value and what makes our unit of it; none: the minutes it lasts.
    value: Option<(&'static str, f64)>,
    measure: ReadingMeasure,
}

const INTERVAL: [&str; 2] = ["start_time", "end_time"];
const MOMENT: [&str; 2] = ["time", "time"];

const TABLES: [Table; 8] = [
    table(
        "steps_record_table",
        INTERVAL,
        Some(("count", 1.0)),
        ReadingMeasure::Steps,
    ),
    table(
        "distance_record_table",
        INTERVAL,
        Some(("distance", 1.0)),
        ReadingMeasure::Distance,
    ),
    table(
        "active_calories_burned_record_table",
        INTERVAL,
        Some(("energy", 0.001)),
        ReadingMeasure::Energy,
    ),
    table(
        "exercise_session_record_table",
        INTERVAL,
        None,
        ReadingMeasure::ActiveMinutes,
    ),
    table(
        "mindfulness_session_record_table",
        INTERVAL,
        None,
        ReadingMeasure::Mindful,
    ),
    table(
        "resting_heart_rate_record_table",
        MOMENT,
        Some(("beats_per_minute", 1.0)),
        ReadingMeasure::RestingHeartRate,
    ),
    table(
        "heart_rate_variability_rmssd_record_table",
        MOMENT,
        Some(("heart_rate_variability_millis", 1.0)),
        ReadingMeasure::Rmssd,
    ),
    table(
        "respiratory_rate_record_table",
        MOMENT,
        Some(("rate", 1.0)),
        ReadingMeasure::Respiration,
    ),
];

const fn table(
    name: &'static str,
    times: [&'static str; 2],
    value: Option<(&'static str, f64)>,
    measure: ReadingMeasure,
) -> Table {
    Table {
        name,
        times,
        value,
        measure,
    }
}

/// Reads an export.
pub(super) fn read(file: impl Read, bytes: u64, rows: &mut dyn Rows) -> Result<()> {
    let database = ForeignDatabase::read(file, bytes)?;
    let mut known = false;
    for table in &TABLES {
        let [from, to] = table.times;
        let value = table.value.map_or(to, |(column, _)| column);
        if !database.has(table.name, &["app_info_id", from, to, value])? {
            continue;
        }
        known = true;
        let sql = format!(
            "SELECT app_info_id, {from}, {to}, {value} FROM {} ORDER BY rowid",
            table.name
        );
        each(&database, &sql, rows, |at, until, value| {
            let value = match table.value {
                Some((_, factor)) => value * factor,
                None => minutes(at, until),
            };
            Some((table.measure, value))
        })?;
    }
    let series = ("heart_rate_record_series_table", "heart_rate_record_table");
    if database.has(
        series.0,
        &["parent_key", "epoch_millis", "beats_per_minute"],
    )? && database.has(series.1, &["row_id", "app_info_id"])?
    {
        known = true;
        let sql = "SELECT h.app_info_id, s.epoch_millis, s.epoch_millis, s.beats_per_minute
                   FROM heart_rate_record_series_table s JOIN heart_rate_record_table h ON h.row_id = s.parent_key
                   ORDER BY s.rowid";
        each(&database, sql, rows, |_, _, value| {
            Some((ReadingMeasure::HeartRate, value))
        })?;
    }
    known |= sleep(&database, rows)?;
    if known {
        return Ok(());
    }
    let message = "This database is no export of Health Connect that is known here.";
    Err(mycrm_kernel::error::Error::field(
        "file", "invalid", message,
    ))
}

/// Nights: by their stages, and whole where a session has none.
fn sleep(database: &ForeignDatabase, rows: &mut dyn Rows) -> Result<bool> {
    if !database.has(
        "sleep_session_record_table",
        &["row_id", "app_info_id", "start_time", "end_time"],
    )? {
        return Ok(false);
    }
    let stages = database.has(
        "sleep_stages_table",
        &[
            "parent_key",
            "stage_start_time",
            "stage_end_time",
            "stage_type",
        ],
    )?;
    let whole = if stages {
        "SELECT app_info_id, start_time, end_time, 2 FROM sleep_session_record_table n
         WHERE NOT EXISTS (SELECT 1 FROM sleep_stages_table s WHERE s.parent_key = n.row_id) ORDER BY rowid"
    } else {
        "SELECT app_info_id, start_time, end_time, 2 FROM sleep_session_record_table ORDER BY rowid"
    };
    // Android, SleepSessionRecord: 1 awake, 2 asleep, 3 out of bed, 4 light, 5 deep, 6 REM, 7 awake in bed.
    let stage = |at, until, value: f64| {
        let measure = match value as i64 {
            1 | 7 => ReadingMeasure::SleepAwake,
            2 | 4 => ReadingMeasure::Sleep,
            5 => ReadingMeasure::SleepDeep,
            6 => ReadingMeasure::SleepRem,
            _ => return None,
        };
        Some((measure, minutes(at, until)))
    };
    each(database, whole, rows, stage)?;
    if stages {
        let sql = "SELECT n.app_info_id, s.stage_start_time, s.stage_end_time, s.stage_type
                   FROM sleep_stages_table s JOIN sleep_session_record_table n ON n.row_id = s.parent_key
                   ORDER BY s.rowid";
        each(database, sql, rows, stage)?;
    }
    Ok(true)
}

fn minutes(at: i64, until: i64) -> f64 {
    (until.saturating_sub(at)) as f64 / 60_000.0
}

/// Takes the rows of a SELECT of app, beginning, end and value.
fn each(
    database: &ForeignDatabase,
    sql: &str,
    rows: &mut dyn Rows,
    made: impl Fn(i64, i64, f64) -> Option<(ReadingMeasure, f64)>,
) -> Result<()> {
    let mut statement = database.select(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        // Columns of SQLite hold whatever was put into them.
        let number = |at: usize| match row.get_ref(at) {
            Ok(ValueRef::Integer(number)) => Some(number as f64),
            Ok(ValueRef::Real(number)) => Some(number),
            _ => None,
        };
        let origin = Origin::HealthConnect(number(0).map_or(0, |app| app as u32));
        let (Some(at), Some(until)) = (number(1), number(2)) else {
            rows.row(origin, Row::bad_time("NULL"))?;
            continue;
        };
        let (at, until) = (at as i64, until as i64);
        let taken = match number(3) {
            None => Row::bad_value("NULL"),
            Some(value) => match made(at, until, value) {
                None => Row::Passed,
                Some((measure, value)) => Row::one(Sample {
                    measure,
                    at,
                    until,
                    value,
                }),
            },
        };
        rows.row(origin, taken)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::run::tests::Gathered;
    use super::*;
    use rusqlite::{Connection, MAIN_DB};

    const DAY: i64 = 1_795_132_800_000;

    #[expect(clippy::disallowed_methods, reason = "an export is made up here")]
    fn export(sql: &str) -> Vec<u8> {
        let mut made = Connection::open_in_memory().unwrap();
        made.execute_batch(sql).unwrap();
        made.serialize(MAIN_DB).unwrap().to_vec()
    }

    fn gather(sql: &str) -> (Gathered, Result<()>) {
        let mut rows = Gathered::default();
        let bytes = export(sql);
        let end = read(bytes.as_slice(), bytes.len() as u64, &mut rows);
        (rows, end)
    }

    #[test]
    fn records_series_and_nights_become_samples_in_our_units() {
        let hour = DAY + 3_600_000;
        let (rows, end) = gather(&format!(
            "CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, app_info_id, start_time, end_time, count);
             INSERT INTO steps_record_table VALUES (1, 2, {DAY}, {hour}, 640), (2, 2, {DAY}, {hour}, 'many'), (3, 2, NULL, {hour}, 1);
             CREATE TABLE active_calories_burned_record_table (row_id, app_info_id, start_time, end_time, energy);
             INSERT INTO active_calories_burned_record_table VALUES (1, 2, {DAY}, {hour}, 52500.0);
             CREATE TABLE heart_rate_record_table (row_id INTEGER PRIMARY KEY, app_info_id);
             CREATE TABLE heart_rate_record_series_table (parent_key, epoch_millis, beats_per_minute);
             INSERT INTO heart_rate_record_table VALUES (7, 3);
             INSERT INTO heart_rate_record_series_table VALUES (7, {DAY}, 61), (7, {hour}, 64);
             CREATE TABLE sleep_session_record_table (row_id INTEGER PRIMARY KEY, app_info_id, start_time, end_time);
             CREATE TABLE sleep_stages_table (parent_key, stage_start_time, stage_end_time, stage_type);
             INSERT INTO sleep_session_record_table VALUES (1, 2, {DAY}, {hour}), (2, 2, {hour}, {hour} + 1800000);
             INSERT INTO sleep_stages_table VALUES (1, {DAY}, {hour}, 5), (1, {DAY}, {hour}, 3);"
        ));
        end.unwrap();
        let samples: Vec<_> = rows
            .samples
            .iter()
            .map(|one| (one.measure, one.value))
            .collect();
        assert_eq!(
            samples,
            [
                (ReadingMeasure::Steps, 640.0),
                (ReadingMeasure::Energy, 52.5),
                (ReadingMeasure::HeartRate, 61.0),
                (ReadingMeasure::HeartRate, 64.0),
                (ReadingMeasure::Sleep, 30.0),
                (ReadingMeasure::SleepDeep, 60.0),
            ]
        );
        assert_eq!((rows.bad, rows.passed), (vec!["bad_value", "bad_time"], 1));
    }

    #[test]
    fn what_is_no_export_is_refused() {
        let (_, end) = gather("CREATE TABLE contacts (name)");
        assert_eq!(end.unwrap_err().code(), "validation");
        let mut rows = Gathered::default();
        assert!(read(SQLITE, SQLITE.len() as u64, &mut rows).is_err());
    }
}

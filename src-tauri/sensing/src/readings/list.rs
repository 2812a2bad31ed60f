//! Showing readings, and adding one by hand.

use chrono::{DateTime, Utc};
use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{ReadingMeasure, Sample};
use super::store::{Source, keep};
use crate::privacy::require_on;
use crate::zone::{Day, Zone};

/// Points of one answer at most.
const POINTS_MAX: i64 = 5_000;

/// Stretches that are looked through at most: two months of minutes.
const STRETCHES_MAX: i64 = 100_000;
const DAY: i64 = 86_400_000;
/// How long before midnight the evening begins.
const EVENING: i64 = 6 * 3_600_000;

/// How long a stretch one point stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day of the wearer's; a night counts for the day it ends on.
    Day,
}

impl Bucket {
    fn millis(self) -> i64 {
        match self {
            Self::Minute => 60_000,
            Self::Hour => 3_600_000,
            Self::Day => DAY,
        }
    }

    /// The stretches from one moment to another: when each begins, from when on and until when what counts for it began.
    fn stretches(self, zone: Zone, measure: ReadingMeasure, from: i64, to: i64) -> Vec<[i64; 3]> {
        let most = POINTS_MAX as usize + 1;
        if self == Self::Day {
            // From six in the evening on a night counts for the next day.
            let early = if measure.is_sleep() { EVENING } else { 0 };
            let of = |day: Day| [day.begins, day.begins - early, day.ends - early];
            return zone
                .days(from + early, to + early, most)
                .into_iter()
                .map(of)
                .collect();
        }
        let length = self.millis();
        let first = from.div_euclid(length);
        let last = to.div_euclid(length);
        (first..=last)
            .map(|slot| [slot * length, slot * length, (slot + 1) * length])
            .collect()
    }
}

/// One point of a series.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingPoint {
    /// When the stretch begins.
    pub at: String,
    /// The mean over it, or the sum for what adds up (steps, minutes of sleep).
    pub value: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// How many samples.
    pub count: i64,
}

/// A series of readings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingSeries {
    /// What.
    pub measure: ReadingMeasure,
    /// The points, the oldest first.
    pub points: Vec<ReadingPoint>,
    /// Whether there are more than fit into one answer.
    pub more: bool,
    /// Whether any of it is simulated.
    pub simulated: bool,
}

/// Shows readings of one sort over time, by minutes, hours or days. What several sources say adds up once only: of
/// things that add up, the source with the largest sum of each stretch counts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListReadings {
    /// What.
    pub measure: ReadingMeasure,
    /// From when on; 30 days ago when left out.
    pub from: Option<DateTime<Utc>>,
    /// Until when; now when left out.
    pub to: Option<DateTime<Utc>>,
    /// What a point stands for; a day when left out.
    pub bucket: Option<Bucket>,
    /// Where the wearer's days are, such as `Europe/Berlin`; where this computer is when left out.
    #[schemars(length(max = 64))]
    pub time_zone: Option<String>,
}

impl Operation for ListReadings {
    const NAME: &'static str = "readings.list";
    const ROUTE: &'static str = "GET /readings";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ReadingSeries;
}

impl Query for ListReadings {
    fn run(self, read: &Read<'_>) -> Result<ReadingSeries> {
        let now = read.now();
        let to = self.to.map_or(now, |to| to.timestamp_millis());
        let from = self
            .from
            .map_or(to - 30 * 86_400_000, |from| from.timestamp_millis());
        if from > to {
            return Err(Error::field("from", "invalid", "“from” lies after “to”."));
        }
        let bucket = self.bucket.unwrap_or(Bucket::Day);
        let zone = Zone::named(self.time_zone.as_deref())?;
        let longest = bucket.millis().saturating_mul(STRETCHES_MAX);
        if to - from > longest {
            let message =
                "That is too long a time for so short a bucket: ask for less, or for longer ones.";
            return Err(Error::field("from", "out_of_range", message));
        }
        let stretches = bucket.stretches(zone, self.measure, from, to);
        // What adds up is added by source first: a phone and a watch count the same steps.
        let sql = if self.measure.adds_up() {
            "WITH stretch AS (SELECT value ->> 0 AS slot, value ->> 1 AS since, value ->> 2 AS until FROM json_each(?5))
             SELECT slot, max(sum), min(least), max(most), sum(count), max(simulated) FROM (
               SELECT slot, source, sum(r.value) AS sum, min(r.value) AS least, max(r.value) AS most,
                      count(*) AS count, max(simulated) AS simulated
               FROM stretch s CROSS JOIN sensing_readings r
               WHERE actor = ?1 AND measure = ?2 AND at >= max(?3, s.since) AND at < min(?4, s.until) GROUP BY slot, source
             ) GROUP BY slot ORDER BY slot LIMIT ?6"
        } else {
            "WITH stretch AS (SELECT value ->> 0 AS slot, value ->> 1 AS since, value ->> 2 AS until FROM json_each(?5))
             SELECT slot, avg(r.value), min(r.value), max(r.value), count(*), max(simulated)
             FROM stretch s CROSS JOIN sensing_readings r
             WHERE actor = ?1 AND measure = ?2 AND at >= max(?3, s.since) AND at < min(?4, s.until)
             GROUP BY slot ORDER BY slot LIMIT ?6"
        };
        let mut statement = read.select(sql)?;
        let mut rows = statement.query(params![
            read.caller().actor.as_bytes(),
            self.measure.name(),
            from,
            to.max(from + 1),
            serde_json::to_string(&stretches)?,
            POINTS_MAX + 1
        ])?;
        let (mut points, mut simulated) = (Vec::new(), false);
        while let Some(row) = rows.next()? {
            simulated |= row.get::<_, bool>(5)?;
            points.push(ReadingPoint {
                at: instant_text(row.get::<_, i64>(0)?),
                value: row.get(1)?,
                least: row.get(2)?,
                most: row.get(3)?,
                count: row.get(4)?,
            });
        }
        let more = points.len() as i64 > POINTS_MAX;
        points.truncate(POINTS_MAX as usize);
        Ok(ReadingSeries {
            measure: self.measure,
            points,
            more,
            simulated,
        })
    }
}

/// What there is of one measure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingSummary {
    /// What.
    pub measure: ReadingMeasure,
    /// How many samples.
    pub count: i64,
    /// The oldest.
    pub first: String,
    /// The newest.
    pub last: String,
    /// The newest value.
    pub newest: f64,
    /// Who measured: `apple_health`, `google_fit`, `fitbit`, `health_connect …`, `csv`, `by_hand`, or `device …`.
    pub sources: Vec<String>,
}

/// What there is, by measure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingSummaries {
    /// By measure.
    pub items: Vec<ReadingSummary>,
}

/// Tells which readings there are: how many of each sort, since when, from whom.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummariseReadings {}

impl Operation for SummariseReadings {
    const NAME: &'static str = "readings.summary";
    const ROUTE: &'static str = "GET /readings/summary";
    const NEEDS: Permission = Permission::Read;
    const PRIVATE: bool = true;
    type Output = ReadingSummaries;
}

impl Query for SummariseReadings {
    fn run(self, read: &Read<'_>) -> Result<ReadingSummaries> {
        // With max() alone, SQLite takes the bare column from the row that holds the maximum.
        let mut statement = read.select(
            "SELECT measure, count(*), max(at), value, json_group_array(DISTINCT source),
                    (SELECT min(f.at) FROM sensing_readings f WHERE f.actor = ?1 AND f.measure = r.measure)
             FROM sensing_readings r WHERE actor = ?1 GROUP BY measure ORDER BY measure",
        )?;
        let mut rows = statement.query([read.caller().actor.as_bytes()])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(measure) = ReadingMeasure::parse(&row.get::<_, String>(0)?) else {
                continue;
            };
            let sources: String = row.get(4)?;
            items.push(ReadingSummary {
                measure,
                count: row.get(1)?,
                first: instant_text(row.get(5)?),
                last: instant_text(row.get(2)?),
                newest: row.get(3)?,
                // A name of devices worn together has commas of its own.
                sources: serde_json::from_str(&sources)?,
            });
        }
        Ok(ReadingSummaries { items })
    }
}

/// Adds a reading by hand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddReading {
    /// What.
    pub measure: ReadingMeasure,
    /// The value, in the measure's unit.
    pub value: f64,
    /// When; now when left out.
    pub at: Option<DateTime<Utc>>,
    /// For how many minutes it stands; a moment when left out.
    #[schemars(range(min = 0, max = 2_880))]
    pub minutes: Option<i64>,
}

/// The reading that was kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AddedReading {
    /// What.
    pub measure: ReadingMeasure,
    /// The value.
    pub value: f64,
    /// When.
    pub at: String,
}

impl Operation for AddReading {
    const NAME: &'static str = "readings.add";
    const ROUTE: &'static str = "POST /readings";
    const NEEDS: Permission = Permission::Write;
    const PRIVATE: bool = true;
    type Output = AddedReading;
}

impl Command for AddReading {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<AddedReading> {
        require_on(tx)?;
        let at = self.at.map_or(tx.now(), |at| at.timestamp_millis());
        let sample = Sample {
            measure: self.measure,
            at,
            until: at + self.minutes.unwrap_or(0).clamp(0, 2_880) * 60_000,
            value: self.value,
        };
        if let Some((_, message)) = sample.wrong(tx.now()) {
            return Err(Error::field("value", "out_of_range", message));
        }
        let source = Source {
            name: "by_hand",
            import: None,
            simulated: false,
        };
        keep(tx, std::slice::from_ref(&sample), &source)?;
        Ok(AddedReading {
            measure: sample.measure,
            value: sample.value,
            at: instant_text(at),
        })
    }
}

//! The points of a feed: looked at, added one by one, deleted.

use chrono::{DateTime, Utc};
use mycrm_kernel::caller::Permission;
use mycrm_kernel::clock::instant_text;
use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::id::Id;
use mycrm_kernel::operation::{Command, Operation, Query};
use mycrm_kernel::read::Read;
use mycrm_kernel::tx::Tx;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Feed, store};

/// Most points of one call.
const MOST_ADDED: usize = 10_000;
/// Most points of an answer.
const MOST_SHOWN: u32 = 5_000;

/// Shows the points of a feed in a window of time, thinned out where there are more than asked for: then each stands for
/// a stretch of equal length, with mean, least and greatest of its values.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPoints {
    /// The feed.
    pub id: Id<Feed>,
    /// Not before; from the first when left out.
    pub from: Option<DateTime<Utc>>,
    /// Before; to the last when left out.
    pub to: Option<DateTime<Utc>>,
    /// How many at most; 500 when left out, at most 5,000.
    #[schemars(range(min = 1, max = 5_000))]
    pub limit: Option<u32>,
}

/// One point, or a stretch of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "FeedPoint")]
pub struct PointSummary {
    /// When; of a stretch, its first point.
    pub at: String,
    /// The value; of a stretch, their mean.
    pub value: f64,
    /// The least value.
    pub low: f64,
    /// The greatest value.
    pub high: f64,
    /// How many points it stands for.
    pub count: u64,
}

/// Points of a feed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FeedPointList")]
pub struct PointList {
    /// The points, oldest first.
    pub items: Vec<PointSummary>,
    /// How many points lie in the window.
    pub total: u64,
    /// Whether items stand for stretches.
    pub thinned: bool,
    /// The oldest point of the window.
    pub first_at: Option<String>,
    /// The newest point of the window.
    pub last_at: Option<String>,
    /// The newest value of the window.
    pub last_value: Option<f64>,
}

impl Operation for ListPoints {
    const NAME: &'static str = "feeds.points";
    const ROUTE: &'static str = "GET /feeds/{id}/points";
    const NEEDS: Permission = Permission::Read;
    type Output = PointList;
}

impl Query for ListPoints {
    fn run(self, read: &Read<'_>) -> Result<PointList> {
        let feed = self.id.raw();
        read.row(read.kind("feed")?, feed)?;
        let from = self.from.map_or(i64::MIN, |at| at.timestamp_millis());
        let to = self.to.map_or(i64::MAX, |at| at.timestamp_millis());
        if from >= to {
            return Err(Error::field(
                "to",
                "invalid",
                "“to” must be later than “from”.",
            ));
        }
        let limit = i64::from(self.limit.unwrap_or(500).clamp(1, MOST_SHOWN));
        let (total, first, last): (i64, Option<i64>, Option<i64>) = read
            .select("SELECT count(*), min(at), max(at) FROM feed_points WHERE feed = ?1 AND at >= ?2 AND at < ?3")?
            .query_row(params![feed.as_bytes(), from, to], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let last_value = read
            .select("SELECT value FROM feed_points WHERE feed = ?1 AND at = ?2")?
            .query_row(params![feed.as_bytes(), last], |row| row.get(0))
            .optional()?;
        let thinned = total > limit;
        let (start, span) = match (first, last) {
            (Some(first), Some(last)) => (first, last.saturating_sub(first)),
            _ => (0, 0),
        };
        // Stretches this long make `limit` of them at most; of 1 ms, every point is its own.
        let stretch = if thinned { span / limit + 1 } else { 1 };
        let items = read
            .select(
                "SELECT min(at), avg(value), min(value), max(value), count(*) FROM feed_points
                 WHERE feed = ?1 AND at >= ?2 AND at < ?3 GROUP BY (at - ?4) / ?5 ORDER BY 1",
            )?
            .query_map(params![feed.as_bytes(), from, to, start, stretch], |row| {
                Ok(PointSummary {
                    at: instant_text(row.get(0)?),
                    value: row.get(1)?,
                    low: row.get(2)?,
                    high: row.get(3)?,
                    count: row.get::<_, i64>(4)?.unsigned_abs(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(PointList {
            items,
            total: total.unsigned_abs(),
            thinned,
            first_at: first.map(instant_text),
            last_at: last.map(instant_text),
            last_value,
        })
    }
}

/// A value at a moment.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewFeedPoint")]
pub struct NewPoint {
    /// When; now when left out.
    pub at: Option<DateTime<Utc>>,
    /// The value.
    pub value: f64,
}

/// Adds points to a feed: by hand, or pushed by a device. One at a moment that is there already takes its place. All are
/// taken or none. Cannot be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPoints {
    /// The feed.
    pub id: Id<Feed>,
    /// The points, at most 10,000.
    #[schemars(length(min = 1, max = 10_000))]
    pub points: Vec<NewPoint>,
}

/// What became of the points.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AddedFeedPoints")]
pub struct AddedPoints {
    /// Points that are new.
    pub added: u64,
    /// Points that took the place of others.
    pub replaced: u64,
}

impl Operation for AddPoints {
    const NAME: &'static str = "feeds.add_points";
    const ROUTE: &'static str = "POST /feeds/{id}/points";
    const NEEDS: Permission = Permission::Write;
    type Output = AddedPoints;
}

impl Command for AddPoints {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<AddedPoints> {
        let feed = self.id.raw();
        store::find(tx, feed)?;
        if self.points.is_empty() || self.points.len() > MOST_ADDED {
            return Err(Error::field(
                "points",
                "out_of_range",
                format!("Give 1 to {MOST_ADDED} points at a time."),
            ));
        }
        let now = tx.now();
        let (mut points, mut wrong) = (Vec::with_capacity(self.points.len()), Vec::new());
        for (place, point) in self.points.iter().enumerate() {
            if point.value.is_finite() {
                points.push((
                    point.at.map_or(now, |at| at.timestamp_millis()),
                    point.value,
                ));
            } else if wrong.len() < 100 {
                wrong.push(FieldError::new(
                    format!("points[{place}].value"),
                    "invalid",
                    "A value is a finite number.",
                ));
            }
        }
        if !wrong.is_empty() {
            return Err(Error::Validation(wrong));
        }
        let taken = store::put(tx, feed, &points)?;
        Ok(AddedPoints {
            added: taken.added,
            replaced: taken.replaced,
        })
    }
}

/// Deletes the points of a feed in a window of time, or all. Cannot be undone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeletePoints {
    /// The feed.
    pub id: Id<Feed>,
    /// Not before; from the first when left out.
    pub from: Option<DateTime<Utc>>,
    /// Before; to the last when left out.
    pub to: Option<DateTime<Utc>>,
}

/// How many points went.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DeletedFeedPoints")]
pub struct DeletedPoints {
    /// Points that were deleted.
    pub deleted: u64,
}

impl Operation for DeletePoints {
    const NAME: &'static str = "feeds.delete_points";
    const ROUTE: &'static str = "DELETE /feeds/{id}/points";
    const NEEDS: Permission = Permission::Write;
    type Output = DeletedPoints;
}

impl Command for DeletePoints {
    const UNDOABLE: bool = false;
    fn run(self, tx: &mut Tx<'_>) -> Result<DeletedPoints> {
        let feed = self.id.raw();
        store::find(tx, feed)?;
        let from = self.from.map_or(i64::MIN, |at| at.timestamp_millis());
        let to = self.to.map_or(i64::MAX, |at| at.timestamp_millis());
        let deleted = tx.side(
            "feed_points",
            "DELETE FROM feed_points WHERE feed = ?1 AND at >= ?2 AND at < ?3",
            params![feed.as_bytes(), from, to],
        )?;
        Ok(DeletedPoints {
            deleted: deleted as u64,
        })
    }
}

//! The points of feeds, in a side table.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use mycrm_kernel::record::{Record, Stored, typed};
use mycrm_kernel::tx::Tx;
use rusqlite::params;
use uuid::Uuid;

use super::Feed;
use crate::calendar::day;
use crate::simulations::result::DataUsed;

/// Tables of feeds that hold no records.
pub const SIDE_TABLES: &[&str] = &["feed_points"];

/// Most points of one feed: what a simulation can still read in one go.
pub(super) const MOST_POINTS: i64 = 5_000_000;

/// A moment (ms since the epoch) and the value then.
pub(super) type Point = (i64, f64);

/// How many points came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) added: u64,
    pub(super) replaced: u64,
}

/// The feed, unless it is in the trash.
pub(super) fn find(read: &Read<'_>, id: Uuid) -> Result<Stored<Feed>> {
    let kind = read.kind(Feed::KIND)?;
    let row = read.row(kind, id)?;
    if row.head.deleted_at.is_some() {
        return Err(Error::BadRequest(
            "This feed is in the trash. Restore it first.".into(),
        ));
    }
    typed(kind, &row)
}

/// Puts points in; one at a moment that is there already takes its place.
pub(super) fn put(tx: &Tx<'_>, feed: Uuid, points: &[Point]) -> Result<Taken> {
    let before = count(tx, feed)?;
    if before.saturating_add(points.len() as i64) > MOST_POINTS {
        return Err(Error::TooLarge(format!(
            "A feed keeps at most {MOST_POINTS} points; this one has {before}. Delete old ones first."
        )));
    }
    for (at, value) in points {
        tx.side(
            "feed_points",
            "INSERT OR REPLACE INTO feed_points (feed, at, value) VALUES (?1, ?2, ?3)",
            params![feed.as_bytes(), at, value],
        )?;
    }
    let added = (count(tx, feed)? - before).unsigned_abs();
    Ok(Taken {
        added,
        replaced: (points.len() as u64).saturating_sub(added),
    })
}

pub(super) fn count(read: &Read<'_>, feed: Uuid) -> Result<i64> {
    let count = read
        .select("SELECT count(*) FROM feed_points WHERE feed = ?1")?
        .query_row([feed.as_bytes()], |row| row.get(0))?;
    Ok(count)
}

/// The points from `from` up to and without `to`, oldest first.
pub(super) fn between(read: &Read<'_>, feed: Uuid, from: i64, to: i64) -> Result<Vec<Point>> {
    let points = read
        .select(
            "SELECT at, value FROM feed_points WHERE feed = ?1 AND at >= ?2 AND at < ?3 ORDER BY at",
        )?
        .query_map(params![feed.as_bytes(), from, to], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(points)
}

/// A feed as a source of data.
pub(crate) fn source(read: &Read<'_>, feed: Uuid) -> Result<DataUsed> {
    let name = find(read, feed)?.record.name;
    let (count, from, to): (i64, Option<i64>, Option<i64>) = read
        .select("SELECT count(*), min(at), max(at) FROM feed_points WHERE feed = ?1")?
        .query_row([feed.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    Ok(DataUsed {
        source: "feed".into(),
        label: name,
        count: count.unsigned_abs(),
        from: from.map(|at| day(at).to_string()),
        to: to.map(|at| day(at).to_string()),
    })
}

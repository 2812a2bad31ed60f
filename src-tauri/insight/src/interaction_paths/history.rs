//! The ways that customers went: what the records say happened to each deal, in order.

use mycrm_crm::activities::ActivityType;
use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use ndarray::Array2;
use rusqlite::params;
use serde_json::json;
use uuid::Uuid;

use super::parameters::PathsParameters;
use super::states::{Of, States};

const DAY: i64 = 86_400_000;

/// Something that happened to a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Happened {
    /// It came into a stage.
    Entered(Uuid),
    /// It was touched.
    Touched(ActivityType),
}

/// What happened when (ms since the epoch).
pub(super) type Event = (i64, Happened);

/// A way: the states and when each was reached. It has ended if the last one is an end.
pub(super) type Journey = Vec<(usize, i64)>;

/// The way of one deal, its events in order. Touches before the first stage are no part of it, nor is anything after the
/// end; an open deal that has been quiet for longer than `dormant` before `now` has gone to sleep.
pub(super) fn follow(events: &[Event], states: &States, dormant: i64, now: i64) -> Journey {
    let mut journey = Journey::new();
    let mut stage = None;
    for (at, happened) in events.iter().filter(|event| event.0 <= now) {
        let of = match happened {
            Happened::Entered(id) => states.entering(*id),
            Happened::Touched(kind) => stage.and_then(|stage| states.touching(stage, *kind)),
        };
        // Coming once more into the stage it is in is no step.
        let Some(of) = of.filter(|of| !matches!(of, Of::Stage(s) if stage == Some(*s))) else {
            continue;
        };
        if let Of::Stage(s) = of {
            stage = Some(s);
        }
        let Some(place) = states.place(of) else {
            continue;
        };
        journey.push((place, *at));
        if states.is_end(place) {
            return journey;
        }
    }
    if let Some((_, last)) = journey.last().copied()
        && last + dormant < now
    {
        journey.push((states.end(Of::Dormant), last + dormant));
    }
    journey
}

/// What was counted along the ways.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// Steps from state to state, shape (states, states).
    pub(super) steps: Array2<f64>,
    /// How many ways began in each state.
    pub(super) starts: Vec<f64>,
    /// Days spent before leaving each state: sum and number.
    pub(super) days: Vec<(f64, f64)>,
    /// Ways.
    pub(super) journeys: u64,
    /// Ways that go on still.
    pub(super) open: u64,
    /// Steps.
    pub(super) total: u64,
    /// When the first and the last thing happened.
    pub(super) span: Option<(i64, i64)>,
}

impl Counted {
    pub(super) fn none(states: usize) -> Self {
        Self {
            steps: Array2::zeros((states, states)),
            starts: vec![0.0; states],
            days: vec![(0.0, 0.0); states],
            journeys: 0,
            open: 0,
            total: 0,
            span: None,
        }
    }

    pub(super) fn add(&mut self, journey: &Journey, states: &States) {
        let (Some(first), Some(last)) = (journey.first(), journey.last()) else {
            return;
        };
        if states.is_end(first.0) {
            // A deal that was entered as closed tells nothing about a way.
            return;
        }
        self.journeys += 1;
        self.starts[first.0] += 1.0;
        self.open += u64::from(!states.is_end(last.0));
        let span = self.span.unwrap_or((first.1, last.1));
        self.span = Some((span.0.min(first.1), span.1.max(last.1)));
        for pair in journey.windows(2) {
            let ((from, left), (to, came)) = (pair[0], pair[1]);
            self.steps[[from, to]] += 1.0;
            self.days[from].0 += (came - left) as f64 / DAY as f64;
            self.days[from].1 += 1.0;
            self.total += 1;
        }
    }
}

/// Counts the ways of the deals of a pipeline.
pub(super) fn count(
    read: &Read<'_>,
    parameters: &PathsParameters,
    states: &States,
    pipeline: Uuid,
    now: i64,
) -> Result<Counted> {
    let from = now - parameters.history();
    let mut counted = Counted::none(states.len());
    each_deal(read, pipeline, from, |_, events| {
        counted.add(&follow(events, states, parameters.dormant(), now), states);
    })?;
    Ok(counted)
}

/// When the first thing happened to a deal of a pipeline.
pub(super) fn begins(read: &Read<'_>, pipeline: Uuid) -> Result<Option<i64>> {
    let begins = read
        .select(
            "SELECT min(e.entered_at) FROM opportunities o JOIN stage_entries e ON e.opportunity = o.id
             WHERE o.deleted_at IS NULL AND e.deleted_at IS NULL AND o.pipeline = ?1",
        )?
        .query_row([pipeline.as_bytes()], |row| row.get(0))?;
    Ok(begins)
}

/// All that happened to each deal of a pipeline that came in from a moment on: when it came in, and its events in order.
pub(super) fn each_deal(
    read: &Read<'_>,
    pipeline: Uuid,
    from: i64,
    mut each: impl FnMut(i64, &[Event]),
) -> Result<()> {
    let mut statement = read.select(
        "SELECT e.opportunity AS deal, e.entered_at AS at, 0 AS what, e.stage, NULL, e.rowid AS n, o.created_at
         FROM opportunities o JOIN stage_entries e ON e.opportunity = o.id
         WHERE o.deleted_at IS NULL AND e.deleted_at IS NULL AND o.pipeline = ?1 AND o.created_at >= ?2
         UNION ALL
         SELECT a.opportunity, a.occurred_at, 1, NULL, a.type, a.rowid, o.created_at
         FROM opportunities o JOIN activities a ON a.opportunity = o.id
         WHERE o.deleted_at IS NULL AND a.deleted_at IS NULL AND o.pipeline = ?1 AND o.created_at >= ?2
           AND a.occurred_at IS NOT NULL
         ORDER BY 1, 2, 3, 6",
    )?;
    let mut rows = statement.query(params![pipeline.as_bytes(), from])?;
    let (mut deal, mut events): (Option<([u8; 16], i64)>, Vec<Event>) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        let here = (row.get(0)?, row.get(6)?);
        if deal != Some(here) {
            if let Some((_, created)) = deal.replace(here) {
                each(created, &events);
            }
            events.clear();
        }
        let happened = match (
            row.get::<_, Option<[u8; 16]>>(3)?,
            row.get::<_, Option<String>>(4)?,
        ) {
            (Some(stage), _) => Some(Happened::Entered(Uuid::from_bytes(stage))),
            (None, Some(kind)) => serde_json::from_value(json!(kind))
                .ok()
                .map(Happened::Touched),
            _ => None,
        };
        if let (Some(happened), Some(at)) = (happened, row.get::<_, Option<i64>>(1)?) {
            events.push((at, happened));
        }
    }
    if let Some((_, created)) = deal {
        each(created, &events);
    }
    Ok(())
}

/// What orders of the pipeline were worth.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Worth {
    pub(super) currency: String,
    /// Mean of an order, in whole units.
    pub(super) mean: f64,
    pub(super) orders: u64,
    /// Orders in other currencies, which are left out.
    pub(super) aside: u64,
}

/// The worth of orders in the currency asked for, or in that of most; none without orders in it.
pub(super) fn worth(
    read: &Read<'_>,
    parameters: &PathsParameters,
    pipeline: Uuid,
    now: i64,
) -> Result<Option<Worth>> {
    let from = now - parameters.history();
    let mut statement = read.select(
        "SELECT o.currency, count(*), avg(o.amount) FROM opportunities o JOIN stages s ON s.id = o.stage
         WHERE o.deleted_at IS NULL AND s.kind = 'won' AND o.pipeline = ?1 AND o.created_at >= ?2
           AND o.amount IS NOT NULL AND o.currency IS NOT NULL
         GROUP BY o.currency ORDER BY 2 DESC, 1",
    )?;
    let groups = statement
        .query_map(params![pipeline.as_bytes(), from], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, f64>(2)?,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let all: i64 = groups.iter().map(|group| group.1).sum();
    let asked = parameters.currency.as_deref();
    let found = groups
        .into_iter()
        .find(|(currency, ..)| asked.is_none_or(|asked| asked == currency));
    Ok(found.map(|(currency, orders, mean)| Worth {
        currency,
        mean: mean / 10_000.0,
        orders: orders.unsigned_abs(),
        aside: (all - orders).unsigned_abs(),
    }))
}

//! Deals with their stays.

use std::collections::HashMap;

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use uuid::Uuid;

/// What it means to be in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Still open.
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
}

/// One stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Position in [`History::stages`].
    pub stage: usize,
    /// When it came, in milliseconds since the epoch.
    pub entered: i64,
    /// When it left, as known today; none while it stays.
    pub left: Option<i64>,
}

/// A deal with all its stays, in their order; at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The deal.
    pub deal: Uuid,
    /// What it is worth, in ten-thousandths of its currency.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<String>,
    /// The stays.
    pub stays: Vec<Stay>,
}

/// A stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageKnown {
    /// The stage.
    pub id: Uuid,
    /// What it means to be in it.
    pub standing: Standing,
    /// How likely a deal in it is to be won, as its pipeline says.
    pub probability: f64,
}

/// All deals that were ever in a stage and are not in the trash.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// The stages.
    pub stages: Vec<StageKnown>,
    /// The deals, in the order of their ids.
    pub lives: Vec<Life>,
}

impl History {
    /// Reads all of it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn read(read: &Read<'_>) -> Result<Self> {
        let mut stages = Vec::new();
        let mut places = HashMap::new();
        let mut statement =
            read.select("SELECT id, kind, coalesce(probability, 0) FROM stages ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = Uuid::from_bytes(row.get(0)?);
            let kind: Option<String> = row.get(1)?;
            places.insert(id, stages.len());
            stages.push(StageKnown {
                id,
                standing: match kind.as_deref() {
                    Some("won") => Standing::Won,
                    Some("lost") => Standing::Lost,
                    _ => Standing::Open,
                },
                probability: (row.get::<_, i64>(2)? as f64 / 100.0).clamp(0.0, 1.0),
            });
        }
        let mut lives: Vec<Life> = Vec::new();
        let mut statement = read.select(
            "SELECT e.opportunity, e.stage, e.entered_at, e.left_at, o.amount, o.currency
             FROM stage_entries e JOIN opportunities o ON o.id = e.opportunity
             WHERE e.deleted_at IS NULL AND o.deleted_at IS NULL AND e.entered_at IS NOT NULL
             ORDER BY e.opportunity, e.entered_at, e.rowid",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let stage: Option<[u8; 16]> = row.get(1)?;
            let Some(stage) = stage.and_then(|id| places.get(&Uuid::from_bytes(id)).copied())
            else {
                continue;
            };
            let deal = Uuid::from_bytes(row.get(0)?);
            if lives.last().is_none_or(|life| life.deal != deal) {
                lives.push(Life {
                    deal,
                    amount: row.get(4)?,
                    currency: row.get(5)?,
                    stays: Vec::new(),
                });
            }
            if let Some(life) = lives.last_mut() {
                life.stays.push(Stay {
                    stage,
                    entered: row.get(2)?,
                    left: row.get(3)?,
                });
            }
        }
        Ok(Self { stages, lives })
    }

    /// The stay a deal was in at a moment, and what that meant; none before it began.
    pub fn at(&self, life: &Life, moment: i64) -> Option<(Stay, Standing)> {
        let stay = life
            .stays
            .iter()
            .rev()
            .find(|stay| stay.entered <= moment)?;
        Some((*stay, self.stages[stay.stage].standing))
    }

    /// When a deal was first won after `from` and up to `to`, if it was.
    pub fn won_within(&self, life: &Life, from: i64, to: i64) -> Option<i64> {
        life.stays
            .iter()
            .find(|stay| {
                stay.entered > from
                    && stay.entered <= to
                    && self.stages[stay.stage].standing == Standing::Won
            })
            .map(|stay| stay.entered)
    }

    /// Moment of the first stay of all; none without any.
    pub fn begins(&self) -> Option<i64> {
        self.lives.iter().map(|life| life.stays[0].entered).min()
    }
}

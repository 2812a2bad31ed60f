//! The states that a customer's way is told in.

use mycrm_crm::activities::ActivityType;
use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use serde_json::json;
use uuid::Uuid;

use super::parameters::{PathStates, PathsParameters};
use crate::simulations::result::Step;

/// Most states: beyond, no history is long enough to learn where each leads.
const MOST: usize = 200;

/// An open stage of the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StageOf {
    pub(super) id: Uuid,
    pub(super) name: String,
}

/// What a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The deal has come into an open stage, by its place.
    Stage(usize),
    /// A touch, by its place among the touches.
    Touch(usize),
    /// A touch in a stage.
    TouchIn(usize, usize),
    /// The end: won.
    Won,
    /// The end: lost.
    Lost,
    /// The end: nothing happens any more.
    Dormant,
}

/// All states.
#[derive(Debug, Clone)]
pub(super) struct States {
    pub(super) list: Vec<Of>,
    pub(super) stages: Vec<StageOf>,
    touches: Vec<ActivityType>,
    /// Stages in which a deal is won, and in which it is lost.
    ends: Vec<(Uuid, Of)>,
}

impl States {
    /// The states that these stages and touches make.
    ///
    /// # Errors
    /// Validation of `parameters.states` for more than 200.
    pub(super) fn new(
        by: PathStates,
        stages: Vec<StageOf>,
        ends: Vec<(Uuid, Of)>,
        touches: &[ActivityType],
    ) -> Result<Self> {
        let mut list: Vec<Of> = (0..stages.len()).map(Of::Stage).collect();
        match by {
            PathStates::Stages => {}
            PathStates::StagesAndTouches => list.extend((0..touches.len()).map(Of::Touch)),
            PathStates::TouchesByStage => list.extend(
                (0..stages.len()).flat_map(|s| (0..touches.len()).map(move |t| Of::TouchIn(s, t))),
            ),
        }
        list.extend([Of::Won, Of::Lost, Of::Dormant]);
        if list.len() > MOST {
            return Err(Error::field(
                "parameters.states",
                "out_of_range",
                format!(
                    "This makes {} states; at most {MOST} can be learned. Choose fewer touches or stages alone.",
                    list.len()
                ),
            ));
        }
        Ok(Self {
            list,
            stages,
            touches: touches.to_vec(),
            ends,
        })
    }

    /// The states of the pipeline that is asked for.
    pub(super) fn read(
        parameters: &PathsParameters,
        read: &Read<'_>,
        pipeline: Uuid,
    ) -> Result<Self> {
        let mut statement = read.select(
            "SELECT id, coalesce(name, ''), kind FROM stages WHERE pipeline = ?1 AND deleted_at IS NULL
             ORDER BY position, rowid",
        )?;
        let rows = statement
            .query_map([pipeline.as_bytes()], |row| {
                let id = Uuid::from_bytes(row.get(0)?);
                Ok((
                    id,
                    row.get::<_, String>(1)?,
                    row.get::<_, Option<String>>(2)?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let (mut stages, mut ends) = (Vec::new(), Vec::new());
        for (id, name, kind) in rows {
            match kind.as_deref() {
                Some("won") => ends.push((id, Of::Won)),
                Some("lost") => ends.push((id, Of::Lost)),
                _ => stages.push(StageOf { id, name }),
            }
        }
        if stages.is_empty() {
            return Err(Error::field(
                "parameters.pipeline",
                "invalid",
                "This pipeline has no open stages.",
            ));
        }
        Self::new(parameters.states, stages, ends, &parameters.touches)
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The place of a state.
    pub(super) fn place(&self, of: Of) -> Option<usize> {
        self.list.iter().position(|known| *known == of)
    }

    /// The place of one of the three ends.
    pub(super) fn end(&self, of: Of) -> usize {
        self.place(of).unwrap_or(self.list.len() - 1)
    }

    /// What coming into a stage is; none for a stage of another pipeline.
    pub(super) fn entering(&self, stage: Uuid) -> Option<Of> {
        let open = self.stages.iter().position(|known| known.id == stage);
        let ended = || self.ends.iter().find(|(id, _)| *id == stage).map(|e| e.1);
        open.map(Of::Stage).or_else(ended)
    }

    /// What a touch in the open stage `stage` is; none where touches are not told.
    pub(super) fn touching(&self, stage: usize, touch: ActivityType) -> Option<Of> {
        let at = self.touches.iter().position(|known| *known == touch)?;
        [Of::Touch(at), Of::TouchIn(stage, at)]
            .into_iter()
            .find(|of| self.place(*of).is_some())
    }

    pub(super) fn is_end(&self, state: usize) -> bool {
        matches!(self.list[state], Of::Won | Of::Lost | Of::Dormant)
    }

    /// Whether a way can lead from one state to another.
    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        let stage_of = |of: Of| match of {
            Of::Stage(s) | Of::TouchIn(s, _) => Some(s),
            _ => None,
        };
        match (self.list[from], self.list[to]) {
            (Of::Won | Of::Lost | Of::Dormant, _) => false,
            (from, Of::Stage(to)) => stage_of(from) != Some(to),
            (from, Of::TouchIn(to, _)) => stage_of(from) == Some(to),
            (_, Of::Touch(_) | Of::Won | Of::Lost | Of::Dormant) => true,
        }
    }

    /// A state as a step of a path that is shown.
    pub(super) fn step(&self, state: usize) -> Step {
        let touch = |at: usize| {
            let name = json!(self.touches[at]);
            name.as_str().unwrap_or_default().to_owned()
        };
        let stage = |at: usize| (Some(self.stages[at].name.clone()), Some(self.stages[at].id));
        let (code, (label, record)) = match self.list[state] {
            Of::Stage(s) => ("stage".into(), stage(s)),
            Of::Touch(t) => (touch(t), (None, None)),
            Of::TouchIn(s, t) => (touch(t), stage(s)),
            Of::Won => ("won".into(), (None, None)),
            Of::Lost => ("lost".into(), (None, None)),
            Of::Dormant => ("dormant".into(), (None, None)),
        };
        Step {
            code,
            label,
            record,
        }
    }
}

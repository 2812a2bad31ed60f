//! What every write of an opportunity obeys: stage and pipeline belong together, probability and closing follow the
//! stage, every stay in a stage is kept.

use std::sync::Arc;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::kind::Kind;
use mycrm_kernel::record::{Record, Row, Rules};
use mycrm_kernel::tx::{Draft, Tx};
use mycrm_kernel::value::Value;
use uuid::Uuid;

use super::history;
use super::place;
use crate::imports;
use crate::pipelines::{Stage, default_pipeline, first_stage};
use crate::settings::default_currency;

pub(super) struct OpportunityRules;

impl Rules for OpportunityRules {
    fn before(&self, tx: &mut Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
        choose_stage(tx, draft)?;
        if draft.changes("stage") {
            enter_stage(tx, draft)?;
        }
        if !draft.get("amount").is_null() && draft.get("currency").is_null() {
            draft.set("currency", Value::Text(default_currency(tx)?));
        }
        Ok(())
    }

    fn after(&self, tx: &mut Tx<'_>, kind: &Arc<Kind>, old: Option<&Row>, new: &Row) -> Result<()> {
        if old.is_none_or(|old| old.get(kind, "stage") != new.get(kind, "stage")) {
            history::follow(tx, kind, old, new)?;
        }
        Ok(())
    }

    fn purged(&self, tx: &mut Tx<'_>, kind: &Arc<Kind>, gone: &[Row]) -> Result<()> {
        imports::erase(tx, kind, gone)
    }
}

/// Settles pipeline and stage: a stage brings its pipeline, a pipeline its first stage.
fn choose_stage(tx: &Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
    let new = draft.old.is_none();
    let stage_chosen = draft
        .get("stage")
        .id()
        .filter(|_| new || draft.changes("stage"));
    if let Some(stage) = stage_chosen {
        let pipeline = stage_row(tx, stage)?
            .get(tx.kind(Stage::KIND)?, "pipeline")
            .clone();
        if draft.given("pipeline")
            && draft.changes("pipeline")
            && *draft.get("pipeline") != pipeline
        {
            return Err(Error::field(
                "stage",
                "stage_of_other_pipeline",
                "This stage belongs to another pipeline.",
            ));
        }
        draft.set("pipeline", pipeline);
        return Ok(());
    }
    if draft.get("pipeline").is_null() {
        let pipeline = default_pipeline(tx)?.ok_or_else(|| {
            Error::field(
                "pipeline",
                "no_pipeline",
                "There is no pipeline yet; create one first.",
            )
        })?;
        draft.set("pipeline", Value::Id(pipeline));
    }
    if draft.get("stage").is_null() || draft.changes("pipeline") {
        let pipeline = draft.get("pipeline").id().unwrap_or_default();
        draft.set("stage", Value::Id(first_stage(tx, pipeline)?));
    }
    Ok(())
}

fn stage_row(tx: &Tx<'_>, stage: Uuid) -> Result<Row> {
    tx.find_row(tx.kind(Stage::KIND)?, stage)?.ok_or_else(|| {
        Error::field(
            "stage",
            "no_such_record",
            format!("There is no stage with the id {stage}."),
        )
    })
}

/// What comes with a new stage, unless the write says otherwise.
fn enter_stage(tx: &Tx<'_>, draft: &mut Draft<'_>) -> Result<()> {
    let kind = tx.kind(Stage::KIND)?;
    let stage_id = draft.get("stage").id().unwrap_or_default();
    let stage = stage_row(tx, stage_id)?;
    if !draft.given("probability") {
        draft.set("probability", stage.get(kind, "probability").clone());
    }
    if !draft.given("stage_entered_at") {
        draft.set("stage_entered_at", Value::Int(tx.now()));
    }
    let state = stage.get(kind, "kind").text().unwrap_or("open");
    if state == "open" {
        draft.set("closed_at", Value::Null);
    } else if !draft.given("closed_at") {
        draft.set("closed_at", draft.get("stage_entered_at").clone());
    }
    if state != "lost" {
        draft.set("lost_reason", Value::Null);
    }
    if !draft.given("position") {
        draft.set("position", Value::Int(place::top_of(tx, stage_id)?));
    }
    Ok(())
}

//! Churn cascade: which accounts leave because others do, and what that would cost.
//!
//! Accounts hang together by parents, people, domains and trade. Those nothing happened with for long are at risk and
//! may leave on their own; whoever leaves may take along whom they are tied to. The chances are assumptions of the
//! parameters: no record says why an account left.

mod answer;
mod calibrate;
mod chains;
mod exact;
mod graph;
mod parameters;
mod records;
mod spread;
#[cfg(test)]
mod tests;

pub use parameters::{CascadeModel, CascadeParameters};

use mycrm_kernel::error::{FieldError, Result};
use mycrm_kernel::read::Read;
use rusqlite::params;
use serde_json::json;

use crate::models::ModelCalibration;
use crate::simulations::result::{DataUsed, SimulationResult};
use crate::simulations::{Context, Model, ModelCard, SimulationKind};

/// Which accounts leave because others do.
pub struct ChurnCascade;

impl Model for ChurnCascade {
    type Parameters = CascadeParameters;
    const KIND: SimulationKind = SimulationKind::ChurnCascade;
    const CARD: ModelCard = ModelCard {
        name: "account_cascade",
        version: "1.0",
        gates: &[],
        qubits: 0,
    };

    fn check(parameters: &CascadeParameters, _: i64, wrong: &mut Vec<FieldError>) {
        parameters.check(wrong);
    }

    fn sources(parameters: &CascadeParameters, read: &Read<'_>) -> Result<Vec<DataUsed>> {
        let types = json!(parameters.types).to_string();
        let count = |sql: &str| -> Result<u64> {
            let counted: i64 = read
                .select(sql)?
                .query_row(params![types], |row| row.get(0))?;
            Ok(counted.unsigned_abs())
        };
        let accounts = "FROM accounts a WHERE a.deleted_at IS NULL AND a.type IN (SELECT value FROM json_each(?1))";
        let of = |source: &str, count| DataUsed {
            source: source.into(),
            count,
            ..DataUsed::default()
        };
        let joined = |table: &str| {
            let join = format!("JOIN {table} x ON x.account = a.id AND x.deleted_at IS NULL WHERE");
            format!("SELECT count(*) {}", accounts.replace("WHERE", &join))
        };
        Ok(vec![
            of("accounts", count(&format!("SELECT count(*) {accounts}"))?),
            of("contacts", count(&joined("contacts"))?),
            of("deals", count(&joined("opportunities"))?),
            of("activities", count(&joined("activities"))?),
        ])
    }

    fn run(
        parameters: CascadeParameters,
        context: &mut Context<'_, '_>,
    ) -> Result<SimulationResult> {
        answer::run(&parameters, context)
    }

    fn calibrate(context: &mut Context<'_, '_>) -> Result<ModelCalibration> {
        calibrate::calibrate(context)
    }
}

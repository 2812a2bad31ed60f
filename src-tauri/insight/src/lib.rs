//! What is likely to come: forecasts and simulations over the records of the CRM, each with its intervals and its cost.

pub mod advantage;
mod ahead;
mod calendar;
mod chance;
pub mod churn_cascade;
pub mod closure;
pub mod competitive;
pub mod feeds;
pub mod history;
pub mod interaction_paths;
pub mod market_shift;
pub mod models;
mod money;
pub mod revenue;
pub mod scenarios;
pub mod simulations;

use mycrm_kernel::app::Area;
use mycrm_kernel::kind::Kind;

/// What this area brings to the product.
pub fn area() -> Area {
    Area {
        name: "insight",
        kinds: vec![
            Kind::of::<simulations::Simulation>(),
            Kind::of::<scenarios::Scenario>(),
            Kind::of::<feeds::Feed>(),
        ],
        operations: vec![
            simulations::OPERATIONS,
            models::OPERATIONS,
            advantage::OPERATIONS,
            scenarios::OPERATIONS,
            feeds::OPERATIONS,
        ],
        subscribers: vec![feeds::FORGET_POINTS],
        side_tables: [feeds::SIDE_TABLES, &models::SIDE_TABLES].concat(),
        claims: Vec::new(),
        setup: None,
    }
}

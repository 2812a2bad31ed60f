//! What is likely to come: forecasts and simulations over the records of the CRM, each with its intervals and its cost.

use mycrm_kernel::app::Area;

/// What this area brings to the product.
pub fn area() -> Area {
    Area {
        name: "insight",
        kinds: vec![],
        operations: vec![],
        subscribers: vec![],
        side_tables: vec![],
        setup: None,
    }
}

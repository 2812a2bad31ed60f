//! The wearer's own mirror: devices, states, calls, breaks and rules. Off until switched on, on this machine only.

use mycrm_kernel::app::Area;

/// What this area brings to the product.
pub fn area() -> Area {
    Area {
        name: "sensing",
        kinds: vec![],
        operations: vec![],
        subscribers: vec![],
        side_tables: vec![],
        setup: None,
    }
}

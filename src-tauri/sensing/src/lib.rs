//! The wearer's own mirror: devices, live signals, calls, breaks, rules; on this machine only.
//!
//! Off until its owner switches it on. All its kinds but the scripts are private ([`mycrm_kernel::kind::Kind::private`]);
//! what is measured over time lies in tables beside the log. [`privacy`] says what is stored and erases it.
//! [`live::Mirror`] is the one live thing: it listens to the devices and drives calls, rules, breaks and exercises.

pub mod breaks;
pub mod calls;
pub mod devices;
pub mod effects;
pub mod live;
pub mod measure;
pub mod privacy;
pub mod profile;
pub mod readings;
pub mod recordings;
pub mod rules;
pub mod scripts;
pub mod suggestions;
mod write;
mod zone;

use mycrm_kernel::app::Area;
use mycrm_kernel::error::Result;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::tx::Tx;

/// What this area brings to the product.
pub fn area() -> Area {
    Area {
        name: "sensing",
        kinds: kinds(),
        operations: vec![
            privacy::OPERATIONS,
            devices::OPERATIONS,
            live::OPERATIONS,
            calls::OPERATIONS,
            breaks::OPERATIONS,
            effects::OPERATIONS,
            suggestions::OPERATIONS,
            scripts::OPERATIONS,
            profile::OPERATIONS,
            readings::OPERATIONS,
            recordings::OPERATIONS,
            rules::OPERATIONS,
        ],
        subscribers: vec![],
        side_tables: privacy::SIDE_TABLES.to_vec(),
        claims: Vec::new(),
        setup: Some(setup),
    }
}

/// The kinds of records of this area.
fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<scripts::Script>(),
        Kind::of::<devices::Wearable>(),
        Kind::of::<calls::Call>(),
        Kind::of::<calls::StressMoment>(),
        Kind::of::<rules::SensingRule>(),
        Kind::of::<suggestions::Suggestion>(),
        Kind::of::<profile::StateLabel>(),
        Kind::of::<breaks::Break>(),
        Kind::of::<profile::Calibration>(),
        Kind::of::<profile::Exercise>(),
    ]
}

/// What a database begins with: scripts for calls that heat up. Nothing of the wearer.
fn setup(tx: &mut Tx<'_>) -> Result<()> {
    scripts::create_starting(tx)
}

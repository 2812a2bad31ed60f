//! What a rep works with: contacts, accounts, opportunities and their pipelines, activities; and the small things
//! around them: users, settings, saved views. Depends on the kernel only.

pub mod accounts;
pub mod activities;
pub mod contacts;
pub mod imports;
pub mod opportunities;
pub mod pipelines;
pub mod sample;
pub mod settings;
pub mod users;
pub mod views;

use mycrm_kernel::app::Area;
use mycrm_kernel::error::Result;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::tx::Tx;

/// What this area brings to the product.
pub fn area() -> Area {
    Area {
        name: "crm",
        kinds: kinds(),
        operations: vec![
            opportunities::OPERATIONS,
            imports::OPERATIONS,
            sample::OPERATIONS,
            settings::OPERATIONS,
        ],
        subscribers: vec![contacts::LAST_ACTIVITY],
        side_tables: imports::SIDE_TABLES.to_vec(),
        claims: vec![imports::CLAIMS],
        setup: Some(setup),
    }
}

/// The kinds of records of this area, in the order in which search shows them.
fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<contacts::Contact>(),
        Kind::of::<accounts::Account>(),
        Kind::of::<opportunities::Opportunity>(),
        Kind::of::<activities::Activity>(),
        Kind::of::<pipelines::Pipeline>(),
        Kind::of::<pipelines::Stage>(),
        Kind::of::<opportunities::StageEntry>(),
        Kind::of::<users::User>(),
        Kind::of::<views::View>(),
        Kind::of::<settings::Setting>(),
    ]
}

/// What a new database begins with: its owner, and a pipeline to work deals in.
fn setup(tx: &mut Tx<'_>) -> Result<()> {
    users::create_owner(tx)?;
    pipelines::create_default(tx)
}

//! People. A contact's `name` is kept from its given and family name; `last_activity_at` follows its activities.

mod model;
mod react;

pub use model::{Contact, ContactKind, Source};
pub use react::LAST_ACTIVITY;

//! Stand-in wearables.

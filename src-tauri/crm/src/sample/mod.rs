//! Sample data: a believable sales team's database, the same for the same seed on every machine.
//!
//! A load is made of company groups ([`group`]): accounts with names, places and figures of their country
//! ([`companies`]), people with names of their language ([`people`]), deals that go through the stages over two
//! years ([`deals`]) by the seasons ([`calendar`]), activities around them ([`touches`]). Whether a deal is won
//! follows a documented logistic model with noise ([`conversion`]), so that what is learned from the data can be
//! compared with the truth.
//!
//! Invariants: group `i` depends on the seed, `i`, the parameters of the load and the moment it is seen at, on nothing
//! else ([`draw`]); an address belongs to its account's domain; nothing lies in the future but what is planned; a load
//! is one step, and one that was interrupted goes on to the same database.

mod blocks;
mod calendar;
mod companies;
pub mod conversion;
mod deals;
mod draw;
mod group;
mod lists;
mod load;
#[cfg(test)]
mod odds;
mod people;
#[cfg(test)]
mod tests;
mod touches;
mod write;

pub use load::{LoadSample, SampleLoaded};
pub use people::Seniority;

use mycrm_kernel::operation::{Entry, job};

/// What can be done with sample data.
pub const OPERATIONS: &[Entry] = &[job::<LoadSample>()];

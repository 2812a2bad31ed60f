//! Whom a row speaks of: names and keys of its records.

use super::index::{Key, key};
use super::lookup;
use super::plan::{Part, Plan, Role};
use super::prepare::Prepared;

/// What a row's record will be called: for people as the rules of contacts make it.
pub(super) fn name_of(plan: &Plan, row: &Prepared) -> String {
    let part = plan.main();
    if part.last_name.is_none() {
        return row.text(Role::Main, part.name).to_owned();
    }
    full_name(row, Role::Main, part)
}

fn full_name(row: &Prepared, role: Role, part: &Part) -> String {
    let (first, last) = (
        row.text(role, part.first_name),
        row.text(role, part.last_name),
    );
    if first.is_empty() && last.is_empty() {
        let known = [part.email, part.phone, part.mobile].map(|at| row.text(role, at));
        return known
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned();
    }
    format!("{first} {last}").trim().to_owned()
}

/// Name and domain of a row's account.
pub(super) fn account_of<'r>(plan: &Plan, row: &'r Prepared) -> Option<(&'r str, &'r str)> {
    let part = plan.parts[Role::Account as usize].as_ref()?;
    let name = row.text(Role::Account, part.name);
    (!name.is_empty()).then(|| (name, row.text(Role::Account, part.domain)))
}

/// Key, e-mail address and name of a row's person.
pub(super) fn person_of(
    plan: &Plan,
    row: &Prepared,
    account: Key,
) -> Option<(Key, String, String)> {
    let part = plan.parts[Role::Contact as usize].as_ref()?;
    let (email, name) = (
        row.text(Role::Contact, part.email),
        full_name(row, Role::Contact, part),
    );
    if name.is_empty() {
        return None;
    }
    let person = if email.is_empty() {
        lookup::named(&name, account)
    } else {
        key("value", &[email])
    };
    Some((person, email.to_owned(), name))
}

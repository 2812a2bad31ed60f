//! Groups as records: who refers to whom, which field gets what.

use std::collections::HashMap;
use std::sync::Arc;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::kind::Kind;
use mycrm_kernel::record::Record;
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use rusqlite::params;
use serde_json::json;
use uuid::Uuid;

use super::companies::Company;
use super::deals::{Deal, STAGES};
use super::group::{Group, Standing};
use super::people::Person;
use super::touches::Touch;
use crate::accounts::Account;
use crate::activities::Activity;
use crate::contacts::Contact;
use crate::opportunities::{self, Opportunity, StageEntry};
use crate::pipelines::default_pipeline;

/// The sample users, who share the accounts with the local owner.
pub(super) mod reps {
    use mycrm_kernel::read::Read;
    use rusqlite::OptionalExtension;

    use super::*;
    use crate::users::User;

    const PEOPLE: [(&str, &str); COUNT] = [
        ("Amara Okafor", "amara@mycrm.example"),
        ("Jonas Lindner", "jonas@mycrm.example"),
        ("Priya Menon", "priya@mycrm.example"),
    ];
    /// How many there are.
    pub(in super::super) const COUNT: usize = 3;

    /// Their ids: those of an earlier load where they are still here, else of `fresh`.
    pub(in super::super) fn known(read: &Read<'_>, fresh: &[Uuid]) -> Result<Vec<Uuid>> {
        PEOPLE
            .iter()
            .zip(fresh)
            .map(|((_, email), fresh)| {
                let found: Option<[u8; 16]> = read
                    .select("SELECT id FROM users WHERE email = ?1 AND deleted_at IS NULL")?
                    .query_row([email], |row| row.get(0))
                    .optional()?;
                Ok(found.map_or(*fresh, Uuid::from_bytes))
            })
            .collect()
    }

    /// Creates those who are not here yet.
    pub(in super::super) fn create(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<()> {
        let kind = tx.kind(User::KIND)?.clone();
        for ((name, email), id) in PEOPLE.iter().zip(ids) {
            if tx.find_row(&kind, *id)?.is_none() {
                let patch = Patch::default()
                    .set(&kind, "name", Value::of_text(*name))
                    .set(&kind, "email", Value::of_text(*email));
                tx.create_with_id(&kind, *id, patch)?;
            }
        }
        Ok(())
    }
}

/// What every group is written with: kinds, owners, the stages of the default pipeline by their codes.
pub(super) struct Places {
    accounts: Arc<Kind>,
    contacts: Arc<Kind>,
    deals: Arc<Kind>,
    entries: Arc<Kind>,
    activities: Arc<Kind>,
    owners: Vec<Uuid>,
    pipeline: Uuid,
    stages: HashMap<&'static str, Uuid>,
}

fn instant(at: Option<i64>) -> Value {
    at.map_or(Value::Null, Value::Int)
}

fn words(list: &[&str]) -> Value {
    if list.is_empty() {
        Value::Null
    } else {
        Value::Text(json!(list).to_string())
    }
}

fn text(text: impl Into<String>) -> Value {
    Value::of_text(text)
}

fn maybe(found: Option<impl Into<String>>) -> Value {
    found.map_or(Value::Null, Value::of_text)
}

/// Cards of a column: the newest on top, with room between them.
fn position(entered: i64) -> Value {
    Value::Int(-(entered / 1_000) * (1 << 20))
}

impl Places {
    /// Looks everything up. `reps` work beside the local owner.
    pub(super) fn new(tx: &Tx<'_>, reps: Vec<Uuid>) -> Result<Self> {
        let pipeline = default_pipeline(tx)?.ok_or_else(|| {
            Error::BadRequest("Sample data needs a pipeline; create one first.".into())
        })?;
        let mut stages = HashMap::new();
        let mut statement = tx.select(
            "SELECT id FROM stages WHERE pipeline = ?1 AND code = ?2 AND deleted_at IS NULL",
        )?;
        for code in STAGES {
            let id = statement
                .query_row(params![pipeline.as_bytes(), code], |row| {
                    row.get::<_, [u8; 16]>(0)
                })
                .map_err(|_| {
                    Error::BadRequest(format!(
                        "Sample data needs the stage “{code}” in the default pipeline."
                    ))
                })?;
            stages.insert(code, Uuid::from_bytes(id));
        }
        let mut owners = vec![tx.caller().actor];
        owners.extend(reps);
        Ok(Self {
            accounts: tx.kind(Account::KIND)?.clone(),
            contacts: tx.kind(Contact::KIND)?.clone(),
            deals: tx.kind(Opportunity::KIND)?.clone(),
            entries: tx.kind(StageEntry::KIND)?.clone(),
            activities: tx.kind(Activity::KIND)?.clone(),
            owners,
            pipeline,
            stages,
        })
    }

    /// Writes a group.
    pub(super) fn write(&self, tx: &mut Tx<'_>, group: &Group) -> Result<()> {
        let owner = self.owners[group.rep % self.owners.len()];
        let put = |tx: &mut Tx<'_>, kind: &Arc<Kind>, mut patch: Patch, at: i64| -> Result<Uuid> {
            patch.owner = Some(Some(owner));
            Ok(tx.create_at(kind, patch, at)?.head.id)
        };
        let mut accounts: Vec<Uuid> = Vec::with_capacity(group.companies.len());
        for company in &group.companies {
            let parent = company.parent.map(|at| accounts[at]);
            let patch = self.account(company, group.standing, parent);
            accounts.push(put(tx, &self.accounts, patch, group.created_at)?);
        }
        let mut last: Vec<Option<i64>> = vec![None; group.people.len()];
        for touch in &group.touches {
            last[touch.person] = last[touch.person].max(touch.occurred_at);
        }
        let mut contacts = Vec::with_capacity(group.people.len());
        for (person, last) in group.people.iter().zip(last) {
            let company = &group.companies[person.account];
            let patch = self
                .contact(person, company, group.standing)
                .set(
                    &self.contacts,
                    "account",
                    Value::Id(accounts[person.account]),
                )
                .set(&self.contacts, "last_activity_at", instant(last));
            contacts.push(put(tx, &self.contacts, patch, person.created_at)?);
        }
        let mut deals = Vec::with_capacity(group.deals.len());
        for deal in &group.deals {
            let person = &group.people[deal.person];
            let company = &group.companies[person.account];
            let patch = self
                .deal(deal, company, person)
                .set(&self.deals, "account", Value::Id(accounts[person.account]))
                .set(&self.deals, "contact", Value::Id(contacts[deal.person]));
            let id = put(tx, &self.deals, patch, deal.created_at)?;
            let (_, earlier) = deal.stays.split_last().unwrap_or((&deal.stays[0], &[]));
            for stay in earlier {
                let stage = self.stages[STAGES[stay.stage]];
                opportunities::enter(tx, &self.entries, id, stage, (stay.entered, stay.left))?;
            }
            deals.push(id);
        }
        for touch in &group.touches {
            let account = accounts[group.people[touch.person].account];
            let deal = touch.deal.map_or(Value::Null, |at| Value::Id(deals[at]));
            let patch = self
                .activity(touch)
                .set(
                    &self.activities,
                    "contact",
                    Value::Id(contacts[touch.person]),
                )
                .set(&self.activities, "account", Value::Id(account))
                .set(&self.activities, "opportunity", deal);
            put(tx, &self.activities, patch, touch.created_at)?;
        }
        Ok(())
    }

    fn account(&self, company: &Company, standing: Standing, parent: Option<Uuid>) -> Patch {
        let kind = &self.accounts;
        let standing = match standing {
            Standing::Customer => Some("customer"),
            Standing::Prospect => Some("prospect"),
            Standing::Partner => Some("partner"),
            Standing::Competitor => Some("competitor"),
            Standing::Vendor => None,
        };
        Patch::default()
            .set(kind, "name", text(&company.name))
            .set(kind, "domain", text(&company.domain))
            .set(kind, "type", maybe(standing))
            .set(kind, "industry", text(company.industry.title))
            .set(kind, "parent", parent.map_or(Value::Null, Value::Id))
            .set(
                kind,
                "website",
                text(format!("https://www.{}", company.domain)),
            )
            .set(kind, "phone", text(&company.phone))
            .set(kind, "street", text(&company.street))
            .set(kind, "city", text(company.city.name))
            .set(kind, "region", text(company.city.region))
            .set(kind, "postal_code", text(&company.postal_code))
            .set(kind, "country", text(company.country.code))
            .set(kind, "employees", Value::Int(company.employees))
            .set(kind, "annual_revenue", Value::Int(company.revenue * 10_000))
            .set(kind, "currency", text(company.country.currency))
            .set(kind, "tags", words(&company.tags))
            .set(kind, "notes", maybe(company.notes.map(str::trim)))
    }

    fn contact(&self, person: &Person, company: &Company, standing: Standing) -> Patch {
        let kind = &self.contacts;
        let standing = match standing {
            Standing::Customer => Some("customer"),
            Standing::Prospect => Some("prospect"),
            Standing::Partner => Some("partner"),
            Standing::Vendor => Some("vendor"),
            Standing::Competitor => None,
        };
        Patch::default()
            .set(kind, "first_name", text(&person.first_name))
            .set(kind, "last_name", text(&person.last_name))
            .set(kind, "kind", maybe(standing))
            .set(kind, "title", text(person.title))
            .set(kind, "department", text(person.department))
            .set(kind, "email", text(&person.email))
            .set(kind, "phone", text(&person.phone))
            .set(kind, "mobile", maybe(person.mobile.as_deref()))
            .set(kind, "street", text(&company.street))
            .set(kind, "city", text(company.city.name))
            .set(kind, "region", text(company.city.region))
            .set(kind, "postal_code", text(&company.postal_code))
            .set(kind, "country", text(company.country.code))
            .set(kind, "source", text(person.source))
            .set(kind, "birthday", maybe(person.birthday.as_deref()))
            .set(kind, "tags", words(&person.tags))
            .set(kind, "notes", maybe(person.notes.map(str::trim)))
    }

    fn deal(&self, deal: &Deal, company: &Company, person: &Person) -> Patch {
        let kind = &self.deals;
        let patch = Patch::default()
            .set(kind, "name", text(&deal.name))
            .set(kind, "pipeline", Value::Id(self.pipeline))
            .set(kind, "amount", Value::Int(deal.amount))
            .set(kind, "currency", text(company.country.prices().0))
            .set(kind, "expected_close", text(&deal.expected_close))
            .set(kind, "closed_at", instant(deal.closed_at))
            .set(kind, "lost_reason", maybe(deal.lost_reason))
            .set(kind, "source", text(person.source))
            .set(
                kind,
                "next_step",
                maybe(
                    deal.next_step
                        .map(|step| step.replace("{first}", &person.first_name)),
                ),
            )
            .set(kind, "tags", words(&deal.tags));
        match deal.stays.last() {
            Some(stay) => patch
                .set(kind, "stage", Value::Id(self.stages[STAGES[stay.stage]]))
                .set(kind, "stage_entered_at", Value::Int(stay.entered))
                .set(kind, "position", position(stay.entered)),
            None => patch,
        }
    }

    fn activity(&self, touch: &Touch) -> Patch {
        let kind = &self.activities;
        Patch::default()
            .set(kind, "subject", text(&touch.subject))
            .set(kind, "type", text(touch.kind))
            .set(kind, "body", text(&touch.body))
            .set(kind, "due_at", instant(touch.due_at))
            .set(kind, "occurred_at", instant(touch.occurred_at))
            .set(kind, "done_at", instant(touch.occurred_at))
            .set(kind, "duration_minutes", instant(touch.minutes))
            .set(kind, "outcome", maybe(touch.outcome))
    }
}

impl Group {
    /// How many records it is made of, about.
    pub(super) fn records(&self) -> usize {
        let stays: usize = self.deals.iter().map(|deal| deal.stays.len() + 1).sum();
        self.companies.len() + self.people.len() + stays + self.touches.len()
    }
}

//! What becomes of a row. Preview, check and run ask here, so that what is shown beforehand is what happens.

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use mycrm_kernel::record::Row;
use uuid::Uuid;

use super::index::{Index, Key, Known, Related, State, key};
use super::lookup;
use super::merge::changed;
use super::plan::{Plan, Role, Values};
use super::prepare::{Prepared, Problem};
use super::settings::{ImportMode, MatchOn, Outcome};
use super::who::{account_of, name_of, person_of};

/// A related record of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The row names none.
    None,
    /// It is there.
    Stored(Uuid),
    /// It has to be created.
    New,
}

/// What becomes of a row, and all that is needed to do it.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) outcome: Outcome,
    pub(super) problem: Option<Problem>,
    pub(super) key: Option<Key>,
    /// The record that matches.
    pub(super) found: Option<Uuid>,
    /// For an update: the record as it is.
    pub(super) old: Option<Row>,
    pub(super) account: Relation,
    pub(super) contact: Relation,
    /// What has to be written of the main record.
    pub(super) set: Values,
}

impl Decision {
    fn without_write(outcome: Outcome, problem: Option<Problem>) -> Self {
        Self {
            outcome,
            problem,
            key: None,
            found: None,
            old: None,
            account: Relation::None,
            contact: Relation::None,
            set: Vec::new(),
        }
    }
}

/// Compares rows with what is there and with the rows before them.
pub(super) struct Matcher {
    index: Index,
    accounts: Related,
    people: Related,
}

impl Matcher {
    /// A matcher that asks the database about every row: for small files.
    pub(super) fn asking() -> Self {
        Self {
            index: Index::asking(),
            accounts: Related::default(),
            people: Related::default(),
        }
    }

    /// A matcher that reads everything it needs beforehand: for large files. `expected` rows will be added.
    pub(super) fn loaded(read: &Read<'_>, plan: &Plan, expected: usize) -> Result<Self> {
        let kind = &plan.main().kind;
        let accounts = plan.parts[Role::Account as usize].is_some();
        Ok(Self {
            index: lookup::load(
                read,
                &kind.plural,
                plan.match_on,
                plan.matches_account(),
                expected,
            )?,
            accounts: if accounts {
                lookup::load_accounts(read)?
            } else {
                Related::default()
            },
            people: Related::default(),
        })
    }

    /// What becomes of `row`.
    pub(super) fn decide(
        &mut self,
        read: &Read<'_>,
        plan: &Plan,
        row: &Prepared,
    ) -> Result<Decision> {
        if row.blank {
            return Ok(Decision::without_write(
                Outcome::Skip,
                Some(Problem::new("empty", "The row is empty.")),
            ));
        }
        if let Some(problem) = &row.problem {
            return Ok(Decision::without_write(
                Outcome::Error,
                Some(problem.clone()),
            ));
        }
        let (account, account_token) = self.account(read, plan, row)?;
        let contact = self.person(read, plan, row, account_token)?;
        let key = self.key(plan, row, account_token);
        let state = match key {
            Some(key) => self.state(read, plan, row, key, account_token)?,
            None => State::Absent,
        };
        let mut decision = Decision {
            key,
            account,
            contact,
            ..Decision::without_write(Outcome::New, None)
        };
        self.judge(read, plan, row, state, &mut decision)?;
        Ok(decision)
    }

    fn judge(
        &self,
        read: &Read<'_>,
        plan: &Plan,
        row: &Prepared,
        state: State,
        decision: &mut Decision,
    ) -> Result<()> {
        let main = &plan.main().kind;
        let values = row.values[Role::Main as usize].clone().unwrap_or_default();
        match (state, plan.mode) {
            (State::Written(rowid), _) => {
                decision.outcome = Outcome::Duplicate;
                decision.found = lookup::id_at(read, &main.plural, rowid)?;
                let reason = format!("An earlier row of this file is the same {}.", main.name);
                decision.problem = Some(Problem::new("duplicate_in_file", reason));
            }
            (State::Stored(rowid), ImportMode::Create) => {
                decision.outcome = Outcome::Duplicate;
                decision.found = lookup::id_at(read, &main.plural, rowid)?;
                let reason = format!("This {} is in MyCRM already.", main.name);
                decision.problem = Some(Problem::new("duplicate", reason));
            }
            (State::Stored(rowid), _) => {
                let id = lookup::id_at(read, &main.plural, rowid)?;
                let Some(old) = id.map(|id| read.find_row(main, id)).transpose()?.flatten() else {
                    // It went away between the look at the index and now.
                    decision.set = values;
                    return Ok(());
                };
                decision.found = Some(old.head.id);
                decision.set = changed(main, &old, values);
                let relates = [
                    (plan.account_at, decision.account),
                    (plan.contact_at, decision.contact),
                ]
                .into_iter()
                .any(|(at, relation)| relation_changes(&old, at, relation));
                decision.outcome = if decision.set.is_empty() && !relates {
                    Outcome::Unchanged
                } else {
                    Outcome::Update
                };
                decision.old = Some(old);
            }
            (State::Absent | State::Passed, ImportMode::Update) => {
                decision.outcome = Outcome::Skip;
                let reason = format!("No {} in MyCRM matches this row.", main.name);
                decision.problem = Some(Problem::new("no_match", reason));
            }
            (State::Absent | State::Passed, _) => decision.set = values,
        }
        Ok(())
    }

    /// Remembers what a row wrote (`rowid` 0: nothing was really written).
    pub(super) fn written(&mut self, decision: &Decision, rowid: i64) {
        let wrote = matches!(
            decision.outcome,
            Outcome::New | Outcome::Update | Outcome::Unchanged
        );
        if let (true, Some(key)) = (wrote, decision.key) {
            self.index.written(key, rowid);
        }
    }

    /// Goes past a row whose outcome nobody asked for.
    pub(super) fn pass(&mut self, read: &Read<'_>, plan: &Plan, row: &Prepared) -> Result<()> {
        if row.blank || row.problem.is_some() {
            return Ok(());
        }
        let (_, token) = self.account(read, plan, row)?;
        if let Some(key) = self.key(plan, row, token) {
            self.index.passed(key);
        }
        Ok(())
    }

    /// Goes past a row of which the ledger says what record it wrote.
    pub(super) fn replay(
        &mut self,
        read: &Read<'_>,
        plan: &Plan,
        row: &Prepared,
        record: Uuid,
    ) -> Result<()> {
        let (_, token) = self.account(read, plan, row)?;
        if let Some(key) = self.key(plan, row, token) {
            let rowid = lookup::rowid_of(read, &plan.main().kind.plural, record)?;
            self.index.written(key, rowid.unwrap_or(0));
        }
        Ok(())
    }

    fn key(&self, plan: &Plan, row: &Prepared, account: Key) -> Option<Key> {
        let name = || {
            let name = name_of(plan, row);
            let account = if plan.matches_account() { account } else { 0 };
            (!name.is_empty()).then(|| lookup::named(&name, account))
        };
        match plan.match_on {
            MatchOn::None => None,
            MatchOn::Id => row.id.map(|id| key("id", &[&id.to_string()])),
            _ => match row.text(Role::Main, plan.match_at) {
                "" => name(),
                value => Some(key("value", &[value])),
            },
        }
    }

    fn state(
        &self,
        read: &Read<'_>,
        plan: &Plan,
        row: &Prepared,
        key: Key,
        account: Key,
    ) -> Result<State> {
        let ask = || ask(read, plan, row, account);
        match self.index.state(key, ask)? {
            State::Passed => Ok(match (ask()?, plan.mode) {
                // What the earlier row did follows from what is stored: created, updated, or left alone.
                (Some(rowid), ImportMode::Create) => State::Stored(rowid),
                (Some(rowid), _) => State::Written(rowid),
                (None, ImportMode::Update) => State::Absent,
                (None, _) => State::Written(0),
            }),
            state => Ok(state),
        }
    }

    /// The account of a row, and what stands for it in keys.
    fn account(&mut self, read: &Read<'_>, plan: &Plan, row: &Prepared) -> Result<(Relation, Key)> {
        let Some((name, domain)) = account_of(plan, row) else {
            return Ok((Relation::None, 0));
        };
        let mut found = None;
        if !domain.is_empty() {
            let ask = || lookup::account_by(read, "domain", domain);
            found = self.accounts.find(key("domain", &[domain]), ask)?;
        }
        if found.is_none() {
            let ask = || lookup::account_by(read, "name", name);
            found = self.accounts.find(key("name", &[name]), ask)?;
        }
        let known = found.unwrap_or(Known {
            id: None,
            token: lookup::token(Some(name)),
        });
        Ok((
            known.id.map_or(Relation::New, Relation::Stored),
            known.token,
        ))
    }

    /// Says that the account of `row` exists now.
    pub(super) fn account_made(&mut self, plan: &Plan, row: &Prepared, id: Uuid) {
        let Some((name, domain)) = account_of(plan, row) else {
            return;
        };
        let known = Known {
            id: Some(id),
            token: lookup::token(Some(name)),
        };
        self.accounts.made(key("name", &[name]), known);
        if !domain.is_empty() {
            self.accounts.made(key("domain", &[domain]), known);
        }
    }

    /// The person that a deal is about.
    fn person(
        &mut self,
        read: &Read<'_>,
        plan: &Plan,
        row: &Prepared,
        account: Key,
    ) -> Result<Relation> {
        let Some((person, email, name)) = person_of(plan, row, account) else {
            return Ok(Relation::None);
        };
        let ask = || {
            let rowid = match email.as_str() {
                "" => lookup::by_name(read, "contacts", &name, Some(account), None)?,
                email => lookup::by_field(read, "contacts", "email", email)?,
            };
            let id = rowid
                .map(|rowid| lookup::id_at(read, "contacts", rowid))
                .transpose()?
                .flatten();
            Ok(id.map(|id| Known {
                id: Some(id),
                token: 0,
            }))
        };
        let found = self.people.find(person, ask)?;
        Ok(found
            .and_then(|known| known.id)
            .map_or(Relation::New, Relation::Stored))
    }

    /// Says that the person of `row` exists now.
    pub(super) fn person_made(&mut self, plan: &Plan, row: &Prepared, id: Uuid) -> Result<()> {
        let account = account_of(plan, row).map_or(0, |(name, _)| lookup::token(Some(name)));
        if let Some((person, ..)) = person_of(plan, row, account) {
            self.people.made(
                person,
                Known {
                    id: Some(id),
                    token: 0,
                },
            );
        }
        Ok(())
    }
}

/// The record of the database that a row matches.
fn ask(read: &Read<'_>, plan: &Plan, row: &Prepared, account: Key) -> Result<Option<i64>> {
    let kind = &plan.main().kind;
    match plan.match_on {
        MatchOn::None => Ok(None),
        MatchOn::Id => {
            let Some(id) = row.id else { return Ok(None) };
            let found = read.find_row(kind, id)?;
            Ok(found
                .filter(|row| row.head.deleted_at.is_none())
                .map(|row| row.head.rowid))
        }
        on => match (row.text(Role::Main, plan.match_at), on.field()) {
            ("", without) => {
                let account = plan.matches_account().then_some(account);
                lookup::by_name(read, &kind.plural, &name_of(plan, row), account, without)
            }
            (value, Some(field)) => lookup::by_field(read, &kind.plural, field, value),
            (_, None) => Ok(None),
        },
    }
}

fn relation_changes(old: &Row, at: Option<usize>, relation: Relation) -> bool {
    match (at, relation) {
        (Some(_), Relation::New) => true,
        (Some(at), Relation::Stored(id)) => old.values[at].id() != Some(id),
        _ => false,
    }
}

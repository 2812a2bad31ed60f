//! Settings and kinds joined into what has to be done with each cell of a row.

use std::collections::HashMap;
use std::sync::Arc;

use mycrm_kernel::error::{Error, FieldError, Result};
use mycrm_kernel::kind::{FieldType, Kind};
use mycrm_kernel::read::Read;
use mycrm_kernel::store::Load;
use mycrm_kernel::value::Value;
use uuid::Uuid;

use super::settings::{Column, ImportMode, MatchOn, REASON, ROW, Settings};
use super::values::DateOrder;

/// Kinds that can be imported.
pub(super) const KINDS: [&str; 3] = ["contact", "account", "opportunity"];

/// Which record of a row a cell belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The record that the import is about.
    Main = 0,
    /// The account that it refers to.
    Account = 1,
    /// The contact that it refers to.
    Contact = 2,
}

/// What a cell becomes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum To {
    /// A field, by its place in the kind.
    Field(usize),
    /// A full name, to be split.
    FullName,
    /// The main e-mail address, if it is the first.
    Email,
    /// A further e-mail address.
    OtherEmail,
    /// A phone number; its label may say that it is a mobile one.
    Phone,
    /// A mobile number.
    Mobile,
    /// A further phone number.
    OtherPhone,
    /// A stage or pipeline by its name.
    Named(usize, Arc<HashMap<String, Uuid>>),
    /// The id of the record.
    Id,
    /// When it came into being.
    CreatedAt,
    /// A line of the notes, with the name of its column.
    Note,
}

/// What has to be done with one cell.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) cell: usize,
    pub(super) header: String,
    /// The cell that says what kind of address this is (Google).
    pub(super) label: Option<usize>,
    pub(super) role: Role,
    pub(super) to: To,
    pub(super) order: DateOrder,
}

/// A kind with the places of the fields that several columns share.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) kind: Arc<Kind>,
    pub(super) name: Option<usize>,
    pub(super) first_name: Option<usize>,
    pub(super) last_name: Option<usize>,
    pub(super) email: Option<usize>,
    pub(super) other_emails: Option<usize>,
    pub(super) phone: Option<usize>,
    pub(super) mobile: Option<usize>,
    pub(super) other_phones: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) notes: Option<usize>,
    pub(super) website: Option<usize>,
    pub(super) domain: Option<usize>,
}

impl Part {
    fn new(kind: &Arc<Kind>) -> Self {
        let at = |field: &str| kind.position(field);
        Self {
            kind: kind.clone(),
            name: at("name"),
            first_name: at("first_name"),
            last_name: at("last_name"),
            email: at("email"),
            other_emails: at("other_emails"),
            phone: at("phone"),
            mobile: at("mobile"),
            other_phones: at("other_phones"),
            tags: at("tags"),
            notes: at("notes"),
            website: at("website"),
            domain: at("domain"),
        }
    }
}

/// What has to be done with every row.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// The parts of a row by [`Role`]; the account and the contact only where the import speaks of them.
    pub(super) parts: [Option<Part>; 3],
    pub(super) steps: Vec<Step>,
    pub(super) width: usize,
    pub(super) mode: ImportMode,
    pub(super) match_on: MatchOn,
    /// The field by which rows are recognised, where it is a field of the main kind.
    pub(super) match_at: Option<usize>,
    pub(super) tags: Vec<String>,
    /// Whether a comma stands before decimals where it could also part thousands.
    pub(super) decimal_comma: bool,
    /// Whether cells carry an apostrophe against formulas.
    pub(super) escaped: bool,
    /// Place of the reference to the account in the main kind, and of the one to the contact.
    pub(super) account_at: Option<usize>,
    pub(super) contact_at: Option<usize>,
    /// Place of the reference to the account in the related contact.
    pub(super) contacts_account_at: Option<usize>,
}

impl Plan {
    /// Joins settings and kinds; refuses targets that do not exist.
    pub(super) fn new(read: &Read<'_>, settings: &Settings) -> Result<Self> {
        let main = read.kind(known_kind(&settings.kind)?)?;
        let mut plan = Self {
            parts: [Some(Part::new(main)), None, None],
            steps: Vec::new(),
            width: settings.columns.len(),
            mode: settings.mode,
            match_on: settings.match_on,
            match_at: settings
                .match_on
                .field()
                .and_then(|field| main.position(field)),
            tags: settings.tags.clone(),
            decimal_comma: settings.delimiter == ";",
            escaped: settings.is_errors_file(),
            account_at: main.position("account"),
            contact_at: main.position("contact"),
            contacts_account_at: None,
        };
        let mut wrong = Vec::new();
        for column in &settings.columns {
            let target = match &column.target {
                Some(target) => target.as_str(),
                None if settings.keep_unmapped && kept(settings, column) => "note",
                None => continue,
            };
            match plan.step(read, settings, column, target) {
                Ok(step) => plan.steps.push(step),
                Err(Error::Validation(errors)) => wrong.extend(errors),
                Err(other) => return Err(other),
            }
        }
        if wrong.is_empty() {
            Ok(plan)
        } else {
            Err(Error::Validation(wrong))
        }
    }

    /// Whether the account belongs to what a row is recognised by.
    pub(super) fn matches_account(&self) -> bool {
        self.match_on != MatchOn::Name && self.parts[Role::Account as usize].is_some()
    }

    /// The kinds that rows are written of. Columns that no cell goes to stay empty, and so does a reference to what the
    /// import does not speak of.
    pub(super) fn loads(&self, read: &Read<'_>) -> Result<Vec<Load>> {
        let mut loads = Vec::new();
        for (role, part) in self.parts.iter().enumerate() {
            let Some(Part { kind, .. }) = part else {
                continue;
            };
            let own = || self.steps.iter().filter(|step| step.role as usize == role);
            let filled = |at: usize| {
                own().any(|step| matches!(&step.to, To::Field(to) | To::Named(to, _) if *to == at))
            };
            let mut empty = Vec::new();
            for (at, field) in kind.fields.iter().enumerate() {
                let spoken_of = match &field.of {
                    FieldType::Reference(to) if to == "account" => self.speaks_of(Role::Account),
                    FieldType::Reference(to) if to == "contact" => self.speaks_of(Role::Contact),
                    _ => match destination(read, kind, &field.name)? {
                        Some(To::Field(_) | To::Named(..)) => filled(at),
                        _ => true,
                    },
                };
                if !spoken_of {
                    empty.push(field.name.clone());
                }
            }
            if !own().any(|step| step.to == To::CreatedAt) {
                empty.push("created_at".into());
            }
            loads.push(Load::of(kind).sparing(empty));
        }
        Ok(loads)
    }

    fn speaks_of(&self, role: Role) -> bool {
        self.parts[role as usize].is_some()
    }

    /// The main part.
    #[allow(clippy::expect_used, reason = "every plan is made with it")]
    pub(super) fn main(&self) -> &Part {
        self.parts[0].as_ref().expect("a plan has a main kind")
    }

    fn step(
        &mut self,
        read: &Read<'_>,
        settings: &Settings,
        column: &Column,
        target: &str,
    ) -> Result<Step> {
        let unknown = || {
            let message = format!("“{target}” is not something a column can go to.");
            Error::Validation(vec![FieldError::new(
                format!("columns[{}].target", column.index),
                "unknown",
                message,
            )])
        };
        let (role, name) = match target.split_once('.') {
            Some(("account", name)) if self.account_at.is_some() => (Role::Account, name),
            Some(("contact", name)) if self.contact_at.is_some() => (Role::Contact, name),
            Some(_) => return Err(unknown()),
            None if target == "account" && self.account_at.is_some() => (Role::Account, "name"),
            None if target == "contact" && self.contact_at.is_some() => (Role::Contact, "name"),
            None => (Role::Main, target),
        };
        let kind = match role {
            Role::Main => self.main().kind.clone(),
            Role::Account => read.kind("account")?.clone(),
            Role::Contact => read.kind("contact")?.clone(),
        };
        if role == Role::Contact {
            self.contacts_account_at = kind.position("account");
        }
        self.parts[role as usize].get_or_insert_with(|| Part::new(&kind));
        Ok(Step {
            cell: column.index,
            header: column.header.clone(),
            label: label_of(settings, column),
            role,
            to: destination(read, &kind, name)?.ok_or_else(unknown)?,
            order: match column.date_order {
                Some(DateOrder::Either) | None if settings.delimiter == ";" => DateOrder::DayFirst,
                Some(DateOrder::Either) | None => DateOrder::MonthFirst,
                Some(order) => order,
            },
        })
    }
}

/// Refuses a kind that cannot be imported.
pub(super) fn known_kind(kind: &str) -> Result<&str> {
    if KINDS.contains(&kind) {
        return Ok(kind);
    }
    let message = format!(
        "“{kind}” cannot be imported; choose one of {}.",
        KINDS.join(", ")
    );
    Err(FieldError::new("kind", "kind_not_imported", message)
        .with("value", kind)
        .into())
}

fn destination(read: &Read<'_>, kind: &Arc<Kind>, name: &str) -> Result<Option<To>> {
    let person = kind.position("last_name").is_some();
    let special = match name {
        "name" if person => Some(To::FullName),
        "email" if person => Some(To::Email),
        "other_emails" => Some(To::OtherEmail),
        "phone" => Some(To::Phone),
        "mobile" => Some(To::Mobile),
        "other_phones" => Some(To::OtherPhone),
        "id" => Some(To::Id),
        "created_at" => Some(To::CreatedAt),
        "note" => Some(To::Note),
        _ => None,
    };
    let place = kind.position(name);
    if let Some(special) = special {
        let own = place.is_some() || matches!(name, "id" | "created_at" | "note");
        return Ok(own.then_some(special));
    }
    let Some(at) = place else { return Ok(None) };
    let field = &kind.fields[at];
    Ok(match &field.of {
        _ if field.read_only || field.hidden => None,
        FieldType::Reference(target) if target == "stage" || target == "pipeline" => {
            Some(To::Named(at, Arc::new(named(read, target)?)))
        }
        FieldType::Reference(_) | FieldType::Json => None,
        _ => Some(To::Field(at)),
    })
}

/// Ids by what a stage or pipeline is called: its name and, for stages, its code.
fn named(read: &Read<'_>, kind: &str) -> Result<HashMap<String, Uuid>> {
    let sql = match kind {
        "stage" => {
            "SELECT s.id, s.name, s.code FROM stages s LEFT JOIN pipelines p ON p.id = s.pipeline
             WHERE s.deleted_at IS NULL ORDER BY p.is_default IS NOT 1, s.position"
        }
        _ => "SELECT id, name, NULL FROM pipelines WHERE deleted_at IS NULL ORDER BY position",
    };
    let mut names = HashMap::new();
    let mut statement = read.select(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = Uuid::from_bytes(row.get(0)?);
        for name in [row.get::<_, Option<String>>(1)?, row.get(2)?]
            .into_iter()
            .flatten()
        {
            names.entry(super::synonyms::plain(&name)).or_insert(id);
        }
    }
    Ok(names)
}

/// Whether a column without a target is worth a line in the notes.
fn kept(settings: &Settings, column: &Column) -> bool {
    let labels = settings
        .columns
        .iter()
        .any(|other| label_of(settings, other) == Some(column.index));
    !labels && column.header != REASON && column.header != ROW
}

/// The column that labels this one: `E-mail 1 - Label` (formerly `- Type`) for `E-mail 1 - Value`.
fn label_of(settings: &Settings, column: &Column) -> Option<usize> {
    let stem = column.header.strip_suffix("- Value")?;
    let named = |other: &&Column| {
        other
            .header
            .strip_prefix(stem)
            .is_some_and(|rest| rest == "- Label" || rest == "- Type")
    };
    settings.columns.iter().find(named).map(|other| other.index)
}

/// Everything a column can go to, for records of `kind`.
pub(super) fn targets(read: &Read<'_>, kind: &str) -> Result<Vec<String>> {
    let main = read.kind(known_kind(kind)?)?;
    let mut all = own_targets(read, main)?;
    for related in ["account", "contact"] {
        if main.position(related).is_some() {
            all.push(related.to_owned());
            let own = own_targets(read, read.kind(related)?)?;
            let theirs = own
                .into_iter()
                .filter(|name| !matches!(name.as_str(), "name" | "id" | "created_at" | "note"));
            all.extend(theirs.map(|name| format!("{related}.{name}")));
        }
    }
    Ok(all)
}

fn own_targets(read: &Read<'_>, kind: &Arc<Kind>) -> Result<Vec<String>> {
    let fields = kind.fields.iter().map(|field| field.name.as_str());
    let mut own = Vec::new();
    for name in fields.chain(["note", "created_at", "id"]) {
        if destination(read, kind, name)?.is_some() {
            own.push(name.to_owned());
        }
    }
    Ok(own)
}

/// Values of a record that is to be written: place of the field and value.
pub(super) type Values = Vec<(usize, Value)>;

//! What the app says of itself: version, protection in force, where the data is, the kinds it knows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::caller::Permission;
use crate::error::Result;
use crate::kind::USER_KIND;
use crate::operation::{Operation, Query};
use crate::read::Read;
use crate::store::Protection;

/// Tells the version, how the data is protected, where it lies, and whether there are records yet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppStatus {}

/// How the data is protected.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProtectionStatus {
    /// Where the key is.
    pub key: Protection,
    /// The cipher.
    pub cipher: String,
    /// What that means, in a sentence.
    pub sentence: String,
}

/// The local owner.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Owner {
    /// The user's id.
    pub id: Uuid,
    /// The user's name.
    pub name: String,
}

/// The state of the app.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Status {
    /// Version of the program.
    pub version: String,
    /// How the data is protected.
    pub protection: ProtectionStatus,
    /// The database file.
    pub database: String,
    /// This device, hexadecimal.
    pub device: String,
    /// The local owner.
    pub owner: Owner,
    /// Whether nobody has put in any record yet: the first run.
    pub empty: bool,
    /// The backup that was made before the database was brought up to date at this start.
    pub backup: Option<String>,
}

impl Operation for AppStatus {
    const NAME: &'static str = "app.status";
    const ROUTE: &'static str = "GET /status";
    const NEEDS: Permission = Permission::Enter;
    type Output = Status;
}

impl Query for AppStatus {
    fn run(self, read: &Read<'_>) -> Result<Status> {
        let app = read.app();
        let owner = app.owner(crate::caller::Face::Local).actor;
        let mut names = Default::default();
        read.name_into(&mut names, USER_KIND, &[owner])?;
        let name = names
            .remove(&owner.to_string())
            .map(|reference| reference.name)
            .unwrap_or_default();
        let empty: bool = read.connection().query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM steps WHERE origin <> 'system' AND undoable)",
            [],
            |row| row.get(0),
        )?;
        let protection = app.protection();
        Ok(Status {
            version: env!("CARGO_PKG_VERSION").into(),
            protection: ProtectionStatus {
                key: protection,
                cipher: app.store().cipher.clone(),
                sentence: protection.sentence().into(),
            },
            database: app.path().display().to_string(),
            device: app
                .device()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            owner: Owner { id: owner, name },
            empty,
            backup: app.backup().map(|path| path.display().to_string()),
        })
    }
}

/// Describes every kind of record: its fields, their types and rules. Forms, lists and filters are made from it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListKinds {}

/// The kinds of records.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KindList {
    /// One descriptor each.
    pub items: Vec<KindDescription>,
}

/// A kind of record, as forms, lists and filters need it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KindDescription {
    /// Singular name.
    pub name: String,
    /// Plural name.
    pub plural: String,
    /// The field that names a record.
    pub title: String,
    /// The field shown beside it.
    pub subtitle: Option<String>,
    /// Whether its changes can be undone.
    pub undoable: bool,
    /// Whether it belongs to one person.
    pub personal: bool,
    /// Whether nobody but its owner ever sees it.
    pub private: bool,
    /// Whether search finds it.
    pub searchable: bool,
    /// Its fields, in the order of the form.
    pub fields: Vec<FieldDescription>,
}

/// A field, as forms, lists and filters need it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FieldDescription {
    /// Name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    #[schemars(extend("enum" = [
        "text", "long_text", "integer", "money", "currency", "boolean", "date", "instant", "select",
        "multi_select", "list", "email", "phone", "url", "reference", "json",
    ]))]
    pub of: String,
    /// For a reference: the kind it leads to.
    pub reference: Option<String>,
    /// For money: the field with its currency.
    pub currency: Option<String>,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether MyCRM keeps it.
    pub read_only: bool,
    /// Whether forms and lists leave it out.
    pub hidden: bool,
    /// Codes of a select.
    pub options: Vec<OptionDescription>,
    /// Longest text.
    pub max: Option<usize>,
    /// Smallest number.
    pub minimum: Option<i64>,
    /// Largest number.
    pub maximum: Option<i64>,
    /// Group of the form.
    pub group: Option<String>,
    /// Whether lists can be ordered by it.
    pub sortable: bool,
    /// What it is for.
    pub about: String,
}

/// One code of a select.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OptionDescription {
    /// The code.
    pub value: String,
    /// Its hue in degrees, where it carries a colour.
    pub hue: Option<u16>,
}

impl Operation for ListKinds {
    const NAME: &'static str = "kinds.list";
    const ROUTE: &'static str = "GET /kinds";
    const NEEDS: Permission = Permission::Enter;
    type Output = KindList;
}

impl Query for ListKinds {
    fn run(self, read: &Read<'_>) -> Result<KindList> {
        let describe = |kind: &std::sync::Arc<crate::kind::Kind>| KindDescription {
            name: kind.name.clone(),
            plural: kind.plural.clone(),
            title: kind.title.clone(),
            subtitle: kind.subtitle.clone(),
            undoable: kind.undoable,
            personal: kind.personal,
            private: kind.private,
            searchable: kind.searchable,
            fields: kind.fields.iter().map(describe_field).collect(),
        };
        Ok(KindList {
            items: read.kinds().iter().map(describe).collect(),
        })
    }
}

fn describe_field(field: &crate::kind::Field) -> FieldDescription {
    FieldDescription {
        name: field.name.clone(),
        of: field.of.name().into(),
        reference: field.reference.clone(),
        currency: field.currency.clone(),
        required: field.required,
        read_only: field.read_only,
        hidden: field.hidden,
        options: field
            .options
            .iter()
            .map(|choice| OptionDescription {
                value: choice.value.clone(),
                hue: choice.hue,
            })
            .collect(),
        max: field.max,
        minimum: field.minimum,
        maximum: field.maximum,
        group: field.group.clone(),
        sortable: field.sortable,
        about: field.about.clone(),
    }
}

//! The people who work with this database. For now one owns it; every change names its actor all the same.

use mycrm_kernel::caller::Face;
use mycrm_kernel::error::Result;
use mycrm_kernel::record::{Record, Traits};
use mycrm_kernel::tx::{Patch, Tx};
use mycrm_kernel::value::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A user.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct User {
    /// Name.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// E-mail address.
    #[schemars(extend("x-field" = json!({"type": "email"})))]
    pub email: Option<String>,
    /// Whether this database is theirs.
    #[schemars(extend("x-field" = json!({"read_only": true})))]
    pub is_owner: Option<bool>,
}

impl Record for User {
    const KIND: &'static str = "user";
    const PLURAL: &'static str = "users";
    const TRAITS: Traits = Traits::titled("name");
}

/// Creates the owner of a new database, named after the login.
pub fn create_owner(tx: &mut Tx<'_>) -> Result<()> {
    let login = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    let mut letters = login.chars();
    let name: String = match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Owner".into(),
    };
    let kind = tx.kind(User::KIND)?.clone();
    let owner = tx.app().owner(Face::Local).actor;
    let patch = Patch {
        owner: Some(Some(owner)),
        ..Patch::default()
    }
    .set(&kind, "name", Value::Text(name))
    .set(&kind, "is_owner", Value::Int(1));
    tx.create_with_id(&kind, owner, patch)?;
    Ok(())
}

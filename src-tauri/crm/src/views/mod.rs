//! Saved views: a list as its user likes to see it.

use mycrm_kernel::record::{Record, Traits};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// How a view shows its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Rows and columns.
    Table,
    /// Columns of cards.
    Board,
}

/// A saved view.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct View {
    /// Name.
    #[schemars(length(max = 120), extend("x-field" = json!({"required": true, "sort": true})))]
    pub name: Option<String>,
    /// Kind of record it lists.
    #[schemars(length(max = 60), extend("x-field" = json!({"required": true})))]
    pub kind: Option<String>,
    /// What it asks and shows: `filter`, `ordering`, `search`, `columns` in their order, their `widths` in pixels,
    /// and of a board its `pipeline`.
    pub query: Json,
    /// How it shows them.
    pub shape: Option<Shape>,
    /// Its place among the views.
    #[schemars(extend("x-field" = json!({"sort": true})))]
    pub position: Option<i64>,
    /// Its colour: hue in degrees.
    #[schemars(range(min = 0, max = 360))]
    pub hue: Option<i64>,
}

impl Record for View {
    const KIND: &'static str = "view";
    const PLURAL: &'static str = "views";
    const TRAITS: Traits = Traits::titled("name");
}

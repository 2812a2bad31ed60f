//! One field of a kind.

use serde::{Serialize, Serializer};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A whole number.
    Integer,
    /// An amount; its currency stands in the field's `currency` companion.
    Money,
    /// An ISO 4217 code.
    Currency,
    /// Yes or no.
    Boolean,
    /// A calendar day without a time zone.
    Date,
    /// A moment in UTC.
    Instant,
    /// One of a fixed list of codes.
    Select,
    /// Several of a fixed list of codes.
    MultiSelect,
    /// Several short texts (tags, further addresses).
    List,
    /// An e-mail address.
    Email,
    /// A phone number as its owner writes it.
    Phone,
    /// A web address.
    Url,
    /// The id of a record of the named kind.
    Reference(String),
    /// Any JSON.
    Json,
}

impl FieldType {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Integer => "integer",
            Self::Money => "money",
            Self::Currency => "currency",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Select => "select",
            Self::MultiSelect => "multi_select",
            Self::List => "list",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Reference(_) => "reference",
            Self::Json => "json",
        }
    }

    /// Reads [`FieldType::name`]; a reference needs its kind as well and is not read here.
    pub fn parse(name: &str) -> Option<Self> {
        [
            Self::Text,
            Self::LongText,
            Self::Integer,
            Self::Money,
            Self::Currency,
            Self::Boolean,
            Self::Date,
            Self::Instant,
            Self::Select,
            Self::MultiSelect,
            Self::List,
            Self::Email,
            Self::Phone,
            Self::Url,
            Self::Json,
        ]
        .into_iter()
        .find(|known| known.name() == name)
    }

    /// Whether values are kept as text, so that text comparisons apply.
    pub fn is_text(&self) -> bool {
        !matches!(
            self,
            Self::Integer | Self::Money | Self::Boolean | Self::Instant | Self::Reference(_)
        )
    }

    /// Whether a list can be ordered by it.
    pub fn sorts(&self) -> bool {
        !matches!(
            self,
            Self::LongText | Self::Json | Self::List | Self::MultiSelect | Self::Reference(_)
        )
    }
}

impl Serialize for FieldType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One code of a select.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The code that is stored.
    pub value: String,
    /// Hue in degrees (OKLCH) where the code carries a colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hue: Option<u16>,
}

/// How the search over everything treats a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// Not at all.
    No,
    /// As the name: ranks highest.
    Title,
    /// As ordinary text.
    Body,
    /// By its digits.
    Digits,
}

/// One field of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Name: the column, the JSON key, the filter's word.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub of: FieldType,
    /// For a reference: the kind it refers to.
    pub reference: Option<String>,
    /// For money: the field that holds its currency.
    pub currency: Option<String>,
    /// Whether a record needs it.
    pub required: bool,
    /// Whether callers may set it. Derived fields are kept by rules.
    pub read_only: bool,
    /// Whether forms and lists leave it out.
    pub hidden: bool,
    /// Codes of a select.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Longest text, in characters.
    pub max: Option<usize>,
    /// Smallest number.
    pub minimum: Option<i64>,
    /// Largest number.
    pub maximum: Option<i64>,
    /// Group of the form it stands in.
    pub group: Option<String>,
    /// Whether lists can be ordered by it.
    pub sortable: bool,
    /// What it is for (the doc comment).
    pub about: String,
    /// How search treats it.
    #[serde(skip)]
    pub searched: Searched,
}

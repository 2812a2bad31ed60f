//! The search over all kinds as one types: phone digits and e-mail addresses found exactly, ranked where the hit set is
//! small enough to rank quickly.

use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::caller::Permission;
use crate::error::Result;
use crate::folded::fold;
use crate::kind::Kind;
use crate::operation::{Operation, Query};
use crate::read::Read;
use crate::search::{match_expression, words};

/// Hit sets up to this size are ranked (bm25); larger ones would cost more than a keystroke may.
const RANKED: i64 = 300;
/// Most hits that can be asked for.
const LIMIT: u32 = 100;

/// Finds records of every kind by what is typed: names, e-mail addresses, phone digits, any searchable text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchAll {
    /// What was typed. Every word counts as the beginning of a word.
    pub q: String,
    /// Only these kinds.
    pub kinds: Option<Vec<String>>,
    /// Most hits of each kind; 20 when left out, at most 100.
    pub limit: Option<u32>,
}

/// One record found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchHit {
    /// Kind of the record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// What names it.
    pub title: String,
    /// What tells it from others of the same name.
    pub subtitle: String,
}

/// What was found, best first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SearchHits {
    /// The hits.
    pub hits: Vec<SearchHit>,
    /// Whether some kind had more than the limit.
    pub more: bool,
}

impl Operation for SearchAll {
    const NAME: &'static str = "search.all";
    const ROUTE: &'static str = "GET /search";
    const NEEDS: Permission = Permission::Read;
    type Output = SearchHits;
}

impl Query for SearchAll {
    fn run(self, read: &Read<'_>) -> Result<SearchHits> {
        let limit = i64::from(self.limit.unwrap_or(20).clamp(1, LIMIT));
        let mut found = SearchHits {
            hits: Vec::new(),
            more: false,
        };
        if words(&self.q).is_empty() {
            return Ok(found);
        }
        for kind in read
            .kinds()
            .iter()
            .filter(|kind| kind.searchable && !kind.personal)
        {
            if self
                .kinds
                .as_ref()
                .is_some_and(|wanted| !wanted.contains(&kind.name))
            {
                continue;
            }
            let mut hits = search_kind(read, kind, &self.q, limit + 1)?;
            found.more |= hits.len() as i64 > limit;
            hits.truncate(limit as usize);
            found.hits.extend(hits);
        }
        // Names that begin with what was typed come first, then names with such a word, then the rest;
        // inside each the order of the kinds and of their ranking stays.
        let typed = fold(self.q.trim()).into_owned();
        found.hits.sort_by_cached_key(|hit| {
            let title = fold(&hit.title).into_owned();
            let word = words(&title)
                .iter()
                .any(|word| words(&typed).iter().any(|w| word.starts_with(w.as_str())));
            (!title.starts_with(&typed), !word)
        });
        Ok(found)
    }
}

fn search_kind(read: &Read<'_>, kind: &Kind, typed: &str, limit: i64) -> Result<Vec<SearchHit>> {
    let mut hits = Vec::new();
    let words = words(typed);
    let short = words.iter().all(|word| word.chars().count() == 1);
    let Some(expression) = match_expression(typed) else {
        return Ok(hits);
    };
    let table = kind.search_table();
    let many = short || {
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ?1 LIMIT ?2)");
        let count: i64 = read
            .connection()
            .prepare_cached(&sql)?
            .query_row(params![expression, RANKED + 1], |row| row.get(0))?;
        count > RANKED
    };
    // Several words are most often the beginning of a name.
    if many || words.len() > 1 {
        by_title(read, kind, typed, limit, &mut hits)?;
    }
    // A single letter is answered from the names alone: nearly every record has such a word somewhere.
    if !short && (hits.len() as i64) < limit {
        let order = if many {
            ""
        } else {
            "ORDER BY bm25(s, 10.0, 1.0, 5.0)"
        };
        let sql = format!(
            "SELECT {} FROM {} r JOIN (SELECT rowid AS hit FROM {table} s WHERE {table} MATCH ?1 {order} LIMIT ?2) f
             ON r.rowid = f.hit",
            hit_columns(kind),
            kind.plural
        );
        let sql = sql.replace("bm25(s,", &format!("bm25({table},"));
        let mut statement = read.connection().prepare_cached(&sql)?;
        let mut rows = statement.query(params![expression, limit])?;
        while let Some(row) = rows.next()? {
            let hit = hit(kind, row)?;
            if !hits.iter().any(|known| known.id == hit.id) {
                hits.push(hit);
            }
        }
    }
    Ok(hits)
}

/// Records whose name begins with what was typed, in the order of names: a range of the name's index.
fn by_title(
    read: &Read<'_>,
    kind: &Kind,
    typed: &str,
    limit: i64,
    hits: &mut Vec<SearchHit>,
) -> Result<()> {
    let start = fold(typed.trim()).into_owned();
    let sql = format!(
        "SELECT {} FROM {} r WHERE r.deleted_at IS NULL AND r.{title} >= ?1 AND r.{title} < ?2
         ORDER BY r.{title} LIMIT ?3",
        hit_columns(kind),
        kind.plural,
        title = kind.title
    );
    let mut statement = read.connection().prepare_cached(&sql)?;
    let mut rows = statement.query(params![start, format!("{start}\u{10FFFF}"), limit])?;
    while let Some(row) = rows.next()? {
        hits.push(hit(kind, row)?);
    }
    Ok(())
}

fn hit_columns(kind: &Kind) -> String {
    let subtitle = kind
        .subtitle
        .as_ref()
        .map_or_else(|| "NULL".to_owned(), |field| format!("r.{field}"));
    format!("r.id, r.{}, {subtitle}", kind.title)
}

fn hit(kind: &Kind, row: &rusqlite::Row<'_>) -> Result<SearchHit> {
    Ok(SearchHit {
        kind: kind.name.clone(),
        id: Uuid::from_bytes(row.get(0)?),
        title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        subtitle: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
    })
}

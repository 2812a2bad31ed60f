//! The graph out of the records.

use std::collections::{BTreeMap, HashMap};

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::read::Read;
use rusqlite::params;
use serde_json::json;
use uuid::Uuid;

use super::graph::{Graph, MOST_ACCOUNTS};
use super::parameters::CascadeParameters;

const DAY: i64 = 86_400_000;
/// A group larger than this shares nothing that would make its members follow each other.
const GROUP: usize = 40;

/// Pairs of accounts, by their places.
type Pairs = Vec<(usize, usize)>;

/// The accounts that can leave, and how they hang together.
#[derive(Debug)]
pub(super) struct Accounts {
    pub(super) ids: Vec<Uuid>,
    pub(super) names: Vec<String>,
    pub(super) graph: Graph,
    /// Ties by what they come from.
    pub(super) ties: [(&'static str, usize); 4],
    /// Groups that were too large to make ties.
    pub(super) large_groups: usize,
    /// Accounts at risk.
    pub(super) at_risk: usize,
    pub(super) currency: Option<String>,
    /// Orders in other currencies, which are left out.
    pub(super) aside: u64,
}

struct Row {
    id: [u8; 16],
    name: String,
    parent: Option<[u8; 16]>,
    domain: String,
    trade: String,
    quiet_since: i64,
}

/// The accounts and ties that the parameters ask for, as far as they were there at `now`: an account that was entered later
/// was there already if anything had happened with it.
pub(super) fn read(parameters: &CascadeParameters, read: &Read<'_>, now: i64) -> Result<Accounts> {
    let rows = rows(parameters, read, now)?;
    if rows.is_empty() {
        return Err(Error::field(
            "parameters.types",
            "invalid",
            "There are no accounts of these types: nobody can leave.",
        ));
    }
    let places: HashMap<[u8; 16], usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.id, at))
        .collect();
    let (values, currency, aside) = values(parameters, read, &places, now)?;
    let since = now - i64::from(parameters.inactive_days) * DAY;
    let seeds: Vec<f64> = rows
        .iter()
        .map(|row| {
            if row.quiet_since < since {
                parameters.seed_probability
            } else {
                0.0
            }
        })
        .collect();
    let at_risk = rows.iter().filter(|row| row.quiet_since < since).count();
    let parents = rows.iter().enumerate().filter_map(|(at, row)| {
        let parent = row.parent.and_then(|id| places.get(&id))?;
        Some((at, *parent))
    });
    let (domains, large_domains) = groups(&rows, |row| &row.domain);
    let (trades, large_trades) = groups(&rows, |row| &row.trade);
    let kinds: [(&'static str, f64, Pairs); 4] = [
        ("parent", parameters.parent, parents.collect()),
        ("contact", parameters.contact, people(read, &places, now)?),
        ("domain", parameters.domain, domains),
        ("neighbour", parameters.neighbour, trades),
    ];
    let ties = [0, 1, 2, 3].map(|kind: usize| {
        let (name, chance, pairs) = &kinds[kind];
        (*name, if *chance > 0.0 { pairs.len() } else { 0 })
    });
    let all = kinds
        .iter()
        .flat_map(|(_, p, pairs)| pairs.iter().map(move |(a, b)| (*a, *b, *p)));
    Ok(Accounts {
        graph: Graph::new(values, seeds, all)?,
        ids: rows.iter().map(|row| Uuid::from_bytes(row.id)).collect(),
        names: rows.into_iter().map(|row| row.name).collect(),
        ties,
        large_groups: large_domains + large_trades,
        at_risk,
        currency,
        aside,
    })
}

fn rows(parameters: &CascadeParameters, read: &Read<'_>, now: i64) -> Result<Vec<Row>> {
    let types = json!(parameters.types).to_string();
    let mut statement = read.select(
        "SELECT a.id, coalesce(a.name, ''), a.parent, coalesce(a.domain, ''), coalesce(a.industry, ''),
                coalesce(a.city, ''),
                coalesce((SELECT max(x.occurred_at) FROM activities x
                          WHERE x.account = a.id AND x.deleted_at IS NULL AND x.occurred_at <= ?2), a.created_at)
         FROM accounts a
         WHERE a.deleted_at IS NULL AND a.type IN (SELECT value FROM json_each(?1))
           AND (a.created_at <= ?2
             OR EXISTS (SELECT 1 FROM activities x
                        WHERE x.account = a.id AND x.deleted_at IS NULL AND x.occurred_at <= ?2))
         ORDER BY a.id LIMIT ?3",
    )?;
    let limit = MOST_ACCOUNTS as i64 + 1;
    let rows = statement
        .query_map(params![types, now, limit], |row| {
            let (industry, city): (String, String) = (row.get(4)?, row.get(5)?);
            let known = !industry.trim().is_empty() && !city.trim().is_empty();
            Ok(Row {
                id: row.get(0)?,
                name: row.get(1)?,
                parent: row.get(2)?,
                domain: row.get::<_, String>(3)?.trim().to_lowercase(),
                trade: if known {
                    format!("{industry}\n{city}").to_lowercase()
                } else {
                    String::new()
                },
                quiet_since: row.get(6)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if rows.len() > MOST_ACCOUNTS {
        return Err(Error::field(
            "parameters.types",
            "out_of_range",
            format!(
                "There are more than {MOST_ACCOUNTS} accounts of these types; choose fewer types."
            ),
        ));
    }
    Ok(rows)
}

/// What each account ordered, in whole units of the currency asked for or of most orders.
fn values(
    parameters: &CascadeParameters,
    read: &Read<'_>,
    places: &HashMap<[u8; 16], usize>,
    now: i64,
) -> Result<(Vec<f64>, Option<String>, u64)> {
    let from = now - i64::from(parameters.value_days) * DAY;
    let mut statement = read.select(
        "SELECT o.account, o.currency, count(*), sum(o.amount) FROM opportunities o JOIN stages s ON s.id = o.stage
         WHERE o.deleted_at IS NULL AND s.kind = 'won' AND o.closed_at >= ?1 AND o.closed_at <= ?2
           AND o.account IS NOT NULL AND o.amount IS NOT NULL AND o.currency IS NOT NULL
         GROUP BY 1, 2 ORDER BY 1, 2",
    )?;
    let orders = statement
        .query_map(params![from, now], |row| {
            Ok((
                row.get::<_, [u8; 16]>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, i64>(2)?.unsigned_abs(),
                row.get::<_, i64>(3)?,
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (account, currency, count, _) in &orders {
        if places.contains_key(account) {
            *counts.entry(currency).or_default() += count;
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    let chosen = parameters
        .currency
        .clone()
        .or(most.map(|(code, _)| (*code).to_owned()));
    let aside = counts
        .iter()
        .filter(|(code, _)| Some(**code) != chosen.as_deref())
        .map(|(_, n)| n)
        .sum();
    let mut values = vec![0.0; places.len()];
    for (account, currency, _, amount) in &orders {
        if let (Some(place), true) = (places.get(account), Some(currency) == chosen.as_ref()) {
            values[*place] += *amount as f64 / 10_000.0;
        }
    }
    Ok((values, chosen, aside))
}

/// Pairs of accounts that share a person: someone of one is named in a deal or an activity of the other, or stands in
/// both with one address.
fn people(read: &Read<'_>, places: &HashMap<[u8; 16], usize>, now: i64) -> Result<Pairs> {
    let mut statement = read.select(
        "SELECT c.account, o.account FROM opportunities o JOIN contacts c ON c.id = o.contact
         WHERE o.deleted_at IS NULL AND c.deleted_at IS NULL AND c.account IS NOT NULL AND o.account IS NOT NULL
           AND c.account <> o.account
           AND (o.created_at <= ?1
             OR EXISTS (SELECT 1 FROM stage_entries e WHERE e.opportunity = o.id AND e.entered_at <= ?1))
         UNION
         SELECT c.account, a.account FROM activities a JOIN contacts c ON c.id = a.contact
         WHERE a.deleted_at IS NULL AND c.deleted_at IS NULL AND c.account IS NOT NULL AND a.account IS NOT NULL
           AND c.account <> a.account
           AND (a.created_at <= ?1 OR a.occurred_at <= ?1)
         UNION
         SELECT c.account, d.account FROM contacts c JOIN contacts d ON d.email = c.email AND d.deleted_at IS NULL
         WHERE c.deleted_at IS NULL AND c.email IS NOT NULL AND c.account < d.account
           AND c.created_at <= ?1 AND d.created_at <= ?1",
    )?;
    let found = statement
        .query_map([now], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, [u8; 16]>(1)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut pairs: Pairs = found
        .iter()
        .filter_map(|(a, b)| Some((*places.get(a)?, *places.get(b)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// All pairs inside each group of accounts that are alike, and how many groups were too large.
fn groups(rows: &[Row], alike: impl Fn(&Row) -> &String) -> (Pairs, usize) {
    let mut groups: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !alike(row).is_empty())
    {
        groups.entry(alike(row)).or_default().push(at);
    }
    let large = groups.values().filter(|group| group.len() > GROUP).count();
    let pairs = groups
        .into_values()
        .filter(|group| group.len() <= GROUP)
        .flat_map(|group| {
            let pairs: Vec<_> = (0..group.len())
                .flat_map(|b| (0..b).map(move |a| (a, b)))
                .map(|(a, b)| (group[a], group[b]))
                .collect();
            pairs
        });
    (pairs.collect(), large)
}

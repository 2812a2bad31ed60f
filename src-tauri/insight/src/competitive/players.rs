//! Players and their contests, as far as the records name them.

use std::collections::HashMap;

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::folded::fold;
use mycrm_kernel::read::Read;
use ndarray::Array2;
use rusqlite::params;
use uuid::Uuid;

use super::parameters::CompetitiveParameters;

const DAY: i64 = 86_400_000;
/// Most players: beyond, the pairs say too little about each.
const MOST: usize = 50;
/// What stands behind a company's name and not in what people write.
const FORMS: [&str; 18] = [
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "se",
    "inc",
    "llc",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "sa",
    "bv",
    "oy",
    "ab",
];
/// Beginnings of words that speak of a competitor without a name, in English and German.
const UNNAMED: [&str; 5] = ["compet", "wettbewerb", "konkurren", "mitbewerb", "rival"];

/// A player. The first one is us.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Player {
    pub(super) name: String,
    /// The account it is, where it is one.
    pub(super) account: Option<Uuid>,
}

/// Players and their contests.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) players: Vec<Player>,
    /// How often one won against another, shape (winner, loser).
    pub(super) wins: Array2<f64>,
    pub(super) found: Found,
}

/// What the records held.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Found {
    /// Accounts that are competitors.
    pub(super) competitors: usize,
    pub(super) won: u64,
    pub(super) lost: u64,
    /// Of those, deals that name a competitor.
    pub(super) won_named: u64,
    pub(super) lost_named: u64,
    /// Lost deals that speak of a competitor without a name.
    pub(super) lost_unnamed: u64,
    /// Orders that were counted as won against those whom lost deals name.
    pub(super) spread: f64,
    /// Open deals that name a competitor.
    pub(super) open_named: u64,
}

/// Name of the player that stands for competitors without one.
pub(super) const SOMEBODY: &str = "unnamed";
/// Name of us.
pub(super) const US: &str = "us";

/// The words of a text, folded, with one space between.
fn words(text: &str) -> String {
    let folded = fold(text);
    let parts = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// A name as people write it: without its legal form.
fn plain(name: &str) -> String {
    let all = words(name);
    let mut parts: Vec<&str> = all.split(' ').collect();
    while parts.len() > 1 && parts.last().is_some_and(|last| FORMS.contains(last)) {
        parts.pop();
    }
    parts.join(" ")
}

/// Whether two names are the same player's.
pub(super) fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// Finds players in texts.
struct Names {
    /// Plain names with a space on either side, and whose they are.
    known: Vec<(String, usize)>,
}

impl Names {
    fn of(players: &[Player]) -> Self {
        let known = players
            .iter()
            .enumerate()
            .skip(1)
            .map(|(at, player)| (format!(" {} ", plain(&player.name)), at));
        // A name of one letter would be found everywhere.
        Self {
            known: known.filter(|(name, _)| name.trim().len() >= 3).collect(),
        }
    }

    fn named(&self, text: &str) -> Vec<usize> {
        let text = format!(" {} ", words(text));
        let named = self
            .known
            .iter()
            .filter(|(name, _)| text.contains(name.as_str()));
        named.map(|(_, at)| *at).collect()
    }
}

fn speaks_of_somebody(text: &str) -> bool {
    words(text)
        .split(' ')
        .any(|word| UNNAMED.iter().any(|start| word.starts_with(start)))
}

impl Field {
    /// Players and contests of the records and of the parameters; deals that ended after `now` do not count.
    ///
    /// # Errors
    /// Validation where there is no competitor at all, or more than 50.
    pub(super) fn read(
        parameters: &CompetitiveParameters,
        read: &Read<'_>,
        now: i64,
    ) -> Result<Self> {
        let mut players = vec![Player {
            name: US.into(),
            account: None,
        }];
        players.extend(competitors(read)?);
        let found = Found {
            competitors: players.len() - 1,
            ..Found::default()
        };
        let listed = parameters
            .contests
            .iter()
            .flat_map(|c| [&c.winner, &c.loser]);
        let shared = parameters.shares.iter().map(|share| &share.player);
        for name in listed.chain(shared) {
            if !players.iter().any(|player| same(&player.name, name)) {
                players.push(Player {
                    name: name.trim().into(),
                    account: None,
                });
            }
        }
        let mut field = Self {
            wins: Array2::zeros((players.len(), players.len())),
            players,
            found,
        };
        field.count(parameters, read, now)?;
        field.add(parameters);
        field.keep_those_known()?;
        Ok(field)
    }

    /// Contests of the deals that ended.
    fn count(
        &mut self,
        parameters: &CompetitiveParameters,
        read: &Read<'_>,
        now: i64,
    ) -> Result<()> {
        let names = Names::of(&self.players);
        let from = now - i64::from(parameters.history_days) * DAY;
        let mut statement = read.select(
            "SELECT s.kind, coalesce(o.lost_reason, ''), coalesce(o.notes, '') || ' ' || coalesce(o.tags, '') || ' '
                    || coalesce(o.next_step, '') || ' ' || coalesce(o.name, '')
             FROM opportunities o JOIN stages s ON s.id = o.stage
             WHERE o.deleted_at IS NULL AND (s.kind = 'open' OR (o.closed_at >= ?1 AND o.closed_at <= ?2))
             ORDER BY o.id",
        )?;
        let mut rows = statement.query(params![from, now])?;
        let mut somebody = 0.0;
        while let Some(row) = rows.next()? {
            let (kind, reason, text): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let named = names.named(&format!("{reason} {text}"));
            // Several named share one contest.
            let part = 1.0 / named.len().max(1) as f64;
            let found = &mut self.found;
            match kind.as_str() {
                "won" => {
                    found.won += 1;
                    found.won_named += u64::from(!named.is_empty());
                    named.iter().for_each(|at| self.wins[[0, *at]] += part);
                }
                "lost" => {
                    found.lost += 1;
                    found.lost_named += u64::from(!named.is_empty());
                    named.iter().for_each(|at| self.wins[[*at, 0]] += part);
                    if named.is_empty() && speaks_of_somebody(&reason) {
                        found.lost_unnamed += 1;
                        somebody += 1.0;
                    }
                }
                _ => found.open_named += u64::from(!named.is_empty()),
            }
        }
        if somebody > 0.0 {
            let at = self.players.len();
            self.players.push(Player {
                name: SOMEBODY.into(),
                account: None,
            });
            let mut wins = Array2::zeros((at + 1, at + 1));
            wins.slice_mut(ndarray::s![..at, ..at]).assign(&self.wins);
            wins[[at, 0]] = somebody;
            self.wins = wins;
        }
        if parameters.spread_wins {
            self.spread_wins();
        }
        Ok(())
    }

    /// Counts orders that name nobody as won against those whom lost deals name: as large a part of the orders as of the
    /// lost deals, and on each as lost deals are on them.
    fn spread_wins(&mut self) {
        let found = self.found;
        let unnamed = (found.won - found.won_named) as f64;
        let against: Vec<f64> = (0..self.players.len())
            .map(|at| self.wins[[at, 0]])
            .collect();
        let lost: f64 = against.iter().sum();
        if lost <= 0.0 || found.lost == 0 {
            return;
        }
        let spread = unnamed * (lost / found.lost as f64).min(1.0);
        for (at, losses) in against.iter().enumerate() {
            self.wins[[0, at]] += spread * losses / lost;
        }
        self.found.spread = spread;
    }

    /// Contests counted elsewhere.
    fn add(&mut self, parameters: &CompetitiveParameters) {
        let place = |name: &str| {
            self.players
                .iter()
                .position(|player| same(&player.name, name))
        };
        let contests: Vec<_> = parameters
            .contests
            .iter()
            .filter_map(|c| Some((place(&c.winner)?, place(&c.loser)?, c.count)))
            .collect();
        for (winner, loser, count) in contests {
            self.wins[[winner, loser]] += count;
        }
    }

    /// Competitors of whom no contest is known say nothing; they are left out, unless that leaves none.
    fn keep_those_known(&mut self) -> Result<()> {
        let n = self.players.len();
        let met = |at: usize| self.wins.row(at).sum() + self.wins.column(at).sum() > 0.0;
        let mut kept: Vec<usize> = (0..n).filter(|at| *at == 0 || met(*at)).collect();
        if kept.len() < 2 {
            kept = (0..n).collect();
        }
        if kept.len() < 2 {
            return Err(Error::field(
                "parameters.contests",
                "required",
                "No competitor is known. Give accounts the type “competitor” and name them in the reasons of lost deals, or list contests counted elsewhere.",
            ));
        }
        if kept.len() > MOST {
            // Those met most often.
            let often: HashMap<usize, f64> = kept
                .iter()
                .map(|at| (*at, self.wins.row(*at).sum() + self.wins.column(*at).sum()))
                .collect();
            kept[1..].sort_by(|a, b| often[b].total_cmp(&often[a]).then(a.cmp(b)));
            kept.truncate(MOST);
        }
        self.players = kept.iter().map(|at| self.players[*at].clone()).collect();
        let all = &self.wins;
        let shape = (kept.len(), kept.len());
        self.wins = Array2::from_shape_fn(shape, |(a, b)| all[[kept[a], kept[b]]]);
        Ok(())
    }
}

fn competitors(read: &Read<'_>) -> Result<Vec<Player>> {
    let players = read
        .select(
            "SELECT id, coalesce(name, '') FROM accounts WHERE deleted_at IS NULL AND type = 'competitor'
             ORDER BY id LIMIT 2000",
        )?
        .query_map([], |row| {
            Ok(Player {
                account: Some(Uuid::from_bytes(row.get(0)?)),
                name: row.get(1)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(players)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_people_write_them() {
        let player = |name: &str| Player {
            name: name.into(),
            account: None,
        };
        let names = Names::of(&[
            player(US),
            player("Äcme Steel GmbH & Co. KG"),
            player("Bo AG"),
            player("X"),
        ]);
        for (text, found) in [
            ("went to ACME STEEL", vec![1]),
            ("acme-steel was cheaper, and so was Bo", vec![1]),
            ("Acmesteel", vec![]),
            ("x marks it", vec![]),
        ] {
            assert_eq!(names.named(text), found, "{text}");
        }
        assert!(same("Acme GmbH", "acme"));
        assert!(!same("Acme", "Acme Two"));
        assert!(
            speaks_of_somebody("Lost to the competition")
                && speaks_of_somebody("Wettbewerber war billiger")
        );
        assert!(!speaks_of_somebody("No budget"));
    }
}

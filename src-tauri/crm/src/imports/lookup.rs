//! The questions of an import to the database. Each has its answer in an index, unless the index holds everything.

use mycrm_kernel::error::Result;
use mycrm_kernel::read::Read;
use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::index::{Index, Key, Known, Related, key};
use super::settings::MatchOn;

/// What stands for an account in keys; none has 0.
pub(super) fn token(account: Option<&str>) -> Key {
    account.map_or(0, |name| key("account", &[name]))
}

/// The key of a person or deal by name and account.
pub(super) fn named(name: &str, account: Key) -> Key {
    key("name", &[name, &account.to_string()])
}

/// The oldest record of `table` whose `field` is `value`.
pub(super) fn by_field(
    read: &Read<'_>,
    table: &str,
    field: &str,
    value: &str,
) -> Result<Option<i64>> {
    let sql = format!(
        "SELECT rowid FROM {table} WHERE {field} = ?1 AND deleted_at IS NULL ORDER BY rowid LIMIT 1"
    );
    Ok(read
        .select(&sql)?
        .query_row([value], |row| row.get(0))
        .optional()?)
}

/// The oldest record of `table` with this name whose account has this token (any, if none is asked for). `without`:
/// only those that have nothing in this field.
pub(super) fn by_name(
    read: &Read<'_>,
    table: &str,
    name: &str,
    account: Option<Key>,
    without: Option<&str>,
) -> Result<Option<i64>> {
    let without = without.map_or(String::new(), |field| format!("AND r.{field} IS NULL"));
    let theirs = if account.is_some() {
        "(SELECT a.name FROM accounts a WHERE a.id = r.account)"
    } else {
        "NULL"
    };
    let sql = format!(
        "SELECT r.rowid, {theirs} FROM {table} r
         WHERE r.name = ?1 AND r.deleted_at IS NULL {without} ORDER BY r.rowid"
    );
    let mut statement = read.select(&sql)?;
    let mut rows = statement.query([name])?;
    while let Some(row) = rows.next()? {
        let theirs: Option<String> = row.get(1)?;
        if account.is_none_or(|account| token(theirs.as_deref()) == account) {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// The account whose `field` is `value`.
pub(super) fn account_by(read: &Read<'_>, field: &str, value: &str) -> Result<Option<Known>> {
    let sql = format!(
        "SELECT id, name FROM accounts WHERE {field} = ?1 AND deleted_at IS NULL ORDER BY rowid LIMIT 1"
    );
    let found = read.select(&sql)?.query_row([value], |row| {
        let name: Option<String> = row.get(1)?;
        Ok(Known {
            id: Some(Uuid::from_bytes(row.get(0)?)),
            token: token(name.as_deref()),
        })
    });
    Ok(found.optional()?)
}

/// The id of the record at a rowid.
pub(super) fn id_at(read: &Read<'_>, table: &str, rowid: i64) -> Result<Option<Uuid>> {
    let sql = format!("SELECT id FROM {table} WHERE rowid = ?1");
    let found = read
        .select(&sql)?
        .query_row([rowid], |row| row.get(0))
        .optional()?;
    Ok(found.map(Uuid::from_bytes))
}

/// The rowid of the record with an id, in the trash or not.
pub(super) fn rowid_of(read: &Read<'_>, table: &str, id: Uuid) -> Result<Option<i64>> {
    let sql = format!("SELECT rowid FROM {table} WHERE id = ?1");
    Ok(read
        .select(&sql)?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Reads every record of `table` into an index, by the keys that `on` asks for. `expected`: how many keys there will be.
pub(super) fn load(
    read: &Read<'_>,
    table: &str,
    on: MatchOn,
    with_account: bool,
    expected: usize,
) -> Result<Index> {
    if matches!(on, MatchOn::None | MatchOn::Id) {
        return Ok(Index::asking());
    }
    let mut index = Index::complete(expected);
    let field = on
        .field()
        .map_or("NULL".to_owned(), |field| format!("r.{field}"));
    let account = if with_account {
        format!(
            "CASE WHEN {field} IS NULL THEN (SELECT a.name FROM accounts a WHERE a.id = r.account) END"
        )
    } else {
        "NULL".into()
    };
    let sql = format!(
        "SELECT r.rowid, {field}, CASE WHEN {field} IS NULL THEN r.name END, {account}
         FROM {table} r WHERE r.deleted_at IS NULL ORDER BY r.rowid"
    );
    let mut statement = read.select(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let rowid = row.get(0)?;
        let text = |at: usize| -> Result<Option<&str>> {
            Ok(row
                .get_ref(at)?
                .as_str_or_null()
                .map_err(rusqlite::Error::from)?)
        };
        if let Some(value) = text(1)? {
            index.add(key("value", &[value]), rowid);
        } else if let Some(name) = text(2)? {
            index.add(named(name, token(text(3)?)), rowid);
        }
    }
    Ok(index)
}

/// Reads every account, by name and by domain.
pub(super) fn load_accounts(read: &Read<'_>) -> Result<Related> {
    let mut accounts = Related::complete();
    let mut statement = read
        .select("SELECT id, name, domain FROM accounts WHERE deleted_at IS NULL ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, domain): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        let known = Known {
            id: Some(Uuid::from_bytes(row.get(0)?)),
            token: token(name.as_deref()),
        };
        if let Some(name) = &name {
            accounts.add(key("name", &[name]), known);
        }
        if let Some(domain) = &domain {
            accounts.add(key("domain", &[domain]), known);
        }
    }
    Ok(accounts)
}

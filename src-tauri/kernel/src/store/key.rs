//! Where the database key comes from: the OS keyring, else a passphrase (Argon2id, RFC 9106), else a passphrase
//! file. What was chosen stands, without any secret, in a small file beside the database.

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::open::beside;
use crate::error::{Error, Result};
use crate::id::random_bytes;

/// Variable that holds the passphrase, for use without a person.
const VARIABLE: &str = "MYCRM_PASSPHRASE";
/// Variable that names a file with the passphrase.
const FILE_VARIABLE: &str = "MYCRM_PASSPHRASE_FILE";
/// Set to anything to leave the OS keyring alone.
const NO_KEYRING: &str = "MYCRM_NO_KEYRING";
/// Service under which keys stand in the OS keyring.
const SERVICE: &str = "MyCRM";
/// Argon2id costs: 64 MiB, 3 passes, 1 lane (RFC 9106, second recommended choice, with one lane).
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// Version of the description.
const VERSION: u32 = 1;

/// The 32 raw bytes that SQLCipher is given.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// Who supplies the key.
#[derive(Clone, Default)]
pub enum KeySource {
    /// Whatever protects the database already; for a new one the variables, else the keyring, else a passphrase file.
    #[default]
    Automatic,
    /// A passphrase that a person typed.
    Passphrase(Zeroizing<String>),
    /// Exactly this key: tests and benchmarks.
    Raw([u8; 32]),
}

/// What protects the key, in force right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// A random key in the operating system's keyring.
    Keyring,
    /// A passphrase that a person types at every start.
    Passphrase,
    /// A passphrase from a variable or from a file that a variable names.
    Environment,
    /// A random passphrase in a file beside the database, readable by this user only.
    PassphraseFile,
    /// A key given by the calling program.
    Program,
}

impl Protection {
    /// What this protects against, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Keyring => {
                "Encrypted. The key is in this computer's keyring and opens with your login."
            }
            Self::Passphrase => {
                "Encrypted with your passphrase. Without it nobody can read the data, and nobody can recover it."
            }
            Self::Environment => "Encrypted with the passphrase this program was started with.",
            Self::PassphraseFile => {
                "Encrypted, but the key lies in a file beside the database because no keyring was found: whoever can read your files can read the data."
            }
            Self::Program => "Encrypted with a key that the calling program holds.",
        }
    }
}

/// The file beside the database: how to come by the key. Holds no secret.
#[derive(Serialize, Deserialize)]
struct Description {
    version: u32,
    protection: Protection,
    /// Account name in the keyring.
    id: Uuid,
    /// Salt of the passphrase, base64.
    salt: String,
    memory_kib: u32,
    passes: u32,
}

/// Costs beyond these were not written by MyCRM, and no computer would come to an end with them.
const MOST_MEMORY_KIB: u32 = 1 << 20;
const MOST_PASSES: u32 = 100;

impl Description {
    /// Reads a description; the error is the end of a sentence about the file.
    fn read(text: &str) -> Result<Self, String> {
        let damaged = |why: &dyn std::fmt::Display| format!("is damaged ({why})");
        let read: Self = serde_json::from_str(text).map_err(|e| damaged(&e))?;
        if read.version != VERSION {
            return Err("was written by a newer MyCRM".into());
        }
        BASE64.decode(&read.salt).map_err(|e| damaged(&e))?;
        let costs = Params::new(read.memory_kib, read.passes, 1, Some(32));
        if costs.is_err() || read.memory_kib > MOST_MEMORY_KIB || read.passes > MOST_PASSES {
            return Err(damaged(&"its costs are out of range"));
        }
        Ok(read)
    }
}

/// Finds the key of the database at `path`, or makes one when the database is new.
#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the database's files"
)]
pub(super) fn resolve(path: &Path, source: &KeySource) -> Result<(Key, Protection)> {
    if let KeySource::Raw(bytes) = source {
        return Ok((Zeroizing::new(*bytes), Protection::Program));
    }
    let described = beside(path, "key");
    if described.exists() {
        let text = std::fs::read_to_string(&described)?;
        let description = Description::read(&text).map_err(|why| {
            Error::Locked(format!(
                "The key description {} {why}. Put back the one that belongs to this database.",
                described.display()
            ))
        })?;
        return existing(path, source, &description);
    }
    if path.exists() {
        return Err(Error::Locked(format!(
            "The key description {} is missing. Put it back beside the database; without it the key cannot be found.",
            described.display()
        )));
    }
    create(path, source, &described)
}

fn existing(
    path: &Path,
    source: &KeySource,
    description: &Description,
) -> Result<(Key, Protection)> {
    let supplied = supplied(source)?;
    match description.protection {
        Protection::Keyring => Ok((from_keyring(description.id)?, Protection::Keyring)),
        Protection::PassphraseFile => {
            let text = read_passphrase(&beside(path, "passphrase"))?;
            Ok((derive(&text, description)?, Protection::PassphraseFile))
        }
        _ => match supplied {
            Some((text, protection)) => Ok((derive(&text, description)?, protection)),
            None => Err(Error::Locked(format!(
                "This database is protected by a passphrase. Type it, or set {VARIABLE} or {FILE_VARIABLE}."
            ))),
        },
    }
}

fn create(path: &Path, source: &KeySource, described: &Path) -> Result<(Key, Protection)> {
    let mut description = Description {
        version: VERSION,
        protection: Protection::Passphrase,
        id: Uuid::from_bytes(random_bytes()),
        salt: BASE64.encode(random_bytes::<16>()),
        memory_kib: MEMORY_KIB,
        passes: PASSES,
    };
    if let Some((text, protection)) = supplied(source)? {
        let key = derive(&text, &description)?;
        write_whole(described, &serde_json::to_vec_pretty(&description)?, false)?;
        return Ok((key, protection));
    }
    let key: Key = Zeroizing::new(random_bytes());
    if to_keyring(description.id, &key).is_ok() {
        description.protection = Protection::Keyring;
        write_whole(described, &serde_json::to_vec_pretty(&description)?, false)?;
        return Ok((key, Protection::Keyring));
    }
    let text = Zeroizing::new(BASE64.encode(random_bytes::<32>()));
    description.protection = Protection::PassphraseFile;
    let key = derive(&text, &description)?;
    write_whole(&beside(path, "passphrase"), text.as_bytes(), true)?;
    write_whole(described, &serde_json::to_vec_pretty(&description)?, false)?;
    Ok((key, Protection::PassphraseFile))
}

fn supplied(source: &KeySource) -> Result<Option<(Zeroizing<String>, Protection)>> {
    if let KeySource::Passphrase(text) = source {
        return Ok(Some((text.clone(), Protection::Passphrase)));
    }
    if let Some(text) = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()) {
        return Ok(Some((Zeroizing::new(text), Protection::Environment)));
    }
    match std::env::var_os(FILE_VARIABLE) {
        Some(file) => Ok(Some((
            read_passphrase(Path::new(&file))?,
            Protection::Environment,
        ))),
        None => Ok(None),
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the key's files"
)]
fn read_passphrase(path: &Path) -> Result<Zeroizing<String>> {
    let text = std::fs::read_to_string(path).map_err(|e| {
        Error::Locked(format!(
            "The passphrase file {} cannot be read: {e}.",
            path.display()
        ))
    })?;
    let text = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
    if text.is_empty() {
        return Err(Error::Locked(format!(
            "The passphrase file {} is empty.",
            path.display()
        )));
    }
    Ok(text)
}

fn derive(passphrase: &str, description: &Description) -> Result<Key> {
    let refused =
        |e: &dyn std::fmt::Display| Error::Locked(format!("The key cannot be derived: {e}."));
    let salt = BASE64.decode(&description.salt).map_err(|e| refused(&e))?;
    let params = Params::new(description.memory_kib, description.passes, 1, Some(32))
        .map_err(|e| refused(&e))?;
    let mut key: Key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &salt, key.as_mut())
        .map_err(|e| refused(&e))?;
    Ok(key)
}

/// Another key out of a key (HKDF-SHA256, RFC 5869): the same for the same purpose, and no way back.
pub(super) fn expand(key: &Key, purpose: &str) -> Key {
    let mut expanded: Key = Zeroizing::new([0; 32]);
    // 32 bytes are far below the most that HKDF gives, so this cannot fail.
    let given =
        Hkdf::<Sha256>::new(None, key.as_slice()).expand(purpose.as_bytes(), expanded.as_mut());
    debug_assert!(given.is_ok());
    expanded
}

/// Writes a small file so that it is there whole or not at all; `private`: readable by this user only.
#[allow(
    clippy::disallowed_methods,
    reason = "the store is the home of the key's files"
)]
fn write_whole(path: &Path, content: &[u8], private: bool) -> Result<()> {
    use std::io::Write as _;
    let part: PathBuf = beside(path, "part");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let mut file = options.open(&part)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&part, path)?;
    Ok(())
}

fn entry(id: Uuid) -> Result<keyring_core::Entry, keyring_core::Error> {
    if std::env::var_os(NO_KEYRING).is_some() {
        return Err(keyring_core::Error::NoDefaultStore);
    }
    if keyring_core::get_default_store().is_none() {
        #[cfg(target_os = "linux")]
        keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new()?);
        #[cfg(target_os = "macos")]
        keyring_core::set_default_store(apple_native_keyring_store::keychain::Store::new()?);
        #[cfg(windows)]
        keyring_core::set_default_store(windows_native_keyring_store::Store::new()?);
    }
    keyring_core::Entry::new(SERVICE, &id.to_string())
}

fn from_keyring(id: Uuid) -> Result<Key> {
    let locked = |why: String| {
        Error::Locked(format!(
            "The key is in the OS keyring, which did not give it ({why}). Unlock the keyring and start again."
        ))
    };
    let secret = entry(id)
        .and_then(|entry| entry.get_secret())
        .map_err(|e| locked(e.to_string()))?;
    let secret = Zeroizing::new(secret);
    let bytes: [u8; 32] = secret
        .as_slice()
        .try_into()
        .map_err(|_| locked("it is not a MyCRM key".into()))?;
    Ok(Zeroizing::new(bytes))
}

/// Keeps the key in the keyring and reads it back, so that a keyring that forgets is found out now.
fn to_keyring(id: Uuid, key: &Key) -> Result<()> {
    entry(id)
        .and_then(|entry| entry.set_secret(key.as_slice()))
        .map_err(|e| Error::Locked(e.to_string()))?;
    if *from_keyring(id)? == **key {
        Ok(())
    } else {
        Err(Error::Locked("the keyring gave another key back".into()))
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the files")]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_gives_the_same_key_again_and_another_gives_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let source = |text: &str| KeySource::Passphrase(Zeroizing::new(text.to_owned()));
        let (first, protection) = resolve(&path, &source("winter")).unwrap();
        assert_eq!(protection, Protection::Passphrase);
        assert_eq!(*resolve(&path, &source("winter")).unwrap().0, *first);
        assert_ne!(*resolve(&path, &source("summer")).unwrap().0, *first);
    }

    #[test]
    fn each_purpose_has_a_key_of_its_own() {
        // The expected key was computed from the RFC's two steps with Python's `hmac`.
        let key: Key = Zeroizing::new([11; 32]);
        let hex = |key: Key| {
            key.iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        assert_eq!(
            hex(expand(&key, "recordings")),
            "d6de7e83c279e9ac2cbaf12c56cf8904478ac51a3886782c8a79146354aa7878"
        );
        assert_ne!(*expand(&key, "recordings"), *expand(&key, "exports"));
    }

    #[test]
    fn a_lost_description_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::write(&path, b"x").unwrap();
        let error = resolve(&path, &KeySource::Automatic).unwrap_err();
        assert_eq!(error.code(), "locked");
        assert!(error.to_string().contains("a.db.key"), "{error}");
    }
}

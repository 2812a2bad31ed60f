//! Reading the elements of a JSON array one at a time, wherever it stands: memory does not grow with the file.

use std::fmt;
use std::io::Read;

use mycrm_kernel::error::{Error, Result};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

/// Takes one element.
pub(super) type Each<'a> = dyn FnMut(Json) -> Result<()> + 'a;

/// Reads the elements of the array that the file is, or that stands under `key` in the object that it is.
pub(super) fn elements(file: impl Read, key: &str, each: &mut Each<'_>) -> Result<()> {
    let mut failed = None;
    let mut deserializer = serde_json::Deserializer::from_reader(file);
    let seed = Elements {
        key,
        each,
        failed: &mut failed,
    };
    let read = seed.deserialize(&mut deserializer);
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(Error::field(
            "file",
            "invalid",
            format!(
                "The file is no JSON any more at line {}: what came before was taken.",
                error.line()
            ),
        )),
        (None, Ok(())) => Ok(()),
    }
}

struct Elements<'s, 'e> {
    key: &'s str,
    each: &'s mut Each<'e>,
    failed: &'s mut Option<Error>,
}

impl<'de> DeserializeSeed<'de> for Elements<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an array of readings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        while let Some(element) = all.next_element::<Json>()? {
            if let Err(error) = (self.each)(element) {
                *self.failed = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        while let Some(key) = all.next_key::<String>()? {
            if key == self.key {
                let inner = Elements {
                    key: self.key,
                    each: &mut *self.each,
                    failed: &mut *self.failed,
                };
                all.next_value_seed(inner)?;
            } else {
                all.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

//! The few words that the window itself says: menus and notifications. The page has its own catalogue.
//! A menu item's word stands under the item's id.

use std::collections::HashMap;

use serde::Deserialize;

const ENGLISH: &str = include_str!("../../assets/languages/window.en.json");
const GERMAN: &str = include_str!("../../assets/languages/window.de.json");

/// Everything the window says, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Words(HashMap<String, String>);

impl Words {
    /// The words of a language tag such as `de-AT`; English where there is no better.
    pub(crate) fn of(language: &str) -> serde_json::Result<Self> {
        let primary = language.split(['-', '_', '.']).next().unwrap_or_default();
        serde_json::from_str(if primary.eq_ignore_ascii_case("de") {
            GERMAN
        } else {
            ENGLISH
        })
    }

    /// The words of the system's language.
    pub(crate) fn of_system() -> serde_json::Result<Self> {
        Self::of(&sys_locale::get_locale().unwrap_or_default())
    }

    /// The word that stands under `id`.
    pub(crate) fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.find(id).unwrap_or(id)
    }

    /// The word that stands under `id`, where there is one.
    pub(crate) fn find(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_things() {
        let ids = |language| {
            let mut ids: Vec<String> = Words::of(language).unwrap().0.into_keys().collect();
            ids.sort();
            ids
        };
        assert_eq!(ids("en"), ids("de"));
    }

    #[test]
    fn every_menu_item_has_its_word() {
        let words = Words::of("en").unwrap();
        let code = [include_str!("menu.rs"), include_str!("editing.rs")].concat();
        let ids = code.split('"').filter(|text| {
            let known = ["page.", "window.", "edit."];
            known
                .iter()
                .any(|area| text.len() > area.len() && text.starts_with(area))
        });
        for id in ids {
            assert!(words.find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_region_does_not_matter_and_an_unknown_language_is_english() {
        assert_eq!(Words::of("de_AT.UTF-8").unwrap().get("file"), "Datei");
        assert_eq!(Words::of("fr-FR").unwrap().get("file"), "File");
        assert_eq!(Words::of("").unwrap().get("file"), "File");
    }
}

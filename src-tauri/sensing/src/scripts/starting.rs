//! The scripts that a database begins with, in English and German. They follow what is common to the literature on
//! de-escalation (listen, name, one step at a time); to be rewritten in one's own words.

use mycrm_kernel::error::{Error, Result};
use mycrm_kernel::tx::Tx;
use serde_json::{Value as Json, json};

use super::model::{Script, ScriptLanguage};

/// `language · situation · states · title`, then the text until the next such line.
const TEXT: &str = include_str!("../../../../assets/sensing/scripts.txt");

/// Creates them.
pub(crate) fn create_starting(tx: &mut Tx<'_>) -> Result<()> {
    for script in read(TEXT)? {
        tx.insert(&script)?;
    }
    Ok(())
}

fn read(text: &str) -> Result<Vec<Script>> {
    let mut scripts = Vec::new();
    for block in text
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
    {
        let (head, body) = block.split_once('\n').ok_or_else(|| broken(block))?;
        let parts: Vec<&str> = head.split(" · ").collect();
        let [language, situation, states, title] = parts[..] else {
            return Err(broken(head));
        };
        let states: Vec<Json> = states
            .split_whitespace()
            .filter(|state| *state != "any")
            .map(|state| json!(state))
            .collect();
        let language: ScriptLanguage = serde_json::from_value(json!(language))?;
        scripts.push(Script {
            title: Some(title.into()),
            situation: Some(serde_json::from_value(json!(situation))?),
            language: Some(language),
            body: Some(body.trim().into()),
            states: serde_json::from_value(json!(states))?,
            starter: Some(true),
            retired: None,
            position: None,
        });
    }
    Ok(scripts)
}

fn broken(line: &str) -> Error {
    Error::Internal(format!("a starting script is not laid out: {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_situation_has_a_script_in_both_languages() {
        let scripts = read(TEXT).unwrap();
        let situations = |language| {
            let mut all: Vec<_> = scripts
                .iter()
                .filter(|script| script.language == Some(language))
                .map(|script| script.situation)
                .collect();
            all.sort();
            all.dedup();
            all
        };
        let english = situations(ScriptLanguage::En);
        assert_eq!(english.len(), 9);
        assert_eq!(english, situations(ScriptLanguage::De));
        assert!(
            scripts
                .iter()
                .all(|script| script.body.as_ref().is_some_and(|body| body.len() > 60))
        );
    }
}

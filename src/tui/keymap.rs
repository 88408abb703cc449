//! Which key does what: the embedded keymap, read at start, asked at every key, shown by help.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    action::{Action, Context},
    key::Key,
};

const EMBEDDED: &str = include_str!("keymap.toml");

/// Keys and what they do, by context.
#[derive(Debug, Clone, PartialEq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// An action and the keys that do it in one context.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// What.
    pub action: Action,
    /// By which keys, the one that hints show first.
    pub keys: Vec<Key>,
}

/// What is wrong with a keymap file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// It is not TOML of the right shape.
    #[error("not a keymap: {0}")]
    Shape(String),
    /// A table, action or key has a name that is none.
    #[error("[{context}]: {problem}")]
    Entry {
        /// The table.
        context: String,
        /// What is wrong there.
        problem: String,
    },
}

impl Keymap {
    /// The keymap that is built in.
    pub fn embedded() -> Self {
        // A test reads the same file, so a binary whose keymap is broken is never built from a tested tree.
        Self::parse(EMBEDDED).unwrap_or(Self { bindings: Vec::new() })
    }

    /// Reads a keymap file.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        type File = BTreeMap<String, BTreeMap<String, Vec<String>>>;
        let file: File = toml::from_str(text).map_err(|e| KeymapError::Shape(e.to_string()))?;
        let mut bindings: Vec<Binding> = Vec::new();
        for (context_name, entries) in file {
            let wrong = |problem: String| KeymapError::Entry { context: context_name.clone(), problem };
            let context = Context::ALL.into_iter().find(|c| c.name() == context_name);
            let context = context.ok_or_else(|| wrong("there is no such context".into()))?;
            for (name, written) in entries {
                let action: Action = name.parse().map_err(|e| wrong(format!("{e}")))?;
                if !action.contexts().contains(&context) {
                    return Err(wrong(format!("{action} does nothing here")));
                }
                let keys: Result<Vec<Key>, _> = written.iter().map(|k| k.parse()).collect();
                let keys = keys.map_err(|e| wrong(format!("{action}: {e}")))?;
                let taken = bindings.iter().filter(|b| b.context == context).flat_map(|b| &b.keys);
                if let Some(twice) = taken.clone().find(|k| keys.contains(k)) {
                    return Err(wrong(format!("{twice} is bound twice")));
                }
                bindings.push(Binding { context, action, keys });
            }
        }
        let order = |b: &Binding| (b.context, Action::ALL.iter().position(|a| *a == b.action));
        bindings.sort_by_key(order);
        Ok(Self { bindings })
    }

    /// What `key` does in the first of `contexts` that knows it.
    pub fn action(&self, contexts: &[Context], key: Key) -> Option<Action> {
        contexts.iter().find_map(|context| {
            let of_context = self.bindings.iter().filter(|b| b.context == *context);
            of_context.clone().find(|b| b.keys.contains(&key)).map(|b| b.action)
        })
    }

    /// The key that hints show for `action` in `context` or everywhere.
    pub fn key(&self, context: Context, action: Action) -> Option<Key> {
        let of = |context| self.bindings.iter().find(move |b| b.context == context && b.action == action);
        of(context).or_else(|| of(Context::Global))?.keys.first().copied()
    }

    /// The bindings of one context, in the order help shows them.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |b| b.context == context)
    }
}

/// The built-in keys as Markdown, for the README.
pub fn table() -> String {
    let keymap = Keymap::embedded();
    let mut out = String::from("| where | keys | what they do |\n|---|---|---|\n");
    for context in Context::ALL {
        for binding in keymap.of(context) {
            let keys: Vec<String> = binding.keys.iter().map(|k| format!("`{k}`")).collect();
            // Writing to a String cannot fail.
            let _ = writeln!(out, "| {} | {} | {} |", context.title(), keys.join(" "), binding.action.help());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_keymap_is_right_and_every_action_has_a_key_wherever_it_works() {
        let keymap = Keymap::parse(EMBEDDED).expect("the embedded keymap");
        for action in Action::ALL {
            for context in action.contexts() {
                let bound = keymap.of(*context).any(|b| b.action == *action && !b.keys.is_empty());
                assert!(bound, "{action} has no key in {}", context.name());
            }
        }
    }

    #[test]
    fn panes_do_not_hide_keys_that_work_everywhere() {
        let keymap = Keymap::embedded();
        for pane in [Context::Articles, Context::Reader, Context::Actor] {
            for key in keymap.of(pane).flat_map(|b| &b.keys) {
                assert_eq!(keymap.action(&[Context::Global], *key), None, "{key} in {}", pane.name());
            }
        }
    }

    #[test]
    fn mistakes_are_named() {
        let problem = |text| Keymap::parse(text).expect_err("a mistake").to_string();
        assert_eq!(problem("[global]\nquit = ['q']\ncopy = ['q']"), "[global]: q is bound twice");
        assert_eq!(problem("[global]\nqiut = ['q']"), "[global]: there is no action \"qiut\"");
        assert_eq!(problem("[global]\nquit = ['qq']"), "[global]: quit: there is no key \"qq\"");
        assert_eq!(problem("[somewhere]\nquit = ['q']"), "[somewhere]: there is no such context");
        assert_eq!(problem("[actor]\nopen-article = ['o']"), "[actor]: open-article does nothing here");
    }

    #[test]
    fn the_table_has_a_row_for_every_binding() {
        assert!(table().contains("| Everywhere | `j` `Down` | Next line or row |\n"));
        assert_eq!(table().lines().count(), 2 + Keymap::embedded().bindings.len());
    }
}

//! Keys pressed one after the other, as keymaps write them: `gg`, `Ctrl-w l`; most are of one key.

use std::{fmt, str::FromStr};

use super::key::{Key, UnknownKey};

/// Keys pressed one after the other; at least one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

impl Chord {
    /// The chord of these keys; `None` when there is none.
    pub fn new(keys: Vec<Key>) -> Option<Self> {
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// Its keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether its first key is a character, which types where there is something to type into.
    pub fn types(&self) -> bool {
        self.0.first().is_some_and(|key| key.typed().is_some())
    }

    /// Whether one of the two begins with all of the other.
    pub fn clashes(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let together = self.0.len() == 2 && self.0.iter().all(|key| key.typed().is_some_and(|c| c != ' '));
        for (i, key) in self.0.iter().enumerate() {
            if i > 0 && !together {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(written: &str) -> Result<Self, UnknownKey> {
        let mut keys = Vec::new();
        for part in written.split_whitespace() {
            match (part.parse::<Key>(), part.chars().collect::<Vec<char>>().as_slice()) {
                (Ok(key), _) => keys.push(key),
                // Two characters stand for themselves, but `up` was meant to be Up.
                (Err(_), [first, second]) if !Key::is_nearly_named(part) => {
                    keys.extend([Key::character(*first), Key::character(*second)]);
                }
                (Err(wrong), _) => return Err(wrong),
            }
        }
        Self::new(keys).ok_or_else(|| UnknownKey(written.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_written_as_they_are_read() {
        for written in ["j", "gg", "]q", "Ctrl-w l", "g Space", "z Enter", "g q q", "F1", "Ctrl-x Ctrl-s"] {
            assert_eq!(written.parse::<Chord>().map(|chord| chord.to_string()), Ok(written.into()));
        }
        assert_eq!("g g".parse::<Chord>(), "gg".parse());
        for wrong in ["", " ", "up", "f1", "ggg", "g Entre"] {
            assert!(wrong.parse::<Chord>().is_err(), "{wrong}");
        }
        let told = |wrong: &str| wrong.parse::<Chord>().map_err(|e| e.to_string());
        assert_eq!(told("up"), Err("there is no key \"up\"; \"Up\" is near".into()));
    }

    #[test]
    fn what_begins_another_clashes_with_it() {
        let clash = |a: &str, b: &str| a.parse::<Chord>().expect("a").clashes(&b.parse().expect("b"));
        assert!(clash("g", "gg") && clash("gg", "g") && clash("gg", "gg"));
        assert!(!clash("gg", "ge"));
    }
}

//! A key as keymaps write it: `j`, `Ctrl-d`, `Shift-Tab`.

use std::{fmt, str::FromStr};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::nearest;

/// A key with its modifiers, in the one form each key has: a shifted letter is the capital without Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Ctrl, Alt, Shift.
    pub mods: KeyModifiers,
}

const NAMED: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

const MODIFIERS: &[(&str, KeyModifiers)] =
    &[("Ctrl-", KeyModifiers::CONTROL), ("Alt-", KeyModifiers::ALT), ("Shift-", KeyModifiers::SHIFT)];

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut mods = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::BackTab => {
                mods |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(c) => {
                mods -= KeyModifiers::SHIFT;
                // Terminals differ in the case of letters with Ctrl.
                let control = mods.contains(KeyModifiers::CONTROL);
                KeyCode::Char(if control { c.to_ascii_lowercase() } else { c })
            }
            code => code,
        };
        Self { code, mods }
    }
}

impl Key {
    /// The key of a character, in the form it has.
    pub fn character(c: char) -> Self {
        Self::from(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    /// Whether `word` is the name of a key but for its case.
    pub fn is_nearly_named(word: &str) -> bool {
        let function = word.strip_prefix(['f', 'F']).is_some_and(|n| n.parse::<u8>().is_ok());
        function || NAMED.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
    }

    /// The character this key types into a line, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.mods.is_empty() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.mods.contains(*modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(n)) => write!(f, "F{n}"),
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

/// Words that name no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", nearest::unknown("key", .0, NAMED.iter().map(|(name, _)| *name)))]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(written: &str) -> Result<Self, UnknownKey> {
        let mut rest = written;
        let mut mods = KeyModifiers::NONE;
        while let Some((name, modifier)) =
            MODIFIERS.iter().find(|(n, _)| rest.len() > n.len() && rest.starts_with(n))
        {
            mods |= *modifier;
            rest = rest.strip_prefix(name).unwrap_or_default();
        }
        let mut letters = rest.chars();
        let code = if let (Some(c), None) = (letters.next(), letters.next()) {
            KeyCode::Char(c)
        } else {
            let named = NAMED.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
            let function =
                || rest.strip_prefix('F')?.parse().ok().filter(|n| (1..=12).contains(n)).map(KeyCode::F);
            named.or_else(function).ok_or_else(|| UnknownKey(written.into()))?
        };
        Ok(Self::from(KeyEvent::new(code, mods)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for written in
            ["j", "G", "]", "-", "Ctrl-d", "Shift-Tab", "Alt-x", "F12", "PgDn", "Space", "Ctrl-Left"]
        {
            assert_eq!(written.parse::<Key>().map(|k| k.to_string()), Ok(written.into()));
        }
        for wrong in ["", "jj", "F13", "Ctrl-", "Hyper-a"] {
            assert_eq!(wrong.parse::<Key>(), Err(UnknownKey(wrong.into())), "{wrong}");
        }
    }

    #[test]
    fn what_a_terminal_reports_is_the_key_the_keymap_names() {
        let event = |code, mods| Key::from(KeyEvent::new(code, mods)).to_string();
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::NONE), "Shift-Tab");
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(event(KeyCode::Char('D'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), "Ctrl-d");
    }
}

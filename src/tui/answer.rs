//! What the terminal answers when it is asked for its background (OSC 11), picked out of the keys it comes as.
//!
//! An answer looks like typing: Alt-], `11;rgb:1616/1818/1d1d`, Ctrl-g or Alt-\. It may come late or never, so nobody
//! waits for it; whenever it comes it is not taken for keys.

use crossterm::event::{KeyCode, KeyModifiers};

use super::{key::Key, theme::Rgb};

/// What asks for it.
pub const QUESTION: &str = "\x1b]11;?\x07";

/// Picks answers out of keys.
#[derive(Debug, Default)]
pub struct Answers {
    /// Keys that may be an answer.
    held: Vec<Key>,
}

/// What a key turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// These were keys.
    Keys(Vec<Key>),
    /// The end of an answer: this is the background.
    Background(Rgb),
}

/// No answer is longer.
const LONGEST: usize = 40;

impl Answers {
    /// Whether keys are held back that may be an answer.
    pub fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    /// Gives back what is held: it was no answer.
    pub fn let_go(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.held)
    }

    /// Hears a key.
    pub fn hear(&mut self, key: Key) -> Heard {
        let alt = |c| key == Key { code: KeyCode::Char(c), mods: KeyModifiers::ALT };
        let begins = alt(']');
        if !self.is_waiting() {
            if begins {
                self.held.push(key);
                return Heard::Keys(Vec::new());
            }
            return Heard::Keys(vec![key]);
        }
        let bell = key == Key { code: KeyCode::Char('g'), mods: KeyModifiers::CONTROL };
        if bell || alt('\\') {
            if let Some(rgb) = background(&self.text()) {
                self.held.clear();
                return Heard::Background(rgb);
            }
        } else if !begins && self.held.len() < LONGEST {
            self.held.push(key);
            if could_be(&self.text()) {
                return Heard::Keys(Vec::new());
            }
            return Heard::Keys(self.let_go());
        }
        let mut keys = self.let_go();
        keys.push(key);
        Heard::Keys(keys)
    }

    fn text(&self) -> String {
        self.held.iter().skip(1).map(|key| key.typed().unwrap_or('\u{fffd}')).collect()
    }
}

/// Whether `text` can be the beginning of an answer.
fn could_be(text: &str) -> bool {
    let heads = ["11;rgb:", "11;rgba:"];
    heads.iter().any(|head| match text.strip_prefix(head) {
        Some(rest) => rest.chars().all(|c| c.is_ascii_hexdigit() || c == '/'),
        None => head.starts_with(text),
    })
}

/// The colour of an answer.
fn background(text: &str) -> Option<Rgb> {
    let (_, parts) = text.split_once(':')?;
    let part = |hex: &str| {
        let most =
            16_u32.checked_pow(u32::try_from(hex.len()).ok().filter(|len| (1..=4).contains(len))?)? - 1;
        u8::try_from(u32::from_str_radix(hex, 16).ok()? * 255 / most).ok()
    };
    let mut parts = parts.split('/').map(part);
    Some((parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is heard of keys, written one after the other.
    fn heard(keys: &str) -> (Vec<String>, Option<Rgb>, Vec<String>) {
        let (mut answers, mut shown, mut found) = (Answers::default(), Vec::new(), None);
        for key in keys.split(' ') {
            match answers.hear(key.parse().expect("a key")) {
                Heard::Keys(keys) => shown.extend(keys.iter().map(ToString::to_string)),
                Heard::Background(rgb) => found = Some(rgb),
            }
        }
        (shown, found, answers.let_go().iter().map(ToString::to_string).collect())
    }

    fn spelled(text: &str) -> String {
        text.chars().flat_map(|c| [c, ' ']).collect()
    }

    #[test]
    fn an_answer_is_picked_out_of_what_is_typed() {
        for (answer, expected) in [
            ("11;rgb:1616/1818/1d1d", (0x16, 0x18, 0x1d)),
            ("11;rgb:ff/ff/ff", (255, 255, 255)),
            ("11;rgba:fdfd/F6F6/e3e3/ffff", (0xfd, 0xf6, 0xe3)),
        ] {
            for end in ["Ctrl-g", "Alt-\\"] {
                let (shown, found, held) = heard(&format!("j Alt-] {}{end} k", spelled(answer)));
                assert_eq!((shown.join(""), found, held.len()), ("jk".into(), Some(expected), 0), "{answer}");
            }
        }
    }

    #[test]
    fn what_only_begins_like_an_answer_is_keys() {
        for keys in
            ["Alt-] j", "Alt-] 1 1 j", "Alt-] Alt-] 1 x", "Alt-] Ctrl-g", "Alt-] 1 1 ; r g b : Ctrl-g"]
        {
            let (shown, found, held) = heard(keys);
            let all: Vec<String> = shown.into_iter().chain(held).collect();
            assert_eq!((all.join(" "), found), (keys.to_owned(), None));
        }
        assert_eq!(heard("Alt-] 1").2, ["Alt-]", "1"], "held until something follows or nothing does");
    }
}

//! Figures in one spelling: signs and short forms in words, numerals in letters as numbers ("$2.5m", "2.5 million dollars").

use std::borrow::Cow;

use rustc_hash::FxHashMap;

/// Signs, and the words for them.
const SIGNS: &[(char, &str)] = &[('$', "dollars"), ('€', "euros"), ('£', "pounds"), ('%', "percent")];

/// What is written right behind a number, and the words for it; longer ones first.
const SHORT: &[(&str, &str)] = &[
    ("trn", "trillion"),
    ("tn", "trillion"),
    ("bn", "billion"),
    ("mn", "million"),
    ("km", "kilometres"),
    ("kg", "kilograms"),
    ("th", ""),
    ("st", ""),
    ("nd", ""),
    ("rd", ""),
    ("m", "million"),
    ("k", "thousand"),
];

/// Numerals in letters, by value; ordinals count what they count.
const NUMERALS: &[(&str, &[&str])] = &[
    ("1", &["first"]),
    ("2", &["two", "second"]),
    ("3", &["three", "third"]),
    ("4", &["four", "fourth"]),
    ("5", &["five", "fifth"]),
    ("6", &["six", "sixth"]),
    ("7", &["seven", "seventh"]),
    ("8", &["eight", "eighth"]),
    ("9", &["nine", "ninth"]),
    ("10", &["ten", "tenth"]),
    ("11", &["eleven", "eleventh"]),
    ("12", &["twelve", "twelfth"]),
    ("13", &["thirteen", "thirteenth"]),
    ("14", &["fourteen", "fourteenth"]),
    ("15", &["fifteen", "fifteenth"]),
    ("16", &["sixteen", "sixteenth"]),
    ("17", &["seventeen", "seventeenth"]),
    ("18", &["eighteen", "eighteenth"]),
    ("19", &["nineteen", "nineteenth"]),
    ("20", &["twenty", "twentieth"]),
    ("30", &["thirty", "thirtieth"]),
    ("40", &["forty", "fortieth"]),
    ("50", &["fifty", "fiftieth"]),
    ("60", &["sixty", "sixtieth"]),
    ("70", &["seventy", "seventieth"]),
    ("80", &["eighty", "eightieth"]),
    ("90", &["ninety", "ninetieth"]),
];

/// By a numeral in letters, its number in digits.
pub(super) fn numerals() -> FxHashMap<&'static str, &'static str> {
    NUMERALS.iter().flat_map(|(number, words)| words.iter().map(|word| (*word, *number))).collect()
}

/// A piece of text without spaces, its signs and short forms behind numbers in words, its numbers without commas.
pub(super) fn spelled(piece: &str) -> Cow<'_, str> {
    if !piece.bytes().any(|b| b.is_ascii_digit()) {
        return Cow::Borrowed(piece);
    }
    let (mut number, mut behind, mut units) = (String::new(), String::new(), Vec::new());
    let mut chars = piece.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let followed = chars.peek().is_some_and(char::is_ascii_digit);
        if let Some((_, word)) = SIGNS.iter().find(|(sign, _)| *sign == c) {
            units.push(*word);
        } else if c == ',' && before.is_ascii_digit() && followed {
            // 1,200 and 1200 are one number.
        } else if c == '.' && before.is_ascii_digit() && followed {
            // A letter, so that folding does not part the number.
            number.push_str("point");
        } else if c.is_ascii_digit() && behind.is_empty() {
            number.push(c);
        } else {
            behind.push(c);
        }
        before = c;
    }
    if number.is_empty() {
        return Cow::Borrowed(piece);
    }
    let rest = behind.trim_matches(|c: char| !c.is_alphanumeric());
    let short = SHORT.iter().find(|(short, _)| rest.eq_ignore_ascii_case(short));
    if !rest.is_empty() && short.is_none() {
        return Cow::Borrowed(piece);
    }
    let mut words = number;
    for word in short.map(|(_, word)| *word).into_iter().chain(units).filter(|word| !word.is_empty()) {
        words.push(' ');
        words.push_str(word);
    }
    Cow::Owned(words)
}

/// Folded words, "per cent" as one.
pub(super) fn in_words(folded: &str) -> Cow<'_, str> {
    if folded == "cent" { Cow::Borrowed("percent") } else { Cow::Borrowed(folded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_short_forms_are_words() {
        for (written, words) in [
            ("$2.5m", "2point5 million dollars"),
            ("100%", "100 percent"),
            ("£3bn,", "3 billion pounds"),
            ("1,200", "1200"),
            ("12th", "12"),
            ("40km", "40 kilometres"),
            ("F-16", "F-16"),
            ("covid19", "covid19"),
            ("10:30", "10:30"),
        ] {
            assert_eq!(spelled(written), words, "{written}");
        }
    }
}

//! The encodings that fonts name, and the names of shapes.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The encoding of Windows.
pub fn win_ansi() -> Vec<Option<char>> {
    table(WINDOWS_1252)
}

/// The encoding of old Macintoshes.
pub fn mac_roman() -> Vec<Option<char>> {
    table(MACINTOSH)
}

fn table(encoding: &'static Encoding) -> Vec<Option<char>> {
    let decode =
        |code: u8| encoding.decode_without_bom_handling(&[code]).0.chars().next().filter(|c| !c.is_control());
    (0..=u8::MAX).map(decode).collect()
}

/// The upper half of the encoding that fonts of Adobe have by themselves, from 0xA1 on; `.` where there is nothing.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ.–†‡·.¶•‚„”»…‰.¿.`´ˆ˜¯˘˙¨.˚¸.˝˛ˇ—................Æ.ª....ŁØŒº.....æ...ı..łøœß";

/// The encoding that fonts of Adobe have by themselves.
pub fn standard() -> Vec<Option<char>> {
    let mut table: Vec<Option<char>> =
        (0..=u8::MAX).map(|code| Some(char::from(code)).filter(|c| (' '..='~').contains(c))).collect();
    for (place, char) in table.iter_mut().skip(0xa1).zip(STANDARD.chars()) {
        *place = Some(char).filter(|c| *c != '.');
    }
    for (code, char) in [(0x27, '’'), (0x60, '‘')] {
        if let Some(place) = table.get_mut(code) {
            *place = Some(char);
        }
    }
    table
}

/// The characters that a shape of this name shows; empty if the name says nothing.
pub fn glyph(name: &str) -> String {
    let name = name.split('.').next().unwrap_or_default();
    name.split('_').filter_map(one).collect()
}

fn one(name: &str) -> Option<char> {
    let mut chars = name.chars();
    if let (Some(char), None) = (chars.next(), chars.next()) {
        return Some(char);
    }
    if let Ok(place) = NAMES.binary_search_by_key(&name, |(own, _)| own) {
        return NAMES.get(place).map(|(_, char)| *char);
    }
    let code = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(code) = code.and_then(|code| u32::from_str_radix(code.get(..code.len().min(6))?, 16).ok()) {
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    // "eacute" is an e with an acute.
    let (letter, accent) = name.split_at_checked(1)?;
    let mark = ACCENTS.iter().find(|(own, _)| *own == accent)?.1;
    unicode_normalization::char::compose(letter.chars().next()?, mark)
}

/// Names of accents behind a letter.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("breve", '\u{306}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("circumflex", '\u{302}'),
    ("commaaccent", '\u{327}'),
    ("dieresis", '\u{308}'),
    ("dotaccent", '\u{307}'),
    ("grave", '\u{300}'),
    ("hungarumlaut", '\u{30b}'),
    ("macron", '\u{304}'),
    ("ogonek", '\u{328}'),
    ("ring", '\u{30a}'),
    ("tilde", '\u{303}'),
];

/// Names of shapes that are neither letters nor letters with accents, sorted.
const NAMES: &[(&str, char)] = &[
    ("AE", 'Æ'),
    ("Dcroat", 'Đ'),
    ("Eth", 'Ð'),
    ("Euro", '€'),
    ("Lslash", 'Ł'),
    ("OE", 'Œ'),
    ("Oslash", 'Ø'),
    ("Thorn", 'Þ'),
    ("ae", 'æ'),
    ("ampersand", '&'),
    ("asciicircum", '^'),
    ("asciitilde", '~'),
    ("asterisk", '*'),
    ("at", '@'),
    ("backslash", '\\'),
    ("bar", '|'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("bullet", '•'),
    ("cent", '¢'),
    ("colon", ':'),
    ("comma", ','),
    ("copyright", '©'),
    ("currency", '¤'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("dcroat", 'đ'),
    ("degree", '°'),
    ("divide", '÷'),
    ("dollar", '$'),
    ("dotlessi", 'ı'),
    ("eight", '8'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("equal", '='),
    ("eth", 'ð'),
    ("exclam", '!'),
    ("exclamdown", '¡'),
    ("ff", 'ﬀ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("fi", 'ﬁ'),
    ("five", '5'),
    ("fl", 'ﬂ'),
    ("florin", 'ƒ'),
    ("four", '4'),
    ("fraction", '⁄'),
    ("germandbls", 'ß'),
    ("greater", '>'),
    ("greaterequal", '≥'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("guilsinglleft", '‹'),
    ("guilsinglright", '›'),
    ("hyphen", '-'),
    ("hyphenminus", '-'),
    ("less", '<'),
    ("lessequal", '≤'),
    ("lslash", 'ł'),
    ("minus", '−'),
    ("minute", '′'),
    ("mu", 'µ'),
    ("multiply", '×'),
    ("nbspace", '\u{a0}'),
    ("nine", '9'),
    ("nonbreakingspace", '\u{a0}'),
    ("notequal", '≠'),
    ("numbersign", '#'),
    ("oe", 'œ'),
    ("one", '1'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("oslash", 'ø'),
    ("paragraph", '¶'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("percent", '%'),
    ("period", '.'),
    ("periodcentered", '·'),
    ("perthousand", '‰'),
    ("plus", '+'),
    ("plusminus", '±'),
    ("question", '?'),
    ("questiondown", '¿'),
    ("quotedbl", '"'),
    ("quotedblbase", '„'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotesinglbase", '‚'),
    ("quotesingle", '\''),
    ("registered", '®'),
    ("second", '″'),
    ("section", '§'),
    ("semicolon", ';'),
    ("seven", '7'),
    ("six", '6'),
    ("slash", '/'),
    ("softhyphen", '\u{ad}'),
    ("space", ' '),
    ("sterling", '£'),
    ("thorn", 'þ'),
    ("three", '3'),
    ("threequarters", '¾'),
    ("trademark", '™'),
    ("two", '2'),
    ("underscore", '_'),
    ("yen", '¥'),
    ("zero", '0'),
];

/// About how wide a character is in the fonts that need not be in a file (Times, Helvetica), in thousandths of the size.
pub fn usual_width(char: char) -> f64 {
    match char {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '!' | '|' | ' ' => 260.0,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' => 330.0,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 830.0,
        'A'..='Z' => 690.0,
        _ => 500.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_known() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
        for (name, text) in [
            ("A", "A"),
            ("eacute", "é"),
            ("quotedblright", "”"),
            ("f_f_i", "ffi"),
            ("uni2019", "’"),
            ("u1F600", "😀"),
            ("a.sc", "a"),
            ("g23", ""),
        ] {
            assert_eq!(glyph(name), text, "{name}");
        }
    }

    #[test]
    fn encodings_have_their_quotation_marks() {
        let of = |table: Vec<Option<char>>, codes: &[usize]| {
            codes.iter().filter_map(|code| table[*code]).collect::<String>()
        };
        assert_eq!(of(standard(), &[0x27, 0xaa, 0xba, 0xae, 0xd0, 0xf8, 0xfb, 0x41]), "’“”ﬁ—łßA");
        assert_eq!(of(win_ansi(), &[0x93, 0x94, 0xe9]), "“”é");
        assert_eq!(of(mac_roman(), &[0xd2, 0xd3, 0x8e]), "“”é");
    }
}

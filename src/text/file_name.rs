//! File names made of names of people: harmless in every folder of every system, and none twice.

use rustc_hash::FxHashSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::fold::fold;

/// Bytes at most: file systems take 255, of which an ending and a number want some.
const LONGEST: usize = 120;

/// What stands for a name without a letter or digit.
const NAMELESS: &str = "sheet";

/// Names that are devices on Windows, whatever ending follows.
const RESERVED: [&str; 5] = ["con", "prn", "aux", "nul", "conin"];
/// The same with a digit behind.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// A file name without an ending for `name`: its letters and digits in lower case, parted by `-`, so that there is
/// nothing in it that a shell, a path or a terminal understands.
pub fn stem(name: &str) -> String {
    let mut stem = String::new();
    // Folding leaves signs that are parts of others, such as the stroke of "¼".
    let parts = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    for word in fold(name).split(parts).filter(|word| !word.is_empty()) {
        // Put together again what folding took apart.
        let word: String = word.nfc().collect();
        let room = LONGEST.saturating_sub(stem.len() + 1);
        if word.len() > room && !stem.is_empty() {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.extend(word.char_indices().take_while(|(at, c)| at + c.len_utf8() <= room).map(|(_, c)| c));
    }
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let reserved = RESERVED.contains(&stem.as_str()) || (stem.len() == 4 && NUMBERED.contains(&bare));
    match stem {
        _ if stem.is_empty() => NAMELESS.to_owned(),
        stem if reserved => format!("{NAMELESS}-{stem}"),
        stem => stem,
    }
}

/// The same for several names, each its own: those that come out the same are numbered from the second on.
pub fn stems<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut own = |name: &str| {
        let first = stem(name);
        let numbered = (2_u32..).map(|number| format!("{first}-{number}"));
        let free = std::iter::once(first.clone()).chain(numbered).find(|stem| !taken.contains(stem));
        let free = free.unwrap_or(first.clone());
        taken.insert(free.clone());
        free
    };
    names.into_iter().map(&mut own).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_harmless_as_a_file() {
        for (name, file) in [
            ("Muqtada al-Sadr", "muqtada-al-sadr"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "sheet"),
            ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
            ("Con", "sheet-con"),
            ("COM1", "sheet-com1"),
            ("Company", "company"),
            ("\u{202e}gpj.exe\u{0}\u{1b}[31m", "gpj-exe-31m"),
            ("Iraq’s Łódź", "iraq-lodz"),
            ("港口主管", "港口主管"),
            ("삼성", "삼성"),
            ("2¼ men", "21-4-men"),
        ] {
            assert_eq!(stem(name), file, "{name}");
        }
        let long = stem(&"Abcdefghi ".repeat(40));
        assert!(long.len() <= LONGEST && long.ends_with("-abcdefghi"), "{long}");
        assert_eq!(stem(&"x".repeat(500)).len(), LONGEST - 1);
    }

    #[test]
    fn names_that_come_out_the_same_are_numbered() {
        assert_eq!(
            stems(["Sadr", "al Sadr", "sadr!", "SADR", "Sadr 2"]),
            ["sadr", "al-sadr", "sadr-2", "sadr-3", "sadr-2-2"]
        );
    }

    proptest! {
        #[test]
        fn any_names_make_names_of_files(names in proptest::collection::vec("(\\PC|[\u{0}-\u{20}./\\\\:*?\"<>|\u{200b}-\u{202e}]|con|\\.\\.){0,12}", 0..6)) {
            let files = stems(names.iter().map(String::as_str));
            for (i, file) in files.iter().enumerate() {
                prop_assert!(!file.is_empty() && file.len() < 200);
                prop_assert!(file.chars().all(|c| c.is_alphanumeric() || c == '-' || unicode_normalization::char::is_combining_mark(c)), "{}", file);
                prop_assert!(!file.starts_with('-'));
                prop_assert!(!files.iter().take(i).any(|other| other == file));
            }
        }
    }
}

//! Spellings: which words are one name written differently (Moqtada, Muqtada; Zelensky, Zelenskyy).
//!
//! Rules written like a linguist's (`eh > a / C_#`) lead every spelling to one key; a list names what no rule can
//! tell, in both directions. Both are data files beside this module.

use rustc_hash::FxHashMap;

/// The rules and the list.
#[derive(Debug)]
pub struct Spellings {
    /// By first letter, a to z, in order of the file.
    rules: [Vec<Rewrite>; 26],
    /// Words that are their own key.
    apart: rustc_hash::FxHashSet<&'static str>,
    /// From the key of every listed spelling to that of the name's first one.
    same: FxHashMap<String, String>,
}

/// `letters > others / places`.
#[derive(Debug)]
struct Rewrite {
    letters: &'static [u8],
    others: &'static str,
    /// What stands before (read backwards) and behind; empty: anything.
    places: Vec<[Vec<u8>; 2]>,
}

/// Shorter words are what they are: too many of them are names that differ by a letter.
const SHORTEST: usize = 4;

impl Spellings {
    /// Reads the embedded files; some microseconds.
    pub fn embedded() -> Self {
        let mut rules: [Vec<Rewrite>; 26] = Default::default();
        for rule in lines(include_str!("rules.txt")).filter_map(Rewrite::parse) {
            if let Some(of_letter) = rule.letters.first().and_then(|l| rules.get_mut(usize::from(l - b'a'))) {
                of_letter.push(rule);
            }
        }
        let mut spellings =
            Self { rules, apart: rustc_hash::FxHashSet::default(), same: FxHashMap::default() };
        for line in lines(include_str!("names.txt")) {
            let (sign, names) = line.split_once(' ').unwrap_or_default();
            if sign == "!" {
                spellings.apart.extend(names.split(' '));
                continue;
            }
            let mut first = None;
            for name in names.split(' ') {
                let mut key = String::new();
                spellings.rewrite(name, &mut key);
                let first: &mut String = first.get_or_insert_with(|| key.clone());
                spellings.same.insert(key, first.clone());
            }
        }
        spellings
    }

    /// What all spellings of `word`, folded, have in common.
    pub fn key(&self, word: &str) -> String {
        let mut out = String::new();
        self.add_key(word, &mut out);
        out
    }

    /// Appends the keys of all words of `words`, parted by single spaces.
    pub fn add_keys(&self, words: &str, out: &mut String) {
        for word in words.split(' ') {
            if !out.is_empty() {
                out.push(' ');
            }
            self.add_key(word, out);
        }
    }

    fn add_key(&self, word: &str, out: &mut String) {
        if self.apart.contains(word) {
            out.push_str(word);
            // No rewritten word has a mark in it.
            return out.push('!');
        }
        let start = out.len();
        self.rewrite(word, out);
        let same = out.get(start..).and_then(|key| self.same.get(key));
        if same.is_some() || word.len() < SHORTEST {
            out.truncate(start);
            out.push_str(same.map_or(word, String::as_str));
        }
    }

    /// Appends the word with all rules applied; other scripts are left alone.
    fn rewrite(&self, word: &str, out: &mut String) {
        if !word.is_ascii() {
            return out.push_str(word);
        }
        let letters = word.as_bytes();
        let (start, mut at) = (out.len(), 0);
        while let Some(letter) = letters.get(at) {
            let place = usize::from(letter.wrapping_sub(b'a'));
            let rules = self.rules.get(place).map(Vec::as_slice).unwrap_or_default();
            if let Some(rule) = rules.iter().find(|rule| rule.fits(letters, at)) {
                rule.others.chars().for_each(|c| push(out, start, c));
                at += rule.letters.len();
            } else {
                push(out, start, char::from(*letter));
                at += 1;
            }
        }
    }
}

/// Adds a letter unless it doubles the last one since `start`.
fn push(out: &mut String, start: usize, letter: char) {
    if letter.is_ascii_digit() || out.len() == start || !out.ends_with(letter) {
        out.push(letter);
    }
}

impl Rewrite {
    /// Reads a line of the rules; `None` if it is none.
    fn parse(line: &'static str) -> Option<Self> {
        let (rule, places) = line.split_once(" / ").unwrap_or((line, ""));
        let (letters, others) = rule.split_once(" > ")?;
        let place = |place: &str| {
            let (before, behind) = place.split_once('_')?;
            Some([before.bytes().rev().collect(), behind.bytes().collect()])
        };
        Some(Self {
            letters: letters.as_bytes(),
            others,
            places: places.split(' ').filter_map(place).collect(),
        })
    }

    fn fits(&self, word: &[u8], at: usize) -> bool {
        let end = at + self.letters.len();
        if word.get(at..end) != Some(self.letters) {
            return false;
        }
        let before = |i: usize| at.checked_sub(i + 1).and_then(|i| word.get(i));
        let behind = |i: usize| word.get(end + i);
        self.places.is_empty()
            || self.places.iter().any(|[left, right]| {
                left.iter().enumerate().all(|(i, asked)| stands(*asked, before(i)))
                    && right.iter().enumerate().all(|(i, asked)| stands(*asked, behind(i)))
            })
    }
}

/// Whether `letter` (none: the edge of the word) is what a place asks for.
fn stands(asked: u8, letter: Option<&u8>) -> bool {
    let is_vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    match asked {
        b'#' => letter.is_none(),
        b'V' => letter.is_some_and(is_vowel),
        b'C' => letter.is_some_and(|c| !is_vowel(c)),
        _ => letter == Some(&asked),
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(words: &str) {
        let spellings = Spellings::embedded();
        let keys: Vec<String> = words.split(' ').map(|word| spellings.key(word)).collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{words}: {keys:?}");
    }

    #[track_caller]
    fn check_apart(words: &str) {
        let spellings = Spellings::embedded();
        let mut keys: Vec<String> = words.split(' ').map(|word| spellings.key(word)).collect();
        keys.sort();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{words}: {keys:?}");
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for words in [
            "hasaka hassakeh hasakeh hasakah",
            "moqtada muqtada",
            "zelensky zelenskyy zelenskiy zelenskyi",
            "gaddafi qaddafi kadhafi",
            "mohammed muhammad mohamad",
            "hussein hussain husayn hossein",
            "yousef youssef yusuf",
            "sergei sergey",
            "aleksandr alexandr",
            "tymoshenko timoshenko",
            "klitschko klychko",
            "yanukovych yanukovich",
            "benghazi bengazi",
            "haniyeh haniya haniyah",
            "kandahar qandahar",
            "soleimani suleimani sulaimani",
            "sheikh shaikh",
            "houthi huthi",
            "sanaa sana",
            "zaporizhzhia zaporizhzhya",
            "fallujah falluja",
        ] {
            check_same(words);
        }
    }

    #[test]
    fn names_that_look_alike_stay_apart() {
        for words in [
            "mali male mile",
            "iran iraq oran",
            "hassan hussein",
            "mahmoud mohammed ahmed hamid",
            "austria australia",
            "niger nigeria",
            "bush busch",
            "meyer maier mayer",
            "hong hung",
            "lee li",
            "salah saleh sala",
            "karim karima karimi",
            "gent kent",
            "georgia jorge",
            "slovakia slovenia",
            "jan jon jun",
        ] {
            check_apart(words);
        }
    }

    #[test]
    fn every_line_is_read_and_the_list_is_sorted() {
        for line in lines(include_str!("rules.txt")) {
            let rule = Rewrite::parse(line).unwrap_or_else(|| panic!("{line}: no rule"));
            let places = line.split_once(" / ").map_or(0, |(_, places)| places.split(' ').count());
            assert_eq!(rule.places.len(), places, "{line}");
        }
        let names: Vec<&str> = lines(include_str!("names.txt")).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "sorted, without doubles");
        assert!(names.iter().all(|line| line.starts_with("! ") || line.starts_with("= ")));
        let spellings = Spellings::embedded();
        for line in names.iter().filter_map(|line| line.strip_prefix("= ")) {
            let mut keys = line.split(' ').map(|name| spellings.key(name));
            let first = keys.next().expect("a name");
            assert!(keys.all(|key| key == first), "{line}: a spelling is listed twice");
        }
    }
}

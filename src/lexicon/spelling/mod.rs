//! Spellings: which words are one name written differently (Moqtada, Muqtada; Zelensky, Zelenskyy).
//!
//! Rules written like a linguist's (`eh > a / C_#`) lead every spelling to one key; a list names what no rule can
//! tell, in both directions. Both are data files beside this module.

use rustc_hash::FxHashMap;

/// The rules and the list.
#[derive(Debug)]
pub struct Spellings {
    /// By first letter, in order of the file.
    rules: FxHashMap<char, Vec<Rewrite>>,
    /// Words that are their own key.
    apart: rustc_hash::FxHashSet<&'static str>,
    /// From the key of every listed spelling to that of the name's first one.
    same: FxHashMap<String, String>,
}

/// `letters > others / places`.
#[derive(Debug)]
struct Rewrite {
    letters: Vec<char>,
    others: &'static str,
    /// What stands before and behind; empty: anything.
    places: Vec<[Vec<char>; 2]>,
}

/// Shorter words are what they are: too many of them are names that differ by a letter.
const SHORTEST: usize = 4;

impl Spellings {
    /// Reads the embedded files; some microseconds.
    pub fn embedded() -> Self {
        let mut rules: FxHashMap<char, Vec<Rewrite>> = FxHashMap::default();
        for rule in lines(include_str!("rules.txt")).filter_map(Rewrite::parse) {
            if let Some(&first) = rule.letters.first() {
                rules.entry(first).or_default().push(rule);
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
            let keys: Vec<String> = names.split(' ').map(|name| spellings.rewritten(name)).collect();
            for key in &keys {
                spellings.same.insert(key.clone(), keys.first().cloned().unwrap_or_default());
            }
        }
        spellings
    }

    /// What all spellings of `word`, folded, have in common.
    pub fn key(&self, word: &str) -> String {
        let listed = || self.same.get(&self.rewritten(word)).cloned();
        if self.apart.contains(word) {
            // No rewritten word has a mark in it.
            return format!("{word}!");
        }
        if word.chars().count() < SHORTEST {
            return listed().unwrap_or_else(|| word.to_owned());
        }
        listed().unwrap_or_else(|| self.rewritten(word))
    }

    fn rewritten(&self, word: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        let mut out = String::with_capacity(word.len());
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            let rules = self.rules.get(letter).map(Vec::as_slice).unwrap_or_default();
            if let Some(rule) = rules.iter().find(|rule| rule.fits(&letters, at)) {
                rule.others.chars().for_each(|c| push(&mut out, c));
                at += rule.letters.len();
            } else {
                push(&mut out, *letter);
                at += 1;
            }
        }
        out
    }
}

/// Adds a letter unless it doubles the last one.
fn push(out: &mut String, letter: char) {
    if !out.ends_with(letter) || letter.is_numeric() {
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
            Some([before.chars().rev().collect(), behind.chars().collect()])
        };
        Some(Self {
            letters: letters.chars().collect(),
            others,
            places: places.split(' ').filter_map(place).collect(),
        })
    }

    fn fits(&self, word: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        if word.get(at..end) != Some(self.letters.as_slice()) {
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
fn stands(asked: char, letter: Option<&char>) -> bool {
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    match asked {
        '#' => letter.is_none(),
        'V' => letter.is_some_and(is_vowel),
        'C' => letter.is_some_and(|c| !is_vowel(c)),
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

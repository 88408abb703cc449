//! The log of decisions: what its lines say, and which of them are in force. A pure function of the text.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{
    model::{Decision, Entry},
    text::hash::fnv,
};

/// The version of the format this program writes.
pub const VERSION: u32 = 1;

/// The first line of a new file.
pub(super) const HEAD: &str = "{\"dixit\":\"decisions\",\"version\":1}\n";

/// All that a decisions file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// In order of the lines; of several that say the same with one id only the first.
    pub entries: Vec<Entry>,
    /// Lines that could not be read, in order.
    pub damaged: Vec<Damaged>,
    /// By entry, whether it is in force; never for undo and redo.
    in_force: Vec<bool>,
    /// Decisions in force, those that came into force last at the end.
    done: Vec<usize>,
    /// Decisions undone since the last new one, the last at the end.
    undone: Vec<usize>,
    /// Entries by their id.
    known: FxHashMap<String, usize>,
}

/// A line that could not be read. It stays in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// The first line of a file.
#[derive(Deserialize)]
struct Head {
    dixit: String,
    #[serde(default)]
    version: u32,
}

impl Log {
    /// Reads a decisions file. Empty lines and those that begin with `#` say nothing.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut log = Self::default();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            match read_line(line) {
                Ok(Some(entry)) if log.differs(&entry) => {
                    let problem = format!("another line with the id {:?} says something else", entry.id);
                    log.damaged.push(Damaged { line: i + 1, problem });
                }
                Ok(Some(entry)) => log.take(entry),
                Ok(None) => {}
                Err(problem) => log.damaged.push(Damaged { line: i + 1, problem }),
            }
        }
        log
    }

    /// The log with what `decide` makes of it, kept in no file; and the new entry, if there is one.
    pub fn with(mut self, decide: impl FnOnce(&Self) -> Option<Decision>) -> (Self, Option<Entry>) {
        let entry = decide(&self).map(|decision| Entry { id: String::new(), on: None, decision });
        let Some(entry) = entry else { return (self, None) };
        self.take(entry);
        let entry = self.entries.last().cloned();
        (self, entry)
    }

    /// Whether a line before has its id, which was copied by hand, and says something else.
    fn differs(&self, entry: &Entry) -> bool {
        self.entry(&entry.id).is_some_and(|known| known.decision != entry.decision)
    }

    /// Adds an entry, as if its line came next.
    pub(super) fn take(&mut self, mut entry: Entry) {
        if entry.id.is_empty() {
            entry.id = id_of(&entry, &self.known);
        }
        let index = self.entries.len();
        if self.known.contains_key(&entry.id) {
            // The same line twice, as when two copies of a file were put together.
            return;
        }
        self.known.insert(entry.id.clone(), index);
        match &entry.decision {
            Decision::Undo { entry } => {
                if let Some(target) = self.known.get(entry).copied().filter(|t| self.is_in_force(*t)) {
                    self.set(target, false);
                    remove_last(&mut self.done, target);
                    self.undone.push(target);
                }
            }
            Decision::Redo { entry } => {
                let target = self.known.get(entry).copied();
                if let Some(target) = target.filter(|t| !self.is_in_force(*t) && self.can_hold(*t)) {
                    self.set(target, true);
                    remove_last(&mut self.undone, target);
                    self.done.push(target);
                }
            }
            _ => {
                self.done.push(index);
                self.undone.clear();
            }
        }
        let holds = !matches!(entry.decision, Decision::Undo { .. } | Decision::Redo { .. });
        self.in_force.push(holds);
        self.entries.push(entry);
    }

    /// Whether the entry with this index is a decision that holds.
    pub fn is_in_force(&self, index: usize) -> bool {
        self.in_force.get(index).copied().unwrap_or_default()
    }

    /// The decisions that hold, in the order they were made.
    pub fn in_force(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().zip(&self.in_force).filter(|(_, holds)| **holds).map(|(entry, _)| entry)
    }

    /// What undo would undo: the decision that came into force last.
    pub fn to_undo(&self) -> Option<&Entry> {
        self.done.last().and_then(|i| self.entries.get(*i))
    }

    /// What redo would redo: the decision undone last, unless a new one was made since.
    pub fn to_redo(&self) -> Option<&Entry> {
        self.undone.last().and_then(|i| self.entries.get(*i))
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.known.get(id).and_then(|i| self.entries.get(*i))
    }

    /// Whether an entry is a decision, not an undo or redo.
    fn can_hold(&self, index: usize) -> bool {
        let entry = self.entries.get(index);
        entry.is_some_and(|e| !matches!(e.decision, Decision::Undo { .. } | Decision::Redo { .. }))
    }

    fn set(&mut self, index: usize, holds: bool) {
        if let Some(slot) = self.in_force.get_mut(index) {
            *slot = holds;
        }
    }
}

/// Takes `target` out of a list in which it stands once, mostly near the end.
fn remove_last(list: &mut Vec<usize>, target: usize) {
    if let Some(at) = list.iter().rposition(|i| *i == target) {
        list.remove(at);
    }
}

/// An entry, nothing for the first line of a file, or what is wrong with the line.
fn read_line(line: &[u8]) -> Result<Option<Entry>, String> {
    let text = str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
    if let Ok(head) = serde_json::from_str::<Head>(text) {
        return match (head.dixit.as_str(), head.version) {
            ("decisions", 0..=VERSION) => Ok(None),
            ("decisions", version) => {
                Err(format!("written by a later dixit (version {version}); what this one knows is applied"))
            }
            (other, _) => Err(format!("a file of {other}, not of decisions")),
        };
    }
    let read: Result<Entry, _> = serde_json::from_str(text);
    if read.as_ref().is_ok_and(|entry| gives_no_name(&entry.decision)) {
        return Err("the name is empty".to_owned());
    }
    read.map(Some).map_err(|error| {
        // The position counts within the line, which is given apart.
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        if error.is_eof() { "cut off".to_owned() } else { words.to_owned() }
    })
}

/// Whether a decision gives somebody a name and the name is empty.
fn gives_no_name(decision: &Decision) -> bool {
    let name = match decision {
        Decision::Rename { name, .. } => name,
        Decision::Speaker { actor: Some(actor), .. } => &actor.name,
        _ => return false,
    };
    name.trim().is_empty()
}

/// An id for a line that has none: made from what it says, so that it is the same in every run.
fn id_of(entry: &Entry, known: &FxHashMap<String, usize>) -> String {
    let words = serde_json::to_string(&entry.decision).unwrap_or_default();
    let mut hash = fnv(words.bytes());
    loop {
        let id = short(hash);
        if !known.contains_key(&id) {
            return id;
        }
        hash = hash.wrapping_add(1);
    }
}

/// Eight letters and digits, none of which looks like another.
pub(super) fn short(hash: u64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..8).map(|i| char::from(LETTERS[(hash >> (5 * i) & 31) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of lines such as `rename a`, `undo a`, in force by id.
    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let line = |line: &str| match line.split_once(' ') {
            Some((what @ ("undo" | "redo"), id)) => {
                format!(r#"{{"id":"{line}","decision":"{what}","entry":"{id}"}}"#)
            }
            _ => format!(r#"{{"id":"{line}","decision":"rename","actor":{{"name":"x"}},"name":"{line}"}}"#),
        };
        let text: Vec<String> = lines.split(", ").map(line).collect();
        let log = Log::parse(text.join("\n").as_bytes());
        assert_eq!(log.damaged, []);
        assert_eq!(log.in_force().map(|e| e.id.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn undo_and_redo_refer_to_entries() {
        check("a, b", &["a", "b"]);
        check("a, b, undo b", &["a"]);
        check("a, b, undo a", &["b"]);
        check("a, b, undo a, redo a", &["a", "b"]);
        check("a, undo a, undo a", &[]);
        check("undo a, a, redo c, redo undo a", &["a"]);
    }

    #[test]
    fn undo_goes_back_step_by_step_and_redo_forth_until_something_new_is_decided() {
        let with = |lines: &str| {
            let line = |line: &str| match line.split_once(' ') {
                Some((what, id)) => format!(r#"{{"id":"{line}","decision":"{what}","entry":"{id}"}}"#),
                None => format!(r#"{{"id":"{line}","decision":"rename","actor":{{"name":"x"}},"name":"y"}}"#),
            };
            let text: Vec<String> = lines.split(", ").map(line).collect();
            let log = Log::parse(text.join("\n").as_bytes());
            let id = |entry: Option<&Entry>| entry.map_or("-".to_owned(), |e| e.id.clone());
            format!("{} {}", id(log.to_undo()), id(log.to_redo()))
        };
        assert_eq!(with("a, b"), "b -");
        assert_eq!(with("a, b, undo b"), "a b");
        assert_eq!(with("a, b, undo b, undo a"), "- a");
        assert_eq!(with("a, b, undo b, undo a, redo a"), "a b");
        assert_eq!(with("a, b, undo b, c"), "c -");
    }

    #[test]
    fn damaged_lines_are_named_and_the_others_hold() {
        let text = b"{\"dixit\":\"decisions\",\"version\":1}\r\n\n# a comment\n\
            {\"id\":\"a\",\"decision\":\"rename\",\"actor\":{\"name\":\"x\"},\"name\":\"y\",\"new field\":[1]}\n\
            {\"decision\":\"frobnicate\"}\n\xff\xfe\n{\"id\":\"b\",\"decision\":\"undo\"}\n\
            {\"id\":\"c\",\"decision\":\"not-an-actor\",\"actor\":{\"name\":\"x\",\"kind\":\"planet\"}}\n\
            {\"id\":\"d\",\"decision\":\"not-an-actor\",\"actor\":{\"na";
        let log = Log::parse(text);
        assert_eq!(log.entries.len(), 1);
        let damaged: Vec<String> = log.damaged.iter().map(|d| format!("{} {}", d.line, d.problem)).collect();
        assert_eq!(damaged.len(), 5, "{damaged:?}");
        assert!(damaged[0].starts_with("5 unknown variant `frobnicate`"), "{damaged:?}");
        assert_eq!(
            &damaged[1..],
            ["6 not UTF-8", "7 missing field `entry`", "8 there is no kind \"planet\"", "9 cut off"]
        );
    }

    #[test]
    fn a_line_without_an_id_has_the_same_id_in_every_run_and_can_be_undone() {
        let line = "{\"decision\":\"not-an-actor\",\"actor\":{\"name\":\"Breaking News\"}}\n";
        let log = Log::parse(format!("{line}{line}").as_bytes());
        let ids: Vec<&str> = log.entries.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], Log::parse(line.as_bytes()).entries[0].id);
        assert_ne!(ids[0], ids[1]);
        let undone = format!("{line}{{\"id\":\"u\",\"decision\":\"undo\",\"entry\":\"{}\"}}", ids[0]);
        assert_eq!(Log::parse(undone.as_bytes()).in_force().count(), 0);
    }

    #[test]
    fn the_same_line_twice_counts_once() {
        check("a, b, undo b, b, undo b", &["a"]);
    }

    #[test]
    fn a_name_of_nothing_is_reported() {
        let log = Log::parse(
            b"{\"decision\":\"rename\",\"actor\":{\"name\":\"x\"},\"name\":\" \"}\n\
              {\"decision\":\"speaker\",\"quotation\":{\"words\":\"x\"},\"actor\":{\"name\":\"\"}}\n\
              {\"decision\":\"speaker\",\"quotation\":{\"words\":\"x\"},\"actor\":null}\n",
        );
        let damaged: Vec<_> = log.damaged.iter().map(|d| (d.line, d.problem.as_str())).collect();
        assert_eq!(damaged, [(1, "the name is empty"), (2, "the name is empty")]);
        assert_eq!(log.entries.len(), 1);
    }

    #[test]
    fn a_line_copied_with_its_id_and_changed_is_reported() {
        let line = |id: &str, name: &str| {
            format!(r#"{{"id":"{id}","decision":"rename","actor":{{"name":"x"}},"name":"{name}"}}"#)
        };
        let text = [line("a", "y"), line("a", "z"), line("a", "y"), line("b", "z")].join("\n");
        let log = Log::parse(text.as_bytes());
        assert_eq!(log.in_force().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let problem = "another line with the id \"a\" says something else".to_owned();
        assert_eq!(log.damaged, [Damaged { line: 2, problem }]);
    }

    #[test]
    fn a_file_of_a_later_version_says_so() {
        let log = Log::parse(b"{\"dixit\":\"decisions\",\"version\":9}\n");
        assert!(log.damaged[0].problem.contains("version 9"), "{log:?}");
        assert!(Log::parse(HEAD.as_bytes()).damaged.is_empty());
    }
}

//! What a reader of a format knows of the file it reads: where it lies, and how much of it may still be unpacked.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
};

use super::{
    super::{Intake, Skipped, limits},
    fields::Mapping,
};
use crate::model::{Document, Given, Origin};

/// What one file on the disk may still ask for, whatever lies in it.
#[derive(Debug)]
pub struct Budget {
    bytes: AtomicU64,
    members: AtomicUsize,
    text: AtomicU64,
}

impl Budget {
    /// The budget of a file of `length` bytes.
    pub fn new(length: u64) -> Self {
        let bytes = length.saturating_mul(limits::RATIO).clamp(limits::UNPACKED_FREELY, limits::UNPACKED);
        Self {
            bytes: AtomicU64::new(bytes),
            members: AtomicUsize::new(limits::MEMBERS),
            text: AtomicU64::new(limits::TAKEN),
        }
    }

    /// How many bytes may still be unpacked. Whoever unpacks reads one byte more at most, then [`Budget::spend`]s.
    pub fn left(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Takes unpacked bytes from the budget.
    pub fn spend(&self, bytes: u64) -> Result<(), String> {
        let taken =
            self.bytes.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        taken.map(|_| ()).map_err(|_| {
            format!(
                "unpacks to more than is read ({} times its size, {} MiB in any case, {} GiB at most)",
                limits::RATIO,
                limits::UNPACKED_FREELY >> 20,
                limits::UNPACKED >> 30
            )
        })
    }

    fn take(&self, documents: &[Document]) -> Result<(), String> {
        let bytes = documents.iter().map(|document| document.raw.len() as u64).sum::<u64>();
        let taken =
            self.text.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        taken.map(|_| ()).map_err(|_| {
            format!(
                "more text than is taken from one file ({} MiB): the rest is left out",
                limits::TAKEN >> 20
            )
        })
    }

    fn member(&self) -> Result<(), String> {
        let taken = self.members.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        taken.map(|_| ()).map_err(|_| format!("has more than {} parts", limits::MEMBERS))
    }
}

/// Where what is being read lies.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    path: &'a Path,
    /// The name within the file, where it is a part of one.
    member: Option<String>,
    depth: usize,
    budget: &'a Budget,
    mapping: &'a Mapping,
    stdin: bool,
    named: bool,
    /// What it is called once it is unpacked, where it is the whole of something compressed.
    unpacked: Option<String>,
    /// The charset that whoever sent it says it is in.
    charset: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// A file on the disk.
    pub const fn file(path: &'a Path, budget: &'a Budget) -> Self {
        Self {
            path,
            member: None,
            depth: 0,
            budget,
            mapping: Mapping::NONE,
            stdin: false,
            named: false,
            unpacked: None,
            charset: None,
        }
    }

    /// Standard input, which is called `path`.
    pub const fn stdin(path: &'a Path, budget: &'a Budget) -> Self {
        Self {
            path,
            member: None,
            depth: 0,
            budget,
            mapping: Mapping::NONE,
            stdin: true,
            named: true,
            unpacked: None,
            charset: None,
        }
    }

    /// The same, where tables and records are read as the user says.
    pub fn mapped(self, mapping: &'a Mapping) -> Self {
        Self { mapping, ..self }
    }

    /// The same, and whether the user named the file rather than a folder above it.
    #[must_use]
    pub fn named(self, named: bool) -> Self {
        Self { named, ..self }
    }

    /// The same, in the charset that whoever sent it says.
    #[must_use]
    pub fn charset(self, charset: Option<&'a str>) -> Self {
        Self { charset, ..self }
    }

    /// A part of the file, by a name that is the same in every run; the same place if its parts are parts of
    /// parts. An error if that is too deep or one too many.
    pub fn member(&self, name: &str) -> Result<Self, String> {
        if self.depth >= limits::FILES_DEEP {
            return Err(format!("files within files, more than {} deep", limits::FILES_DEEP));
        }
        self.budget.member()?;
        let member = self.member.as_ref().map_or_else(|| name.to_owned(), |own| format!("{own}:{name}"));
        Ok(Self {
            member: Some(member),
            depth: self.depth + 1,
            unpacked: None,
            charset: None,
            ..self.clone()
        })
    }

    /// The same place, unpacked, which by itself would be called `name`. An error if that is too deep.
    pub fn unpacked(&self, name: String) -> Result<Self, String> {
        let deeper = self.member("")?;
        Ok(Self { depth: deeper.depth, unpacked: Some(name), ..self.clone() })
    }

    /// The file on the disk in which all this lies.
    pub const fn path(&self) -> &'a Path {
        self.path
    }

    /// Whether this is a file on the disk itself: not standard input, not a part of something.
    pub const fn is_file(&self) -> bool {
        self.member.is_none() && !self.stdin && self.unpacked.is_none()
    }

    /// Whether the user named the file on the disk.
    pub const fn is_named(&self) -> bool {
        self.named
    }

    /// The charset it is said to be in.
    pub const fn label(&self) -> Option<&'a str> {
        self.charset
    }

    /// Takes the texts of `documents` from what may be taken of the file. Whoever reads many articles asks as they come,
    /// and reads no further after an error. What lies in a part of a file is counted by whoever reads the parts.
    pub fn take(&self, documents: &[Document]) -> Result<(), String> {
        if self.member.is_some() { Ok(()) } else { self.budget.take(documents) }
    }

    /// What may still be unpacked.
    pub const fn budget(&self) -> &'a Budget {
        self.budget
    }

    /// Which column is which field, as the user says.
    pub const fn mapping(&self) -> &'a Mapping {
        self.mapping
    }

    /// Its own name, without the folders it lies in.
    pub fn name(&self) -> String {
        let own = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        if let Some(name) = &self.unpacked {
            return name.clone();
        }
        match &self.member {
            Some(member) => {
                let last = member.rsplit(['/', ':']).next().unwrap_or(member);
                last.to_owned()
            }
            None => own(self.path).unwrap_or_else(|| self.path.display().to_string()),
        }
    }

    /// The id of a document that is all of it: the name of the file, and the name within it.
    pub fn id(&self) -> String {
        let file = self.path.file_name();
        let file =
            file.map_or_else(|| self.path.display().to_string(), |name| name.to_string_lossy().into_owned());
        self.member.as_ref().map_or_else(|| file.clone(), |member| format!("{file}:{member}"))
    }

    /// Where it came from.
    pub fn origin(&self) -> Origin {
        match &self.member {
            Some(member) => Origin::Member(self.path.to_owned(), member.clone()),
            None if self.stdin => Origin::Stdin,
            None => Origin::File(self.path.to_owned()),
        }
    }

    /// Where its record of this number came from; records count from 1.
    pub fn record(&self, number: usize) -> Origin {
        match &self.member {
            Some(member) => Origin::Member(self.path.to_owned(), format!("{member}:{number}")),
            None => Origin::Record(self.path.to_owned(), number),
        }
    }

    /// That it was passed over, and why.
    pub fn skip(&self, reason: impl Into<String>) -> Skipped {
        Skipped { origin: self.origin(), reason: reason.into() }
    }

    /// One document that is all of it; an empty one is passed over.
    pub fn document(&self, raw: String, given: Given) -> Intake {
        if raw.trim().is_empty() {
            return Intake::of_skipped(self.skip("empty"));
        }
        let document = Document { id: self.id(), raw: raw.into(), origin: self.origin(), given };
        Intake { documents: vec![document], ..Intake::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_much_text_is_taken_from_a_file_and_no_more() {
        let budget = Budget::new(1 << 30);
        let file = Context::file(Path::new("all.jsonl"), &budget);
        let raw = "x".repeat((limits::TAKEN / 2) as usize);
        let half = file.document(raw, Given::default()).documents;
        let part = file.member("1").expect("one deep");
        assert_eq!([file.take(&half), part.take(&half), file.take(&half)], [Ok(()), Ok(()), Ok(())]);
        let refused = file.take(&file.document("y".into(), Given::default()).documents);
        assert_eq!(
            refused,
            Err("more text than is taken from one file (128 MiB): the rest is left out".into())
        );
    }

    #[test]
    fn parts_of_parts_have_a_place_and_an_end() {
        let budget = Budget::new(100);
        let file = Context::file(Path::new("in/week.zip"), &budget);
        let mail = file.member("a/post.mbox").and_then(|part| part.member("2")).expect("two deep");
        assert_eq!(mail.id(), "week.zip:a/post.mbox:2");
        assert_eq!(mail.origin().to_string(), "in/week.zip:a/post.mbox:2");
        assert_eq!(mail.record(7).to_string(), "in/week.zip:a/post.mbox:2:7");
        assert_eq!(
            (file.name(), file.member("a/b.html").map(|part| part.name())),
            ("week.zip".into(), Ok("b.html".into()))
        );
        let too_deep = mail.member("x").and_then(|part| part.member("y")).and_then(|part| part.member("z"));
        assert_eq!(too_deep.map(|part| part.id()), Err("files within files, more than 4 deep".to_owned()));
    }

    #[test]
    fn a_bomb_spends_its_budget() {
        let budget = Budget::new(42);
        assert_eq!(budget.left(), limits::UNPACKED_FREELY);
        assert_eq!(budget.spend(budget.left()), Ok(()));
        assert!(budget.spend(1).is_err());
        assert_eq!(Budget::new(u64::MAX).left(), limits::UNPACKED);
    }
}

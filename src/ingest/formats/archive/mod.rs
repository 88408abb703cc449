//! Files that hold files: ZIP and tar archives, and what is compressed by gzip. Nothing of them is ever written to the
//! disk, so that a name in an archive is no more than a name.

mod gzip;
mod tar;
mod zip;

use std::io::{self, Read};

use rayon::prelude::*;

pub(super) use self::{gzip::FORMAT as GZIP, tar::FORMAT as TAR, zip::FORMAT as ZIP};
use super::{super::limits, Context, Intake, read_all};

/// The parts of an archive, read as they come.
struct Members<'c> {
    context: &'c Context<'c>,
    /// Unpacked and still to be read, all processors together.
    waiting: Vec<(Context<'c>, Vec<u8>)>,
    bytes: usize,
    intake: Intake,
    /// Whether more may be taken.
    taken: Result<(), String>,
}

/// So many parts, or so many bytes of them, wait before they are read together.
const TOGETHER: (usize, usize) = (64, 16 << 20);

impl<'c> Members<'c> {
    fn new(context: &'c Context<'c>) -> Self {
        Self { context, waiting: Vec::new(), bytes: 0, intake: Intake::default(), taken: Ok(()) }
    }

    /// The place of the part called `name`; `None` where nobody has to be told of it. An error where the archive is
    /// read no further.
    fn place(&mut self, name: &str) -> Result<Option<Context<'c>>, String> {
        self.taken.clone()?;
        let name = harmless(name);
        let member = self.context.member(&name)?;
        if is_hidden(&name) {
            self.intake.passed_over.push(member.skip("hidden"));
            return Ok(None);
        }
        Ok(Some(member))
    }

    /// Takes a part that is unpacked.
    fn add(&mut self, member: Context<'c>, bytes: Vec<u8>) {
        self.bytes += bytes.len();
        self.waiting.push((member, bytes));
        if self.waiting.len() >= TOGETHER.0 || self.bytes >= TOGETHER.1 {
            self.flush();
        }
    }

    /// Tells of a part that cannot be read.
    fn skip(&mut self, member: &Context<'_>, reason: impl Into<String>) {
        // Its neighbours come first.
        self.flush();
        self.intake.skipped.push(member.skip(reason));
    }

    /// Passes over a part that nobody has to be told of.
    fn pass_over(&mut self, member: &Context<'_>, reason: &str) {
        self.intake.passed_over.push(member.skip(reason));
    }

    fn flush(&mut self) {
        self.bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        let read = |(member, bytes): (Context<'_>, Vec<u8>)| read_all(bytes, &member, false);
        for intake in waiting.into_par_iter().map(read).collect::<Vec<_>>() {
            self.taken = self.taken.clone().and_then(|()| self.context.take(&intake.documents));
            if self.taken.is_ok() {
                self.intake.extend(intake);
            }
        }
    }

    /// All that was in the archive. What came before an error stays.
    fn finish(mut self, ended: Result<(), String>) -> Result<Intake, String> {
        self.flush();
        if let Err(reason) = ended.and(self.taken) {
            if self.intake.documents.is_empty() && self.intake.skipped.is_empty() {
                return Err(reason);
            }
            self.intake.skipped.push(self.context.skip(format!("{reason}; what follows in it was not read")));
        }
        let read = &self.intake;
        if read.documents.is_empty() && read.skipped.is_empty() {
            let reason =
                if read.passed_over.is_empty() { "an empty archive" } else { "holds nothing that is read" };
            return Err(reason.to_owned());
        }
        Ok(self.intake)
    }
}

/// `name` as it can be shown and found again: no way out of the archive, no drive, nothing that is not seen.
fn harmless(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> = parts
        .map(|part| part.chars().map(|c| if c.is_control() || c == ':' { '_' } else { c }).collect())
        .collect();
    if parts.is_empty() { "(no name)".to_owned() } else { parts.join("/") }
}

/// Whether a part is hidden, or of the second half that macOS adds to every file.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// Reads no more than may still be unpacked, and says so when there was more.
struct Unpacking<'b, R> {
    from: R,
    context: &'b Context<'b>,
}

impl<R: Read> Read for Unpacking<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.context.budget().spend(read as u64).map_err(io::Error::other)?;
        Ok(read)
    }
}

/// All bytes of a part that is compressed.
fn unpack(from: impl Read, context: &Context<'_>) -> io::Result<Vec<u8>> {
    all_of(Unpacking { from, context })
}

/// All bytes of a part.
fn all_of(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limits::PART_OF_ARCHIVE).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == limits::PART_OF_ARCHIVE {
        let reason = format!("larger than {} MiB", limits::PART_OF_ARCHIVE >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;

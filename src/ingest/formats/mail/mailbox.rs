//! Mailboxes: one message after another in one file (mbox), each behind a line that begins with "From ".

use std::io::{BufRead, BufReader, Read};

use super::{
    super::{super::limits, Context, Format, Intake, Look, Reader, Sure, plain},
    is_header, message,
};

pub(in super::super) const FORMAT: Format =
    Format { name: "mailbox", extensions: &["mbox", "mbx"], recognise, reader: Reader::Stream(read) };

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let (first, rest) = look.text.as_deref()?.split_once('\n')?;
    // "From a@b.example Wed Mar  4 07:15:00 2026"
    let stamped =
        first.starts_with("From ") && first.contains(':') && first.contains(|c: char| c.is_ascii_digit());
    (stamped && is_header(rest)).then_some(Sure::Certain)
}

/// Reads all messages. Each is numbered by its place in the file, to which others are only added.
fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    let mut intake = Intake::default();
    let mut next = Next::default();
    let mut number = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        // A line without end would be all of a file.
        let read = from.by_ref().take(limits::MESSAGE).read_until(b'\n', &mut line);
        let read = read.map_err(|error| plain(&error))?;
        if read == 0 || next.after_gap && line.starts_with(b"From ") {
            let ended = std::mem::take(&mut next);
            if number > 0 {
                let Ok(member) = context.member(&number.to_string()).inspect_err(|reason| {
                    intake.skipped.push(context.skip(reason.as_str()));
                }) else {
                    return Ok(intake);
                };
                let read = one(&ended, &member);
                if let Err(reason) = context.take(&read.documents) {
                    intake.skipped.push(context.skip(reason));
                    return Ok(intake);
                }
                intake.extend(read);
            }
            number += 1;
            if read == 0 {
                return Ok(intake);
            }
        } else {
            next.push(&line);
        }
    }
}

/// A message being gathered.
struct Next {
    bytes: Vec<u8>,
    too_large: bool,
    /// Whether the last line was empty; so is what stands before the first.
    after_gap: bool,
}

impl Default for Next {
    fn default() -> Self {
        Self { bytes: Vec::new(), too_large: false, after_gap: true }
    }
}

impl Next {
    fn push(&mut self, line: &[u8]) {
        self.after_gap = matches!(line, b"\n" | b"\r\n");
        self.too_large |= (self.bytes.len() + line.len()) as u64 > limits::MESSAGE;
        if self.too_large {
            self.bytes.clear();
            return;
        }
        // Lines that began with "From " have been marked so that they part nothing.
        let quoted = line.iter().take_while(|b| **b == b'>').count();
        let marked = quoted > 0 && line.get(quoted..).is_some_and(|rest| rest.starts_with(b"From "));
        self.bytes.extend_from_slice(if marked { line.get(1..).unwrap_or_default() } else { line });
    }
}

fn one(message: &Next, member: &Context<'_>) -> Intake {
    if message.too_large {
        return Intake::of_skipped(member.skip(format!("larger than {} MiB", limits::MESSAGE >> 20)));
    }
    message::read(&message.bytes, member).unwrap_or_else(|reason| Intake::of_skipped(member.skip(reason)))
}

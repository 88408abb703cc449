//! The text of a message: the part a mail reader shows, HTML before plain text, and what is attached.

use mail_parser::{
    Address, Encoding, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::super::{
    super::decode,
    Context, Intake, contained,
    draft::{Draft, flow},
    html, read_all,
};
use crate::model::{Given, MaskReason, RegionKind};

/// Reads a message, and what is attached to it if that is of a kind that is read.
pub(super) fn read(bytes: &[u8], context: &Context<'_>) -> Result<Intake, String> {
    let message = parse(bytes)?;
    let mut draft = Draft::default();
    let given = given(&message);
    let numbers = numbers(&message);
    for &id in &message.html_body {
        let Some(part) = message.parts.get(id as usize) else { continue };
        let number = numbers.get(id as usize).map_or("", String::as_str);
        draft.place(&if number.is_empty() { "message".to_owned() } else { format!("message part {number}") });
        add(&message, part, &mut draft)?;
    }
    let mut intake = if draft.text().trim().is_empty() {
        Intake::of_skipped(context.skip("a mail without text"))
    } else {
        draft.under(given.title.as_deref(), Some("subject")).document(given, context)
    };
    for &id in &message.attachments {
        let Some(part) = message.parts.get(id as usize).filter(|_| !message.html_body.contains(&id)) else {
            continue;
        };
        intake.extend(attached(&message, part, id, context));
    }
    Ok(intake)
}

/// The parts of a message. The parser panics where parts end that never began; in a mailbox that is one message.
pub(super) fn parse(bytes: &[u8]) -> Result<Message<'_>, String> {
    contained("mail", || {
        MessageParser::default().parse(bytes).ok_or_else(|| "cannot be read as a mail".to_owned())
    })
}

/// Adds the text of a part that is shown.
fn add(message: &Message<'_>, part: &MessagePart<'_>, draft: &mut Draft) -> Result<(), String> {
    let is_html = match part.body {
        PartType::Html(_) => true,
        PartType::Text(_) => false,
        _ => return Ok(()),
    };
    let text =
        decode::decode_page(bytes_of(message, part)?, charset_of(part)).map_err(|error| error.to_string())?;
    if is_html {
        return html::all_text(&text, draft);
    }
    let flowed = part.content_type().and_then(|kind| kind.attribute("format"));
    let text = if flowed.is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        unflowed(&text)
    } else {
        text
    };
    let (body, signature) = signed(&text);
    draft.push(body, None);
    draft.push(signature, Some(RegionKind::Furniture(MaskReason::Footer)));
    Ok(())
}

/// Lines that were broken for sending only are one again: they end in a space (RFC 3676).
fn unflowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

/// The text above the signature, and the signature.
fn signed(text: &str) -> (&str, &str) {
    ["\n-- \n", "\n-- \r\n"].iter().find_map(|mark| text.rsplit_once(mark)).unwrap_or((text, ""))
}

/// What is attached: read like a file in a folder, so that pictures are passed over quietly.
fn attached(message: &Message<'_>, part: &MessagePart<'_>, id: u32, context: &Context<'_>) -> Intake {
    let nested = matches!(part.body, PartType::Message(_));
    let name = part.attachment_name().map(flow).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| if nested { format!("{id}.eml") } else { format!("part {id}") });
    let member = match context.member(&name) {
        Ok(member) => member,
        Err(reason) => return Intake::of_skipped(context.skip(format!("{name}: {reason}"))),
    };
    let bytes = bytes_of(message, part).and_then(|bytes| {
        context.budget().spend(bytes.len() as u64)?;
        Ok(bytes)
    });
    match bytes {
        Ok(bytes) => read_all(bytes, &member, false),
        Err(reason) => Intake::of_skipped(member.skip(reason)),
    }
}

/// What the header says. The sender of a newsletter is the outlet, that of any other mail the author.
fn given(message: &Message<'_>) -> Given {
    let from = message.from().and_then(Address::first);
    let sender =
        from.and_then(|from| from.name().or(from.address())).map(flow).filter(|name| !name.is_empty());
    let to_many =
        ["List-Unsubscribe", "List-Id", "List-Post"].iter().any(|name| message.header_raw(*name).is_some());
    let (outlet, author) = if to_many { (sender, None) } else { (None, sender) };
    Given {
        title: message.subject().map(flow).filter(|subject| !subject.is_empty()),
        outlet,
        author,
        published: message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339),
        language: header(message, "Content-Language"),
        ..Given::default()
    }
}

/// A header field as text.
pub(super) fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    let value = message.header(name).and_then(HeaderValue::as_text).map(str::to_owned);
    let value = value.or_else(|| message.header_raw(name).map(str::to_owned))?;
    Some(flow(&value)).filter(|value| !value.is_empty())
}

/// The charset a part says it is in.
pub(super) fn charset_of<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    part.content_type().and_then(|kind| kind.attribute("charset"))
}

/// A part as it was before it was encoded for sending, in its own charset.
pub(super) fn bytes_of(message: &Message<'_>, part: &MessagePart<'_>) -> Result<Vec<u8>, String> {
    let sent = message.raw_message.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize);
    let sent = sent.ok_or("ends before its parts do")?;
    match part.encoding {
        Encoding::None => Some(sent.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(sent),
        Encoding::Base64 => base64_decode(sent),
    }
    .ok_or_else(|| "a part that cannot be decoded".to_owned())
}

/// The number of each part as mail readers count them ("1.2"); empty for a message that has only one.
fn numbers(message: &Message<'_>) -> Vec<String> {
    let mut numbers = vec![String::new(); message.parts.len()];
    let mut waiting = vec![0_u32];
    while let Some(id) = waiting.pop() {
        let Some(PartType::Multipart(parts)) = message.parts.get(id as usize).map(|part| &part.body) else {
            continue;
        };
        let own = numbers.get(id as usize).cloned().unwrap_or_default();
        for (&part, nth) in parts.iter().zip(1..) {
            // Parts that lie around themselves would never end.
            let Some(number) = numbers.get_mut(part as usize).filter(|number| number.is_empty() && part > id)
            else {
                continue;
            };
            *number = if own.is_empty() { format!("{nth}") } else { format!("{own}.{nth}") };
            waiting.push(part);
        }
    }
    numbers
}

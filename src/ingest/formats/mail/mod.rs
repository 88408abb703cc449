//! Mail: single messages, newsletters among them, and pages saved as one (MHTML), which are built like a mail.
//!
//! `message` takes the text of a message, `mailbox` parts a file of many into its messages.

mod mailbox;
mod message;

use mail_parser::{MimeHeaders as _, PartType};

pub(super) use self::mailbox::FORMAT as MAILBOX;
use self::message::{bytes_of, charset_of, header};
use super::{
    super::{decode, limits},
    Context, Format, Intake, Look, Reader, Sure, html,
};
use crate::model::Given;

/// One message.
pub(super) const FORMAT: Format = Format {
    name: "mail",
    extensions: &["eml", "emlx", "mail"],
    recognise,
    reader: Reader::Whole(limits::MESSAGE, |bytes, context| message::read(&bytes, context)),
};

/// A page with all it shows, in one file.
pub(super) const PAGE: Format = Format {
    name: "web page in one file",
    extensions: &["mht", "mhtml"],
    recognise: recognise_page,
    reader: Reader::Whole(limits::MESSAGE, |bytes, context| read_page(&bytes, context)),
};

/// Names of header fields of messages; of two kinds, so that a text with a line "From: …" is none.
const SENDING: &[&str] = &["from", "sender", "received", "return-path", "delivered-to", "x-mozilla-status"];
const BESIDE: &[&str] = &["date", "subject", "message-id", "mime-version", "to", "content-type", "reply-to"];

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?;
    is_header(text.trim_start()).then_some(Sure::Likely)
}

/// Whether `text` begins with the header of a message: nothing but fields up to the first empty line.
fn is_header(text: &str) -> bool {
    let (mut sending, mut beside, mut fields) = (0, 0, 0);
    for line in text.lines().take(400) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && fields > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        let name = name.trim_end().to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return false;
        }
        fields += 1;
        sending += usize::from(SENDING.contains(&name.as_str()));
        beside += usize::from(BESIDE.contains(&name.as_str()));
    }
    sending > 0 && beside > 1
}

fn recognise_page(look: &Look<'_>) -> Option<Sure> {
    let text = look.text.as_deref()?.trim_start();
    let header = text.get(..text.floor_char_boundary(4096)).unwrap_or_default();
    let header = header.split("\n\n").next().and_then(|h| h.split("\r\n\r\n").next()).unwrap_or_default();
    let lower = header.to_ascii_lowercase();
    let saved = lower.contains("snapshot-content-location:") || lower.contains("from: <saved by");
    let by_office =
        lower.contains("mime-version:") && !lower.contains("received:") && !lower.contains("\nto:");
    let related = lower.contains("multipart/related");
    let located = memchr::memmem::find(look.head, b"Content-Location:").is_some();
    (related && (saved || by_office && located)).then_some(Sure::Certain)
}

/// Reads a page saved in one file: its first part that is HTML, and the address it was saved from.
fn read_page(bytes: &[u8], context: &Context<'_>) -> Result<Intake, String> {
    let message = message::parse(bytes)?;
    let root = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)));
    let root = root.ok_or("has no page in it")?;
    let located =
        header(&message, "Snapshot-Content-Location").or_else(|| root.content_location().map(str::to_owned));
    let given = Given {
        title: message.subject().map(str::to_owned),
        url: located.filter(|address| address.starts_with("http")),
        ..Given::default()
    };
    let page = decode::decode_page(bytes_of(&message, root)?, charset_of(root));
    html::page(&page.map_err(|error| error.to_string())?, given, context)
}

#[cfg(test)]
mod tests {
    use super::is_header;

    #[test]
    fn a_header_is_nothing_but_fields() {
        for (text, header) in [
            ("From: a@b.example\nDate: today\nSubject: Ferry\n x\n\nText", true),
            ("Return-Path: <a@b>\r\nTo: c\r\nMIME-Version: 1.0\r\n\r\nText", true),
            ("From: the harbour\nIt was cold: very cold.\nDate: none", false),
            ("From: a\n\nDate: b\nSubject: c", false),
            ("Title: Ferry\nDate: today\nSubject: x\n\n", false),
            ("", false),
        ] {
            assert_eq!(is_header(text), header, "{text}");
        }
    }
}

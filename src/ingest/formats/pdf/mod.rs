//! PDF files with a text layer.
//!
//! The crates that read them give text without its place (pdf-extract mixes columns), take 8 MB (`pdf_oxide`), and unpack
//! whatever a stream asks for: a file of a kilobyte can take all memory. So the little that text needs is read here: `object`
//! knows the notation, `file` finds objects and pages, `filter` unpacks within a limit, `font` and `encoding` know which
//! characters are shown, `content` where they stand, `order` in which order lines are read, `flow` what a paragraph is.

mod content;
mod encoding;
mod file;
mod filter;
mod flow;
mod font;
mod object;
mod order;

#[cfg(test)]
mod tests;

use self::{content::Drawing, file::File, object::Object};
use super::{super::limits, Context, Format, Intake, Look, Reader, Sure, office};
use crate::model::Given;

/// Documents that were printed into a file.
pub(super) const FORMAT: Format = Format {
    name: "PDF",
    extensions: &["pdf"],
    recognise,
    reader: Reader::Whole(limits::PDF, |bytes, context| read(&bytes, context)),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    // Mail programs and scripts put lines in front.
    let head = look.head.get(..look.head.len().min(1024)).unwrap_or_default();
    if head.starts_with(b"%PDF-") {
        return Some(Sure::Certain);
    }
    memchr::memmem::find(head, b"%PDF-1.").map(|_| Sure::Likely)
}

fn read(bytes: &[u8], context: &Context<'_>) -> Result<Intake, String> {
    let file = File::open(bytes, context)?;
    let pages = file.pages()?;
    let mut drawing = Drawing::new(&file, limits::STEPS);
    let (mut drawn, mut pictures, mut unknown, mut letters) = (Vec::new(), 0, 0, 0);
    for page in &pages {
        let page = drawing.draw(page)?;
        pictures += page.pictures;
        unknown += page.unknown;
        letters += page
            .pieces
            .iter()
            .map(|piece| piece.text.chars().filter(|c| c.is_alphabetic()).count())
            .sum::<usize>();
        drawn.push((page.pieces, page.height));
    }
    // A scan may have a line of whoever scanned it on every page.
    if letters == 0 || pictures > 0 && letters < 20 * pages.len() || unknown > 2 * letters {
        let count = match pages.len() {
            1 => "1 page".to_owned(),
            count => format!("{count} pages"),
        };
        return Err(match (unknown > letters, pictures) {
            (true, _) => format!("its fonts do not say which letters they show ({count})"),
            (false, 0) => format!("no text ({count})"),
            (false, _) => format!("no text layer: a scan of {count}"),
        });
    }
    let sheets = order::order(drawn);
    let (draft, heading) = flow::flow(&sheets);
    Ok(draft.document(given(&file, heading), context))
}

/// What the file says of itself. Its title is often the name of the file it was made from: a heading is believed first.
fn given(file: &File<'_>, heading: Option<String>) -> Given {
    let info = file.info();
    let text = |name: &str| match file.follow(info.get(name)) {
        Object::Text(text) => content::characters(&text),
        _ => String::new(),
    };
    let title = office::said(&text("Title")).filter(|title| !is_file_name(title));
    let language = match file.resolve(&file.root(), "Lang") {
        Object::Text(text) => Some(content::characters(&text)).filter(|tag| !tag.is_empty()),
        _ => None,
    };
    Given {
        title: heading.filter(|heading| heading.split_whitespace().count() > 2).or(title),
        author: office::said(&text("Author")),
        made: date(&text("CreationDate")),
        modified: date(&text("ModDate")),
        language,
        ..Given::default()
    }
}

/// Whether a title is what a program calls a file.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    let end = lower.rsplit_once('.').map_or("", |(_, end)| end);
    let extensions = [
        "doc", "docx", "html", "indd", "odt", "pages", "pdf", "ppt", "pptx", "qxd", "rtf", "tex", "txt",
        "xls", "xlsx",
    ];
    lower.starts_with("microsoft word") || !lower.contains(' ') || extensions.contains(&end)
}

/// A date as PDF files write it, "D:20260119083000+01'00'", as others do.
fn date(text: &str) -> Option<String> {
    let digits: String =
        text.strip_prefix("D:").unwrap_or(text).chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, length: usize| digits.get(from..from + length);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 2).unwrap_or("01"), part(6, 2).unwrap_or("01"));
    let mut date = day;
    if let (Some(hour), Some(minute)) = (part(8, 2), part(10, 2)) {
        date = format!("{date}T{hour}:{minute}:{}", part(12, 2).unwrap_or("00"));
        let zone: String =
            text.chars().skip_while(|c| *c == 'D' || *c == ':' || c.is_ascii_digit()).collect();
        let digits: Vec<char> = zone.chars().filter(char::is_ascii_digit).collect();
        match (zone.chars().next(), &digits[..]) {
            (Some('Z'), _) => date.push('Z'),
            (Some(sign @ ('+' | '-')), [h, hh, rest @ ..]) => {
                let minutes: String = rest.iter().take(2).collect();
                date = format!(
                    "{date}{sign}{h}{hh}:{}",
                    if minutes.len() == 2 { minutes } else { "00".to_owned() }
                );
            }
            _ => {}
        }
    }
    office::date(&date)
}

#[cfg(test)]
mod date_tests {
    use super::*;

    #[test]
    fn dates_are_written_as_others_do() {
        assert_eq!(date("D:20260119083000+01'00'"), Some("2026-01-19T08:30:00+01:00".into()));
        assert_eq!(date("D:20260119083000Z"), Some("2026-01-19T08:30:00Z".into()));
        assert_eq!(date("D:2026"), Some("2026-01-01".into()));
        assert_eq!(date("yesterday"), None);
        assert!(
            is_file_name("Microsoft Word - release v3.doc")
                && is_file_name("release_v3")
                && !is_file_name("Port strike ends")
        );
    }
}

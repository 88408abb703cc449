//! The cited articles as RIS, for reference managers.

use std::io::{self, Write};

use super::{
    Sheet, SheetArticle,
    annotation::page_address,
    csl,
    reference::{Author, authors},
};
use crate::{lexicon::Lexicon, text::safe};

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let lexicon = Lexicon::embedded();
    sheet.cited().into_iter().try_for_each(|article| write_article(article, &lexicon, out))
}

fn write_article(article: &SheetArticle, lexicon: &Lexicon, out: &mut dyn Write) -> io::Result<()> {
    field(out, "TY", "NEWS")?;
    field(out, "ID", &article.document)?;
    field(out, "TI", &article.headline)?;
    for author in article.byline.iter().flat_map(|byline| authors(byline, lexicon)) {
        match author {
            Author::Person { given, family } => field(out, "AU", &format!("{family}, {given}"))?,
            // A comma would part a name that is to stay whole.
            Author::Literal(name) => field(out, "AU", &name.replace(',', " –"))?,
        }
    }
    if let Some(outlet) = &article.outlet {
        field(out, "T2", outlet)?;
    }
    if let Some(date) = &article.date {
        field(out, "PY", date.split('-').next().unwrap_or_default())?;
        field(out, "DA", &day(date))?;
    }
    if let Some(page) = article.url.as_deref().and_then(page_address) {
        field(out, "UR", &page)?;
    }
    field(out, "N1", &csl::note(article))?;
    field(out, "ER", "")?;
    out.write_all(b"\r\n")
}

/// Year, month, day and a part that is not used, each empty where it is not known: `2026/03//`.
fn day(date: &str) -> String {
    let mut parts = date.split('-');
    let parts = [(); 3].map(|()| parts.next().unwrap_or_default());
    format!("{}/", parts.join("/"))
}

/// A field in a line of its own, which nothing in the text can end.
fn field(out: &mut dyn Write, tag: &str, text: &str) -> io::Result<()> {
    write!(out, "{tag}  - {}\r\n", safe::line(text).trim_end())
}

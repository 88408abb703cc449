//! The sheet as a Word document, to be printed and handed on: headings and contents, block quotations, a footnote with
//! the exact place of each, what it may lack as a table.

mod markup;
mod package;

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use self::{markup::Markup, package::Package};
use super::{
    Sheet, SheetArticle, annotation,
    sheet::{SheetActor, SheetQuotation},
};

/// The contents list articles only up to so many; in a longer sheet they would be a book of their own.
const LISTED: usize = 60;

/// Widths of the columns of the table, in twentieths of a point, with what stands at their head.
const TABLE: [(u32, &str); 6] = [
    (3_398, "Article"),
    (1_200, "Quotations"),
    (1_350, "Unattributed"),
    (1_000, "Doubtful"),
    (950, "Masked"),
    (1_400, "Problems"),
];

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&Draft::new(sheet).package(sheet).bytes()?)
}

/// A document in the making.
#[derive(Default)]
struct Draft {
    /// Headings with their level, and what the contents say at the end of their lines.
    contents: Vec<(u8, String, String)>,
    text: Markup,
    footnotes: Markup,
    pages: Vec<String>,
}

impl Draft {
    fn new(sheet: &Sheet) -> Self {
        let mut draft = Self::default();
        for actor in &sheet.actors {
            draft.actor(actor);
        }
        draft.lacks(sheet);
        draft.refused(sheet);
        draft
    }

    /// Puts title and contents before what was written.
    fn package(self, sheet: &Sheet) -> Package {
        let names: Vec<&str> = sheet.actors.iter().map(|actor| actor.name.as_str()).collect();
        let mut front = Markup::default();
        front.paragraph("Title", |p| p.run("", "Quotations"));
        front.paragraph("Subtitle", |p| p.run("", &names.join(", ")));
        front.paragraph("Normal", |p| p.run("", &summary(sheet)));
        contents(&mut front, &self.contents);
        Package {
            title: format!("Quotations of {}", names.join(", ")),
            body: front.xml + &self.text.xml,
            footnotes: self.footnotes.xml,
            pages: self.pages,
        }
    }

    fn heading(&mut self, level: u8, text: &str, end: String) {
        self.contents.push((level, text.to_owned(), end));
        let style = if level == 1 { "Heading1" } else { "Heading2" };
        self.text.heading(style, self.contents.len(), text);
    }

    fn actor(&mut self, actor: &SheetActor) {
        self.heading(1, &actor.name, numbers(&actor.quotations));
        let mut facts = vec![actor.kind.to_owned()];
        if !actor.roles.is_empty() {
            facts.push(format!("described as {}", actor.roles.join("; ")));
        }
        if !actor.aliases.is_empty() {
            facts.push(format!("also called {}", actor.aliases.join("; ")));
        }
        self.text.paragraph("Normal", |p| p.run("", &format!("{}.", facts.join(", "))));
        for article in actor.quotations.chunk_by(|a, b| a.file == b.file && a.document == b.document) {
            let Some(first) = article.first() else { continue };
            self.heading(2, &first.headline, numbers(article));
            self.citation(first);
            for quotation in article {
                self.quotation(quotation);
            }
        }
    }

    /// Who published an article, who wrote it, when, and where it is.
    fn citation(&mut self, q: &SheetQuotation) {
        let page = q.url.as_deref().and_then(annotation::page_address);
        let page = page.map(|page| {
            self.pages.push(page);
            format!("page{}", self.pages.len())
        });
        self.text.paragraph("Source", |p| {
            p.run("", &format!("{} · ", published(q)));
            match (&page, &q.url) {
                (Some(page), Some(url)) => {
                    p.link(page, url);
                    p.run("", " · ");
                }
                (None, Some(url)) => p.run("", &format!("{url} · ")),
                (_, None) => {}
            }
            p.run("", &q.file);
        });
    }

    fn quotation(&mut self, q: &SheetQuotation) {
        self.footnote(q);
        let text = &mut self.text;
        text.paragraph("Quote", |p| {
            p.lines("", &q.words.join(" […] "));
            p.footnote(q.number);
        });
        text.paragraph("Attribution", |p| {
            p.run("Number", &format!("{}  ", q.number));
            p.run("", &said(q));
            if q.doubtful {
                p.run("Warning", &format!(" · doubtful ({:.2})", q.confidence));
            }
            if q.checked {
                p.run("", " · checked ✓");
            }
        });
        if !q.words.iter().any(|words| words.trim() == q.context.trim()) {
            text.paragraph("Detail", |p| p.run("", &format!("In context: {}", q.context)));
        }
        statement(text, q);
        if let Some(note) = &q.note {
            text.paragraph("Detail", |p| {
                p.run("Warning", "Note: ");
                p.run("", note);
            });
        }
    }

    /// The place of a quotation to the letter, and what decided most whose it is.
    fn footnote(&mut self, q: &SheetQuotation) {
        let spans: Vec<String> = q.spans.iter().map(|[start, end]| format!("{start}–{end}")).collect();
        let paragraph =
            q.paragraph.map_or_else(|| "headline".to_owned(), |number| format!("paragraph {number}"));
        let note = format!(
            " {}, “{}”: {}, line {}, {paragraph}, characters {}. Attributed with {:.2}{}",
            published(q),
            q.headline,
            q.url.as_ref().unwrap_or(&q.file),
            q.line,
            spans.join(", "),
            q.confidence,
            if q.evidence.is_empty() { "" } else { ": " }
        );
        let styles = ["", "Emphasis"].into_iter().cycle();
        let _ = write!(self.footnotes.xml, r#"<w:footnote w:id="{}">"#, q.number);
        self.footnotes.paragraph("FootnoteText", |p| {
            p.xml.push_str(
                r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>"#,
            );
            p.run("", &note);
            // The strongest reason; all of them are in CSV and JSON. Words of the article stand between asterisks.
            for (part, style) in q.evidence.first().iter().flat_map(|reason| reason.split('*')).zip(styles) {
                p.run(style, part);
            }
            p.run("", ".");
        });
        self.footnotes.xml.push_str("</w:footnote>");
    }

    /// What the sheet may lack, by article.
    fn lacks(&mut self, sheet: &Sheet) {
        self.heading(1, "What this sheet may lack", String::new());
        let some: Vec<&SheetArticle> = sheet.articles.iter().filter(|article| !article.is_whole()).collect();
        let text = &mut self.text;
        if some.is_empty() {
            text.paragraph("Normal", |p| {
                p.run("", "Nothing is known to be unattributed, doubtful or masked.");
            });
        } else {
            text.paragraph("Source", |p| {
                p.run(
                    "",
                    "Of all quotations of an article, whoever speaks: those nobody could be named for, those whose \
                     attribution is doubtful, and passages with quotation marks in masked text.",
                );
            });
            text.xml.push_str(r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
            for (width, _) in TABLE {
                let _ = write!(text.xml, r#"<w:gridCol w:w="{width}"/>"#);
            }
            text.xml.push_str("</w:tblGrid>");
            text.row("CellHead", true, TABLE);
            for article in some {
                let cells = cells(article);
                let widths = TABLE.iter().map(|(width, _)| *width);
                text.row("Cell", false, widths.zip(cells.iter().map(String::as_str)));
            }
            text.xml.push_str("</w:tbl>");
        }
        let none = sheet.articles.iter().filter(|article| article.analysed && article.quotations == 0);
        let none: Vec<&str> = none.map(|article| article.file.as_str()).collect();
        if !none.is_empty() {
            text.paragraph("Normal", |p| p.run("", &format!("Without any quotation: {}.", none.join(", "))));
        }
    }

    fn refused(&mut self, sheet: &Sheet) {
        if sheet.refused.is_empty() {
            return;
        }
        self.heading(1, "Refused", String::new());
        for refused in &sheet.refused {
            self.text.paragraph("Normal", |p| p.run("", &refused.to_string()));
        }
    }
}

/// The contents: a field, so that a word processor can put page numbers in; until then it says which quotations are where.
fn contents(out: &mut Markup, headings: &[(u8, String, String)]) {
    let second = headings.iter().filter(|(level, ..)| *level == 2).count();
    let deepest = if second > LISTED { 1 } else { 2 };
    out.paragraph("TOCHeading", |p| p.run("", "Contents, by the numbers of the quotations"));
    let listed = headings.iter().zip(1..).filter(|((level, ..), _)| *level <= deepest);
    let last = listed.clone().count();
    for (((level, text, end), anchor), at) in listed.zip(1..) {
        out.paragraph(if *level == 1 { "TOC1" } else { "TOC2" }, |p| {
            if at == 1 {
                p.field("begin");
                p.instruction(&format!(r#" TOC \o "1-{deepest}" \h \z \u "#));
                p.field("separate");
            }
            p.entry(anchor, text, end);
            if at == last {
                p.field("end");
            }
        });
    }
}

/// What there is, and what can be relied on.
fn summary(sheet: &Sheet) -> String {
    let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} from {}. Every quotation stands in its article as it arrived, character for character; a footnote says \
         where. Characters are counted as Unicode code points, the end exclusive.",
        plural(sheet.len(), "quotation"),
        plural(sheet.cited().len(), "article")
    )
}

/// The numbers of some quotations that follow each other: `12–15`.
fn numbers(quotations: &[SheetQuotation]) -> String {
    match quotations {
        [] => String::new(),
        [one] => one.number.to_string(),
        [first, .., last] => format!("{}–{}", first.number, last.number),
    }
}

/// Outlet, author and day of an article.
fn published(q: &SheetQuotation) -> String {
    let byline = q.byline.as_ref().map(|name| format!("by {name}"));
    let date = match (&q.date, q.date_certainty) {
        (Some(date), Some("approximate")) => format!("about {date}"),
        (Some(date), _) => date.clone(),
        (None, _) => "undated".to_owned(),
    };
    [q.outlet.clone(), byline, Some(date)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who said it by which word, and how it is put.
fn said(q: &SheetQuotation) -> String {
    let speaker = match (&q.speaker, &q.cue) {
        (Some(speaker), Some(cue)) => format!("{speaker} ({cue})"),
        (Some(speaker), None) => speaker.clone(),
        // On an actor's sheet, the reader said so.
        (None, Some(cue)) => format!("as corrected ({cue})"),
        (None, None) => "as corrected".to_owned(),
    };
    let role = q.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    format!("— {speaker}{role} · {} · statement {}", q.kind, q.statement)
}

/// Who else carries the statement, and how this wording differs from the fullest one.
fn statement(out: &mut Markup, q: &SheetQuotation) {
    let own = q.outlet.as_ref().unwrap_or(&q.document);
    let others: Vec<&str> = q.carriers.iter().filter(|name| *name != own).map(String::as_str).collect();
    if !others.is_empty() {
        out.paragraph("Detail", |p| p.run("", &format!("Also carried by {}.", others.join(", "))));
    }
    if q.differences.iter().all(|part| part.share == "same") {
        return;
    }
    out.paragraph("Detail", |p| {
        p.run("", "Against the fullest wording (");
        p.run("Missing", "only there");
        p.run("", ", ");
        p.run("Inserted", "only here");
        p.run("", "): ");
        for part in &q.differences {
            let style = match part.share {
                "missing" => "Missing",
                "inserted" => "Inserted",
                _ => "",
            };
            p.run(style, &part.words);
            p.run("", " ");
        }
        if q.grave {
            p.run("Warning", "A number or a negation differs.");
        }
    });
}

/// The row of an article in the table of what may lack.
fn cells(article: &SheetArticle) -> [String; TABLE.len()] {
    let name = [article.outlet.as_ref(), Some(&article.headline), Some(&article.file)];
    let name: Vec<&str> = name.into_iter().flatten().map(String::as_str).collect();
    let counts = [article.quotations, article.unattributed, article.doubtful, article.masked];
    let [quotations, unattributed, doubtful, masked] = counts.map(|count| count.to_string());
    let problems = if article.analysed { article.problems.join(" ") } else { "not read yet".to_owned() };
    [name.join(" · "), quotations, unattributed, doubtful, masked, problems]
}

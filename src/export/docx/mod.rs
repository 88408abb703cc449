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
    copied::relation,
    sheet::{SheetActor, SheetQuotation},
    template::arrange::{self, By, Part, Statement},
};

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
    /// The headings that the contents list, each with what they say at the end of its line.
    contents: Vec<(String, String)>,
    text: Markup,
    footnotes: Markup,
    /// How many there are.
    notes: usize,
}

impl Draft {
    fn new(sheet: &Sheet) -> Self {
        let mut draft = Self::default();
        let by = By::of(sheet);
        for part in &arrange::parts(sheet, by) {
            draft.part(part, by);
        }
        draft.lacks(sheet);
        draft.articles(sheet);
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
        let pages = sheet.cited().into_iter().filter_map(page_of).collect();
        Package {
            title: format!("Quotations of {}", names.join(", ")),
            body: front.xml + &self.text.xml,
            footnotes: self.footnotes.xml,
            pages,
        }
    }

    fn heading(&mut self, text: &str, end: String) {
        self.contents.push((text.to_owned(), end));
        self.text.heading("Heading1", self.contents.len(), text);
    }

    fn part(&mut self, part: &Part<'_>, by: By) {
        let title = part.title.map_or_else(|| format!("unknown {}", by.name()), str::to_owned);
        self.heading(&title, plural(part.len(), "quotation"));
        let actor = part.statements.first().map(|statement| statement.actor).filter(|_| by == By::Actor);
        if let Some(actor) = actor {
            self.text.paragraph("Source", |p| p.run("", &format!("{}.", facts(actor))));
        }
        for statement in &part.statements {
            self.statement(statement, by);
        }
    }

    /// The fullest wording as a block quotation, then who else carries it, and how.
    fn statement(&mut self, statement: &Statement<'_>, by: By) {
        let Some((fullest, others)) = statement.wordings.split_first() else { return };
        let (whose, label) = match by {
            By::Actor => (String::new(), "Statement"),
            By::Day | By::Outlet => (format!("{}, ", statement.actor.name), "statement"),
        };
        let first = fullest.first;
        self.text.paragraph("Heading2", |p| p.run("", &format!("{whose}{label} {}", first.statement)));
        let note = self.footnote(first);
        let text = &mut self.text;
        text.paragraph("Quote", |p| {
            p.lines("", &first.words.join(" […] "));
            p.footnote(note);
        });
        text.paragraph("Attribution", |p| facts_of(p, first));
        if !first.words.iter().any(|words| words.trim() == first.context.trim()) {
            text.paragraph("Detail", |p| p.run("", &format!("In context: {}", first.context)));
        }
        if first.differences.iter().any(|part| part.share != "same") {
            text.paragraph("Detail", |p| {
                p.run("", "Against the fullest wording, which is not here: ");
                differences(p, first);
            });
        }
        note_of(text, first);
        if others.is_empty() && fullest.again.is_empty() && statement.elsewhere.is_empty() {
            return;
        }
        text.paragraph("Also", |p| {
            p.run("", "Also carried by");
            if !others.is_empty() {
                p.run("", " (");
                p.run("Missing", "left out");
                p.run("", ", ");
                p.run("Inserted", "put in");
                p.run("", ")");
            }
            p.run("", ":");
        });
        let printed = |q: &SheetQuotation| relation(q, fullest.first).map(|text| format!(" · {text}"));
        for again in &fullest.again {
            self.carried(again, printed(again).as_deref().unwrap_or(" · in the same words"));
        }
        for other in others {
            self.carried(other.first, printed(other.first).as_deref().unwrap_or_default());
            self.text.paragraph("Wording", |p| differences(p, other.first));
            for again in &other.again {
                let printed = printed(again).unwrap_or_default();
                self.carried(again, &format!("{printed} · in these words too"));
            }
        }
        if !statement.elsewhere.is_empty() {
            let elsewhere = format!("{}, not in this part", statement.elsewhere.join(", "));
            self.text.paragraph("Carrier", |p| p.run("", &elsewhere));
        }
    }

    /// Another place that has the statement.
    fn carried(&mut self, q: &SheetQuotation, how: &str) {
        let note = self.footnote(q);
        self.text.paragraph("Carrier", |p| {
            facts_of(p, q);
            p.run("", how);
            p.footnote(note);
        });
        note_of(&mut self.text, q);
    }

    /// Says in a footnote the place of a quotation to the letter, and what decided most whose it is.
    fn footnote(&mut self, q: &SheetQuotation) -> usize {
        self.notes += 1;
        let spans: Vec<String> = q.spans.iter().map(|[start, end]| format!("{start}–{end}")).collect();
        let paragraph =
            q.paragraph.map_or_else(|| "headline".to_owned(), |number| format!("paragraph {number}"));
        let outlet = q.outlet.as_ref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
        let note = format!(
            " {outlet}“{}”, {} [{}]: line {}, {paragraph}, characters {}. Attributed with {:.2}{}",
            q.headline,
            day(q.date.as_deref(), q.date_certainty),
            q.article,
            q.line,
            spans.join(", "),
            q.confidence,
            if q.evidence.is_empty() { "" } else { ": " }
        );
        let styles = ["", "Emphasis"].into_iter().cycle();
        let _ = write!(self.footnotes.xml, r#"<w:footnote w:id="{}">"#, self.notes);
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
        self.notes
    }

    /// The articles that quotations are of, by the numbers that footnotes name.
    fn articles(&mut self, sheet: &Sheet) {
        self.heading("Articles", String::new());
        let mut pages = 0;
        for article in sheet.cited() {
            let page = page_of(article).map(|_| {
                pages += 1;
                format!("page{pages}")
            });
            self.text.paragraph("Article", |p| {
                p.run("Number", &format!("[{}]", article.number.unwrap_or_default()));
                p.tab();
                let byline = article.byline.as_ref().map(|name| format!("by {name}"));
                let headline = Some(format!("“{}”", article.headline));
                let day = Some(day(article.date.as_deref(), article.date_certainty));
                let known = [article.outlet.clone(), headline, byline, day].into_iter().flatten();
                p.run("", &format!("{}, ", known.collect::<Vec<_>>().join(", ")));
                match (&page, &article.url) {
                    (Some(page), Some(url)) => {
                        p.link(page, url);
                        p.run("", ", ");
                    }
                    (None, Some(url)) => p.run("", &format!("{url}, ")),
                    (_, None) => {}
                }
                p.run("", &article.file);
            });
        }
    }

    /// What the sheet may lack, by article.
    fn lacks(&mut self, sheet: &Sheet) {
        self.heading("What this sheet may lack", String::new());
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
        self.heading("Refused", plural(sheet.refused.len(), "quotation"));
        for refused in &sheet.refused {
            self.text.paragraph("Normal", |p| p.run("", &refused.to_string()));
        }
    }
}

/// The contents: a field, so that a word processor can put page numbers in; until then it says how much is where.
fn contents(out: &mut Markup, headings: &[(String, String)]) {
    out.paragraph("TOCHeading", |p| p.run("", "Contents"));
    for ((text, end), anchor) in headings.iter().zip(1..) {
        out.paragraph("TOC1", |p| {
            if anchor == 1 {
                p.field("begin");
                p.instruction(r#" TOC \o "1-1" \h \z \u "#);
                p.field("separate");
            }
            p.entry(anchor, text, end);
            if anchor == headings.len() {
                p.field("end");
            }
        });
    }
}

/// The address of an article's page, where it has one that can be opened.
fn page_of(article: &SheetArticle) -> Option<String> {
    article.url.as_deref().and_then(annotation::page_address)
}

fn plural(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// What there is, and what can be relied on.
fn summary(sheet: &Sheet) -> String {
    format!(
        "{} from {}. Every quotation stands in its article as it arrived, character for character; a footnote says \
         where. Characters are counted as Unicode code points, the end exclusive.",
        plural(sheet.len(), "quotation"),
        plural(sheet.cited().len(), "article")
    )
}

/// What is known of an actor.
fn facts(actor: &SheetActor) -> String {
    let mut facts = vec![actor.kind.to_owned()];
    if !actor.roles.is_empty() {
        facts.push(format!("described as {}", actor.roles.join("; ")));
    }
    if !actor.aliases.is_empty() {
        facts.push(format!("also called {}", actor.aliases.join("; ")));
    }
    facts.join(", ")
}

fn day(date: Option<&str>, certainty: Option<&str>) -> String {
    match (date, certainty) {
        (Some(date), Some("approximate")) => format!("about {date}"),
        (Some(date), Some("derived")) => format!("{date} (not stated, derived)"),
        (Some(date), _) => date.to_owned(),
        (None, _) => "undated".to_owned(),
    }
}

/// Who said it by which word, where, and what is to be known of that.
fn facts_of(p: &mut Markup, q: &SheetQuotation) {
    let carrier = q.outlet.as_ref().unwrap_or(&q.document);
    // On an actor's sheet, the reader said so where no speaker is named.
    let speaker = q.speaker.as_deref().unwrap_or("as corrected");
    let cue = q.cue.as_ref().map(|cue| format!(" (“{cue}”)")).unwrap_or_default();
    let role = q.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    p.run("Number", &format!("{carrier}, {}", day(q.date.as_deref(), q.date_certainty)));
    p.run("", &format!(" · {speaker}{cue}{role} · {} · no. {}", q.kind, q.number));
    if q.checked {
        p.run("", " · checked ✓");
    } else if q.doubtful {
        p.run("Warning", &format!(" · doubtful ({:.2})", q.confidence));
    }
}

fn note_of(out: &mut Markup, q: &SheetQuotation) {
    if let Some(note) = &q.note {
        out.paragraph("Detail", |p| {
            p.run("Warning", "Note: ");
            p.run("", note);
        });
    }
}

/// What a wording has of the fullest one, missing words struck, inserted ones bold and underlined.
fn differences(p: &mut Markup, q: &SheetQuotation) {
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

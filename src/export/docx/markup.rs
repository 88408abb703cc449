//! The markup of Word documents: paragraphs, runs, footnotes, tables; the only place that writes a bracket.

use std::fmt::Write as _;

use super::super::xml::printable;
use crate::text::safe;

/// A part of a document in the making.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// What is written so far; always well-formed but for what is open.
    pub xml: String,
}

impl Markup {
    /// A paragraph of a style, which must be one of `styles.xml`.
    pub fn paragraph(&mut self, style: &str, content: impl FnOnce(&mut Self)) {
        self.xml.extend([r#"<w:p><w:pPr><w:pStyle w:val=""#, style, r#""/></w:pPr>"#]);
        content(self);
        self.xml.push_str("</w:p>");
    }

    /// A paragraph that links can lead to.
    pub fn heading(&mut self, style: &str, anchor: usize, text: &str) {
        self.paragraph(style, |p| {
            let _ = write!(p.xml, r#"<w:bookmarkStart w:id="{anchor}" w:name="_Toc{anchor:06}"/>"#);
            p.run("", text);
            let _ = write!(p.xml, r#"<w:bookmarkEnd w:id="{anchor}"/>"#);
        });
    }

    /// Text in one line, in a character style of `styles.xml` or in none.
    pub fn run(&mut self, style: &str, text: &str) {
        self.open_run(style);
        self.text(&safe::line(text));
        self.xml.push_str("</w:r>");
    }

    /// Text with its line breaks.
    pub fn lines(&mut self, style: &str, text: &str) {
        self.open_run(style);
        for (i, line) in text.lines().enumerate() {
            if i > 0 {
                self.xml.push_str("<w:br/>");
            }
            self.text(&safe::line(line.trim_end()));
        }
        self.xml.push_str("</w:r>");
    }

    /// What sets the text after it apart from that before: to the next stop.
    pub fn tab(&mut self) {
        self.xml.push_str("<w:r><w:tab/></w:r>");
    }

    /// A link to a page, by the id of its relationship.
    pub fn link(&mut self, relationship: &str, text: &str) {
        self.xml.extend([r#"<w:hyperlink r:id=""#, relationship, r#"">"#]);
        self.run("Hyperlink", text);
        self.xml.push_str("</w:hyperlink>");
    }

    /// A link to a heading, with what stands at the end of its line.
    pub fn entry(&mut self, anchor: usize, text: &str, end: &str) {
        let _ = write!(self.xml, r#"<w:hyperlink w:anchor="_Toc{anchor:06}" w:history="1">"#);
        self.run("", text);
        self.tab();
        self.run("", end);
        self.xml.push_str("</w:hyperlink>");
    }

    /// A part of a field: `begin`, `separate` or `end`.
    pub fn field(&mut self, part: &str) {
        self.xml.extend([r#"<w:r><w:fldChar w:fldCharType=""#, part, r#""/></w:r>"#]);
    }

    /// What a field is to show.
    pub fn instruction(&mut self, instruction: &str) {
        self.xml.push_str(r#"<w:r><w:instrText xml:space="preserve">"#);
        escape(&mut self.xml, instruction);
        self.xml.push_str("</w:instrText></w:r>");
    }

    /// The mark of a footnote.
    pub fn footnote(&mut self, number: usize) {
        self.open_run("FootnoteReference");
        let _ = write!(self.xml, r#"<w:footnoteReference w:id="{number}"/></w:r>"#);
    }

    /// A row of a table, its cells in a paragraph style.
    pub fn row<'c>(&mut self, style: &str, is_head: bool, cells: impl IntoIterator<Item = (u32, &'c str)>) {
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        self.xml.extend(["<w:tr><w:trPr><w:cantSplit/>", head, "</w:trPr>"]);
        for (width, text) in cells {
            let _ = write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
            self.paragraph(style, |p| p.run("", text));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }

    fn open_run(&mut self, style: &str) {
        self.xml.push_str("<w:r>");
        if !style.is_empty() {
            self.xml.extend([r#"<w:rPr><w:rStyle w:val=""#, style, r#""/></w:rPr>"#]);
        }
    }

    fn text(&mut self, text: &str) {
        self.xml.push_str(r#"<w:t xml:space="preserve">"#);
        escape(&mut self.xml, text);
        self.xml.push_str("</w:t>");
    }
}

/// Adds `text` so that nothing in it is markup; also fit for an attribute between double quotation marks.
pub(super) fn escape(xml: &mut String, text: &str) {
    for c in printable(text).chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            _ => xml.push(c),
        }
    }
}

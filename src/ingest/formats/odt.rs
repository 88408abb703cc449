//! OpenDocument texts (ODT), as LibreOffice writes them: in a package or as one XML file (FODT).

use super::{
    super::limits,
    Context, Format, Intake, Look, Reader, Sure,
    draft::flow,
    office::{self, Sheet},
    package::{self, Package},
    xml::{self, Element, Node},
};
use crate::model::{Given, MaskReason, RegionKind};

/// How an OpenDocument text names itself.
const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Texts, with all changes accepted.
pub(super) const FORMAT: Format = Format {
    name: "OpenDocument text",
    extensions: &["odt", "ott", "fodt"],
    recognise,
    reader: Reader::Whole(limits::PACKAGE, read),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let packed = package::first_name(look) == "mimetype"
        && look.head.get(38..).is_some_and(|rest| rest.starts_with(MIMETYPE));
    let flat = look.starts_with(&["<?xml", "<office:document"])
        && look.holds(b"<office:document")
        && look.holds(MIMETYPE);
    (packed || flat).then_some(Sure::Certain)
}

fn read(bytes: Vec<u8>, context: &Context<'_>) -> Result<Intake, String> {
    if !bytes.starts_with(b"PK") {
        let all = xml::parse(bytes)?;
        return document(&all, &all, &all, context);
    }
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml", context).unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err("is encrypted".to_owned());
    }
    let text = xml::parse(package.part("content.xml", context)?)?;
    let mut tree = |name: &str| package.part(name, context).and_then(xml::parse).unwrap_or_default();
    document(&text, &tree("styles.xml"), &tree("meta.xml"), context)
}

fn document(
    text: &Element,
    styles: &Element,
    meta: &Element,
    context: &Context<'_>,
) -> Result<Intake, String> {
    let body =
        text.all("body").into_iter().next().and_then(|body| body.child("text")).ok_or("holds no text")?;
    let mut walk = Walk { styles: Styles::of([styles, text]), sheet: Sheet::default(), notes: Vec::new() };
    walk.running_heads(styles, "header");
    walk.blocks(body, false);
    for (nth, (class, lines)) in std::mem::take(&mut walk.notes).into_iter().enumerate() {
        for line in lines {
            walk.sheet.push(&line, "", None, &format!("{class} {}", nth + 1));
        }
    }
    walk.running_heads(styles, "footer");
    let mut sheet = walk.sheet;
    let given = sheet.given(properties(meta));
    Ok(sheet.draft.document(given, context))
}

/// What the properties of the file say.
fn properties(meta: &Element) -> Given {
    let Some(meta) = meta.all("meta").into_iter().next() else { return Given::default() };
    let text = |name: &str| meta.all(name).first().map(|element| element.text()).unwrap_or_default();
    Given {
        title: office::said(&text("title")),
        author: office::said(&text("initial-creator")).or_else(|| office::said(&text("creator"))),
        made: office::date(&text("creation-date")),
        modified: office::date(&text("date")),
        language: Some(text("language").trim().to_owned()).filter(|tag| !tag.is_empty()),
        ..Given::default()
    }
}

/// Styles by name: the one they stand on.
struct Styles(Vec<(String, String)>);

impl Styles {
    fn of(trees: [&Element; 2]) -> Self {
        let styles = trees.into_iter().flat_map(|tree| tree.all("style"));
        Self(
            styles
                .map(|style| (style.get("name").to_owned(), style.get("parent-style-name").to_owned()))
                .collect(),
        )
    }

    /// The name of the style the user chose, and what it makes of a paragraph.
    fn get<'s>(&'s self, name: &'s str) -> (&'s str, Option<RegionKind>) {
        let mut at = name;
        for _ in 0..10 {
            if let Some(kind) = office::kind_of(at) {
                return (at, Some(kind));
            }
            match self.0.iter().find(|(own, _)| own == at) {
                Some((_, parent)) if !parent.is_empty() => at = parent,
                _ => break,
            }
        }
        (name, None)
    }
}

/// Elements whose text is not of the document: deleted, notes on the margin, names of pictures, tables of contents.
const UNREAD: &[&str] = &[
    "annotation",
    "annotation-end",
    "desc",
    "forms",
    "illustration-index",
    "object",
    "ruby-text",
    "sequence-decls",
    "table-index",
    "table-of-content",
    "title",
    "tracked-changes",
    "variable-decls",
];

/// The way through a document.
struct Walk {
    styles: Styles,
    sheet: Sheet,
    /// Notes in the order they are referred to: what they are called, and their lines.
    notes: Vec<(String, Vec<String>)>,
}

impl Walk {
    fn blocks(&mut self, parent: &Element, item: bool) {
        for child in parent.children() {
            match child.name.as_str() {
                "p" | "h" => self.paragraph(child, item),
                "list-item" => self.blocks(child, true),
                "table" => self.table(child),
                // A table of contents repeats the headings.
                name if UNREAD.contains(&name) => {}
                _ => self.blocks(child, item),
            }
        }
    }

    fn paragraph(&mut self, p: &Element, item: bool) {
        let mut boxes = Vec::new();
        let line = self.line(p, &mut boxes);
        let (style, kind) = self.styles.get(p.get("style-name"));
        let style = style.to_owned();
        let kind = if p.name == "h" { Some(RegionKind::Heading) } else { kind };
        self.sheet.paragraph(&line, &style, kind.or(item.then_some(RegionKind::Item)));
        for text in boxes {
            self.blocks(text, false);
        }
    }

    /// The text of a paragraph; the text boxes that hang on it are added to `boxes`.
    fn line<'e>(&mut self, p: &'e Element, boxes: &mut Vec<&'e Element>) -> String {
        let mut line = String::new();
        self.inline(p, &mut line, boxes);
        line
    }

    fn inline<'e>(&mut self, element: &'e Element, line: &mut String, boxes: &mut Vec<&'e Element>) {
        for node in &element.nodes {
            let child = match node {
                Node::Text(text) => {
                    // A line end in the file is no line end of the text.
                    line.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
                    continue;
                }
                Node::Element(child) => child,
            };
            match child.name.as_str() {
                "s" | "tab" => line.push(' '),
                "line-break" => line.push('\n'),
                "note" => {
                    let class = child.get("note-class").to_owned();
                    let body = child.child("note-body");
                    let lines = body.map(|body| body.all("p")).unwrap_or_default();
                    let lines = lines.into_iter().map(|p| flow(&self.line(p, &mut Vec::new()))).collect();
                    self.notes.push((class, lines));
                }
                "text-box" => boxes.push(child),
                name if UNREAD.contains(&name) => {}
                _ => self.inline(child, line, boxes),
            }
        }
    }

    fn table(&mut self, table: &Element) {
        self.sheet.tables += 1;
        let number = self.sheet.tables;
        for (nth, row) in table.all("table-row").into_iter().enumerate() {
            let cells: Vec<Vec<String>> = row
                .children()
                .filter(|cell| cell.name == "table-cell")
                .map(|cell| {
                    let lines =
                        cell.children().filter(|child| ["p", "h", "list"].contains(&child.name.as_str()));
                    let paragraphs =
                        lines.flat_map(|line| if line.name == "list" { line.all("p") } else { vec![line] });
                    let lines = paragraphs.map(|p| flow(&self.line(p, &mut Vec::new())));
                    lines.filter(|line| !line.is_empty()).collect()
                })
                .collect();
            self.sheet.row(cells, &format!("table {number}, row {}", nth + 1));
        }
    }

    /// What is printed above or below every page, each text once.
    fn running_heads(&mut self, styles: &Element, name: &str) {
        let mut seen = Vec::new();
        for p in styles.all("master-page").iter().flat_map(|page| page.children()) {
            if !p.name.starts_with(name) {
                continue;
            }
            for p in p.all("p") {
                let text = self.line(p, &mut Vec::new());
                if !seen.contains(&text) {
                    let kind = RegionKind::Furniture(MaskReason::RunningHead);
                    self.sheet.push(&text, name, Some(kind), name);
                    seen.push(text);
                }
            }
        }
    }
}

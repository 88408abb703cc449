//! Word files (DOCX): paragraphs, lists, tables, notes and text boxes in order, with all changes accepted.
//!
//! A crate that reads them (undoc, 62 s to build) turns them into Markdown and forgets where a paragraph stood; what is
//! needed of the format is little.

use std::io::Read;

use super::{
    super::limits,
    Context, Format, Intake, Look, Reader, Sure,
    office::{self, Sheet},
    package::{self, Package},
    xml::{self, Element, Node},
};
use crate::model::{Given, MaskReason, RegionKind};

/// Text documents of Word since 2007.
pub(super) const FORMAT: Format = Format {
    name: "Word file",
    extensions: &["docx", "docm", "dotx"],
    recognise,
    reader: Reader::Whole(limits::PACKAGE, |bytes, context| {
        let package = Package::open(bytes)?;
        read(package, context)
    }),
};

/// How files begin that hold other files as Word did before 2007, and does where a password is set.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Files with a password, and those of old Word: they cannot be read, and their users are told why.
pub(super) const LOCKED: Format = Format {
    name: "Word file",
    extensions: &["doc"],
    recognise: |look| look.head.starts_with(COMPOUND).then_some(Sure::Certain),
    reader: Reader::Stream(|from, _| {
        let mut bytes = Vec::new();
        let read = from.take(limits::PACKAGE).read_to_end(&mut bytes);
        read.map_err(|error| super::plain(&error))?;
        let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let holds = |name: &str| memchr::memmem::find(&bytes, &wide(name)).is_some();
        Err(if holds("EncryptedPackage") {
            "is encrypted"
        } else if holds("WordDocument") {
            "a file of Word before 2007 (save it as .docx)"
        } else {
            "not a kind that is read"
        }
        .to_owned())
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let first = package::first_name(look);
    let starts = ["[Content_Types].xml", "_rels/", "docProps/", "word/", "customXml/"];
    let is_one = starts.iter().any(|start| first.starts_with(start)) && look.holds(b"word/document");
    is_one.then_some(Sure::Certain)
}

fn read(mut package: Package, context: &Context<'_>) -> Result<Intake, String> {
    let main = relations(&mut package, "_rels/.rels", "", context)
        .into_iter()
        .find_map(|(kind, path)| kind.ends_with("/officeDocument").then_some(path))
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let document = xml::parse(package.part(&main, context)?)?;
    let body = document.all("body").into_iter().next().ok_or("holds no text")?;
    let mut tree = |name: &str| {
        let path = package::resolve(&main, name);
        package.has(&path).then(|| package.part(&path, context).and_then(xml::parse))
    };
    let styles = Styles::of(tree("styles.xml").transpose()?.as_ref());
    let notes = [tree("footnotes.xml").transpose()?, tree("endnotes.xml").transpose()?];
    let mut walk = Walk { styles, sheet: Sheet::default(), carried: String::new(), notes: Vec::new() };
    walk.running_heads(&mut package, &main, "header", context)?;
    walk.blocks(body);
    walk.add_notes(&notes);
    walk.running_heads(&mut package, &main, "footer", context)?;
    let properties = properties(&mut package, context);
    let mut sheet = walk.sheet;
    let given = sheet.given(properties);
    Ok(sheet.draft.document(given, context))
}

/// What a part of the package refers to: kinds of relation and parts.
fn relations(package: &mut Package, path: &str, from: &str, context: &Context<'_>) -> Vec<(String, String)> {
    let Ok(tree) = package.part(path, context).and_then(xml::parse) else { return Vec::new() };
    let relations = tree.all("Relationship").into_iter();
    relations.map(|r| (r.get("Type").to_owned(), package::resolve(from, r.get("Target")))).collect()
}

/// What the properties of the file say.
fn properties(package: &mut Package, context: &Context<'_>) -> Given {
    let Ok(core) = package.part("docProps/core.xml", context).and_then(xml::parse) else {
        return Given::default();
    };
    let text = |name: &str| core.all(name).first().map(|element| element.text()).unwrap_or_default();
    Given {
        title: office::said(&text("title")),
        author: office::said(&text("creator")),
        made: office::date(&text("created")),
        modified: office::date(&text("modified")),
        language: Some(text("language").trim().to_owned()).filter(|tag| !tag.is_empty()),
        ..Given::default()
    }
}

/// Names and kinds of the styles, by their ids, which are in the language of who wrote.
struct Styles(Vec<(String, String, Option<RegionKind>)>);

impl Styles {
    fn of(tree: Option<&Element>) -> Self {
        let styles = tree.map(|tree| tree.all("style")).unwrap_or_default();
        let named = |id: &str| styles.iter().find(|style| style.get("styleId") == id);
        let name =
            |style: &Element| style.child("name").map(|name| name.get("val").to_owned()).unwrap_or_default();
        let kind = |style: &Element| {
            let mut style = Some(style);
            // Styles stand on others, a few deep; a circle ends.
            for _ in 0..10 {
                let own = style?;
                let numbered = own.child("pPr").and_then(|p| p.child("numPr")).map(|_| RegionKind::Item);
                if let Some(kind) = office::kind_of(&name(own)).or(numbered) {
                    return Some(kind);
                }
                style = own.child("basedOn").and_then(|on| named(on.get("val"))).copied();
            }
            None
        };
        Self(styles.iter().map(|style| (style.get("styleId").to_owned(), name(style), kind(style))).collect())
    }

    fn get(&self, id: &str) -> (&str, Option<RegionKind>) {
        let found = self.0.iter().find(|(own, ..)| own == id);
        found.map_or(("", None), |(_, name, kind)| (name, *kind))
    }
}

/// Elements within a paragraph whose text is not read: deleted, moved away, said twice, or an instruction.
const UNREAD: &[&str] = &[
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "Fallback",
    "pPr",
    "rPr",
    "rt",
    "annotationRef",
];

/// The way through a document.
struct Walk {
    styles: Styles,
    sheet: Sheet,
    /// The beginning of a paragraph whose end was deleted: it goes on in the next.
    carried: String,
    /// Notes in the order they are referred to: whether at the end, and their ids.
    notes: Vec<(bool, String)>,
}

/// A paragraph, and the text boxes that hang on it.
struct Line<'e> {
    text: String,
    boxes: Vec<&'e Element>,
}

impl Walk {
    fn blocks(&mut self, parent: &Element) {
        for child in parent.children() {
            match child.name.as_str() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                name if UNREAD.contains(&name) => {}
                "sectPr" | "tblPr" | "tcPr" => {}
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, p: &Element) {
        let line = self.line(p);
        let properties = p.child("pPr");
        let of = |name: &str| properties.and_then(|pr| pr.child(name));
        if of("rPr").is_some_and(|mark| mark.child("del").is_some()) {
            self.carried = line.text;
        } else {
            let (style, kind) = self.styles.get(of("pStyle").map_or("", |style| style.get("val")));
            let style = style.to_owned();
            let number = of("numPr").and_then(|n| n.child("numId")).map(|id| id.get("val") != "0");
            let outline =
                of("outlineLvl").filter(|level| level.get("val") != "9").map(|_| RegionKind::Heading);
            let kind = match (kind.or(outline), number) {
                (None, Some(true)) => Some(RegionKind::Item),
                (Some(RegionKind::Item), Some(false)) => None,
                (kind, _) => kind,
            };
            self.sheet.paragraph(&line.text, &style, kind);
        }
        for text in line.boxes {
            self.blocks(text);
        }
    }

    /// The text of a paragraph, with what was carried over to it.
    fn line<'e>(&mut self, p: &'e Element) -> Line<'e> {
        let mut line = Line { text: std::mem::take(&mut self.carried), boxes: Vec::new() };
        self.inline(p, &mut line);
        line
    }

    fn inline<'e>(&mut self, element: &'e Element, line: &mut Line<'e>) {
        for node in &element.nodes {
            // Characters count in `t` alone.
            let Node::Element(child) = node else { continue };
            match child.name.as_str() {
                "t" => line.text.push_str(&child.text()),
                "tab" => line.text.push(' '),
                "br" | "cr" => line.text.push('\n'),
                "noBreakHyphen" => line.text.push('-'),
                "r" if is_hidden(child) => {}
                "footnoteReference" => self.notes.push((false, child.get("id").to_owned())),
                "endnoteReference" => self.notes.push((true, child.get("id").to_owned())),
                "txbxContent" => line.boxes.push(child),
                name if UNREAD.contains(&name) => {}
                _ => self.inline(child, line),
            }
        }
    }

    fn table(&mut self, table: &Element) {
        self.sheet.tables += 1;
        let number = self.sheet.tables;
        let rows =
            table.children().flat_map(|child| if child.name == "tr" { vec![child] } else { child.all("tr") });
        for (nth, row) in rows.enumerate() {
            let deleted = row.child("trPr").is_some_and(|properties| properties.child("del").is_some());
            if deleted {
                continue;
            }
            let cells = row.all("tc").into_iter().map(|cell| self.cell(cell)).collect();
            self.sheet.row(cells, &format!("table {number}, row {}", nth + 1));
        }
    }

    /// The paragraphs of a cell. Cells of a table within it are found by themselves.
    fn cell(&mut self, cell: &Element) -> Vec<String> {
        let paragraphs: Vec<&Element> = cell.children().filter(|child| child.name == "p").collect();
        let lines = paragraphs.into_iter().map(|p| super::draft::flow(&self.line(p).text));
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Adds the notes behind the text.
    fn add_notes(&mut self, [foot, end]: &[Option<Element>; 2]) {
        for (nth, (at_end, id)) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let (from, name) = if at_end { (end, "endnote") } else { (foot, "footnote") };
            let all = from.as_ref().map(|tree| tree.all(name)).unwrap_or_default();
            let Some(note) = all.into_iter().find(|note| note.get("id") == id) else { continue };
            for p in note.all("p") {
                let text = self.line(p).text;
                self.sheet.push(&text, "", None, &format!("{name} {}", nth + 1));
            }
        }
    }

    /// What is printed above or below every page, each text once.
    fn running_heads(
        &mut self,
        package: &mut Package,
        main: &str,
        name: &str,
        context: &Context<'_>,
    ) -> Result<(), String> {
        let mut seen = Vec::new();
        for part in package.names(&package::resolve(main, name), ".xml") {
            let tree = xml::parse(package.part(&part, context)?)?;
            for p in tree.all("p") {
                let text = self.line(p).text;
                if !seen.contains(&text) {
                    let kind = RegionKind::Furniture(MaskReason::RunningHead);
                    self.sheet.push(&text, name, Some(kind), name);
                    seen.push(text);
                }
            }
        }
        Ok(())
    }
}

fn is_hidden(run: &Element) -> bool {
    let vanish = run.child("rPr").and_then(|properties| properties.child("vanish"));
    vanish.is_some_and(|vanish| !["0", "false"].contains(&vanish.get("val")))
}

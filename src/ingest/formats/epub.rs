//! E-books (EPUB): an article or a chapter a document, in the order in which they are read.
//!
//! A digest of the press, as calibre's news recipes make it, has a file an article, a page with the contents of each section
//! and bars for turning pages; a book has a file a chapter, or several where a chapter is long. What the table of contents
//! names begins a document; what it does not name goes on with the one before. Pages of contents are no documents.

use rustc_hash::FxHashMap;

use super::{
    super::{decode, limits},
    Context, Format, Intake, Look, Reader, Sure,
    draft::Draft,
    html, office,
    package::{self, Package},
    xml::{self, Element},
};
use crate::model::{Document, Given};

/// Books and digests.
pub(super) const FORMAT: Format = Format {
    name: "e-book",
    extensions: &["epub"],
    recognise,
    reader: Reader::Whole(limits::PACKAGE, |bytes, context| {
        let package = Package::open(bytes)?;
        Book::open(package, context)?.read()
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let first = package::first_name(look);
    let named = first == "mimetype"
        && look.head.get(38..).is_some_and(|rest| rest.starts_with(b"application/epub+zip"));
    let starts = ["mimetype", "META-INF/"].iter().any(|start| first.starts_with(start));
    (named || starts && look.holds(b"META-INF/container.xml") && look.holds(b".opf")).then_some(Sure::Certain)
}

/// An entry of the table of contents.
#[derive(Debug)]
struct Entry {
    /// The part of the package it leads to.
    part: String,
    title: String,
    /// Whether it has entries of its own in other parts: a section.
    above_others: bool,
}

/// A book, opened.
struct Book<'a> {
    package: Package,
    context: &'a Context<'a>,
    /// The parts that are read, in order.
    spine: Vec<String>,
    contents: Vec<Entry>,
    given: Given,
    /// Whether it is an issue of something: then its title is that of the outlet.
    periodical: bool,
}

/// An article or a chapter in the making.
struct Chapter {
    part: String,
    title: String,
    draft: Draft,
}

impl<'a> Book<'a> {
    fn open(mut package: Package, context: &'a Context<'a>) -> Result<Self, String> {
        let container = xml::parse(package.part("META-INF/container.xml", context)?)?;
        let root = container.all("rootfile").first().map(|root| root.get("full-path").to_owned());
        let path = root.ok_or("damaged: does not say where its contents are")?;
        if is_locked(&mut package, context) {
            return Err("is encrypted".to_owned());
        }
        let opf = xml::parse(package.part(&path, context)?)?;
        let items: FxHashMap<&str, &Element> =
            opf.all("item").into_iter().map(|item| (item.get("id"), item)).collect();
        let part = |item: &Element| package::resolve(&path, &unescaped(item.get("href")));
        let aside: Vec<String> = opf
            .all("reference")
            .into_iter()
            .filter(|reference| {
                ["cover", "toc", "title-page", "copyright-page"].contains(&reference.get("type"))
            })
            .map(|reference| package::resolve(&path, &unescaped(reference.get("href"))))
            .collect();
        let is_nav = |item: &Element| item.get("properties").split(' ').any(|property| property == "nav");
        let spine = opf.all("itemref").into_iter().filter(|item| item.get("linear") != "no");
        let spine = spine.filter_map(|item| items.get(item.get("idref"))).filter(|item| !is_nav(item));
        let spine: Vec<String> = spine.map(|item| part(item)).filter(|part| !aside.contains(part)).collect();
        let find =
            |is_it: &dyn Fn(&Element) -> bool| opf.all("item").into_iter().find(|item| is_it(item)).map(part);
        let nav = find(&is_nav);
        let ncx = find(&|item| item.get("media-type") == "application/x-dtbncx+xml");
        let mut contents = Vec::new();
        for path in [nav, ncx].into_iter().flatten() {
            if let Ok(tree) = package.part(&path, context).and_then(xml::parse)
                && contents.is_empty()
            {
                contents = entries(&tree, &path);
            }
        }
        if spine.len() > limits::MEMBERS {
            return Err(format!("has more than {} parts", limits::MEMBERS));
        }
        let (given, periodical) = given(&opf);
        Ok(Self { package, context, spine, contents, given, periodical })
    }

    fn read(mut self) -> Result<Intake, String> {
        let mut intake = Intake::default();
        let mut chapters: Vec<Chapter> = Vec::new();
        for part in std::mem::take(&mut self.spine) {
            if let Err(reason) = self.add(&part, &mut chapters) {
                intake.skipped.push(self.context.member(&part)?.skip(reason));
            }
        }
        // Title pages, and chapters that are a picture.
        chapters.retain(|chapter| chapter.draft.words() >= 20);
        let single = chapters.len() == 1;
        for chapter in chapters {
            intake.documents.push(self.document(chapter, single)?);
        }
        if intake.documents.is_empty() && intake.skipped.is_empty() {
            return Err("holds no text".to_owned());
        }
        Ok(intake)
    }

    /// Adds a part: to the chapter before, or as a new one.
    fn add(&mut self, part: &str, chapters: &mut Vec<Chapter>) -> Result<(), String> {
        let bytes = self.package.part(part, self.context)?;
        if bytes.len() as u64 > limits::PAGE {
            return Err(format!("larger than {} MiB", limits::PAGE >> 20));
        }
        let page = decode::decode_page(bytes, None).map_err(|error| error.to_string())?;
        let mut draft = Draft::default();
        let read = html::chapter(&page, &mut draft)?;
        let entry = self.contents.iter().find(|entry| entry.part == part);
        // A page of contents: what it says of its articles they say themselves.
        let links = read.links.iter().filter(|link| {
            self.contents.iter().any(|entry| entry.part == package::resolve(part, &unescaped(link)))
        });
        let lists = links.count();
        let section = lists > 0 && entry.map_or(self.periodical, |entry| entry.above_others);
        if section && draft.words() < 60 * (lists + 1) || lists >= 3 && draft.words() < 20 * lists {
            return Ok(());
        }
        let goes_on = entry.is_none() && !self.contents.is_empty() && !self.periodical;
        match chapters.last_mut().filter(|_| goes_on) {
            Some(chapter) => chapter.draft.append(draft),
            None => chapters.push(Chapter {
                part: part.to_owned(),
                title: entry.map(|entry| entry.title.clone()).or(read.heading).unwrap_or_default(),
                draft,
            }),
        }
        Ok(())
    }

    /// The document of a chapter; of a book that is a single one, the whole file.
    fn document(&self, chapter: Chapter, single: bool) -> Result<Document, String> {
        let own = !single || self.given.title.is_none();
        let title = Some(chapter.title).filter(|title| !title.is_empty() && own);
        let mut given = Given { title: title.or_else(|| self.given.title.clone()), ..self.given.clone() };
        // The day of a digest is not that of its articles.
        if !single || self.periodical {
            given.made = given.published.take();
        }
        let (raw, given) = chapter.draft.finish(given);
        let place = if single { self.context.clone() } else { self.context.member(&chapter.part)? };
        Ok(Document { id: place.id(), raw: raw.into(), origin: place.origin(), given })
    }
}

/// Whether more than fonts is encrypted, which can be read by the maker's own readers alone.
fn is_locked(package: &mut Package, context: &Context<'_>) -> bool {
    let Ok(tree) = package.part("META-INF/encryption.xml", context).and_then(xml::parse) else {
        return false;
    };
    let parts = tree.all("CipherReference");
    parts.iter().any(|part| {
        let name = part.get("URI").to_lowercase();
        [".html", ".xhtml", ".htm", ".xml"].iter().any(|end| name.ends_with(end))
    })
}

/// What the book says of itself, and whether it is an issue of a periodical.
fn given(opf: &Element) -> (Given, bool) {
    let all = |name: &str| {
        opf.all(name).iter().filter_map(|element| office::said(&element.text())).collect::<Vec<_>>()
    };
    let meta = |property: &str| {
        let found = opf
            .all("meta")
            .into_iter()
            .find(|meta| meta.get("property") == property || meta.get("name") == property);
        found.map(
            |meta| if meta.get("content").is_empty() { meta.text() } else { meta.get("content").to_owned() },
        )
    };
    let title = all("title").into_iter().next();
    let kind = meta("calibre:publication_type").unwrap_or_default();
    let periodical = kind.starts_with("periodical");
    // The program that made it is no author and no outlet.
    let own = |name: &str| all(name).into_iter().filter(|name| !name.to_lowercase().starts_with("calibre"));
    let issue = kind.rsplit(':').next().map(str::to_owned).filter(|name| periodical && !name.is_empty());
    let authors: Vec<String> = own("creator").collect();
    let given = Given {
        outlet: issue.or_else(|| own("publisher").next()),
        author: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
        published: opf.all("date").first().and_then(|date| office::date(&date.text())),
        modified: meta("dcterms:modified").and_then(|date| office::date(&date)),
        language: opf
            .all("language")
            .first()
            .map(|language| language.text().trim().to_owned())
            .filter(|tag| !tag.is_empty()),
        title: title.filter(|_| !periodical),
        ..Given::default()
    };
    (given, periodical)
}

/// The table of contents, of either kind.
fn entries(tree: &Element, path: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let navs = tree.all("nav");
    let toc = navs.iter().find(|nav| nav.get("type").split(' ').any(|kind| kind == "toc")).or(navs.first());
    let points = toc.map_or_else(|| tree.all("navPoint"), |toc| toc.all("li"));
    for point in points {
        let link = |point: &Element| {
            let link = point.child("a").map(|a| (a.get("href").to_owned(), a.text()));
            let source = point.child("content").map(|content| content.get("src").to_owned());
            link.or_else(|| Some((source?, point.child("navLabel").map(Element::text).unwrap_or_default())))
        };
        let Some((href, title)) = link(point) else { continue };
        let part = |href: &str| package::resolve(path, &unescaped(href));
        let own = part(&href);
        let below = point.all("navPoint").into_iter().chain(point.all("li"));
        let above_others = below.filter_map(link).any(|(href, _)| part(&href) != own);
        let title = super::draft::flow(&title);
        if !entries.iter().any(|entry: &Entry| entry.part == own) {
            entries.push(Entry { part: own, title, above_others });
        }
    }
    entries
}

/// An address within a book without its fragment, and with its escapes undone.
fn unescaped(href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        let code = code.filter(|_| byte == b'%');
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_contents_knows_its_sections() {
        let ncx = "<ncx><navMap><navPoint><navLabel><text>World</text></navLabel><content src='f/i.html'/>\
                   <navPoint><navLabel><text>One</text></navLabel><content src='f/a%201.html#top'/></navPoint>\
                   </navPoint></navMap></ncx>";
        let nav = "<html><nav><ol><li><a href='f/i.html'>World</a><ol><li><a href='f/a%201.html'>One</a></li></ol></li></ol></nav></html>";
        for tree in [ncx, nav] {
            let tree = xml::parse(tree.into()).expect("a table");
            let found = entries(&tree, "OPS/toc");
            let found: Vec<_> = found
                .iter()
                .map(|entry| (entry.part.as_str(), entry.title.as_str(), entry.above_others))
                .collect();
            assert_eq!(found, [("OPS/f/i.html", "World", true), ("OPS/f/a 1.html", "One", false)]);
        }
    }
}

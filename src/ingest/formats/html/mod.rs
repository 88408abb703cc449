//! Web pages: the main text, as a reader in a browser finds it, and what the page says of it.
//!
//! `bounded` parses, and refuses what takes too much; `meta` and `linked` ask what the page states, `text` turns elements
//! into paragraphs, `paths` keeps where in the page each stands. What is left out is sorted in `left`, and `body` has the
//! article where the page shows only its beginning.

mod body;
mod bounded;
mod left;
mod linked;
mod meta;
mod paths;
mod text;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use rustc_hash::FxHashSet;

use self::{
    paths::{MARK, Paths},
    text::Choice,
};
use super::{
    super::{decode, limits},
    Context, Format, Intake, Look, Reader, Sure,
    draft::{Draft, flow},
};
use crate::model::Given;

/// Pages as they were saved, with or without what they show.
pub const FORMAT: Format = Format {
    name: "web page",
    extensions: &["html", "htm", "xhtml", "shtml"],
    recognise,
    reader: Reader::Whole(limits::PAGE, |bytes, context| {
        let html = decode::decode_page(bytes, context.label()).map_err(|error| error.to_string())?;
        page(&html, Given::default(), context)
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    if look.starts_with(&["<!doctype html", "<html", "<head", "<body"]) {
        return Some(Sure::Certain);
    }
    let start = look.start();
    let has = |tags: &[&str]| {
        let text = start.get(..start.floor_char_boundary(4096)).unwrap_or_default().to_ascii_lowercase();
        tags.iter().any(|tag| text.contains(tag))
    };
    if look.starts_with(&["<?xml"]) && has(&["<html"]) {
        return Some(Sure::Certain);
    }
    let tags = ["<html", "<body", "<div", "<p>", "<p ", "<article", "<br", "<meta", "<section", "<table"];
    let hinted = FORMAT.extensions.contains(&look.extension.as_str());
    let sure = if start.starts_with('<') { Sure::Likely } else { Sure::Possible };
    (look.text.is_some() && (hinted || sure == Sure::Likely) && has(&tags)).then_some(sure)
}

/// Reads a page. What is `given` beforehand, by the mail or the archive it came in, counts where the page says nothing.
pub(super) fn page(html: &str, given: Given, context: &Context<'_>) -> Result<Intake, String> {
    let page = bounded::parse(html)?;
    let stated = meta::given(&page);
    let given = Given {
        title: stated.title.or(given.title),
        outlet: stated.outlet.or(given.outlet),
        author: stated.author.or(given.author),
        published: stated.published.or(given.published),
        modified: stated.modified.or(given.modified),
        url: stated.url.or(given.url),
        language: stated.language.or(given.language),
        ..given
    };
    let paths = Paths::mark(&page);
    let taken = |kept: Option<&FxHashSet<usize>>| {
        let mut draft = Draft::default();
        text::add(&page.root(), Some(Choice { paths: &paths, kept }), &mut draft);
        draft
    };
    let everything = taken(None);
    let main = main_elements(page.clone()).map(|mut kept| {
        let left_out = left::sort_out(&page.root(), given.title.as_deref(), &mut kept);
        (taken(Some(&kept)), left_out)
    });
    let (draft, left_out) = match main.filter(|(main, _)| is_enough(main, &everything)) {
        Some((main, left_out)) => (main.under(given.title.as_deref(), None), left_out),
        None => (everything, None),
    };
    let draft = match linked::body(&page) {
        Some(body) => body::complete(draft, &body),
        None => draft,
    };
    Ok(draft.document(Given { left_out, ..given }, context))
}

/// All text of a page or a part of one, with headings, lists and block quotations known as such; nothing is chosen. For
/// mail and books, which have no furniture around their text.
pub fn all_text(html: &str, draft: &mut Draft) -> Result<(), String> {
    text::add(&bounded::parse(html)?.root(), None, draft);
    Ok(())
}

/// The address that a page says is its own, as it stands there; it may be relative to where the page is.
pub fn canonical(bytes: &[u8], label: Option<&str>) -> Option<String> {
    let html = decode::decode_page(bytes.to_vec(), label).ok()?;
    super::contained(FORMAT.name, || {
        let page = bounded::parse(&html)?;
        let link = page.select_single("link[rel='canonical']");
        Ok(link.attr("href").map(|href| flow(&href)).filter(|href| !href.is_empty()))
    })
    .ok()?
}

/// What a chapter shows beside its text.
#[derive(Debug, Default)]
pub(super) struct Chapter {
    /// Its first heading.
    pub heading: Option<String>,
    /// Where its links lead, those of its bars aside.
    pub links: Vec<String>,
}

/// All text of a chapter or an article of a book, with the place of each paragraph in it. Bars for turning pages are
/// furniture.
pub(super) fn chapter(html: &str, draft: &mut Draft) -> Result<Chapter, String> {
    let page = bounded::parse(html)?;
    for bar in page.select("div[class*='navbar']").nodes() {
        bar.rename("nav");
    }
    // The numbers of notes, and the ways back from them, are no part of a sentence.
    for mark in page.select("sup > a, a.noteref, a.footnote-ref, a.footnote-back").nodes() {
        let text = mark.text();
        if text.chars().all(|c| !c.is_alphabetic()) && text.chars().count() <= 6 {
            mark.remove_from_parent();
        }
    }
    let paths = Paths::mark(&page);
    text::add(&page.root(), Some(Choice { paths: &paths, kept: None }), draft);
    let in_bar = |node: &NodeRef<'_>| node.ancestors(None).iter().any(|above| above.has_name("nav"));
    let links = page.select("a[href]");
    let links = links.nodes().iter().filter(|link| !in_bar(link)).filter_map(|link| link.attr("href"));
    let heading = page.select("h1, h2").nodes().first().map(|heading| flow(&heading.text()));
    Ok(Chapter {
        heading: heading.filter(|heading| !heading.is_empty()),
        links: links.map(|link| link.to_string()).collect(),
    })
}

/// The numbers of the elements that are the main text; `None` where no part of the page looks like one.
///
/// What finds them turns the page inside out, so that their text is taken from the page as it was.
fn main_elements(page: Document) -> Option<FxHashSet<usize>> {
    let config = Config { disable_json_ld: true, char_threshold: 250, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::fragment(article.content);
    let marked = content.select(&format!("[{MARK}]"));
    Some(marked.nodes().iter().filter_map(|node| node.attr(MARK)?.parse().ok()).collect())
}

/// Whether what was found may be all of the article. A live blog or a list of notes is cut to one of them: what is left is a
/// sliver of the page.
fn is_enough(main: &Draft, everything: &Draft) -> bool {
    let prose = |draft: &Draft| {
        let furniture = |line: &str| line.len() < 80;
        draft.text().lines().filter(|line| !furniture(line)).map(str::len).sum::<usize>()
    };
    let (main, everything) = (prose(main), prose(everything));
    main > 0 && main * 4 >= everything || main >= 4000
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{
        super::{Budget, read_all},
        *,
    };
    use crate::model::Document as Article;

    fn read(html: &str) -> Intake {
        let budget = Budget::new(html.len() as u64);
        read_all(html.as_bytes().to_vec(), &Context::file("a.html".as_ref(), &budget), true)
    }

    fn outline(article: &Article) -> String {
        let mut at = 0;
        let line = |line: &str| {
            let kind = article.given.regions.iter().find(|region| region.span.start() == at);
            let kind = kind.map_or("", |region| region.kind.name());
            let place = article.place(at).unwrap_or_default();
            at += line.len() as u32 + 2;
            format!("{kind:15} {place:50} {line}\n")
        };
        article.raw.split("\n\n").map(line).collect()
    }

    #[test]
    fn the_main_text_of_a_page_keeps_what_its_parts_are() {
        let page = r#"<!doctype html><html lang=en><head><title>Ferry runs again | Harbour Post</title></head><body>
            <header><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav></header>
            <main><article><h1>Ferry runs again after winter</h1><p>By Ngozi Hallam</p>
            <div class=share><button>Share</button></div>
            <figure><img src=a.jpg><figcaption>The ferry. Photo: Iker Solberg</figcaption></figure>
            <p>The ferry left the old harbour at six in the morning with two hundred passengers aboard, the port said.</p>
            <p>&ldquo;We have waited since November,&rdquo; said Tamsin Okafor, who runs the ca&shy;fé on the quay, and so did
            everybody else.<br><br>She added: <q>Nobody comes without the boat.</q></p>
            <h2>Two boats a day</h2><p hidden>Never shown.</p>
            <p>The operator plans two boats a day until May, and four in summer, when the islands fill with guests.</p>
            <blockquote><p>The sea was calm and nobody was afraid. I would do it again, tomorrow and the day after.</p></blockquote>
            <ul><li>First boat: six in the morning, from the old harbour</li><li>Last boat: nine in the evening</li></ul>
            </article></main><footer>© 2026 Harbour Post</footer></body></html>"#;
        let intake = read(page);
        let article = intake.documents.first().expect("one article");
        expect![[r#"
            heading         //article/h1                                       Ferry runs again after winter
                            //article/p[1]                                     By Ngozi Hallam
            caption         //article/figure/figcaption                        The ferry. Photo: Iker Solberg
                            //article/p[2]                                     The ferry left the old harbour at six in the morning with two hundred passengers aboard, the port said.
                            //article/p[3]                                     “We have waited since November,” said Tamsin Okafor, who runs the café on the quay, and so did everybody else.
                            //article/p[3]                                     She added: “Nobody comes without the boat.”
            heading         //article/h2                                       Two boats a day
                            //article/p[5]                                     The operator plans two boats a day until May, and four in summer, when the islands fill with guests.
            block quotation //article/blockquote/p                             The sea was calm and nobody was afraid. I would do it again, tomorrow and the day after.
            item            //article/ul/li[1]                                 First boat: six in the morning, from the old harbour
            item            //article/ul/li[2]                                 Last boat: nine in the evening
        "#]].assert_eq(&outline(article));
        assert_eq!(article.given.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(article.given.format, "web page");
    }

    #[test]
    fn a_page_without_a_main_text_is_all_it_shows() {
        let intake = read("<html><body><div>One line.</div><div>Another line.</div><script>no</script>");
        let texts: Vec<&str> = intake.documents.iter().map(|article| &*article.raw).collect();
        assert_eq!(texts, ["One line.\n\nAnother line."]);
        assert_eq!(
            read("<html><body><img src=a.png>").skipped.first().map(|s| s.reason.as_str()),
            Some("empty")
        );
    }

    #[test]
    fn the_cells_of_a_row_of_data_stand_in_one_line() {
        let table = "<table><tr><th><p>Port</p></th><th><p>Ships</p></th></tr><tr><td><p>Osaka</p></td><td><div>12</div></td></tr>\
                     </table><table><tr><td><p>One paragraph.</p><p>Another.</p></td><td>Aside</td></tr></table>";
        let intake = read(&format!("<html><body>{table}"));
        let texts: Vec<&str> = intake.documents.iter().map(|article| &*article.raw).collect();
        assert_eq!(texts, ["Port | Ships\n\nOsaka | 12\n\nOne paragraph.\n\nAnother.\n\nAside"]);
    }

    #[test]
    fn hostile_pages_are_problems_and_soon() {
        for deep in ["<div>", "<b>", "<table><tr><td>", "<p><font color=1><div>", "<svg><g>", "<ul><li>"] {
            let intake = read(&format!("<html><body>{}text", deep.repeat(30_000)));
            assert!(intake.documents.is_empty(), "{deep}");
            assert_eq!(intake.skipped.len(), 1, "{deep}");
        }
        for flat in [
            "<p>Some words, and more.",
            "<li>",
            "</div>",
            "<br>",
            "<p class=\"",
            "&amp",
            "<!--",
            "<a href=x>",
            "<p><font color=1>",
        ] {
            let intake = read(&format!("<html><body>{}", flat.repeat(20_000)));
            assert_eq!(intake.documents.len() + intake.skipped.len(), 1, "{flat}");
        }
    }
}

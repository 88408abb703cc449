//! What is left out of a page when its main text is chosen: it is counted, and what of it reads like the article is
//! taken all the same.
//!
//! What finds the main text drops boxes beside it, columns, entries: it knows classes and lengths, and not who speaks.

use dom_query::NodeRef;
use rustc_hash::FxHashSet;

use super::{
    paths::MARK,
    text::{INLINE, UNSEEN, is_hidden},
};
use crate::{ingest::formats::draft::flow, model::LeftOut};

/// Shortest block that reads like a paragraph, in bytes; half of it, if words are quoted in it.
const PROSE: usize = 80;

/// Elements that are never the article's, whatever stands in them, and what `check` calls them.
const BARS: &[&str] = &["nav", "footer", "aside", "form", "button", "header", "dialog", "menu"];
/// Words in the classes and ids of parts that are no part of the article.
const FOREIGN: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "promo",
    "newsletter",
    "subscri",
    "cookie",
    "consent",
    "footer",
    "sidebar",
    "share",
    "social",
    "advert",
    "teaser",
    "most-read",
    "mostread",
    "popular",
    "author",
    "bio",
    "paywall",
    "signup",
    "sign-up",
    "banner",
    "disclaimer",
    "copyright",
    "trending",
    "read-more",
    "more-from",
    "outbrain",
    "taboola",
    "modal",
    "popup",
    "notice",
    "legal",
    "login",
    "widget",
    "breadcrumb",
    "menu",
    "tags",
    "pagination",
    "caption",
];

/// A block of text that was left out.
struct Block {
    /// The number of the element it stands in.
    element: Option<usize>,
    /// The bar it stands in, or what its element is.
    part: String,
    words: usize,
    /// Whether it reads like a paragraph of the article, and stands where one may.
    is_article: bool,
}

/// What of the page is not among the elements that are `kept`: what reads like the article is added to them, the rest is
/// counted. The headline, which the text is put under all the same, is not left out.
pub(super) fn sort_out(
    root: &NodeRef<'_>,
    title: Option<&str>,
    kept: &mut FxHashSet<usize>,
) -> Option<LeftOut> {
    let mut blocks = Vec::new();
    Walk { kept, title, blocks: &mut blocks }.visit(root, &Above::default());
    let mut left = LeftOut::default();
    for block in &blocks {
        if let Some(element) = block.element.filter(|_| block.is_article) {
            kept.insert(element);
            continue;
        }
        left.blocks += 1;
        left.words += block.words;
        if !left.parts.contains(&block.part) {
            left.parts.push(block.part.clone());
        }
    }
    (left.blocks > 0).then_some(left)
}

/// What lies above an element.
#[derive(Debug, Clone, Default)]
struct Above {
    bar: Option<&'static str>,
    foreign: bool,
    /// Whether it lies in an element in which text was chosen: the article itself, or what holds its parts.
    among: bool,
}

struct Walk<'w> {
    kept: &'w FxHashSet<usize>,
    title: Option<&'w str>,
    blocks: &'w mut Vec<Block>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &NodeRef<'_>, above: &Above) {
        if !node.is_element() {
            node.children_it(false).for_each(|child| self.visit(&child, above));
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        if UNSEEN.contains(&name) || is_hidden(node) {
            return;
        }
        let element = node.attr(MARK).and_then(|mark| mark.parse().ok());
        let is_kept = element.is_some_and(|element| self.kept.contains(&element));
        let holds_kept = |node: &NodeRef<'_>| {
            let mark = |child: NodeRef<'_>| child.attr(MARK)?.parse().ok();
            node.children_it(false).filter_map(mark).filter(|mark: &usize| self.kept.contains(mark)).count()
                > 0
        };
        let below = Above {
            bar: above.bar.or_else(|| BARS.iter().copied().find(|bar| *bar == name)),
            foreign: above.foreign
                || !matches!(name, "body" | "html" | "main" | "article") && is_foreign(node),
            among: above.among || is_kept || matches!(name, "article" | "main") || holds_kept(node),
        };
        if !is_kept && !INLINE.contains(&name) {
            self.blocks.extend(block(node, name, element, &below, self.title));
        }
        node.children_it(false).filter(NodeRef::is_element).for_each(|child| self.visit(&child, &below));
    }
}

/// The text of an element's own, what stands within its lines included.
fn block(
    node: &NodeRef<'_>,
    name: &str,
    element: Option<usize>,
    at: &Above,
    title: Option<&str>,
) -> Option<Block> {
    let (mut text, mut linked) = (String::new(), 0);
    own_text(node, false, &mut text, &mut linked);
    let text = flow(&text);
    if text.is_empty() || Some(text.as_str()) == title {
        return None;
    }
    let quotes = text.contains(['“', '"', '«', '„']);
    let least = if quotes { PROSE / 2 } else { PROSE };
    let ended = text.trim_end_matches(['”', '"', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…']);
    let byline = is_byline(&text) && at.bar.is_none_or(|bar| bar == "header") && at.among && !at.foreign;
    let is_article = byline
        || at.bar.is_none()
            && at.among
            && !at.foreign
            && matches!(
                name,
                "p" | "div" | "section" | "blockquote" | "li" | "td" | "dd" | "article" | "main" | "span"
            )
            && text.len() >= least
            && ended
            && linked * 3 < text.len();
    let part = at.bar.map_or_else(|| name.to_owned(), str::to_owned);
    Some(Block { element, part, words: text.split_whitespace().count(), is_article })
}

/// "By Rosa Quiroga": a few words, the names among them capitalised.
fn is_byline(text: &str) -> bool {
    let mut words = text.split(' ');
    words.next() == Some("By")
        && (3..=9).contains(&text.split(' ').count())
        && words
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "and" | "in" | "for" | "&"))
}

fn own_text(node: &NodeRef<'_>, in_link: bool, text: &mut String, linked: &mut usize) {
    for child in node.children_it(false) {
        if child.is_text() {
            let words = child.text();
            *linked += if in_link { words.len() } else { 0 };
            text.push_str(&words);
        } else if let Some(name) = child.node_name() {
            let name: &str = &name;
            if name == "br" {
                text.push(' ');
            } else if INLINE.contains(&name) && !is_hidden(&child) {
                own_text(&child, in_link || name == "a", text, linked);
            }
        }
    }
}

/// Whether an element's class or id says that it is no part of the article.
fn is_foreign(node: &NodeRef<'_>) -> bool {
    ["class", "id", "role"].iter().filter_map(|attribute| node.attr(attribute)).any(|names| {
        let names = names.to_ascii_lowercase();
        names.split_whitespace().any(|name| {
            FOREIGN.iter().any(|word| name.contains(word))
                || name.split(['-', '_']).any(|part| part == "ad" || part == "ads")
        })
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{super::paths::Paths, *};

    /// What is taken besides the paragraphs of class "kept", and what is left out.
    fn sorted(body: &str) -> (Vec<String>, Option<String>) {
        let page = Document::from(format!("<html><body>{body}</body></html>").as_str());
        let _paths = Paths::mark(&page);
        let mark = |node: &NodeRef<'_>| node.attr(MARK)?.parse().ok();
        let mut kept: FxHashSet<usize> = page.select(".kept").nodes().iter().filter_map(mark).collect();
        let before = kept.clone();
        let left = sort_out(&page.root(), Some("Ferry runs again"), &mut kept);
        let all = page.select(&format!("[{MARK}]"));
        let taken = all
            .nodes()
            .iter()
            .filter(|node| mark(node).is_some_and(|m| kept.contains(&m) && !before.contains(&m)));
        (taken.map(|node| flow(&node.text())).collect(), left.map(|left| left.to_string()))
    }

    const KEPT: &str = "<p class=kept>The ferry left the old harbour at six in the morning.</p>";

    #[test]
    fn a_box_of_the_article_is_taken_and_bars_are_counted() {
        let quote = "“It is a bucket with a very small hole at the top,” its director said.";
        let (taken, left) = sorted(&format!(
            "<nav><a href=/>Home</a></nav><article><h1>Ferry runs again</h1>{KEPT}<div class=infobox><p>{quote}</p></div>\
             </article><footer>All rights</footer>"
        ));
        assert_eq!(taken, [quote]);
        assert_eq!(left.as_deref(), Some("2 blocks, 3 words: nav, footer"));
    }

    #[test]
    fn what_belongs_to_others_is_left_out() {
        let told = "“We have waited since November, and nobody came to see us,” said the woman on the quay.";
        for part in [
            format!("<div class='related-stories'><p>{told}</p></div>"),
            format!("<section id=comments><p>{told}</p></section>"),
            format!("<aside><p>{told}</p></aside>"),
            format!("<div><p><a href=/x>{told}</a></p></div>"),
            "<p>Share this article</p>".to_owned(),
        ] {
            let (taken, left) = sorted(&format!("<article>{KEPT}{part}</article>"));
            assert!(taken.is_empty() && left.is_some_and(|left| left.starts_with("1 block, ")), "{part}");
        }
        assert_eq!(sorted(&format!("<article>{KEPT}</article>")).1, None);
        let elsewhere = format!("<article>{KEPT}</article><div><section><p>{told}</p></section></div>");
        assert!(sorted(&elsewhere).0.is_empty(), "another part of the page is another article's");
    }
}

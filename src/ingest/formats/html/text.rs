//! From elements to paragraphs: what a browser would show, in the order of the page.

use dom_query::NodeRef;
use rustc_hash::FxHashSet;

use super::{
    super::draft::Draft,
    paths::{MARK, Paths},
};
use crate::model::{MaskReason, RegionKind};

/// Elements of which a browser shows no text, or none that is the page's.
pub(super) const UNSEEN: &[&str] = &[
    "applet", "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map",
    "math", "meta", "meter", "noscript", "object", "option", "progress", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Elements that stand within a line.
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that programs put around the words of every cell.
const WRAPS: &[&str] = &["p", "div"];

/// Which elements of a page are taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'p> {
    /// Where the elements of the page stand.
    pub paths: &'p Paths,
    /// The numbers of those whose own text is taken; `None` takes all. What stands within a line goes with it.
    pub kept: Option<&'p FxHashSet<usize>>,
}

/// Adds the text of `node` and all below it to `draft`. Elements are nested less than
/// [`super::super::super::limits::ELEMENTS_DEEP`] deep.
pub(super) fn add(node: &NodeRef<'_>, choice: Option<Choice<'_>>, draft: &mut Draft) {
    let mut walk = Walk {
        draft,
        choice,
        line: String::new(),
        kinds: Vec::new(),
        places: Vec::new(),
        verbatim: 0,
        in_line: Vec::new(),
    };
    walk.visit(node);
    walk.flush();
}

struct Walk<'d> {
    draft: &'d mut Draft,
    choice: Option<Choice<'d>>,
    /// The paragraph so far.
    line: String,
    /// What the open elements are.
    kinds: Vec<RegionKind>,
    /// Which elements of the page the open ones are that do not stand within a line.
    places: Vec<usize>,
    /// How many open elements keep their white space.
    verbatim: usize,
    /// For each open row of a table whether its cells stand in one line.
    in_line: Vec<bool>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            self.words(&node.text());
            return;
        }
        if !node.is_element() {
            node.children_it(false).for_each(|child| self.visit(&child));
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name: &str = &name;
        if UNSEEN.contains(&name) || is_hidden(node) {
            return;
        }
        match name {
            "br" => return self.line_break(),
            "tr" => self.in_line.push(is_of_data(node)),
            "td" | "th" if self.has_cells_in_line() && !self.line.trim().is_empty() => {
                let so_far = self.line.trim_end().len();
                self.line.truncate(so_far);
                self.line.push_str(" | ");
            }
            "q" => self.line.push('“'),
            _ => {}
        }
        let cell = matches!(name, "td" | "th") && self.has_cells_in_line();
        // What a cell holds stands in the line of its row, in an element of its own or not.
        let in_cell = self.has_cells_in_line() && WRAPS.contains(&name);
        let block = !(INLINE.contains(&name) || cell || in_cell);
        if block {
            self.flush();
        }
        let kind = kind_of(name);
        self.kinds.extend(kind);
        let own_place = !INLINE.contains(&name);
        let place: Option<usize> = node.attr(MARK).filter(|_| own_place).and_then(|mark| mark.parse().ok());
        self.places.extend(place);
        self.verbatim += usize::from(name == "pre");
        node.children_it(false).for_each(|child| self.visit(&child));
        if block {
            self.flush();
        }
        self.verbatim -= usize::from(name == "pre");
        if place.is_some() {
            self.places.pop();
        }
        if kind.is_some() {
            self.kinds.pop();
        }
        match name {
            "q" => self.line.push('”'),
            "tr" => _ = self.in_line.pop(),
            _ => {}
        }
    }

    /// Whether the cells of the row stand in one line.
    fn has_cells_in_line(&self) -> bool {
        self.in_line.last() == Some(&true)
    }

    fn words(&mut self, text: &str) {
        let kept = self.choice.and_then(|choice| choice.kept);
        if kept.is_some_and(|kept| self.places.last().is_none_or(|place| !kept.contains(place))) {
            return;
        }
        for c in text.chars() {
            let space = c.is_whitespace() && (self.verbatim == 0 || c != '\n');
            if space {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
            } else if c != '\u{ad}' {
                self.line.push(c);
            }
        }
    }

    /// One break is a break of the line; two part paragraphs.
    fn line_break(&mut self) {
        let so_far = self.line.trim_end_matches(' ').len();
        self.line.truncate(so_far);
        if self.line.ends_with('\n') {
            self.flush();
        } else if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_matches('|').trim();
        if line.is_empty() {
            return;
        }
        if let (Some(choice), Some(&place)) = (self.choice, self.places.last()) {
            self.draft.place(&choice.paths.path(place));
        }
        let furniture = self.kinds.iter().find(|kind| matches!(kind, RegionKind::Furniture(_)));
        self.draft.push(line, furniture.or(self.kinds.last()).copied());
    }
}

/// What an element is by its name.
fn kind_of(name: &str) -> Option<RegionKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(RegionKind::Heading),
        "blockquote" => Some(RegionKind::Quote),
        "li" => Some(RegionKind::Item),
        "figcaption" | "caption" => Some(RegionKind::Furniture(MaskReason::Caption)),
        "button" => Some(RegionKind::Furniture(MaskReason::Control)),
        "nav" => Some(RegionKind::Furniture(MaskReason::Related)),
        "form" => Some(RegionKind::Furniture(MaskReason::Promotion)),
        "footer" => Some(RegionKind::Furniture(MaskReason::Footer)),
        _ => None,
    }
}

/// Whether a row of a table holds data rather than the parts of a page: none of its cells has more than a line, which
/// may stand in an element of its own where there are several cells.
fn is_of_data(row: &NodeRef<'_>) -> bool {
    let breaks = |node: NodeRef<'_>| {
        node.node_name().is_some_and(|name| {
            let name: &str = &name;
            name == "br"
                || !INLINE.contains(&name)
                    && !WRAPS.contains(&name)
                    && !matches!(name, "td" | "th" | "input" | "svg" | "path")
        })
    };
    if row.descendants_it().any(breaks) {
        return false;
    }
    let wraps = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| WRAPS.contains(&&*name));
    let cells = row.element_children();
    let wrapped = |cell: &NodeRef<'_>| cell.descendants_it().filter(wraps).count();
    cells.iter().all(|cell| match wrapped(cell) {
        0 => true,
        1 => cells.len() > 1 && cell.text().chars().count() <= LONGEST_CELL,
        _ => false,
    })
}

/// How many characters a cell of data may have, in an element of its own.
const LONGEST_CELL: usize = 80;

/// Whether an element says itself that it is not shown: the first line of newsletters that only lists show.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

//! Where in a page an element stands: its path, which browsers find again (`$x("//article/p[4]")`).

use dom_query::{Document, NodeRef};
use rustc_hash::FxHashMap;

/// The attribute that carries an element's number through what is done to the tree.
pub(super) const MARK: &str = "data-dixit-at";

/// The elements of a page, by the number they are marked with.
#[derive(Debug, Default)]
pub(super) struct Paths {
    elements: Vec<Element>,
    /// The [`ANCHORS`] that the page has one of.
    anchors: Vec<&'static str>,
}

#[derive(Debug)]
struct Element {
    parent: Option<usize>,
    name: String,
    /// Which of the elements of its name under its parent it is, from 1; 0 where it is the only one.
    nth: usize,
    id: Option<String>,
}

/// Names of elements from which a path may begin where a page has only one of them.
const ANCHORS: &[&str] = &["article", "main", "body"];

impl Paths {
    /// Numbers the elements of a page.
    pub fn mark(page: &Document) -> Self {
        let mut paths = Self::default();
        // Nodes whose children are still to be numbered, each with its own number.
        let mut waiting: Vec<(NodeRef<'_>, Option<usize>)> = vec![(page.root(), None)];
        while let Some((node, parent)) = waiting.pop() {
            let children = node.element_children();
            let name = |node: &NodeRef<'_>| node.node_name().map(|name| name.to_string()).unwrap_or_default();
            let mut all: FxHashMap<String, usize> = FxHashMap::default();
            for child in &children {
                *all.entry(name(child)).or_default() += 1;
            }
            let mut seen: FxHashMap<String, usize> = FxHashMap::default();
            for child in children {
                let name = name(&child);
                let so_far = seen.entry(name.clone()).or_default();
                *so_far += 1;
                let nth = if all.get(&name) == Some(&1) { 0 } else { *so_far };
                let id = child.id_attr().map(|id| id.to_string());
                let id = id.filter(|id| !id.is_empty() && !id.contains(['\'', ' ']));
                child.set_attr(MARK, &paths.elements.len().to_string());
                waiting.push((child, Some(paths.elements.len())));
                paths.elements.push(Element { parent, name, nth, id });
            }
        }
        let is_only =
            |name: &&str| paths.elements.iter().filter(|element| element.name == **name).count() == 1;
        paths.anchors = ANCHORS.iter().copied().filter(is_only).collect();
        paths
    }

    /// The path of an element: from the nearest one that has an id, or is the only article of the page.
    pub fn path(&self, number: usize) -> String {
        let mut steps = Vec::new();
        let mut at = self.elements.get(number);
        while let Some(element) = at {
            if let Some(id) = &element.id {
                steps.push(format!("//*[@id='{id}']"));
                break;
            }
            if self.anchors.contains(&element.name.as_str()) {
                steps.push(format!("//{}", element.name));
                break;
            }
            let nth = if element.nth == 0 { String::new() } else { format!("[{}]", element.nth) };
            steps.push(format!("/{}{nth}", element.name));
            at = element.parent.and_then(|parent| self.elements.get(parent));
        }
        steps.reverse();
        steps.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_at_the_nearest_element_that_is_the_only_one() {
        let page = Document::from(
            "<body><main><p>a<p>b</main><div id=x><ul><li>c</ul></div><article><p>d</article><article>e</article>",
        );
        let paths = Paths::mark(&page);
        let path = |selector: &str| {
            let mark = page.select(selector).attr(MARK).expect("every element is numbered");
            paths.path(mark.parse().expect("a number"))
        };
        assert_eq!(path("main p:nth-of-type(2)"), "//main/p[2]");
        assert_eq!(path("li"), "//*[@id='x']/ul/li");
        assert_eq!(path("article p"), "//body/article[1]/p");
    }
}

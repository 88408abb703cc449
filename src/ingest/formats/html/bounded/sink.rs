//! The tree a parser builds, with how much it builds of it and how deep.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
};

use dom_query::{Document, NodeId};
use html5ever::{
    Attribute, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    tendril::StrTendril,
};
use rustc_hash::FxHashMap;

use super::super::super::super::limits;

/// A page that is being parsed.
#[derive(Default)]
pub struct Sink {
    page: Document,
    /// How many elements each is in; what is in no page yet has none.
    depths: RefCell<FxHashMap<NodeId, usize>>,
    deepest: Cell<usize>,
    elements: Cell<usize>,
    /// The depths of all elements together, and how often one was moved.
    steps: Cell<usize>,
    heard: Cell<bool>,
}

impl Sink {
    /// Fails where there is more of a page than there may be.
    pub fn is_within_limits(&self) -> Result<(), String> {
        let bounds = [
            (self.deepest.get(), limits::ELEMENTS_DEEP, "elements nested more than", "deep"),
            (self.elements.get(), limits::PAGE_ELEMENTS, "a page of more than", "elements"),
            (self.steps.get(), limits::PAGE_STEPS, "elements nested in more than", "others, all together"),
        ];
        match bounds.into_iter().find(|(is, most, ..)| is > most) {
            Some((_, most, before, after)) => Err(format!("{before} {most} {after}")),
            None => Ok(()),
        }
    }

    /// Whether the parser gave anything since it was asked.
    pub fn heard(&self) -> bool {
        self.heard.take()
    }

    fn depth(&self, node: NodeId) -> usize {
        self.depths.borrow().get(&node).copied().unwrap_or_default()
    }

    fn hear(&self) {
        self.heard.set(true);
    }

    /// Takes down that a node stands so deep.
    fn place(&self, child: &NodeOrText<NodeId>, depth: usize) {
        self.hear();
        if let NodeOrText::AppendNode(node) = child {
            self.depths.borrow_mut().insert(*node, depth);
            self.deepest.set(self.deepest.get().max(depth));
            self.steps.set(self.steps.get() + depth);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.page
    }

    /// Pages are full of mistakes, and nobody asks for them.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.page.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.page.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.hear();
        self.elements.set(self.elements.get() + 1);
        self.page.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.hear();
        self.elements.set(self.elements.get() + 1);
        self.page.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.page.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(&child, self.depth(*parent) + 1);
        self.page.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.place(&child, self.depth(*element).max(self.depth(*previous) + 1));
        self.page.append_based_on_parent_node(element, previous, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.place(&child, self.depth(*sibling));
        self.page.append_before_sibling(sibling, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.hear();
        self.page.append_doctype_to_document(name, public, system);
    }

    /// What stands in a template stands as deep as in any other element.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.page.get_template_contents(target);
        let depth = self.depth(*target);
        self.depths.borrow_mut().insert(contents, depth);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.page.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.hear();
        self.page.add_attrs_if_missing(target, attributes);
    }

    fn pop(&self, _: &NodeId) {
        self.hear();
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.hear();
        self.page.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        let moved = self.page.tree.child_ids_of(node).len();
        self.steps.set(self.steps.get() + moved);
        self.page.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeId) -> bool {
        self.page.is_mathml_annotation_xml_integration_point(node)
    }
}

//! XML as a tree, for the parts of office files and books. What is not quite XML is read as far as it goes; entities of the
//! file's own are never expanded.

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::super::{decode, limits};

/// An element with all it holds.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name, without the prefix of its name space.
    pub name: String,
    /// Names without prefix, and values.
    attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// The value of the attribute with this name, whatever its prefix; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The elements directly below.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name directly below.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// All elements of this name below, in order, those within others too.
    pub fn all<'e>(&'e self, name: &str) -> Vec<&'e Self> {
        let (mut found, mut waiting) = (Vec::new(), vec![self]);
        while let Some(element) = waiting.pop() {
            if element.name == name {
                found.push(element);
            }
            waiting.extend(element.children().collect::<Vec<_>>().into_iter().rev());
        }
        found
    }

    /// All characters below, in order.
    pub fn text(&self) -> String {
        fn gather(element: &Element, text: &mut String) {
            for node in &element.nodes {
                match node {
                    Node::Element(element) => gather(element, text),
                    Node::Text(own) => text.push_str(own),
                }
            }
        }
        let mut text = String::new();
        gather(self, &mut text);
        text
    }

    fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

/// Reads XML: an element without a name that holds the root. Elements are nested less than [`limits::ELEMENTS_DEEP`] deep.
pub fn parse(bytes: Vec<u8>) -> Result<Element, String> {
    let text = decode::decode(bytes).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            // What came before the mistake can be read all the same.
            Err(_) if elements > 0 => break,
            Err(error) => return Err(format!("not XML: {error}")),
        };
        match event {
            Event::Start(start) => {
                open.push(element(&start));
                if open.len() > limits::ELEMENTS_DEEP {
                    return Err(format!("elements nested more than {} deep", limits::ELEMENTS_DEEP));
                }
                elements += 1;
            }
            Event::Empty(start) => {
                add(&mut open, Node::Element(element(&start)));
                elements += 1;
            }
            Event::End(end) => {
                // An end without its beginning ends nothing.
                let name = end.local_name().as_ref().to_owned();
                if open.iter().skip(1).any(|element| element.name == name) {
                    while let Some(element) = open.pop_if(|_| true) {
                        let is_it = element.name == name;
                        add(&mut open, Node::Element(element));
                        if is_it {
                            break;
                        }
                    }
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(c)) => push(&mut open, c.encode_utf8(&mut [0; 4])),
                Ok(None) => push(&mut open, resolve_predefined_entity(&name.xml10_content()).unwrap_or(" ")),
                Err(_) => {}
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if elements > limits::ELEMENTS {
            return Err(format!("more than {} elements", limits::ELEMENTS));
        }
    }
    while let Some(element) = open.pop() {
        if open.is_empty() {
            return Ok(element);
        }
        add(&mut open, Node::Element(element));
    }
    Ok(Element::default())
}

fn add(open: &mut [Element], node: Node) {
    if let Some(element) = open.last_mut() {
        element.nodes.push(node);
    }
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.push_text(text);
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Into::into);
        (attribute.key.local_name().as_ref().to_owned(), value)
    });
    Element {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        nodes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Element {
        parse(xml.as_bytes().to_vec()).expect("read as far as it goes")
    }

    #[test]
    fn a_tree_with_its_characters() {
        let root = read(
            "<?xml version='1.0'?><a:r x:id='1 &amp; 2'><b>A&amp;B&#x2019;s</b><b><![CDATA[<]]></b></a:r>",
        );
        let r = root.child("r").expect("the root");
        assert_eq!((r.get("id"), r.get("none")), ("1 & 2", ""));
        assert_eq!(r.all("b").iter().map(|b| b.text()).collect::<Vec<_>>(), ["A&B’s", "<"]);
    }

    #[test]
    fn what_is_cut_off_or_crossed_is_read_as_far_as_it_goes() {
        assert_eq!(read("<r><p>One</p><p>Tw").text(), "OneTw");
        assert_eq!(read("<r><p>One</q></p><p>Two</r>").all("p").len(), 2);
    }

    #[test]
    fn bombs_stay_small() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><r>&b;&b;</r>";
        assert!(read(bomb).text().trim().is_empty());
        assert!(parse("<a>".repeat(100_000).into_bytes()).is_err_and(|reason| reason.contains("nested")));
        assert!(
            parse("<a/>".repeat(limits::ELEMENTS + 2).into_bytes()).is_err_and(|e| e.contains("elements"))
        );
    }
}

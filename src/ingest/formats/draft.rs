//! A text in the making: what a format that is no text is turned into, paragraph by paragraph.

use super::{Context, Intake};
use crate::{
    model::{Document, Given, Place, Region, RegionKind},
    text::Span,
};

/// So many lines may stand above the headline: names of sections and lists, dates.
const HEAD: usize = 12;

/// The text taken from a file so far, with what is known of its parts.
///
/// Paragraphs are parted by an empty line, so that nothing takes them for lines wrapped by hand.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    raw: String,
    regions: Vec<Region>,
    places: Vec<Place>,
}

impl Draft {
    /// Says where in the original the next paragraph stands; it holds until another place is named.
    pub fn place(&mut self, label: &str) {
        let start = self.raw.len() as u32;
        if self.places.last().is_some_and(|last| last.start == start) {
            self.places.pop();
        }
        if self.places.last().is_none_or(|last| last.label != label) {
            self.places.push(Place { start, label: label.to_owned() });
        }
    }

    /// Adds a paragraph, if it has a word or a sign; `kind`: what the format knows it to be.
    pub fn push(&mut self, paragraph: &str, kind: Option<RegionKind>) {
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            return;
        }
        let start = self.raw.len();
        self.raw.push_str(paragraph);
        let span = Span::from_usize(start, self.raw.len());
        self.regions.extend(kind.map(|kind| Region { span, kind }));
        self.raw.push_str("\n\n");
    }

    /// Adds a paragraph within which other places begin, at these bytes of it.
    pub fn push_across(&mut self, paragraph: &str, kind: Option<RegionKind>, places: &[(usize, String)]) {
        let start = self.raw.len();
        // What is not taken over before its first word.
        let blank = paragraph.len() - paragraph.trim_start().len();
        self.push(paragraph, kind);
        for (at, label) in places {
            let at = (start + at.saturating_sub(blank)).min(self.raw.len()) as u32;
            if self.places.last().is_some_and(|last| last.start >= at) {
                self.places.pop();
            }
            self.places.push(Place { start: at, label: label.clone() });
        }
    }

    /// Adds all of another draft.
    pub fn append(&mut self, other: Self) {
        let start = self.raw.len() as u32;
        let shift = |at: u32| at + start;
        self.regions.extend(other.regions.into_iter().map(|region| Region {
            span: Span::new(shift(region.span.start()), shift(region.span.end())),
            ..region
        }));
        self.places
            .extend(other.places.into_iter().map(|place| Place { start: shift(place.start), ..place }));
        self.raw.push_str(&other.raw);
    }

    /// The text below its headline, unless it stands among the first lines of the text itself; `place`: where in the
    /// original it stands.
    pub fn under(self, headline: Option<&str>, place: Option<&str>) -> Self {
        let mut lines = self.text().lines().filter(|line| !line.is_empty()).take(HEAD);
        let Some(headline) = headline.filter(|headline| lines.all(|line| flow(line) != *headline)) else {
            return self;
        };
        let mut draft = Self::default();
        if let Some(place) = place {
            draft.place(place);
        }
        draft.push(headline, None);
        draft.append(self);
        draft
    }

    /// The text with `paragraphs`, which stand at `place`, instead of the lines that `goes` says they hold already; where
    /// the first of those stood.
    pub fn with(self, goes: impl Fn(&str) -> bool, paragraphs: &[String], place: &str) -> Self {
        let mut draft = Self::default();
        let (mut at, mut set) = (0, false);
        for line in self.raw.split("\n\n") {
            let span = Span::from_usize(at, at + line.len());
            at += line.len() + 2;
            if goes(line) {
                if !std::mem::replace(&mut set, true) {
                    draft.place(place);
                    for paragraph in paragraphs {
                        draft.push(paragraph, None);
                    }
                }
                continue;
            }
            let before = self.places.partition_point(|place| place.start <= span.start());
            if let Some(place) = before.checked_sub(1).and_then(|i| self.places.get(i)) {
                draft.place(&place.label);
            }
            let region = self.regions.iter().find(|region| region.span.start() == span.start());
            draft.push(line, region.map(|region| region.kind));
        }
        draft
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.raw
    }

    /// How many words it has so far.
    pub fn words(&self) -> usize {
        self.raw.split_whitespace().count()
    }

    /// The text and what is known of its parts, with what else the file says.
    pub fn finish(mut self, given: Given) -> (String, Given) {
        self.raw.truncate(self.raw.trim_end().len());
        let length = self.raw.len() as u32;
        self.places.retain(|place| place.start < length);
        (self.raw, Given { regions: self.regions, places: self.places, ..given })
    }

    /// The one document of a file.
    pub fn document(self, given: Given, context: &Context<'_>) -> Intake {
        let (raw, given) = self.finish(given);
        context.document(raw, given)
    }
}

/// `text` with every run of white space as one space, and without soft hyphens, which are no characters of a word.
pub fn flow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if c != '\u{ad}' {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// What does not hold of a document that must hold of all: its regions are lines of the text, in their order, and its places
/// too. For tests of any size, here because they lie in three crates.
pub fn broken(document: &Document) -> Option<&'static str> {
    let (raw, given): (&str, &Given) = (&document.raw, &document.given);
    let is_line_start = |at: u32| at == 0 || Span::new(at - 1, at).get(raw) == Some("\n");
    let is_line_end = |at: u32| at as usize == raw.len() || Span::new(at, at + 1).get(raw) == Some("\n");
    let is_lines = |region: &Region| {
        let span = region.span;
        !span.is_empty() && span.get(raw).is_some() && is_line_start(span.start()) && is_line_end(span.end())
    };
    let laws = [
        (!raw.trim().is_empty(), "a document without text"),
        (given.regions.iter().all(is_lines), "a region is not whole lines"),
        (given.regions.is_sorted_by(|a, b| a.span.end() <= b.span.start()), "regions are out of order"),
        (given.places.is_sorted_by(|a, b| a.start < b.start), "places are out of order"),
        (given.places.iter().all(|place| Span::empty(place.start).get(raw).is_some()), "a place is nowhere"),
    ];
    laws.into_iter().find(|(holds, _)| !holds).map(|(_, law)| law)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_what_they_are_and_where_they_stood() {
        let mut draft = Draft::default();
        draft.place("page 1");
        draft.place("page 2");
        draft.push("A heading", Some(RegionKind::Heading));
        draft.push(" \n", None);
        draft.push("Words.", None);
        draft.place("page 2");
        draft.push("More.", None);
        draft.place("page 3");
        let (raw, given) = draft.finish(Given::default());
        assert_eq!(raw, "A heading\n\nWords.\n\nMore.");
        let heading =
            given.regions.iter().map(|region| (region.span.of(&raw), region.kind)).collect::<Vec<_>>();
        assert_eq!(heading, [("A heading", RegionKind::Heading)]);
        assert_eq!(given.places, [Place { start: 0, label: "page 2".into() }]);
        assert_eq!(flow(" a\u{a0}\n b\u{ad}c "), "a bc");
    }

    #[test]
    fn a_place_within_a_paragraph_is_where_it_was_in_it() {
        let mut draft = Draft::default();
        let paragraph = "\u{3000}“One”, é two";
        let second = paragraph.find("two").unwrap();
        draft.push_across(paragraph, None, &[(0, "page 1".into()), (second, "page 2".into())]);
        let (raw, given) = draft.finish(Given::default());
        assert_eq!(raw.find("two").map(|at| at as u32), given.places.last().map(|place| place.start));
        assert_eq!(given.places.first().map(|place| place.start), Some(0));
    }
}

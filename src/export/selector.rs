//! Where words stand in a text, said so that they are found again: by their number and by what stands around them.

use memchr::memmem;

/// So many bytes of context there are at the least, where the text has them.
const SHORTEST: usize = 32;

/// So many at the most: a paragraph printed twice would otherwise drag half the article along.
const LONGEST: usize = 512;

/// A text with its runs of white space as one space each and none around it, so that places are compared as a re-wrapped copy has them.
pub(super) struct Folded<'t> {
    raw: &'t str,
    text: String,
    /// Where each byte of `text` stands in `raw`, and at last where what follows it begins.
    places: Vec<u32>,
    /// Where each character of `raw` begins, and at last where it ends.
    points: Vec<u32>,
}

/// Words with what stands around them, all exactly as in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Context<'t> {
    pub prefix: &'t str,
    pub exact: &'t str,
    pub suffix: &'t str,
}

impl<'t> Folded<'t> {
    pub(super) fn new(raw: &'t str) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut places = Vec::with_capacity(raw.len() + 1);
        let mut points = Vec::with_capacity(raw.len() + 1);
        // White space around the text is not of it.
        let mut in_space = true;
        for (at, c) in raw.char_indices() {
            points.push(at as u32);
            if !c.is_whitespace() {
                text.push(c);
                places.extend(at as u32..(at + c.len_utf8()) as u32);
            } else if !in_space {
                text.push(' ');
                places.push(at as u32);
            }
            in_space = c.is_whitespace();
        }
        if text.ends_with(' ') {
            text.pop();
        } else {
            places.push(raw.len() as u32);
        }
        points.push(raw.len() as u32);
        Self { raw, text, places, points }
    }

    /// The words between two code points, with the least context that tells them from the same words elsewhere in
    /// the text, however its lines are broken. `None` if the text is not that long.
    pub(super) fn context(&self, [start, end]: [u32; 2]) -> Option<Context<'t>> {
        let byte = |point: u32| self.points.get(point as usize).copied();
        let (start, end) = (byte(start)?, byte(end)?);
        let from = self.folded(start);
        let to = self.folded(end).max(from);
        let length = self.unique(from, to).clamp(SHORTEST, LONGEST);
        let before = self.boundary(from.saturating_sub(length), false);
        let after = self.boundary((to + length).min(self.text.len()), true);
        let raw = |from: u32, to: u32| self.raw.get(from as usize..to as usize);
        Some(Context {
            prefix: raw(self.place(before).min(start), start)?,
            exact: raw(start, end)?,
            suffix: raw(end, self.place(after).max(end))?,
        })
    }

    /// How many bytes of context on each side tell `text[from..to]` from all its other places.
    fn unique(&self, from: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        let finder = memmem::Finder::new(part(from, to));
        let (mut length, mut at) = (0, 0);
        while let Some(found) = finder.find(part(at, bytes.len())) {
            let rival = at + found;
            at = rival + 1;
            if rival != from {
                let rival_end = rival + (to - from);
                let before = same(bytes_back(part(0, from)), bytes_back(part(0, rival)), from);
                let after =
                    same(part(to, bytes.len()).iter(), part(rival_end, bytes.len()).iter(), bytes.len() - to);
                length = length.max(before.min(after) + 1);
            }
            if length > LONGEST || from == to {
                break;
            }
        }
        length
    }

    /// Where a byte of the text as it arrived stands in the folded one.
    fn folded(&self, raw: u32) -> usize {
        self.places.partition_point(|place| *place < raw).min(self.text.len())
    }

    fn place(&self, folded: usize) -> u32 {
        self.places.get(folded).copied().unwrap_or(self.raw.len() as u32)
    }

    /// The next beginning of a character, forwards or backwards.
    fn boundary(&self, mut at: usize, forwards: bool) -> usize {
        while !self.text.is_char_boundary(at) {
            at = if forwards { at + 1 } else { at - 1 };
        }
        at
    }
}

fn bytes_back(bytes: &[u8]) -> impl Iterator<Item = &u8> {
    bytes.iter().rev()
}

/// How many bytes two sides share, up to one more than the longest context; a side that ends (after `all` bytes)
/// within what is shared tells nothing, however much of it is taken.
fn same<'b>(own: impl Iterator<Item = &'b u8>, other: impl Iterator<Item = &'b u8>, all: usize) -> usize {
    let shared = own.zip(other).take(LONGEST + 1).take_while(|(a, b)| a == b).count();
    if shared == all { usize::MAX - 1 } else { shared }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold_spaces(text: &str) -> String {
        Folded::new(text).text
    }

    /// The same of a part of a text, where the space at its ends is of it.
    fn fold_inside(part: &str) -> String {
        let spaced = fold_spaces(&format!("x{part}x"));
        spaced.chars().skip(1).take(spaced.chars().count() - 2).collect()
    }

    /// The words between two code points with their context, as `prefix{exact}suffix`.
    fn shown(text: &str, points: [u32; 2]) -> String {
        let context = Folded::new(text).context(points).expect("within the text");
        format!("{}{{{}}}{}", context.prefix, context.exact, context.suffix)
    }

    #[test]
    fn context_is_as_long_as_it_takes() {
        assert_eq!(shown("“No,” é said.", [0, 5]), "{“No,”} é said.");
        // The same words, the same 40 letters after them, and others before.
        let after = " said the mayor of a town by the river.";
        let text = format!("On Monday “No”{after} On Friday “No”{after}");
        let long = "x".repeat(100);
        let text = format!("{long}{text}{long}");
        let second = text.chars().count() as u32 - 100 - after.len() as u32;
        let context = Folded::new(&text).context([second - 4, second]).expect("within the text");
        assert_eq!(context.exact, "“No”");
        let whole = format!("{}{}{}", context.prefix, context.exact, context.suffix);
        assert_eq!(text.matches(&whole).count(), 1, "{whole}");
    }

    #[test]
    fn a_text_printed_twice_does_not_drag_itself_along() {
        let text = "We will not wait, she said. ".repeat(500);
        let context = Folded::new(&text).context([5_600, 5_616]).expect("within the text");
        assert_eq!((context.exact, context.prefix.len()), ("We will not wait", LONGEST));
        assert_eq!(Folded::new("short").context([0, 6]), None);
    }

    proptest! {
        #[test]
        fn the_context_finds_the_words_in_a_text_wrapped_anew(
            words in prop::collection::vec("[ab“”é]{1,3}", 1..40),
            breaks in prop::collection::vec("[ \\n]{1,3}", 40),
            start in 0_u32..60,
            length in 1_u32..12,
        ) {
            let text: String = words.iter().zip(&breaks).flat_map(|(word, space)| [word.as_str(), space]).collect();
            // Quotations neither begin nor end with white space; a word always begins with a letter.
            let chars: Vec<char> = text.chars().collect();
            let mut start = start as usize % chars.len();
            while chars[start].is_whitespace() {
                start = (start + 1) % chars.len();
            }
            let mut end = (start + length as usize).min(chars.len());
            while chars[end - 1].is_whitespace() {
                end -= 1;
            }
            let context = Folded::new(&text).context([start as u32, end as u32]).expect("within the text");
            let exact: String = chars[start..end].iter().collect();
            prop_assert_eq!(context.exact, &exact);
            let whole = format!("{}{}{}", context.prefix, context.exact, context.suffix);
            prop_assert!(text.contains(&whole));
            let (folded, whole) = (fold_spaces(&text), fold_inside(&whole));
            let found = (0..folded.len()).filter(|at| folded.as_bytes()[*at..].starts_with(whole.as_bytes()));
            prop_assert_eq!(found.count(), 1, "{:?} in {:?}", whole, folded);
        }
    }
}

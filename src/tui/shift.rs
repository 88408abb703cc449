//! Where a place of a text is in what that text became: by what is the same before it and after it, line by line, and
//! within a line that was changed.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// How the places of a text moved.
#[derive(Debug, Default)]
pub struct Shift {
    /// Pieces of the text before and now, in order, gapless in the text before.
    pieces: Vec<Piece>,
}

/// A piece of the text before, and what stands for it now.
#[derive(Debug, Clone, Copy)]
struct Piece {
    before: u32,
    now: u32,
    /// How long it is now.
    length: u32,
}

/// Texts that have little in common are compared for so long at most.
const LIMIT: Duration = Duration::from_millis(3);

/// How many bytes are the same.
fn same<'a>(a: impl Iterator<Item = &'a u8>, b: impl Iterator<Item = &'a u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

impl Shift {
    /// How the places of `before` moved in `now`.
    pub fn new(before: &str, now: &str) -> Self {
        let mut shift = Self::default();
        let lines = [before, now].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
        let [old, new] = &lines;
        let starts = lines.each_ref().map(|lines| {
            let ends = lines.iter().scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            std::iter::once(0).chain(ends).collect::<Vec<usize>>()
        });
        let start = |text: usize, line: usize| {
            starts.get(text).and_then(|starts| starts.get(line)).copied().unwrap_or_default()
        };
        let ops = capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(Instant::now() + LIMIT));
        for op in ops {
            let (from, to) = (op.old_range(), op.new_range());
            if matches!(op, DiffOp::Equal { .. }) || from.len() != to.len() {
                let length = start(1, to.end) - start(1, to.start);
                shift.push(start(0, from.start), start(1, to.start), length);
                continue;
            }
            for (a, b) in from.zip(to) {
                let [a_text, b_text] = [old.get(a), new.get(b)].map(|line| line.copied().unwrap_or_default());
                shift.line((start(0, a), a_text.as_bytes()), (start(1, b), b_text.as_bytes()));
            }
        }
        shift
    }

    /// A line that was changed: what is the same at its beginning and at its end.
    fn line(&mut self, (a, before): (usize, &[u8]), (b, now): (usize, &[u8])) {
        let first = same(before.iter(), now.iter());
        let room = before.len().min(now.len()) - first;
        let last = same(before.iter().rev(), now.iter().rev()).min(room);
        self.push(a, b, first);
        self.push(a + first, b + first, now.len() - last - first);
        self.push(a + before.len() - last, b + now.len() - last, last);
    }

    fn push(&mut self, before: usize, now: usize, length: usize) {
        self.pieces.push(Piece { before: before as u32, now: now as u32, length: length as u32 });
    }

    /// Where the byte `at` is now; where it is gone, what stands in its place.
    pub fn at(&self, at: u32) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.before <= at);
        let piece = after.checked_sub(1).and_then(|i| self.pieces.get(i));
        piece.map_or(0, |piece| piece.now + (at - piece.before).min(piece.length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands now where `word` began before.
    #[track_caller]
    fn check(before: &str, now: &str, word: &str, expected: &str) {
        let at = before.find(word).expect("it is there") as u32;
        let to = Shift::new(before, now).at(at) as usize;
        let there = now.get(to..).expect("a place of the text");
        assert!(there.starts_with(expected), "{there:?}");
    }

    const TEXT: &str = "A headline\n\nThe port is shut.\n\nThe union said: “Not a day.”\n\nShips wait.\n";

    #[test]
    fn a_place_stays_at_its_words_whatever_comes_before_it() {
        let now = TEXT.replace("A headline", "A much longer headline\nand a line more");
        check(TEXT, &now, "The union", "The union");
        check(TEXT, &now, "Ships", "Ships");
        check(TEXT, &TEXT.replace("The port is shut.\n\n", ""), "Ships", "Ships");
        check(TEXT, TEXT, "day", "day");
    }

    #[test]
    fn within_a_line_a_place_stays_before_and_behind_what_was_changed() {
        let now = TEXT.replace("said", "said on Tuesday night");
        check(TEXT, &now, "The union", "The union");
        check(TEXT, &now, "“Not", "“Not");
        check(TEXT, &now, "said", "said");
    }

    #[test]
    fn what_is_gone_leaves_the_place_to_what_follows() {
        check(TEXT, &TEXT.replace("The union said: “Not a day.”\n\n", ""), "The union", "Ships");
        check(TEXT, "All is new.", "Ships", "");
        assert_eq!(Shift::new(TEXT, "").at(30), 0);
        assert_eq!(Shift::new("", TEXT).at(0), 0);
    }
}

//! Whether two wordings report one utterance: conservative, since what is joined counts once.
//!
//! The figures were set on the pairs of `tests/it/statements`.

use super::{
    vocabulary::Stem,
    wording::{MOST, Word, Wording},
};
use crate::text::sorted::common;

/// How two wordings belong together. Scores only rank bonds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// Both report about the same.
    Same(u32),
    /// One is a part of the other.
    Fragment {
        /// How much of it.
        score: u32,
        /// Whether the first is the part.
        first: bool,
    },
}

/// Words said again more than so many days later are said again.
const DAYS: i64 = 4;
/// What has happened so many days later is another thing.
const NEWS: i64 = 2;
/// So many words of content in a row are not said twice by chance.
const LONG_RUN: usize = 7;

/// What two wordings have in common: their longest alignment.
#[derive(Debug, Default, Clone, Copy)]
struct Shared {
    /// Words of content that match, in the same order.
    matched: usize,
    /// How many words of content the alignment takes of the first, and of the second.
    taken: [usize; 2],
    /// The longest run of matches without anything between.
    run: usize,
    /// Matches that few texts have.
    rare: usize,
}

/// How two wordings belong together, if they do.
pub(super) fn judge(a: &Wording, b: &Wording) -> Option<Bond> {
    let is_copy = a.group.is_some() && a.group == b.group;
    let dates = a.date.zip(b.date).filter(|_| !is_copy);
    let apart = dates.map_or(0, |(a, b)| (a - b).num_days().abs());
    if a.all == b.all {
        if apart > DAYS && a.content.len() < LONG_RUN {
            return None;
        }
        // A common phrase is said in every speech.
        let rare = a.content.iter().zip(&b.content).any(|(a, b)| a.rare && b.rare);
        let enough = a.content.len() >= 3 || (a.content.len() == 2 && rare);
        return (enough || (a.id.article == b.id.article && a.content.len() >= 2))
            .then_some(Bond::Same(2000));
    }
    let (short, long) = (a.content.len().min(b.content.len()), a.content.len().max(b.content.len()));
    // Nothing is aligned that could not come to a bond whatever the order of the words is.
    let most = common(&a.stems, &b.stems);
    if apart > DAYS && most < LONG_RUN {
        return None;
    }
    let hopeless = most < short && (most < 4 || (most * 1000 < long * 480 && most * 1000 < short * 700));
    if hopeless && apart <= DAYS {
        return in_marks(a, b);
    }
    let shared = align(&a.content, &b.content);
    if apart > DAYS && shared.run < LONG_RUN {
        return None;
    }
    let first = (a.content.len(), a.all.len()) <= (b.content.len(), b.all.len());
    let share = |of: usize| (shared.matched * 1000 / of.max(1)) as u32;
    let differs = a.negations.min(1) != b.negations.min(1) || clash(&a.numbers, &b.numbers);
    // What is said in every speech, or of every month, goes on in another way or has other figures.
    if apart > DAYS && (differs || shared.matched * 10 < short * 9) {
        return None;
    }
    // Who repeats a sentence days later with another figure gives another figure.
    if apart >= NEWS && clash(&a.numbers, &b.numbers) {
        return None;
    }
    let (coverage, mutual) = (share(short), share(long));
    // A number or a negation that differs is an error of one outlet only where all else is the same.
    let strict = if differs { 150 } else { 0 };
    let wide = shared.taken[usize::from(first)];
    let dense = wide * 2 <= shared.matched * 3 + 2;
    let near = shared.matched >= 4 && mutual >= 560 + strict && shared.run >= 3
        || shared.matched >= 7 && mutual >= 480 + strict && shared.run >= 3;
    // The same clauses in another order.
    let turned = !differs && most >= 6 && most * 1000 >= long * 850 && shared.run >= 3;
    // The same picture, translated twice: much that is rare, in whatever order.
    let told = !differs
        && apart < NEWS
        && most >= 5
        && most * 1000 >= long * 550
        && common(&a.rare, &b.rare) >= 2
        && shared.matched >= 3;
    if (near && !names_differ(a, b, &shared)) || turned || told {
        return Some(Bond::Same(mutual));
    }
    let whole = !differs
        && dense
        && coverage == 1000
        && shared.run == shared.matched
        && (shared.matched >= 4 || shared.matched >= 2 && shared.rare > 0);
    let mostly = dense
        && shared.run >= 3
        && coverage >= 700 + strict
        && (shared.matched >= 5 || shared.matched >= 4 && shared.rare > 0);
    if whole || mostly || is_inside(a, b, first) {
        return Some(Bond::Fragment { score: coverage, first });
    }
    in_marks(a, b)
}

/// Whether the shorter stands in the longer word for word, small words too, and is more than a phrase.
fn is_inside(a: &Wording, b: &Wording, first: bool) -> bool {
    let (part, whole) = if first { (a, b) } else { (b, a) };
    let enough = match part.content.len() {
        0 | 1 => return false,
        2 => 6,
        _ => 5,
    };
    part.all.len() >= enough && whole.all.windows(part.all.len()).any(|window| window == part.all)
}

/// Words in marks that both have: all those of a report, or some, and what the report says around them the other says
/// as well. The rest is how the reporter put it.
fn in_marks(a: &Wording, b: &Wording) -> Option<Bond> {
    let marked = [(a, b, true), (b, a, false)].into_iter().find(|(part, whole, _)| {
        let quoted = || part.content.iter().filter(|word| word.quoted);
        let count = quoted().count();
        if count < 2 || count < 4 && !quoted().any(|word| word.rare) {
            return false;
        }
        let of: Vec<Stem> = whole.content.iter().filter(|word| word.quoted).map(|word| word.stem).collect();
        of.windows(count).any(|window| window.iter().zip(quoted()).all(|(a, b)| *a == b.stem))
    });
    let marked = marked.or_else(|| {
        [(a, b, true), (b, a, false)].into_iter().find(|(part, whole, _)| is_corroborated(part, whole))
    });
    marked.map(|(.., first)| Bond::Fragment { score: 500, first })
}

/// So many words in a row, small ones too, that both have in marks.
const PHRASE: usize = 4;

/// Whether a phrase in marks opens what `part` quotes, stands in marks in `whole`, and `whole` has beside it a word of
/// content that `part` has outside its marks.
fn is_corroborated(part: &Wording, whole: &Wording) -> bool {
    let range = |wording: &'_ Wording, (from, to): (u32, u32)| {
        from as usize..to.min(wording.all.len() as u32) as usize
    };
    part.marked.iter().any(|&marks| {
        let Some(phrase) = part.all.get(range(part, marks)).and_then(|words| words.get(..PHRASE)) else {
            return false;
        };
        let content =
            part.content.iter().filter(|word| (marks.0..marks.0 + PHRASE as u32).contains(&word.at));
        if content.count() < 2 {
            return false;
        }
        let outside = || part.content.iter().filter(|word| !word.quoted).map(|word| word.stem);
        whole.marked.iter().any(|&of| {
            let words = whole.all.get(range(whole, of)).unwrap_or_default();
            let Some(at) = words.windows(PHRASE).position(|window| window == phrase) else { return false };
            let at = of.0 + at as u32;
            let beside = whole.content.iter().filter(|word| !(at..at + PHRASE as u32).contains(&word.at));
            beside.map(|word| word.stem).any(|stem| outside().any(|word| word == stem))
        })
    })
}

/// Whether each has a number the other does not have.
fn clash(a: &[Stem], b: &[Stem]) -> bool {
    let lacks = |of: &[Stem], other: &[Stem]| of.iter().any(|number| other.binary_search(number).is_err());
    lacks(a, b) && lacks(b, a)
}

/// Whether what the two do not share is as much on both sides, and much: another object of the same sentence.
fn names_differ(a: &Wording, b: &Wording, shared: &Shared) -> bool {
    let left = [a.content.len() - shared.matched, b.content.len() - shared.matched];
    shared.matched < 5 && left[0].min(left[1]) >= 1 && shared.rare == 0
}

/// The best local alignment of two runs of words: matches count, what stands between costs.
fn align(a: &[Word], b: &[Word]) -> Shared {
    /// No figure is above three times [`MOST`].
    #[derive(Clone, Copy, Default)]
    struct Cell {
        score: i16,
        /// Where the alignment that ends here begins.
        from: [u16; 2],
        matched: u16,
        rare: u16,
        run: u16,
        /// Matches in a row up to here.
        row: u16,
    }
    let (a, b) = (a.get(..a.len().min(MOST)).unwrap_or(a), b.get(..b.len().min(MOST)).unwrap_or(b));
    let mut best = (Cell::default(), [0, 0]);
    let mut above = vec![Cell::default(); b.len() + 1];
    let mut line = above.clone();
    for (i, word) in (0..).zip(a) {
        line[0] = Cell::default();
        for (j, other) in b.iter().enumerate() {
            let diagonal = above[j];
            let cell = if word.stem == other.stem {
                let start = if diagonal.score == 0 { [i, j as u16] } else { diagonal.from };
                let mut cell = if diagonal.score == 0 { Cell::default() } else { diagonal };
                cell.from = start;
                cell.score += 3;
                cell.row += 1;
                cell.matched += 1;
                cell.rare += u16::from(word.rare && other.rare);
                cell.run = cell.run.max(cell.row);
                cell
            } else {
                let mut cell = diagonal;
                for other in [above[j + 1], line[j]] {
                    cell = if other.score >= cell.score { other } else { cell };
                }
                cell.score -= 1;
                cell.row = 0;
                if cell.score <= 0 { Cell::default() } else { cell }
            };
            if cell.score > best.0.score {
                best = (cell, [i + 1, j as u16 + 1]);
            }
            line[j + 1] = cell;
        }
        std::mem::swap(&mut above, &mut line);
    }
    let (cell, end) = best;
    Shared {
        matched: cell.matched.into(),
        taken: [0, 1].map(|side| usize::from(end[side].saturating_sub(cell.from[side]))),
        run: cell.run.into(),
        rare: cell.rare.into(),
    }
}

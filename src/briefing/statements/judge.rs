//! Whether two wordings report one utterance: conservative, since what is joined counts once.
//!
//! The figures were set on the pairs of `tests/it/statements`.

use super::wording::{Stem, Word, Wording};

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
    let shared = align(&a.content, &b.content);
    let apart = a.date.zip(b.date).map_or(0, |(a, b)| (a - b).num_days().abs());
    if apart > DAYS && shared.run < LONG_RUN {
        return None;
    }
    if a.all == b.all {
        // A common phrase is said in every speech.
        let enough = a.content.len() >= 3 || (a.content.len() == 2 && shared.rare > 0);
        return (enough || (a.id.article == b.id.article && a.content.len() >= 2))
            .then_some(Bond::Same(2000));
    }
    let (short, long) = (a.content.len().min(b.content.len()), a.content.len().max(b.content.len()));
    let first = (a.content.len(), a.all.len()) <= (b.content.len(), b.all.len());
    let share = |of: usize| (shared.matched * 1000 / of.max(1)) as u32;
    let differs = a.negations.min(1) != b.negations.min(1) || clash(&a.numbers, &b.numbers);
    let (coverage, mutual) = (share(short), share(long));
    // A number or a negation that differs is an error of one outlet only where all else is the same.
    let strict = if differs { 150 } else { 0 };
    let wide = shared.taken[usize::from(first)];
    let dense = wide * 2 <= shared.matched * 3 + 2;
    let near = shared.matched >= 4 && mutual >= 560 + strict && shared.run >= 3
        || shared.matched >= 7 && mutual >= 480 + strict && shared.run >= 3;
    if near && !names_differ(a, b, &shared) {
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
    if whole || mostly {
        return Some(Bond::Fragment { score: coverage, first });
    }
    // The words in marks of a report, word for word in the other: the rest is how the reporter put it.
    let marked = [(a, b, true), (b, a, false)].into_iter().find(|(part, whole, _)| {
        let quoted: Vec<Word> = part.content.iter().filter(|word| word.quoted).copied().collect();
        let of: Vec<Word> = whole.content.iter().filter(|word| word.quoted).copied().collect();
        let rare = quoted.iter().any(|word| word.rare);
        let enough = quoted.len() >= 4 || quoted.len() >= 2 && rare;
        enough
            && of
                .windows(quoted.len())
                .any(|window| window.iter().zip(&quoted).all(|(a, b)| a.stem == b.stem))
    });
    marked.map(|(.., first)| Bond::Fragment { score: 500, first })
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
    #[derive(Clone, Copy, Default)]
    struct Cell {
        score: i32,
        /// Where the alignment that ends here begins.
        from: [usize; 2],
        shared: Shared,
        /// Matches in a row up to here.
        row: usize,
    }
    let (a, b) = (a.get(..a.len().min(MOST)).unwrap_or(a), b.get(..b.len().min(MOST)).unwrap_or(b));
    let mut best = Cell::default();
    let mut above = vec![Cell::default(); b.len() + 1];
    let mut line = above.clone();
    for (i, word) in a.iter().enumerate() {
        line[0] = Cell::default();
        for (j, other) in b.iter().enumerate() {
            let diagonal = above[j];
            let mut cell = if word.stem == other.stem {
                let start = if diagonal.score == 0 { [i, j] } else { diagonal.from };
                let mut cell = if diagonal.score == 0 { Cell::default() } else { diagonal };
                cell.from = start;
                cell.score += 3;
                cell.row += 1;
                cell.shared.matched += 1;
                cell.shared.rare += usize::from(word.rare && other.rare);
                cell.shared.run = cell.shared.run.max(cell.row);
                cell
            } else {
                let mut cell = [diagonal, above[j + 1], line[j]]
                    .into_iter()
                    .max_by_key(|cell| cell.score)
                    .unwrap_or_default();
                cell.score -= 1;
                cell.row = 0;
                if cell.score <= 0 { Cell::default() } else { cell }
            };
            cell.shared.taken = [i + 1 - cell.from[0].min(i + 1), j + 1 - cell.from[1].min(j + 1)];
            if cell.score > best.score {
                best = cell;
            }
            line[j + 1] = cell;
        }
        std::mem::swap(&mut above, &mut line);
    }
    best.shared
}

/// Words of content of a wording that are looked at: longer ones are whole speeches.
const MOST: usize = 160;

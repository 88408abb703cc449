//! Two articles that are one, paragraph by paragraph and word by word: what a copy or a version changed.

use rustc_hash::FxHashSet;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::wordings::{Part, Share, differences};
use crate::{
    briefing::{ArticleId, Briefing},
    model::BlockKind,
    text::{fold::fold, lines::Lines, sorted::common},
};

/// A paragraph of one of two articles, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Who has it; of a paragraph that both have in other words, [`Share::Same`].
    pub share: Share,
    /// The same words stand elsewhere in the other article.
    pub moved: bool,
    /// Its words, and what the second article has of them.
    pub parts: Vec<Part>,
    /// The line it begins in, counted from 1: in the second article, of a missing one in the first.
    pub line: usize,
}

impl Changed {
    /// Whether both have it in the same words, at the same place.
    pub fn is_same(&self) -> bool {
        self.share == Share::Same && self.parts.iter().all(|part| part.share == Share::Same)
    }

    /// What stands before it in a list: `=` both have it, `~` in other words, `!` with another number or negation,
    /// `-` only the first has it, `+` only the second, `<` and `>` it stands elsewhere.
    pub fn sign(&self) -> &'static str {
        match self.share {
            Share::Missing if self.moved => "<",
            Share::Missing => "-",
            Share::Inserted if self.moved => ">",
            Share::Inserted => "+",
            Share::Same if self.is_same() => "=",
            Share::Same if self.is_grave() => "!",
            Share::Same => "~",
        }
    }

    /// Whether a number or a negation differs.
    pub fn is_grave(&self) -> bool {
        self.share == Share::Same && self.parts.iter().any(|part| part.grave)
    }
}

/// A paragraph as it is compared.
struct Paragraph<'t> {
    text: &'t str,
    key: String,
    line: usize,
}

/// What the second of two articles has of the first, in reading order: headlines, crossheads, paragraphs and items.
/// What is masked, and whose bylines and datelines differ, is no difference.
pub fn changes(briefing: &Briefing, first: ArticleId, second: ArticleId) -> Vec<Changed> {
    let (old, new) = (paragraphs(briefing, first), paragraphs(briefing, second));
    let keys = |all: &[Paragraph<'_>]| all.iter().map(|p| p.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new));
    let mut changes = Vec::new();
    // What stands between paragraphs that are the same is compared with one another.
    let mut gap = (0..0, 0..0);
    for op in ops {
        let (from, to) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            between(&old, &new, std::mem::take(&mut gap), &mut changes);
            let same = new.get(to.clone()).unwrap_or_default();
            changes.extend(same.iter().map(|p| whole(p, Share::Same)));
            gap = (from.end..from.end, to.end..to.end);
        } else {
            gap = (gap.0.start.min(from.start)..from.end, gap.1.start.min(to.start)..to.end);
        }
    }
    between(&old, &new, gap, &mut changes);
    mark_moved(&mut changes);
    changes
}

fn paragraphs(briefing: &Briefing, id: ArticleId) -> Vec<Paragraph<'_>> {
    let Some(article) = briefing.article(id) else { return Vec::new() };
    let raw: &str = &article.document.raw;
    let lines = Lines::new(raw);
    let blocks = article.analysis.iter().flat_map(|analysis| &analysis.layout.blocks);
    let read = blocks.filter(|b| !matches!(b.kind, BlockKind::Byline | BlockKind::Dateline));
    read.map(|block| {
        let text = block.span.of(raw);
        Paragraph { text, key: fold(text), line: lines.number(block.span.start()) }
    })
    .collect()
}

fn whole(paragraph: &Paragraph<'_>, share: Share) -> Changed {
    let words = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Changed { share, moved: false, parts: vec![Part { share, words, grave: false }], line: paragraph.line }
}

type Range = std::ops::Range<usize>;

/// More pairs of paragraphs are not compared with one another.
const MOST: usize = 10_000;
/// Of a hundred words of the shorter of two paragraphs, so many must stand in the other, or they are two.
const ALIKE: usize = 40;

/// Pairs the paragraphs between two that are the same: those that share most words, in their order.
fn between(
    old: &[Paragraph<'_>],
    new: &[Paragraph<'_>],
    (from, to): (Range, Range),
    changes: &mut Vec<Changed>,
) {
    let (old, new) = (old.get(from).unwrap_or_default(), new.get(to).unwrap_or_default());
    let pairs = if old.len() * new.len() > MOST { Vec::new() } else { pairs(old, new) };
    let (mut i, mut j) = (0, 0);
    for (a, b) in pairs.into_iter().chain([(old.len(), new.len())]) {
        changes.extend(old.get(i..a).unwrap_or_default().iter().map(|p| whole(p, Share::Missing)));
        changes.extend(new.get(j..b).unwrap_or_default().iter().map(|p| whole(p, Share::Inserted)));
        if let (Some(old), Some(new)) = (old.get(a), new.get(b)) {
            let parts = differences(old.text, new.text);
            changes.push(Changed { share: Share::Same, moved: false, parts, line: new.line });
        }
        (i, j) = (a + 1, b + 1);
    }
}

/// The pairs of paragraphs alike that together share most, both sides in their order.
fn pairs(old: &[Paragraph<'_>], new: &[Paragraph<'_>]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut best = vec![0_usize; (old.len() + 1) * width];
    let alike: Vec<usize> =
        old.iter().flat_map(|a| new.iter().map(move |b| shared(&a.key, &b.key))).collect();
    let cell = |i: usize, j: usize| i * width + j;
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let score = alike[i * new.len() + j];
            let paired = if score == 0 { 0 } else { best[cell(i + 1, j + 1)] + score };
            best[cell(i, j)] = paired.max(best[cell(i + 1, j)]).max(best[cell(i, j + 1)]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let score = alike[i * new.len() + j];
        if score > 0 && best[cell(i, j)] == best[cell(i + 1, j + 1)] + score {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[cell(i, j)] == best[cell(i + 1, j)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// How many words two paragraphs share; none if they are not alike.
fn shared(a: &str, b: &str) -> usize {
    let split = |text: &'_ str| -> Vec<String> {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (split(a), split(b));
    let count = common(&a, &b);
    if count * 100 >= a.len().min(b.len()) * ALIKE { count } else { 0 }
}

/// Says of paragraphs that only one has whether the other has them elsewhere.
fn mark_moved(changes: &mut [Changed]) {
    let key = |changed: &Changed| changed.parts.first().map(|part| fold(&part.words)).unwrap_or_default();
    let of = |share: Share| -> FxHashSet<String> {
        changes.iter().filter(|changed| changed.share == share).map(key).collect()
    };
    let (missing, inserted) = (of(Share::Missing), of(Share::Inserted));
    for changed in changes {
        let elsewhere = match changed.share {
            Share::Missing => &inserted,
            Share::Inserted => &missing,
            Share::Same => continue,
        };
        changed.moved = elsewhere.contains(&key(changed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::fixture::{article, briefing};

    /// The changes from one article to another, a line a paragraph: `=` the same, `~` changed, `-`, `+`, moved with `<>`.
    fn shown(old: &[&str], new: &[&str]) -> String {
        let draft = |id: &str, paragraphs: &[&str]| {
            let raw = paragraphs.join("\n");
            paragraphs.iter().fold(article(id, &raw), |draft, words| draft.paragraph(words))
        };
        let briefing = briefing([draft("a", old), draft("b", new)]);
        let line = |changed: &Changed| {
            let first = changed.parts[0].words.split(' ').next().unwrap_or_default().to_owned();
            format!("{}{first}{}", changed.sign(), changed.line)
        };
        changes(&briefing, ArticleId(0), ArticleId(1)).iter().map(line).collect::<Vec<_>>().join(" ")
    }

    const A: &str = "Alpha boats left the harbour at dawn with salt and rope.";
    const B: &str = "Bravo was the name of the pilot who had lost 14 boats.";
    const C: &str = "Charlie will not sell the lighthouse to anybody at all.";
    const D: &str = "Delta of the river was closed by the governor on Monday.";

    #[test]
    fn paragraphs_are_the_same_changed_missing_or_inserted() {
        assert_eq!(shown(&[A, B, C], &[A, B, C]), "=Alpha1 =Bravo2 =Charlie3");
        assert_eq!(shown(&[A, B, C], &[A, C]), "=Alpha1 -Bravo2 =Charlie2");
        assert_eq!(shown(&[A, C], &[A, D, C]), "=Alpha1 +Delta2 =Charlie3");
        assert_eq!(shown(&[A, B, C], &[A, D, C]), "=Alpha1 -Bravo2 +Delta2 =Charlie3");
    }

    #[test]
    fn what_is_alike_is_compared_and_numbers_are_called_out() {
        let other = B.replace("14", "17");
        assert_eq!(shown(&[A, B, C], &[A, &other, C]), "=Alpha1 !Bravo2 =Charlie3");
        let other = B.replace("pilot", "helmsman");
        assert_eq!(shown(&[A, B], &[D, &other]), "-Alpha1 +Delta1 ~Bravo2");
    }

    #[test]
    fn what_stands_elsewhere_says_so() {
        assert_eq!(shown(&[A, B, C, D], &[A, C, D, B]), "=Alpha1 <Bravo2 =Charlie2 =Delta3 >Bravo4");
    }

    #[test]
    fn an_article_without_an_analysis_has_nothing_to_compare() {
        let briefing = briefing([article("a", A).paragraph(A)]);
        assert_eq!(changes(&briefing, ArticleId(0), ArticleId(7)).len(), 1);
        assert_eq!(changes(&briefing, ArticleId(7), ArticleId(7)), []);
    }
}

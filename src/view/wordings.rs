//! Two wordings of one statement, word by word: what both have, what one adds or leaves out.
//!
//! Case, marks and punctuation are no difference; numbers and negations are called out.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{
    briefing::{Briefing, QuoteId, Statement, Whose},
    lexicon::{Classes, listed},
    text::fold::fold,
    view::QuoteRow,
};

/// What one wording has of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Both have it.
    Same,
    /// Only this wording has it.
    Inserted,
    /// Only the fullest wording has it.
    Missing,
}

impl Share {
    /// In one word, as files say it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Inserted => "inserted",
            Self::Missing => "missing",
        }
    }
}

/// Some words of two wordings that are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Who has them.
    pub share: Share,
    /// The words, as their wording has them.
    pub words: String,
    /// Whether a number or a negation is among those that only one has.
    pub grave: bool,
}

impl Part {
    /// The signs before and after it: none where both have it.
    pub const fn signs(&self) -> (&'static str, &'static str) {
        match self.share {
            Share::Same => ("", ""),
            Share::Missing => ("[-", "-]"),
            Share::Inserted => ("{+", "+}"),
        }
    }

    /// Several as one text, what differs between its signs.
    pub fn marked(parts: &[Self]) -> String {
        let marked = |part: &Self| {
            let (open, close) = part.signs();
            format!("{open}{}{close}", part.words)
        };
        parts.iter().map(marked).collect::<Vec<_>>().join(" ")
    }
}

/// What `other` has of the `fullest` wording, in reading order; what is missing stands before what stands in its
/// place. The words of [`Share::Same`] parts and [`Share::Inserted`] ones together are `other`, white space folded.
pub fn differences(fullest: &str, other: &str) -> Vec<Part> {
    let split = |text: &'_ str| -> Vec<(String, String)> {
        let words = text.split_whitespace();
        words.map(|word| (fold(word), word.to_owned())).collect()
    };
    let (old, new) = (split(fullest), split(other));
    let keys = |words: &[(String, String)]| words.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let ops = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys);
    let mut parts: Vec<Part> = Vec::new();
    let mut say = |share: Share, words: Option<&[(String, String)]>| {
        let words = words.unwrap_or_default();
        if words.is_empty() {
            return;
        }
        let grave = share != Share::Same && words.iter().any(|(key, word)| is_grave(key, word));
        let words: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
        parts.push(Part { share, words: words.join(" "), grave });
    };
    for op in ops {
        let (from, to) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => say(Share::Same, new.get(to)),
            DiffOp::Delete { .. } => say(Share::Missing, old.get(from)),
            DiffOp::Insert { .. } => say(Share::Inserted, new.get(to)),
            DiffOp::Replace { .. } => {
                say(Share::Missing, old.get(from));
                say(Share::Inserted, new.get(to));
            }
        }
    }
    parts
}

/// Whether a word that only one wording has changes what was said: a number or a negation.
fn is_grave(key: &str, word: &str) -> bool {
    let number = key.bytes().any(|b| b.is_ascii_digit())
        || key.split(' ').any(|key| COUNTS.contains(&key) || is_number(key));
    let straight: String = word.to_lowercase().replace('’', "'");
    let bare = straight.trim_matches(|c: char| !c.is_alphanumeric());
    number || listed(key, Classes::NEGATION) || listed(bare, Classes::NEGATION)
}

/// Whether a word of letters is a number and not a word that only says how many ("several", "a").
fn is_number(key: &str) -> bool {
    const FUNCTION: Classes = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::CONJUNCTION);
    listed(key, Classes::NUMBER) && !listed(key, FUNCTION)
}

/// Numbers that are other words as well.
const COUNTS: [&str; 3] = ["half", "no", "neither"];

/// A wording of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct WordingRow {
    /// The quotation.
    pub quote: QuoteRow,
    /// What it has of the fullest wording; of that itself, one part that is all the same.
    pub parts: Vec<Part>,
    /// The same words in copies of its article, which are no wordings of their own.
    pub also: Vec<QuoteRow>,
}

impl WordingRow {
    /// The wordings of a statement, the fullest first. What copies of one article have in the same words is one.
    pub fn all(briefing: &Briefing, statement: &Statement) -> Vec<Self> {
        let quotes = statement.quotes.iter().filter_map(|quote| QuoteRow::new(briefing, *quote));
        let mut rows: Vec<Self> = Vec::new();
        let mut fullest = String::new();
        // By group of copies and words, which row has them, and the last article counted there.
        let mut carried: FxHashMap<(u32, String), usize> = FxHashMap::default();
        for quote in quotes {
            let text = quote.text();
            if let Some(group) = briefing.copies().group_of(quote.id.article) {
                let next = rows.len();
                let at = *carried.entry((group, fold(&text))).or_insert(next);
                // What one article says twice is said twice.
                let other = |row: &&mut Self| {
                    let own = std::iter::once(&row.quote).chain(&row.also);
                    own.map(|quote| quote.id.article).all(|article| article != quote.id.article)
                };
                if let Some(row) = rows.get_mut(at).filter(other) {
                    row.also.push(quote);
                    continue;
                }
            }
            if rows.is_empty() {
                fullest.clone_from(&text);
            }
            rows.push(Self { parts: differences(&fullest, &text), quote, also: Vec::new() });
        }
        rows
    }

    /// Who carries copies of its article, for a heading: empty, or `, also in …`.
    pub fn also_words(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for name in self.also.iter().map(|quote| quote.citation.outlet_or_file()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { String::new() } else { format!(", also in {}", names.join(", ")) }
    }

    /// Whether a number or a negation differs from the fullest wording.
    pub fn is_grave(&self) -> bool {
        self.parts.iter().any(|part| part.grave && part.share == Share::Inserted)
            || self.parts.windows(2).any(|pair| {
                pair.iter().any(|part| part.grave) && pair.iter().all(|part| part.share != Share::Same)
            })
            || self.loses_negation()
    }

    /// Whether a number or a negation is left out between words that are there.
    fn loses_negation(&self) -> bool {
        let inside = |i: usize| i > 0 && i + 1 < self.parts.len();
        self.parts.iter().enumerate().any(|(i, part)| part.grave && inside(i))
    }
}

/// The statements of an actor, with what each of its quotations is told to belong to.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// In order of their first report.
    all: Arc<[Statement]>,
    /// By quotation, which of them it reports.
    of: FxHashMap<QuoteId, usize>,
}

impl Statements {
    /// Those of somebody.
    pub fn new(briefing: &Briefing, whose: Whose) -> Self {
        let all = briefing.statements_of(whose);
        let of =
            all.iter().enumerate().flat_map(|(i, s)| s.quotes.iter().map(move |quote| (*quote, i))).collect();
        Self { all, of }
    }

    /// The number of the statement a quotation reports, counted from 1, and that statement.
    pub fn of(&self, quote: QuoteId) -> Option<(usize, &Statement)> {
        let at = *self.of.get(&quote)?;
        Some((at + 1, self.all.get(at)?))
    }

    /// All of them, in order of their first report.
    pub fn all(&self) -> &[Statement] {
        &self.all
    }

    /// The quotations that `keep` keeps, those of one statement together, the fullest wording first.
    pub fn grouped(&self, keep: impl Fn(QuoteId) -> bool) -> Vec<QuoteId> {
        self.all
            .iter()
            .flat_map(|statement| &statement.quotes)
            .copied()
            .filter(|quote| keep(*quote))
            .collect()
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Whether a quotation only has the words again that an earlier one of its statement has in a copy of its article.
pub fn is_copied(briefing: &Briefing, statement: &Statement, quote: QuoteId) -> bool {
    let Some(group) = briefing.copies().group_of(quote.article) else { return false };
    let words = |quote: QuoteId| {
        let content = briefing.attribution(quote).map(|a| a.quotation.content.as_slice()).unwrap_or_default();
        let raw = briefing.article(quote.article).map(|article| &*article.document.raw).unwrap_or_default();
        content.iter().map(|span| fold(span.of(raw))).collect::<Vec<_>>()
    };
    let own = words(quote);
    let earlier = statement.quotes.iter().copied().take_while(|other| *other != quote);
    earlier
        .filter(|other| {
            other.article != quote.article && briefing.copies().group_of(other.article) == Some(group)
        })
        .any(|other| words(other) == own)
}

/// Who carries a statement: outlets, or files where none is known, each once, in order of the wordings.
pub fn carriers(briefing: &Briefing, statement: &Statement) -> Vec<String> {
    let mut carriers: Vec<String> = Vec::new();
    for article in statement.quotes.iter().filter_map(|quote| briefing.article(quote.article)) {
        let name = article.outlet.as_deref().unwrap_or(&article.document.id);
        if !carriers.iter().any(|known| known == name) {
            carriers.push(name.to_owned());
        }
    }
    carriers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `-missing-`, `+inserted+`, a mark of exclamation where it is grave.
    fn shown(fullest: &str, other: &str) -> String {
        let show = |part: &Part| {
            let sign = match part.share {
                Share::Same => "",
                Share::Inserted => "+",
                Share::Missing => "-",
            };
            format!("{sign}{}{}{sign}", part.words, if part.grave { "!" } else { "" })
        };
        differences(fullest, other).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_left_out_and_put_in_are_named_in_order() {
        assert_eq!(
            shown("“Double the patrols and stay alert.”", "to “double the patrols and keep watch.”"),
            "+to+ “double the patrols and -stay alert.”- +keep watch.”+"
        );
        assert_eq!(shown("“No,” he said", "“No,” he said"), "“No,” he said");
        assert_eq!(shown("the Ba'ath", "the “Baath”"), "the “Baath”");
    }

    #[test]
    fn numbers_and_negations_are_called_out() {
        assert_eq!(shown("14 boats sank", "17 boats sank"), "-14!- +17!+ boats sank");
        assert_eq!(shown("we will not sell", "we will sell"), "we will -not!- sell");
        assert_eq!(shown("we won’t sell", "we sell"), "we -won’t!- sell");
        assert_eq!(shown("a blue boat", "a red boat"), "a -blue- +red+ boat");
    }

    #[test]
    fn what_is_the_same_and_what_is_inserted_is_the_other_wording() {
        let (fullest, other) = ("a b c d  e\nf", "x b c y e f z");
        let parts = differences(fullest, other);
        let own: Vec<&str> =
            parts.iter().filter(|p| p.share != Share::Missing).map(|p| p.words.as_str()).collect();
        assert_eq!(own.join(" "), other);
    }
}

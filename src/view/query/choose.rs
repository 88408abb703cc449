//! Choosing by a query: which quotations and articles of a briefing it takes.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Phrase, Property, Query, Term, TextField, Texts, What,
    texts::{Needle, folded},
};
use crate::{
    briefing::{Article, ArticleId, Briefing, QuoteId},
    model::{Attribution, QuotationKind},
    text::fold::fold,
    view::citation::Citation,
};

/// What the user marked while reading; beside decisions, and not of the articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// Quotations that were marked.
    pub quotes: FxHashSet<QuoteId>,
    /// Articles with a star.
    pub starred: FxHashSet<ArticleId>,
    /// Articles that were read.
    pub read: FxHashSet<ArticleId>,
}

/// Whether something is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not.
    No,
    /// It would be, but its article has no date, and one is asked for.
    Undated,
    /// It is.
    Yes,
}

/// A query made ready for a briefing: what can be told of an article or actor is told once.
#[derive(Debug)]
pub struct Choice<'a> {
    briefing: &'a Briefing,
    texts: &'a Texts,
    marked: &'a Marked,
    /// By article, whether what is asked of articles holds.
    articles: Vec<Fit>,
    /// What is asked of quotations, what is told quickly first.
    of_quotes: Vec<(bool, Test<'a>)>,
    /// Words, of quotations or articles.
    words: Vec<(bool, Vec<Needle>)>,
    attitudes: bool,
    unknown: Vec<&'a str>,
}

/// What is asked of a quotation.
#[derive(Debug)]
enum Test<'a> {
    /// By actor, whether it is one of those.
    Actor(Vec<bool>),
    Kind(&'a [QuotationKind]),
    Is(Vec<Property>),
    Written(TextField, Vec<Needle>),
    Statement(&'a [u32]),
}

impl<'a> Choice<'a> {
    /// `query` made ready. Beliefs, wishes and plans are taken when it asks for them, or `attitudes` are wanted.
    pub fn new(
        query: &'a Query,
        attitudes: bool,
        marked: &'a Marked,
        briefing: &'a Briefing,
        texts: &'a Texts,
    ) -> Self {
        let asks_for_kind = |term: &Term| matches!(&term.what, What::Kind(_)) && !term.negated;
        let mut choice = Self {
            briefing,
            texts,
            marked,
            articles: Vec::new(),
            of_quotes: Vec::new(),
            words: Vec::new(),
            attitudes: attitudes || query.terms.iter().any(asks_for_kind),
            unknown: Vec::new(),
        };
        let mut of_articles: Vec<(bool, OfArticle)> = Vec::new();
        for term in &query.terms {
            match &term.what {
                What::Text(TextField::Words, phrases) => {
                    let needles: Vec<Needle> = phrases.iter().filter_map(Needle::new).collect();
                    // A term without a letter is one that is still being typed.
                    choice.words.extend((!needles.is_empty()).then_some((term.negated, needles)));
                }
                What::Text(TextField::Actor, phrases) => {
                    let test = choice.actors(&Name::all(phrases));
                    choice.of_quotes.extend(test.map(|test| (term.negated, test)));
                }
                What::Text(field @ (TextField::Speaker | TextField::Cue | TextField::Note), phrases) => {
                    let needles: Vec<Needle> = phrases.iter().filter_map(Needle::new).collect();
                    let test = (!needles.is_empty()).then_some(Test::Written(*field, needles));
                    choice.of_quotes.extend(test.map(|test| (term.negated, test)));
                }
                What::Kind(kinds) => choice.of_quotes.push((term.negated, Test::Kind(kinds))),
                What::Statement(numbers) => choice.of_quotes.push((term.negated, Test::Statement(numbers))),
                What::Is(properties) if properties.iter().all(|p| p.is_of_article()) => {
                    of_articles.push((term.negated, OfArticle::Is(properties)));
                }
                What::Is(properties) => {
                    choice.of_quotes.push((term.negated, Test::Is(properties.clone())));
                }
                What::Text(TextField::Outlet, phrases) => {
                    let names = Name::all(phrases);
                    let test = (!names.is_empty()).then(|| OfArticle::Outlet(names, FxHashMap::default()));
                    of_articles.extend(test.map(|test| (term.negated, test)));
                }
                What::Text(
                    field @ (TextField::Headline | TextField::File | TextField::Language),
                    phrases,
                ) => {
                    let needles: Vec<Needle> = phrases.iter().filter_map(Needle::new).collect();
                    let test = (!needles.is_empty()).then_some(OfArticle::Written(*field, needles));
                    of_articles.extend(test.map(|test| (term.negated, test)));
                }
                What::Since(_) | What::Until(_) | What::Date(_) => {
                    of_articles.push((term.negated, OfArticle::Date(&term.what)));
                }
            }
        }
        choice.of_quotes.sort_by_key(|(_, test)| matches!(test, Test::Written(..) | Test::Statement(_)));
        let articles = briefing.articles.iter().zip(0..);
        choice.articles =
            articles.map(|(article, i)| fit(article, ArticleId(i), &mut of_articles, marked)).collect();
        choice
    }

    /// Names of actors that are asked for and fit nobody.
    pub fn unknown(&self) -> &[&'a str] {
        &self.unknown
    }

    /// Whether a quotation is taken.
    pub fn quote(&self, id: QuoteId) -> Fit {
        let fit = self.articles.get(id.article.0 as usize).copied().unwrap_or(Fit::No);
        if fit == Fit::No || !self.takes(id, true) { Fit::No } else { fit }
    }

    /// Whether an article is taken: what is asked of quotations must hold of one of its own; words may stand anywhere
    /// in it.
    pub fn article(&self, id: ArticleId) -> Fit {
        let fit = self.articles.get(id.0 as usize).copied().unwrap_or(Fit::No);
        if fit == Fit::No || !self.has_words(|cased| self.texts.whole(id, cased)) {
            return Fit::No;
        }
        if self.of_quotes.is_empty() {
            return fit;
        }
        let analysis = self.briefing.article(id).and_then(|article| article.analysis.as_ref());
        let quotes = 0..analysis.map_or(0, |analysis| analysis.attributions.len() as u32);
        let taken = quotes.into_iter().any(|index| self.takes(QuoteId { article: id, index }, false));
        if taken { fit } else { Fit::No }
    }

    /// Whether what is asked of articles alone holds of one.
    pub fn of_article(&self, id: ArticleId) -> Fit {
        self.articles.get(id.0 as usize).copied().unwrap_or(Fit::No)
    }

    fn takes(&self, id: QuoteId, with_words: bool) -> bool {
        let Some(attribution) = self.briefing.attribution(id) else { return false };
        (self.attitudes || attribution.quotation.kind != QuotationKind::Attitude)
            && self.of_quotes.iter().all(|(negated, test)| self.holds(test, id, attribution) != *negated)
            && (!with_words || self.has_words(|cased| self.texts.quote(id, cased)))
    }

    /// Whether the words that are looked for stand in a text, given folded with its case or without.
    fn has_words(&self, folded: impl Fn(bool) -> &'a str + Copy) -> bool {
        let any = |needles: &[Needle]| needles.iter().any(|needle| needle.stands_in(folded));
        self.words.iter().all(|(negated, needles)| any(needles) != *negated)
    }

    fn holds(&self, test: &Test<'_>, id: QuoteId, attribution: &Attribution) -> bool {
        match test {
            Test::Kind(kinds) => kinds.contains(&attribution.quotation.kind),
            Test::Actor(wanted) => {
                let speaker = self.briefing.speaker(id);
                speaker.and_then(|id| wanted.get(id.0 as usize)).copied().unwrap_or(false)
            }
            Test::Is(properties) => properties.iter().any(|property| self.is(*property, id)),
            Test::Statement(numbers) => self.briefing.speaker(id).is_some_and(|actor| {
                let statements = self.texts.statements(self.briefing, actor);
                let number = statements.and_then(|all| all.of(id)).map(|(number, _)| number as u32);
                number.is_some_and(|number| numbers.contains(&number))
            }),
            Test::Written(field, needles) => {
                let written = self.text_of(*field, id, attribution).unwrap_or_default();
                needles.iter().any(|needle| needle.stands_in_written(written))
            }
        }
    }

    fn is(&self, property: Property, id: QuoteId) -> bool {
        let mark = self.briefing.mark(id);
        match property {
            Property::Checked => mark.is_some_and(|mark| mark.checked),
            Property::Doubtful => self.briefing.is_doubtful(id),
            Property::Unattributed => self.briefing.speaker(id).is_none(),
            Property::Corrected => mark.is_some_and(|mark| mark.corrected),
            Property::Noted => mark.is_some_and(|mark| mark.note.is_some()),
            Property::Marked => self.marked.quotes.contains(&id),
            Property::Starred | Property::Read | Property::Unread => is(property, id.article, self.marked),
        }
    }

    fn text_of(&self, field: TextField, id: QuoteId, attribution: &Attribution) -> Option<&'a str> {
        let article = self.briefing.article(id.article)?;
        let raw = &article.document.raw;
        match field {
            TextField::Speaker => {
                let mention = article.analysis.as_ref()?.mention(attribution.speaker?)?;
                Some(mention.span.of(raw))
            }
            TextField::Cue => Some(attribution.cue?.of(raw)),
            TextField::Note => self.briefing.mark(id)?.note.as_deref(),
            _ => None,
        }
    }

    /// The actors of these names: of each, those that are called just that, else those a word of which begins so.
    fn actors(&mut self, names: &[Name<'a>]) -> Option<Test<'a>> {
        let forms = self.texts.actors(self.briefing);
        let mut wanted = vec![false; forms.len()];
        for name in names {
            let exact = format!(" {} ", name.words);
            let of = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
                let of_actor = forms.iter().enumerate().filter(|(_, forms)| forms.lines().any(fits));
                of_actor.map(|(actor, _)| actor).collect()
            };
            let called = of(&|form| form == exact);
            let found = if called.is_empty() { of(&|form| name.fits(form)) } else { called };
            let actors = found.iter().filter_map(|actor| self.briefing.actors.get(*actor));
            if actors.clone().all(|actor| actor.quotes.is_empty()) {
                self.unknown.push(name.written);
            }
            for actor in found {
                wanted[actor] = true;
            }
        }
        (!names.is_empty()).then_some(Test::Actor(wanted))
    }
}

/// A name that is asked for.
#[derive(Debug)]
struct Name<'a> {
    written: &'a str,
    /// Folded.
    words: String,
    whole: bool,
}

impl<'a> Name<'a> {
    /// The names that have a letter or digit.
    fn all(phrases: &'a [Phrase]) -> Vec<Self> {
        let names = phrases.iter().map(|phrase| Self {
            written: &phrase.text,
            words: fold(&phrase.text),
            whole: phrase.whole,
        });
        names.filter(|name| !name.words.is_empty()).collect()
    }

    /// Whether a name, given folded between spaces, is meant.
    fn fits(&self, name: &str) -> bool {
        if self.whole {
            return name.contains(&format!(" {} ", self.words));
        }
        let begins = |word: &str| name.split(' ').any(|of_name| of_name.starts_with(word));
        self.words.split(' ').all(begins)
    }
}

/// What is asked of an article.
enum OfArticle<'a> {
    /// Names, and whether outlets met so far are one of them.
    Outlet(Vec<Name<'a>>, FxHashMap<&'a str, bool>),
    Written(TextField, Vec<Needle>),
    Is(&'a [Property]),
    Date(&'a What),
}

/// Whether all that is asked of articles holds of one.
fn fit<'a>(article: &'a Article, id: ArticleId, tests: &mut [(bool, OfArticle<'a>)], marked: &Marked) -> Fit {
    let mut fit = Fit::Yes;
    for (negated, test) in tests {
        let holds = match test {
            OfArticle::Outlet(names, met) => {
                let outlet = article.outlet.as_deref().unwrap_or_default();
                *met.entry(outlet).or_insert_with(|| {
                    let outlet = folded(outlet);
                    names.iter().any(|name| name.fits(&outlet))
                })
            }
            OfArticle::Written(field, needles) => {
                let citation = Citation::new(id, article);
                let text = match field {
                    TextField::File => citation.file(),
                    TextField::Language => {
                        citation.language.map(|of| format!("{} {}", of.name, of.tag)).unwrap_or_default()
                    }
                    _ => citation.headline,
                };
                needles.iter().any(|needle| needle.stands_in_written(&text))
            }
            OfArticle::Is(properties) => properties.iter().any(|property| is(*property, id, marked)),
            OfArticle::Date(what) => {
                let Some(date) = article.date() else {
                    fit = Fit::Undated;
                    continue;
                };
                is_of_date(what, date)
            }
        };
        if holds == *negated {
            return Fit::No;
        }
    }
    fit
}

fn is(property: Property, article: ArticleId, marked: &Marked) -> bool {
    match property {
        Property::Starred => marked.starred.contains(&article),
        Property::Read => marked.read.contains(&article),
        Property::Unread => !marked.read.contains(&article),
        _ => false,
    }
}

fn is_of_date(what: &What, date: NaiveDate) -> bool {
    match what {
        What::Since(first) => date >= *first,
        What::Until(last) => date <= *last,
        What::Date(periods) => periods.iter().any(|period| period.has(date)),
        _ => true,
    }
}

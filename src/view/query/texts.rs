//! The texts of a briefing as queries compare them: folded once, behind the screen or when they are first asked for.
//!
//! A folded text begins and ends with a space, so that a space before what is looked for means "begins a word".

use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;

use super::Phrase;
use crate::{
    briefing::{ActorId, Article, ArticleId, Briefing, QuoteId},
    model::{Analysis, Document},
    text::fold::{fold, fold_cased},
    view::Statements,
};

/// The folded texts of a briefing.
#[derive(Debug, Default)]
pub struct Texts {
    articles: Vec<Arc<OfArticle>>,
    /// By actor, its forms, one a line.
    actors: OnceLock<Vec<String>>,
    /// By actor, what it said.
    statements: OnceLock<Vec<OnceLock<Statements>>>,
}

/// The folded texts of an article.
#[derive(Debug)]
struct OfArticle {
    document: Arc<Document>,
    analysis: Option<Arc<Analysis>>,
    without_case: Folded,
    with_case: Folded,
}

/// The words of an article without their case, or with it.
#[derive(Debug, Default)]
struct Folded {
    /// The words of all its quotations one after the other, and where each ends.
    quotes: OnceLock<(Box<str>, Vec<usize>)>,
    /// Headline and text.
    whole: OnceLock<Box<str>>,
}

/// How a text is folded.
type Fold = fn(&str) -> String;

impl Texts {
    /// The texts of `briefing`; what of `before`, the texts of an earlier one, is still true is kept.
    pub fn new(briefing: &Briefing, before: Option<&Self>) -> Self {
        let known = |i: usize| before.and_then(|texts| texts.articles.get(i));
        let articles = briefing.articles.iter().enumerate();
        let articles = articles.map(|(i, article)| {
            let same = known(i).filter(|of_article| of_article.is_of(article));
            same.map_or_else(|| Arc::new(OfArticle::new(article)), Arc::clone)
        });
        Self { articles: articles.collect(), ..Self::default() }
    }

    /// Folds everything of `briefing`, of which they are, that is not folded yet, while that `goes_on`; whether it did to
    /// the end.
    pub fn warm(&self, briefing: &Briefing, goes_on: impl Fn() -> bool) -> bool {
        for article in &self.articles {
            if !goes_on() {
                return false;
            }
            for cased in [false, true] {
                article.quotes(cased);
                article.whole(cased);
            }
        }
        self.actors(briefing);
        true
    }

    /// The words of a quotation, with their case or without.
    pub(super) fn quote(&self, id: QuoteId, cased: bool) -> &str {
        let Some(of_article) = self.articles.get(id.article.0 as usize) else { return " " };
        let (text, ends) = of_article.quotes(cased);
        let at = id.index as usize;
        let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        ends.get(at).and_then(|end| text.get(start..*end)).unwrap_or(" ")
    }

    /// Headline and text of an article, with their case or without.
    pub(super) fn whole(&self, id: ArticleId, cased: bool) -> &str {
        self.articles.get(id.0 as usize).map_or(" ", |article| article.whole(cased))
    }

    /// By actor, its forms, one a line.
    pub(super) fn actors(&self, briefing: &Briefing) -> &[String] {
        self.actors.get_or_init(|| {
            let forms = briefing.actors.iter().map(|actor| {
                let mut all = String::new();
                for form in actor.aliases.iter().map(|(_, alias)| &alias.form).chain([&actor.name]) {
                    let form = folded(form) + "\n";
                    if !all.contains(&form) {
                        all += &form;
                    }
                }
                all
            });
            forms.collect()
        })
    }

    /// What an actor said.
    pub(super) fn statements(&self, briefing: &Briefing, id: ActorId) -> Option<&Statements> {
        let all = self
            .statements
            .get_or_init(|| std::iter::repeat_with(OnceLock::new).take(briefing.actors.len()).collect());
        let of_actor = all.get(id.0 as usize)?;
        Some(of_actor.get_or_init(|| Statements::new(briefing, crate::briefing::Whose::Actor(id))))
    }
}

impl Texts {
    /// Which statement of its actor a quotation reports, counted from 1, and its place among the wordings of that.
    pub(in crate::view) fn place_in_statement(&self, briefing: &Briefing, id: QuoteId) -> (usize, usize) {
        let of_actor = briefing.speaker(id).and_then(|actor| self.statements(briefing, actor));
        let Some((number, statement)) = of_actor.and_then(|all| all.of(id)) else {
            return Default::default();
        };
        (number, statement.quotes.iter().position(|quote| *quote == id).unwrap_or_default())
    }
}

impl OfArticle {
    fn new(article: &Article) -> Self {
        Self {
            document: Arc::clone(&article.document),
            analysis: article.analysis.clone(),
            without_case: Folded::default(),
            with_case: Folded::default(),
        }
    }

    fn folded(&self, cased: bool) -> (&Folded, Fold) {
        if cased { (&self.with_case, fold_cased) } else { (&self.without_case, fold) }
    }

    fn is_of(&self, article: &Article) -> bool {
        let same = match (&self.analysis, &article.analysis) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        };
        same && Arc::ptr_eq(&self.document, &article.document)
    }

    fn quotes(&self, cased: bool) -> &(Box<str>, Vec<usize>) {
        let (folded, fold) = self.folded(cased);
        folded.quotes.get_or_init(|| {
            let mut text = String::new();
            let attributions = self.analysis.iter().flat_map(|analysis| &analysis.attributions);
            let ends = attributions.map(|attribution| {
                for span in &attribution.quotation.content {
                    text.push(' ');
                    text += &fold(span.of(&self.document.raw));
                }
                text.push(' ');
                text.len()
            });
            let ends = ends.collect();
            (text.into(), ends)
        })
    }

    fn whole(&self, cased: bool) -> &str {
        let (folded, fold) = self.folded(cased);
        folded.whole.get_or_init(|| {
            let mut text = String::from(" ");
            for part in parts(&self.document, self.analysis.as_deref()) {
                text += &fold(part);
                text.push(' ');
            }
            text.into()
        })
    }
}

/// Headline and text of an article, without what is masked in it.
pub(super) fn parts<'a>(
    document: &'a Document,
    analysis: Option<&'a Analysis>,
) -> impl Iterator<Item = &'a str> {
    let raw: &str = &document.raw;
    let blocks = analysis.map(|a| a.layout.blocks.as_slice()).filter(|blocks| !blocks.is_empty());
    let blocks = blocks.into_iter().flatten().map(|block| block.span.of(raw));
    let all = blocks.clone().next().is_none().then_some(raw);
    document.given.title.as_deref().into_iter().chain(blocks).chain(all)
}

/// A text as names are compared.
pub(super) fn folded(text: &str) -> String {
    format!(" {} ", fold(text))
}

/// Words that are looked for in folded texts.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    finder: Finder<'static>,
    /// Whether their case matters.
    cased: bool,
}

impl Needle {
    /// What a phrase is looked for as; `None` when there is no letter and no digit in it.
    pub(super) fn new(phrase: &Phrase) -> Option<Self> {
        let cased = phrase.text.chars().any(char::is_uppercase);
        let words = if cased { fold_cased(&phrase.text) } else { fold(&phrase.text) };
        if words.is_empty() {
            return None;
        }
        let begin = if begins_words(&words) { " " } else { "" };
        let end = if phrase.whole && *begin == *" " { " " } else { "" };
        Some(Self { finder: Finder::new(&format!("{begin}{words}{end}")).into_owned(), cased })
    }

    /// Whether it stands in a text, given folded with its case or without.
    pub(super) fn stands_in<'t>(&self, folded: impl FnOnce(bool) -> &'t str) -> bool {
        self.finder.find(folded(self.cased).as_bytes()).is_some()
    }

    /// Whether it stands in a text as it is written.
    pub(super) fn stands_in_written(&self, text: &str) -> bool {
        let folded = if self.cased { format!(" {} ", fold_cased(text)) } else { folded(text) };
        self.stands_in(|_| &folded)
    }
}

/// Whether the script of `words` parts words by spaces, so that what is looked for begins one.
fn begins_words(words: &str) -> bool {
    !words.chars().next().is_some_and(|c| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    })
}

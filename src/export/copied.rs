//! Articles that are one, copies in several outlets and versions of one: what a sheet calls them.

use super::sheet::SheetQuotation;
use crate::briefing::{ArticleId, Briefing, CopyKind};

/// What an article is of those that are one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Copied {
    /// The number of the group, counted from 1, as `dixit copies` numbers them; `None` for an article that stands alone.
    pub group: Option<usize>,
    /// `first`, `copy` or `version`; `None` where the outlets are not known.
    pub kind: Option<&'static str>,
}

impl Copied {
    pub fn of(briefing: &Briefing, article: ArticleId) -> Self {
        let copies = briefing.copies();
        let Some(group) = copies.group_of(article) else { return Self::default() };
        let kind = match copies.later(article) {
            None => Some("first"),
            Some(member) => member.kind.map(CopyKind::name),
        };
        Self { group: Some(group as usize + 1), kind }
    }
}

/// What the article of one quotation is to that of another, where they are one: the words of a carrier are then no
/// second report.
pub(super) fn relation(q: &SheetQuotation, of: &SheetQuotation) -> Option<&'static str> {
    let is_one = q.copy_group.is_some() && q.copy_group == of.copy_group && q.article != of.article;
    is_one.then(|| called(q.copy_kind))
}

/// What an article of this kind is called beside another that it is one with.
pub(super) fn called(kind: Option<&str>) -> &'static str {
    match kind {
        Some("copy") => "a copy of the same article",
        Some("version") => "a version of the same article",
        // The first of them, or one of which nothing says what it is.
        _ => "the same article",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::{
        briefing::{
            Briefing,
            fixture::{article, briefing},
        },
        export::tests::in_format,
        model::{EntityKind::Group, QuotationKind::Direct},
    };

    const SAID: &str = "“Nobody asked us before the machines came up the valley road.”";
    const CUT: &str = "“Nobody asked us before the machines came.”";

    /// An article, its copy, a version of that in which the words are cut, and another with the same words.
    fn printed() -> Briefing {
        let body: String = (0..60).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" ");
        let said = |id: &str, outlet: &str, day: u32, words: &str, body: &str| {
            let raw = format!("The villagers said: {words} {body}");
            article(id, &raw)
                .given(outlet, "Road", (2026, 4, day))
                .paragraph(&raw)
                .entity(Group, &["The villagers"])
                .quote(Direct, &[words], "said", "The villagers")
        };
        let other = body.replace("word", "other");
        briefing([
            said("a", "Sela Courier", 2, SAID, &body),
            said("b", "Northern Wire", 3, SAID, &body),
            said("c", "Northern Wire", 4, CUT, &body),
            said("d", "Arven Post", 5, SAID, &other),
        ])
    }

    #[test]
    fn a_carrier_that_prints_the_same_article_is_named_as_that() {
        let briefing = printed();
        for format in ["md", "txt", "html"] {
            let text = String::from_utf8(in_format(&briefing, format)).expect("UTF-8");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(", a copy of the same article: "), "{format}: {text}");
            assert!(text.contains(", a version of the same article: "), "{format}: {text}");
            assert!(!text.contains("in the same words"), "{format}: {text}");
            assert!(
                text.contains("in 3 articles, 2 of them copies or versions of others"),
                "{format}: {text}"
            );
        }
    }

    #[test]
    fn villagers_of_a_copy_are_the_same_and_what_they_said_counts_once() {
        let briefing = printed();
        let actors: Vec<(usize, usize)> = briefing
            .actors
            .iter()
            .zip(0..)
            .map(|(actor, id)| {
                let whose = crate::briefing::Whose::Actor(crate::briefing::ActorId(id));
                (actor.quotes.len(), briefing.statements_of(whose).len())
            })
            .collect();
        // Those of the other article are others.
        assert_eq!(actors, [(3, 1), (1, 1)]);
        let joined = &briefing.actors[0].joins[0];
        assert_eq!((joined.rule, joined.uncertain), ("copied", false));
    }

    #[test]
    fn rows_say_what_their_articles_are_and_which_words_are_printed_again() {
        let json: Value = serde_json::from_slice(&in_format(&printed(), "json")).expect("JSON");
        let quotations = json["actors"].as_array().expect("actors").iter();
        let quotations = quotations.flat_map(|actor| actor["quotations"].as_array().expect("quotations"));
        let rows: Vec<String> = quotations
            .map(|q| format!("{} {} {} {}", q["document"], q["copy_group"], q["copy_kind"], q["copied"]))
            .collect();
        let expected = [
            r#""a" 1 "first" false"#,
            r#""b" 1 "copy" true"#,
            r#""c" 1 "version" false"#,
            r#""d" null null false"#,
        ];
        assert_eq!(rows, expected);
        let articles = json["articles"].as_array().expect("articles").iter();
        let kinds: Vec<&Value> = articles.map(|article| &article["copy_kind"]).collect();
        assert_eq!(kinds, [&Value::from("first"), &"copy".into(), &"version".into(), &Value::Null]);
    }
}

//! What is known of an actor, as lines of a label and a text.

use super::citation::{Citation, one_line};
use crate::{
    briefing::{ActorId, ArticleId, Briefing},
    model::{EntityKind, QuotationKind},
    text::lines::Lines,
};

/// What is known of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// A label and a text; a label may come several times in a row.
    pub facts: Vec<(&'static str, String)>,
}

impl Profile {
    /// All that is known of the actor with this id.
    pub fn new(briefing: &Briefing, id: ActorId) -> Option<Self> {
        let actor = briefing.actor(id)?;
        let mut facts: Vec<(&'static str, String)> = Vec::new();
        if let Some(country) = briefing.stands_for(id) {
            facts.push(("stands for", format!("the government of {}", titled(country))));
        }
        for (article, alias) in &actor.aliases {
            let place = place(briefing, *article, alias.first.start());
            facts.push(("called", format!("{} ({place})", one_line(&alias.form))));
        }
        for (article, role) in &actor.roles {
            let Some(of) = briefing.article(*article) else { continue };
            let place = place(briefing, *article, role.span.start());
            facts.push(("role", format!("{} ({place})", one_line(role.span.of(&of.document.raw)))));
        }
        let articles = briefing.articles_of(id).len();
        let [names, pronouns, nominals] = briefing.mentions_of(id);
        let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let in_articles = format!("in {}", of(articles, "article"));
        facts.push((
            "seen",
            match briefing.seen(id) {
                Some([(first, _), (last, _)]) if first == last => format!("{in_articles}, on {first}"),
                Some([(first, _), (last, _)]) => format!("{in_articles}, from {first} to {last}"),
                None => in_articles,
            },
        ));
        let mentions = [of(names, "name"), of(pronouns, "pronoun"), of(nominals, "description")];
        facts.push(("mentions", mentions.join(", ")));
        let said = QuotationKind::ALL.iter().zip(briefing.said(id)).filter(|(_, count)| *count > 0);
        let said: Vec<String> = said.map(|(kind, count)| format!("{count} {}", kind.name())).collect();
        facts.push(("quotations", if said.is_empty() { "none".to_owned() } else { said.join(", ") }));
        if !actor.outlets.is_empty() {
            let outlets: Vec<String> = actor.outlets.iter().map(|outlet| one_line(outlet)).collect();
            facts.push(("outlets", outlets.join(", ")));
        }
        facts.extend(about(briefing, id));
        for join in &actor.joins {
            let label = if join.uncertain { "one, unsure" } else { "one" };
            facts.push((label, one_line(&join.words)));
        }
        let could_be = actor.could_be.iter().filter_map(|other| briefing.actor(*other));
        let could_be: Vec<String> = could_be.map(|other| one_line(&other.name)).collect();
        if !could_be.is_empty() {
            facts.push(("unsure", format!("may be {}", could_be.join(" or "))));
        }
        Some(Self { name: one_line(&actor.name), kind: actor.kind, facts })
    }
}

/// Who speaks of the actor, and how often, the most frequent first.
fn about(briefing: &Briefing, id: ActorId) -> Option<(&'static str, String)> {
    let mut by_speaker: Vec<(usize, ActorId)> = Vec::new();
    for speaker in briefing.about(id).into_iter().filter_map(|quote| briefing.speaker(quote)) {
        match by_speaker.iter_mut().find(|(_, other)| *other == speaker) {
            Some((count, _)) => *count += 1,
            None => by_speaker.push((1, speaker)),
        }
    }
    // Stable: speakers of equally many stay in order of time.
    by_speaker.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let words = by_speaker.into_iter().filter_map(|(count, speaker)| {
        let name = one_line(&briefing.actor(speaker)?.name);
        Some(if count == 1 { name } else { format!("{name} ({count})") })
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| ("spoken of by", words.join(", ")))
}

/// Where something first stands: outlet or file, day, line.
fn place(briefing: &Briefing, id: ArticleId, at: u32) -> String {
    let Some(article) = briefing.article(id) else { return String::new() };
    let citation = Citation::new(id, article);
    let line = Lines::new(&article.document.raw).number(at);
    format!("{}, {}, line {line}", citation.outlet_or_file(), citation.day())
}

/// A country as it is written: "sri lanka" -> "Sri Lanka", "us" -> "US".
fn titled(country: &str) -> String {
    if country.len() <= 3 {
        return country.to_uppercase();
    }
    let words = country.split(' ').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{
        briefing::fixture::{article, briefing},
        model::QuotationKind::Direct,
    };

    #[test]
    fn a_profile_says_all_that_is_known() {
        let briefing = briefing([
            article("a", "Envoy Mara Chen said: “No.”\nRao said: “Chen lies.” Damascus said: “Yes.”")
                .given("The Post", "A", (2026, 3, 2))
                .entity(EntityKind::Person, &["Mara Chen", "Chen lies"])
                .role("Envoy")
                .entity(EntityKind::Person, &["Rao"])
                .entity(EntityKind::Place, &["Damascus"])
                .quote(Direct, &["“No.”"], "said", "Mara Chen")
                .quote(Direct, &["“Chen lies.”"], "", "Rao")
                .quote(Direct, &["“Yes.”"], "", "Damascus"),
            article("b", "Maya Chen and Chen").entity(EntityKind::Person, &["Maya Chen"]),
            article("c", "Only Chen").entity(EntityKind::Person, &["Chen"]),
        ]);
        let text = |name: &str| {
            let at = briefing.actors.iter().position(|actor| actor.name == name).expect("an actor");
            let profile = Profile::new(&briefing, ActorId(at as u32)).expect("a profile");
            let facts: Vec<String> =
                profile.facts.iter().map(|(label, text)| format!("{label}: {text}")).collect();
            format!("{}, {}\n{}\n", profile.name, profile.kind.name(), facts.join("\n"))
        };
        let all = ["Mara Chen", "Damascus", "Chen"].map(text).concat();
        expect![[r#"
            Mara Chen, person
            called: Mara Chen (The Post, 2026-03-02, line 1)
            called: Chen lies (The Post, 2026-03-02, line 2)
            role: Envoy (The Post, 2026-03-02, line 1)
            seen: in 1 article, on 2026-03-02
            mentions: 2 names, 0 pronouns, 0 descriptions
            quotations: 1 direct
            outlets: The Post
            spoken of by: Rao
            Damascus, place
            stands for: the government of Syria
            called: Damascus (The Post, 2026-03-02, line 2)
            seen: in 1 article, on 2026-03-02
            mentions: 1 name, 0 pronouns, 0 descriptions
            quotations: 1 direct
            outlets: The Post
            Chen, person
            called: Chen (c, undated, line 1)
            seen: in 1 article
            mentions: 1 name, 0 pronouns, 0 descriptions
            quotations: none
            unsure: may be Mara Chen or Maya Chen
        "#]]
        .assert_eq(&all);
    }
}

//! Decisions in words, as the log and the status line say them.

use crate::model::{ActorAnchor, Anchor, Decision};

/// So many characters of a quotation are enough to know it by.
const ENOUGH: usize = 48;

/// What a decision decided, in one line: `Sadr and Muqtada al-Sadr are one`. What was decided stands before the
/// words of a quotation, which a narrow screen cuts. Undo and redo say whose entry.
pub fn words(decision: &Decision) -> String {
    match decision {
        Decision::Merge { actor, with } => format!("{} and {} are one", name(actor), name(with)),
        Decision::Split { actor, mentions, articles } => {
            let parts = [part(mentions.len(), "mention"), part(articles.len(), "article")];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("{}: {} split off", name(actor), parts.join(" and "))
        }
        Decision::KeepApart { actor, with } => format!("{} and {} are two", name(actor), name(with)),
        Decision::Later { actor, with } => {
            format!("{} and {}: whether they are one is put off", name(actor), name(with))
        }
        Decision::Rename { actor, name: new } => format!("{} is called {}", name(actor), one_line(new)),
        Decision::Kind { actor, kind } => format!("{} is of kind {}", name(actor), kind.name()),
        Decision::NotAnActor { actor } => format!("{} is not an actor", name(actor)),
        Decision::Speaker { quotation, actor } => match actor {
            Some(actor) => format!("{} said {}", name(actor), quoted(quotation)),
            None => format!("nobody can be named for {}", quoted(quotation)),
        },
        Decision::NotAQuotation { quotation } => format!("not a quotation: {}", quoted(quotation)),
        Decision::OneStatement { quotation, with } => {
            format!("one statement: {} and {}", quoted(quotation), quoted(with))
        }
        Decision::NotOneStatement { quotation, with } => {
            format!("two statements: {} and {}", quoted(quotation), quoted(with))
        }
        Decision::Note { quotation, note } if note.trim().is_empty() => {
            format!("no note on {}", quoted(quotation))
        }
        Decision::Note { quotation, note } => format!("note on {}: {}", quoted(quotation), one_line(note)),
        Decision::Checked { quotation, checked: true } => format!("checked: {}", quoted(quotation)),
        Decision::Checked { quotation, checked: false } => {
            format!("to be checked again: {}", quoted(quotation))
        }
        Decision::Undo { entry } => format!("undo {entry}"),
        Decision::Redo { entry } => format!("redo {entry}"),
    }
}

fn name(actor: &ActorAnchor) -> String {
    one_line(&actor.name)
}

fn part(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    }
}

/// The beginning of a quotation, in quotation marks whether it has some or not.
fn quoted(quotation: &Anchor) -> String {
    let words = one_line(&quotation.words);
    let bare = words.trim_matches(|c: char| matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
    if bare.chars().count() <= ENOUGH {
        return format!("“{bare}”");
    }
    let cut: String = bare.chars().take(ENOUGH).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("“{}…”", whole.trim_end_matches([',', '.', ';', ':', ' ']))
}

fn one_line(text: &str) -> String {
    super::citation::one_line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_one_line() {
        let actor = |name: &str| ActorAnchor { name: name.into(), ..ActorAnchor::default() };
        let words_of = |words: &str| Anchor { words: words.into(), ..Anchor::default() };
        let long = "“We will not wait, and nobody who has ever seen this harbour would ask us to.”";
        for (decision, expected) in [
            (
                Decision::Merge { actor: actor("Chen"), with: actor("Mara Chen") },
                "Chen and Mara Chen are one",
            ),
            (
                Decision::Split {
                    actor: actor("Chen"),
                    mentions: vec![Anchor::default(); 2],
                    articles: vec![Anchor::default()],
                },
                "Chen: 2 mentions and 1 article split off",
            ),
            (
                Decision::Speaker { quotation: words_of(long), actor: Some(actor("Rui\nSá")) },
                "Rui Sá said “We will not wait, and nobody who has ever seen…”",
            ),
            (Decision::Note { quotation: words_of("“No.”"), note: "a\nb".into() }, "note on “No.”: a b"),
        ] {
            assert_eq!(words(&decision), expected);
        }
    }
}

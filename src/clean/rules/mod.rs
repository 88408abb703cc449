//! The rules: which lines are furniture of the page, each rule one value with its own examples.
//!
//! Adding a rule is adding a value to one of the files below; a test asks every rule about its examples.

mod appeal;
mod bar;
mod caption;
mod comments;
mod consent;
mod control;
mod correction;
mod footer;
mod interface;
mod notice;
mod promotion;
mod related;
mod stamp;

use super::{label::Label, phrases::Phrases, told};
use crate::model::MaskReason;

pub(super) use caption::{credit, is_caption};
pub(super) use stamp::{is_age, is_stamp};

/// One kind of furniture.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it recognises, in a word or two.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the tests, which hold every rule to its examples")
    )]
    pub name: &'static str,
    /// Why such a line is masked.
    pub reason: MaskReason,
    /// How far it masks.
    pub reach: Reach,
    /// Where it holds.
    pub place: Place,
    /// Whether it is asked about paragraphs too; of those it sees the opening.
    pub long: bool,
    /// Whether a line is one.
    pub applies: fn(&Label<'_>) -> bool,
    /// Lines it masks.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the tests, which hold every rule to its examples")
    )]
    pub masks: &'static [&'static str],
    /// Lines it must leave alone.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the tests, which hold every rule to its examples")
    )]
    pub keeps: &'static [&'static str],
}

/// How far a rule masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The line itself.
    Line,
    /// The paragraph after it too.
    Paragraph,
    /// The short lines after it too, up to the next paragraph.
    Offer,
    /// The links after it too, up to the next paragraph that is no teaser.
    Links,
    /// What follows too, until the article goes on for good.
    Teasers,
    /// Everything after it, once the article has been read.
    End,
}

/// Where a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Everywhere.
    Anywhere,
    /// Only after the first paragraph.
    Body,
}

impl Rule {
    /// What most rules of one reason share.
    const fn of(reason: MaskReason) -> Self {
        Self {
            name: "",
            reason,
            reach: Reach::Line,
            place: Place::Anywhere,
            long: false,
            applies: |_| false,
            masks: &[],
            keeps: &[],
        }
    }
}

/// All rules, in the order they are asked; the first that applies decides.
const RULES: &[&[Rule]] = &[
    control::RULES,
    stamp::RULES,
    bar::RULES,
    caption::RULES,
    comments::RULES,
    related::RULES,
    promotion::RULES,
    interface::RULES,
    appeal::RULES,
    correction::RULES,
    notice::RULES,
    footer::RULES,
    consent::RULES,
];

/// The rule that recognises `label`, if any does. `body`: whether a paragraph of the article stands above.
pub(super) fn find(label: &Label<'_>, body: bool) -> Option<&'static Rule> {
    RULES.iter().copied().flatten().find(|rule| {
        (label.whole || rule.long) && (body || rule.place == Place::Anywhere) && (rule.applies)(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_masks_its_examples_and_keeps_the_others() {
        let mut wrong = Vec::new();
        for rule in RULES.iter().copied().flatten() {
            assert!(!rule.masks.is_empty(), "{} has no example", rule.name);
            for line in rule.masks {
                let label = Label::new(line);
                let found = find(&label, rule.place == Place::Body);
                if found.map(|r| r.name) != Some(rule.name) {
                    wrong.push(format!("{}: {line:?} -> {:?}", rule.name, found.map(|r| r.name)));
                }
            }
            for line in rule.keeps {
                if let Some(found) = find(&Label::new(line), true) {
                    wrong.push(format!("{} keeps {line:?} -> {}", rule.name, found.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let mut names: Vec<&str> = RULES.iter().copied().flatten().map(|r| r.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(!names.contains(&""));
    }

    #[test]
    fn lines_of_articles_are_kept() {
        for line in [
            "“I am not going anywhere,” she said.",
            "Share prices fell.",
            "Comments by the minister angered opposition parties.",
            "TAPPER: Do you think the mayor is right?",
            "He said no.",
            "Q: What happens next?",
            "Related talks in Geneva collapsed on Friday.",
            "The latest figures show a fall.",
            "Follow the money, the prosecutor said.",
            "Sign the treaty or leave, the president told them.",
            "Watch what happens next, said the chairman.",
            "In 2015, voters rejected the plan.",
            "On Monday at 9:05 p.m., the siren sounded.",
            "More than 40 people were hurt.",
            "More: the duke’s last letter",
            "Print is dead, he said.",
            "“Enough.”",
            "Photographers were kept out.",
            "Image matters in politics.",
            "Advertisement spending doubled.",
            "Company officials declined to comment.",
            "Read aloud in court, the letter moved jurors.",
            "Subscribe to no theory, the judge told jurors.",
            "Correction officers walked out.",
            "Copyright law protects her, the lawyer said.",
            "Privacy policy was the subject of the hearing.",
            "Two hours ago, the army entered the town.",
            "Updated figures will follow on Monday.",
        ] {
            assert_eq!(find(&Label::new(line), true).map(|r| r.name), None, "{line}");
        }
    }
}

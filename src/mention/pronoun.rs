//! Pronouns that can be speakers.

use crate::{
    lexicon::Classes,
    model::{Agreement, EntityKind, Mention, MentionKind, Segments, TokenRange},
};

/// Appends the pronouns of one sentence to `out`.
pub(super) fn find(raw: &str, segments: &Segments, sentence: TokenRange, out: &mut Vec<Mention>) {
    let tokens = segments.tokens.get(sentence.range()).unwrap_or_default();
    for token in tokens {
        if !token.classes.any(
            Classes::SUBJECT_PRONOUN
                | Classes::RELATIVE
                | Classes::OBJECT_PRONOUN
                | Classes::POSSESSIVE_PRONOUN,
        ) {
            continue;
        }
        let word = token.span.of(raw);
        let is = |forms: &&(&[&str], _, _)| forms.0.iter().any(|form| form.eq_ignore_ascii_case(word));
        let Some(&(_, agreement, kind)) = FORMS.iter().find(is).filter(|_| word != "US") else { continue };
        out.push(Mention {
            span: token.span,
            head: token.span,
            kind: MentionKind::Pronoun,
            entity_kind: kind,
            agreement,
            weak: false,
            entity: None,
        });
    }
}

/// The forms of the pronouns, and what they agree with.
const FORMS: [(&[&str], Agreement, EntityKind); 6] = [
    (&["he", "him", "his", "himself"], Agreement::Masculine, EntityKind::Person),
    (&["she", "her", "hers", "herself"], Agreement::Feminine, EntityKind::Person),
    (&["they", "them", "their"], Agreement::Plural, EntityKind::Group),
    (&["it", "its"], Agreement::Neuter, EntityKind::Organization),
    (&["i", "me", "my", "we", "us", "our"], Agreement::First, EntityKind::Person),
    (&["who"], Agreement::Unknown, EntityKind::Person),
];

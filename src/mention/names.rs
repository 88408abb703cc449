//! Where names begin and end: runs of capitals, joined over particles, cut at titles.

use crate::{
    lexicon::{Classes, Lexicon},
    model::{BlockKind, Segments, Tag, Token, TokenKind, TokenRange},
};

/// A run of tokens that names something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameSpan {
    /// The name itself.
    pub name: TokenRange,
    /// The name with the title before it: "Foreign Minister Fuad Hussein".
    pub whole: TokenRange,
    /// Whether it stands in a headline, where capitals mean little.
    pub headline: bool,
    /// Whether it begins its sentence, where a capital means little.
    pub initial: bool,
}

/// Appends the names of one sentence to `out`.
pub fn spans(
    raw: &str,
    segments: &Segments,
    sentence: TokenRange,
    block: BlockKind,
    lexicon: &Lexicon,
    out: &mut Vec<NameSpan>,
) {
    let tokens = segments.tokens.get(sentence.range()).unwrap_or_default();
    let headline = matches!(block, BlockKind::Headline | BlockKind::Crosshead) || is_title_case(tokens);
    let run = Run { raw, tokens, lexicon };
    let mut i = 0;
    while i < tokens.len() {
        if !run.begins(i) {
            i += 1;
            continue;
        }
        let end = run.end(i);
        run.cut(i, end, &mut |from, to| {
            let whole = run.title_before(from);
            let at = |i: usize| sentence.start + i as u32;
            out.push(NameSpan {
                name: TokenRange { start: at(from), end: at(to) },
                whole: TokenRange { start: at(whole), end: at(to) },
                headline,
                initial: run.is_initial(from),
            });
        });
        i = end.max(i + 1);
    }
}

/// Whether nearly all longer words are capitalised, as in a headline.
fn is_title_case(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.kind.is_word() && t.span.len() > 3);
    let (words, lower) = long.fold((0, 0), |(w, l), t| (w + 1, l + usize::from(t.kind == TokenKind::Lower)));
    words >= 4 && lower * 5 <= words
}

struct Run<'t> {
    raw: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
}

impl Run<'_> {
    fn get(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    fn has(&self, i: usize, classes: Classes) -> bool {
        self.get(i).is_some_and(|t| t.classes.any(classes))
    }

    fn is_name(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.tag == Tag::Name)
    }

    fn word(&self, i: usize) -> &str {
        self.get(i).map(|t| t.span.of(self.raw)).unwrap_or_default()
    }

    fn is_initial(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|p| self.get(p)).is_none_or(|t| {
            matches!(
                t.kind,
                TokenKind::Open
                    | TokenKind::OpenSingle
                    | TokenKind::Colon
                    | TokenKind::Dash
                    | TokenKind::Stop
            )
        })
    }

    /// Whether a name can begin at `i`: a capital that is no calendar word and no mere title.
    fn begins(&self, i: usize) -> bool {
        let Some(token) = self.get(i) else { return false };
        if token.tag != Tag::Name {
            // A common word that begins its sentence and is a given name before another capital.
            let given = token.kind == TokenKind::Capital && token.classes.any(GIVEN);
            let surname_follows = self
                .get(i + 1)
                .is_some_and(|n| n.kind == TokenKind::Capital && !n.classes.any(Classes::COMMON));
            return given && surname_follows;
        }
        !self.is_calendar(i) && !self.is_party_tag(i)
    }

    /// "(D-Wis.)": party and state behind a politician's name.
    fn is_party_tag(&self, i: usize) -> bool {
        let bracket =
            i.checked_sub(1).and_then(|b| self.get(b)).is_some_and(|t| t.kind == TokenKind::OpenBracket);
        bracket && ["D-", "R-", "I-", "D–", "R–"].iter().any(|p| self.word(i).starts_with(p))
    }

    fn is_calendar(&self, i: usize) -> bool {
        self.has(i, Classes::WEEKDAY | Classes::MONTH)
            && !(self.has(i, GIVEN) && self.is_name(i + 1) && !self.is_number(i + 1))
    }

    fn is_number(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    fn touches(&self, i: usize) -> bool {
        match (self.get(i), self.get(i + 1)) {
            (Some(a), Some(b)) => a.span.end() == b.span.start(),
            _ => false,
        }
    }

    /// One past the last token of the run that begins at `start`.
    fn end(&self, start: usize) -> usize {
        let mut i = start + 1;
        loop {
            if self.is_name(i) && !self.is_calendar(i) {
                i += 1;
            } else if let Some(next) = self.join(start, i) {
                i = next;
            } else {
                return i;
            }
        }
    }

    /// If the run goes on over the tokens at `i`, the index after them.
    fn join(&self, start: usize, i: usize) -> Option<usize> {
        let token = self.get(i)?;
        let last = i - 1;
        // "J. Smith", "Sen. Smith", "Jr."; "St. Louis"
        if token.kind == TokenKind::Stop && self.touches(last) && self.word(i) == "." {
            let initial = self.word(last).chars().count() == 1;
            let short = self.has(last, Classes::ABBREVIATION | Classes::HONORIFIC);
            if (initial || short) && self.is_name(i + 1) && !self.is_calendar(i + 1) {
                return Some(i + 2);
            }
            if self.has(last, Classes::NAME_SUFFIX) {
                return Some(i + 1);
            }
            return None;
        }
        // "Smith, Jr."
        if token.kind == TokenKind::Comma && self.has(i + 1, Classes::NAME_SUFFIX) && self.is_name(i + 1) {
            return Some(i + 2);
        }
        // "Robert C. “Bobby” Scott"
        if token.kind == TokenKind::Open
            && self.is_name(i + 1)
            && self.get(i + 2).is_some_and(|t| t.kind == TokenKind::Close)
            && self.is_name(i + 3)
            && self.has(start, GIVEN)
        {
            return Some(i + 4);
        }
        // "Women’s Protection Units"
        if token.kind == TokenKind::Possessive {
            let body = self.has(i + 1, Classes::ORGANIZATION_NOUN | Classes::ORGANIZATION_SUFFIX)
                || self.has(i + 2, Classes::ORGANIZATION_NOUN | Classes::ORGANIZATION_SUFFIX)
                    && self.is_name(i + 2);
            let owner = self.has(last, Classes::COMMON | Classes::GROUP_NOUN) && !self.has(last, PLACES);
            return (body && owner && self.is_name(i + 1)).then_some(i + 2);
        }
        if token.kind == TokenKind::Mark && self.word(i) == "&" && self.is_name(i + 1) {
            return Some(i + 2);
        }
        if token.kind != TokenKind::Lower {
            return None;
        }
        let next_is_name = self.is_name(i + 1) && !self.is_calendar(i + 1);
        if token.classes.any(Classes::NAME_PARTICLE) {
            if next_is_name && !self.has(last, Classes::ORGANIZATION_SUFFIX) {
                return Some(i + 2);
            }
            if self.has(i + 1, Classes::NAME_PARTICLE) && self.is_name(i + 2) {
                return Some(i + 3);
            }
        }
        match self.word(i) {
            "of" | "for" if self.is_body(start, i) => {
                let article = usize::from(self.word(i + 1) == "the");
                (self.is_name(i + 1 + article) && !self.is_calendar(i + 1 + article))
                    .then_some(i + 2 + article)
            }
            "and" if next_is_name && self.is_body_pair(start, i) => Some(i + 2),
            "on" | "in" | "to" | "against"
                if next_is_name && self.is_body(start, i) && self.has(last, BODIES) =>
            {
                (self.word(i) == "on").then_some(i + 2)
            }
            _ => None,
        }
    }

    /// Whether the run names a body that "of" continues: "Department of", "University of", "Bank of".
    fn is_body(&self, start: usize, end: usize) -> bool {
        let person = (start..end).any(|i| self.has(i, GIVEN)) && !self.has(end - 1, BODIES);
        !person
            && (self.has(end - 1, BODIES | Classes::TITLE)
                || matches!(
                    self.word(end - 1),
                    "House"
                        | "Bank"
                        | "Chamber"
                        | "Board"
                        | "Daughters"
                        | "Sons"
                        | "Knights"
                        | "Church"
                        | "Republic"
                        | "Secretary"
                        | "Speaker"
                ))
            || (start..end).all(|i| self.has(i, Classes::GROUP_NOUN | Classes::ORGANIZATION_NOUN))
    }

    /// "Department of Health and Human Services", "Securities and Exchange Commission": the part after "and"
    /// must end in a body's noun, or the part before belongs to one of "… of".
    fn is_body_pair(&self, start: usize, and: usize) -> bool {
        if (start..and).any(|i| self.has(i, GIVEN | Classes::HONORIFIC)) {
            return false;
        }
        let mut end = and + 1;
        while self.is_name(end) {
            end += 1;
        }
        let opened = (start..and).any(|i| self.word(i) == "of") && !self.has(and - 1, PLACES);
        let closed = self.has(end - 1, BODIES)
            && !self.has(and - 1, PLACES | BODIES | Classes::SURNAME)
            && end - and <= 4
            && !self.has(and + 1, GIVEN);
        closed || opened && (start..and).any(|i| self.has(i, BODIES)) && end - and <= 4
    }

    /// Gives the names within the run `start..end`: titles and nationalities before a name are cut off, as
    /// are trailing titles; "CNN host" has no capital host, so what is left is one name.
    fn cut(&self, start: usize, end: usize, give: &mut dyn FnMut(usize, usize)) {
        let mut from = start;
        // Titles and what qualifies them, as long as a name is left.
        loop {
            let length = self.title_length(from, end);
            if length == 0 || from + length >= end {
                break;
            }
            from += length;
        }
        // "Governor of Washington Chris Gregoire": the office ends where a person's name begins.
        if from > start && self.get(from).is_some_and(|t| t.kind == TokenKind::Lower) {
            let person = (from + 2..end).find(|&i| self.begins_person(i));
            let office = person.unwrap_or(end);
            if from + 1 < office {
                give(from + 1, self.trim(from + 1, office));
            }
            if let Some(person) = person {
                self.cut(person, end, give);
            }
            return;
        }
        // A title in the middle parts two names: "Trump Campaign Chairman Paul Manafort".
        let mut i = from + 1;
        while i < end {
            let length = self.title_length(i, end);
            if length > 0 && i + length < end && self.has(i + length, GIVEN) && !self.has(i, GIVEN) {
                give(from, self.trim(from, i));
                from = i + length;
                i = from;
            }
            i += 1;
        }
        if self.is_only_title(from, end) {
            return;
        }
        give(from, self.trim(from, end));
    }

    /// Whether a person's name begins at `i` inside a run: a given name, a title, a word no list knows.
    fn begins_person(&self, i: usize) -> bool {
        let Some(token) = self.get(i) else { return false };
        let office =
            Classes::COMMON.with(PLACES).with(BODIES).with(Classes::CONJUNCTION).with(Classes::PREPOSITION);
        token.kind != TokenKind::Lower
            && (token.classes.any(GIVEN.with(Classes::HONORIFIC)) || !token.classes.any(office))
    }

    fn trim(&self, from: usize, to: usize) -> usize {
        let mut to = to;
        while to > from + 1
            && self.get(to - 1).is_some_and(|t| matches!(t.kind, TokenKind::Stop | TokenKind::Comma))
            && !self.has(to - 2, Classes::NAME_SUFFIX)
        {
            to -= 1;
        }
        to
    }

    /// How many tokens of a title begin at `i`: "Foreign Minister" 2, "Gen." 2, "Iraqi" before a title 1.
    fn title_length(&self, i: usize, end: usize) -> usize {
        if let Some((length, classes)) = self.phrase(i)
            && i + length <= end
        {
            if classes.any(Classes::TITLE) {
                return length;
            }
            let title = if classes.any(Classes::DEMONYM) { self.title_length(i + length, end) } else { 0 };
            if title > 0 {
                return length + title;
            }
        }
        let stop = usize::from(
            self.get(i + 1).is_some_and(|t| t.kind == TokenKind::Stop) && self.touches(i) && i + 1 < end,
        );
        if i > 0 && self.is_address(i - 1, i) {
            return 0;
        }
        if self.has(i, Classes::HONORIFIC) {
            return 1 + stop;
        }
        if self.has(i, Classes::TITLE) && !self.has(i, GIVEN) {
            return 1 + stop;
        }
        let qualifies = self.has(i, Classes::DEMONYM | Classes::ADJECTIVE) && !self.has(i, GIVEN);
        if qualifies && i + 1 < end {
            let title = self.title_length(i + 1, end);
            if title > 0 && i + 1 + title < end {
                return 1 + title;
            }
        }
        0
    }

    /// Whether what stands right before `i` is "Mr." or the like, so that a name must follow: "Mr. King".
    fn is_address(&self, before: usize, i: usize) -> bool {
        let word = if self.get(before).is_some_and(|t| t.kind == TokenKind::Stop) {
            before.checked_sub(1)
        } else {
            Some(before)
        };
        let address = word.map(|w| self.word(w)).unwrap_or_default();
        matches!(address, "Mr" | "Mrs" | "Ms" | "Miss") && self.is_name(i)
    }

    fn phrase(&self, i: usize) -> Option<(usize, Classes)> {
        if !self.has(i, Classes::PHRASE_START) {
            return None;
        }
        let words = self.tokens.get(i..).unwrap_or_default().iter();
        self.lexicon.phrase(words.map(|t| t.word)).map(|p| (p.words, p.classes))
    }

    fn is_only_title(&self, from: usize, end: usize) -> bool {
        let mut i = from;
        while i < end {
            let length = self.title_length(i, end);
            let plain = self.has(i, Classes::DEMONYM_PLURAL | Classes::DEMONYM);
            if length == 0 && !plain {
                return false;
            }
            i += length.max(1);
        }
        true
    }

    /// Where the titles before a name that begins at `from` begin: "Iraqi Foreign Minister |Fuad".
    fn title_before(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(before) = at.checked_sub(1) {
            let title = self.has(before, Classes::TITLE | Classes::HONORIFIC)
                || self.get(before).is_some_and(|t| t.kind == TokenKind::Stop)
                    && before > 0
                    && self.has(before - 1, Classes::HONORIFIC | Classes::TITLE)
                    && self.touches(before - 1)
                || at < from && self.has(before, Classes::DEMONYM | Classes::ADJECTIVE)
                || self.word(before) == "of"
                    && before > 0
                    && self.has(before - 1, Classes::TITLE)
                    && at < from;
            if !title {
                break;
            }
            at = before;
        }
        while at < from && self.get(at).is_some_and(|t| t.kind == TokenKind::Stop) {
            at += 1;
        }
        at
    }
}

const GIVEN: Classes = Classes::GIVEN_FEMININE.with(Classes::GIVEN_MASCULINE);
const PLACES: Classes = Classes::PLACE.with(Classes::COUNTRY);
const BODIES: Classes = Classes::ORGANIZATION_NOUN.with(Classes::ORGANIZATION_SUFFIX);

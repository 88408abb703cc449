//! Filters saved under names: `@name` in a query stands for the terms saved under it.

use std::ops::Range;

use super::{Offer, Problem, Query, parse::pieces};
use crate::text::nearest;

/// A filter under its name.
pub type Saved = (String, String);

/// What stands before a name.
const SIGN: char = '@';

/// What a name is saved as: without spaces, and without the sign.
pub fn name_of(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.trim().trim_start_matches(SIGN).split_whitespace().collect();
    let name: String = words.join("-").chars().filter(|c| !matches!(*c, '"' | ',' | '\\' | SIGN)).collect();
    (!name.is_empty()).then_some(name)
}

/// A query as it is typed with what the names in it stand for; and names that stand for nothing.
pub fn expanded(text: &str, saved: &[Saved]) -> (String, Vec<Problem>) {
    let (mut out, mut problems, mut from) = (String::new(), Vec::new(), 0);
    for piece in pieces(text).into_iter().filter(|piece| piece.field.is_none()) {
        let written = piece.span.of(text);
        let Some(name) = written.trim_start_matches('-').strip_prefix(SIGN).filter(|name| !name.is_empty())
        else {
            continue;
        };
        let found = saved.iter().find(|(known, _)| known == name);
        out += text.get(from..piece.span.start() as usize).unwrap_or_default();
        from = piece.span.end() as usize;
        match found {
            Some((_, query)) if !piece.negated => out += query,
            Some(_) => problems.push(Problem {
                span: piece.span,
                message: format!("{SIGN}{name} cannot be turned round: drop the -"),
            }),
            None => {
                let names = saved.iter().map(|(name, _)| name.as_str());
                let message = nearest::unknown("saved filter", name, names);
                problems.push(Problem { span: piece.span, message });
            }
        }
    }
    out += text.get(from..).unwrap_or_default();
    (out, problems)
}

/// The names that can stand where `typed` is, which begins with the sign; `None` when it does not.
pub fn offers(typed: &str, saved: &[Saved]) -> Option<Vec<Offer>> {
    let name = typed.strip_prefix(SIGN)?;
    let fits = saved.iter().filter(|(known, _)| known.starts_with(name));
    let offer = |(name, query): &Saved| Offer { text: format!("{SIGN}{name}"), help: query.clone() };
    Some(fits.map(offer).collect())
}

/// A query in parts: its terms one by one, those that are saved together under their name.
pub fn parts(query: &Query, saved: &[Saved]) -> Vec<(Range<usize>, String)> {
    let known: Vec<(String, Query)> = saved
        .iter()
        .map(|(name, text)| (format!("{SIGN}{name}"), Query::parse(text).query))
        .filter(|(_, query)| !query.is_empty())
        .collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.terms.get(at..).filter(|rest| !rest.is_empty()) {
        // Of several the one that says most.
        let begins = known.iter().filter(|(_, query)| rest.starts_with(&query.terms));
        let (len, text) = match begins.max_by_key(|(_, query)| query.terms.len()) {
            Some((name, query)) => (query.terms.len(), name.clone()),
            None => (1, rest.first().map(ToString::to_string).unwrap_or_default()),
        };
        parts.push((at..at + len, text));
        at += len;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> Vec<Saved> {
        [("north", "outlet:rudaw since:2026-01"), ("doubt", "is:doubtful")]
            .map(|(name, query)| (name.to_owned(), query.to_owned()))
            .into()
    }

    #[test]
    fn a_name_stands_for_what_is_saved_under_it() {
        let (text, problems) = expanded("a @north -x", &saved());
        assert_eq!((text.as_str(), problems.len()), ("a outlet:rudaw since:2026-01 -x", 0));
        let told = |text| expanded(text, &saved()).1.into_iter().map(|p| p.message).collect::<Vec<_>>();
        assert_eq!(told("@norht"), ["there is no saved filter \"norht\"; \"north\" is near"]);
        assert_eq!(told("-@north"), ["@north cannot be turned round: drop the -"]);
        assert_eq!(expanded("\"@north\" note:@x", &saved()), ("\"@north\" note:@x".into(), Vec::new()));
    }

    #[test]
    fn terms_saved_together_are_one_part() {
        let query = Query::parse("x outlet:rudaw since:2026-01 is:doubtful is:read").query;
        let texts: Vec<String> = parts(&query, &saved()).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["x", "@north", "@doubt", "is:read"]);
        assert_eq!(parts(&query, &[]).len(), 5);
    }

    #[test]
    fn names_are_offered_with_what_they_stand_for() {
        let names = |typed| offers(typed, &saved()).map(|all| all.into_iter().map(|o| o.text).collect());
        assert_eq!(names("@n"), Some(vec!["@north".to_owned()]));
        assert_eq!(names("@"), Some(vec!["@north".to_owned(), "@doubt".to_owned()]));
        assert_eq!(names("n"), None);
        assert_eq!(name_of(" @my \"north\" "), Some("my-north".to_owned()));
        assert_eq!(name_of("  "), None);
    }
}

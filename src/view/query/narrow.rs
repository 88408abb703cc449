//! Whether a query can only take what another took, as one does that somebody goes on typing: then only that is looked at.

use super::{Query, Term, TextField, What, texts::Needle};
use crate::text::fold::{fold, fold_cased};

impl Query {
    /// Whether it takes no article that `before` did not take; may say no where that is so. What a query took is not
    /// known for long where it asks for what is so of an article: that changes with a key.
    pub fn narrows(&self, before: &Self) -> bool {
        let changes = |term: &Term| matches!(&term.what, What::Is(_));
        let holds = |old: &Term| self.terms.iter().any(|new| new == old || goes_on(new, old));
        !before.terms.iter().any(changes) && before.terms.iter().all(|old| asks_nothing(old) || holds(old))
    }
}

/// Whether a term is words without a letter, which are still being typed.
fn asks_nothing(term: &Term) -> bool {
    matches!(&term.what, What::Text(TextField::Words, phrases) if phrases.iter().all(|p| Needle::new(p).is_none()))
}

/// Whether `new` asks for the words of `old` and more letters of each.
fn goes_on(new: &Term, old: &Term) -> bool {
    let (What::Text(TextField::Words, new_words), What::Text(TextField::Words, old_words)) =
        (&new.what, &old.what)
    else {
        return false;
    };
    let begun = |new: &str, old: &str| {
        let minds_case = old.chars().any(char::is_uppercase);
        let [new, old] = if minds_case { [new, old].map(fold_cased) } else { [new, old].map(fold) };
        !old.is_empty() && new.starts_with(&old)
    };
    !new.negated
        && !old.negated
        && new_words.iter().all(|new| old_words.iter().any(|old| !old.whole && begun(&new.text, &old.text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: bool) {
        let read = |text| Query::parse(text).query;
        assert_eq!(read(after).narrows(&read(before)), expected, "{before} -> {after}");
    }

    #[test]
    fn a_query_that_is_gone_on_with_narrows() {
        check("", "b", true);
        check("bor", "bord", true);
        check("bor", "bor cr", true);
        check("\"border v", "\"border vi", true);
        check("\"border vi", "\"border vi\"", true);
        check("outlet:a", "outlet:a x", true);
        check("x -", "x -y", true);
        check("bo", "bO", true);
        check("a,b", "ax", true);
    }

    #[test]
    fn one_that_may_take_more_does_not() {
        check("bord", "bor", false);
        check("bor", "bar", false);
        check("a", "a,b", false);
        check("a,-", "a,-b", false);
        check("-bor", "-bord", false);
        check("\"bor\"", "\"bord\"", false);
        check("outlet:a", "outlet:ab", false);
        check("is:unread", "is:unread x", false);
        check("Bo", "bor", false);
    }
}

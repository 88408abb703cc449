//! The name somebody meant who typed another: what a message about an unknown name offers.

/// The one of `names` that is most like `typed`, if any is like it at all: some letters left out, added, changed or
/// exchanged with their neighbours, more of them in longer names; or `typed` is how it begins.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let distance = |name: &'n str| {
        let lower = name.to_lowercase();
        let begins = !typed.is_empty() && lower.starts_with(&typed);
        (if begins { 1 } else { distance(&typed, &lower) }, name)
    };
    // Of equals the first; what is far longer than any name is like none.
    let names = names.into_iter().filter(|name| typed.len() <= name.len() + MOST);
    let (far, name) = names.map(distance).min_by_key(|(far, _)| *far)?;
    (far <= (name.chars().count() / 3).clamp(1, MOST)).then_some(name)
}

/// That there is no `what` of that name, and which there is that is near: `there is no action "qiut"; "quit" is near`.
pub fn unknown<'n>(what: &str, typed: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let near = nearest(typed, names).map(|name| format!("; {name:?} is near")).unwrap_or_default();
    format!("there is no {what} {typed:?}{near}")
}

/// More slips than this make another word.
const MOST: usize = 3;

/// How many letters are left out, added, changed or exchanged with their neighbours between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (i, of_a) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, of_b) in b.iter().enumerate() {
            let mut slips = (last[j] + usize::from(of_a != *of_b)).min(last[j + 1] + 1).min(row[j] + 1);
            if j > 0 && previous == Some(*of_b) && b.get(j - 1) == Some(&of_a) {
                slips = slips.min(before_last[j - 1] + 1);
            }
            row.push(slips);
        }
        before_last = std::mem::replace(&mut last, row);
        previous = Some(of_a);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{nearest, unknown};

    #[test]
    fn a_slip_or_a_beginning_is_understood_and_another_word_is_not() {
        let names = ["actor", "outlet", "kind", "since", "statement"];
        for (typed, meant) in [
            ("outlt", Some("outlet")),
            ("Actro", Some("actor")),
            ("sinse", Some("since")),
            ("stat", Some("statement")),
            ("statemants", Some("statement")),
            ("http", None),
            ("k", Some("kind")),
            ("", None),
            ("an_endless_word_that_is_no_name_at_all", None),
        ] {
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
        assert_eq!(nearest("entr", ["Tab", "Enter"]), Some("Enter"));
    }

    #[test]
    fn an_unknown_name_is_told_with_the_one_that_is_near() {
        assert_eq!(
            unknown("action", "qiut", ["copy", "quit"]),
            "there is no action \"qiut\"; \"quit\" is near"
        );
        assert_eq!(unknown("action", "zebra", ["copy", "quit"]), "there is no action \"zebra\"");
    }
}

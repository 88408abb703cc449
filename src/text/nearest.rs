//! The name somebody meant who typed another: what a message about an unknown name offers.

/// The one of `names` that is most like `typed`, if any is like it at all: some letters left out, added, changed or
/// exchanged with their neighbours, more of them in longer names; or `typed` is how it begins.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let distance = |name: &'n str| {
        let begins = !typed.is_empty() && name.starts_with(&typed);
        (if begins { 1 } else { distance(&typed, name) }, name)
    };
    // Of equals the first; what is far longer than any name is like none.
    let names = names.into_iter().filter(|name| typed.len() <= name.len() + MOST);
    let (far, name) = names.map(distance).min_by_key(|(far, _)| *far)?;
    (far <= (name.chars().count() / 3).clamp(1, MOST)).then_some(name)
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
    use super::nearest;

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
    }
}

//! The article as linked data has it: of a page that shows only its beginning, the rest.

use super::super::draft::{Draft, flow};

/// So many times the words that are shown must stand in the linked data before it is the fuller one.
const FULLER: usize = 3;
const THAN: usize = 2;
/// Shortest paragraph, in bytes, by which both are known to be the same article.
const SAME: usize = 40;

/// What a place in the linked data is called.
const PLACE: &str = "linked data: articleBody";

/// `shown` with the article in `body` in place of the beginning of it that the page shows, if the page shows no more
/// and both are the same article.
pub(super) fn complete(shown: Draft, body: &str) -> Draft {
    let paragraphs: Vec<String> = body.split('\n').map(flow).filter(|p| !p.is_empty()).collect();
    let whole = paragraphs.join(" ");
    let words = |text: &str| text.split_whitespace().count();
    let is_of_body = |line: &str| {
        let line = flow(line);
        let begun = line.trim_end_matches(['…', '.', ' ']);
        begun.len() >= SAME && whole.contains(begun)
    };
    let shared: usize = shown.text().lines().filter(|line| is_of_body(line)).map(words).sum();
    let fuller = words(&whole) * THAN >= shared * FULLER;
    if shared == 0 || !fuller {
        return shown;
    }
    shown.with(is_of_body, &paragraphs, PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "The port will turn away ships that burn heavy oil from July, its authority said.";

    fn completed(shown: &[&str], body: &str) -> String {
        let mut draft = Draft::default();
        for line in shown {
            draft.push(line, None);
        }
        complete(draft, body).text().trim().replace("\n\n", " / ")
    }

    #[test]
    fn a_teaser_gives_way_to_the_whole() {
        let body = format!(
            "{FIRST}\n\n“We breathe what they burn,” said its head, who grew up there.\nSoy has no lungs."
        );
        let cut = FIRST.replace("its authority said.", "…");
        assert_eq!(
            completed(&["Port turns ships away", &cut, "Subscribe"], &body),
            format!(
                "Port turns ships away / {FIRST} / “We breathe what they burn,” said its head, who grew up there. / Soy has no \
                 lungs. / Subscribe"
            )
        );
    }

    #[test]
    fn what_is_shown_in_full_or_is_another_article_stays() {
        let shown = [FIRST, "“We breathe what they burn,” said its head, who grew up behind the terminal."];
        let both = shown.join("\n");
        assert_eq!(completed(&shown, &both), shown.join(" / "));
        let other =
            "Something else entirely happened elsewhere, and went on for a long, long while. ".repeat(9);
        assert_eq!(completed(&shown, &other), shown.join(" / "));
    }
}

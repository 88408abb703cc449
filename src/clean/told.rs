//! What no furniture has: a speaker, words in quotation marks. And what furniture has a lot of: words to the reader.

use super::{label::holds, phrases::Phrases};
use crate::text::chars;

/// Words that report, as the middle of a paragraph has them.
const REPORTS: &[&str] = &[
    " said",
    " says",
    " told ",
    " added",
    " asked",
    " wrote",
    " according to",
    " found that",
    " warned",
    " argued",
    " insisted",
    " reported",
    " announced",
    " explained",
    " replied",
    " ruled",
];

/// Whether `text` quotes or reports somebody: then it is the article's.
pub(super) fn reports(text: &str) -> bool {
    text.contains(chars::is_double_mark) || REPORTS.iter().any(|word| text.contains(word))
}

/// How many of `phrases` stand in `low`, a text in small letters; counting ends at `enough`.
pub(super) fn count(low: &str, phrases: &Phrases, enough: usize) -> usize {
    phrases.iter().filter(|phrase| holds(low, phrase)).take(enough).count()
}

/// Whether `text` speaks to the reader, or of what is the site's own. Hardly a paragraph of an article does: it is
/// asked first, and takes nothing but a look at each word.
pub(super) fn addresses(text: &str) -> bool {
    let mut before = "";
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let is = |other: &&str| word.eq_ignore_ascii_case(other);
        let found = ["you", "your", "our", "my", "please"].iter().any(is)
            || word != "US" && is(&"us")
            || before.eq_ignore_ascii_case("we") && ["and", "use", "welcome", "ask", "may"].iter().any(is)
            || before.eq_ignore_ascii_case("i") && is(&"agree");
        before = word;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::{addresses, reports};

    #[test]
    fn words_to_the_reader_and_of_a_speaker() {
        for text in
            ["Sign up for OUR letter.", "Tell us more", "You’ve read it", "We use cookies.", "I agree to it"]
        {
            assert!(addresses(text), "{text}");
        }
        for text in ["The US sent ships.", "We walked on.", "Youth of the town", "He said no."] {
            assert!(!addresses(text), "{text}");
        }
        assert!(reports("“No.”") && reports("The mayor said no.") && !reports("The mayor left."));
    }
}

//! Captions and credits of pictures.

use super::{Label, Phrases, Reach, Rule};
use crate::{model::MaskReason::Caption, text::chars};

/// Picture agencies as credits name them.
const AGENCIES: &Phrases = phrases![
    "afp" "ap" "reuters" "getty" "getty images" "associated press" "the associated press" "ap photo" "epa"
    "epa-efe" "xinhua" "anadolu" "anadolu agency" "shutterstock" "alamy" "bloomberg" "upi" "pa" "pa media"
    "istock" "nurphoto" "tass" "dpa" "ians" "pti" "ani" "handout" "file photo" "file" "flickr" "unsplash"
    "instagram" "netflix" "youtube" "screenshot" "screengrab" "wikimedia commons" "pixabay" "ina" "sana"
];

/// A paragraph longer than this, in bytes, is no caption: only its credit is skipped.
const LONGEST: usize = 400;
/// The same where the credit stands in brackets: agencies tell the story of the day below their pictures.
const LONGEST_IN_BRACKETS: usize = 900;

/// Whether a paragraph of this text with a credit at byte `at` is a caption as a whole.
pub(in super::super) fn is_caption(text: &str, at: usize) -> bool {
    let in_brackets = text.get(at..).is_some_and(|t| t.starts_with(['(', '[']));
    at == 0 || text.len() <= if in_brackets { LONGEST_IN_BRACKETS } else { LONGEST }
}

/// Words before the name in a credit, in lower case.
const CREDIT_WORDS: &Phrases = phrases![
    "photo:" "photos:" "image:" "images:" "picture:" "pictures:" "credit:" "credits:" "photograph:"
    "photo credit:" "image credit:" "photo by" "photos by" "photograph by" "image by" "picture by"
    "photo courtesy" "courtesy:" "illustration:" "illustration by" "graphic:" "screenshot:" "video:"
    "image source:" "(photo" "(ap photo" "[file:" "(file" "(getty" "(image" "(photograph" "(picture"
    "(credit" "(screenshot" "| photo" "(supplied" "supplied:" "(source:" "(courtesy" "(illustration" "(video"
    "(ap photo" "photo /" "photo/" "image credit:" "(composite" "(provided"
];

/// Where the credit of a caption begins in `text`, if it ends with one: a byte offset.
pub(in super::super) fn credit(text: &str) -> Option<usize> {
    const WINDOW: usize = 96;
    if !may_hold_credit(text) {
        return None;
    }
    let from = (text.len().saturating_sub(WINDOW)..=text.len()).find(|&i| text.is_char_boundary(i))?;
    let tail = text.get(from..)?;
    let low = tail.to_ascii_lowercase();
    let labelled = low.char_indices().find_map(|(at, _)| {
        let starts = at == 0 || low.as_bytes().get(at - 1).is_some_and(|b| b" \t(|[/.".contains(b));
        let word = starts.then(|| credit_word(low.get(at..)?))??;
        let name = tail.get(at + word.len()..)?;
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':'));
        let fits = name.split_whitespace().count() <= 7
            && name.chars().any(char::is_alphabetic)
            && !name.contains(['“', '”', '"', ';', '?'])
            && !name.contains(". ")
            && is_name(name, word);
        fits.then_some(at)
    });
    let at = labelled.or_else(|| bare_credit(&low)).or_else(|| shouted_credit(tail))?;
    Some(from + at)
}

/// Cheap look before the folding: a credit ends with a name or a bracket, a paragraph hardly ever.
fn may_hold_credit(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ' ']);
    bare.ends_with([')', ']'])
        || bare.rsplit([' ', '/', '\u{a0}']).next().is_some_and(|w| {
            w.starts_with(|c: char| c.is_uppercase() || matches!(c, '@' | '©') || c.is_ascii_digit())
        }) && bare.ends_with(|c: char| c.is_alphanumeric())
}

/// The credit word `low` begins with.
fn credit_word(low: &str) -> Option<&'static str> {
    CREDIT_WORDS.beginning(low).find(|word| low.starts_with(word))
}

/// Names in credits are capitalised, or begin by saying what the picture is.
fn is_name(name: &str, word: &str) -> bool {
    word.starts_with('(')
        || name.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '©' || c.is_ascii_digit())
        || name.starts_with("via ")
        || name.starts_with("courtesy")
        || name.starts_with("of ")
        || name.starts_with("by ")
}

/// Credits without a label: "/AFP", "via Getty Images", "[Jane Doe/Reuters]", "© AFP".
fn bare_credit(low: &str) -> Option<usize> {
    let body = low.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']'));
    let closed = low.trim_end().ends_with([']', ')']);
    let agency = AGENCIES.iter().filter(|a| body.ends_with(*a)).max_by_key(|a| a.len())?;
    let before = body.get(..body.len() - agency.len())?;
    if before.ends_with(['/', '©'])
        || before.trim_end().ends_with(['/', '©', '|'])
        || before.ends_with("via ")
    {
        let start = if closed { body.rfind(['(', '['])? } else { last_stop(body) };
        return Some(start);
    }
    (matches!(*agency, "getty images" | "ap photo")).then(|| last_stop(body))
}

/// "NAZIM TALEB FOR THE COURIER", "JANE DOE / COURIER" behind a sentence.
fn shouted_credit(tail: &str) -> Option<usize> {
    let at = tail.rfind(". ").map(|at| at + 2).filter(|at| *at >= 20)?;
    let name = tail.get(at..)?;
    let shouts = !name.contains(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 8;
    (shouts && (name.contains(" FOR ") || name.contains('/')) && !name.contains(chars::is_double_mark))
        .then_some(at)
}

/// The byte after the last sentence end of `text`, or its start.
fn last_stop(text: &str) -> usize {
    text.rfind(". ").or_else(|| text.rfind(".) ")).map_or(0, |at| at + 2)
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "caption by its opening",
        long: true,
        applies: |l| {
            l.begins(phrases![
                "image of" "photo:" "photos:" "image:" "picture:" "pictured:" "pictured above" "credit:"
                "photo by" "photo credit:" "photo credits:" "image credit:" "image credits:" "photograph:"
                "photograph by" "image caption" "image source" "file photo" "file image" "file -" "file –"
                "file —" "in this file photo" "photo caption" "caption:" "photo illustration"
                "illustration:" "illustration by" "media caption" "video caption" "photo courtesy"
                "image courtesy" "featured image" "a screengrab" "screengrab" "screenshot from" "cartoon by" "cartoon:" "graphic by" "graphic:" "map:" "map by" "chart:"
                "infographic:" "video by" "buy photo" "show caption" "hide caption" "picture by" "pictures by"
            ]) && (!l.begins(phrases!["image of"]) || image_of_title(l))
        },
        masks: &[
            "Image of Minister opens bridge Minister Jane Doe at the bridge. Photo: AFP",
            "Photo: AFP",
            "FILE - Mayor Jane Doe speaks to reporters in Springfield on May 3, 2023.",
            "FILE PHOTO: Soldiers stand guard at the border.",
            "Image source, Getty Images",
            "Image: United States Navy.",
            "Pictured: the old harbour",
            "Illustration by Jane Doe",
        ],
        keeps: &[
            "Image of the party suffers, poll finds.",
            "Photos showed smoke.",
            "Files show that he knew.",
        ],
        ..Rule::of(Caption)
    },
    Rule {
        name: "picture in Markdown",
        long: true,
        applies: |l| l.text.starts_with("![") && l.text.contains("]("),
        masks: &["![Ships in the harbour](ships.jpg)"],
        keeps: &["![sic] he wrote"],
        ..Rule::of(Caption)
    },
    Rule {
        name: "caption behind its credit",
        reach: Reach::Offer,
        applies: |l| {
            !l.text.ends_with(['.', '”', '"', '?'])
                && l.words > 3
                && [
                    "Getty Images ",
                    "Reuters ",
                    "EPA ",
                    "PA Media ",
                    "AFP ",
                    "AFP via Getty Images ",
                    "AP Photo ",
                ]
                .iter()
                .filter_map(|agency| l.text.strip_prefix(agency))
                .any(|rest| matches!(rest.split(' ').next(), Some("A" | "An" | "The" | "Two" | "Three")))
        },
        masks: &["Getty Images A crane lifts a gate of the harbour"],
        keeps: &["Reuters A-listers", "Reuters The agency said so."],
        ..Rule::of(Caption)
    },
    Rule {
        name: "credit alone",
        applies: |l| {
            l.words <= 8
                && l.low
                    .split(['/', '|'])
                    .flat_map(|p| p.split(" via "))
                    .map(|p| p.trim().trim_start_matches("via ").trim_matches(['(', ')', '[', ']', ' ', '.']))
                    .all(|p| AGENCIES.contains(&p))
                && !l.low.is_empty()
                && !matches!(
                    l.low.as_str(),
                    "file" | "handout" | "youtube" | "instagram" | "netflix" | "flickr"
                )
        },
        masks: &["Getty.", "Getty/Instagram.", "ASSOCIATED PRESS.", "Bloomberg via Getty Images.", "AFP"],
        keeps: &["Reuters reported it first.", "Getty paid for the house."],
        ..Rule::of(Caption)
    },
    Rule {
        name: "caption by its credit",
        applies: |l| credit(l.text).is_some(),
        masks: &[
            "Mayor Jane Doe at the harbour on Monday. Photo: John Roe",
            "The harbour was rebuilt this year. Image: Springfield Port Authority.",
            "A ship leaves port (AP Photo/John Roe)",
            "People queue for water [John Roe/Al Jazeera | Photo: Handout]",
            "Protesters in the old town. JOHN ROE/AFP",
            "A market in Springfield. © AFP",
            "The choir at the depot. JANE DOE FOR THE COURIER",
            "A golf ball beside a hailstone. (Supplied: Jane Doe)",
            "Smoke over the harbour, Monday. | Photo Credit: AP",
            "Jane Doe arrives in court. John Roe/Getty Images",
        ],
        keeps: &[
            "The police released a photo.",
            "She told the AP.",
            "The agency sold the rights to AFP.",
            "He gave the money back, and kept the credit: none.",
            "The report was first published by Reuters.",
        ],
        ..Rule::of(Caption)
    },
];

/// "Image of" opens a caption when it goes on like a title or ends with a credit; "Image of the party
/// suffers" is a sentence.
fn image_of_title(label: &Label<'_>) -> bool {
    credit(label.text).is_some()
        || label.text.split_whitespace().nth(2).is_some_and(|w| w.starts_with(char::is_uppercase))
}

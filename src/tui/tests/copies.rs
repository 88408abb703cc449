//! Copies and versions in the reader: marked in the list, folded away, compared word by word, counted once.

use std::sync::Arc;

use super::stage::Stage;
use crate::{briefing::Briefing, notation};

const BODY: &str = "\
|paragraph| A ferry with 88 people aboard ran aground on a reef off the atoll early on Monday, and all of them were brought to shore by the boats of fishermen.

The ship left the marked channel in a squall. [Teboua Ioane]{@ioane person} <said>: «“The light on the southern beacon has been dark since Christmas.”»{@ioane}

|paragraph| The fishermen reached the ship within twenty minutes and ferried the passengers to the beach in groups of six, villages along the shore having lit fires.
";

pub fn stage(size: (u16, u16)) -> Stage {
    let changed = BODY.replace("88", "86");
    let article = |outlet: &str, day: u32, headline: &str, body: &str| {
        let text = format!("outlet: {outlet}\ndate: 2026-03-0{day}\n\n= {headline}\n\n{body}");
        let (document, analysis) = notation::parse(&text).expect("marked text");
        (Arc::new(document), Some(Arc::new(analysis)))
    };
    let other = "|paragraph| Nothing of this stands anywhere else.\n";
    let articles = vec![
        article("The Courier", 3, "Fishermen save 88 from ferry", BODY),
        article("Pacific Wire", 2, "Ferry with 88 aboard runs aground", BODY),
        article("Other News", 2, "Harvest is late", other),
        article("The Courier", 4, "Fishermen save 86 from ferry", &changed),
    ];
    Stage::of(Briefing::new(articles), size)
}

#[test]
fn copies_are_marked_and_what_they_carry_stands_once() {
    let mut stage = stage((120, 36)).mono();
    let text = stage.text();
    for words in ["≡ 2026-03-03 The", "≡3 2026-03-02 Pacifi", "≡ The Courier: the same words"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    stage.keys("]").check("copies");
    let text = self::stage((200, 50)).text();
    for words in
        ["≡copy 2026-03-03 The Courier", "≡3 2026-03-02 Pacific Wire", "≡version 2026-03-04 The Courier"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn copies_are_folded_under_the_first() {
    let mut stage = stage((200, 50)).keys("j , c");
    let text = stage.text();
    assert!(text.contains(" 1/2 ") && !text.contains("Fishermen save"), "{text}");
    assert!(
        text.contains("≡3 2026-03-02 Pacific Wire +1 "),
        "how many have it, where who does not fit: {text}"
    );
    let text = stage.keys("Z").text();
    assert!(text.contains("≡3 2026-03-02 Pacific Wire + The Courier"), "{text}");
    let stage = self::stage((200, 50)).keys("j , c");
    // What is open is listed whatever it is.
    let mut stage = stage.keys("] ]");
    let text = stage.text();
    assert!(text.contains(" 1/3 ") && text.contains("≡copy"), "{text}");
    let text = stage.keys(", c").text();
    assert!(text.contains("/4 "), "{text}");
}

#[test]
fn what_a_version_changed_is_shown_word_by_word() {
    let mut stage = stage((100, 30)).mono().keys("G D");
    let text = stage.text();
    for words in
        ["[-2026-03-02 Pacific Wire-]", "[-88-] {+86+}", "! a number or a negation differs", "are the same"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    stage.check("changes");
    let mut stage = self::stage((100, 30)).keys("j j D");
    assert!(stage.text().contains("no other article is a copy or a version of this one"), "{}", stage.text());
}

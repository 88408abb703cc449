//! What keys decide, what is said then, and that it can be undone.

use super::stage::Stage;
use crate::{
    briefing::Whose,
    tui::state::Message,
    view::{QuoteRow, decision},
};

fn said(stage: &Stage) -> String {
    match &stage.state.message {
        Some(Message::Decided(text, undo)) => format!("{text} ({undo})"),
        Some(Message::Note(text) | Message::Done(text) | Message::Problem(text)) => text.clone(),
        None => String::new(),
    }
}

fn name(stage: &Stage) -> String {
    stage.state.scene().shown_name().unwrap_or_default().to_owned()
}

/// The current quotation's words and speaker.
fn at(stage: &Stage) -> Option<(String, Option<String>)> {
    let row = QuoteRow::new(&stage.state.briefing, stage.state.quote?)?;
    Some((row.text(), row.actor_name))
}

fn actors(stage: &Stage) -> Vec<String> {
    let mut names: Vec<String> = stage.state.briefing.actors.iter().map(|a| a.name.clone()).collect();
    names.sort();
    names
}

/// Everything decided so far that holds, in words.
fn log(stage: &Stage) -> Vec<String> {
    stage.log.in_force().map(|entry| decision::words(&entry.decision)).collect()
}

#[test]
fn an_actor_is_merged_with_one_that_is_typed() {
    let before = actors(&Stage::new((120, 36)));
    let mut stage = Stage::new((120, 36)).keys("f type:dockers Enter m type:union");
    let text = stage.text();
    assert!(text.contains("Merge Dockers with"), "{text}");
    // Both sides are there before it does: the kind, the counts, a sample.
    for words in [
        "group: 1 quotation, 1 mention",
        "organization: 1 quotation",
        "“Liar!”",
        "The Harbour Post: the offer was",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    stage = stage.keys("Enter");
    assert_eq!(said(&stage), "Dockers and The dockers’ union are one (u undoes it)");
    assert_eq!(name(&stage), "The dockers’ union", "the selection is the merged actor");
    assert_eq!(stage.state.scene().counter().map(|(_, of)| of), Some(2));
    stage = stage.keys("u");
    assert_eq!(said(&stage), "undone: Dockers and The dockers’ union are one (Ctrl-r redoes it)");
    assert_eq!(actors(&stage), before);
    stage = stage.keys("Ctrl-r");
    assert_eq!(said(&stage), "redone: Dockers and The dockers’ union are one (u undoes it)");
    assert_eq!(actors(&stage).len(), before.len() - 1);
    assert_eq!(said(&stage.keys("Ctrl-r")), "nothing is left to redo");
}

#[test]
fn before_anything_is_typed_whoever_shares_a_name_comes_first() {
    let mut stage = Stage::new((120, 36)).keys("f type:dockers Enter m");
    let text = stage.text();
    let row = text.lines().skip_while(|line| !line.contains("Merge Dockers")).nth(3).unwrap_or_default();
    assert!(row.contains("The dockers’ union"), "{text}");
}

#[test]
fn mentions_that_are_marked_are_split_off() {
    let mut stage = Stage::new((120, 36)).keys("f type:mara Enter s");
    assert!(stage.text().contains("0 of"), "{}", stage.text());
    stage = stage.keys("Enter");
    assert!(stage.text().contains("! mark what is somebody else first"), "{}", stage.text());
    // The second article, all of it: one row of the list.
    stage = stage.keys("G k");
    while !stage.text().contains("▌[ ] 2026-01-20") {
        stage = stage.keys("k");
    }
    stage = stage.keys("Space");
    assert!(stage.text().contains("[x] 2026-01-20"), "{}", stage.text());
    stage = stage.keys("Enter");
    assert_eq!(said(&stage), "Mara Chen: 1 article split off (u undoes it)");
    assert_eq!(actors(&stage).iter().filter(|name| name.contains("Mara Chen")).count(), 2);
    let before = actors(&Stage::new((120, 36)));
    assert_eq!(actors(&stage.keys("u")), before);
}

#[test]
fn single_mentions_are_marked_one_after_the_other() {
    let stage = Stage::new((120, 36)).keys("f type:mara Enter s gg j j Space Space Enter");
    assert_eq!(log(&stage), ["Mara Chen: 2 mentions split off"]);
    let stage = Stage::new((120, 36)).keys("f type:official Enter s");
    assert_eq!(said(&stage), "a senior ministry official has one mention only: there is nothing to split");
}

#[test]
fn a_name_a_kind_and_a_note_are_typed_or_chosen() {
    let mut stage = Stage::new((120, 36)).keys("f type:union Enter r Ctrl-u type:Union_of_Dockers Enter");
    assert_eq!(said(&stage), "The dockers’ union is called Union of Dockers (u undoes it)");
    assert!(stage.text().contains("Union of Dockers"), "{}", stage.text());
    stage = stage.keys("K");
    assert!(stage.text().contains("▌ organization"), "what it is now is selected\n{}", stage.text());
    stage = stage.keys("j j Enter");
    assert_eq!(said(&stage), "The dockers’ union is of kind group (u undoes it)");
    stage = stage.keys("] i type:ask_them Enter");
    assert!(said(&stage).starts_with("note on “the offer was"), "{}", said(&stage));
    let text = stage.text();
    assert!(text.contains("✎ ask them"), "{text}");
    stage = stage.keys("i Ctrl-u Enter");
    assert!(!stage.text().contains("✎"), "{}", stage.text());
    stage = stage.keys("u u u u");
    assert_eq!((name(&stage).as_str(), log(&stage).len()), ("The dockers’ union", 0));
}

#[test]
fn someone_else_said_it_chosen_from_the_list_or_typed() {
    let mut stage = Stage::new((120, 36)).keys("] c");
    let text = stage.text();
    assert!(text.contains("Who said this?") && text.contains("“We will not be blackmailed."), "{text}");
    stage = stage.keys("type:official Enter");
    let (words, speaker) = at(&stage).expect("the quotation is still the current one");
    assert!(words.starts_with("“We will not be"), "{words}");
    assert_eq!(speaker.as_deref(), Some("a senior ministry official"));
    stage = stage.keys("w");
    assert!(stage.text().contains("corrected by the reader; it was Mara Chen"), "{}", stage.text());
    stage = stage.keys("w c type:Rosa_Silva");
    assert!(stage.text().contains("Rosa Silva (new)"), "{}", stage.text());
    stage = stage.keys("Enter");
    assert_eq!(at(&stage).and_then(|(_, speaker)| speaker).as_deref(), Some("Rosa Silva"));
    stage = stage.keys("f type:silva Enter");
    assert_eq!((name(&stage).as_str(), stage.state.scene().counter().map(|c| c.1)), ("Rosa Silva", Some(1)));
    stage = stage.keys("u u");
    assert_eq!(log(&stage), [""; 0]);
}

#[test]
fn nobody_can_be_named_is_an_answer_too() {
    let mut stage = Stage::new((120, 36)).keys("] c");
    while !stage.text().contains("▌nobody can be named") {
        stage = stage.keys("Tab");
    }
    stage = stage.keys("Enter");
    assert!(said(&stage).starts_with("nobody can be named for “We will not be"), "{}", said(&stage));
    assert_eq!(stage.state.briefing.whose(stage.state.quote.expect("a quotation")), Whose::Nobody);
}

#[test]
fn what_is_no_quotation_is_gone_and_the_list_goes_on_with_the_next() {
    let mut stage = Stage::new((120, 36)).keys("Enter ] ]");
    assert_eq!(at(&stage).map(|(words, _)| words).as_deref(), Some("talks would go on"));
    stage = stage.keys("d");
    assert!(stage.text().contains("▌ not a quotation: “talks would go on”"), "{}", stage.text());
    stage = stage.keys("Enter");
    assert_eq!(said(&stage), "not a quotation: “talks would go on” (u undoes it)");
    assert_eq!(at(&stage).map(|(words, _)| words).as_deref(), Some("“Not a day,” […] “not an hour.”"));
    assert_eq!(stage.state.scene().counter(), Some((Some(2), 4)));
    stage = stage.keys("d j Enter");
    assert_eq!(said(&stage), "Mara Chen is not an actor (u undoes it)");
    assert!(!actors(&stage).contains(&"Mara Chen".to_owned()));
    stage = stage.keys("u u");
    assert_eq!(stage.state.scene().counter().map(|(_, of)| of), Some(5));
}

#[test]
fn when_somebody_is_no_actor_the_neighbour_is_selected_until_that_is_undone() {
    // In the first article: Mara Chen, the union, the official.
    for (who, neighbour) in [("union", "a senior ministry official"), ("official", "The dockers’ union")] {
        let stage = Stage::new((120, 36)).keys(&format!("f type:{who} Enter"));
        let (own, counter) = (name(&stage), stage.state.scene().counter());
        let stage = stage.keys("d G Enter");
        assert_eq!(
            (said(&stage), name(&stage)),
            (format!("{own} is not an actor (u undoes it)"), neighbour.into())
        );
        assert!(stage.state.quote.is_some(), "the neighbour's quotation is current");
        let stage = stage.keys("u");
        assert_eq!((name(&stage), stage.state.scene().counter()), (own, counter));
    }
}

#[test]
fn undoing_selects_who_was_selected_even_where_that_is_known_only_later() {
    use crate::tui::{event::Event, keeper::Kept};
    let mut stage = Stage::new((120, 36)).keys("f type:dockers Enter");
    let apart = std::sync::Arc::clone(&stage.state.briefing);
    stage = stage.keys("m type:mara Enter");
    assert_eq!(name(&stage), "Mara Chen");
    let decision = stage.log.in_force().next().expect("the decision").decision.clone();
    // The reader is told before what follows is worked out, and more articles may be analysed in between.
    stage.happen(Event::Kept(Box::new(Kept::Undone(decision))));
    assert_eq!(name(&stage), "Mara Chen");
    stage.happen(Event::Briefing(apart));
    assert_eq!(name(&stage), "Dockers");
    assert_eq!(name(&stage.keys("f type:mara Enter")), "Mara Chen", "whoever goes on is not taken back");
}

#[test]
fn checked_quotations_have_a_sign_that_is_no_colour() {
    let mut stage = Stage::new((120, 36)).mono().keys("Enter ] Space");
    assert!(said(&stage).starts_with("checked: "), "{}", said(&stage));
    let text = stage.text();
    assert_eq!(text.matches('✓').count(), 3, "beside the text, in the list, in the status line\n{text}");
    stage = stage.keys("Space");
    assert!(said(&stage).starts_with("to be checked again: "), "{}", said(&stage));
    assert_eq!(stage.text().matches('✓').count(), 1, "only the status line\n{}", stage.text());
}

#[test]
fn nothing_is_decided_about_nothing() {
    for (keys, expected) in [
        ("c", "go to a quotation first: ] or Tab"),
        ("Space", "go to a quotation first: ] or Tab"),
        ("i", "go to a quotation first: ] or Tab"),
        ("u", "nothing is left to undo"),
        // A place has no quotations to go to.
        ("p Enter i", "KOTA BARU is not quoted; select an actor who is: a or f"),
        ("p Enter c", "KOTA BARU is not quoted; select an actor who is: a or f"),
        ("p Enter Space", "KOTA BARU is not quoted; select an actor who is: a or f"),
    ] {
        let stage = Stage::new((120, 36)).keys(keys);
        assert_eq!((said(&stage).as_str(), stage.log.entries.len()), (expected, 0), "{keys}");
    }
    let stage = Stage::new((120, 36)).keys("] c type:zzz Tab Enter U m");
    assert_eq!(said(&stage), "this is nobody; select an actor: a or f");
}

#[test]
fn places_are_found_and_their_mentions_gone_through_with_a_counter() {
    let mut stage = Stage::new((120, 36)).keys("p");
    let text = stage.text();
    assert!(text.contains("Find a place or a body that does not speak"), "{text}");
    assert!(text.contains("KOTA BARU") && !text.contains("▌Mara Chen"), "{text}");
    stage = stage.keys("Enter");
    assert_eq!(name(&stage), "KOTA BARU");
    assert!(stage.text().contains("not quoted, 2 mentions"), "{}", stage.text());
    assert!(stage.text().contains("family in Kota Baru”, while"), "{}", stage.text());
    stage = stage.keys("}");
    assert_eq!(said(&stage), "mention 1 of 2: KOTA BARU");
    stage = stage.keys("}");
    assert_eq!(said(&stage), "mention 2 of 2: KOTA BARU");
    assert!(stage.text().contains("2/2"), "{}", stage.text());
    stage = stage.keys("]");
    assert_eq!(said(&stage), "that was the last mention of KOTA BARU");
    assert_eq!(said(&stage.keys("{")), "mention 1 of 2: KOTA BARU");
}

#[test]
fn mentions_of_a_speaker_go_through_the_articles() {
    let mut stage = Stage::new((120, 36)).keys("f type:mara Enter h");
    let of = stage.state.mentions.len();
    assert!(of > 4);
    for i in 1..=of {
        stage = stage.keys("}");
        assert_eq!(said(&stage), format!("mention {i} of {of}: Mara Chen"));
    }
    assert_eq!(stage.state.article.0, 1);
    stage = stage.keys("Backspace");
    assert_eq!(stage.state.article.0, 0, "a jump into another article leads back");
}

#[test]
fn a_place_is_merged_and_renamed_like_an_actor() {
    let stage = Stage::new((120, 36)).keys("p type:kota Enter r Ctrl-u type:Kota_Baru Enter");
    assert_eq!(name(&stage), "Kota Baru");
    let stage = stage.keys("m type:union Enter");
    assert_eq!(log(&stage).len(), 2);
    assert_eq!(stage.state.scene().counter().map(|(_, of)| of), Some(1), "what the union said");
}

#[test]
fn what_is_asked_survives_a_new_briefing() {
    let stage = Stage::new((120, 36)).keys("f type:dockers Enter m type:union");
    let mut other = Stage::new((120, 36)).keys("f type:official Enter d Enter");
    let briefing = std::sync::Arc::clone(&other.state.briefing);
    let mut stage = stage;
    stage.happen(crate::tui::event::Event::Briefing(briefing));
    assert!(stage.text().contains("Merge Dockers with"), "{}", stage.text());
    other = stage.keys("Enter");
    assert_eq!(log(&other), ["Dockers and The dockers’ union are one"]);
}

#[test]
fn what_others_decided_and_what_cannot_be_kept_is_said() {
    use crate::tui::{event::Event, keeper::Kept};
    let mut stage = Stage::new((80, 24));
    stage.happen(Event::Kept(Box::new(Kept::ByOthers(3))));
    assert_eq!(said(&stage), "the decisions were changed by another: 3 are in force");
    stage.happen(Event::Kept(Box::new(Kept::Failed("not kept: the disk is full".into()))));
    assert!(stage.text().contains("! not kept: the disk is full"));
}

#[test]
fn who_may_be_one_is_asked_and_each_answer_is_a_decision() {
    let marked = "\
outlet: The Harbour Post

= Two of a name
|paragraph| [Ana Lula]{@ana person} <said>: «“Yes, we will.”»{@ana} [Rosa Lula]{@rosa person} <said>: «“No, never.”»{@rosa}
";
    let other = "\
outlet: Daily Strait

= One of them
|paragraph| [Lula]{@lula person} <said>: «“Perhaps, who knows.”»{@lula}
";
    let parse = |marked| {
        let (document, analysis) = crate::notation::parse(marked).expect("marked text");
        (std::sync::Arc::new(document), Some(std::sync::Arc::new(analysis)))
    };
    let briefing = || crate::briefing::Briefing::new([marked, other].map(parse).to_vec());
    let mut stage = Stage::of(briefing(), (100, 30)).keys("M");
    let text = stage.text();
    assert!(text.contains("Are these one? 1 of 2") && text.contains("a surname alone"), "{text}");
    for sample in ["“Yes, we will.”", "“Perhaps, who knows.”"] {
        assert!(text.contains(sample), "{sample} is not in\n{text}");
    }
    stage = stage.keys("l");
    assert!(stage.text().contains("put off: "), "{}", stage.text());
    stage = stage.keys("n");
    assert!(stage.text().contains("Are these one? 1 of 1"), "{}", stage.text());
    stage = stage.keys("y");
    assert!(stage.text().contains("No two actors look like one."), "{}", stage.text());
    assert_eq!(stage.log.in_force().count(), 3);
    assert_eq!(stage.state.briefing.actors.len(), 2);
    stage = stage.keys("Esc M");
    assert_eq!(said(&stage), "no two actors look like one");
    assert_eq!(stage.keys("u u u").state.briefing.actors.len(), 3);
}

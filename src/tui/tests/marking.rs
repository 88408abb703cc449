//! Marking quotations.

use super::stage::Stage;
use crate::tui::event::Event;

#[test]
fn a_quotation_is_marked_and_not_marked_any_more() {
    let mut stage = Stage::new((120, 36)).keys("] * ] *");
    let text = stage.text();
    assert!(text.contains("“ *“We will not be blackmailed."), "{text}");
    assert!(text.contains("marked; 2 in all"), "{text}");
    let (briefing, picked) = stage.state.picked();
    let quotes = picked.of(&briefing).quotes;
    assert_eq!(quotes.iter().map(|q| (q.article.0, q.index)).collect::<Vec<_>>(), [(0, 0), (0, 2)]);
    let mut stage = stage.keys("*");
    assert_eq!(stage.state.marked.quotes.len(), 1);
    let text = stage.text();
    assert!(text.contains("not marked any more; 1 in all"), "{text}");
    assert!(stage.keys("g g").text().contains("1 marked"));
}

#[test]
fn marks_stay_with_their_quotations_when_more_is_known() {
    let mut stage = Stage::new((120, 36)).keys("] *");
    let marked = stage.state.marked.quotes.clone();
    let briefing = crate::briefing::Briefing::new(super::stage::articles());
    stage.happen(Event::Briefing(std::sync::Arc::new(briefing)));
    assert_eq!(stage.state.marked.quotes, marked);
    // What is no quotation any more cannot be marked.
    let stage = stage.keys("d Enter");
    assert!(stage.state.marked.quotes.is_empty(), "{:?}", stage.state.marked);
}

#[test]
fn without_a_quotation_there_is_nothing_to_mark() {
    let mut stage = Stage::new((120, 36)).keys("*");
    assert!(stage.text().contains("go to a quotation first"));
    assert!(stage.state.marked.quotes.is_empty());
}

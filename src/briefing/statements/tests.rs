//! Statements of small briefings: what is one, what stays two, what the reader decides of it.

use super::*;
use crate::{
    briefing::{
        ActorId,
        fixture::{Draft, article, briefing},
    },
    model::{
        Decision,
        EntityKind::Person,
        QuotationKind::{Attitude, Direct, Mixed},
    },
};

fn said(id: &str, words: &[&str]) -> Draft {
    let raw = format!("Mara Chen said {}", words.join(" | "));
    let draft = article(id, &raw).given(id, "Notes", (2026, 1, 19)).entity(Person, &["Mara Chen"]);
    words.iter().fold(draft, |draft, words| draft.quote(Direct, &[words], "said", "Mara Chen"))
}

/// The statements as indices of articles and quotations.
fn statements(briefing: &Briefing) -> Vec<Vec<(u32, u32)>> {
    let all = briefing.statements_of(Whose::Actor(ActorId(0)));
    all.iter().map(|s| s.quotes.iter().map(|q| (q.article.0, q.index)).collect()).collect()
}

const WHOLE: &str = "“The ferry line will never be sold, and the crews keep their contracts.”";
const PART: &str = "“the crews keep their contracts”";
const OTHER: &str = "“The museum opens on Sundays from now on.”";

#[test]
fn the_fullest_wording_stands_first_and_statements_by_their_first_report() {
    let briefing = briefing([said("a", &[PART, OTHER]), said("b", &[WHOLE])]);
    assert_eq!(statements(&briefing), [vec![(1, 0), (0, 0)], vec![(0, 1)]]);
}

#[test]
fn a_fragment_does_not_make_two_statements_one() {
    let first = "“The dockers were promised better pay, and they will receive it by spring.”";
    let second = "“They will receive it by spring: so the ministry wrote about the new lighthouse keys.”";
    let both = briefing([said("a", &[first]), said("b", &[second])]);
    assert_eq!(statements(&both).len(), 2);
    let part =
        briefing([said("a", &[first]), said("b", &[second]), said("c", &["“will receive it by spring”"])]);
    assert!(statements(&part).len() >= 2);
}

#[test]
fn what_somebody_wants_stands_alone_and_so_does_what_nobody_said() {
    let raw = "Mara Chen wants a new lighthouse on the cape. Chen said: a new lighthouse on the cape!";
    let draft = article("a", raw)
        .entity(Person, &["Mara Chen"])
        .quote(Attitude, &["a new lighthouse on the cape."], "wants", "Mara Chen")
        .quote(Mixed, &["a new lighthouse on the cape!"], "said", "Mara Chen");
    assert_eq!(statements(&briefing([draft])).len(), 2);
    let nobody = ["a", "b"].map(|id| article(id, WHOLE).quote(Direct, &[WHOLE], "", ""));
    assert_eq!(briefing(nobody).statements_of(Whose::Nobody).len(), 2);
}

#[test]
fn the_reader_joins_and_parts_statements() {
    let drafts = || [said("a", &[WHOLE]), said("b", &[PART]), said("c", &[OTHER])];
    let plain = briefing(drafts());
    assert_eq!(statements(&plain), [vec![(0, 0), (1, 0)], vec![(2, 0)]]);
    let anchor = |article: u32| {
        let id = QuoteId { article: super::super::ArticleId(article), index: 0 };
        plain.anchor_of_quotation(id).expect("a quotation")
    };
    let documents: Vec<_> =
        plain.articles.iter().map(|a| (std::sync::Arc::clone(&a.document), a.analysis.clone())).collect();
    let parted = Decision::NotOneStatement { quotation: anchor(0), with: anchor(1) };
    let joined = Decision::OneStatement { quotation: anchor(0), with: anchor(2) };
    let decided = Briefing::decided(documents.clone(), &[parted.clone(), joined]);
    assert_eq!(statements(&decided), [vec![(0, 0), (2, 0)], vec![(1, 0)]]);
    // Of two words on one pair, the last holds.
    let again = Decision::OneStatement { quotation: anchor(1), with: anchor(0) };
    let decided = Briefing::decided(documents, &[parted, again]);
    assert_eq!(statements(&decided)[0], [(0, 0), (1, 0)]);
}

#[test]
fn one_wording_is_taken_out_and_no_other_goes_with_it() {
    let shorter = "“The ferry line will never be sold, and the crews keep the contracts.”";
    let drafts = || {
        [
            said("a", &[WHOLE]),
            said("b", &[PART]),
            said("c", &["“The ferry line will never be sold”"]),
            said("d", &[shorter]),
        ]
    };
    let plain = briefing(drafts());
    assert_eq!(statements(&plain), [[(0, 0), (1, 0), (2, 0), (3, 0)]]);
    let anchor = |article: u32| {
        let id = QuoteId { article: super::super::ArticleId(article), index: 0 };
        plain.anchor_of_quotation(id).expect("a quotation")
    };
    let documents: Vec<_> =
        plain.articles.iter().map(|a| (std::sync::Arc::clone(&a.document), a.analysis.clone())).collect();
    let parted =
        |out: u32, with: u32| Decision::NotOneStatement { quotation: anchor(out), with: anchor(with) };
    let sorted = |decisions: &[Decision]| {
        let mut all: Vec<Vec<u32>> = statements(&Briefing::decided(documents.clone(), decisions))
            .iter()
            .map(|statement| {
                let mut articles: Vec<u32> = statement.iter().map(|(article, _)| *article).collect();
                articles.sort_unstable();
                articles
            })
            .collect();
        all.sort();
        all
    };
    // Fragments are told to be one by the whole alone.
    assert_eq!(sorted(&[parted(0, 1)]), [vec![0], vec![1, 2, 3]]);
    for out in 1..4 {
        let stay: Vec<u32> = (0..4).filter(|article| *article != out).collect();
        let mut expected = vec![vec![out], stay];
        expected.sort();
        assert_eq!(sorted(&[parted(out, 0)]), expected, "{out}");
    }
    assert_eq!(sorted(&[parted(1, 0), parted(2, 0)]), [vec![0, 3], vec![1], vec![2]]);
    let joined = Decision::OneStatement { quotation: anchor(2), with: anchor(1) };
    assert_eq!(sorted(&[parted(1, 0), parted(2, 0), joined]), [vec![0, 3], vec![1, 2]]);
}

#[test]
fn what_is_taken_over_is_what_would_be_worked_out() {
    let drafts = || [said("a", &[WHOLE, OTHER]), said("b", &[PART]), said("c", &[OTHER])];
    let before = briefing(drafts());
    before.work_out_statements();
    let documents: Vec<_> =
        before.articles.iter().map(|a| (std::sync::Arc::clone(&a.document), a.analysis.clone())).collect();
    let anchor = |article: u32, index: u32| {
        let id = QuoteId { article: super::super::ArticleId(article), index };
        before.anchor_of_quotation(id).expect("a quotation")
    };
    let whose = Whose::Actor(ActorId(0));
    let same = Briefing::decided(documents.clone(), &[]);
    same.take_over(&before);
    assert!(Arc::ptr_eq(&same.statements_of(whose), &before.statements_of(whose)));
    let parted = Decision::NotOneStatement { quotation: anchor(0, 1), with: anchor(2, 0) };
    let gone = Decision::NotAQuotation { quotation: anchor(1, 0) };
    for decisions in [vec![parted.clone()], vec![gone.clone()], vec![parted, gone]] {
        let fresh = Briefing::decided(documents.clone(), &decisions);
        let taken = Briefing::decided(documents.clone(), &decisions);
        taken.take_over(&before);
        assert_eq!(taken.statements_of(whose), fresh.statements_of(whose), "{decisions:?}");
    }
    // Another briefing of fewer articles, as they come in.
    let fewer = Briefing::new(documents.into_iter().take(2).collect());
    fewer.take_over(&before);
    assert_eq!(fewer.statements_of(whose).len(), 2);
}

/// An article about this subject, long enough to be told from others, with what somebody said in it.
fn carried(id: &str, subject: &str, day: u32, words: &[&str]) -> Draft {
    let body: Vec<String> = (0..60).map(|i| format!("{subject}{i}")).collect();
    let raw = format!("{} Mara Chen said {}", body.join(" "), words.join(" | "));
    let draft = article(id, &raw).paragraph(&raw).given(id, "Notes", (2026, 1, day));
    let draft = draft.entity(Person, &["Mara Chen"]);
    words.iter().fold(draft, |draft, words| draft.quote(Direct, &[words], "said", "Mara Chen"))
}

#[test]
fn what_copies_carry_counts_once_however_short_or_late() {
    let (short, long) = ("“Never.”", "“The crews told us so.”");
    let copies = [carried("a", "x", 1, &[short, long]), carried("b", "x", 20, &[short, long])];
    assert_eq!(statements(&briefing(copies)), [[(0, 0), (1, 0)], [(0, 1), (1, 1)]]);
    let apart = [carried("a", "x", 1, &[short, long]), carried("b", "y", 20, &[short, long])];
    assert_eq!(statements(&briefing(apart)).len(), 4);
}

#[test]
fn a_part_that_many_copies_carry_is_still_a_part() {
    let parts = (0..40).map(|i| carried(&i.to_string(), "x", 1, &[PART]));
    let briefing = briefing(parts.chain([carried("whole", "y", 1, &[WHOLE])]).collect::<Vec<_>>());
    assert_eq!(statements(&briefing).len(), 1);
    assert_eq!(statements(&briefing)[0][0], (40, 0), "the fullest first");
}

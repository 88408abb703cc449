//! Statements: quotations of one actor that report the same utterance, whoever carries them.
//!
//! Only quotations that share two neighbouring words of content, or all their words, are compared at all; [`judge()`]
//! says whether two report one utterance. A wording that fits into several statements goes to the one it fits best,
//! so that a fragment never makes two statements one. The reader's decisions come last and win.

mod figures;
mod index;
mod judge;
mod vocabulary;
mod wording;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use self::{
    judge::{Bond, judge},
    vocabulary::{Stem, Vocabulary, Words},
    wording::Wording,
};
use super::{ActorId, ArticleId, Briefing, CopyGroup, QuoteId, Whose};
use crate::model::QuotationKind;

/// Something said once, with its wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The quotations that report it: the fullest wording first, the others in order of time.
    pub quotes: Vec<QuoteId>,
}

/// The statements of everybody, each worked out when somebody asks for them, or all at once.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// By actor; the last are nobody's.
    of: Vec<OnceLock<Arc<[Statement]>>>,
    vocabulary: OnceLock<Vocabulary>,
}

impl Said {
    /// Nothing worked out yet, for so many actors.
    pub fn of(actors: usize) -> Self {
        Self { of: vec![OnceLock::new(); actors + 1], vocabulary: OnceLock::new() }
    }

    fn place(&self, whose: Whose) -> Option<&OnceLock<Arc<[Statement]>>> {
        match whose {
            Whose::Actor(id) => self.of.get(id.0 as usize),
            Whose::Nobody => self.of.last(),
        }
    }
}

impl Briefing {
    /// What somebody said, each statement once, by the time of its first report. Attitudes, and what nobody could be
    /// named for, stand alone. Worked out once, in time that grows with the number of quotations, not with its square.
    pub fn statements_of(&self, whose: Whose) -> Arc<[Statement]> {
        let vocabulary = self.said.vocabulary.get_or_init(Vocabulary::new);
        self.statements_with(whose, &mut Words::new(vocabulary))
    }

    /// Works out what everybody said, so that nobody waits who asks for it later.
    pub fn work_out_statements(&self) {
        let vocabulary = self.said.vocabulary.get_or_init(Vocabulary::new);
        let actors = (0..self.actors.len() as u32).map(|id| Whose::Actor(ActorId(id)));
        let all: Vec<Whose> = actors.chain([Whose::Nobody]).collect();
        all.into_par_iter()
            .for_each_init(|| Words::new(vocabulary), |words, whose| _ = self.statements_with(whose, words));
    }

    /// Takes over from a briefing of the same documents what was worked out there and is the same here: the statements
    /// of those who said the same, in articles that are known as they were, about whom nothing else was decided.
    pub fn take_over(&self, before: &Self) {
        let mut known: FxHashMap<QuoteId, u32> = FxHashMap::default();
        for (id, actor) in (0..).zip(&before.actors) {
            known.extend(actor.quotes.first().map(|quote| (*quote, id)));
        }
        let (now, then) = (&self.outcome.statements, &before.outcome.statements);
        let pairs = now.iter().chain(then).filter(|_| now != then);
        let decided: FxHashSet<QuoteId> = pairs.flat_map(|(a, b, _)| [*a, *b]).collect();
        for (id, actor) in (0..).zip(&self.actors) {
            let same = actor.quotes.first().and_then(|quote| known.get(quote)).copied().map(ActorId);
            let Some(old) = same.filter(|old| before.quotes_of(Whose::Actor(*old)) == actor.quotes) else {
                continue;
            };
            if actor.quotes.iter().any(|q| !self.is_as_in(before, q.article) || decided.contains(q)) {
                continue;
            }
            let place = |briefing: &'_ Self, id| {
                briefing.said.place(Whose::Actor(id)).and_then(OnceLock::get).cloned()
            };
            let own = self.said.place(Whose::Actor(ActorId(id)));
            if let (Some(known), Some(own)) = (place(before, old), own) {
                own.get_or_init(|| known);
            }
        }
    }

    /// Whether the same is known of an article here and in an earlier briefing of the same documents.
    fn is_as_in(&self, before: &Self, id: ArticleId) -> bool {
        let analysis = |briefing: &'_ Self| Some(Arc::as_ptr(briefing.article(id)?.analysis.as_ref()?));
        let first = |briefing: &'_ Self| briefing.copies().of(id).and_then(CopyGroup::first);
        analysis(self).is_some() && analysis(self) == analysis(before) && first(self) == first(before)
    }

    fn statements_with<'t>(&'t self, whose: Whose, words: &mut Words<'t>) -> Arc<[Statement]> {
        let place = self.said.place(whose);
        let statements = place.map(|place| Arc::clone(place.get_or_init(|| self.join(whose, words))));
        statements.unwrap_or_default()
    }

    fn join<'t>(&'t self, whose: Whose, words: &mut Words<'t>) -> Arc<[Statement]> {
        let quotes = self.quotes_of(whose);
        if quotes.is_empty() {
            return Arc::default();
        }
        let wordings: Vec<Wording> =
            quotes.iter().filter_map(|quote| Wording::new(self, *quote, words)).collect();
        let mut groups = Groups::new(wordings.len());
        if let Whose::Actor(_) = whose {
            groups.join_copies(&wordings);
            groups.join(&wordings);
            groups.decide(self, &wordings);
        }
        groups.statements(&wordings).into()
    }
}

/// Wordings, and which statement each belongs to by now.
struct Groups {
    /// By wording, one that its statement can be reached through; itself for the last.
    into: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// Pairs of wordings that are not one statement by decision.
    apart: FxHashMap<usize, Vec<usize>>,
    /// By wording, the first that copies of its article carry in its words; itself for the first.
    carried: Vec<usize>,
}

impl Groups {
    fn new(len: usize) -> Self {
        Self {
            into: (0..len).collect(),
            members: (0..len).map(|i| vec![i]).collect(),
            apart: FxHashMap::default(),
            carried: (0..len).collect(),
        }
    }

    fn of(&self, wording: usize) -> usize {
        let mut at = wording;
        while self.into[at] != at {
            at = self.into[at];
        }
        at
    }

    /// Whether the reader parted somebody in the one from somebody in the other.
    fn are_parted(&self, a: usize, b: usize) -> bool {
        let (few, many) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        let parted = |wording: &usize| self.apart.get(wording).into_iter().flatten();
        self.members[few].iter().flat_map(parted).any(|other| self.of(*other) == many)
    }

    /// Makes two statements one, unless the reader parted them.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if a == b || self.are_parted(a, b) {
            return;
        }
        let (few, many) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[few]);
        self.members[many].extend(moved);
        self.into[few] = many;
    }

    /// What the reader said of pairs, over all that was joined; of several words on one pair the last holds. What is
    /// taken out of a statement goes alone: the others stay one, also where only it had told that they are.
    fn decide(&mut self, briefing: &Briefing, wordings: &[Wording]) {
        if briefing.outcome.statements.is_empty() {
            return;
        }
        let at: FxHashMap<QuoteId, usize> = wordings.iter().enumerate().map(|(i, w)| (w.id, i)).collect();
        let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
        for (a, b, is_one) in &briefing.outcome.statements {
            let (Some(&a), Some(&b)) = (at.get(a), at.get(b)) else { continue };
            pairs.retain(|(one, other, _)| (*one, *other) != (a, b) && (*other, *one) != (a, b));
            pairs.push((a, b, *is_one));
        }
        for &(a, b, _) in pairs.iter().filter(|(.., is_one)| !is_one) {
            self.take_out(a, b);
            self.apart.entry(a).or_default().push(b);
            self.apart.entry(b).or_default().push(a);
        }
        for &(a, b, _) in pairs.iter().filter(|(.., is_one)| *is_one) {
            self.unite(a, b);
        }
    }

    /// Takes a wording out of the statement it has with another; with it goes what copies of its article carry in its
    /// words, which is no wording of its own.
    fn take_out(&mut self, wording: usize, with: usize) {
        let from = self.of(wording);
        if from != self.of(with) {
            return;
        }
        let goes = |at: &usize| *at == wording || (*at != with && self.carried[*at] == self.carried[wording]);
        let (gone, left): (Vec<usize>, Vec<usize>) =
            std::mem::take(&mut self.members[from]).into_iter().partition(goes);
        for part in [gone, left] {
            // What is reached through each is one of its own.
            let Some(&head) = part.first() else { continue };
            for member in &part {
                self.into[*member] = head;
            }
            self.members[head] = part;
        }
    }

    /// Joins what copies of one article carry in the same words, however few: the first with the first, where an
    /// article has them twice the second with the second.
    fn join_copies(&mut self, wordings: &[Wording]) {
        let mut times: FxHashMap<(ArticleId, &[Stem]), u32> = FxHashMap::default();
        let mut carried: FxHashMap<(u32, u32, &[Stem]), usize> = FxHashMap::default();
        for (at, wording) in wordings.iter().enumerate().filter(|(_, wording)| wording.said) {
            let Some(group) = wording.group else { continue };
            let time = times.entry((wording.id.article, &wording.all)).or_default();
            *time += 1;
            let first = *carried.entry((group, *time, &wording.all)).or_insert(at);
            self.carried[at] = first;
            self.unite(first, at);
        }
    }

    /// Joins what the words say is one.
    fn join(&mut self, wordings: &[Wording]) {
        let mut fragments: FxHashMap<usize, (u32, usize)> = FxHashMap::default();
        let mut bonds = Vec::new();
        for (a, b) in index::candidates(wordings) {
            match judge(&wordings[a], &wordings[b]) {
                Some(Bond::Same(score)) => bonds.push((score, a, b)),
                Some(Bond::Fragment { score, first }) => {
                    let (part, whole) = if first { (a, b) } else { (b, a) };
                    let best = fragments.entry(part).or_insert((score, whole));
                    // The best score, of equal ones the wording reported first.
                    if (score, std::cmp::Reverse(whole)) > (best.0, std::cmp::Reverse(best.1)) {
                        *best = (score, whole);
                    }
                }
                None => {}
            }
        }
        bonds.sort_by_key(|(score, a, b)| (std::cmp::Reverse(*score), *a, *b));
        for (_, a, b) in bonds {
            self.unite(a, b);
        }
        let mut fragments: Vec<_> = fragments.into_iter().collect();
        fragments.sort_by_key(|(part, (score, _))| (std::cmp::Reverse(*score), *part));
        // Only what stands alone goes into a whole: a statement of its own would drag its other wordings along.
        let alone: FxHashSet<usize> = fragments
            .iter()
            .map(|(part, _)| *part)
            .filter(|part| self.distinct(*part, wordings).len() == 1)
            .collect();
        for (part, (_, whole)) in fragments {
            if alone.contains(&part) || self.all_inside(part, whole, wordings) {
                self.unite(part, whole);
            }
        }
    }

    /// The wordings of the statement of one, those in the same words once; of no more than are looked through.
    fn distinct<'w>(&self, of: usize, wordings: &'w [Wording]) -> Vec<&'w Wording> {
        let mut seen: FxHashSet<&[Stem]> = FxHashSet::default();
        let members = self.members[self.of(of)].iter().map(|member| &wordings[*member]);
        members.filter(|wording| seen.insert(&wording.all)).take(FEW + 1).collect()
    }

    /// Whether every wording of a fragment's statement is a fragment of the whole as well.
    fn all_inside(&self, part: usize, whole: usize, wordings: &[Wording]) -> bool {
        let others = self.distinct(part, wordings);
        let is_inside = |other: &Wording| {
            matches!(judge(other, &wordings[whole]), Some(Bond::Fragment { first: true, .. } | Bond::Same(_)))
        };
        others.len() <= FEW && others.into_iter().all(is_inside)
    }

    fn statements(self, wordings: &[Wording]) -> Vec<Statement> {
        let mut statements: Vec<Vec<usize>> =
            self.members.into_iter().filter(|members| !members.is_empty()).collect();
        for members in &mut statements {
            members.sort_unstable();
        }
        statements.sort_unstable_by_key(|members| members.first().copied());
        let of = |mut members: Vec<usize>| {
            let fullness = |at: &usize| {
                let fullness = wordings.get(*at).map(Wording::fullness);
                (fullness, std::cmp::Reverse(*at))
            };
            let fullest = members.iter().copied().max_by_key(fullness);
            let place = members.iter().position(|m| Some(*m) == fullest).unwrap_or(0);
            members.get_mut(..=place).unwrap_or_default().rotate_right(1);
            Statement { quotes: members.iter().filter_map(|m| Some(wordings.get(*m)?.id)).collect() }
        };
        statements.into_iter().map(of).collect()
    }
}

/// A statement of more wordings is not looked through whether all of them are in another.
const FEW: usize = 16;

/// Whether a quotation takes part: what somebody wants or believes was not said.
fn is_said(kind: QuotationKind) -> bool {
    kind != QuotationKind::Attitude
}

#[cfg(test)]
mod tests;

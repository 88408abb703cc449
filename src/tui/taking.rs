//! From one briefing to the next: the reader stays where it is, whatever came, went or was decided.

use std::{sync::Arc, time::Instant};

use super::{
    layout::Pane,
    moved::Moved,
    reading,
    scene::At,
    state::{Chosen, State},
    totals::Totals,
};
use crate::briefing::{ActorId, ArticleId, Briefing, QuoteId, Whose};

/// What stands first in the selected actor's list.
#[derive(Debug, Clone, Copy)]
enum First {
    Quote(QuoteId),
    Mention(At),
}

impl State {
    /// Replaces the briefing and finds what was selected in the new one.
    pub(super) fn take(&mut self, briefing: Arc<Briefing>) {
        let neighbours = self.neighbours();
        let first = self.first_said();
        let old = std::mem::replace(&mut self.briefing, briefing);
        let new = Arc::clone(&self.briefing);
        let moved = Moved::new(&old, &new, self.article);
        self.totals = Totals::of(&new);
        self.progress.note(self.totals.analysed, Instant::now());
        self.generation += 1;
        let before = self.selected;
        self.selected =
            self.selected.and_then(|chosen| Some(Chosen { whose: moved.whose(chosen.whose)?, ..chosen }));
        let neighbour = neighbours.into_iter().find_map(|whose| moved.whose(whose));
        // Whoever was selected with an article that is gone goes with it.
        let stays = moved.has_same_articles() || before.is_some_and(|chosen| chosen.by_hand);
        let neighbour = neighbour.filter(|_| self.selected.is_none() && stays);
        let row = self.quote.and_then(|quote| self.quotes.iter().position(|q| *q == quote));
        let quote = self.quote.and_then(|quote| moved.quote(quote));
        let is_gone = self.quote.is_some() && quote.is_none();
        self.quote = quote;
        self.marked.quotes = self.marked.quotes.iter().filter_map(|quote| moved.quote(*quote)).collect();
        if moved.has_same_articles() {
            for place in &mut self.back {
                place.quote = place.quote.and_then(|quote| moved.quote(quote));
            }
            if !moved.is_same(self.article) {
                self.reader.outdate();
            }
        } else {
            self.follow_articles(&moved);
        }
        self.overlays.retain_mut(|overlay| overlay.follow(&moved));
        if self.selected.is_some() {
            self.said.keep(self.selected.map(|chosen| chosen.whose));
        }
        if let Some(whose) = neighbour {
            self.select(whose, true);
        }
        self.choose_most_quoted();
        self.regain();
        if let Some(row) = row.filter(|_| is_gone && neighbour.is_none()) {
            // Whoever works through a list goes on with what stands where the row was.
            self.collect();
            self.quote = self.quotes.get(row).or(self.quotes.last()).copied();
        }
        let first = first.and_then(|first| match first {
            First::Quote(quote) => moved.quote(quote).map(First::Quote),
            First::Mention(at) => moved.mention(at).map(First::Mention),
        });
        if let Some(first) = first {
            self.collect();
            let row = match first {
                First::Quote(quote) => self.quotes.iter().position(|of| *of == quote),
                First::Mention(at) => self.mentions.iter().position(|of| *of == at),
            };
            self.said.keep_first(row);
        }
    }

    /// What stands at the top of the selected actor's list, if it is scrolled.
    fn first_said(&self) -> Option<First> {
        let row = self.said.first()?;
        if self.scene().lists_mentions() {
            self.mentions.get(row).copied().map(First::Mention)
        } else {
            self.quotes.get(row).copied().map(First::Quote)
        }
    }

    /// Finds the articles that anything stands at among others.
    fn follow_articles(&mut self, moved: &Moved<'_>) {
        let here = self.article;
        self.article = self.article_after(moved);
        if moved.article(here).is_none() {
            let gone = moved.old.article(here).map(|article| article.document.id.clone());
            self.watching.lost = gone;
        }
        let is_worked_with = self.quote.is_some() || self.focus == Pane::Actor;
        if is_worked_with
            && !moved.is_same(here)
            && let Some(chosen) = &mut self.selected
        {
            // Who is quoted most by now is not asked.
            chosen.by_hand = true;
        }
        self.articles.follow(moved, here, self.article);
        self.reader.follow(moved);
        let marked = &mut self.marked;
        for of in [&mut marked.read, &mut marked.starred] {
            *of = of.iter().filter_map(|id| moved.article(*id)).collect();
        }
        self.ended = self.ended.and_then(|id| moved.article(id));
        self.mention = self.mention.and_then(|at| moved.mention(at));
        self.before.follow(moved);
        self.pointer.forget();
        self.back.retain_mut(|place| {
            let Some(article) = moved.article(place.article) else { return false };
            place.at = moved.place(place.article, place.at);
            place.quote = place.quote.and_then(|quote| moved.quote(quote));
            place.article = article;
            true
        });
        reading::follow(self, moved);
    }

    /// The article that is read by now: the same, or, where that is gone, the one after it in the list that is there, or
    /// before it.
    fn article_after(&self, moved: &Moved<'_>) -> ArticleId {
        let listing = self.articles.listing();
        let at = listing.place(self.article).unwrap_or(0);
        let (before, after) = listing.articles.split_at_checked(at).unwrap_or((&[], &listing.articles));
        let near = after.iter().chain(before.iter().rev()).copied();
        let all = (0..moved.old.articles.len() as u32).map(ArticleId);
        let mut ids = std::iter::once(self.article).chain(near).chain(all);
        ids.find_map(|id| moved.article(id)).unwrap_or(ArticleId(0))
    }

    /// Who stands beside the selected actor, nearest first: to go on with once it is none. In this article those after
    /// it, then those before it; where it is not in this article, by how often they are quoted.
    fn neighbours(&self) -> Vec<Whose> {
        let Some(Chosen { whose: Whose::Actor(own), .. }) = self.selected else { return Vec::new() };
        let mut all = self.scene().actors_here();
        if !all.contains(&Whose::Actor(own)) {
            all = (0..self.briefing.actors.len() as u32).map(|id| Whose::Actor(ActorId(id))).collect();
        }
        let at = all.iter().position(|whose| *whose == Whose::Actor(own)).unwrap_or(0);
        let (before, after) = all.split_at(at);
        after.iter().skip(1).chain(before.iter().rev()).copied().collect()
    }
}

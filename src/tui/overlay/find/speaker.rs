//! Finding who said a quotation: it stands over the list, and may be somebody's whom no article names.

use ratatui::{buffer::Buffer, layout::Rect};
use rustc_hash::FxHashSet;

use super::{Distance, Purpose, Taken, quotations};
use crate::{
    briefing::{Actor, ActorId, QuoteId, Whose},
    model::{ActorAnchor, Decision, EntityKind},
    tui::{moved::Moved, overlay::Reply, paint::Pen, scene::Scene, theme::Theme},
    view::{QuoteRow, Role},
};

/// To say that somebody said this.
#[derive(Debug)]
pub struct Speaker(pub QuoteId);

impl Purpose for Speaker {
    fn title(&self, _: &Scene<'_>) -> String {
        "Who said this?".into()
    }

    fn accepts(&self) -> &'static str {
        "said it"
    }

    fn follow(&mut self, moved: &Moved<'_>) -> bool {
        moved.quote(self.0).map(|quote| self.0 = quote).is_some()
    }

    fn wants(&self, _: ActorId, _: &Actor) -> bool {
        true
    }

    fn nobody(&self, _: &Scene<'_>) -> Option<&'static str> {
        Some("nobody can be named")
    }

    fn takes_anybody(&self) -> bool {
        true
    }

    /// Whoever is named in the article comes first.
    fn distance(&self, scene: &Scene<'_>) -> Distance {
        let actors = scene.shown_article().map(|article| article.actors.as_slice()).unwrap_or_default();
        let here: FxHashSet<ActorId> = actors.iter().copied().collect();
        Box::new(move |id, _| usize::from(!here.contains(&id)))
    }

    fn count(&self, whose: Whose, scene: &Scene<'_>) -> Option<usize> {
        (whose != Whose::Nobody).then(|| quotations(whose, scene))
    }

    fn take(&self, taken: Taken<'_>, scene: &Scene<'_>) -> Option<Reply> {
        let actor = match taken {
            Taken::Actor(id) => Some(scene.briefing.anchor_of_actor(id)?),
            Taken::Nobody => None,
            Taken::New(name) => {
                Some(ActorAnchor { name: name.to_owned(), kind: Some(EntityKind::Person), at: None })
            }
        };
        let quotation = scene.briefing.anchor_of_quotation(self.0)?;
        Some(Reply::Decide(Box::new(Decision::Speaker { quotation, actor })))
    }

    fn above(&self) -> u16 {
        2
    }

    fn draw_above(&self, scene: &Scene<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let words = QuoteRow::new(scene.briefing, self.0).map(|row| row.text()).unwrap_or_default();
        Pen::new(buffer, area, 0).fit(&words, usize::MAX, theme.style(Role::QuoteDirect));
    }
}

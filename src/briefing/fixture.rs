//! Briefings built by hand, for the tests of what stands on them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Briefing;
use crate::{
    model::{
        Agreement, Alias, Analysis, Attribution, Block, BlockKind, Confidence, Document, Entity, EntityId,
        EntityKind, Evidence, Given, Mention, MentionId, MentionKind, Origin, Published, Quotation,
        QuotationKind, Role, When,
    },
    text::Span,
};

/// An article in the making: its text, then facts found in it by their words.
pub(crate) struct Draft {
    document: Document,
    analysis: Analysis,
}

/// An article called `id` that reads `raw`.
pub(crate) fn article(id: &str, raw: &str) -> Draft {
    let document =
        Document { id: id.into(), raw: raw.into(), origin: Origin::File(id.into()), given: Given::default() };
    Draft { document, analysis: Analysis::default() }
}

/// The briefing of these articles.
pub(crate) fn briefing(articles: impl IntoIterator<Item = Draft>) -> Briefing {
    Briefing::new(articles.into_iter().map(|d| (Arc::new(d.document), Some(Arc::new(d.analysis)))).collect())
}

impl Draft {
    fn find(&self, words: &str) -> Span {
        let start = self.document.raw.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        Span::from_usize(start, start + words.len())
    }

    /// Says who published it, under what headline, when.
    pub(crate) fn given(mut self, outlet: &str, title: &str, (year, month, day): (i32, u32, u32)) -> Self {
        self.document.given.outlet = Some(outlet.into());
        self.document.given.title = Some(title.into());
        self.analysis.layout.published =
            NaiveDate::from_ymd_opt(year, month, day).map(|date| Published::on(date, None));
        self
    }

    /// Says that no more than this is stated of the day it was published.
    pub(crate) fn published(mut self, when: When) -> Self {
        let stated = self.analysis.layout.published;
        self.analysis.layout.published = stated.map(|published| Published { when, ..published });
        self
    }

    /// Says the address of its page.
    pub(crate) fn address(mut self, url: &str) -> Self {
        self.document.given.url = Some(url.into());
        self
    }

    /// Says where in its original its text stands.
    pub(crate) fn places(mut self, places: Vec<crate::model::Place>) -> Self {
        self.document.given.places = places;
        self
    }

    /// Adds an entity whose name is the first of `forms`; every form gets one mention, where it first stands.
    pub(crate) fn entity(mut self, kind: EntityKind, forms: &[&str]) -> Self {
        let id = EntityId(self.analysis.entities.len() as u32);
        let mut entity = Entity {
            name: forms.first().copied().unwrap_or_default().into(),
            kind,
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
        };
        for form in forms {
            let span = self.find(form);
            entity.mentions.push(MentionId(self.analysis.mentions.len() as u32));
            entity.aliases.push(Alias { form: (*form).into(), first: span });
            self.analysis.mentions.push(Mention {
                weak: false,
                span,
                head: span,
                kind: MentionKind::Name,
                entity_kind: kind,
                agreement: Agreement::Unknown,
                entity: Some(id),
            });
        }
        self.analysis.entities.push(entity);
        self
    }

    /// Makes these words a paragraph.
    pub(crate) fn paragraph(mut self, words: &str) -> Self {
        let span = self.find(words).trim(&self.document.raw);
        self.analysis.layout.blocks.push(Block { span, kind: BlockKind::Paragraph });
        self
    }

    /// Gives the last entity a role.
    pub(crate) fn role(mut self, words: &str) -> Self {
        let span = self.find(words);
        self.analysis.entities.last_mut().expect("an entity first").roles.push(Role { span });
        self
    }

    /// Lets the mentions of the last entity agree with a pronoun.
    pub(crate) fn agreeing(mut self, agreement: Agreement) -> Self {
        for mention in &self.analysis.entities.last().expect("an entity first").mentions {
            self.analysis.mentions[mention.0 as usize].agreement = agreement;
        }
        self
    }

    /// Adds a quotation of the mention that reads `speaker` (nobody, if empty).
    pub(crate) fn quote(self, kind: QuotationKind, content: &[&str], cue: &str, speaker: &str) -> Self {
        let content = content.iter().map(|words| self.find(words)).collect();
        self.quote_at(kind, content, cue, speaker)
    }

    /// Makes the attribution of the quotation that begins with these words doubtful.
    pub(crate) fn doubted(mut self, words: &str) -> Self {
        let start = self.find(words).start();
        let mut all = self.analysis.attributions.iter_mut();
        let found = all.find(|a| a.quotation.extent().start() == start);
        found.unwrap_or_else(|| panic!("{words:?} is no quotation")).confidence = Confidence(0.3);
        self
    }

    /// Adds a quotation wherever `content` points.
    pub(crate) fn quote_at(
        mut self,
        kind: QuotationKind,
        content: Vec<Span>,
        cue: &str,
        speaker: &str,
    ) -> Self {
        let at = |span: Span| span.of(&self.document.raw).to_owned();
        let speaker = self.analysis.mentions.iter().position(|m| at(m.span) == speaker);
        let cue = (!cue.is_empty()).then(|| self.find(cue));
        let attribution = Attribution {
            quotation: Quotation { kind, content },
            cue,
            speaker: speaker.map(|i| MentionId(i as u32)),
            confidence: Confidence(0.9),
            evidence: vec![Evidence {
                feature: "by_hand",
                words: "written by hand".into(),
                places: cue.into_iter().collect(),
            }],
        };
        self.analysis.attributions.push(attribution);
        self.analysis.attributions.sort_by_key(|a| a.quotation.extent());
        self
    }
}

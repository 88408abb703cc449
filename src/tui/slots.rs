//! The articles as the work behind the screen knows them. One that changed is shown as it was until what it says now is
//! known: nothing that stands in it goes and comes again.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Analysis, Document};

/// All articles, in order.
#[derive(Debug)]
pub struct Slots {
    all: Vec<Slot>,
    /// Where a document is shown, or going to be.
    places: FxHashMap<*const Document, usize>,
    pending: usize,
}

/// One article.
#[derive(Debug)]
struct Slot {
    document: Arc<Document>,
    analysis: Option<Arc<Analysis>>,
    /// What takes its place once that is analysed.
    next: Option<Arc<Document>>,
}

impl Slot {
    const fn new(document: Arc<Document>) -> Self {
        Self { document, analysis: None, next: None }
    }

    /// What it is in the end.
    fn last(&self) -> &Arc<Document> {
        self.next.as_ref().unwrap_or(&self.document)
    }

    fn is_pending(&self) -> bool {
        self.analysis.is_none() || self.next.is_some()
    }
}

impl Slots {
    /// These documents, none of them analysed.
    pub fn new(documents: Vec<Arc<Document>>) -> Self {
        let mut slots = Self {
            all: documents.into_iter().map(Slot::new).collect(),
            places: FxHashMap::default(),
            pending: 0,
        };
        slots.count();
        slots
    }

    fn count(&mut self) {
        self.places = (0..).zip(&self.all).map(|(at, slot)| (Arc::as_ptr(slot.last()), at)).collect();
        self.pending = self.all.iter().filter(|slot| slot.is_pending()).count();
    }

    /// How many are still to be analysed.
    pub const fn pending(&self) -> usize {
        self.pending
    }

    /// Takes what a document says; one that is there no more says nothing.
    pub fn know(&mut self, document: &Arc<Document>, analysis: Arc<Analysis>) {
        let place = self.places.get(&Arc::as_ptr(document));
        let Some(slot) = place.and_then(|at| self.all.get_mut(*at)) else { return };
        self.pending -= usize::from(slot.is_pending());
        *slot = Slot { document: Arc::clone(document), analysis: Some(analysis), next: None };
    }

    /// From now on these are the articles: what is known of those that are the same holds.
    pub fn take(&mut self, documents: Vec<Arc<Document>>) {
        let mut known: FxHashMap<String, Slot> =
            self.all.drain(..).map(|slot| (slot.document.id.clone(), slot)).collect();
        let slot_of = |document: Arc<Document>| {
            let Some(slot) = known.remove(&document.id) else { return Slot::new(document) };
            if Arc::ptr_eq(&slot.document, &document) {
                Slot { next: None, ..slot }
            } else if slot.analysis.is_some() {
                Slot { next: Some(document), ..slot }
            } else {
                Slot::new(document)
            }
        };
        self.all = documents.into_iter().map(slot_of).collect();
        self.count();
    }

    /// What a briefing is built of.
    pub fn articles(&self) -> Vec<(Arc<Document>, Option<Arc<Analysis>>)> {
        self.all.iter().map(|slot| (Arc::clone(&slot.document), slot.analysis.clone())).collect()
    }
}

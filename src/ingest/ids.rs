//! Ids: unique within a briefing, whatever the files are called.

use rustc_hash::FxHashMap;

/// The ids given out so far, each with how often it was asked for.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashMap<String, usize>,
}

impl Ids {
    /// These are given out already.
    pub fn taking<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        Self { taken: ids.map(|id| (id.to_owned(), 1)).collect() }
    }

    /// Leaves `id` as it is the first time; adds " (2)", " (3)" … after that.
    pub fn make_unique(&mut self, id: &mut String) {
        let Some(count) = self.taken.get_mut(id.as_str()) else {
            self.taken.insert(id.clone(), 1);
            return;
        };
        let mut nth = *count;
        let other = loop {
            nth += 1;
            let other = format!("{id} ({nth})");
            if !self.taken.contains_key(&other) {
                break other;
            }
        };
        self.taken.insert(std::mem::take(id), nth);
        self.taken.insert(other.clone(), 1);
        *id = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_asked_for_twice_gets_a_number() {
        let mut ids = Ids::default();
        let given = ["a", "b", "a", "a (2)", "a", ""].map(|id| {
            let mut id = id.to_owned();
            ids.make_unique(&mut id);
            id
        });
        assert_eq!(given, ["a", "b", "a (2)", "a (2) (2)", "a (3)", ""]);
    }
}

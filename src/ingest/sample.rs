//! The sample briefing: five articles built into the program.

use crate::model::{Document, Given, Origin};

/// The files of `seeds/`, by name.
const SEEDS: [(&str, &str); 5] = [
    ("000_38564df801d3a5f3.txt", include_str!("../../seeds/000_38564df801d3a5f3.txt")),
    ("001_a249941743d59ac2.txt", include_str!("../../seeds/001_a249941743d59ac2.txt")),
    ("002_2ee78586a9d7a01e.txt", include_str!("../../seeds/002_2ee78586a9d7a01e.txt")),
    ("003_f98e653622b961b7.txt", include_str!("../../seeds/003_f98e653622b961b7.txt")),
    ("004_d3326551aab423fa.txt", include_str!("../../seeds/004_d3326551aab423fa.txt")),
];

/// The five articles of the sample, as they arrived.
pub fn sample() -> Vec<Document> {
    let document = |(id, raw): (&str, &str)| Document {
        id: id.to_owned(),
        raw: raw.into(),
        origin: Origin::Sample,
        given: Given::default(),
    };
    SEEDS.map(document).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_what_the_seeds_folder_holds() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
        let read = crate::ingest::read_with(&[folder.into()], std::io::empty()).expect("the seeds are there");
        let (sample, skipped) = (sample(), read.skipped);
        assert!(skipped.is_empty(), "{skipped:?}");
        assert_eq!(sample.len(), 5);
        for (built_in, file) in sample.iter().zip(&read.documents) {
            assert_eq!((&built_in.id, &built_in.raw), (&file.id, &file.raw));
        }
    }
}

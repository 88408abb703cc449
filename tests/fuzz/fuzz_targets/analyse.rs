//! Any bytes, read as a text: the analysis ends, and every quotation is a place in the text.
#![no_main]

use std::sync::LazyLock;

use dixit::{
    model::{Document, Given, Origin},
    pipeline::Engine,
};
use libfuzzer_sys::fuzz_target;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

fuzz_target!(|bytes: &[u8]| {
    let raw = String::from_utf8_lossy(bytes);
    let document = Document {
        id: "fuzz".to_owned(),
        raw: raw.as_ref().into(),
        origin: Origin::Sample,
        given: Given::default(),
    };
    let analysis = ENGINE.analyse(&document);
    for attribution in &analysis.attributions {
        let content = &attribution.quotation.content;
        assert!(!content.is_empty());
        assert!(content.iter().all(|span| span.get(&raw).is_some_and(|words| !words.is_empty())));
        assert!(content.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
    }
});

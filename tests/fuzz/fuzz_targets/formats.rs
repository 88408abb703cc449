//! Any bytes, read as a file of whatever format they look like: reading ends, and what is read is in order.
#![no_main]

use std::path::Path;

use dixit::ingest::formats::{Budget, Context, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let budget = Budget::new(bytes.len() as u64);
    let intake = read_all(bytes.to_vec(), &Context::file(Path::new("fuzz"), &budget), true);
    // A panic is caught, and told so.
    assert!(!intake.skipped.iter().any(|skipped| skipped.reason.starts_with("cannot be read as")));
    for document in &intake.documents {
        let given = &document.given;
        assert!(given.regions.iter().all(|region| region.span.get(&document.raw).is_some()));
        assert!(given.places.windows(2).all(|pair| pair[0].start <= pair[1].start));
    }
});

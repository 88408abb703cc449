//! Any bytes, read as a file of whatever format they look like: reading ends, and what is read keeps the laws. A panic that
//! the program would contain ends the run all the same.
#![no_main]

use std::path::Path;

use dixit::ingest::formats::{Budget, Context, draft::broken, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let budget = Budget::new(bytes.len() as u64);
    let intake = read_all(bytes.to_vec(), &Context::file(Path::new("fuzz"), &budget), true);
    assert_eq!(intake.documents.iter().find_map(broken), None);
});

//! Files as people have them, made by the programs people use (`tests/corpus/make.sh`, `make/make.py`): what is taken from each, where it
//! stood, what is masked, and who says what in it, as the file beside it says.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use dixit::{
    ingest::{
        self, Intake,
        formats::{self, Budget, Context},
    },
    model::{Document, MentionId},
    pipeline::Engine,
    text::Span,
};
use expect_test::expect_file;

use crate::source::root;

/// The files of the corpus, by format.
fn files(format: &str) -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("tests/corpus").join(format)).expect("a folder of this format");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "expected"));
    files.sort();
    files
}

/// What was read of a file, or why nothing.
fn read(path: &Path) -> Intake {
    ingest::read(&[path.to_owned()]).unwrap_or_else(|error| match error {
        ingest::IngestError::Nothing(skipped) => Intake { skipped, ..Intake::default() },
        error @ ingest::IngestError::Missing(_) => panic!("{error}"),
    })
}

/// Everything that is known of a document, for people to read.
fn picture(engine: &Engine, document: &Document) -> String {
    let (raw, given) = (&*document.raw, &document.given);
    let analysis = engine.analyse(document);
    let mut out = format!("document {}\n", document.id);
    let said = [
        ("format", Some(given.format)),
        ("title", given.title.as_deref()),
        ("outlet", given.outlet.as_deref()),
        ("author", given.author.as_deref()),
        ("published", given.published.as_deref()),
        ("made", given.made.as_deref()),
        ("modified", given.modified.as_deref()),
        ("language", given.language.as_deref()),
        ("url", given.url.as_deref()),
    ];
    let left_out = given.left_out.as_ref().map(ToString::to_string);
    for (name, value) in said.into_iter().chain([("left out", left_out.as_deref())]) {
        if let Some(value) = value {
            writeln!(out, "  {name}: {value}").unwrap();
        }
    }
    let blocks =
        analysis.layout.blocks.iter().map(|block| (block.span, format!("{:?}", block.kind).to_lowercase()));
    let masked = analysis.layout.masked.iter().map(|masked| (masked.span, format!("({})", masked.reason)));
    let mut parts: Vec<(Span, String)> = blocks.chain(masked).collect();
    parts.sort();
    let mut last = None;
    for (span, kind) in parts {
        let place = given
            .places
            .iter()
            .rev()
            .find(|place| place.start <= span.start())
            .map(|place| place.label.as_str());
        if place != last {
            writeln!(out, "@ {}", place.unwrap_or("nowhere")).unwrap();
            last = place;
        }
        let region = given
            .regions
            .iter()
            .find(|region| region.span.covers(span) && region.kind.name() == "block quotation");
        let quote = region.map_or("", |_| ", block quotation");
        writeln!(out, "{kind}{quote}: {}", span.of(raw).replace('\n', "⏎")).unwrap();
    }
    for attribution in &analysis.attributions {
        let name = |id: MentionId| analysis.mention(id).map(|mention| mention.span.of(raw).to_owned());
        let speaker = attribution.speaker.and_then(name).unwrap_or_else(|| "nobody".to_owned());
        let content: Vec<&str> = attribution.quotation.content.iter().map(|span| span.of(raw)).collect();
        writeln!(out, "= {speaker}: {}", content.join(" … ")).unwrap();
    }
    out
}

#[track_caller]
fn check(format: &str, at_least: usize) {
    let engine = Engine::new();
    let files = files(format);
    assert!(files.len() >= at_least, "too few files: {files:?}");
    for path in files {
        let intake = read(&path);
        let mut found: String = intake.documents.iter().map(|document| picture(&engine, document)).collect();
        for skipped in intake.skipped.iter().chain(&intake.passed_over) {
            let part = skipped.origin.to_string().replace(&path.display().to_string(), "");
            writeln!(found, "skipped {}: {}", part.trim_start_matches(':'), skipped.reason).unwrap();
        }
        expect_file![path.with_added_extension("expected")].assert_eq(&found);
    }
}

/// The formats of `make_feeds.py`: tables, records, archives, feeds and what databases and feed readers keep.
const FEEDS: [&str; 9] =
    ["table", "json", "markdown", "archive", "feed", "warc", "lexis", "factiva", "newsboat"];

#[test]
fn tables_archives_feeds_and_exports() {
    for format in FEEDS {
        check(format, 3);
    }
}

#[test]
fn word_files() {
    check("docx", 3);
}

#[test]
fn open_document_texts() {
    check("odt", 3);
}

#[test]
fn pdf_files() {
    check("pdf", 3);
}

/// Files cut off, and with bytes changed: whatever is read of them, nothing breaks.
#[test]
fn damaged_files_break_nothing() {
    let engine = Engine::new();
    let mut random = 88_172_645_463_325_252_u64;
    let mut next = move |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 11) as usize % below.max(1)
    };
    for path in ["docx", "odt", "epub", "pdf"].into_iter().chain(FEEDS).flat_map(files) {
        let whole = fs::read(&path).unwrap();
        for round in 0..24 {
            let mut bytes = whole.clone();
            if round % 2 == 0 {
                bytes.truncate(next(whole.len()));
            }
            for _ in 0..round {
                let at = next(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = next(256) as u8;
                }
            }
            let budget = Budget::new(bytes.len() as u64);
            let intake = formats::read_all(bytes, &Context::file(&path, &budget).named(true), true);
            assert!(intake.documents.len() + intake.skipped.len() > 0);
            for skipped in &intake.skipped {
                assert!(!skipped.reason.starts_with("cannot be read"), "{skipped}");
            }
            for document in &intake.documents {
                let length = document.raw.len() as u32;
                assert!(document.given.regions.iter().all(|region| region.span.get(&document.raw).is_some()));
                assert!(document.given.places.iter().all(|place| place.start <= length));
                engine.analyse(document);
            }
        }
    }
}

#[test]
fn e_books() {
    check("epub", 3);
}

/// Who says what in an article: the actor, and the words without white space and marks of division.
pub fn said(engine: &Engine, document: &Document) -> Vec<(String, String)> {
    let analysis = engine.analyse(document);
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let actor = |id: MentionId| {
        let mention = analysis.mention(id)?;
        Some(bare(&analysis.entity(mention.entity?)?.name))
    };
    let said = analysis.attributions.iter().map(|attribution| {
        let content: Vec<&str> =
            attribution.quotation.content.iter().map(|span| span.of(&document.raw)).collect();
        (attribution.speaker.and_then(actor).unwrap_or_default(), bare(&content.join(" … ")))
    });
    said.collect()
}

/// Words and actors of the five sample articles are the same in whatever format they come.
#[test]
fn the_sample_is_the_same_in_every_format() {
    let engine = Engine::new();
    for text in ingest::sample() {
        let expected = said(&engine, &text);
        assert!(expected.len() > 5, "{}", text.id);
        for format in ["docx", "epub", "pdf"] {
            let name = format!("{}.{format}", text.id.get(..3).unwrap());
            let intake = read(&root().join("tests/it/samples").join(&name));
            assert_eq!(intake.documents.len(), 1, "{name}: {:?}", intake.skipped);
            let found = said(&engine, &intake.documents[0]);
            let lost: Vec<_> = expected.iter().filter(|quotation| !found.contains(quotation)).collect();
            let new: Vec<_> = found.iter().filter(|quotation| !expected.contains(quotation)).collect();
            assert!(lost.is_empty() && new.is_empty(), "{name}: lost {lost:#?}, new {new:#?}");
        }
    }
}

#[test]
fn web_pages() {
    check("html", 3);
}

#[test]
fn pages_in_one_file() {
    check("mhtml", 3);
}

#[test]
fn pages_saved_with_their_pictures() {
    check("saved", 3);
}

#[test]
fn mails() {
    check("eml", 3);
}

#[test]
fn mailboxes() {
    check("mbox", 3);
}

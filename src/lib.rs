//! Dixit: a terminal reader for briefings. It shows who said what, in every source, offline.
//!
//! This page is the architecture document of record.
//!
//! ```text
//! briefing = articles + what their people said + the reader's corrections
//! ```
//!
//! # Flow, one way only
//! ```text
//! bytes        ingest     -> Document { raw, given } raw never changes; of a page or a mail it is the text taken from it
//! raw          clean      -> Layout                 readable blocks, masked spans with reasons, headline, dateline …
//! blocks       language   -> Language               what is not English is shown, and not analysed
//! blocks       segment    -> Segments               tokens, sentences, paragraphs: spans only
//! tokens       mention    -> mentions               names, pronouns, nominals, with a kind
//! tokens       quote      -> quoted runs, possible cues; no speaker yet
//! all of these attribute  -> attributions with evidence: four choices of linear models
//! mentions     actor      -> entities of one document; who spoke last helps with pronouns
//! documents    briefing   -> actors across documents, their quotations; the reader's decisions laid over them
//! briefing     view       -> rows and styled spans, plain data
//! view         tui, export-> screen, sheet
//! ```
//!
//! # Layers
//! ```text
//! 0 text
//! 1 lexicon
//! 2 model linear
//! 3 clean language segment mention actor quote attribute   the stages
//! 4 pipeline notation briefing
//! 5 disk home                                     what is said of files, where the user's own are
//! 6 ingest decisions config remembered view       view is plain data
//! 7 export tui fetch                              the first two read view; fetch writes what ingest reads
//! 8 cli
//! 9 main
//! ```
//!
//! # Where a question is answered
//! | question | where |
//! |---|---|
//! | What kind of file is this? What is taken from it, and where in it did that stand? | `ingest::formats`, one file a format; how much one file may ask for: `ingest::limits` |
//! | How is a page fetched, how often, what may it cost? What is noted of it? | [`fetch`], one file a question; the note: `ingest::fetched` |
//! | Is this text of the article or furniture around it? | [`clean`], one rule a file in `clean::rules`; how often that is right: `clean::tests::variety` |
//! | What of a page is left out altogether? | `ingest::formats::html`: `left`; told by `dixit check` |
//! | Whose words stand in a block without quotation marks? | which are set apart: `clean::apart`; whose: `attribute::block` |
//! | Is it in English at all? | [`language`] |
//! | When was it published, how sure is that? | `clean::published`, `clean::dates`; an outlet's habit: `briefing::habits` |
//! | Where does a word, a sentence begin? Does this mark open or close? | [`segment`] |
//! | Is this a name, and of what kind? Can this phrase speak? | [`mention`] |
//! | Does this word report? Whose words, and from where to where? Who says what is in these marks? | [`attribute`]: `cue`, `subject`, `content`, `speaker` |
//! | Who is "he", "the cleric", "Hussein" in this article? | [`actor`] |
//! | What is known of somebody, and who speaks of them? | [`briefing`]: `about`; [`view`]: `profile` |
//! | Is this somebody of another article, and why? | [`briefing`]: one rule a file in `briefing::identity`; spellings in [`lexicon`] |
//! | Which quotations report one utterance, and how do their words differ? | `briefing::statements`; `view::wordings` |
//! | Which articles are one: copies, versions? What did one change? | `briefing::copies`; `view::versions` |
//! | Which words are known, and as what? | [`lexicon`], lists in `lexicon/data` |
//! | What does a row, a line of the article, a citation say? | [`view`] |
//! | Which quotations and articles are chosen, by what, in which order? | `view::query`, `view::selection` |
//! | What does a key do, how does a mark look? | [`tui`]: `keymap.toml`, `theme`: one file a theme |
//! | Where does a line break? In which order are its cells seen, and how wide are they? | `view`: `wrap`, `bidi`, `cells` |
//! | Which articles does the list show, in which order and groups? | `view::listing` |
//! | What can a key do at all? Where does it work? | `tui::action`, one line an action: name, help, contexts; it is done beside its subject: `tui::update`, `PARTS` |
//! | What can be typed after `:`? | `tui::command`; an argument of an action: `tui::action`, `Argument` |
//! | Who is quoted where, when, beside whom? | `view::matrix`, `timeline`, `beside`; columns of outlets: `view::outlets` |
//! | What do two of them say on a topic? | `view::comparing` |
//! | What has these words, in an article, a list, the briefing? | `view::find`; `tui::finding`, `tui::overlay`: `anywhere` |
//! | What lies over the panes? | `tui::overlay`, one file an overlay, which answers what `Overlaid` asks, and one line in the list of them |
//! | What is a first-time reader shown, and when does the next come? | `tui::tour`, one line a step |
//! | What stands where the mouse points? | `tui::pointing` |
//! | What do other programs do, and how do they get the terminal? | `tui::outside` |
//! | What is worked out while no key waits? | `tui::work`: articles, briefings; `tui::behind`: tables, searches, folded texts |
//! | What changed on the disk, and when is it read again? | `ingest::shelf`, `ingest::watch`; where the reader is then: `tui::taking`, `moved`, `shift` |
//! | What can the user set? Where are the user's files? | [`config`], one arm a setting in `parse`; [`home`] |
//! | What is known in the next run? | [`remembered`], one field each; `State::remembered` |
//! | What goes into a sheet, from the reader? What is it going to be like? | `tui::overlay::export`; `cli::sheets` |
//! | What does a file we write look like? | [`export`]; its JSON: `src/export/schemas`; to be read: `src/export/templates`, printed through `export::template::escape` |
//! | What can the reader correct? Where is that kept? What does it change? | `model::decision`; [`decisions`]; `briefing`: `anchor`, `decided`, `adjusted` |
//! | Is it right, and how often? | `tests/it/cases` with `score.tsv`, `tests/it/seeds`, `examples/score` |
//!
//! # What must stay true
//! - There is one offset space: bytes into the document as it arrived. Nothing is copied out and mapped back.
//! - Stages do no I/O and do not import each other; `pipeline` is the only place that knows their order.
//! - Analysis cannot fail; it returns a value and its problems. Only `home`, `ingest`, `decisions`, `config`, `export`,
//!   `fetch`, `cli`, `main` return `Result`, and `notation`, which reads what people write by hand.
//! - Nothing a decision says is copied into what is derived: without the decisions file, everything is as before. A decision
//!   finds its target by content, never by an id or an offset, and is on the disk before the screen says it holds.
//! - Weights are learned by `examples/train`, never by hand, and stored as sorted text beside the stage that asks them.
//! - A feature has a name, a summary and an example that is its test (`tests/it/features.rs`), registered once.
//! - Only `tui` names ratatui and crossterm; only `cli` prints; only `fetch` opens a connection (`tests/it/layers.rs` looks for
//!   whatever could), and without the feature of that name it is not there.
//! - `export` and `tui` meet only in `view` and `briefing`: `cli` hands the reader what writes a sheet.
//! - A module imports only from layers below its own (`tests/it/layers.rs` checks).

pub mod text;

pub mod lexicon;
pub mod linear;
pub mod model;

pub mod actor;
pub mod attribute;
pub mod clean;
pub mod language;
pub mod mention;
pub mod quote;
pub mod segment;

pub mod briefing;
pub mod notation;
pub mod pipeline;

pub mod disk;
pub mod home;

pub mod config;
pub mod decisions;
pub mod export;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod ingest;
pub mod remembered;
pub mod view;

pub mod cli;
pub mod tui;

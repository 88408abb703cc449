//! The arguments of every command, and their help.

use std::path::PathBuf;
#[cfg(feature = "fetch")]
use std::time::Duration;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use crate::{
    ingest::formats::Mapping,
    model::QuotationKind,
    view::{
        Query, Sort,
        query::{NoPeriod, Period, Phrase, Property, TextField, What},
    },
};

/// Who said what, in every source: a reader for news briefings.
#[derive(Debug, Parser)]
#[command(name = "dixit", version, args_conflicts_with_subcommands = true, after_help = READER_EXAMPLE)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    pub kept: KeptArgs,

    #[command(flatten)]
    pub config: ConfigArgs,

    #[command(flatten)]
    pub mapped: MapArgs,

    /// Take in what comes into the folders, changes and goes while the reader is open
    #[arg(short = 'w', long)]
    pub watch: bool,

    /// How the reader looks: auto, terminal, dark, light, high-contrast, colour-blind, colour-blind-light, or a theme of yours
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Articles to open: files, folders, or - for standard input; none opens the built-in sample
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Actors(ActorsArgs),
    Matrix(MatrixArgs),
    Quotes(QuotesArgs),
    Export(ExportArgs),
    Formats(FormatsArgs),
    Extract(ExtractArgs),
    Check(CheckArgs),
    #[cfg(feature = "fetch")]
    Fetch(FetchArgs),
    Copies(CopiesArgs),
    Decisions(DecisionsArgs),
    Keys(ConfigArgs),
}

const READER_EXAMPLE: &str = "\
Without a command, dixit opens the articles in the reader (q quits, ? helps).

Example:
  dixit articles/ more.jsonl
  dixit --watch clippings/

Exit status: 0; 1 when nothing matched; 2 for wrong use or input; 3 when a quotation was refused.";

/// List who is quoted, those quoted most often first
///
/// A table on a terminal. Elsewhere lines of tab-separated fields: name, kind, quotations, statements these report,
/// articles, outlets, mentions, doubtful quotations, roles, other names. What several outlets carry is one statement.
/// What nobody could be named for is counted in the last line, as "(unattributed)".
///
/// With --actor, all that is known of somebody: every name and role with the place it was first seen at, the days and
/// articles they are mentioned in, who speaks of them, and why the articles' people are taken for one. Elsewhere than
/// on a terminal lines of tab-separated fields: name, what is known, the words.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit actors articles/\n  dixit actors --actor Sadr articles/")]
pub(super) struct ActorsArgs {
    /// All that is known of this actor: any of its names, or the beginnings of words of one; may be repeated
    #[arg(short, long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,

    /// List everybody and everything that is mentioned, quoted or not
    #[arg(long)]
    pub all: bool,

    #[command(flatten)]
    pub input: InputArgs,
}

/// List quotations, all or those of some actors
///
/// On a terminal grouped by actor and article, doubtful attributions marked "?". Elsewhere lines of tab-separated
/// fields: actor, actor's kind, kind, quotation, speaker as written, cue, outlet, headline, date, file, line,
/// start, end (code points), confidence, and with --why the reasons, strongest first, parted by "; ".
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  dixit quotes --actor Sadr --kind direct articles/
  dixit quotes --query 'outlet:rudaw -is:checked \"border violations\"' --sort statement articles/")]
pub(super) struct QuotesArgs {
    /// Only what this actor said: any of its names, or the beginnings of words of one; may be repeated
    #[arg(short, long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,

    /// Only what nobody could be named for; with --actor, that too
    #[arg(short, long)]
    pub unattributed: bool,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// Say what each attribution was decided by, and how sure it is
    #[arg(long)]
    pub why: bool,

    #[command(flatten)]
    pub input: InputArgs,
}

/// Write quotations as a sheet: of some actors, or all that a query takes
///
/// Every quotation is looked up in its article before anything is written; one that does not stand there is named
/// and left out, and the exit status is 3. A file is written whole or not at all, and none is replaced without --force.
///
/// With {actor} in FILE, as in -o 'sheets/{actor}.md', each actor has a file of its own, named so that it is harmless
/// everywhere; the folder is made if it is missing. Quotations nobody could be named for are on no sheet.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  dixit export --actor Sadr --format md -o sadr.md articles/
  dixit export --query 'kind:direct since:2026-01-18' -o 'sheets/{actor}.md' articles/")]
pub(super) struct ExportArgs {
    /// Whose quotations: any name of the actor, or the beginnings of words of one; may be repeated [default: all
    /// that are taken]
    #[arg(short, long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,

    #[command(flatten)]
    pub filter: FilterArgs,

    /// The file format, one that dixit formats lists [default: what FILE ends in, else md]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<String>,

    /// Where to write; - is standard output, {actor} in it a file for each actor
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Replace FILE if it exists
    #[arg(long)]
    pub force: bool,

    #[command(flatten)]
    pub input: InputArgs,
}

/// List the formats of the sheet, yours among them
///
/// On a terminal a table. Elsewhere lines of tab-separated fields: what --format calls it, name, what its files end in,
/// what it is for, "built in" or the file it is in, and what is wrong with that.
///
/// A file NAME.EXTENSION.j2 in the folder dixit/sheets of the XDG config folder is a format of your own, called NAME. It
/// is a template in the language of Jinja; the README says what it can print. The built-in md, html and txt are such
/// templates, to be copied and changed:
///
///   dixit formats --show md > ~/.config/dixit/sheets/mine.md.j2
///   dixit export --actor Sadr --format mine
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  dixit formats --show md\n  dixit formats --schema json"
)]
pub(super) struct FormatsArgs {
    /// Print the template of this format
    #[arg(long, value_name = "FORMAT")]
    pub show: Option<String>,

    /// Print the JSON Schema of this format, with what every field holds: json, or jsonl for one line of it
    #[arg(long, value_name = "FORMAT", conflicts_with = "show")]
    pub schema: Option<String>,
}

/// Print all facts of every article as JSON, for other programs
///
/// Offsets are Unicode code points into the text as it arrived, end exclusive.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit extract --format jsonl articles/ > facts.jsonl")]
pub(super) struct ExtractArgs {
    /// One JSON object a line, or one array
    #[arg(short, long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: ExtractFormat,

    #[command(flatten)]
    pub input: InputArgs,
}

/// Say of every file what it is, what was taken from it, what was masked and why, and what was passed over
///
/// On a terminal a paragraph for each article, what could not be read at the end. Elsewhere lines of tab-separated fields:
/// file, what is known, the words. What is known is one of: format, id, headline, outlet, author, date, changed, address,
/// language, text, parts, masked, problem, passed over. With --json an object for each article and each file that gave none, one a line.
///
/// Exit status: 0 when all could be read; 1 when there was no article; 3 when some could not be read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit check articles/\n  dixit check --json mail.mbox | jq .headline")]
pub(super) struct CheckArgs {
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub mapped: MapArgs,

    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Save pages into a folder, which dixit then opens: addresses, all pages of feeds, all feeds of a list
///
/// This is the one command that opens connections. Pages are saved as they came, each with a note of where and when beside
/// it. What is there already is asked for only if it has changed, so that the same command goes on where it was stopped.
/// A server is asked one thing at a time, with a pause between, and only for what its robots.txt allows.
///
/// On a terminal bars, and a line for each page that could not be had. Elsewhere standard output has lines of
/// tab-separated fields: saved, changed, same, twice, from feed or failed; address; the file, or why it could not be had.
///
/// Exit status: 0 when all is there; 1 when some could not be had, each named with the reason; 2 for wrong use; 130 when
/// it was interrupted.
#[cfg(feature = "fetch")]
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  dixit fetch https://post.example/ferry https://post.example/feed.xml -o articles/
  dixit fetch feeds.opml --limit 10 -o articles/ && dixit articles/
  grep -o 'https://[^ ]*' notes.txt | dixit fetch - -o articles/")]
pub(super) struct FetchArgs {
    /// Addresses of pages, feeds or lists of feeds; files that are a list of feeds (OPML), a saved feed, or have an
    /// address on each line; or - for standard input
    #[arg(value_name = "WHAT", required = true)]
    pub what: Vec<PathBuf>,

    /// Where to save; it is made if it is missing
    #[arg(short, long, value_name = "FOLDER", default_value = "fetched")]
    pub output: PathBuf,

    /// Items of a feed, the newest first
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,

    /// Seconds between two requests to a server, unless it asks for more
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub delay: Duration,

    /// Servers that are asked side by side
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = 1..=64)]
    pub servers: i64,

    /// Seconds a page may take, all in all
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = seconds)]
    pub timeout: Duration,

    /// How often more something is tried that may go another time: a server that is busy, a connection that breaks
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub retries: u32,

    /// Megabytes (MiB) a page may have
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = 1..=1024)]
    pub largest: i64,

    /// What to call oneself; robots.txt is asked for the name it begins with
    #[arg(long, value_name = "NAME", default_value = crate::fetch::AGENT)]
    pub user_agent: String,

    /// Certificates (PEM) to trust beside the system's, or those the environment names
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
}

/// A time in seconds.
#[cfg(feature = "fetch")]
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().map_err(|_| "seconds are a number".to_owned())?;
    if !(0.0..=86_400.0).contains(&seconds) {
        return Err("between 0 and 86400 seconds".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

/// List the articles that are one: copies in several outlets, versions of one outlet
///
/// On a terminal group by group, the first by date first, each other with what it is and how much of it the first has.
/// Elsewhere lines of tab-separated fields: number of the group; first, copy, version or nothing where outlets are not
/// known; share of its words that the first has as well; date, outlet, headline, file.
///
/// With --diff, what each other article changed of the first, paragraph by paragraph, after a sign: "=" the same, "~"
/// changed, "!" with another number or negation, "-" missing, "+" inserted, "<" and ">" moved away and here; within a
/// paragraph [-missing-] and {+inserted+} words. Elsewhere than on a terminal lines of fields: number of the group, file, sign, line, words.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit copies articles/\n  dixit copies --diff articles/")]
pub(super) struct CopiesArgs {
    /// Show what each article changed of the first of its group
    #[arg(long)]
    pub diff: bool,

    #[command(flatten)]
    pub input: InputArgs,
}

/// Print the log of what you corrected in the reader: when, what, and whether it is in force
///
/// On a terminal a table. Elsewhere lines of tab-separated fields: id, time, what, state. With paths, a decision that
/// finds nothing it is about in these articles is "without a target"; it is kept for those that have it.
///
/// The file is JSON Lines, one decision a line, and may be edited, joined with another and kept in version control:
///
///   {"dixit":"decisions","version":1}
///   {"id":"k3f9a2c1","decision":"rename","actor":{"name":"Sadr","kind":"person"},"name":"Muqtada al-Sadr"}
///   {"decision":"undo","entry":"k3f9a2c1"}
///
/// The README says what each decision holds. Lines that begin with # and fields that are not known stay as they are.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  dixit decisions --decisions team.jsonl articles/")]
pub(super) struct DecisionsArgs {
    #[command(flatten)]
    pub kept: KeptArgs,

    #[command(flatten)]
    pub mapped: MapArgs,

    /// Articles to look for the targets in: files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What the columns of tables and the fields of JSON are.
#[derive(Debug, clap::Args)]
pub(super) struct MapArgs {
    /// Which column or field is which, where names do not tell: text=body,title=headline; fields are text, id,
    /// title, outlet, author, published, url, language, modified
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value_t, hide_default_value = true)]
    pub map: Mapping,
}

/// Where decisions are kept.
#[derive(Debug, clap::Args)]
pub(super) struct KeptArgs {
    /// Where your corrections are kept [default: dixit/decisions.jsonl in the XDG data folder]
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
}

/// Print what every key of the reader does
///
/// With what your configuration binds, and on standard error what is wrong with it. On a terminal a table; elsewhere
/// lines of tab-separated fields: where it works, keys, action, what it does.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit keys | grep quotation")]
pub(super) struct ConfigArgs {
    /// Your configuration: keys, theme [default: dixit/config.toml in the XDG config folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Show who is quoted where: actors by outlets
///
/// A table on a terminal, the outlets that quote most first; 12/9 are 12 quotations that report 9 statements, so that what
/// copies carry counts once. Elsewhere one line for every actor and outlet, with tab-separated fields: actor, outlet,
/// quotations, statements.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dixit matrix articles/")]
pub(super) struct MatrixArgs {
    #[command(flatten)]
    pub input: InputArgs,
}

/// What to read.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    #[command(flatten)]
    pub kept: KeptArgs,

    #[command(flatten)]
    pub mapped: MapArgs,

    /// Leave your corrections out
    #[arg(long)]
    pub raw: bool,

    /// Files, folders, or - for standard input; none means the built-in sample
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Which quotations.
#[derive(Debug, clap::Args)]
pub(super) struct FilterArgs {
    /// Only quotations of this kind; may be repeated [default: all but attitude]
    #[arg(short, long = "kind", value_name = "KIND")]
    pub kinds: Vec<KindArg>,

    /// Only of this outlet: its name, or the beginnings of words of it; may be repeated
    #[arg(long = "outlet", value_name = "NAME")]
    pub outlets: Vec<String>,

    /// Only of articles published on this day or later: 2026-01-19, 2026-01 or 2026
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub since: Option<NaiveDate>,

    /// Only of articles published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<NaiveDate>,

    /// Only of this statement of its actor, by its number; may be repeated
    #[arg(long = "statement", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub statements: Vec<u32>,

    /// Only what you checked
    #[arg(long)]
    pub checked: bool,

    /// Only what this query takes, as in the reader: 'outlet:rudaw -is:checked "border violations"'
    #[arg(short = 'Q', long, value_name = "QUERY", value_parser = query, allow_hyphen_values = true)]
    pub query: Option<Query>,

    /// In this order [default: by actor and time, quotations of everybody by article]
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<SortArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SortArg {
    /// By date of the article
    Time,
    /// By actor, then time
    Actor,
    /// By outlet, then time
    Outlet,
    /// By actor and statement, the fullest wording first
    Statement,
}

impl From<SortArg> for Sort {
    fn from(sort: SortArg) -> Self {
        match sort {
            SortArg::Time => Self::Time,
            SortArg::Actor => Self::Actor,
            SortArg::Outlet => Self::Outlet,
            SortArg::Statement => Self::Statement,
        }
    }
}

impl FilterArgs {
    /// The arguments as a query.
    pub fn query(&self) -> Query {
        let mut query = Query::default();
        if !self.kinds.is_empty() {
            query = query.and(What::Kind(self.kinds.iter().map(|&kind| kind.into()).collect()));
        }
        if !self.outlets.is_empty() {
            let names = self.outlets.iter().map(Phrase::beginning).collect();
            query = query.and(What::Text(TextField::Outlet, names));
        }
        let days = [self.since.map(What::Since), self.until.map(What::Until)];
        query = days.into_iter().flatten().fold(query, Query::and);
        if !self.statements.is_empty() {
            query = query.and(What::Statement(self.statements.clone()));
        }
        if self.checked {
            query = query.and(What::Is(vec![Property::Checked]));
        }
        query.terms.extend(self.query.iter().flat_map(|typed| typed.terms.clone()));
        query
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KindArg {
    /// All of it in quotation marks
    Direct,
    /// Some of it in quotation marks
    Mixed,
    /// None of it in quotation marks
    Indirect,
    /// A belief, wish or plan rather than something said
    Attitude,
}

impl From<KindArg> for QuotationKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Direct => Self::Direct,
            KindArg::Mixed => Self::Mixed,
            KindArg::Indirect => Self::Indirect,
            KindArg::Attitude => Self::Attitude,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractFormat {
    Jsonl,
    Json,
}

/// A query all of which is understood.
fn query(text: &str) -> Result<Query, String> {
    let parsed = Query::parse(text);
    if parsed.problems.is_empty() {
        return Ok(parsed.query);
    }
    let problems: Vec<String> = parsed.problems.into_iter().map(|problem| problem.message).collect();
    Err(problems.join("; "))
}

/// A day, or the first of a month or year.
fn first_day(text: &str) -> Result<NaiveDate, NoPeriod> {
    text.parse::<Period>().map(|period| period.first)
}

/// A day, or the last of a month or year.
fn last_day(text: &str) -> Result<NaiveDate, NoPeriod> {
    text.parse::<Period>().map(|period| period.last)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Args::command().debug_assert();
    }
}

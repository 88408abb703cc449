//! `dixit extract`: all facts, for other programs.

use std::io;

use rayon::prelude::*;

use super::{
    Outcome,
    args::{ExtractArgs, ExtractFormat},
    console::Console,
    input,
};
use crate::{
    briefing::{ArticleId, Briefing, QuoteId},
    export::extract::Record,
    ingest::{self, Intake, Reading},
    model::Document,
    pipeline::Engine,
};

pub(super) fn run(args: &ExtractArgs, console: &mut Console) -> anyhow::Result<Outcome> {
    let mut printer = Printer { engine: Engine::new(), format: args.format, printed: 0 };
    let decisions = input::decisions(&args.input, console)?;
    if !decisions.is_empty() {
        // Who is who by decision shows only in all articles together.
        let (documents, notices) = input::documents(&args.input.paths, &args.input.mapped)?;
        console.notices(&notices);
        printer.print_decided(&input::of_documents(documents, &decisions), console)?;
    } else if args.input.paths.is_empty() {
        console.notice(input::SAMPLE);
        printer.print(&ingest::sample(), console)?;
    } else {
        // Read and printed in portions: neither all texts nor all facts are ever in memory together.
        let mut rest = Intake::default();
        let reading = Reading::open(&args.input.paths, io::stdin())?.mapped(args.input.mapped.map.clone());
        for mut portion in reading {
            printer.print(&std::mem::take(&mut portion.documents), console)?;
            rest.extend(portion);
        }
        if printer.printed == 0 {
            return Err(rest.nothing().into());
        }
        for notice in input::about_skipped(&rest.skipped) {
            console.notice(&notice);
        }
    }
    printer.end(console)?;
    Ok(Outcome::Done)
}

struct Printer {
    engine: Engine,
    format: ExtractFormat,
    /// How many records have been printed.
    printed: usize,
}

/// So many documents are analysed together before their facts are printed: enough for all processors.
const TOGETHER: usize = 64;

impl Printer {
    /// Prints the facts of `documents` in their order.
    fn print(&mut self, documents: &[Document], console: &mut Console) -> anyhow::Result<()> {
        for chunk in documents.chunks(TOGETHER) {
            let records: Vec<String> = chunk
                .par_iter()
                .map(|document| serde_json::to_string(&Record::new(document, &self.engine.analyse(document))))
                .collect::<Result<_, _>>()?;
            records.iter().try_for_each(|record| self.record(record, console))?;
        }
        Ok(())
    }

    /// Prints the facts of the articles of a briefing, as decisions leave them.
    fn print_decided(&mut self, briefing: &Briefing, console: &mut Console) -> anyhow::Result<()> {
        for (i, article) in briefing.articles.iter().enumerate() {
            let Some(analysis) = article.analysis.as_deref() else { continue };
            let id = ArticleId(i as u32);
            let mark = |index| briefing.mark(QuoteId { article: id, index });
            let record = Record::new(&article.document, analysis).marked(mark);
            self.record(&serde_json::to_string(&record)?, console)?;
        }
        Ok(())
    }

    fn record(&mut self, record: &str, console: &mut Console) -> io::Result<()> {
        console.json(match (self.format, self.printed) {
            (ExtractFormat::Jsonl, _) => "",
            (ExtractFormat::Json, 0) => "[\n",
            (ExtractFormat::Json, _) => ",\n",
        })?;
        console.json(record)?;
        if self.format == ExtractFormat::Jsonl {
            console.json("\n")?;
        }
        self.printed += 1;
        Ok(())
    }

    fn end(&self, console: &mut Console) -> io::Result<()> {
        match self.format {
            ExtractFormat::Jsonl => Ok(()),
            ExtractFormat::Json => console.json("\n]\n"),
        }
    }
}

//! Learns the weights of all models from annotated JSON Lines and writes them beside the code that reads them.
//!
//! ```text
//! cargo run --release --example train -- GOLD_DIR [--only names|attribution|pronouns]
//! ```
//! `GOLD_DIR` holds `polnear-train.jsonl` (attributions), `polnear-train-names.jsonl` and `gum-mentions.jsonl`
//! (names). Same data, same bytes: nothing depends on time, threads or hashing order. The development articles
//! are never read.

#![allow(clippy::print_stderr, reason = "a command that tells how its learning goes")]

mod attribution;
mod gold;
mod lessons;
mod names;
mod pronouns;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use dixit::{attribute::Models, lexicon::Lexicon};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(dir) = args.next().map(PathBuf::from) else {
        bail!("usage: train GOLD_DIR [--only names|attribution|pronouns]")
    };
    let only = (args.next().as_deref() == Some("--only")).then(|| args.next()).flatten();
    let lexicon = Lexicon::embedded();
    if only.as_deref() == Some("pronouns") {
        let names = dixit::mention::embedded_weights(&lexicon);
        return write(
            "src/actor/weights/pronoun.tsv",
            &pronouns::learn(&dir, &lexicon, &names, &Models::embedded(&lexicon))?,
        );
    }
    let train = gold::read_attributions(&dir.join("polnear-train.jsonl"))?;
    if only.as_deref() != Some("attribution") {
        let file = names::learn(&train, &dir, &lexicon)?;
        write("src/mention/weights/names.tsv", &file)?;
    }
    if only.as_deref() != Some("names") {
        // The lessons stand first, so that what is held out is articles as they come.
        let mut train = train;
        let articles = std::mem::replace(&mut train, lessons::read(Path::new("examples/train/lessons"))?);
        train.extend(articles);
        let fresh = std::fs::read_to_string("src/mention/weights/names.tsv").context("names.tsv")?;
        let feature_names = dixit::mention::name_feature_names();
        let feature_names: Vec<&str> = feature_names.iter().map(String::as_str).collect();
        let names = dixit::linear::Weights::parse(&fresh, &feature_names, &lexicon)?;
        let (models, files) = attribution::learn(&train, &lexicon, &names, Models::default());
        for (path, file) in files {
            write(path, &file)?;
        }
        write("src/actor/weights/pronoun.tsv", &pronouns::learn(&dir, &lexicon, &names, &models)?)?;
    }
    Ok(())
}

fn write(path: &str, text: &str) -> Result<()> {
    std::fs::write(Path::new(path), text).with_context(|| format!("writing {path}"))
}

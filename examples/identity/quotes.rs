//! Pronouns that speak: of the quoted segments whose annotated source is a pronoun and whose speaker mention is
//! right, the share whose actor is right too.

use std::fmt::Write as _;

use dixit::{
    model::{Document, Given, MentionKind, Origin},
    notation,
    pipeline::Engine,
};

use crate::{
    read,
    units::{Found, units},
};

/// Measures; returns the row.
pub fn measure(engine: &Engine, gold: &str, actors: &str, errors: usize) -> anyhow::Result<String> {
    let (mut asked, mut right) = (0_u32, 0_u32);
    let mut wrong = Vec::new();
    for gold in read::golds(gold, Some(actors))? {
        let document = Document {
            id: gold.id.clone(),
            raw: gold.text.as_str().into(),
            origin: Origin::Stdin,
            given: Given::default(),
        };
        let analysis = engine.analyse(&document);
        let found = Found::all(&document, &analysis);
        let chars: Vec<char> = gold.text.chars().collect();
        let words = |[start, end]: [u32; 2]| chars[start as usize..end as usize].iter().collect::<String>();
        for unit in units(&gold, &found) {
            let Some(source) = unit.gold.and_then(|g| gold.attributions[g].source.first()) else { continue };
            let pronoun = notation::mention_kind(&words(*source)) == MentionKind::Pronoun;
            let Some(actor) = unit.actor.filter(|_| unit.right && pronoun) else { continue };
            asked += 1;
            right += u32::from(actor.right);
            if !actor.right {
                let is = unit.found.and_then(|f| found[f].actor.clone()).unwrap_or_default();
                let who = gold.actors.iter().flatten().find(|a| a.source == *source);
                let who = who.map_or("", |a| a.name.as_str());
                wrong.push(format!(
                    "{} {} at {}: is {is}, should be {who}",
                    gold.id,
                    words(*source),
                    source[0]
                ));
            }
        }
    }
    let share = f64::from(right) / f64::from(asked.max(1));
    let mut out = String::new();
    _ = writeln!(
        out,
        "quotes\tpronoun sources whose mention is right\t\t{share:.3}\t\t{asked} asked, {right} right"
    );
    wrong.truncate(errors);
    for words in &wrong {
        _ = writeln!(out, "  {words}");
    }
    Ok(out)
}

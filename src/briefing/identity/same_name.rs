//! Persons of one full name, whatever its case, accents, title or Arabic article.

use super::{Rule, joiner::Joiner, known::Known};

pub(super) static RULE: Rule = Rule {
    name: "same_name",
    words: "same name",
    summary: "persons of one full name, its case, accents, hyphens, titles and al- aside",
    example: ["Muqtada al-Sadr", "Mr. MUQTADA AL SADR"],
    apply,
};

fn apply<'a>(known: &Known<'a>, joiner: &mut Joiner<'a>) {
    for name in &known.full {
        let Some((&first, rest)) = name.nodes.split_first() else { continue };
        for &node in rest {
            joiner.join([first, node], [name.form, known.display(node)]);
        }
    }
}

//! Decisions files, which may lie beside the articles and are none of them.

use super::{Format, Intake, Look, Reader, Sure};

/// How a decisions file begins.
const DECISIONS: &[u8] = b"{\"dixit\":\"decisions\"";

pub(super) const FORMAT: Format = Format {
    name: "decisions file",
    extensions: &["jsonl"],
    recognise,
    reader: Reader::Stream(|_, context| {
        Ok(Intake { passed_over: vec![context.skip("decisions, not articles")], ..Intake::default() })
    }),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    look.head.starts_with(DECISIONS).then_some(Sure::Certain)
}

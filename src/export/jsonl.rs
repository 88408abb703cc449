//! The sheet as JSON Lines: one quotation a line, each with its actor, so that every line stands alone.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    Sheet,
    sheet::{SheetActor, SheetQuotation, VERSION},
};

/// Name of the schema of a line; its version is that of the sheet.
pub const SCHEMA: &str = "dixit-quotation";

/// A line: the quotation as the JSON format has it, and whose it is.
#[derive(Serialize)]
struct Line<'s> {
    schema: &'static str,
    version: u32,
    actor: &'s str,
    actor_kind: &'static str,
    aliases: &'s [String],
    roles: &'s [String],
    #[serde(flatten)]
    quotation: &'s SheetQuotation,
}

impl<'s> Line<'s> {
    fn new(actor: &'s SheetActor, quotation: &'s SheetQuotation) -> Self {
        Self {
            schema: SCHEMA,
            version: VERSION,
            actor: &actor.name,
            actor_kind: actor.kind,
            aliases: &actor.aliases,
            roles: &actor.roles,
            quotation,
        }
    }
}

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    for (actor, quotation) in sheet.quotations() {
        serde_json::to_writer(&mut *out, &Line::new(actor, quotation))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

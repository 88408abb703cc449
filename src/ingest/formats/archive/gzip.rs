//! What gzip compressed: a file of any kind, an archive among them.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{
    super::{Context, Format, Intake, Look, Reader, Sure, head_of, plain, read as read_any},
    Unpacking,
};

/// One file, compressed; of several streams one after the other, all.
pub(in super::super) const FORMAT: Format =
    Format { name: "compressed file", extensions: &["gz", "tgz"], recognise, reader: Reader::Stream(read) };

fn recognise(look: &Look<'_>) -> Option<Sure> {
    look.head.starts_with(&[0x1f, 0x8b, 8]).then_some(Sure::Certain)
}

fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    let name = context.name();
    let inner = match name.rsplit_once('.') {
        Some((stem, end)) if end.eq_ignore_ascii_case("tgz") => format!("{stem}.tar"),
        Some((stem, end)) if end.eq_ignore_ascii_case("gz") => stem.to_owned(),
        _ => name.clone(),
    };
    let context = context.unpacked(inner)?;
    let mut unpacked = Unpacking { from: MultiGzDecoder::new(from), context: &context };
    let head = head_of(&mut unpacked).map_err(|error| plain(&error))?;
    let intake = read_any(head, &[], &mut unpacked, &context, true);
    Ok(intake)
}

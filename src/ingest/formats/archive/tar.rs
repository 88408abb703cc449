//! Tar archives: files one after the other. Links are not followed, holes not filled.

use std::io::{self, Read};

use tar::{Archive, EntryType};

use super::{
    super::{Context, Format, Intake, Look, Reader, Sure, plain},
    Members, all_of,
};

/// Files as `tar` packs them, in any of its dialects.
pub(in super::super) const FORMAT: Format =
    Format { name: "tar archive", extensions: &["tar"], recognise, reader: Reader::Stream(read) };

/// Where the sum of a header's bytes stands in it.
const SUM: std::ops::Range<usize> = 148..156;

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let header = look.head.get(..512)?;
    let sum = str::from_utf8(header.get(SUM)?).ok()?.trim_matches(['\0', ' ']);
    let stated = u32::from_str_radix(sum, 8).ok()?;
    let is_sum = |at: usize| SUM.contains(&at);
    let counted: u32 =
        header.iter().enumerate().map(|(at, &byte)| if is_sum(at) { 32 } else { u32::from(byte) }).sum();
    (stated == counted && counted > 256).then_some(Sure::Certain)
}

fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    let mut members = Members::new(context);
    let ended = read_members(from, &mut members);
    members.finish(ended)
}

fn read_members(from: &mut dyn Read, members: &mut Members<'_>) -> Result<(), String> {
    let mut archive = Archive::new(from);
    for entry in archive.entries().map_err(|error| damaged(&error))? {
        let entry = entry.map_err(|error| damaged(&error))?;
        let kind = entry.header().entry_type();
        if matches!(kind, EntryType::Directory | EntryType::XGlobalHeader) {
            continue;
        }
        let Some(member) = members.place(&String::from_utf8_lossy(&entry.path_bytes()))? else { continue };
        match kind {
            EntryType::Regular | EntryType::Continuous => {
                let size = entry.size();
                let bytes = match all_of(entry) {
                    Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        members.skip(&member, error.to_string());
                        continue;
                    }
                    bytes => bytes.map_err(|error| damaged(&error))?,
                };
                if (bytes.len() as u64) < size {
                    return Err(damaged(&io::ErrorKind::UnexpectedEof.into()));
                }
                members.add(member, bytes);
            }
            EntryType::Link | EntryType::Symlink => members.pass_over(&member, "a link"),
            // A few bytes of it could stand for a terabyte of nothing.
            EntryType::GNUSparse => members.skip(&member, "a file with holes, which are not filled"),
            _ => members.pass_over(&member, "not a regular file"),
        }
    }
    Ok(())
}

fn damaged(error: &io::Error) -> String {
    format!("damaged or cut short: {}", plain(error))
}

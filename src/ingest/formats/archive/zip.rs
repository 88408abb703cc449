//! ZIP archives.

use std::{
    fs::File,
    io::{Cursor, Read, Seek},
};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{
    super::{Context, Format, Intake, Look, Reader, Sure, plain},
    Members, all_of, unpack,
};

/// Files as browsers, shells and file managers pack them.
pub(in super::super) const FORMAT: Format =
    Format { name: "ZIP archive", extensions: &["zip"], recognise, reader: Reader::Stream(read) };

fn recognise(look: &Look<'_>) -> Option<Sure> {
    let starts = [&b"PK\x03\x04"[..], b"PK\x05\x06"];
    // Books and office documents are ZIP archives too; their formats are surer.
    starts.iter().any(|start| look.head.starts_with(start)).then_some(Sure::Possible)
}

fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    if context.is_file() {
        let file = File::open(context.path()).map_err(|error| plain(&error))?;
        return read_archive(file, context);
    }
    read_archive(Cursor::new(all_of(from).map_err(|error| plain(&error))?), context)
}

/// Parts that only documents and programs have.
const NO_ARCHIVES: &[&str] = &["[Content_Types].xml", "META-INF/MANIFEST.MF", "META-INF/manifest.xml"];

fn read_archive<R: Read + Seek>(from: R, context: &Context<'_>) -> Result<Intake, String> {
    let mut archive = ZipArchive::new(from).map_err(told)?;
    if NO_ARCHIVES.iter().any(|name| archive.index_for_name(name).is_some()) {
        return Err("an office document or a program, of a kind that is not read".to_owned());
    }
    let mut members = Members::new(context);
    let ended = (0..archive.len()).try_for_each(|index| {
        let reason = match archive.by_index(index) {
            Ok(entry) => return read_member(entry, &mut members, context),
            Err(error) => told(error),
        };
        let name = archive.by_index_raw(index).map(|entry| name(&entry)).unwrap_or_default();
        if let Some(member) = members.place(&name)? {
            members.skip(&member, reason);
        }
        Ok(())
    });
    members.finish(ended)
}

/// Takes one part. An error ends the reading of the archive.
fn read_member<R: Read>(
    entry: ZipFile<'_, R>,
    members: &mut Members<'_>,
    context: &Context<'_>,
) -> Result<(), String> {
    if entry.is_dir() {
        return Ok(());
    }
    let Some(member) = members.place(&name(&entry))? else { return Ok(()) };
    if entry.is_symlink() {
        members.pass_over(&member, "a link");
        return Ok(());
    }
    match unpack(entry, context) {
        Ok(bytes) => members.add(member, bytes),
        // A bomb is read no further; what is damaged stands alone.
        Err(error) if error.kind() == std::io::ErrorKind::Other => return Err(error.to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            members.skip(&member, error.to_string());
        }
        Err(error) => members.skip(&member, format!("damaged: {}", plain(&error))),
    }
    Ok(())
}

/// What a part is called, in whatever charset.
fn name<R: Read>(entry: &ZipFile<'_, R>) -> String {
    let lossy = || String::from_utf8_lossy(entry.name_raw()).into_owned();
    entry.name().map_or_else(|_| lossy(), std::borrow::Cow::into_owned)
}

fn told(error: ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            "needs a password".to_owned()
        }
        ZipError::CompressionMethodNotSupported(_) => "compressed in a way that is not read".to_owned(),
        ZipError::Io(error) => plain(&error),
        ZipError::InvalidArchive(why) => format!("damaged or cut short: {why}"),
        error => error.to_string(),
    }
}

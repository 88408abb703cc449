//! OPML: lists of feeds. Files that lie in or below the folder of the list are read; addresses are not fetched.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use quick_xml::events::Event;

use super::{
    super::{
        super::{decode, limits, load_file},
        Context, Format, Intake, Look, Reader, Sure, head_of, plain,
    },
    attribute, lenient, root,
};

/// What feed readers export their subscriptions as.
pub const FORMAT: Format = Format {
    name: "list of feeds",
    extensions: &["opml"],
    recognise: |look: &Look<'_>| {
        (look.start().starts_with('<') && root(look.start(), &["opml"])).then_some(Sure::Certain)
    },
    reader: Reader::Whole(limits::PAGE, |bytes, context| {
        let text = decode::decode_page(bytes, None).map_err(|error| error.to_string())?;
        read(&text, context)
    }),
};

fn read(text: &str, context: &Context<'_>) -> Result<Intake, String> {
    let mut intake = Intake::default();
    let listed = listed(text)?;
    if listed.is_empty() {
        return Err("lists nothing".to_owned());
    }
    for target in listed {
        let member = context.member(&target)?;
        match local(&target) {
            None => intake.skipped.push(member.skip("an address: not fetched")),
            // A folder that is read has its files without the list.
            Some(_) if !context.is_named() => intake.passed_over.push(member.skip("read with its folder")),
            Some(file) => match below(context, &file).and_then(|path| load(&path, context)) {
                Ok(read) => intake.extend(read),
                Err(reason) => intake.skipped.push(member.skip(reason)),
            },
        }
    }
    Ok(intake)
}

/// Reads a file that is listed, unless it is a list, which could list itself.
fn load(path: &Path, context: &Context<'_>) -> Result<Intake, String> {
    let mut file = fs::File::open(path).map_err(|error| plain(&error))?;
    let head = head_of(&mut file).map_err(|error| plain(&error))?;
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let look = Look::new(&head, &[], false, &name, true);
    if (FORMAT.recognise)(&look).is_some() {
        return Err("a list in a list: not read".to_owned());
    }
    load_file(path, true, context.mapping()).map_err(|error| plain(&error))
}

/// What the outlines lead to, in order, each once: addresses and files.
pub fn listed(text: &str) -> Result<Vec<String>, String> {
    let mut reader = lenient(text);
    let mut out: Vec<String> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(outline) | Event::Empty(outline))
                if outline.local_name().as_ref() == "outline" =>
            {
                let target = ["xmlUrl", "xmlurl", "url"].iter().find_map(|name| attribute(&outline, name));
                out.extend(
                    target.map(|target| target.trim().to_owned()).filter(|target| !out.contains(target)),
                );
            }
            Ok(Event::Eof) => return Ok(out),
            Ok(_) => {}
            Err(error) if out.is_empty() => return Err(format!("not XML: {error}")),
            Err(_) => return Ok(out),
        }
    }
}

/// The file an entry leads to; `None` if it is an address.
fn local(target: &str) -> Option<PathBuf> {
    if let Some(file) = target.strip_prefix("file://") {
        return Some(PathBuf::from(file));
    }
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    let is_address = scheme.is_some_and(|scheme| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    (!is_address && !target.starts_with("//")).then(|| PathBuf::from(target))
}

/// Where a file that is listed really lies, which must be in or below the folder of the list, links followed.
fn below(context: &Context<'_>, file: &Path) -> Result<PathBuf, String> {
    if !context.is_file() {
        return Err("a file beside the list, which is itself in no folder".to_owned());
    }
    let folder = context.path().parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(file);
    let outside = || "outside the folder of the list: not read".to_owned();
    if file.is_relative() && file.components().any(|part| part == Component::ParentDir) {
        return Err(outside());
    }
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| plain(&error));
    let (root, real) = (real(folder)?, real(&path)?);
    if !real.starts_with(&root) {
        return Err(outside());
    }
    if !real.is_file() {
        return Err("not a regular file".to_owned());
    }
    Ok(path)
}

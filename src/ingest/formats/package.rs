//! A ZIP file whose parts are one document: what Word, LibreOffice and makers of e-books write.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use super::{super::limits, Context, Look};

/// Such a file, opened.
pub struct Package(ZipArchive<Cursor<Vec<u8>>>);

impl Package {
    /// Opens the file.
    pub fn open(bytes: Vec<u8>) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| format!("damaged: {}", plain(error)))
    }

    /// The bytes of the part with this name, within what the file may still unpack.
    pub fn part(&mut self, name: &str, context: &Context<'_>) -> Result<Vec<u8>, String> {
        let part = self.0.by_name(name).map_err(|error| format!("{name}: {}", plain(error)))?;
        let most = limits::PART.min(context.budget().left());
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: damaged: {error}"))?;
        context.budget().spend(bytes.len() as u64)?;
        if bytes.len() as u64 > limits::PART {
            return Err(format!("{name}: unpacks to more than {} MiB", limits::PART >> 20));
        }
        Ok(bytes)
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// The names of the parts that begin and end like this, in order.
    pub fn names(&self, start: &str, end: &str) -> Vec<String> {
        let mut names: Vec<String> = self.0.file_names().flatten().map(Into::into).collect();
        names.retain(|name| name.starts_with(start) && name.ends_with(end));
        names.sort_unstable();
        names
    }
}

fn plain(error: ZipError) -> String {
    match error {
        ZipError::FileNotFound => "is not there".to_owned(),
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => "is encrypted".to_owned(),
        error => error.to_string(),
    }
}

/// The name of the first part of a ZIP file; empty if it is none. Archives of such files hold the names of their parts too.
pub fn first_name<'f>(look: &Look<'f>) -> &'f str {
    let name = |head: &'f [u8]| {
        let rest = head.strip_prefix(b"PK\x03\x04")?;
        let length = usize::from(u16::from_le_bytes([*rest.get(22)?, *rest.get(23)?]));
        std::str::from_utf8(rest.get(26..26 + length)?).ok()
    };
    name(look.head).unwrap_or_default()
}

/// `path` as seen from the part `from`: "../Text/one.xhtml" from "OPS/nav.xhtml" is "Text/one.xhtml".
pub fn resolve(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_its_part() {
        assert_eq!(resolve("OPS/nav.xhtml", "../Text/one.xhtml"), "Text/one.xhtml");
        assert_eq!(resolve("OPS/a/nav.xhtml", "./b/c.xhtml"), "OPS/a/b/c.xhtml");
        assert_eq!(resolve("content.opf", "../../x.html"), "x.html");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
    }
}

//! Plain text, Markdown among it: the document is the file.

use super::{
    super::{decode, limits},
    Format, Look, Reader, Sure,
};
use crate::model::Given;

/// One article a file.
pub(super) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text", "md", "markdown", "mdown", "mkd", "rst", "org", "asc"],
    recognise,
    reader: Reader::Whole(limits::ARTICLE, |bytes, context| {
        let raw = decode::decode_as(bytes, context.label()).map_err(|error| error.to_string())?;
        Ok(context.document(raw, Given::default()))
    }),
};

/// Extensions of texts that are no articles, and of files that are none even when they are empty. A file the user
/// names is read whatever it is called.
const OTHERS: &[&str] = &[
    "avif",
    "bash",
    "bat",
    "bib",
    "bmp",
    "c",
    "cfg",
    "cjs",
    "conf",
    "cpp",
    "css",
    "eot",
    "exe",
    "gif",
    "gitignore",
    "go",
    "h",
    "ico",
    "ics",
    "ini",
    "java",
    "jpeg",
    "jpg",
    "js",
    "jsx",
    "less",
    "lock",
    "log",
    "map",
    "mjs",
    "mp3",
    "mp4",
    "opml",
    "otf",
    "php",
    "pl",
    "png",
    "ps1",
    "py",
    "rb",
    "rs",
    "scss",
    "sh",
    "sql",
    "srt",
    "svg",
    "swf",
    "tex",
    "tif",
    "tiff",
    "toml",
    "ts",
    "tsx",
    "ttf",
    "vcf",
    "vtt",
    "webm",
    "webp",
    "woff",
    "woff2",
    "xml",
    "xsl",
    "yaml",
    "yml",
];

fn recognise(look: &Look<'_>) -> Option<Sure> {
    look.text.as_ref()?;
    (look.named || !OTHERS.contains(&look.extension.as_str())).then_some(Sure::Possible)
}

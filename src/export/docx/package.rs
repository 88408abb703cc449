//! The file around the text of a Word document: its parts, what they are and how they hang together, zipped.

use std::{
    fmt::Write as _,
    io::{self, Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::markup::escape;

/// What a document is made of.
pub(super) struct Package {
    /// Its title, for lists of files.
    pub title: String,
    /// What stands between `<w:body>` and its end.
    pub body: String,
    /// The footnotes, numbered from 1.
    pub footnotes: String,
    /// Addresses of pages; the first has the relationship `page1`.
    pub pages: Vec<String>,
}

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;

/// The names that parts of the text use.
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const OF_DOCUMENT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#;

const HYPERLINK: &str =
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink""#;

const SETTINGS: &str = r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#;

/// The lines above footnotes, which every document with some must have.
const SEPARATORS: &str = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#;

const FOOTER: &str = r#"<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;

/// A4, with room at the sides.
const SECTION: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>"#;

impl Package {
    /// The file. The same document is the same bytes: nothing in it says when it was made.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let part = |name: &str, inside: &str| format!("<w:{name} {NAMES}>{inside}</w:{name}>");
        for (path, parts) in [
            ("[Content_Types].xml", TYPES.to_owned()),
            ("_rels/.rels", RELATIONSHIPS.to_owned()),
            ("docProps/core.xml", self.properties()),
            ("word/document.xml", part("document", &["<w:body>", &self.body, SECTION, "</w:body>"].concat())),
            ("word/_rels/document.xml.rels", self.relationships()),
            ("word/styles.xml", part("styles", include_str!("styles.xml"))),
            ("word/settings.xml", part("settings", SETTINGS)),
            ("word/footnotes.xml", part("footnotes", &[SEPARATORS, &self.footnotes].concat())),
            ("word/footer1.xml", part("ftr", FOOTER)),
        ] {
            zip.start_file(path, options)?;
            zip.write_all(DECLARATION.as_bytes())?;
            zip.write_all(parts.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn properties(&self) -> String {
        let mut xml = String::from(
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>"#,
        );
        escape(&mut xml, &self.title);
        xml.push_str("</dc:title></cp:coreProperties>");
        xml
    }

    fn relationships(&self) -> String {
        let mut xml = OF_DOCUMENT.to_owned();
        for (page, number) in self.pages.iter().zip(1..) {
            let _ =
                write!(xml, r#"<Relationship Id="page{number}" {HYPERLINK} TargetMode="External" Target=""#);
            escape(&mut xml, page);
            xml.push_str(r#""/>"#);
        }
        xml.push_str("</Relationships>");
        xml
    }
}

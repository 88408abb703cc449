//! WARC: web archives, as crawlers write them. Of each page that was answered with success the page is read.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use rayon::prelude::*;

use super::{
    super::{decode, limits},
    Context, Format, Intake, Look, Reader, Sure, html, plain,
};
use crate::model::Given;

/// Records one after the other; compressed ones come through gzip.
pub(super) const FORMAT: Format =
    Format { name: "web archive", extensions: &["warc"], recognise, reader: Reader::Stream(read) };

fn recognise(look: &Look<'_>) -> Option<Sure> {
    look.head.starts_with(b"WARC/").then_some(Sure::Certain)
}

/// Bytes of the lines at the head of a record or an answer.
const HEAD: u64 = 1 << 16;

/// So many pages wait before they are read, all processors together.
const TOGETHER: usize = 64;

fn read(from: &mut dyn Read, context: &Context<'_>) -> Result<Intake, String> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    let (mut intake, mut counts) = (Intake::default(), Counts::default());
    let mut waiting: Vec<Page> = Vec::new();
    let mut number = 0;
    let ended = loop {
        let record = match next_record(&mut from) {
            Ok(Some(record)) => record,
            Ok(None) => break Ok(()),
            Err(error) => break Err(plain(&error)),
        };
        number += 1;
        let length = record.length();
        let mut body = from.by_ref().take(length);
        let page = page(&record, &mut body, number, &mut counts);
        // What was not asked for of the record.
        let passed = io::copy(&mut body, &mut io::sink());
        match (page, passed) {
            (Ok(page), Ok(_)) => waiting.extend(page),
            (Err(error), _) | (_, Err(error)) => break Err(plain(&error)),
        }
        if waiting.len() >= TOGETHER
            && let Err(reason) = flush(&mut waiting, context, &mut intake)
        {
            break Err(reason);
        }
    };
    let ended = ended.and(flush(&mut waiting, context, &mut intake));
    counts.tell(context, &mut intake);
    if let Err(reason) = ended {
        intake.skipped.push(context.skip(format!("{reason}; what follows record {number} was not read")));
    } else if intake.documents.is_empty() && intake.skipped.is_empty() {
        return Err("holds no pages".to_owned());
    }
    Ok(intake)
}

/// What was passed over, by kind.
#[derive(Debug, Default)]
struct Counts {
    revisits: usize,
    failures: usize,
    others: usize,
}

impl Counts {
    fn tell(&self, context: &Context<'_>, intake: &mut Intake) {
        if self.revisits > 0 {
            let reason =
                format!("{} revisits, whose pages are in other records, were not read", self.revisits);
            intake.skipped.push(context.skip(reason));
        }
        for (count, what) in
            [(self.failures, "answers without a page"), (self.others, "records that are no pages")]
        {
            if count > 0 {
                intake.passed_over.push(context.skip(format!("{count} {what}")));
            }
        }
    }
}

/// A page with what its record says of it.
struct Page {
    number: usize,
    url: Option<String>,
    saved: Option<String>,
    charset: Option<String>,
    modified: Option<String>,
    bytes: Vec<u8>,
}

fn flush(waiting: &mut Vec<Page>, context: &Context<'_>, intake: &mut Intake) -> Result<(), String> {
    // Counted before they are read: one too many ends the reading of the archive.
    let with_place =
        |page: Page| context.member(&format!("record {}", page.number)).map(|member| (page, member));
    let pages: Vec<(Page, Context<'_>)> =
        std::mem::take(waiting).into_iter().map(with_place).collect::<Result<_, _>>()?;
    for read in pages.into_par_iter().map(|(page, member)| article(page, &member)).collect::<Vec<_>>() {
        context.take(&read.documents)?;
        intake.extend(read);
    }
    Ok(())
}

fn article(page: Page, member: &Context<'_>) -> Intake {
    let given =
        Given { url: page.url.clone(), modified: page.modified, retrieved: page.saved, ..Given::default() };
    let text = decode::decode_page(page.bytes, page.charset.as_deref()).map_err(|error| error.to_string());
    let mut intake = text
        .and_then(|text| html::page(&text, given, member))
        .unwrap_or_else(|reason| Intake::of_skipped(member.skip(reason)));
    for document in &mut intake.documents {
        document.id = page.url.clone().unwrap_or_else(|| document.id.clone());
        document.given.format = "page of a web archive";
    }
    intake
}

/// The page in a record, if it is one.
fn page(
    record: &Fields,
    body: &mut dyn Read,
    number: usize,
    counts: &mut Counts,
) -> io::Result<Option<Page>> {
    let kind = record.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let mut page = Page {
        number,
        url: record.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned()),
        saved: record.get("warc-date").map(str::to_owned),
        charset: None,
        modified: None,
        bytes: Vec::new(),
    };
    match kind.as_str() {
        "response" => {}
        "resource" if is_page(record.get("content-type")) => {
            page.charset = charset(record.get("content-type"));
            body.take(limits::PAGE).read_to_end(&mut page.bytes)?;
            return Ok(Some(page));
        }
        "revisit" => {
            counts.revisits += 1;
            return Ok(None);
        }
        _ => {
            counts.others += 1;
            return Ok(None);
        }
    }
    let mut body = BufReader::new(body);
    let mut status = Vec::new();
    body.by_ref().take(HEAD).read_until(b'\n', &mut status)?;
    let status = String::from_utf8_lossy(&status).into_owned();
    let fields = Fields::read(&mut body)?;
    let code = status.strip_prefix("HTTP/").and_then(|rest| rest.split_whitespace().nth(1));
    if !code.is_some_and(|code| matches!(code, "200" | "203")) {
        counts.failures += 1;
        return Ok(None);
    }
    if !is_page(fields.get("content-type")) {
        counts.others += 1;
        return Ok(None);
    }
    page.charset = charset(fields.get("content-type"));
    page.modified = fields.get("last-modified").map(str::to_owned);
    let chunked =
        fields.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let bytes = if chunked { unchunked(&mut body)? } else { all_of(&mut body)? };
    page.bytes = match fields.get("content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") => all_of(&mut MultiGzDecoder::new(bytes.as_slice()))?,
        Some("deflate") => all_of(&mut ZlibDecoder::new(bytes.as_slice()))?,
        None | Some("" | "identity") => bytes,
        Some(_) => {
            counts.others += 1;
            return Ok(None);
        }
    };
    Ok(Some(page))
}

/// No more than a page may have; what is larger is refused where pages are read.
fn all_of(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limits::PAGE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A body that was sent in chunks. Some archives say so of bodies they have put together.
fn unchunked(body: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let all = all_of(body)?;
    let mut rest = all.as_slice();
    let mut out = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let (line, after) = rest.split_at(end + 1);
        let size = str::from_utf8(line).ok().and_then(|line| line.split(';').next());
        let Some(size) = size.and_then(|size| usize::from_str_radix(size.trim(), 16).ok()) else {
            return Ok(if out.is_empty() { all } else { out });
        };
        if size == 0 {
            break;
        }
        let chunk = after.get(..size.min(after.len())).unwrap_or_default();
        out.extend_from_slice(chunk);
        rest = after.get(chunk.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Ok(out)
}

fn is_page(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
}

fn charset(kind: Option<&str>) -> Option<String> {
    let kind = kind?.to_ascii_lowercase();
    let (_, charset) = kind.split_once("charset=")?;
    Some(charset.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned())
}

/// The fields at the head of a record or an answer, in lower case.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let mut from = from.take(HEAD);
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            let mut line = Vec::new();
            if from.read_until(b'\n', &mut line)? == 0 || line.trim_ascii().is_empty() {
                return Ok(Self(fields));
            }
            let line = String::from_utf8_lossy(&line).into_owned();
            match (line.split_once(':'), fields.last_mut()) {
                (None, Some((_, value))) => value.push_str(line.trim_end()),
                (Some((name, value)), _) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                (None, None) => {}
            }
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn length(&self) -> u64 {
        self.get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default()
    }
}

/// The head of the next record; `None` at the end of the archive.
fn next_record(from: &mut impl BufRead) -> io::Result<Option<Fields>> {
    loop {
        let mut line = Vec::new();
        if from.by_ref().take(HEAD).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if !line.starts_with(b"WARC/") {
            return Err(io::Error::other("damaged: no record where one should begin"));
        }
        return Fields::read(from).map(Some);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Budget, read_all},
        *,
    };

    fn record(kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/{kind}\r\nWARC-Date: 2026-01-19T10:00:00Z\r\n\
             {fields}Content-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn read(bytes: Vec<u8>) -> Intake {
        let budget = Budget::new(bytes.len() as u64);
        read_all(bytes, &Context::file("w.warc".as_ref(), &budget), true)
    }

    fn told(intake: &Intake) -> Vec<String> {
        let given = |one: &crate::model::Document| {
            let saved = one.given.retrieved.as_deref().unwrap_or_default();
            format!("{} at {}, saved {saved}: {}", one.id, one.origin, one.raw)
        };
        let skipped = intake.skipped.iter().chain(&intake.passed_over).map(ToString::to_string);
        intake.documents.iter().map(given).chain(skipped).collect()
    }

    #[test]
    fn pages_are_read_by_what_their_server_said_and_the_rest_is_counted() {
        let polish = encoding_rs::ISO_8859_2.encode("<html><body><p>Łódź, gęś</p>").0.into_owned();
        let answer = |head: &str, body: &[u8]| [head.as_bytes(), b"\r\n\r\n", body].concat();
        let all = [
            record("warcinfo", "", b"software: x"),
            record(
                "response",
                "",
                &answer("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2", &polish),
            ),
            record("revisit", "", b"HTTP/1.1 200 OK\r\n\r\n"),
            record("response", "", &answer("HTTP/1.1 301 Moved\r\nLocation: /", b"")),
            record("response", "", &answer("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG")),
            record(
                "response",
                "",
                &answer(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
                    b"8\r\n<html><b\r\n12\r\nody><p>In chunks\r\n\r\n0\r\n\r\n",
                ),
            ),
            record("resource", "Content-Type: text/html\r\n", b"<html><body><p>A resource"),
        ];
        assert_eq!(
            told(&read(all.concat())),
            [
                "https://post.example/response at w.warc:record 2, saved 2026-01-19T10:00:00Z: Łódź, gęś",
                "https://post.example/response at w.warc:record 6, saved 2026-01-19T10:00:00Z: In chunks",
                "https://post.example/resource at w.warc:record 7, saved 2026-01-19T10:00:00Z: A resource",
                "w.warc: 1 revisits, whose pages are in other records, were not read",
                "w.warc: 1 answers without a page",
                "w.warc: 2 records that are no pages",
            ]
        );
    }

    #[test]
    fn lying_and_cut_archives_end_and_what_came_before_stays() {
        let good = record("resource", "Content-Type: text/html\r\n", b"<html><body><p>Words");
        let lie = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 99999999999999999999\r\n\r\nx".to_vec();
        let huge = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\n<p>cut".to_vec();
        assert_eq!(read([good.clone(), lie].concat()).documents.len(), 1);
        assert_eq!(
            read([good.clone(), huge].concat()).documents.len(),
            2,
            "what is there of the page is read"
        );
        let told = told(&read([good, b"nonsense\r\n".to_vec()].concat()));
        assert!(told.len() == 2 && told.iter().any(|line| line.contains("damaged: no record")), "{told:?}");
        assert_eq!(read(b"WARC/1.0\r\n\r\n".to_vec()).skipped.len(), 1);
    }
}

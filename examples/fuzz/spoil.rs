//! What is done to a file: bytes and numbers changed, parts cut, doubled, moved, taken from another, pieces put in.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{random::Random, seeds::Seed};

/// A file does not grow beyond this, in bytes, so that what is slow is so for another reason.
const LARGEST: usize = 1 << 20;

/// What is put in: what opens, closes, names, counts, in the formats there are.
#[rustfmt::skip]
const PIECES: &[&[u8]] = &[
    b"<", b">", b"</", b"/>", b"<!--", b"-->",
    b"<![CDATA[", b"&#0;", b"&#x110000;", b"&amp", b"\"", b"'",
    b"=", b"\0", b"<table><tr><td>", b"<p>", b"</p>", b"<div>",
    b"</div>", b"<svg>", b"<math>", b"<select>", b"<template>", b"<script>",
    b"<title>", b"<pre>\n", b"<blockquote>", b"<h1>", b"<li>", b"<br><br>",
    b"<font>", b"</td>", b"<plaintext>", b"<base href=x>", b"<meta charset=utf-16>", b"<meta charset=shift_jis>",
    b"{\"@type\":\"Article\",", b"[[[[[[", b"{\"a\":", b"\r\n", b"\n\n", b"\nFrom ",
    b"\nFrom: a@b\nDate: x\nTo: c\n\n", b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n", b"--x--", b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: message/rfc822\r\n\r\n",
    b"=?utf-8?b?4oCU?=", b"=\r\n", b"=E2=80", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\xe2\x80", b"PK\x03\x04", b"%PDF-1.7\n", b"\x1f\x8b", b"WARC/1.0\r\n",
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"<text:p>",
    b"<table:table>", b"<nav>", b"&amp;", b"&#x0;", b"&#xFFFFFFFF;", b"&a;",
    b"<!DOCTYPE r [<!ENTITY a '&a;'>]>", b"../", b"%00", b"#", b" obj ", b" endobj ",
    b" stream\n", b"endstream", b"<<", b">>", b"[", b"]",
    b"(", b")", b"/Kids", b"/Filter", b"/ObjStm", b"/XRef",
    b" 0 R ", b"1 0 R", b"-1", b"99999999999", b"1e308", b" Do ",
    b" Tj ", b" TJ ", b" Tf ", b" q ", b" Q ", b" BT ",
    b" Tm ", b"BI ", b" EI ", b"beginbfrange", b"endbfrange", b"<0000> <FFFFFFFF> <0041>",
    b"trailer", b"/Encrypt", b"/Rotate 90", b"\xe2\x80\x9c", b"\xe2\x80\xa2", b"<item><guid>a</guid>",
    b"<entry><id>a</id>", b"<content:encoded>", b"<outline xmlUrl=\"x\">", b"\"items\":[", b"Content-Length: 99999999999\r\n", b"ustar",
    b"SQLite format 3\0", b"\tx\ty\n", b"\",\"",
];

/// One of the files, with some things otherwise.
pub fn spoiled(seeds: &[Seed], random: &mut Random) -> Seed {
    let (name, bytes) = &seeds[random.below(seeds.len())];
    let mut bytes = bytes.clone();
    if bytes.starts_with(b"PK")
        && random.below(8) > 0
        && let Some(packed) = repacked(&bytes, seeds, random)
    {
        return (name.clone(), packed);
    }
    spoil(&mut bytes, seeds, random);
    if random.below(10) == 0 {
        bytes.truncate(random.below(bytes.len() + 1));
    }
    (name.clone(), bytes)
}

/// A package with one or two of its parts changed.
fn repacked(bytes: &[u8], seeds: &[Seed], random: &mut Random) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let chosen = [random.below(from.len()), random.below(from.len())];
    for i in 0..from.len() {
        let mut part = from.by_index(i).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        if chosen.contains(&i) && !name.ends_with("jpg") {
            spoil(&mut bytes, seeds, random);
        }
        to.start_file(name, options).ok()?;
        to.write_all(&bytes).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}

fn spoil(bytes: &mut Vec<u8>, seeds: &[Seed], random: &mut Random) {
    for _ in 0..=random.below(12) {
        let at = random.below(bytes.len() + 1);
        let end = bytes.len().min(at + random.below(400));
        match random.below(8) {
            0 | 1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes.get(at..end).unwrap_or_default().repeat(1 + random.below(8));
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            4 => {
                // Numbers count, refer, and say how long something is.
                let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) else { continue };
                if let Some(byte) = bytes.get_mut(at + digit) {
                    *byte = b'0' + random.below(10) as u8;
                }
            }
            5 => {
                let other = &seeds[random.below(seeds.len())].1;
                let from = random.below(other.len() + 1);
                bytes.splice(at..end, other.iter().skip(from).take(2_000).copied());
            }
            _ => {
                let times = if random.below(20) == 0 { 3_000 } else { 1 << random.below(5) };
                let piece = PIECES[random.below(PIECES.len())].repeat(times);
                bytes.splice(at..at, piece);
            }
        }
        bytes.truncate(LARGEST);
    }
}

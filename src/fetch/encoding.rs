//! Undoing what a server did to a page to send it: gzip, Brotli, deflate, no larger than is asked for.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// What a server may send.
pub(super) const ACCEPTED: &str = "gzip, br";

/// Why a page could not be unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Packed {
    /// It comes to more bytes than are wanted.
    TooLarge,
    /// It ends too soon; another time it may not.
    Cut,
    /// It is not what the server says it is.
    Wrong(String),
}

/// The bytes of a page that came with this `Content-Encoding`; several were applied in their order.
pub(super) fn undo(bytes: Vec<u8>, encodings: &str, largest: u64) -> Result<Vec<u8>, Packed> {
    let names: Vec<String> = encodings.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    // Nobody packs a page more often than this.
    if names.len() > 3 {
        return Err(Packed::Wrong("packed too often".to_owned()));
    }
    names.iter().rev().try_fold(bytes, |bytes, name| undo_one(bytes, name, largest))
}

fn undo_one(bytes: Vec<u8>, name: &str, largest: u64) -> Result<Vec<u8>, Packed> {
    let from = bytes.as_slice();
    match name {
        "" | "identity" | "none" => Ok(bytes),
        // An answer without a body says so too.
        _ if bytes.is_empty() => Ok(bytes),
        "gzip" | "x-gzip" if !from.starts_with(b"\x1f\x8b") => Err(wrong(name)),
        "gzip" | "x-gzip" => all(MultiGzDecoder::new(from), name, largest),
        "br" => all(Decompressor::new(from, 1 << 12), name, largest),
        // What is called deflate is one of two things.
        "deflate" => match all(ZlibDecoder::new(from), name, largest) {
            Err(Packed::Wrong(_)) => all(DeflateDecoder::new(from), name, largest),
            unpacked => unpacked,
        },
        other => Err(Packed::Wrong(format!("packed in a way that was not asked for ({other})"))),
    }
}

fn all(from: impl Read, name: &str, largest: u64) -> Result<Vec<u8>, Packed> {
    let mut bytes = Vec::new();
    match from.take(largest + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > largest => Err(Packed::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Packed::Cut),
        Err(_) => Err(wrong(name)),
    }
}

fn wrong(name: &str) -> Packed {
    Packed::Wrong(format!("said to be {name} and is not"))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder, write::ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    }

    /// "The ferry runs again." as `brotli` packs it: a window of 16 bits and one piece that is not compressed.
    const BROTLI: &[u8] = b"\x0b\x0a\x80The ferry runs again.\x03";

    #[test]
    fn what_was_packed_is_unpacked_in_the_other_order() {
        let words = b"The ferry runs again.";
        assert_eq!(undo(gzip(words), "gzip", 1000), Ok(words.to_vec()));
        assert_eq!(undo(gzip(&gzip(words)), "gzip, x-gzip", 1000), Ok(words.to_vec()));
        assert_eq!(undo(BROTLI.to_vec(), "br", 1000), Ok(words.to_vec()));
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(words).expect("in memory");
        assert_eq!(undo(zlib.finish().expect("in memory"), "deflate", 1000), Ok(words.to_vec()));
        assert_eq!(undo(words.to_vec(), "identity", 1000), Ok(words.to_vec()));
    }

    #[test]
    fn bombs_lies_and_cut_pages_are_told_apart() {
        let bomb = gzip(&vec![b'x'; 10 << 20]);
        assert!(bomb.len() < 20_000);
        assert_eq!(undo(bomb, "gzip", 1 << 20), Err(Packed::TooLarge));
        assert_eq!(undo(gzip(&gzip(&vec![0; 1 << 20])), "gzip,gzip", 1000), Err(Packed::TooLarge));
        assert_eq!(
            undo(b"<html>".to_vec(), "gzip", 1000),
            Err(Packed::Wrong("said to be gzip and is not".into()))
        );
        assert_eq!(
            undo(b"<html>".to_vec(), "br", 1000),
            Err(Packed::Wrong("said to be br and is not".into()))
        );
        let mut cut = gzip(b"The ferry runs again, after the long winter.");
        cut.truncate(cut.len() - 12);
        assert_eq!(undo(cut, "gzip", 1000), Err(Packed::Cut));
        assert!(matches!(undo(vec![1], "zstd", 1000), Err(Packed::Wrong(why)) if why.contains("zstd")));
        assert!(matches!(undo(vec![1], "br,br,br,br", 1000), Err(Packed::Wrong(_))));
    }
}

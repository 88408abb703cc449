//! The files that are spoiled: those of the corpus, each as it is and unpacked, so that not every change is caught by a
//! checksum.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use flate2::read::{GzDecoder, ZlibDecoder};

/// A file: its name, and what it holds.
pub type Seed = (String, Vec<u8>);

/// The files of these places, and of the folders in them, without what is expected of them and what made them.
pub fn gather(places: &[PathBuf]) -> Vec<Seed> {
    let mut seeds = Vec::new();
    for place in places {
        if let Ok(entries) = fs::read_dir(place) {
            let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            entries.retain(|path| !is_about_others(path));
            entries.sort();
            seeds.extend(gather(&entries));
        } else if let (Some(name), Ok(bytes)) = (place.file_name(), fs::read(place)) {
            let name = name.to_string_lossy().into_owned();
            seeds.extend(unpacked(&bytes).map(|bytes| (name.clone(), bytes)));
            seeds.push((name, bytes));
        }
    }
    seeds
}

fn is_about_others(path: &Path) -> bool {
    let expected = path.extension().is_some_and(|extension| extension == "expected" || extension == "py");
    expected || path.ends_with("source") || path.ends_with("make")
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(b"%PDF") {
        return Some(unpacked_pdf(bytes));
    }
    let mut plain = Vec::new();
    (bytes.starts_with(b"\x1f\x8b") && GzDecoder::new(bytes).read_to_end(&mut plain).is_ok()).then_some(plain)
}

/// A PDF file whose streams are not packed.
fn unpacked_pdf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"stream") {
        let (before, after) = rest.split_at(at + 6);
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let mut text = Vec::new();
        let packed = !before.ends_with(b"endstream") && ZlibDecoder::new(data).read_to_end(&mut text).is_ok();
        if packed {
            out.extend(String::from_utf8_lossy(before).replace("/FlateDecode", "/Crypt").bytes());
            out.push(b'\n');
            out.extend(text);
            rest = memchr::memmem::find(data, b"endstream")
                .map_or(&[], |end| data.get(end..).unwrap_or_default());
        } else {
            out.extend(before);
            rest = after;
        }
    }
    out.extend(rest);
    out
}

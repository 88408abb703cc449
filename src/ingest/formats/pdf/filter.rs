//! What the streams of a PDF file are packed with, unpacked no further than to a limit.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::object::{Dict, Object, whole};

/// Unpacks `data`, which `filter` packed, to `most` bytes at most; as far as it goes, where it is damaged. `None`: pictures,
/// and what is unknown.
pub fn unpack(filter: &str, parameters: &Dict, data: &[u8], most: usize) -> Option<Vec<u8>> {
    let unpacked = match filter {
        "FlateDecode" | "Fl" => inflate(data, most),
        "LZWDecode" | "LZW" => lzw(data, parameters.get("EarlyChange").number() != Some(0.0), most),
        "ASCIIHexDecode" | "AHx" => return Some(hexadecimal(data)),
        "ASCII85Decode" | "A85" => return Some(base_85(data, most)),
        "RunLengthDecode" | "RL" => return Some(runs(data, most)),
        "Crypt" => return Some(data.to_vec()),
        _ => return None,
    };
    Some(unpredict(unpacked, parameters))
}

fn inflate(data: &[u8], most: usize) -> Vec<u8> {
    let read = |mut from: Box<dyn Read + '_>| {
        let mut out = Vec::new();
        // What is damaged or cut off is used as far as it goes.
        let _ = from.by_ref().take(most as u64).read_to_end(&mut out);
        out
    };
    let out = read(Box::new(ZlibDecoder::new(data)));
    if out.is_empty() { read(Box::new(DeflateDecoder::new(data.get(2..).unwrap_or_default()))) } else { out }
}

fn lzw(data: &[u8], early: bool, most: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    // Every entry is a piece of what was already written: where it begins, and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    for &byte in data {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            256 => {
                table.clear();
                (last, width) = (None, 9);
                continue;
            }
            257 => break,
            _ => {}
        }
        // The code before this one, and the first byte of this one: an entry may need the byte it brings itself.
        if let Some((from, length)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, length + 1));
        }
        let start = out.len();
        if code < 256 {
            out.push(code as u8);
        } else if let Some(&(from, length)) = table.get(code - 258) {
            for i in from..from + length {
                let byte = out.get(i).copied().unwrap_or_default();
                out.push(byte);
            }
        } else {
            break;
        }
        last = Some((start, out.len() - start));
        width = match 258 + table.len() + usize::from(early) {
            ..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if out.len() >= most {
            break;
        }
    }
    out.truncate(most);
    out
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let text = [b"<", data, b">"].concat();
    match super::object::Lexer::new(&text, 0).object() {
        Some(Object::Text(bytes)) => bytes,
        _ => Vec::new(),
    }
}

fn base_85(data: &[u8], most: usize) -> Vec<u8> {
    let (mut out, mut group) = (Vec::new(), Vec::new());
    for &byte in data {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            out.extend(quad(&group));
            group.clear();
        }
        if out.len() >= most {
            return out;
        }
    }
    if group.len() > 1 {
        let bytes = group.len() - 1;
        group.resize(5, 84);
        out.extend(quad(&group).into_iter().take(bytes));
    }
    out
}

fn quad(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0_u32, |sum, &d| sum.wrapping_mul(85).wrapping_add(u32::from(d))).to_be_bytes()
}

fn runs(data: &[u8], most: usize) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), data);
    while let Some((&length, tail)) = rest.split_first() {
        let count = usize::from(length);
        match length {
            128 => break,
            0..128 => {
                let (run, after) = tail.split_at(tail.len().min(count + 1));
                out.extend_from_slice(run);
                rest = after;
            }
            _ => {
                let Some((&byte, after)) = tail.split_first() else { break };
                out.extend(std::iter::repeat_n(byte, 257 - count));
                rest = after;
            }
        }
        if out.len() >= most {
            break;
        }
    }
    out
}

/// Undoes the predictor of PNG, which stores what a row differs by from the one above.
fn unpredict(data: Vec<u8>, parameters: &Dict) -> Vec<u8> {
    let number = |name: &str, otherwise: f64, most: f64| {
        whole(parameters.get(name).number().unwrap_or(otherwise).clamp(1.0, most)) as usize
    };
    if number("Predictor", 1.0, 99.0) < 10 {
        return data;
    }
    let pixel = (number("Colors", 1.0, 32.0) * number("BitsPerComponent", 8.0, 16.0)).div_ceil(8);
    let row =
        (number("Columns", 1.0, 1e6) * number("Colors", 1.0, 32.0) * number("BitsPerComponent", 8.0, 16.0))
            .div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let Some((&kind, line)) = line.split_first() else { break };
        let mut own = vec![0_u8; row];
        for (i, &byte) in line.iter().enumerate() {
            let left = if i >= pixel { own[i - pixel] } else { 0 };
            let corner = if i >= pixel { above[i - pixel] } else { 0 };
            let up = above[i];
            let predicted = match kind {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            own[i] = byte.wrapping_add(predicted);
        }
        out.extend_from_slice(own.get(..line.len()).unwrap_or_default());
        above = own;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i32::from);
    let far = |x: i32| (a + b - c - x).abs();
    if far(a) <= far(b) && far(a) <= far(c) {
        left
    } else if far(b) <= far(c) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(filter: &str, data: &[u8]) -> String {
        String::from_utf8(unpack(filter, &Dict::default(), data, 1000).expect("a filter that is known"))
            .expect("text")
    }

    #[test]
    fn what_is_packed_comes_out_whole() {
        assert_eq!(text("AHx", b"48 65 6C6c 6F>"), "Hello");
        assert_eq!(text("A85", b"87cURD]i,\"Ebo80~>"), "Hello World!");
        assert_eq!(text("RL", &[4, b'H', b'e', b'l', b'l', b'o', 254, b'!', 128]), "Hello!!!");
        // The example of the specification, and the one of a code that is used as it is made.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(
            unpack("LZW", &Dict::default(), &packed, 100).unwrap(),
            [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]
        );
        assert!(unpack("DCTDecode", &Dict::default(), b"", 1).is_none());
    }

    #[test]
    fn a_predictor_is_undone() {
        let number = |name: &str, value: f64| (name.to_owned(), Object::Number(value));
        let parameters = Dict(vec![number("Predictor", 12.0), number("Columns", 3.0)]);
        assert_eq!(
            unpredict(vec![2, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1], &parameters),
            [1, 2, 3, 2, 3, 4, 5, 6, 7]
        );
    }

    #[test]
    fn bombs_stop_at_the_limit() {
        use std::io::Write;
        let mut pack = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        pack.write_all(&vec![b'a'; 1 << 20]).expect("in memory");
        let bomb = pack.finish().expect("in memory");
        assert_eq!(unpack("Fl", &Dict::default(), &bomb, 4096).expect("known").len(), 4096);
        assert!(runs(&[129, 1].repeat(1000), 500).len() <= 500 + 128);
        assert!(base_85(&[b'z'; 1000], 500).len() <= 504);
    }
}

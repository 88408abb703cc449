//! Bytes to text: UTF-8, UTF-16 with a byte order mark, else the charset that fits best.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Why bytes are not a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotText {
    /// They are another kind of file.
    #[error("{0}, not a text")]
    Known(&'static str),
    /// They hold bytes that no text holds.
    #[error("binary, not a text")]
    Binary,
    /// The text would not fit into 32-bit offsets.
    #[error("larger than 4 GiB as a text")]
    TooLarge,
}

/// The text in `bytes`, without its byte order mark, otherwise untouched.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NotText> {
    let text = decode_any(bytes)?;
    if text.len() as u64 >= super::limits::TEXT { Err(NotText::TooLarge) } else { Ok(text) }
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn decode_any(mut bytes: Vec<u8>) -> Result<String, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        let rest = bytes.get(mark..).unwrap_or_default();
        return Ok(encoding.decode_without_bom_handling(rest).0.into_owned());
    }
    // Files that were joined or converted twice have more than one.
    let marks = bytes.chunks(MARK.len()).take_while(|piece| *piece == MARK).count();
    bytes.drain(..marks * MARK.len());
    if let Some(reason) = why_not(&bytes) {
        return Err(reason);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf8(&bytes) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// The text of a page, whose charset its mail or server says (`label`), or it itself near its beginning.
///
/// What is said counts unless the bytes contradict it. Bytes that are UTF-8 and more than ASCII are nothing else by chance:
/// browsers save a page in UTF-8 and leave in it that it is in another charset.
pub(super) fn decode_page(bytes: Vec<u8>, label: Option<&str>) -> Result<String, NotText> {
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = named.or_else(|| declared(&bytes)).filter(|encoding| *encoding != UTF_8);
    let is_utf_8 = || !bytes.is_ascii() && str::from_utf8(&bytes).is_ok();
    if let (None, Some(encoding), None) = (Encoding::for_bom(&bytes), encoding, why_not(&bytes))
        && !is_utf_8()
    {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
        if !damaged {
            return Ok(text.into_owned());
        }
    }
    decode(bytes)
}

/// The text in `bytes`, which whoever sent it says is in the charset `label`.
pub(super) fn decode_as(bytes: Vec<u8>, label: Option<&str>) -> Result<String, NotText> {
    if label.is_some() { decode_page(bytes, label) } else { decode(bytes) }
}

/// The charset a page names in its first kilobytes: `<meta charset=…>`, `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default().to_ascii_lowercase();
    for name in [&b"charset"[..], b"encoding"] {
        for at in memchr::memmem::find_iter(&head, name) {
            let rest = head.get(at + name.len()..).unwrap_or_default().trim_ascii_start();
            let Some(value) = rest.strip_prefix(b"=") else { continue };
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)));
            let label = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
            // A page that can be read so far is not in UTF-16, whatever it says.
            let said = Encoding::for_label(label).map(|e| if e.is_ascii_compatible() { e } else { UTF_8 });
            if said.is_some() {
                return said;
            }
        }
    }
    None
}

/// The beginning of a text, to recognise it by; `None` if this is none. `whole`: whether it is all of it.
pub(super) fn beginning(head: &[u8], whole: bool) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        let rest = head.get(mark..).unwrap_or_default();
        return Some(encoding.decode_without_bom_handling(rest).0.into_owned());
    }
    if why_not(head).is_some() {
        return None;
    }
    let mut text = String::from_utf8_lossy(head).into_owned();
    if !whole {
        // The last character may be cut in two.
        text.truncate(text.trim_end_matches('\u{fffd}').len());
    }
    Some(text)
}

/// Why a file that begins like this is no text; `None` if it may be one.
pub(super) fn why_not(head: &[u8]) -> Option<NotText> {
    if Encoding::for_bom(head).is_some() {
        return None;
    }
    magic(head).map(NotText::Known).or_else(|| is_binary(head).then_some(NotText::Binary))
}

/// Kinds of files that people keep beside articles, by their first bytes.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"\x1f\x8b", "a compressed file"),
        (b"{\\rtf", "a rich text document"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// Whether the beginning holds more control characters than a text may: one in fifty, or a few `NUL`s.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    let nul = memchr::memchr_iter(0, head).count();
    let control = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    nul > 4 && nul * 500 > head.len() || control > 4 && control * 50 > head.len()
}

/// Whether `bytes` are UTF-8 with a few broken places (cut short, pasted together) rather than another
/// charset: characters of several bytes are whole far more often than not.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && broken * 4 <= whole
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).expect("this is a text")
    }

    #[test]
    fn a_byte_order_mark_goes_and_line_ends_stay() {
        assert_eq!(text(b"\xef\xbb\xbfOne\r\nTwo\r\n"), "One\r\nTwo\r\n");
        assert_eq!(text("“Öl”\n".as_bytes()), "“Öl”\n");
        assert_eq!(text(&[&MARK.repeat(1 << 20)[..], b"One"].concat()), "One");
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let words = "“Yes,” she said. Łódź 😀";
        let little: Vec<u8> =
            "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), words);
        assert_eq!(text(&big), words);
    }

    #[test]
    fn older_charsets_are_detected() {
        let words = "“Café au lait,” said André Müller — “très bon”, he added. Où est l’hôtel? Ça va.";
        assert_eq!(text(&WINDOWS_1252.encode(words).0), words);
        let russian = "Министр иностранных дел заявил, что переговоры начнутся в понедельник.";
        assert_eq!(text(&encoding_rs::WINDOWS_1251.encode(russian).0), russian);
    }

    #[test]
    fn a_page_says_its_charset_and_is_not_believed_blindly() {
        let (words, head) =
            ("Łódź, gęś", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>");
        let polish = |text: &str| encoding_rs::ISO_8859_2.encode(text).0.into_owned();
        let page = |bytes: Vec<u8>, label| decode_page(bytes, label).expect("a text");
        assert_eq!(page(polish(&format!("{head}{words}")), None), format!("{head}{words}"));
        assert_eq!(page(polish(words), Some("ISO-8859-2")), words);
        let wrong =
            "<meta charset=\"utf-8\">Andr\u{e9} M\u{fc}ller said \u{201c}no\u{201d} to the caf\u{e9}.";
        assert_eq!(page(WINDOWS_1252.encode(wrong).0.into_owned(), None), wrong);
        let saved = "<meta charset=windows-1252>“no”";
        assert_eq!(page(saved.into(), None), saved);
        assert_eq!(page("<?xml encoding='utf-16'?>é".into(), None), "<?xml encoding='utf-16'?>é");
    }

    #[test]
    fn utf_8_that_was_cut_is_still_utf_8() {
        let mut bytes = "“Ja,” sagte Jörg Müller, „für alle“ – größer".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xe2\x80");
        assert_eq!(text(&bytes), "“Ja,” sagte Jörg Müller, „für alle“ – größer\u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"%PDF-1.7 and so on".to_vec()), Err(NotText::Known("a PDF")));
        assert_eq!(decode([b'a', 0, 0, 0, 7, 0].repeat(40)), Err(NotText::Binary));
        assert_eq!(text(b"a text with one \0 in it"), "a text with one \0 in it");
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(text) = decode(bytes.clone()) {
                prop_assert!(text.len() <= bytes.len() * 3);
            }
        }

        #[test]
        fn any_text_comes_back_as_it_was(words in "[^\\x00-\\x1f]{0,200}") {
            prop_assume!(Encoding::for_bom(words.as_bytes()).is_none() && magic(words.as_bytes()).is_none());
            prop_assert_eq!(decode(words.clone().into_bytes()), Ok(words));
        }
    }
}

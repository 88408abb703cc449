//! What the codes of a font mean: which characters they are, and how wide.

use rustc_hash::FxHashMap;

use super::{
    encoding,
    file::File,
    object::{Dict, Lexer, Object, whole},
};

/// A font of a page.
#[derive(Debug, Default)]
pub struct Font {
    /// How many bytes a code has.
    bytes: usize,
    /// Codes whose characters the font lists.
    listed: FxHashMap<u32, String>,
    /// Ranges of codes: first, last, and the character of the first.
    ranges: Vec<(u32, u32, u32)>,
    /// Characters of the codes of one byte, by the font's encoding.
    encoded: Vec<Option<char>>,
    /// Whether codes are characters of UTF-16.
    wide: bool,
    widths: FxHashMap<u32, f64>,
    /// Ranges of codes of one width.
    same_widths: Vec<(u32, u32, f64)>,
    width: Option<f64>,
    /// Whether every character is as wide.
    typewriter: bool,
    /// Whether the font is bold by its name.
    pub bold: bool,
}

/// A code in a text: what it says, and how wide it is drawn, in thousandths of the size.
#[derive(Debug)]
pub struct Shown<'f> {
    /// The characters.
    pub text: std::borrow::Cow<'f, str>,
    /// The width.
    pub width: f64,
    /// Whether it is the space of one byte, which can be set wider.
    pub space: bool,
}

/// How many entries a font may list.
const ENTRIES: usize = 200_000;

impl Font {
    /// Reads a font of a page.
    pub fn of(file: &File<'_>, dict: &Dict) -> Result<Self, String> {
        let name = file.follow(dict.get("BaseFont")).name().unwrap_or_default().to_lowercase();
        let mut font = Self {
            bytes: 1,
            bold: ["bold", "black", "heavy", "semibold"].iter().any(|word| name.contains(word)),
            typewriter: name.contains("courier") || name.contains("mono"),
            ..Self::default()
        };
        if let Some(stream) = file.stream(dict.get("ToUnicode")) {
            font.list(&file.unpack(stream)?);
        }
        if file.follow(dict.get("Subtype")).name() == Some("Type0") {
            font.composite(file, dict)?;
        } else {
            font.simple(file, dict, &name);
        }
        font.ranges.sort_unstable();
        font.same_widths.sort_unstable_by_key(|(first, ..)| *first);
        Ok(font)
    }

    /// The codes of a text.
    pub fn show<'s>(&'s self, text: &'s [u8]) -> impl Iterator<Item = Shown<'s>> {
        text.chunks(self.bytes.max(1)).map(|code| {
            let number = code.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            Shown {
                text: self.text(number),
                width: self.width(number),
                space: self.bytes == 1 && number == 32,
            }
        })
    }

    fn text(&self, code: u32) -> std::borrow::Cow<'_, str> {
        if let Some(text) = self.listed.get(&code) {
            return text.as_str().into();
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        let ranged =
            after.checked_sub(1).and_then(|at| self.ranges.get(at)).filter(|(_, last, _)| code <= *last);
        let char = match ranged {
            Some((first, _, start)) => char::from_u32(start.saturating_add(code - first)),
            None if self.wide => char::from_u32(code),
            None => self.encoded.get(code as usize).copied().flatten(),
        };
        char.map(String::from).unwrap_or_default().into()
    }

    fn width(&self, code: u32) -> f64 {
        if let Some(width) = self.widths.get(&code) {
            return *width;
        }
        let after = self.same_widths.partition_point(|(first, ..)| *first <= code);
        let ranged =
            after.checked_sub(1).and_then(|at| self.same_widths.get(at)).filter(|(_, last, _)| code <= *last);
        ranged.map(|(.., width)| *width).or(self.width).unwrap_or_else(|| {
            if self.typewriter {
                600.0
            } else {
                self.text(code).chars().next().map_or(500.0, encoding::usual_width)
            }
        })
    }

    /// Reads what a font says its codes mean in Unicode.
    fn list(&mut self, map: &[u8]) {
        let mut lexer = Lexer::new(map, 0);
        let mut held: Vec<Object> = Vec::new();
        while let Some(object) = lexer.object() {
            let Object::Word(word) = object else {
                held.push(object);
                if held.len() > ENTRIES {
                    return;
                }
                continue;
            };
            match &word[..] {
                b"endbfchar" => {
                    for pair in held.chunks(2) {
                        if let [Object::Text(code), Object::Text(text)] = pair {
                            self.listed.insert(number(code), utf_16(text));
                        }
                    }
                }
                b"endbfrange" => held.chunks(3).for_each(|range| self.range(range)),
                b"endcodespacerange" => {
                    if let Some(Object::Text(first)) = held.first() {
                        self.bytes = first.len().clamp(1, 4);
                    }
                }
                _ => {}
            }
            held.clear();
            if self.listed.len() + self.ranges.len() > ENTRIES {
                return;
            }
        }
    }

    fn range(&mut self, range: &[Object]) {
        let [Object::Text(first), Object::Text(last), to] = range else { return };
        let (first, last) = (number(first), number(last));
        match to {
            Object::Text(start) if start.len() <= 2 => self.ranges.push((first, last, number(start))),
            // Of a range that begins with several characters, the last counts up.
            Object::Text(start) => {
                for code in first..=last.min(first.saturating_add(255)) {
                    let mut text = start.clone();
                    if let Some(byte) = text.last_mut() {
                        *byte = byte.wrapping_add((code - first) as u8);
                    }
                    self.listed.insert(code, utf_16(&text));
                }
            }
            Object::Array(texts) => {
                for (code, text) in (first..=last).zip(texts) {
                    if let Object::Text(text) = text {
                        self.listed.insert(code, utf_16(text));
                    }
                }
            }
            _ => {}
        }
    }

    fn composite(&mut self, file: &File<'_>, dict: &Dict) -> Result<(), String> {
        self.bytes = 2;
        match file.follow(dict.get("Encoding")) {
            Object::Name(name) => self.wide = name.contains("UCS2") || name.contains("UTF16"),
            _ => {
                // A map of the font's own says how long its codes are.
                if let Some(stream) = file.stream(dict.get("Encoding")) {
                    let mut own = Self { bytes: 2, ..Self::default() };
                    own.list(&file.unpack(stream)?);
                    self.bytes = own.bytes;
                }
            }
        }
        let Object::Array(below) = file.follow(dict.get("DescendantFonts")) else { return Ok(()) };
        let below = file.dict(below.first().unwrap_or(&Object::Null));
        self.width = Some(file.resolve_number(below.get("DW")).unwrap_or(1000.0));
        let Object::Array(widths) = file.follow(below.get("W")) else { return Ok(()) };
        let mut rest = widths.as_slice();
        while let [first, second, tail @ ..] = rest {
            let Some(first) = file.resolve_number(first) else { break };
            let first = whole(first);
            match (file.follow(second), tail) {
                (Object::Array(list), tail) => {
                    for (code, width) in (first..).zip(&list) {
                        self.widths.extend(file.resolve_number(width).map(|width| (code, width)));
                    }
                    rest = tail;
                }
                (Object::Number(last), [width, tail @ ..]) => {
                    let width = file.resolve_number(width).unwrap_or(1000.0);
                    self.same_widths.push((first, whole(last), width));
                    rest = tail;
                }
                _ => break,
            }
        }
        Ok(())
    }

    fn simple(&mut self, file: &File<'_>, dict: &Dict, name: &str) {
        self.bytes = 1;
        let named = file.follow(dict.get("Encoding"));
        let base = match &named {
            Object::Name(name) => name.clone(),
            Object::Dict(dict) => file.follow(dict.get("BaseEncoding")).name().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        let is_true_type = file.follow(dict.get("Subtype")).name() == Some("TrueType");
        let signs = name.contains("symbol") || name.contains("dingbat");
        self.encoded = match base.as_str() {
            _ if signs => vec![None; 256],
            "MacRomanEncoding" => encoding::mac_roman(),
            "WinAnsiEncoding" => encoding::win_ansi(),
            _ if is_true_type => encoding::win_ansi(),
            _ => encoding::standard(),
        };
        if let Object::Dict(dict) = named
            && let Object::Array(differences) = file.follow(dict.get("Differences"))
        {
            let mut code = 0;
            for difference in &differences {
                match file.follow(difference) {
                    Object::Number(number) => code = whole(number) as usize,
                    Object::Name(name) => {
                        if let Some(place) = self.encoded.get_mut(code) {
                            let text = encoding::glyph(&name);
                            *place = text.chars().next();
                            // "f_i" and the like are several characters.
                            if text.chars().nth(1).is_some() {
                                self.listed.entry(code as u32).or_insert(text);
                            }
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
        }
        // Fonts whose shapes are procedures measure in units of their own.
        let unit = match file.follow(dict.get("FontMatrix")) {
            Object::Array(matrix) => {
                matrix.first().and_then(Object::number).map_or(1.0, |scale| scale.abs() * 1000.0)
            }
            _ => 1.0,
        };
        if let Object::Array(widths) = file.follow(dict.get("Widths")) {
            let first = whole(file.resolve_number(dict.get("FirstChar")).unwrap_or(0.0));
            let widths = (first..)
                .zip(&widths)
                .filter_map(|(code, width)| Some((code, file.resolve_number(width)? * unit)));
            self.widths = widths.filter(|(code, _)| *code < 256).collect();
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// Characters as maps and titles write them.
pub fn utf_16(bytes: &[u8]) -> String {
    if let [one] = bytes {
        return char::from(*one).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).flatten().filter(|c| *c != '\0').collect()
}

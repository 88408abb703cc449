//! The objects a PDF file is made of, and the reader of their notation.

/// A value in a PDF file.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Object {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number, whole or not.
    Number(f64),
    /// A name.
    Name(String),
    /// Characters in some encoding.
    Text(Vec<u8>),
    /// A list.
    Array(Vec<Self>),
    /// Names and values.
    Dict(Dict),
    /// The object with this number.
    Ref(u32),
    /// A word that is none of these: an operator, the end of something.
    Word(Vec<u8>),
}

/// Names and values, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dict(pub Vec<(String, Object)>);

impl Dict {
    /// The value of a name as it is written, which may be a reference.
    pub fn get(&self, name: &str) -> &Object {
        self.0.iter().find(|(own, _)| own == name).map_or(&Object::Null, |(_, value)| value)
    }
}

impl Object {
    /// The number this is.
    pub const fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The name this is.
    pub fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}

/// A number as what it counts; 0 for what is below.
#[allow(clippy::cast_sign_loss, reason = "a number below zero becomes zero")]
pub const fn whole(number: f64) -> u32 {
    number as u32
}

/// How deep arrays and dictionaries may be nested.
const DEEP: usize = 60;

/// Reads objects one after the other.
#[derive(Debug, Clone)]
pub struct Lexer<'b> {
    bytes: &'b [u8],
    /// Where it reads next.
    pub at: usize,
}

impl<'b> Lexer<'b> {
    /// A reader that begins at `at`.
    pub const fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next object; `None` at the end.
    pub fn object(&mut self) -> Option<Object> {
        self.value(0)
    }

    /// Jumps over white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn value(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        let byte = self.peek()?;
        let second = self.bytes.get(self.at + 1).copied();
        Some(match byte {
            b'/' => {
                self.at += 1;
                Object::Name(self.name())
            }
            b'(' => {
                self.at += 1;
                Object::Text(self.literal())
            }
            b'<' if second == Some(b'<') => {
                self.at += 2;
                Object::Dict(self.dict(depth))
            }
            b'<' => {
                self.at += 1;
                Object::Text(self.hexadecimal())
            }
            b'[' => {
                self.at += 1;
                Object::Array(self.array(depth))
            }
            b'>' if second == Some(b'>') => {
                self.at += 2;
                Object::Word(b">>".to_vec())
            }
            b']' | b'>' | b'{' | b'}' | b')' => {
                self.at += 1;
                Object::Word(vec![byte])
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            _ => {
                let word = self.word();
                match word {
                    b"true" => Object::Bool(true),
                    b"false" => Object::Bool(false),
                    b"null" => Object::Null,
                    word => Object::Word(word.to_vec()),
                }
            }
        })
    }

    fn word(&mut self) -> &'b [u8] {
        let from = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        self.bytes.get(from..self.at).unwrap_or_default()
    }

    fn name(&mut self) -> String {
        let word = self.word();
        let (mut name, mut rest) = (Vec::with_capacity(word.len()), word);
        while let Some((&byte, tail)) = rest.split_first() {
            let escaped =
                (byte == b'#').then(|| Some((digit(*tail.first()?)?, digit(*tail.get(1)?)?))).flatten();
            if let Some((high, low)) = escaped {
                name.push(high << 4 | low);
                rest = tail.get(2..).unwrap_or_default();
            } else {
                name.push(byte);
                rest = tail;
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut open) = (Vec::new(), 0);
        while let Some(byte) = self.take() {
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        match self.take() {
            Some(b'n') => text.push(b'\n'),
            Some(b'r') => text.push(b'\r'),
            Some(b't') => text.push(b'\t'),
            Some(b'b') => text.push(8),
            Some(b'f') => text.push(12),
            Some(b'\r') => self.at += usize::from(self.peek() == Some(b'\n')),
            Some(b'\n') | None => {}
            Some(first @ b'0'..=b'7') => {
                let mut code = u32::from(first - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            Some(byte) => text.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut digits = Vec::new();
        while let Some(byte) = self.take() {
            if byte == b'>' {
                break;
            }
            digits.extend(digit(byte));
        }
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn number(&mut self) -> Object {
        let word = self.word();
        let text = std::str::from_utf8(word).unwrap_or_default();
        let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            // "--5" and "1.2.3" are written by some; nothing is drawn far away because of them.
            return Object::Number(0.0);
        };
        if word.iter().all(u8::is_ascii_digit) {
            return self.reference(number).unwrap_or(Object::Number(number));
        }
        Object::Number(number)
    }

    /// The reference that a number begins: "12 0 R".
    fn reference(&mut self, number: f64) -> Option<Object> {
        let mut ahead = self.clone();
        ahead.skip_space();
        let generation = ahead.word();
        if generation.is_empty() || generation.len() > 5 || !generation.iter().all(u8::is_ascii_digit) {
            return None;
        }
        ahead.skip_space();
        if ahead.word() != b"R" || number > f64::from(u32::MAX) {
            return None;
        }
        self.at = ahead.at;
        Some(Object::Ref(whole(number)))
    }

    fn array(&mut self, depth: usize) -> Vec<Object> {
        let mut list = Vec::new();
        loop {
            if depth >= DEEP {
                break;
            }
            match self.value(depth + 1) {
                None => break,
                Some(Object::Word(word)) if word == b"]" => break,
                // The array was never closed.
                Some(Object::Word(word)) if [&b"endobj"[..], b"endstream", b">>"].contains(&&word[..]) => {
                    break;
                }
                Some(Object::Word(_)) => {}
                Some(value) => list.push(value),
            }
        }
        list
    }

    fn dict(&mut self, depth: usize) -> Dict {
        let mut dict = Dict::default();
        loop {
            if depth >= DEEP {
                break;
            }
            match self.value(depth + 1) {
                Some(Object::Name(name)) => {
                    let before = self.at;
                    match self.value(depth + 1) {
                        Some(Object::Word(_)) => self.at = before,
                        Some(value) => {
                            dict.0.push((name, value));
                            continue;
                        }
                        None => break,
                    }
                    if let Some(Object::Word(word)) = self.value(depth + 1)
                        && [&b">>"[..], b"endobj", b"stream"].contains(&&word[..])
                    {
                        break;
                    }
                }
                Some(Object::Word(word)) if [&b">>"[..], b"endobj", b"stream"].contains(&&word[..]) => break,
                Some(_) => {}
                None => break,
            }
        }
        dict
    }
}

/// Whether a byte is white space in a PDF file.
pub const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Object> {
        let mut lexer = Lexer::new(text.as_bytes(), 0);
        std::iter::from_fn(|| lexer.object()).collect()
    }

    #[test]
    fn objects_as_files_write_them() {
        let Object::Dict(dict) = all("<</A#20B (a\\(b\\051\\n(c))/C[1 -.5 12 0 R]/D<</E true>>>>").remove(0)
        else {
            panic!("a dictionary");
        };
        assert_eq!(dict.get("A B"), &Object::Text(b"a(b)\n(c)".to_vec()));
        let list = vec![Object::Number(1.0), Object::Number(-0.5), Object::Ref(12)];
        assert_eq!(dict.get("C"), &Object::Array(list));
        assert_eq!(dict.get("D"), &Object::Dict(Dict(vec![("E".into(), Object::Bool(true))])));
        assert_eq!(
            all("<48 6>% end\n 7 0 obj"),
            [
                Object::Text(vec![0x48, 0x60]),
                Object::Number(7.0),
                Object::Number(0.0),
                Object::Word(b"obj".to_vec())
            ]
        );
    }

    #[test]
    fn what_never_ends_ends() {
        for text in
            ["[".repeat(100_000), "<<".repeat(100_000), "<</A".repeat(50_000), "(((".into(), "<4".into()]
        {
            all(&text);
        }
        assert_eq!(all("<</A 1 endobj"), [Object::Dict(Dict(vec![("A".into(), Object::Number(1.0))]))]);
    }
}
